"""Largest contentful paint of a story against a page written by hand, with the same text and picture, in one run."""

from __future__ import annotations

import gzip
import statistics
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from lxml import html

from tools.audit_context import Audit
from tools.audit_report import Result, judged, skipped
from tools.audit_screens import lighthouse_report

KIND = "story with picture"
#: Ours over the hand-written page's, medians of the runs.
RATIO = 1.15
HAND_WRITTEN = """<!doctype html>
<html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title}</title>
<style>body{{margin:0 auto;padding:16px;max-width:38rem;font:19px/1.6 Georgia,serif}}
img{{max-width:100%;height:auto}}</style>
</head><body><h1>{title}</h1>{picture}{paragraphs}</body></html>
"""
Files = dict[str, tuple[str, bytes]]


def lcp(audit: Audit) -> list[Result]:
    """Lighthouse as a phone on both pages by turns; the ratio of the medians is at most RATIO."""
    if reason := audit.box.lacks("chromium", "node", "npm packages"):
        return skipped("lcp", reason)
    if KIND not in audit.pages:
        return skipped("lcp", "no story with a picture was found")
    with served(hand_written(audit)) as base:
        pairs = [(_paint(audit, audit.url(KIND)), _paint(audit, f"{base}/")) for _ in range(audit.runs)]
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
    """Serve `files` on loopback, text as gzip; gives the address without a closing slash."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            kind, data = files.get(urlsplit(self.path).path, ("text/plain", b""))
            packed = kind.startswith("text/") and bool(data)
            data = gzip.compress(data, mtime=0) if packed else data
            self.send_response(200 if data else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Cache-Control", "max-age=60")
            if packed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            """Nobody reads a log of this."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def _paint(audit: Audit, url: str) -> float:
    return float(lighthouse_report(audit, url)["audits"]["largest-contentful-paint"]["numericValue"])


def _addresses(picture: html.HtmlElement) -> Iterator[str]:
    sets = picture.xpath("descendant-or-self::*/@srcset")
    found = [part.split()[0] for value in sets for part in value.split(",") if part.strip()]
    yield from dict.fromkeys([*found, *picture.xpath("descendant-or-self::img/@src")])
