"""Reading of every format against the bare library on the same bytes, in one run: what a `NewsItem` costs on top.

The library does the least that could be called reading: lxml builds a tree, json an object, feedparser a feed (its own
sanitiser at work), email a message with its text. The agency formats and pasted text have no library: their floor is
`decode`, the lines and one regular expression over each. In our time is everything that a `NewsItem` holds: charset,
times, identity, sanitised body, plain text, warnings.

Four limits are held. `ratio_to_library_at_most` is per format, for a typical document; `ratio_long_at_most` for a very
long one. `ratio_to_safe_library_at_most` is for all: the library and then one pass of nh3 over the story's mark-up, the
least that makes it fit to be shown. `ratio_to_keeping_at_most` is for what lxml and json read in C: reading an item
against writing its bytes, syncing them and committing one row, which every item costs anyway.

`python -m benchmarks.parsing`
"""

from __future__ import annotations

import email
import email.policy
import json
import os
import platform
import random
import re
import sqlite3
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser
import lxml.html
import nh3
from lxml import etree

from redaksi.formats import READERS, Hint

HERE = Path(__file__).resolve().parent
SMALL, LARGE = 10, 560
"""Paragraphs of a typical document (5 KB) and of a very long one (200 KB)."""
ROUNDS, AT_LEAST_SECONDS = 7, 0.02
KEPT = 60
WORDS = (
    "harga beras pasar pemerintah kota jembatan banjir warga gubernur menteri rapat anggaran sekolah rumah sakit "
    "polisi sidang hakim laut nelayan panen kedelai ekspor impor bank rupiah saham listrik jalan tol bandara kereta"
).split()
_LINE = re.compile(r"^(\S+)?.*?(\S+)?$")


def main() -> int:
    """Measure, print, write results/parsing.json; 1 where a limit is exceeded."""
    limits = tomllib.loads((HERE / "budgets.toml").read_text())["parsing"]
    keeping = _keeping()
    rows = [_measured(name, paragraphs, keeping) for paragraphs in (SMALL, LARGE) for name in DOCUMENTS]
    broken = []
    print(f"{'format':12}{'bytes':>9}{'ours ms':>9}{'library':>9}{'ratio':>8}{'and nh3':>9}{'keeping':>9}")
    for row in rows:
        print(
            f"{row['format']:12}{row['bytes']:>9}{row['ours_ms']:>9}{row['library_ms']:>9}"
            f"{row['ratio']:>8}{row['ratio_safe']:>9}{row['ratio_keeping']:>9}"
        )
        limit = "ratio_to_library_at_most" if row["paragraphs"] == SMALL else "ratio_long_at_most"
        if row["ratio"] > limits[limit][row["format"]]:
            broken.append(f"{row['format']}: {row['ratio']} times its library ({row['bytes']} bytes)")
        in_c = DOCUMENTS[row["format"]][1] in (etree.fromstring, json.loads, lxml.html.document_fromstring)
        if in_c and row["paragraphs"] == SMALL and row["ratio_keeping"] > limits["ratio_to_keeping_at_most"]:
            broken.append(f"{row['format']}: reading takes {row['ratio_keeping']} of keeping it")
        if row["ratio_safe"] > limits["ratio_to_safe_library_at_most"]:
            broken.append(f"{row['format']}: {row['ratio_safe']} times its library and nh3 ({row['bytes']} bytes)")
    result = {
        "rows": rows,
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "load": os.getloadavg()[0],
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    (HERE / "results").mkdir(exist_ok=True)
    (HERE / "results" / "parsing.json").write_text(json.dumps(result, indent=1) + "\n")
    for each in broken:
        print(f"parsing: {each}", file=sys.stderr)
    return 1 if broken else 0


def _keeping() -> float:
    """Seconds, at best, of what no item is kept without: its bytes written and synced, one row committed."""
    (HERE / "results").mkdir(exist_ok=True)
    took = []
    with tempfile.TemporaryDirectory(dir=HERE / "results") as folder:
        base = sqlite3.connect(Path(folder, "rows.sqlite3"), isolation_level=None)
        base.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE item (told TEXT)")
        for number in range(KEPT):
            started = time.perf_counter()
            with Path(folder, str(number)).open("wb") as raw:
                raw.write(b"x" * 4000)
                raw.flush()
                os.fsync(raw.fileno())
            base.execute("INSERT INTO item VALUES (?)", ("x" * 4000,))
            took.append(time.perf_counter() - started)
        base.close()
    return min(took)


def _measured(name: str, paragraphs: int, keeping: float) -> dict[str, Any]:
    build, library = DOCUMENTS[name]
    chance = random.Random(paragraphs)
    told = [_paragraph(chance) for _ in range(paragraphs)]
    markup = "".join(f"<p>{each}</p>" for each in told)
    data = build(markup, told)
    parse = next(reader.parse for reader in READERS if name == reader.NAME)
    ours, bare, safe = [], [], []
    for _ in range(ROUNDS):
        ours.append(_spent(lambda: parse(data, Hint())))
        bare.append(_spent(lambda: library(data)))
        safe.append(_spent(lambda: nh3.clean(markup)))
    least, floor, cleaning = min(ours), min(bare), min(safe)
    return {
        "format": name,
        "paragraphs": paragraphs,
        "bytes": len(data),
        "ours_ms": round(least * 1000, 3),
        "library_ms": round(floor * 1000, 3),
        "ratio": round(least / floor, 1),
        "ratio_safe": round(least / (floor + cleaning), 1),
        "ratio_keeping": round(least / keeping, 2),
    }


def _spent(work: Callable[[], Any]) -> float:
    """Processor seconds of one call, over as many calls as the clock needs."""
    calls, started = 0, time.process_time()
    while time.process_time() - started < AT_LEAST_SECONDS:
        work()
        calls += 1
    return (time.process_time() - started) / calls


def _paragraph(chance: random.Random) -> str:
    sentence = " ".join(chance.choices(WORDS, k=45)).capitalize()
    return f"“{sentence[:120]},” kata <b>{chance.choice(WORDS)}</b>. {sentence[120:]}."


def _g2(markup: str, _: list[str]) -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:kbl.example:1" version="2" standard="NewsML-G2"
 standardversion="2.35" conformance="power" xml:lang="id"><rightsInfo><copyrightNotice>© 2026 KBL</copyrightNotice>
<usageTerms>Untuk pelanggan.</usageTerms></rightsInfo><itemMeta><itemClass qcode="ninat:text"/>
<provider qcode="nprov:KBL"/>
<versionCreated>2026-11-20T10:00:00+07:00</versionCreated><firstCreated>2026-11-20T09:00:00+07:00</firstCreated>
<pubStatus qcode="stat:usable"/><edNote>Catatan.</edNote></itemMeta><contentMeta><urgency>4</urgency>
<by>Tuti Lestari</by><dateline>Lembah Hijau (KBL)</dateline><language tag="id"/>
<subject qcode="medtop:20000210"><name>pertanian</name></subject><slugline>bawang</slugline>
<headline>Panen bawang mundur</headline><description role="drol:summary">Ringkas.</description>
</contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head>
<title>Panen</title></head><body>{markup}</body></html></inlineXML></contentSet></newsItem>""".encode()


def _nitf(markup: str, _: list[str]) -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<nitf><head><title>Panen</title><docdata><doc-id id-string="kbl-1"/>
<date.issue norm="20261120T090000+0700"/><urgency ed-urg="4"/><du-key key="bawang" version="2"/></docdata></head><body>
<body.head><hedline><hl1>Panen bawang mundur</hl1></hedline><byline>Oleh Tuti Lestari</byline>
<dateline><location><city>Lembah Hijau</city></location></dateline></body.head>
<body.content>{markup.replace("<b>", "<em>").replace("</b>", "</em>")}</body.content></body></nitf>""".encode()


def _newsml(markup: str, _: list[str]) -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<NewsML Version="1.2"><NewsEnvelope><Priority FormalName="4"/></NewsEnvelope>
<NewsItem xml:lang="id"><Identification><NewsIdentifier><ProviderId>kbl.example</ProviderId><DateId>20261120</DateId>
<NewsItemId>1</NewsItemId><RevisionId>2</RevisionId></NewsIdentifier></Identification><NewsManagement>
<FirstCreated>20261120T090000+0700</FirstCreated><ThisRevisionCreated>20261120T100000+0700</ThisRevisionCreated>
<Status FormalName="Usable"/></NewsManagement><NewsComponent><NewsLines><HeadLine>Panen bawang mundur</HeadLine>
<DateLine>Lembah Hijau (KBL) -</DateLine></NewsLines><ContentItem><DataContent><nitf><body><body.content>
{markup}</body.content></body></nitf></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>""".encode()


def _ninjs(markup: str, _: list[str]) -> bytes:
    bodies = [{"role": "main", "contentType": "text/html", "value": markup}]
    head = {"uri": "urn:kbl:1", "version": "2", "type": "text", "language": "id", "urgency": 4, "by": "Tuti Lestari"}
    head |= {"versionCreated": "2026-11-20T10:00:00+07:00", "firstCreated": "2026-11-20T09:00:00+07:00"}
    told = {"headlines": [{"role": "main", "value": "Panen bawang mundur"}], "bodies": bodies}
    return json.dumps(head | told, ensure_ascii=False).encode()


def _jsonfeed(markup: str, _: list[str]) -> bytes:
    entry = {
        "id": "1",
        "title": "Panen bawang mundur",
        "date_published": "2026-11-20T10:00:00+07:00",
        "content_html": markup,
    }
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "KBL", "items": [entry]}
    return json.dumps(feed, ensure_ascii=False).encode()


def _rss(markup: str, _: list[str]) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        "<channel><title>KBL</title><link>https://kbl.example/</link><item><title>Panen bawang mundur</title>"
        "<guid>1</guid><link>https://kbl.example/1</link><pubDate>Fri, 20 Nov 2026 10:00:00 +0700</pubDate>"
        "<description>Ringkas.</description>"
        f"<content:encoded><![CDATA[{markup}]]></content:encoded></item></channel></rss>"
    ).encode()


def _mail(markup: str, _: list[str]) -> bytes:
    head = "From: KBL <meja@kbl.example>\r\nSubject: Panen bawang mundur\r\nDate: Fri, 20 Nov 2026 10:00:00 +0700\r\n"
    head += "Message-ID: <1@kbl.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    return (head + markup.replace("</p>", "</p>\r\n")).encode()


def _page(markup: str, _: list[str]) -> bytes:
    article = {"@type": "NewsArticle", "headline": "Panen bawang mundur", "datePublished": "2026-11-20T10:00:00+07:00"}
    return (
        '<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>Panen</title>'
        f'<script type="application/ld+json">{json.dumps(article)}</script></head>'
        "<body><nav><a href='/'>Beranda</a></nav><article><h1>Panen bawang mundur</h1>"
        f"{markup}</article><footer>Kontak</footer></body></html>"
    ).encode()


def _plain(told: list[str]) -> list[str]:
    return [each.replace("<b>", "").replace("</b>", "") for each in told]


def _transmission(_: str, told: list[str]) -> bytes:
    text = "\r\n\r\n   ".join(_plain(told))
    head = "\x01kbl0101 4 eko 96  kbl 0101\r\n\r\nPasar/Bawang/\r\n\x02Panen bawang mundur =\r\n\r\n   "
    return f"{head}Lembah Hijau (KBL) - {text}\r\n\x03201010 Nov 26\r\n\x04".encode()


def _anpa(_: str, told: list[str]) -> bytes:
    text = "\n\t   ".join(_plain(told))
    head = (
        "\x16\x16\x01W2870\x1fasian\nr l\x13\x11 BC-Bawang     11-20 1049\n\x02^BC-Bawang,466<\n^Panen bawang mundur<\n"
    )
    return f"{head}\t   LEMBAH HIJAU (KBL) _ {text}\n\t   \x03KB-WF-11-20-26 1009GMT<\n\x04".encode()


def _pasted(_: str, told: list[str]) -> bytes:
    text = "\n\n".join(_plain(told))
    head = "Panen bawang mundur\n\nJumat, 20 November 2026 | 10:00 WIB\nOleh : Tuti Lestari / TLS\n\n"
    return f"{head}Lembah Hijau, KBL - {text}\n".encode()


def _message_text(data: bytes) -> str:
    body = email.message_from_bytes(data, policy=email.policy.default).get_body()
    return str(body.get_content()) if body is not None else ""  # type: ignore[attr-defined]


def _lines(data: bytes) -> list[Any]:
    return [_LINE.match(line) for line in data.decode("utf-8").splitlines()]


DOCUMENTS: dict[str, tuple[Callable[[str, list[str]], bytes], Callable[[bytes], Any]]] = {
    "newsml-g2": (_g2, etree.fromstring),
    "newsml-1.2": (_newsml, etree.fromstring),
    "nitf": (_nitf, etree.fromstring),
    "ninjs": (_ninjs, json.loads),
    "jsonfeed": (_jsonfeed, json.loads),
    "rss": (_rss, feedparser.parse),
    "email": (_mail, _message_text),
    "webpage": (_page, lxml.html.document_fromstring),
    "iptc7901": (_transmission, _lines),
    "anpa1312": (_anpa, _lines),
    "pagetext": (_pasted, _lines),
}

if __name__ == "__main__":
    raise SystemExit(main())
