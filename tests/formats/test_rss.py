"""Feeds become one item an entry; a broken entry never costs its neighbours."""

from __future__ import annotations

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.formats import read
from redaksi.formats.item import Dateline, FormatError, Hint, ItemPicture, Subject
from redaksi.formats.rss import MAX_ENTRIES, looks_like, parse, without_tracking
from tests.formats import kit

HEAD = '<rss version="2.0"><channel><title>Kabar</title><link>https://kabar.example/</link>'
FOOT = "</channel></rss>"


def entries(*written: str, hint: Hint | None = None):
    return parse(f"{HEAD}{''.join(f'<item>{each}</item>' for each in written)}{FOOT}".encode(), hint or Hint())


@pytest.fixture(scope="module")
def channel():
    return parse(kit.fixture("rss/kanal.xml"))


def test_an_entry_gives_its_fields(channel):
    item = channel[0]
    assert (item.guid, item.format, item.version) == ("kabar-1", "rss", "20261120094438")
    assert item.headline == "Rupiah Menguat & Saham Naik"
    assert item.byline == "Aziz Rahman"
    assert item.dateline == Dateline("Jakarta", "Kabar Nusa, Jakarta")
    assert item.body_text == "Rupiah menguat 0,3 persen.\n\n“Membaik,” kata analis."
    assert item.subjects == (Subject("Rupiah"), Subject("Bursa", "https://kabar.example/topik/bursa"))
    assert item.published.isoformat() == "2026-11-20T09:44:38+00:00"
    assert item.url == "https://kabar.example/ekonomi/1?page=2"
    assert (item.source, item.language, item.copyright) == ("Kabar Nusa", "id-id", "2026 Kabar Nusa")


def test_media_words_belong_to_the_picture_and_the_same_file_counts_once(channel):
    assert channel[0].pictures == (ItemPicture("https://img.kabar.example/1.jpg", "Petugas menghitung uang.", "Zaki"),)


def test_full_content_is_the_body_and_the_description_the_summary(channel):
    item = channel[1]
    assert item.guid == "https://kabar.example/daerah/2"
    assert item.summary == "Ringkasan saja."
    assert item.body_html == (
        '<p>Alinea satu.</p><p>Alinea dua dengan <a href="https://kabar.example/x">tautan</a>.</p>'
    )
    assert item.pictures == (ItemPicture("https://kabar.example/foto/2.jpg", alt="Sawah", width=600),)
    assert item.published.isoformat() == "2026-11-20T18:10:00+08:00"


def test_an_entry_without_guid_goes_by_its_link_without_tracking(channel):
    item = channel[2]
    assert item.guid == "https://kabar.example/hukum/3#bagian"
    assert item.published is None
    assert item.version.startswith("sha256-")


def test_a_correction_under_the_same_guid_is_a_later_version(channel):
    assert channel[3].guid == channel[0].guid
    assert int(channel[3].version) > int(channel[0].version)


def test_without_a_date_other_words_make_another_version():
    first, second = entries("<guid>1</guid><description>a</description>", "<guid>1</guid><description>b</description>")
    assert first.version != second.version


def test_atom_is_read_with_its_updates_and_xhtml():
    item, bare = parse(kit.fixture("rss/atom.xml"))
    assert item.headline == "Satelit Garuda mengorbit"
    assert item.body_html == "<p>Satelit itu <em>mengorbit</em>.</p>"
    assert (item.published.day, item.version_created.day, item.version) == (19, 20, "20261120020000")
    assert item.pictures == (ItemPicture("https://tek.example/1.png"),)
    assert item.byline == "Dian"
    assert bare.guid == "urn:t:2"
    assert "the entry has no headline" in bare.warnings


def test_a_feed_in_another_charset_than_it_says_is_read():
    item = parse(kit.fixture("rss/latin.xml"))[0]
    assert item.headline == "Café di Manado buka"
    assert item.warnings
    lying = '<?xml version="1.0" encoding="us-ascii"?>' + HEAD + "<item><title>Café</title></item>" + FOOT
    assert parse(lying.encode())[0].headline == "Café"


@pytest.mark.parametrize(
    "broken",
    [
        "<title>Rusak <b</title><guid>2</guid>",
        "<title>A & B < C</title><guid>2</guid>",
        "<title>tak selesai",
        "<title>x</title><description><![CDATA[tak selesai</description>",
        "<title>&entah;</title></b></i>",
        "<title>" + "<a>" * 500 + "</title>",
    ],
)
def test_a_broken_entry_leaves_its_neighbours_whole(broken):
    good = "<title>Judul {0}</title><guid>{0}</guid><description>Isi &amp;amp; {0}</description>"
    items = entries(good.format(1), broken, good.format(3))
    by_guid = {item.guid: item for item in items}
    for number in ("1", "3"):
        assert by_guid[number].headline == f"Judul {number}"
        assert by_guid[number].body_text == f"Isi & {number}"
        assert any("well-formed" in warning for warning in by_guid[number].warnings)


def test_the_end_mark_of_cdata_inside_content_ends_nothing():
    text = "<title>X</title><content:encoded><![CDATA[<p>a[0]]> b</p>]]></content:encoded>"
    assert entries(text)[0].body_text == "a[0]]> b"


def test_html_entities_and_undeclared_prefixes_do_no_harm():
    item = entries("<title>Kopi&nbsp;Toraja &mdash; 5 &euro;</title><media:thumbnail url='https://a.example/x.jpg'/>")[
        0
    ]
    assert item.headline == "Kopi Toraja — 5 €"
    assert item.pictures == (ItemPicture("https://a.example/x.jpg"),)


def test_what_a_broken_site_prints_before_the_feed_is_passed_over():
    noise = b"Warning: include(/x.php) failed\n<br />\n" + kit.fixture("rss/kanal.xml").partition(b"?>")[2]
    assert looks_like(noise)
    assert len(parse(noise)) == 4


def test_relative_links_need_a_base():
    assert entries("<title>a</title><link>/b</link>")[0].url == "https://kabar.example/b"
    bare = b"<rss version='2.0'><channel><item><title>a</title><link>/b</link></item></channel></rss>"
    assert parse(bare)[0].url is None
    assert parse(bare, Hint(url="https://lain.example/rss.xml"))[0].url == "https://lain.example/b"


def test_a_time_without_a_zone_is_told():
    item = entries("<guid>1</guid><pubDate>20 Nov 2026 18:10</pubDate>", hint=Hint(zone="Asia/Makassar"))[0]
    assert item.published.isoformat() == "2026-11-20T18:10:00+08:00"
    assert any("Asia/Makassar" in warning for warning in item.warnings)
    assert entries("<guid>1</guid><pubDate>entah kapan</pubDate>")[0].published is None


def test_doctype_and_entities_are_never_followed():
    data = b"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + HEAD.encode()
    item = parse(data + b"<item><title>a &x; b</title></item></channel></rss>")[0]
    assert item.headline == "a &x; b"


def test_no_feed_touches_the_network(monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("the network was touched")

    monkeypatch.setattr(socket, "socket", refuse)
    parse(kit.fixture("rss/kanal.xml"), Hint(url="http://127.0.0.1:9/rss"))
    with pytest.raises(FormatError):
        parse(b"http://127.0.0.1:9/rss.xml")


def test_an_empty_feed_is_no_fault_and_no_feed_is_one():
    assert parse(f"{HEAD}{FOOT}".encode()) == []
    for data in (b"<rss", b"bukan umpan", b"<rss>" + b"<a>" * 200_000, b"<html><rss-like/></html>"):
        with pytest.raises(FormatError):
            parse(data)


def test_entries_beyond_any_feeds_number_are_told_of():
    items = entries(*(f"<guid>{number}</guid><title>a</title>" for number in range(MAX_ENTRIES + 1)))
    assert len(items) == MAX_ENTRIES
    assert any(str(MAX_ENTRIES + 1) in warning for warning in items[0].warnings)


@pytest.mark.parametrize(
    ("address", "clean"),
    [
        ("https://a.example/x?utm_source=a&id=3&fbclid=b", "https://a.example/x?id=3"),
        ("https://a.example/x?tag_from=a#utm_source", "https://a.example/x#utm_source"),
        ("https://a.example/x?", "https://a.example/x"),
        ("https://a.example/x?a=1&a=2", "https://a.example/x?a=1&a=2"),
    ],
)
def test_only_tracking_is_taken_off_an_address(address, clean):
    assert without_tracking(address) == clean


@kit.fuzzed
@given(kit.damaged(kit.fixtures("rss")))
def test_damaged_feeds_are_read_or_refused(data):
    kit.read_or_refused(parse, data)


@kit.fuzzed
@given(st.text("<>/&;![]-\"' abcitemrsslink?=CDATA:", max_size=120))
def test_scraps_of_mark_up_are_read_or_refused(scraps):
    kit.read_or_refused(parse, f"<rss><channel>{scraps}<item>{scraps}</item>".encode())


def test_the_shared_samples_are_read(shared_dir):
    folder = shared_dir / "wire-samples"
    counts = {sample.name: len(read(sample.read_bytes())) for sample in (folder / "rss-atom").iterdir()}
    assert counts == {
        "guardian.rss": 55,
        "heise.atom": 15,
        "instant-article.rss": 1,
        "missing-fields.atom": 1,
        "uolNoticias.rss": 15,
    }
    agency = read((folder / "synthetic-id" / "rss-kantor-berita.xml").read_bytes())
    assert agency[0].guid == agency[2].guid
    assert agency[0].version < agency[2].version
    assert agency[1].published.isoformat() == "2026-11-20T14:20:00+08:00"
    portal = read((folder / "synthetic-id" / "rss-portal-media.xml").read_bytes())
    assert portal[0].dateline.city == "Jakarta"
    assert portal[2].published.isoformat() == "2026-11-20T18:10:00+07:00"


FOREIGN = """<rss><channel><title>Portal</title><language></language><item>
<title><![CDATA[Bolsa sobe em três praças]]></title><link><![CDATA[https://portal.example/a]]></link>
<description><![CDATA[<img src='https://img.example/a.jpg' align="left" />
   Vila Nova, 24 set (AGN).- O índice fechou em alta de 0,68%. ]]></description>
<pubDate>Seg, 24 Set 2018 19:42:40 -0300</pubDate></item></channel></rss>"""


def test_a_feed_without_declaration_in_latin_1_with_foreign_months_and_an_agency_in_the_dateline():
    (item,) = parse(FOREIGN.encode("latin-1"))
    assert item.headline == "Bolsa sobe em três praças"
    assert item.to_json()["published"] == "2018-09-24T19:42:40-03:00"
    assert (item.dateline.city, item.dateline.text, item.credit) == ("Vila Nova", "Vila Nova, 24 set (AGN)", "AGN")
    assert item.body_text == item.summary == "O índice fechou em alta de 0,68%."
    assert [each.href for each in item.pictures] == ["https://img.example/a.jpg"]
    assert item.warnings == ("no charset is declared; read as Windows-1252",)


def test_the_paragraph_that_leads_to_the_senders_page_is_no_part_of_the_story():
    feed = (
        "<rss version='2.0'><channel><title>P</title><item><guid>1</guid><title>J</title><description>"
        "&lt;p&gt;Satu.&lt;/p&gt; &lt;a href='https://p.example/1'&gt;{}&lt;/a&gt;</description></item></channel></rss>"
    )
    for words in ("Continue reading...", "Baca selengkapnya", "Selengkapnya »"):
        assert parse(feed.format(words).encode())[0].body_text == "Satu."
    assert parse(feed.format("Laporan lengkap").encode())[0].body_text == "Satu.\n\nLaporan lengkap"
