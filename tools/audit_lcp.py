"""Largest contentful paint of a story against a page written by hand, with the same text and picture, in one run."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from lxml import html

from redaksi.delivery.packing import pack
from tools.audit_context import Audit, CheckerError
from tools.audit_install import PROJECT
from tools.audit_newsroom import free_port
from tools.audit_report import Result, judged, skipped
from tools.audit_screens import lighthouse_report

KIND = "story with picture"
#: Ours over the hand-written page's, medians of the runs.
RATIO = 1.15
HAND_WRITTEN = """<!doctype html>
<html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title}</title><link rel="icon" href="data:,">
<style>body{{margin:0 auto;padding:16px;max-width:38rem;font:19px/1.6 Georgia,serif}}
img{{max-width:100%;height:auto}}</style>
</head><body><h1>{title}</h1>{picture}{paragraphs}</body></html>
"""
#: Where the page written by hand lies, and the server that sends both: (home, port) as arguments.
PAGE = "/static/tangan.html"
EDGE = """import sys
from pathlib import Path
from redaksi.delivery.edge import EdgeSettings, run
home = Path(sys.argv[1])
run(EdgeSettings(home, home / "application.sock", "audit", port=int(sys.argv[2])))"""
START_SECONDS, STOP_SECONDS = 60, 20
Files = dict[str, tuple[str, bytes]]


def lcp(audit: Audit) -> list[Result]:
    """Lighthouse as a phone on both pages by turns; the ratio of the medians is at most RATIO."""
    if reason := audit.box.lacks("chromium", "node", "npm packages"):
        return skipped("lcp", reason)
    if KIND not in audit.pages:
        return skipped("lcp", "no story with a picture was found")
    with served(hand_written(audit)) as base:
        pairs = [(_paint(audit, audit.url(KIND)), _paint(audit, base + PAGE)) for _ in range(audit.runs)]
    return [judge(pairs)]


def judge(pairs: list[tuple[float, float]]) -> Result:
    """A verdict on (ours, hand-written) paints in milliseconds."""
    ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    note = f"{ours:.0f} ms against {theirs:.0f} ms by hand, {ours / theirs:.2f} (medians of {len(pairs)})"
    return judged("lcp", KIND, [f"{note}, over {RATIO}"] if ours > RATIO * theirs else [], note)


def hand_written(audit: Audit) -> Files:
    """The page at "/" and its pictures by path, as (content type, bytes)."""
    story = html.document_fromstring(audit.pages[KIND].text)
    article = story.xpath("//article")[0]
    picture = article.xpath(".//figure//picture | .//figure//img[not(ancestor::picture)]")[0]
    paragraphs = "".join(f"<p>{each.text_content()}</p>" for each in article.xpath(".//p") if each.text_content())
    shown = html.tostring(picture, encoding="unicode", with_tail=False)
    page = HAND_WRITTEN.format(title=article.xpath(".//h1")[0].text_content(), picture=shown, paragraphs=paragraphs)
    files: Files = {"/": ("text/html; charset=utf-8", page.encode())}
    for path in _addresses(picture):
        answer = audit.client.get(path)
        files[path] = (answer.headers["content-type"], answer.content)
    return files


@contextmanager
def served(files: Files) -> Iterator[str]:
    """Serve `files` on loopback as ours are: by an edge, text packed as small as it gets. Gives the address before "/".

    The page itself lies in the folder of static files, whose files the edge sends packed.
    """
    with tempfile.TemporaryDirectory(prefix="redaksi-audit-") as folder:
        home = Path(folder)
        for path, (_, data) in files.items():
            place = home / (PAGE if path == "/" else path).lstrip("/")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        pack(home / "static")
        port = free_port()
        command = [sys.executable, "-c", EDGE, str(home), str(port)]
        process = subprocess.Popen(command, cwd=PROJECT, stderr=subprocess.DEVNULL)
        try:
            base = f"http://127.0.0.1:{port}"
            _wait(f"{base}/healthz")
            yield base
        finally:
            process.terminate()
            process.wait(STOP_SECONDS)


def _wait(url: str) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            if httpx.get(url, timeout=5, trust_env=False).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.2)
    raise CheckerError(f"the page written by hand is not served: no answer at {url}")


def _paint(audit: Audit, url: str) -> float:
    return float(lighthouse_report(audit, url)["audits"]["largest-contentful-paint"]["numericValue"])


def _addresses(picture: html.HtmlElement) -> Iterator[str]:
    sets = picture.xpath("descendant-or-self::*/@srcset")
    found = [part.split()[0] for value in sets for part in value.split(",") if part.strip()]
    yield from dict.fromkeys([*found, *picture.xpath("descendant-or-self::img/@src")])
