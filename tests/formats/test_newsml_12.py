"""NewsML 1.2: envelopes of components, alternatives and roles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.formats import newsml_12
from redaksi.formats.item import Dateline, FormatError, Hint, ItemPicture, Subject
from tests.formats.kit import EDITORIAL, damaged, fixture, fixtures, fuzzed, read_or_refused


def test_identity_and_revision_are_apart():
    story, killed = newsml_12.parse(fixture("newsml_12/banyak.xml"))
    assert (story.guid, story.version) == ("urn:newsml:lembah.example:20261120:TX-17", "2")
    assert (killed.guid, killed.version) == ("urn:newsml:lembah.example:20261119:TX-3", "2")


def test_a_public_identifier_alone_gives_the_guid_without_its_revision():
    (photo,) = newsml_12.parse(fixture("newsml_12/foto.xml"))
    assert photo.guid == "urn:newsml:lembah.example:20261120:FT-1"


def test_lines_and_metadata_are_read_into_every_field():
    story = newsml_12.parse(fixture("newsml_12/banyak.xml"))[0]
    assert (story.headline, story.summary) == ("Panen bawang mundur dua pekan", "Hujan terlambat.")
    assert (story.slugline, story.byline, story.editor_initials) == ("bawang-panen", "Tuti Lestari", "tl-bs/rd")
    assert story.dateline == Dateline("Lembah Hijau", "Lembah Hijau, 20 Nov (KBL)")
    assert (story.source, story.credit, story.copyright) == ("Dinas Pertanian", "KBL", "© 2026 KBL")
    assert (story.urgency, story.genre, story.language) == (3, "Feature", "id")
    assert story.subjects == (Subject("04001000", "subj:04001000"),)
    assert (story.places, story.keywords) == (("Muara, Contoh",), ("bawang", "panen"))
    assert story.usage_terms == "Tidak untuk arsip"
    assert str(story.first_created) == "2026-11-20 09:05:00+07:00"
    assert story.extra["AssociatedWith"] == {"NewsItem": "urn:newsml:lembah.example:20261119:TX-3"}


def test_an_embargo_is_until_the_status_changes():
    story = newsml_12.parse(fixture("newsml_12/banyak.xml"))[0]
    assert (story.status, str(story.embargoed)) == ("usable", "2026-11-20 12:00:00+08:00")


def test_an_embargo_without_a_time_withholds():
    data = fixture("newsml_12/banyak.xml").replace(b"StatusWillChange", b"Lain")
    story = newsml_12.parse(data)[0]
    assert (story.status, story.embargoed) == ("withheld", None)
    assert "embargoed without a time; the item is withheld" in story.warnings


def test_a_future_cancellation_is_an_expiry():
    data = fixture("newsml_12/banyak.xml").replace(
        b'FutureStatus FormalName="Usable"', b'FutureStatus FormalName="Canceled"'
    )
    story = newsml_12.parse(data.replace(b'"Embargoed"', b'"Usable"'))[0]
    assert (story.status, story.embargoed, str(story.expires)) == ("usable", None, "2026-11-20 12:00:00+08:00")


def test_the_body_holds_neither_dateline_notes_nor_initials():
    story = newsml_12.parse(fixture("newsml_12/banyak.xml"))[0]
    assert story.body_html == '<p>Petani menunda panen.</p><p>"Basah," kata mereka.</p>'
    assert story.editorial_note is not None
    assert story.editorial_note.splitlines() == [
        "RAHASIA-MEJA hubungi redaktur",
        "RAHASIA-MEJA memperbarui angka",
        "RAHASIA-MEJA 0800-0000",
    ]
    assert EDITORIAL not in f"{story.body_html}{story.body_text}"


def test_renditions_make_one_picture_with_the_caption_beside_them():
    story = newsml_12.parse(fixture("newsml_12/banyak.xml"), Hint(url="https://lembah.example/kirim/"))[0]
    assert story.pictures == (
        ItemPicture(
            "https://lembah.example/kirim/b.jpg", "Petani memeriksa umbi.", "Budi/KBL", width=2400, height=1600
        ),
    )


def test_a_caption_with_a_photo_is_a_picture_and_no_story():
    (photo,) = newsml_12.parse(fixture("newsml_12/foto.xml"))
    assert (photo.kind, photo.body_html, photo.summary) == ("picture", None, "Petani memeriksa umbi.")
    assert photo.pictures[0].credit == "Budi Santosa"


def test_a_deletion_is_canceled_and_a_refused_item_is_told_of():
    killed = newsml_12.parse(fixture("newsml_12/banyak.xml"))[1]
    assert killed.status == "canceled"
    assert "another item of the file was refused: a NewsItem without identification and content" in killed.warnings
    assert any("Asia/Jakarta was assumed" in each for each in killed.warnings)


@pytest.mark.parametrize("tag", ["NewsLines", "AdministrativeMetadata", "NewsManagement", "Identification", "Role"])
def test_an_item_with_a_part_missing_is_still_an_item(tag):
    data = fixture("newsml_12/banyak.xml").replace(f"<{tag}".encode(), b"<Lain").replace(f"</{tag}".encode(), b"</Lain")
    for item in newsml_12.parse(data):
        assert EDITORIAL not in f"{item.body_html}"


def test_what_is_no_newsml_is_refused():
    assert not newsml_12.looks_like(b"<newsItem/>")
    for data in (b"<rss/>", b"<NewsML/>", b"<NewsML><NewsItem/></NewsML>"):
        with pytest.raises(FormatError):
            newsml_12.parse(data)


@given(damaged(fixtures("newsml_12")))
@fuzzed
def test_damaged_files_are_read_or_refused(data):
    read_or_refused(newsml_12.parse, data)


@given(st.binary(max_size=200))
@fuzzed
def test_any_bytes_are_read_or_refused(data):
    newsml_12.looks_like(data)
    read_or_refused(newsml_12.parse, data)


def test_real_samples_give_what_their_senders_meant(shared_dir):
    folder = shared_dir / "wire-samples/newsml-1.2"
    (text,) = newsml_12.parse((folder / "afp.com_newsml1.2_sample.xml").read_bytes())
    assert (text.guid, text.version) == ("urn:newsml:afp.com:20210516T080625Z:TX-PAR-WGF71", "1")
    assert text.headline == "Israel strikes key Hamas targets as UN Security Council to meet"
    assert text.dateline == Dateline("Gaza City", "Gaza City, Palestinian Territories, May 16, 2021 (AFP)")
    assert text.body_text.startswith("Israel's army said Sunday it had bombed the home")
    assert text.editor_initials == "bur-dar-gl/fz"
    assert "RECASTS with attack" in text.editorial_note
    assert len(text.subjects) == 6
    (photo,) = newsml_12.parse((folder / "AFP_751HA.xml").read_bytes())
    assert (photo.kind, photo.byline, photo.pictures[0].href) == ("picture", "SAID KHATIB", "AFP_751HA.jpg")
    assert photo.pictures[0].caption.startswith("Relatives mourn during the funeral")
    (release,) = newsml_12.parse((folder / "businesswire-newsml-20130605006126.xml").read_bytes())
    assert (release.language, release.credit, release.source) == ("zh", "Business Wire", "Cambrios Technologies")
    assert "cambrios@stearnsjohnson.com" in release.editorial_note
    assert "stearnsjohnson" not in release.body_html
