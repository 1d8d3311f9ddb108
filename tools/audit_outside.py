"""Runs in the environment of the outside checkers, never in ours: JSON in on stdin, JSON out on stdout.

    python audit_outside.py feeds|structured|readers < input.json

It imports nothing of ours, so that nothing of ours can help a checker along.
"""

from __future__ import annotations

import io
import json
import sys
from calendar import timegm
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

Rows = list[list[Any]]


def feeds(documents: dict[str, str]) -> dict[str, dict[str, Rows]]:
    """{path: {parser: [[guid, title, second since 1970]]}} of each feed document."""
    return {path: _feed(path, text.encode()) for path, text in documents.items()}


def structured(pages: dict[str, str]) -> dict[str, list[Any]]:
    """{kind: JSON-LD objects} as extruct reads them."""
    import extruct

    found = {}
    for kind, text in pages.items():
        found[kind] = extruct.extract(text, syntaxes=["json-ld"], errors="log")["json-ld"]
    return found


def readers(pages: dict[str, dict[str, str]]) -> dict[str, dict[str, dict[str, Any]]]:
    """{kind: {reader: {title, author, date, text}}} of pages given as {kind: {url, text}}."""
    return {
        kind: {"trafilatura": _trafilatura(**page), "newspaper4k": _newspaper(**page)} for kind, page in pages.items()
    }


def _feed(path: str, data: bytes) -> dict[str, Rows]:
    import atoma

    if path.endswith(".json"):
        items = atoma.parse_json_feed_bytes(data).items
        return {"atoma": [[item.id_, item.title, _second(item.date_published)] for item in items]}
    if b"<rss" in data[:500]:
        items = atoma.parse_rss_bytes(data).items
        rows = [[item.guid, item.title, _second(item.pub_date)] for item in items]
    else:
        entries = atoma.parse_atom_bytes(data).entries
        rows = [[entry.id_, entry.title.value, _second(entry.published)] for entry in entries]
    return {"atoma": rows, "feedparser": _feedparser(data)}


def _feedparser(data: bytes) -> Rows:
    import feedparser

    parsed = feedparser.parse(io.BytesIO(data))
    if parsed.bozo:
        return [["not well-formed", str(parsed.bozo_exception), 0]]
    return [[entry.id, entry.title, timegm(entry.published_parsed)] for entry in parsed.entries]


def _second(moment: datetime | None) -> int:
    return int(moment.astimezone(UTC).timestamp()) if moment else 0


def _trafilatura(url: str, text: str) -> dict[str, Any]:
    import trafilatura

    raw = trafilatura.extract(text, url=url, output_format="json", with_metadata=True, include_comments=False)
    value = json.loads(raw) if raw else {}
    return {
        "title": value.get("title") or "",
        "author": value.get("author") or "",
        "date": value.get("date") or "",
        "text": value.get("text") or "",
    }


def _newspaper(url: str, text: str) -> dict[str, Any]:
    import newspaper

    article = newspaper.Article(url, language="id", fetch_images=False)
    article.download(input_html=text)
    article.parse()
    moment = article.publish_date
    return {
        "title": article.title or "",
        "author": "; ".join(article.authors),
        "date": moment.isoformat() if isinstance(moment, datetime) else str(moment or ""),
        "text": article.text or "",
    }


def main() -> None:
    """Run one of the three jobs."""
    jobs: dict[str, Callable[[Any], Any]] = {"feeds": feeds, "structured": structured, "readers": readers}
    result = jobs[sys.argv[1]](json.load(sys.stdin))
    json.dump(result, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
