"""A pressed page as a file of a plain site: relative links, no forms, nothing that needs the house. Pure; no Django."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from lxml import html
from lxml.html import HtmlElement

ASSETS = ("/static/", "/media/")
_LINKS = ("href", "src", "data-src", "poster")
_STYLE_URL = re.compile(r"url\(\s*(['\"]?)(/[^)'\"]+)\1\s*\)")
_PAGE = re.compile(r"halaman=(\d+)", re.ASCII)
# Elements that the house itself would have to answer, or that point back at a machine that may be down.
_LEFT_OUT = "//form | //link[@rel='manifest'] | //link[@rel='preconnect'] | //link[@rel='search']"


@dataclass(frozen=True, slots=True)
class Copy:
    """A page of the mirror: its text, and the public addresses of the files that it needs."""

    text: str
    assets: frozenset[str]


@dataclass(frozen=True, slots=True)
class Site:
    """What the mirror holds: file by address, the public address of the house, the note that stands on each page."""

    files: Mapping[str, str]
    base_url: str
    note: str


def file_of(address: str) -> str:
    """The file in which the page at `address` stands: `dunia/index.html`, `dunia/1/kabar.html`, `rss.xml`.

    Raises ValueError for an address that would lead out of the folder.
    """
    path, _, query = address.partition("?")
    parts = [part for part in unquote(path).split("/") if part]
    if any(part in {".", ".."} or "\\" in part or "\0" in part or part.startswith(".") for part in parts):
        raise ValueError(f"no file may have the address {address}")
    number = _PAGE.search(query)
    if not path.endswith("/") and parts and "." in parts[-1]:
        return "/".join(parts)
    if path.endswith("/") or not parts:
        return "/".join([*parts, f"halaman-{number[1]}.html" if number else "index.html"])
    return "/".join(parts) + (f"-halaman-{number[1]}.html" if number else ".html")


def copy_page(body: bytes, address: str, site: Site) -> Copy:
    """The page `body` at `address` as it stands in the mirror: links to what the mirror holds are relative, all others
    lead to the house; forms and the search are left out."""
    document = html.document_fromstring(body.decode("utf-8"))
    here, assets = posixpath.dirname(file_of(address)), set[str]()
    for element in _all(document, _LEFT_OUT):
        element.drop_tree()
    for element in _all(document, "//a[@href]"):
        if _ours(element.get("href", ""), site.base_url).partition("?")[0].rstrip("/") == "/cari":
            element.drop_tree()
    for element, name, value in _links(document):
        if element.tag == "link" and element.get("rel") == "canonical":
            continue
        element.set(name, _moved(value, here, site, assets))
    for element in _all(document, "//*[@srcset]"):
        element.set("srcset", ", ".join(_sources(element.get("srcset", ""), here, site, assets)))
    for style in _all(document, "//style"):
        style.text = _STYLE_URL.sub(lambda found: f"url({_moved(found[2], here, site, assets)})", style.text or "")
    _add_note(document, site)
    return Copy(html.tostring(document, encoding="unicode", doctype="<!doctype html>"), frozenset(assets))


def _all(document: HtmlElement, path: str) -> list[HtmlElement]:
    return list(document.xpath(path))  # type: ignore[arg-type]


def _links(document: HtmlElement) -> Iterator[tuple[HtmlElement, str, str]]:
    for name in _LINKS:
        for element in _all(document, f"//*[@{name}]"):
            yield element, name, element.get(name, "")


def _sources(text: str, here: str, site: Site, assets: set[str]) -> Iterator[str]:
    for part in text.split(","):
        url, _, width = part.strip().partition(" ")
        yield f"{_moved(url, here, site, assets)} {width}".strip()


def _moved(value: str, here: str, site: Site, assets: set[str]) -> str:
    address = _ours(value, site.base_url)
    if not address:
        return value
    bare, mark, fragment = address.partition("#")
    if bare.startswith(ASSETS):
        path = bare.partition("?")[0]
        assets.add(path)
        return posixpath.relpath(path.lstrip("/"), here or ".")
    target = site.files.get(bare)
    return posixpath.relpath(target, here or ".") + mark + fragment if target else site.base_url + address


def _ours(value: str, base_url: str) -> str:
    """The address within the house that `value` leads to; empty for anything else."""
    if value.startswith("/") and not value.startswith("//"):
        return value
    parts = urlsplit(value)
    return value[len(base_url) :] or "/" if parts.netloc and value.startswith((f"{base_url}/", base_url)) else ""


def _add_note(document: HtmlElement, site: Site) -> None:
    note = html.Element("p")
    note.set("role", "note")
    note.set("class", "w")
    note.text = f"{site.note} "
    link = html.Element("a")
    link.set("href", f"{site.base_url}/")
    link.text = urlsplit(site.base_url).netloc
    note.append(link)
    document.body.insert(0, note)
