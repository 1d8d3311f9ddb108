"""ninjs of every version says the same thing in the same fields, and 3.1 brings it back."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.formats import read
from redaksi.formats.item import FormatError, Hint, ItemPicture, Related, Subject
from redaksi.formats.ninjs import looks_like, parse, write
from tests.formats import kit


def item(name: str):
    return parse(kit.fixture(f"ninjs/{name}.json"))[0]


def one(**members):
    return parse(json.dumps({"uri": "urn:kbn:x", **members}).encode())[0]


def test_version_1_with_its_flat_names():
    read_item = item("1.6-package")
    assert (read_item.guid, read_item.version, read_item.kind) == ("urn:kbn:1", "1", "package")
    assert read_item.headline == "Panen jagung naik"
    assert read_item.byline == "Sari Wulan"
    assert (read_item.dateline.city, read_item.dateline.text) == ("Palu", "Palu (KBN)")
    assert read_item.body_text == "Panen jagung naik 15 persen.\n\nHarga tetap."
    assert read_item.first_created == datetime.fromisoformat("2026-11-20T10:00:00+00:00")
    assert read_item.subjects == (Subject("pertanian", "medtop:20000210"),)
    assert read_item.places == ("Palu",)
    assert read_item.related == (Related("Benih unggul dibagikan", url="https://kbn.example/2"),)
    assert read_item.extra == {"person": [{"name": "Raras"}]}


def test_the_best_rendition_of_a_picture_is_taken_and_no_video():
    assert item("1.6-package").pictures == (
        ItemPicture("https://img.kbn.example/b.jpg", "Petani memanen jagung.", "Zaki/KBN", None, 1200, 800),
    )


def test_version_2_with_its_lists_and_roles():
    read_item = item("2.1-text")
    assert (read_item.version, read_item.status) == ("7", "withheld")
    assert read_item.headline == "Suku bunga ditahan"
    assert read_item.summary == "Ringkas & jelas."
    assert read_item.body_html == "<p>Isi <strong>utama</strong>.</p>"
    assert read_item.embargoed == datetime.fromisoformat("2026-11-21T00:00:00+07:00")
    assert (read_item.source, read_item.credit, read_item.copyright) == ("Bank sentral", "KBN", "KBN")
    assert read_item.extra == {"people": [{"name": "Gubernur"}], "altIds": [{"role": "lama", "value": "x-2"}]}


def test_version_3_with_its_camel_case():
    read_item = item("3.1-correction")
    assert (read_item.version, read_item.urgency, read_item.slugline) == ("2", 5, "cabai-harga")
    assert (read_item.source, read_item.credit) == ("Dinas Pasar", "KBN")
    assert read_item.body_text == "Harga cabai turun.\n\nAlinea kedua."
    assert read_item.expires == datetime.fromisoformat("2026-12-01T00:00:00+07:00")
    picture = read_item.pictures[0]
    assert (picture.caption, picture.credit, picture.alt) == ("Pedagang cabai.", "KBN/Zaki", "Seorang pedagang")


def test_superdesks_dialect():
    read_item = item("superdesk")
    assert (read_item.guid, read_item.version, read_item.status) == ("tag:localhost:2026:abc", "4", "canceled")
    assert read_item.headline == "Banjir Seruni"
    assert read_item.keywords == ("banjir", "seruni")
    assert read_item.editorial_note is None
    assert read_item.pictures[0].href == "https://sd.example/o.jpg"
    assert read_item.pictures[0].alt == "Warga di perahu"


def test_an_event_is_an_event_and_keeps_its_details():
    read_item = item("event")
    assert read_item.kind == "event"
    assert "eventDetails" in read_item.extra


@pytest.mark.parametrize("data", kit.fixtures("ninjs"))
def test_the_note_to_editors_never_enters_what_is_published(data):
    read_item = parse(data)[0]
    assert kit.EDITORIAL not in f"{read_item.body_html}{read_item.body_text}{read_item.summary}{read_item.headline}"


@pytest.mark.parametrize("data", kit.fixtures("ninjs"))
def test_every_fixture_comes_back_from_what_we_write(data):
    read_item = parse(data)[0]
    kit.same(read_item, parse(write(read_item))[0])


def test_what_is_odd_is_told_and_not_guessed():
    odd = one(headline="x", pubstatus="embargoed", type="hologram", urgency=12, versioncreated="kemarin")
    assert (odd.status, odd.kind, odd.urgency, odd.version_created) == ("withheld", "text", None, None)
    assert len(odd.warnings) == 4


def test_an_unusual_time_without_an_offset_gets_the_hints_zone():
    data = b'{"uri": "urn:x:1", "versioncreated": "2026-11-20T10:00:00"}'
    moment = parse(data, Hint(zone="Asia/Jayapura"))[0].version_created
    assert moment.isoformat() == "2026-11-20T10:00:00+09:00"


def test_members_of_the_wrong_type_are_passed_over():
    odd = one(headline=["a"], bodies={"x": 1}, subjects="padi", associations=[1, {"renditions": "x"}], by={"a": 1})
    assert odd.headline is None
    assert odd.pictures == ()
    assert odd.subjects == ()


def test_an_item_without_uri_gets_an_identity_of_its_words_with_a_warning():
    made = parse(b'{"headline": "Judul", "body_text": "Isi."}')[0]
    assert made.guid.startswith("sha256:")
    assert made.warnings


def test_an_array_holds_an_item_each_and_other_json_is_refused():
    assert [each.guid for each in parse(b'[{"uri": "urn:x:1"}, {"uri": "urn:x:2"}]')] == ["urn:x:1", "urn:x:2"]
    for data in (b'{"a": 1}', b"[]", b"[1]", b'"x"', b"3"):
        with pytest.raises(FormatError):
            parse(data)


def test_json_feed_is_left_to_its_own_reader():
    assert not looks_like(b'{"version": "https://jsonfeed.org/version/1.1"}')
    assert looks_like(b'{"uri": "urn:x:1"}')


@kit.round_trips
@given(kit.items())
def test_every_item_of_the_model_comes_back_from_3_1(item):
    kit.same(item, parse(write(item))[0])


@kit.fuzzed
@given(kit.damaged(kit.fixtures("ninjs")))
def test_damaged_documents_are_read_or_refused(data):
    kit.read_or_refused(parse, data)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
MEMBERS = st.sampled_from(
    "uri guid version type pubstatus versionCreated urgency headline headlines bodies body_html descriptions by "
    "located subjects places genres infoSources associations renditions altIds keywords embargoed expires".split()
)


@kit.fuzzed
@given(st.dictionaries(MEMBERS, VALUES, max_size=6))
def test_members_of_any_type_are_read_or_refused(document):
    kit.read_or_refused(parse, json.dumps(document).encode())


def test_the_shared_samples_are_read_and_come_back(shared_dir):
    samples = [*sorted((shared_dir / "wire-samples" / "ninjs").glob("*.json"))]
    samples.append(shared_dir / "wire-samples" / "synthetic-id" / "ninjs-3.1-ralat.json")
    for sample in samples:
        for read_item in read(sample.read_bytes()):
            assert read_item.format == "ninjs"
            kit.same(read_item, parse(write(read_item))[0])
