"""NewsML-G2: real shapes read, our own writing valid and lossless, nothing refused without a reason."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from redaksi.formats import newsml_g2
from redaksi.formats.item import Dateline, FormatError, Hint, ItemPicture, NewsItem, Related, Subject
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

STORY = NewsItem(
    guid="urn:newsml:redaksi.example:757623",
    format="newsml-g2",
    version="3",
    language="id",
    headline="Panen bawang mundur dua pekan",
    slugline="bawang-panen",
    byline="Tuti Lestari",
    dateline=Dateline("Lembah Hijau", "Lembah Hijau (KBL)"),
    source="Dinas Pertanian",
    credit="KBL",
    urgency=4,
    genre="Berita",
    subjects=(Subject("pertanian", "medtop:20000210"), Subject("ekonomi", "http://cv.iptc.org/newscodes/x/1")),
    places=("Lembah Hijau",),
    keywords=("bawang", "panen"),
    first_created=datetime.fromisoformat("2026-11-20T09:05:00+07:00"),
    version_created=datetime.fromisoformat("2026-11-20T10:30:00+07:00"),
    embargoed=datetime.fromisoformat("2026-11-20T12:00:00+08:00"),
    expires=datetime.fromisoformat("2026-12-20T00:00:00+07:00"),
    usage_terms="Hanya untuk pelanggan.",
    copyright="© 2026 KBL",
    editorial_note="RAHASIA-MEJA: hubungi redaktur.\nSatu lagi.",
    summary="Hujan datang terlambat.",
    body_html="<p>Petani menunda panen.</p><table><tbody><tr><td>47</td><td>12</td></tr></tbody></table>",
    body_text="Petani menunda panen.\n\n47\t12",
    related=(Related("Latar", "Tiga musim", url="https://lembah.example/latar"),),
    url="https://redaksi.example/ekonomi/757623/panen",
)


def test_a_text_item_is_read_into_every_field():
    (item,) = newsml_g2.parse(fixture("newsml_g2/berita.xml"))
    assert (item.guid, item.version, item.status, item.kind) == (
        "urn:newsml:lembah.example:20261120:0042",
        "2",
        "usable",
        "text",
    )
    assert item.headline == "Panen bawang di Lembah Hijau mundur dua pekan"
    assert item.slugline == "bawang-panen"
    assert item.byline == "Tuti Lestari"
    assert item.dateline == Dateline("Lembah Hijau", "Lembah Hijau (KBL)")
    assert (item.source, item.credit) == ("Dinas Pertanian Lembah Hijau", "KBL")
    assert (item.urgency, item.genre, item.language) == (4, "Berita", "id")
    assert item.subjects == (
        Subject("pertanian", "medtop:20000210"),
        Subject("ekonomi", "http://cv.iptc.org/newscodes/mediatopic/04000000"),
    )
    assert item.places == ("Lembah Hijau",)
    assert item.keywords == ("bawang", "panen")
    assert item.first_created == datetime.fromisoformat("2026-11-20T09:05:00+07:00")
    assert str(item.embargoed) == "2026-11-20 12:00:00+08:00"
    assert str(item.expires) == "2026-12-20 00:00:00+07:00"
    assert item.usage_terms == "Hanya untuk pelanggan. Tidak untuk arsip."
    assert item.copyright == "© 2026 Kantor Berita Lembah"
    assert item.summary == "Hujan datang terlambat dan panen bergeser ke Desember."
    assert item.related == (Related("Latar: tiga musim tanam", url="https://lembah.example/latar"),)
    assert item.warnings == ()


def test_the_body_is_sanitised_and_holds_neither_fields_nor_notes():
    (item,) = newsml_g2.parse(fixture("newsml_g2/berita.xml"))
    assert item.body_html is not None
    assert item.body_html.startswith("<p>Petani bawang di Lembah Hijau menunda panen.</p><p>")
    assert "<table>" in item.body_html
    assert "alert" not in item.body_html
    assert item.body_text is not None
    assert EDITORIAL not in item.body_html + item.body_text


def test_notes_and_signals_speak_to_the_desk():
    (item,) = newsml_g2.parse(fixture("newsml_g2/berita.xml"))
    assert item.editorial_note == (
        "RAHASIA-MEJA: hubungi redaktur jaga sebelum memuat.\n"
        "Kontak - Pewarta: Tuti Lestari, 0800-0000\n"
        "Signal: correction"
    )


def test_what_has_no_field_is_kept():
    (item,) = newsml_g2.parse(fixture("newsml_g2/berita.xml"))
    assert item.extra["service"] == {"qcode": "kbl:nas", "name": "Nasional"}
    assert item.extra["headline"] == {"rank": "2", "text": "Petani menunggu hujan"}
    assert item.extra["link"]["rel"] == "irel:previousVersion"


def test_a_message_gives_every_item_and_tells_of_the_refused_one():
    package, text, picture = newsml_g2.parse(fixture("newsml_g2/pesan.xml"))
    assert [each.kind for each in (package, text, picture)] == ["package", "text", "picture"]
    for each in (package, text, picture):
        assert "another item of the message was refused: a newsItem without guid, metadata and content" in each.warnings
        assert each.extra["message"]["id"] == "m-77"
    assert (
        text.body_text == "Desa Suka Maju (KBL) - Jembatan gantung dibuka & diresmikan.\n\nKafé di ujungnya ikut ramai."
    )
    assert text.editorial_note == "RAHASIA-MEJA"


def test_a_declared_charset_that_lies_is_read_as_what_it_is():
    items_ = newsml_g2.parse(fixture("newsml_g2/pesan.xml"))
    assert "Kafé" in (items_[1].body_text or "")
    assert any("holds UTF-8" in warning for warning in items_[1].warnings)


def test_the_best_rendition_of_a_picture_is_taken():
    picture = newsml_g2.parse(fixture("newsml_g2/pesan.xml"))[2]
    assert picture.pictures == (
        ItemPicture("https://lembah.example/f1.jpg", "Warga melintas.", "Budi Santosa", width=3200, height=1800),
    )


def test_relative_renditions_are_resolved_against_where_the_message_came_from():
    data = fixture("newsml_g2/pesan.xml").replace(b"https://lembah.example/f1.jpg", b"./f1.jpg")
    assert newsml_g2.parse(data)[2].pictures[0].href == "./f1.jpg"
    (picture,) = newsml_g2.parse(data, Hint(url="https://lembah.example/kiriman/m-77.xml"))[2].pictures
    assert picture.href == "https://lembah.example/kiriman/f1.jpg"


def test_a_package_keeps_nested_groups_and_open_references():
    package = newsml_g2.parse(fixture("newsml_g2/pesan.xml"))[0]
    assert package.related == (Related("Jembatan gantung dibuka", "Warga menyeberang lagi.", url="urn:lembah:teks:1"),)
    (root,) = package.extra["groups"]
    assert (root["id"], root["mode"]) == ("utama", "pgrmod:seq")
    inner = root["items"][1]
    assert inner["id"] == "foto"
    assert inner["items"] == [
        {"ref": "urn:lembah:foto:1"},
        {"ref": "urn:lembah:foto:belum-datang"},
        {"idref": "utama"},
        {"idref": "hilang"},
    ]


def test_a_time_without_offset_gets_the_hints_zone_with_a_warning():
    text = newsml_g2.parse(fixture("newsml_g2/pesan.xml"), Hint(zone="Asia/Jayapura"))[1]
    assert text.version_created is not None
    assert text.version_created.isoformat() == "2026-11-20T11:00:00+09:00"
    assert any("Asia/Jayapura was assumed" in warning for warning in text.warnings)


def test_each_event_of_a_knowledge_item_is_an_item():
    fair, meeting = newsml_g2.parse(fixture("newsml_g2/acara.xml"))
    assert (fair.kind, fair.guid, fair.version, fair.headline) == (
        "event",
        "acara:7001",
        "4",
        "Pameran Benih Lembah Hijau",
    )
    assert fair.summary == "Pameran tahunan."
    assert fair.places == ("Balai Desa",)
    assert fair.extra["dates"] == {"start": "2026-12-01T09:00:00+07:00", "end": "2026-12-03T17:00:00+07:00"}
    assert meeting.guid == "acara:7002"
    assert meeting.extra["dates"] == {"start": "2026-12-02"}


def test_knowledge_without_events_is_refused():
    data = fixture("newsml_g2/acara.xml").replace(b"eventDetails", b"personDetails")
    with pytest.raises(FormatError, match="without events"):
        newsml_g2.parse(data)


def test_a_plan_keeps_its_coverages_and_notes():
    (plan,) = newsml_g2.parse(fixture("newsml_g2/rencana.xml"))
    assert (plan.kind, plan.status, plan.headline) == ("planning", "withheld", "Liputan pameran benih")
    assert plan.extra["coverages"] == [
        {
            "id": "c1",
            "kind": "ninat:text",
            "scheduled": "2026-12-01T15:00:00+07:00",
            "assigned_to": "Tuti Lestari",
            "note": "RAHASIA-MEJA 300 kata",
        }
    ]
    assert plan.editorial_note == "RAHASIA-MEJA 300 kata"
    assert plan.body_text is None


def test_a_kill_is_a_canceled_version():
    (item,) = newsml_g2.parse(fixture("newsml_g2/batal.xml"))
    assert (item.guid, item.version, item.status) == ("urn:lembah:teks:1", "2", "canceled")
    assert item.editorial_note == "RAHASIA-MEJA: angka salah, jangan dimuat."


def test_an_unknown_status_is_withheld_rather_than_shown():
    data = fixture("newsml_g2/berita.xml").replace(b"stat:usable", b"stat:embargo")
    (item,) = newsml_g2.parse(data)
    assert item.status == "withheld"
    assert any("unknown publishing status" in each for each in item.warnings)


@pytest.mark.parametrize("name", ["contentMeta", "itemMeta", "groupSet", "contentSet", "itemSet", "rightsInfo"])
def test_a_fragment_is_refused_with_the_reason(name):
    assert newsml_g2.looks_like(f"<{name}/>".encode())
    with pytest.raises(FormatError, match=f"a fragment of NewsML-G2: {name}"):
        newsml_g2.parse(f"<{name}/>".encode())


def test_the_namespace_may_be_absent_prefixed_or_of_an_older_version():
    data = fixture("newsml_g2/berita.xml")
    (with_namespace,) = newsml_g2.parse(data)
    bare = data.replace(b' xmlns="http://iptc.org/std/nar/2006-10-01/"', b"")
    other = data.replace(b"2006-10-01", b"2005-01-01")
    assert newsml_g2.parse(other) == [with_namespace]
    (without,) = newsml_g2.parse(bare)
    assert without.warnings == ("the file is not in the namespace of NewsML-G2",)
    assert replace(without, warnings=()) == with_namespace


def test_the_order_of_elements_does_not_matter():
    root = etree.fromstring(fixture("newsml_g2/berita.xml"))
    for parent in ("itemMeta", "rightsInfo"):
        found = root.find(f"{{*}}{parent}")
        found[:] = sorted(found, key=lambda each: (each.tag == "", each.tag), reverse=True)
    content = root.find("{*}contentMeta")
    content[:] = [each for each in content if "located" in each.tag] + [e for e in content if "located" not in e.tag]
    (shuffled,) = newsml_g2.parse(etree.tostring(root))
    (item,) = newsml_g2.parse(fixture("newsml_g2/berita.xml"))
    assert replace(shuffled, extra={}) == replace(item, extra={})


@pytest.mark.parametrize("missing", ["rightsInfo", "itemMeta", "contentMeta", "contentSet"])
def test_an_item_with_a_part_missing_is_still_an_item(missing):
    root = etree.fromstring(fixture("newsml_g2/berita.xml"))
    root.remove(root.find(f"{{*}}{missing}"))
    (item,) = newsml_g2.parse(etree.tostring(root))
    assert item.guid == "urn:newsml:lembah.example:20261120:0042"
    assert EDITORIAL not in f"{item.body_html}{item.body_text}"


def test_an_item_without_guid_gets_one_of_its_contents_with_a_warning():
    data = fixture("newsml_g2/berita.xml").replace(b'guid="urn:newsml:lembah.example:20261120:0042"', b"")
    (item,) = newsml_g2.parse(data)
    assert item.guid.startswith("sha256:")
    assert "the item has no identity; one was made of its contents" in item.warnings
    assert newsml_g2.parse(data)[0].guid == item.guid


def test_our_writing_uses_the_standards_own_places():
    root = etree.fromstring(newsml_g2.write(STORY))
    ns = {"g": "http://iptc.org/std/nar/2006-10-01/"}
    meta = root.find("g:itemMeta", ns)
    order = [etree.QName(each).localname for each in meta][:6]
    assert order == ["itemClass", "provider", "versionCreated", "firstCreated", "embargoed", "pubStatus"]
    assert (root.get("guid"), root.get("version"), root.get("standardversion")) == (STORY.guid, "3", "2.35")
    assert root.findtext("g:contentMeta/g:headline", namespaces=ns) == STORY.headline
    assert [each.text for each in root.findall("g:itemMeta/g:edNote", ns)] == STORY.editorial_note.split("\n")
    assert root.find("g:contentMeta/g:subject", ns).get("qcode") == "medtop:20000210"
    assert root.find("g:itemMeta/g:pubStatus", ns).get("qcode") == "stat:usable"
    assert root.find(".//{http://www.w3.org/1999/xhtml}body/{http://www.w3.org/1999/xhtml}p").text


def test_a_usual_story_needs_no_extension():
    assert b"newsItemRest" not in newsml_g2.write(STORY)
    same(STORY, newsml_g2.parse(newsml_g2.write(STORY))[0])


def test_a_picture_is_written_as_its_rendition():
    item = replace(
        STORY,
        kind="picture",
        body_html=None,
        body_text=None,
        pictures=(ItemPicture("https://lembah.example/a.jpg", "Umbi.", "KBL", None, 1200, 800),),
    )
    root = etree.fromstring(newsml_g2.write(item))
    (remote,) = root.findall(".//{*}remoteContent")
    assert (remote.get("href"), remote.get("width")) == ("https://lembah.example/a.jpg", "1200")
    assert b"newsItemRest" not in newsml_g2.write(item)
    same(item, newsml_g2.parse(newsml_g2.write(item))[0])


def test_a_damaged_extension_is_a_warning_and_not_a_loss():
    data = newsml_g2.write(replace(STORY, editor_initials="tl/bs"))
    (item,) = newsml_g2.parse(data.replace(b'"editor_initials"', b"}"))
    assert item.headline == STORY.headline
    assert "the extension with further fields is damaged and was not read" in item.warnings


def test_an_extension_of_a_stranger_cannot_bring_in_scripts():
    rest = json.dumps({"body_html": "<p>x</p><script>alert(1)</script>", "related": [], "status": "usable"})
    data = newsml_g2.write(replace(STORY, editor_initials="tl")).decode()
    start, end = data.index("{&quot;") if "{&quot;" in data else data.index('{"'), data.index("</r:newsItemRest>")
    (item,) = newsml_g2.parse((data[:start] + rest.replace("<", "&lt;") + data[end:]).encode())
    assert item.body_html == "<p>x</p>"


@given(items())
@round_trips
def test_every_item_comes_back_as_it_was_written(item):
    same(item, newsml_g2.parse(newsml_g2.write(item))[0])


@given(items())
@round_trips
def test_everything_we_write_is_valid(shared_dir, item):
    valid(shared_dir / "schemas/newsml-g2/NewsML-G2_2.35-spec-All-Power.xsd", newsml_g2.write(item))


@given(damaged(fixtures("newsml_g2")))
@fuzzed
def test_damaged_items_are_read_or_refused(data):
    read_or_refused(newsml_g2.parse, data)


@given(st.binary(max_size=200))
@fuzzed
def test_any_bytes_are_read_or_refused(data):
    newsml_g2.looks_like(data)
    read_or_refused(newsml_g2.parse, data)


def test_real_samples_give_what_their_senders_meant(shared_dir):
    folder = shared_dir / "wire-samples"

    def read(name):
        return newsml_g2.parse((folder / name).read_bytes())

    (dpa,) = read("newsml-g2/dpa_with_dateline.xml")
    assert (dpa.guid, dpa.version) == ("urn:newsml:dpa.com:20090101:250128-930-357319", "2")
    assert dpa.dateline == Dateline("New York", "New York (dpa)")
    assert (dpa.byline, dpa.urgency, dpa.genre) == ("Andrej Sokolow, dpa", 3, "Zusammenfassung")
    assert dpa.body_text.startswith("Ein Chatbot aus China schockt die Wall Street")
    assert dpa.summary not in dpa.body_text
    assert "sokolow.andrej@dpa.com" in dpa.editorial_note
    assert "@dpa.com" not in dpa.body_html
    assert "Notizblock" not in dpa.body_text
    (embargoed,) = read("newsml-g2/dpa_embargoed.xml")
    assert embargoed.embargoed == datetime(2025, 1, 23, 18, 0, tzinfo=UTC)
    assert embargoed.places == ("Berlin", "Ukraine", "Deutschland", "Russland", "Kulturforum")
    package, text, picture = read("newsml-g2/TT_newsmlg2_sample.xml")
    assert package.extra["groups"][0]["items"][1]["items"] == [{"ref": picture.guid}]
    assert (text.headline, text.language) == ('Jan Guillou skriver på ny "Hamilton"-bok', "sv")
    assert (picture.pictures[0].width, picture.pictures[0].href[-14:]) == (4928, "NormalHires.jpg"[-14:])
    (apa,) = read("newsml-g2/apa_NewsItem_Text_2.28.xml")
    assert apa.byline == "Max Musterman"
    assert apa.embargoed == datetime(2012, 3, 15, 11, 0, tzinfo=UTC)
    (killed,) = read("synthetic-id/newsmlg2-penarikan.xml")
    assert (killed.status, killed.version) == ("canceled", "3")
    assert [each.headline for each in read("newsml-g2/LISTING_15_Two_Related_Events_in_a_Knowledge_Item.xml")] == [
        "IPTC Autumn Meeting 2018",
        "Newgathering and Verification Strategy",
    ]
    (fed,) = read("newsml-g2/LISTING_2_NewsML-G2_Text_Document.xml")
    assert fed.body_text.startswith("(New York, NY - October 21) Et, sent")
    assert len(read("newsml-g2/LISTING_24_News_Message_conveying_a_complete_News_Package.xml")) == 5
    (getty,) = read("newsml-g2/LISTING_3A_photo_uri_attributes.xml")
    assert (getty.pictures[0].href, getty.pictures[0].width) == ("./GYI0062134533.jpg", 1500)
    (acme,) = read("newsml-g2/LISTING_26_Embedded_photo_metadata_fields_mapped_to_NewsML-G2.xml")
    assert acme.usage_terms == "NO ARCHIVAL OR WIRELESS USE"
    (plan,) = read("newsml-g2/LISTING_18_Planning_Item_at_PCL.xml")
    assert len(plan.extra["coverages"]) == 3
    (top,) = read("newsml-g2/LISTING_6_Simple_NewsML-G2_Package.xml")
    assert len(top.related) == 2


@pytest.mark.parametrize(
    "name",
    ["LISTING_9_Group_Set_example_showing_a_SEQ_Package_Mode", "LISTING_28_Illustrating_Located_Subject_and_Dateline"],
)
def test_real_fragments_are_refused(shared_dir, name):
    with pytest.raises(FormatError, match="fragment"):
        newsml_g2.parse((shared_dir / f"wire-samples/newsml-g2/{name}.xml").read_bytes())
