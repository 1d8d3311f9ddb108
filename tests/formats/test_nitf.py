"""NITF: every agency's dialect of it in, the schema's own out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from redaksi.formats import nitf
from redaksi.formats.item import Dateline, FormatError, Hint, ItemPicture, NewsItem, Subject
from tests.formats.kit import (
    EDITORIAL,
    damaged,
    fixture,
    fixtures,
    fuzzed,
    items,
    read_or_refused,
    round_trips,
    same,
    valid,
)


def berita() -> NewsItem:
    (item,) = nitf.parse(fixture("nitf/berita.xml"))
    return item


def test_the_head_is_read_into_every_field():
    item = berita()
    assert (item.guid, item.version, item.kind, item.status) == ("kbl-20261120-17", "3", "text", "usable")
    assert (item.headline, item.slugline) == ("Panen bawang mundur dua pekan", "bawang-panen")
    assert (item.byline, item.source, item.credit) == ("Tuti Lestari", "Kantor Berita Lembah", "KBL")
    assert item.dateline == Dateline("LEMBAH HIJAU", "LEMBAH HIJAU, Contoh")
    assert (item.language, item.urgency, item.genre) == ("id", 3, "Feature")
    assert item.subjects == (Subject("Pertanian", "subj:04001000"),)
    assert (item.places, item.keywords) == (("Lembah Hijau, Contoh",), ("bawang", "panen"))
    assert (item.copyright, item.usage_terms) == ("© 2026 Kantor Berita Lembah", "Bukan untuk arsip")
    assert item.summary == "Hujan datang terlambat."
    assert item.extra["meta"] == {"name": "saluran", "content": "daerah"}
    assert item.extra["hl2"] == ["Hujan terlambat"]
    assert item.warnings == ()


def test_basic_iso_dates_are_read_with_their_offset():
    item = berita()
    assert [str(each) for each in (item.first_created, item.version_created, item.published)] == [
        "2026-11-20 09:05:00+07:00",
        "2026-11-20 10:30:00+07:00",
        "2026-11-20 12:10:00+07:00",
    ]
    assert str(item.expires) == "2026-12-20 00:00:00+07:00"


def test_a_release_later_than_the_issue_is_an_embargo_and_another_is_not():
    assert str(berita().embargoed) == "2026-11-20 12:00:00+08:00"
    (plain,) = nitf.parse(fixture("nitf/bernama.xml"))
    assert plain.embargoed is None
    early = fixture("nitf/berita.xml").replace(b"20261120T120000+0800", b"20261120T090500+0700")
    assert nitf.parse(early)[0].embargoed is None


def test_the_body_keeps_tables_and_lists_and_leaves_out_notes_pictures_and_dateline():
    item = berita()
    assert item.body_html == (
        "<p>Petani &amp; pedagang <strong>menunda</strong> panen, kata Pak Darma.</p><h2>Harga</h2>"
        "<table><tbody><tr><th>Pekan</th><th>Ton</th></tr><tr><td>47</td><td>12&nbsp;ton</td></tr></tbody></table>"
        '<ul><li>bawang merah</li><li>bawang putih</li></ul><blockquote><p>"Kami menunggu."</p></blockquote>'
    )
    assert EDITORIAL not in f"{item.body_html}{item.body_text}"


def test_notes_of_every_kind_reach_the_desk():
    assert berita().editorial_note == (
        "RAHASIA-MEJA: hubungi redaktur\nCorrection: Nama desa diperbaiki\n"
        "RAHASIA-MEJA foto menyusul\nRAHASIA-MEJA nomor telepon"
    )


def test_the_largest_rendition_is_the_picture():
    assert berita().pictures == (
        ItemPicture(
            "https://lembah.example/b.jpg", "Petani memeriksa umbi.", "Budi/KBL", "Umbi bawang", width=2000, height=1000
        ),
    )


def test_namespaces_foreign_elements_and_a_bare_date_are_tolerated():
    (item,) = nitf.parse(fixture("nitf/bernama.xml"))
    assert (item.headline, item.status) == ("Jembatan gantung dibuka", "withheld")
    assert item.body_html == "<p>Jembatan <strong>gantung</strong> dibuka.</p>"
    assert str(item.first_created) == "2026-11-20"
    assert item.extra["meja"] == "pagi"


def test_a_kill_is_canceled_with_the_reason_for_the_desk():
    (item,) = nitf.parse(fixture("nitf/batal.xml"))
    assert (item.status, item.version) == ("canceled", "4")
    assert item.editorial_note == "RAHASIA-MEJA Jangan dimuat"
    assert "read as withdrawn by its sender, from its wording" in item.warnings


def test_a_kill_in_the_headline_is_noticed_and_a_film_title_is_not():
    killed = fixture("nitf/bernama.xml").replace(b"<title>Jembatan", b"<title>BULLETIN KILL Jembatan")
    assert nitf.parse(killed.replace(b"withheld", b"usable"))[0].status == "canceled"
    film = fixture("nitf/bernama.xml").replace(b"<title>Jembatan", b"<title>Kill Bill tayang lagi")
    assert nitf.parse(film.replace(b"withheld", b"usable"))[0].status == "usable"


def test_times_without_zone_take_the_hints_with_a_warning():
    data = fixture("nitf/berita.xml").replace(b"090500+0700", b"090500")
    (item,) = nitf.parse(data, Hint(zone="Asia/Makassar"))
    assert str(item.first_created) == "2026-11-20 09:05:00+08:00"
    assert any(each.startswith("date.issue") for each in item.warnings)


@pytest.mark.parametrize("part", ["docdata", "tobject", "title", "body.head", "body.content", "hl1", "doc-id"])
def test_an_item_with_a_part_missing_is_still_an_item(part):
    root = etree.fromstring(fixture("nitf/berita.xml").replace(b"&nbsp;", b" "))
    found = next(root.iter(part))
    found.getparent().remove(found)
    (item,) = nitf.parse(etree.tostring(root))
    assert EDITORIAL not in f"{item.body_html}{item.body_text}"
    assert item.headline or part in ("body.head", "hl1")


def test_what_is_no_nitf_is_refused():
    assert not nitf.looks_like(b"<newsItem/>")
    with pytest.raises(FormatError, match="the root element is rss"):
        nitf.parse(b"<rss/>")
    with pytest.raises(FormatError, match="without head and body"):
        nitf.parse(b"<nitf/>")


def test_our_writing_uses_the_standards_own_places():
    written = nitf.write(replace(berita(), extra={}))
    assert b"newsItemRest" not in written
    root = etree.fromstring(written)
    ns = {"n": "http://iptc.org/std/NITF/2006-10-18/"}
    assert root.find("n:head/n:docdata/n:doc-id", ns).get("id-string") == "kbl-20261120-17"
    assert root.find("n:head/n:docdata/n:urgency", ns).get("ed-urg") == "3"
    assert root.findtext("n:body/n:body.head/n:hedline/n:hl1", namespaces=ns) == "Panen bawang mundur dua pekan"
    assert root.find(".//n:tobject.subject", ns).get("tobject.subject.refnum") == "04001000"
    assert len(root.findall(".//n:table//n:td", ns)) == 2


@given(items())
@round_trips
def test_every_item_comes_back_as_it_was_written(item):
    same(item, nitf.parse(nitf.write(item))[0])


@given(items())
@round_trips
def test_everything_we_write_is_valid(shared_dir, item):
    valid(shared_dir / "schemas/nitf/nitf-3-6.xsd", nitf.write(item))


@given(damaged(fixtures("nitf")))
@fuzzed
def test_damaged_items_are_read_or_refused(data):
    read_or_refused(nitf.parse, data)


@given(st.binary(max_size=200))
@fuzzed
def test_any_bytes_are_read_or_refused(data):
    nitf.looks_like(data)
    read_or_refused(nitf.parse, data)


def test_real_samples_give_what_their_senders_meant(shared_dir):
    folder = shared_dir / "wire-samples/nitf"
    (ntb,) = nitf.parse((folder / "NTB_nitf_sample.xml").read_bytes(), Hint(zone="Europe/Oslo"))
    assert ntb.guid == "NTB5df9281a-a270-4dc5-a618-869bbc3bbca7_00"
    assert str(ntb.first_created) == "2021-05-16 09:00:04+02:00"
    assert (ntb.byline, ntb.slugline, ntb.urgency) == ("NTB-AFP-DPA", "india-korona-bygd", 5)
    assert ntb.body_text.startswith("Koronapandemien herjer også")
    assert "@ntb.no" not in ntb.body_html
    assert ntb.pictures[0].href == "JsxLggxsoo4"
    (press,) = nitf.parse((folder / "nitf-example-3.6.xml").read_bytes())
    assert press.dateline == Dateline("CAPE CANAVERAL", "CAPE CANAVERAL, Fla.")
    assert press.body_text.startswith("A pair of astronauts")
    assert (press.byline, press.copyright) == ("Alan Karben, EP Aerospace Writer", "© 2009 EP")
    assert (press.pictures[0].width, press.pictures[0].credit) == (2100, "The Example Press/NASA")
