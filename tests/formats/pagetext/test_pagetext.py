"""A pasted page becomes one clean item, whatever portal it was copied from."""

from __future__ import annotations

import json
import re
import textwrap
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.formats import read
from redaksi.formats.item import FormatError, Hint
from redaksi.formats.pagetext import MAX_BYTES, looks_like, parse
from tests.formats import kit
from tests.formats.pagetext import pages

PAGE = pages.page("masthead-and-cards")
KNOWN = pages.expected("masthead-and-cards")
DATE = "Rabu, 5 Mei 2021 | 08:15 WIB\n"
BYLINE = "Oleh : Danang Wirasena / DWS\n"
START = "Lembayung, Kabarnusa.com- "
CARDS = PAGE[PAGE.index("BERITA LAINNYA") : PAGE.index("TERKONEKSI")]
STORY = PAGE[: PAGE.index("BERITA LAINNYA")]
FOOT = PAGE[PAGE.index("TERKONEKSI") :]


def seen(text: str | bytes, hint: Hint | None = None):
    return pages.seen(parse(text.encode() if isinstance(text, str) else text, hint or Hint())[0])


@pytest.mark.parametrize("name", pages.NAMES)
def test_each_portals_shape_gives_its_fields_paragraphs_and_leads(name):
    assert seen(pages.page(name)) == pages.expected(name)


@pytest.mark.parametrize("way", pages.SPOILT)
@pytest.mark.parametrize("name", pages.NAMES)
def test_a_spoilt_copy_says_the_same(name, way):
    assert seen(pages.SPOILT[way](pages.page(name))) == pages.expected(name)


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        (PAGE.split("\n", 1)[1], ()),
        (PAGE.split("\n", 3)[3], ()),
        (PAGE.replace(BYLINE, ""), ("byline", "editor_initials")),
        (PAGE.replace(DATE, ""), ("published",)),
        (PAGE.replace(DATE + BYLINE, ""), ("published", "byline", "editor_initials")),
        (PAGE.replace(START, ""), ("city",)),
        (PAGE.replace("Sumber: KabarNusa.com", ""), ("source",)),
        (PAGE.replace("BERITA LAINNYA", ""), ()),
        (PAGE.replace("BERITA LAINNYA", "").replace("BAGIKAN", "").replace("REKOMENDASI", ""), ()),
        (STORY, ("related",)),
    ],
    ids="title masthead byline date head dateline source heading headings cards".split(),
)
def test_a_missing_part_costs_only_itself(changed, missing):
    assert seen(changed) == KNOWN | {key: [] if key == "related" else None for key in missing}


@pytest.mark.parametrize(
    "changed",
    [
        CARDS + "\n" + STORY + FOOT,
        CARDS + "\n" + FOOT + "\n" + STORY,
        FOOT + "\n" + STORY + CARDS,
        PAGE.replace(DATE + BYLINE, BYLINE + DATE),
        PAGE.replace(DATE + BYLINE, "").replace("Logo KabarNusa\n", "Logo KabarNusa\n\n" + DATE + BYLINE),
        DATE + BYLINE + "\n" + PAGE.replace(DATE + BYLINE, "").split("\n", 3)[3],
        PAGE.replace(DATE + BYLINE, "").replace("Sumber: K", DATE + BYLINE + "\nSumber: K"),
        PAGE.replace(DATE + BYLINE, BYLINE.strip() + " | " + DATE),
        PAGE.replace("Sumber: KabarNusa.com", "").replace(BYLINE, BYLINE + "Sumber: KabarNusa.com\n"),
    ],
)
def test_the_order_of_the_blocks_does_not_matter(changed):
    assert seen(changed) == KNOWN


@pytest.mark.parametrize(
    "changed",
    [
        PAGE.replace("Bupati Tir", "ADVERTISEMENT\n\nSCROLL TO CONTINUE WITH CONTENT\n\nBupati Tir"),
        PAGE.replace("Bupati Tir", "Ikuti saluran WhatsApp kami untuk berita terkini.\n\nBupati Tir"),
        PAGE.replace(START, "Jembatan lama Sungai Kelabu. (Foto: Kabar/Zaki)\n\n" + START),
        PAGE.replace(START, "Warga melintasi jembatan lama di Lembayung, Selasa (4/5/2021).\n\n" + START),
        "Home\nNasional\nDaerah\nCari\nLogin\nRabu, 5 Mei 2021\nTRENDING\nBanjir\n" + PAGE,
        "Home Nasional Daerah Ekonomi Olahraga\n" + PAGE,
        PAGE.replace("Logo KabarNusa", "Logo KabarNusa\nBeranda / Daerah\nHome > Daerah"),
        PAGE.replace("BAGIKAN", "BAGIKAN\nWhatsApp Facebook X Telegram\nSalin tautan\n12 Komentar\n1.204 kali dibaca"),
    ],
)
def test_more_furniture_changes_nothing(changed):
    assert seen(changed) == KNOWN


def test_bullets_on_every_line_are_no_list():
    assert seen("\n".join(f"• {line}" if line.strip() else "" for line in PAGE.split("\n"))) == KNOWN
    bulleted = "\n".join(f"- {line}" if line.strip() else "" for line in CARDS.split("\n"))
    assert seen(STORY + bulleted + FOOT) == KNOWN


def test_lines_wrapped_at_72_columns_are_paragraphs_again():
    wrapped = "\n".join("\n".join(textwrap.wrap(line, 72)) for line in PAGE.split("\n"))
    assert seen(wrapped) == KNOWN


def test_curly_quotes_in_windows_1252_are_kept_with_a_warning():
    curly = re.sub(r'"([^"\n]*)"', r"“\1”", PAGE)
    known = json.loads(re.sub(r'\\"([^"\n]*?)\\"', r"“\1”", json.dumps(KNOWN, ensure_ascii=False)))
    assert seen(curly) == known
    assert seen(curly.encode("cp1252")) == known
    assert any("Windows-1252" in warning for warning in parse(curly.encode("cp1252"))[0].warnings)
    assert seen(curly.encode("utf-16")) == known


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("Jum'at, 7 Mei 2021 | 08:15 WIB", "2021-05-07T08:15:00+07:00"),
        ("Jumat, 07/05/2021 08.15 WITA", "2021-05-07T08:15:00+08:00"),
        ("KabarNusa.com - 07/05/2021, 08:15 WIT", "2021-05-07T08:15:00+09:00"),
        ("Diterbitkan 7 Mei 2021, 08:15 WIB", "2021-05-07T08:15:00+07:00"),
        ("DAERAH | 7 Mei 2021 08:15 WIB", "2021-05-07T08:15:00+07:00"),
        ("7 Mei 2021", "2021-05-07"),
    ],
)
def test_the_date_may_be_written_in_many_ways(date, published):
    assert seen(PAGE.replace(DATE.strip(), date)) == KNOWN | {"published": published}


def test_a_time_without_a_zone_takes_the_hints_with_a_warning():
    bare = PAGE.replace(" WIB", "").encode()
    item = parse(bare, Hint(zone="Asia/Jayapura"))[0]
    assert item.published.isoformat() == "2021-05-05T08:15:00+09:00"
    assert any("Asia/Jayapura" in warning for warning in item.warnings)
    with pytest.raises(FormatError, match="time zone"):
        parse(bare, Hint(zone="Nusantara"))


def test_the_body_lacks_what_became_a_field():
    item = parse(PAGE.replace("dalam 18 bulan.", "dalam 18 bulan. (rar/dws)").encode())[0]
    for part in ("Kabarnusa.com", "Sumber", "rar/dws", "BAGIKAN", "Copyright", "Telp", "DAERAH"):
        assert part not in item.body_html
    assert item.body_html.count("<p>") == len(KNOWN["paragraphs"])


def test_the_guid_follows_the_words_and_says_so():
    first, again = parse(PAGE.encode())[0], parse(PAGE.replace("\n", "\r\n").encode())[0]
    other = parse(PAGE.replace("740 meter", "750 meter").encode())[0]
    assert first.guid == again.guid != other.guid
    assert any("identity" in warning for warning in first.warnings)


def test_lists_inside_the_body_stay_lists():
    points = "Syaratnya sebagai berikut:\n- Kartu tanda penduduk\n- Surat keterangan sehat\nPendaftaran dibuka Senin."
    item = parse(f"Pemkot buka pendaftaran relawan banjir pada pekan depan.\n\n{points}".encode())[0]
    assert "<ul><li>Kartu tanda penduduk</li><li>Surat keterangan sehat</li></ul>" in item.body_html


@pytest.mark.parametrize(
    "data",
    [
        b"beras 5 kg\ngula\nminyak goreng 2 liter\ntelur\n",
        b"halo apa kabar",
        b"x",
        b"1 2 3\n4 5 6\n",
        b"def f(x):\n    return x + 1\n",
        b"BERITA LAINNYA\n\nBERITA TERKAIT\n",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
        b"abc\x00def\x00\x01\x02" * 50,
        b"\xff" * 200,
    ],
)
def test_what_is_no_news_page_is_refused(data):
    with pytest.raises(FormatError):
        parse(data)


def test_more_than_a_page_is_refused():
    with pytest.raises(FormatError, match="too large"):
        parse(b"Kata kata. " * (MAX_BYTES // 11 + 1))
    with pytest.raises(FormatError, match="too long"):
        parse(b"a\n" * 150_000)


@pytest.mark.parametrize(
    "line",
    [
        "kata ",
        "(",
        "Oleh : ",
        "Jakarta - ",
        "8 April 2021 ",
        "Sumber: ",
        "A",
        "(abc/def) ",
        "dilansir Aa Bb ",
        "/",
        " | ",
        "©",
        "Jl. ",
    ],
)
def test_a_long_line_takes_no_time(line):
    start = time.process_time()
    kit.read_or_refused(parse, (line * (300_000 // len(line)) + ".\nSebuah kalimat yang utuh ada di sini.").encode())
    assert time.process_time() - start < 2


def test_text_is_looked_at_unless_it_is_mark_up():
    assert looks_like(b"Judul")
    assert not looks_like(b"<rss>")
    assert not looks_like(b'{"a": 1}')


LINES = sorted({line for name in pages.NAMES for line in pages.page(name).split("\n")})


@kit.fuzzed
@given(st.lists(st.sampled_from(LINES), max_size=25).map("\n".join))
def test_any_mixture_of_page_lines_is_read_or_refused(text):
    for item in kit.read_or_refused(parse, text.encode()):
        assert item.body_text


@kit.fuzzed
@given(kit.damaged([pages.page(name).encode() for name in pages.NAMES]) | st.text(max_size=200).map(str.encode))
def test_damaged_pages_are_read_or_refused(data):
    kit.read_or_refused(parse, data)


def test_the_page_that_the_project_starts_from(shared_dir):
    items = read((shared_dir / "seed" / "published-page.txt").read_bytes())
    assert len(items) == 1
    item = items[0]
    assert item.headline == "Pakistan dan Rusia Perkuat Kerja Sama Bilateral"
    assert item.published.isoformat() == "2021-04-08T19:40:00+07:00"
    assert (item.byline, item.editor_initials) == ("Unggul Wirawan", "WIR")
    assert (item.dateline.city, item.credit, item.source) == ("Islamabad", "Xinhua", "BeritaSatu.com")
    assert item.body_text.count("\n\n") == item.body_html.count("<p>") - 1 == 10
    assert len(item.related) == 10
    assert all(each.headline and each.summary and each.section == "DUNIA" for each in item.related)
    assert [each.published.isoformat() for each in item.related] == ["2021-04-08"] * 9 + ["2021-04-07"]
