"""Checks of one page's bytes: HTML, weight of the first view, structured data, what outside readers read."""

from __future__ import annotations

import json
import re
import socket
import tomllib
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import brotli
from lxml import html

from tools.audit_context import Audit, outside, run
from tools.audit_install import PROJECT
from tools.audit_kinds import STORIES, Page
from tools.audit_report import SITE, Result, judged, skipped

BUDGET = tomllib.loads((PROJECT / "benchmarks" / "budgets.toml").read_text())["first_view"]
FIRST_VIEW, STYLES = BUDGET["document_at_most"], BUDGET["styles_at_most"]
WEIGHED = ("longest story",)
TERMS = "schema.org/terms-30.0.json"
SCHEMA_ORG = re.compile(r"^https?://schema\.org/?$")
LABEL = re.compile(r"^\[[^\]]+\] ")
#: Shorter paragraphs are left out by readers on purpose; shorter furniture may stand in a story by chance.
LONG_PARAGRAPH, LONG_FURNITURE = 60, 25
BODY_SHARE = 0.9


def vnu(audit: Audit) -> list[Result]:
    """The Nu HTML checker: no error on any kind (it refuses loopback addresses, so it gets files)."""
    if reason := audit.box.lacks("java", "npm packages"):
        return skipped("vnu", reason)
    folder = audit.folder / "pages"
    folder.mkdir(parents=True, exist_ok=True)
    files = {kind: folder / f"{re.sub('[^a-z0-9]+', '-', kind)}.html" for kind in audit.pages}
    for kind, path in files.items():
        path.write_text(audit.pages[kind].text)
    jar = audit.box.modules / "vnu-jar" / "build" / "dist" / "vnu.jar" if audit.box.modules else ""
    command = ["java", "-Xss2m", "-jar", str(jar), "--format", "json", "--stdout", "--exit-zero-always"]
    by_name = sorted_by_file(json.loads(run([*command, *map(str, files.values())]))["messages"])
    return [_vnu(kind, by_name.pop(path.name, [])) for kind, path in files.items()] + [
        judged("vnu", SITE, (_vnu_line(message) for messages in by_name.values() for message in messages))
    ]


def sorted_by_file(messages: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """vnu's messages by the name of the file they are about (it writes file:/path, not file:///path)."""
    by_name: dict[str, list[dict[str, Any]]] = {}
    for message in messages:
        by_name.setdefault(unquote(urlsplit(message.get("url", "")).path).rpartition("/")[2], []).append(message)
    return by_name


def weight(audit: Audit) -> list[Result]:
    """The first view of the long story in bytes, as brotli with headers; styles in bytes; no blocking script."""
    results = []
    for kind in audit.pages:
        page = audit.pages[kind]
        document = answer_bytes(audit.base, page.path)
        sheets, scripts = blocking(page.text)
        needed = [answer_bytes(audit.base, urljoin(page.path, sheet)) for sheet in sheets]
        styles = len(inline_styles(page.text).encode()) + sum(len(plain_body(each)) for each in needed)
        total = len(document) + sum(map(len, needed))
        messages = [f"blocking script: {script}" for script in scripts]
        if kind in WEIGHED and total > FIRST_VIEW:
            messages.append(f"first view {total:,} bytes, over {FIRST_VIEW:,}")
        if styles > STYLES:
            messages.append(f"styles {styles:,} bytes, over {STYLES:,}")
        note = f"first view {total:,} bytes with brotli and headers, styles {styles:,} plain"
        results.append(judged("weight", kind, messages, note if kind in WEIGHED else ""))
    return results


def structured(audit: Audit) -> list[Result]:
    """JSON-LD: every type and property is one of schema.org's, and the property fits the type."""
    if reason := audit.box.lacks("python"):
        return skipped("json-ld", reason)
    path = audit.schema(TERMS)
    if path is None:
        return skipped("json-ld", f"the schemas beside the project are absent ({TERMS})")
    terms = json.loads(path.read_text())
    found = outside(audit, "structured", {kind: page.text for kind, page in audit.pages.items()})
    results = []
    for kind, values in found.items():
        messages = [message for value in values for message in unknown_terms(value, terms)]
        scripts = audit.pages[kind].text.count("application/ld+json")
        if scripts != len(values):
            messages.append(f"{scripts} scripts of JSON-LD, {len(values)} can be read")
        if kind in STORIES and not audit.pages[kind].article:
            messages.append("no article in JSON-LD")
        results.append(judged("json-ld", kind, dict.fromkeys(messages)))
    return results


def readers(audit: Audit) -> list[Result]:
    """What trafilatura and newspaper4k read in a story: headline, author, date, body, and no furniture."""
    if reason := audit.box.lacks("python"):
        return skipped("readers", reason)
    pages = {kind: page for kind, page in audit.pages.items() if kind in STORIES}
    sent = {kind: {"url": audit.base + page.path, "text": page.text} for kind, page in pages.items()}
    found = outside(audit, "readers", sent)
    results = []
    for kind, read in found.items():
        messages = [f"{name}: {wrong}" for name, said in read.items() for wrong in misread(pages[kind], said)]
        results.append(judged("readers", kind, messages))
    return results


def misread(page: Page, said: dict[str, Any]) -> Iterator[str]:
    """Where an outside reader differs from what the page's JSON-LD and its article say."""
    article = page.article
    headline = squeezed(article.get("headline", ""))
    # Paid copy is labelled in the title too: "[ADVERTORIAL] headline".
    if LABEL.sub("", squeezed(said["title"])) != headline:
        yield f"headline {said['title']!r} instead of {headline!r}"
    authors = [author.get("name", "") for author in article.get("author", [])]
    if not any(name and name.casefold() in str(said["author"]).casefold() for name in authors):
        yield f"author {said['author']!r} instead of {authors!r}"
    published = str(article.get("datePublished", ""))[:10]
    if published not in str(said["date"]):
        yield f"date {said['date']!r} instead of {published!r}"
    text = squeezed(said["text"])
    paragraphs, furniture = body_and_furniture(page.text)
    lost = [each for each in paragraphs if each not in text]
    if not paragraphs or len(lost) > max(1, (1 - BODY_SHARE) * len(paragraphs)):
        yield (
            f"{len(lost)} of {len(paragraphs)} paragraphs lost: {lost[0][:60]!r}"
            if lost
            else "no paragraph in the article"
        )
    for strange in furniture:
        if strange in text:
            yield f"furniture taken for text: {strange[:80]!r}"


def body_and_furniture(text: str) -> tuple[list[str], list[str]]:
    """Paragraphs of the article, and texts of links, headings and asides that stand around it."""
    root = html.document_fromstring(text)
    away = "ancestor::aside or ancestor::nav or ancestor::footer or ancestor::header or ancestor::figure"
    inside = root.xpath(f"//article//p[not({away} or .//time or .//a[@rel='author'])]")
    around = root.xpath(
        "(//aside|//nav|//footer|//section[not(ancestor::article)])//*[self::a or self::h2 or self::h3]"
    )
    body = [words for node in inside if len(words := squeezed(node.text_content())) >= LONG_PARAGRAPH]
    own = squeezed(" ".join(node.text_content() for node in root.xpath("//article")))
    other = [squeezed(node.text_content()) for node in around]
    return body, [words for words in dict.fromkeys(other) if len(words) >= LONG_FURNITURE and words not in own]


def unknown_terms(value: Any, terms: dict[str, Any]) -> Iterator[str]:
    """Types and properties in a JSON-LD value that schema.org does not know, or not for that type."""
    if isinstance(value, list):
        for each in value:
            yield from unknown_terms(each, terms)
        return
    if not isinstance(value, dict):
        return
    if "@context" in value and not SCHEMA_ORG.match(str(value["@context"])):
        yield f"context {value['@context']!r} is not schema.org"
    kinds = value.get("@type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    yield from (f"unknown type {kind}" for kind in kinds if kind not in terms["types"])
    known = {name for kind in kinds for name in _ancestors(kind, terms["types"])}
    for name, inner in value.items():
        if not name.startswith("@"):
            # What an action wants is said beside its property: schema.org, Potential Actions, "-input" and "-output".
            bare = name.removesuffix("-input").removesuffix("-output")
            yield from _misplaced(bare, kinds, known, terms["properties"])
            yield from unknown_terms(inner, terms)


def answer_bytes(base: str, path: str) -> bytes:
    """The whole answer to a browser that speaks brotli, headers included, as it came over the wire."""
    parts = urlsplit(base)
    lines = [f"GET {path} HTTP/1.1", f"Host: {parts.netloc}", "Accept: text/html", "Accept-Encoding: br, gzip"]
    request = "\r\n".join([*lines, "User-Agent: audit", "Connection: close", "", ""])
    with socket.create_connection((parts.hostname or "", parts.port or 80), timeout=20) as connection:
        connection.sendall(request.encode())
        chunks = []
        while chunk := connection.recv(65536):
            chunks.append(chunk)
    return b"".join(chunks)


def plain_body(answer: bytes) -> bytes:
    """The body of an answer, unpacked if brotli packed it (as far as its length tells where it ends)."""
    head, _, body = answer.partition(b"\r\n\r\n")
    return brotli.decompress(body) if b"content-encoding: br" in head.lower() else body


def blocking(text: str) -> tuple[list[str], list[str]]:
    """Style sheets and scripts that a browser waits for before it shows the page.

    A script that stands in the page after everything else keeps nobody waiting."""
    root = html.document_fromstring(text)
    sheets = root.xpath("//link[@rel='stylesheet' and not(@media='print')]/@href")
    free = "@defer or @async or @type='module' or @type='application/ld+json' or @type='application/json'"
    last = "not(@src) and parent::body and not(following-sibling::*)"
    scripts = root.xpath(f"//script[not({free} or ({last}))]")
    return list(map(str, sheets)), [script.get("src") or (script.text or "")[:60] for script in scripts]


def inline_styles(text: str) -> str:
    return "".join(html.document_fromstring(text).xpath("//style/text()"))


def squeezed(text: str) -> str:
    """`text` with single spaces and without the marks that readers set differently."""
    return " ".join(text.replace("\u00ad", "").split())


def _vnu(kind: str, messages: list[dict[str, Any]]) -> Result:
    errors = [_vnu_line(message) for message in messages if message["type"] in ("error", "non-document-error")]
    warnings = [_vnu_line(message) for message in messages if message.get("subType") == "warning"]
    return judged("vnu", kind, errors, f"{len(warnings)} warning(s): {warnings[0]}" if warnings else "")


def _vnu_line(message: dict[str, Any]) -> str:
    extract = " ".join(message.get("extract", "").split())
    return f"line {message.get('lastLine', '?')}: {message['message']} {extract[:120]}".strip()


def _ancestors(kind: str, types: dict[str, list[str]]) -> set[str]:
    found, todo = set(), [kind]
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += types.get(name, [])
    return found


def _misplaced(name: str, kinds: Iterable[str], known: set[str], properties: dict[str, Any]) -> Iterator[str]:
    if name not in properties:
        yield f"unknown property {name}"
    # The list names no domain for what several vocabularies share.
    elif properties[name]["domain"] and not known & set(properties[name]["domain"]):
        yield f"{name} is not a property of {', '.join(kinds) or 'a value without a type'}"
