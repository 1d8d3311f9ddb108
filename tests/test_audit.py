"""What the audit decides by itself: which page is of which kind, what counts as a fault, what the table says.

The checkers themselves are other people's programs and run in `make audit`.
"""

from __future__ import annotations

import json
from urllib.parse import quote

import brotli
import httpx
import pytest

from tools import (
    audit_kinds,
    audit_lcp,
    audit_markup,
    audit_newsroom,
    audit_report,
    audit_run,
    audit_screens,
    audit_site,
)
from tools.audit_install import HERE, PACKAGE, PACKAGE_LOCK, without_addresses


def story(kind: str = "NewsArticle", **values: object) -> str:
    data = {"@context": "https://schema.org", "@type": kind, "headline": "Jembatan gantung dibuka", **values}
    return f'<!doctype html><script type="application/ld+json">{json.dumps(data)}</script><p>Isi</p>'


def links(*hrefs: str) -> str:
    return "<!doctype html>" + "".join(f'<a href="{href}">x</a>' for href in hrefs)


SITE = {
    "/": links("/daerah/", "/daerah/1/jembatan", "https://elsewhere.example/a/", "mailto:a@b.example", "/desk/"),
    "/daerah/": links("/daerah/?halaman=2", "/daerah/2/panjang#atas", "/topik/air", "/penulis/rini"),
    "/daerah/?halaman=2": links("/daerah/"),
    "/daerah/1/jembatan": story(image={"@type": "ImageObject"}, wordCount=90),
    "/daerah/2/panjang": story(sourceOrganization={"name": "Warta"}, correction=[{"text": "x"}], wordCount=900),
    "/opini/3/dapur": story("OpinionNewsArticle", wordCount=2000),
    "/ekonomi/4/benih": story("AdvertiserContentArticle"),
    "/topik/air": links("/opini/3/dapur", "/ekonomi/4/benih", "/topik/air-darat"),
    "/topik/air-darat": links("/topik/air", "/topik/darat", "/cerita/5/pelabuhan", "/gerak/6/kincir", "/gerak/"),
    "/topik/darat": links("/"),
    "/cerita/5/pelabuhan": story(mainEntityOfPage={"@type": "ImageGallery"}),
    "/cerita/": links("/cerita/5/pelabuhan"),
    "/gerak/6/kincir": story(image={"@type": "ImageObject"}, video=[{"@type": "VideoObject"}]),
    "/gerak/": links("/gerak/6/kincir", "/daerah/7/ongkos", "/daerah/8/tanah", "/daerah/10/buku"),
    "/daerah/7/ongkos": story("AnalysisNewsArticle"),
    "/daerah/8/tanah": story("BackgroundNewsArticle"),
    "/daerah/10/buku": story("ReviewNewsArticle"),
    "/opini/": links("/opini/3/dapur"),
    "/tersimpan/": links("/"),
    "/luring/": links("/"),
    "/penulis/rini": links("/"),
    "/koreksi/": links("/daerah/9/"),
    "/daerah/9/": (410, links("/")),
    "/indeks/": links("/indeks/2026/11/19/"),
    "/indeks/2026/11/19/": links("/indeks/2026/11/18/"),
    "/indeks/2026/11/18/": links("/indeks/2026/11/17/"),
    "/redaksi/": links("/"),
    "/pedoman-media-siber/": links("/"),
    "/tentang/": links("/"),
    "/kontak/": links("/"),
    "/cari?q=zqxjkvwpbn": links("/"),
    f"/cari?q={quote('Jembatan')}": links("/daerah/1/jembatan"),
}


def fetch(path: str) -> audit_kinds.Page:
    answer = SITE.get(path, (404, links("/")))
    status, text = answer if isinstance(answer, tuple) else (200, answer)
    return audit_kinds.read(path, status, text)


def test_every_kind_of_page_is_found_by_links_and_by_what_pages_say():
    found = audit_kinds.find(fetch)
    assert tuple(found) == audit_kinds.KINDS
    assert found["rubric"].path == "/daerah/"
    assert found["story with picture"].path == "/daerah/1/jembatan"
    assert found["agency story"].path == found["corrected story"].path == "/daerah/2/panjang"
    assert found["longest story"].path == "/daerah/2/panjang"
    assert (found["topic"].path, found["pair of countries"].path) == ("/topik/air", "/topik/air-darat")
    assert (found["photo story"].path, found["photo front"].path) == ("/cerita/5/pelabuhan", "/cerita/")
    assert found["opinion front"].path == "/opini/"
    assert (found["video story"].path, found["video front"].path) == ("/gerak/6/kincir", "/gerak/")
    works = ("/daerah/7/ongkos", "/daerah/8/tanah", "/daerah/10/buku")
    assert tuple(found[kind].path for kind in audit_kinds.WORKS) == works
    assert found["withdrawn"].status == 410
    assert found["not found"].status == 404
    assert found["search"].path == "/cari?q=Jembatan"


def test_the_crawl_does_not_walk_from_day_to_day():
    asked: list[str] = []

    def watched(path: str) -> audit_kinds.Page:
        asked.append(path)
        return fetch(path)

    audit_kinds.find(watched)
    assert "/indeks/2026/11/19/" in asked
    assert "/indeks/2026/11/18/" not in asked
    assert not [path for path in asked if "elsewhere" in path or path.startswith("/desk")]


def test_a_newsroom_without_a_front_is_not_audited():
    with pytest.raises(audit_kinds.NoFrontError, match="503"):
        audit_kinds.find(lambda path: audit_kinds.Page(path, 503, ""))


def test_json_ld_that_cannot_be_read_makes_no_article():
    page = audit_kinds.read("/x/", 200, '<script type="application/ld+json">{"@type": </script>')
    assert page.article == {}


TERMS = {
    "types": {"NewsArticle": ["Article"], "Article": ["CreativeWork"], "CreativeWork": ["Thing"], "Person": ["Thing"]},
    "properties": {
        "headline": {"domain": ["CreativeWork"]},
        "author": {"domain": ["CreativeWork"]},
        "givenName": {"domain": ["Person"]},
        "url": {"domain": []},
    },
}


def test_names_that_schema_org_does_not_know_are_reported():
    value = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "a",
        "givenName": "b",
        "judul": "c",
        "url": "d",
        "author": [{"@type": "Orang", "url": "e"}],
    }
    assert list(audit_markup.unknown_terms(value, TERMS)) == [
        "givenName is not a property of NewsArticle",
        "unknown property judul",
        "unknown type Orang",
    ]


def test_a_context_other_than_schema_org_is_reported():
    assert list(audit_markup.unknown_terms({"@context": "https://example.org"}, TERMS))


LONG = "Warga menyeberangi jembatan gantung yang baru dibuka pada Kamis pagi di tepi sungai."
PAGE = audit_kinds.read(
    "/daerah/1/jembatan",
    200,
    story(author=[{"name": "Rini Aulia"}], datePublished="2026-11-19T19:00:00+07:00")
    + f"<article><p>{LONG}</p></article><aside><h3>Harga cabai di pasar induk naik lagi</h3></aside>",
)
READ = {"title": "Jembatan gantung dibuka", "author": "rini aulia", "date": "2026-11-19", "text": LONG}


def test_a_reader_that_reads_everything_is_content():
    assert not list(audit_markup.misread(PAGE, READ))
    assert not list(audit_markup.misread(PAGE, READ | {"title": "[ADVERTORIAL] Jembatan gantung dibuka"}))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": "Beranda"}, "headline"),
        ({"author": ""}, "author"),
        ({"date": "2026-11-18"}, "date"),
        ({"text": f"{LONG} Harga cabai di pasar induk naik lagi"}, "furniture"),
    ],
)
def test_a_reader_that_reads_something_else_is_reported(change: dict[str, str], said: str):
    (wrong,) = audit_markup.misread(PAGE, READ | change)
    assert said in wrong


def test_lost_paragraphs_are_reported_from_the_second_on():
    article = "".join(f"<p>{number} {LONG}</p>" for number in range(5))
    page = audit_kinds.read(PAGE.path, 200, PAGE.text.replace(f"<p>{LONG}</p>", article))
    whole = " ".join(f"{number} {LONG}" for number in range(5))
    assert not list(audit_markup.misread(page, READ | {"text": whole.replace(f"0 {LONG}", "")}))
    (wrong,) = audit_markup.misread(page, READ | {"text": f"0 {LONG}"})
    assert wrong.startswith("4 of 5 paragraphs lost")


def test_what_the_html_checker_says_reaches_the_page_it_is_about():
    messages = [
        {"url": "file:/a/front.html", "type": "error"},
        {"url": "file:///a/b%20c.html"},
        {"type": "non-document"},
    ]
    assert {name: len(found) for name, found in audit_markup.sorted_by_file(messages).items()} == {
        "front.html": 1,
        "b c.html": 1,
        "": 1,
    }


def test_style_sheets_and_plain_scripts_block_the_first_view():
    text = """<link rel=stylesheet href=a.css><link rel=stylesheet href=b.css media=print><script src=c.js></script>
    <script defer src=d.js></script><script type=module src=e.js></script><script type=application/ld+json>{}</script>
    <style>p{margin:0}</style><p>Kabar<script>f()</script>"""
    assert audit_markup.blocking(text) == (["a.css"], ["c.js", "f()"])
    assert audit_markup.blocking("<body><script>f()</script><p>Kabar</p><script>g()</script></body>") == ([], ["f()"])
    assert audit_markup.inline_styles(text) == "p{margin:0}"


def test_the_body_of_an_answer_is_unpacked():
    body = brotli.compress(b"p{margin:0}")
    assert audit_markup.plain_body(b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n" + body) == b"p{margin:0}"
    assert audit_markup.plain_body(b"HTTP/1.1 200 OK\r\n\r\nx") == b"x"


def test_parsers_agree_when_they_say_the_same_in_other_words():
    rows = audit_site.normal([["a:1", "Kopi &amp;  teh", 5.0]])
    assert not list(audit_site.disagreements("/rss.xml", {"one": rows, "two": [("a:1", "Kopi & teh", 5)]}))


@pytest.mark.parametrize(
    ("parsers", "said"),
    [
        ({"one": [("a", "b", 1)], "two": [("a", "b", 2)]}, "differ in 2 rows"),
        ({"one": [], "two": []}, "finds no entry"),
        ({"one": [("a", "b", 1), ("a", "c", 2)]}, "stands twice"),
    ],
)
def test_parsers_that_differ_are_reported(parsers: dict[str, list[audit_site.Row]], said: str):
    (wrong,) = audit_site.disagreements("/rss.xml", parsers)
    assert said in wrong


def test_links_that_lead_nowhere_are_told_from_links_to_what_was_withdrawn():
    text = (
        "# by a link checker\nurlname;parentname;result;valid\n"
        "/a;http://127.0.0.1:1/;404 Not Found;False\n"
        "/b;http://127.0.0.1:1/;200 OK;True\n"
        "/daerah/9/;http://127.0.0.1:1/koreksi/;410 Gone;False\n"
    )
    rows = audit_site.csv_rows(text)
    assert [row["urlname"] for row in rows if audit_site.is_broken(row)] == ["/a"]


def test_the_median_of_several_runs_counts():
    def report(score: float, shift: float = 0) -> dict[str, object]:
        categories = {name: {"score": 1, "auditRefs": []} for name in audit_screens.SCORES}
        reference = {"id": "speed-index", "weight": 1}
        categories["performance"] = {"score": score, "auditRefs": [reference]}
        audits = {
            "speed-index": {"score": score, "displayValue": "9 s"},
            "cumulative-layout-shift": {"score": 1, "numericValue": shift},
        }
        return {"categories": categories, "audits": audits, "environment": {"benchmarkIndex": 800}}

    assert audit_screens.judge_scores("front", [report(0.2), report(1), report(1)]).state == "pass"
    failed = audit_screens.judge_scores("front", [report(1), report(0.9), report(0.8)])
    assert "busy" in failed.note
    assert failed.messages == ("performance 0.90, under 1.00: speed-index (9 s)",)
    moved = audit_screens.judge_scores("front", [report(1), report(1, shift=0.02)])
    assert moved.messages == ("layout shift 0.020, over 0",)


def test_what_search_engines_are_asked_to_leave_out_is_not_judged_for_them():
    categories = {name: {"score": 1, "auditRefs": []} for name in audit_screens.SCORES}
    categories["seo"]["score"] = 0.6
    audits = {"cumulative-layout-shift": {"numericValue": 0}}
    report = {"categories": categories, "audits": audits, "environment": {"benchmarkIndex": 2000}}
    assert audit_screens.judge_scores("search", [report]).state == "pass"
    assert audit_screens.judge_scores("front", [report]).state == "fail"


def test_a_story_is_painted_almost_as_soon_as_a_page_written_by_hand():
    assert audit_lcp.judge([(1000, 900), (1030, 900), (1500, 900)]).state == "pass"
    slow = audit_lcp.judge([(1100, 900), (1100, 900), (900, 900)])
    assert slow.messages == ("1100 ms against 900 ms by hand, 1.22 (medians of 3), over 1.15",)


def test_the_page_written_by_hand_is_served_with_its_picture():
    words = b"<h1>Halo</h1>" * 40
    with audit_lcp.served({"/": ("text/html", words), "/media/a.webp": ("image/webp", b"RIFF")}) as base:
        page = httpx.get(base + audit_lcp.PAGE, trust_env=False, headers={"accept-encoding": "gzip, br"})
        assert (page.headers["content-encoding"], page.content) == ("br", words)
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert page.headers["server"] == "redaksi"
        assert httpx.get(f"{base}/media/a.webp", trust_env=False).content == b"RIFF"


def test_the_table_names_what_failed_and_what_did_not_run(capsys: pytest.CaptureFixture[str]):
    results = [
        audit_report.judged("vnu", "front", []),
        audit_report.judged("vnu", "rubric", ["line 3: stray tag", "line 9: more"]),
        *audit_report.skipped("json-ld", "no schemas"),
    ]
    text = audit_report.table(results)
    assert "FAIL vnu, rubric: line 3: stray tag (and 1 more)" in text
    assert "skip json-ld, whole site: no schemas" in text
    assert "SKIPPED json-ld: no schemas" in capsys.readouterr().err


def test_only_checks_that_exist_can_be_asked_for():
    assert audit_run.options(["--only", "vnu, pa11y"]).only == ["vnu", "pa11y"]
    with pytest.raises(SystemExit):
        audit_run.options(["--only", "vnu,horoscope"])


def test_wapiti_runs_on_request_only_and_a_quick_audit_leaves_lighthouse_out():
    assert "wapiti" not in audit_run.wanted(None, quick=False)
    assert audit_run.wanted(["wapiti", "vnu"], quick=False) == ["vnu", "wapiti"]
    assert "lighthouse" not in audit_run.wanted(None, quick=True)


def test_lock_files_hold_versions_and_hashes_and_no_address():
    lock = json.loads(PACKAGE_LOCK.read_text())
    for name, entry in lock["packages"].items():
        assert "resolved" not in entry
        assert not name or entry["integrity"].startswith("sha512-")
    assert lock["packages"][""]["dependencies"] == json.loads(PACKAGE.read_text())["dependencies"]
    for path in HERE.glob("audit-*.lock"):
        assert "://" not in path.read_text()
        assert "--hash=sha256:" in path.read_text()


def test_a_dependency_on_a_tag_is_pinned_to_what_was_locked():
    locked = {
        "packages": {
            "": {"dependencies": {}},
            "node_modules/a": {"version": "1.0.0", "resolved": "x", "dependencies": {"b": "latest"}},
            "node_modules/b": {"version": "2.3.4", "integrity": "sha512-x"},
        }
    }
    packages = without_addresses(locked)["packages"]
    assert packages["node_modules/a"] == {"version": "1.0.0", "dependencies": {"b": "2.3.4"}}


def test_a_newsroom_elsewhere_is_refused():
    with (
        pytest.raises(audit_newsroom.NewsroomError, match="not on this machine"),
        audit_run._newsroom("http://a.example"),
    ):
        pass
