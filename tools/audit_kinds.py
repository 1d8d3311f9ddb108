"""One page of every kind, found the way a reader finds them: from the front by links, kinds told by what pages say.

A story's kind is read from its JSON-LD, never from styles or words, so that another theme is audited as well.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import quote, urldefrag, urljoin, urlsplit

import httpx
from lxml import html

#: Kinds whose address is promised, whatever the newsroom holds.
FIXED = {
    "front": "/",
    "corrections": "/koreksi/",
    "masthead": "/redaksi/",
    "guidelines": "/pedoman-media-siber/",
    "about": "/tentang/",
    "contact": "/kontak/",
    "saved": "/tersimpan/",
    "offline": "/luring/",
    "search, nothing found": "/cari?q=zqxjkvwpbn",
    "not found": "/tidak-ada-halaman-ini/",
}
STORIES = ("story with picture", "agency story", "corrected story", "opinion", "advertorial", "longest story")
#: Kinds of work, by the type that their JSON-LD gives.
WORKS = {"analysis": "AnalysisNewsArticle", "in depth": "BackgroundNewsArticle", "review": "ReviewNewsArticle"}
#: Fronts that are shown in their own way, and the kind of story that leads to each.
SHOWN = {"photo front": "photo story", "video front": "video story", "opinion front": "opinion"}
KINDS = (
    "front",
    "rubric",
    "rubric page 2",
    *STORIES,
    "withdrawn",
    "topic",
    "pair of countries",
    *WORKS,
    "photo story",
    "photo front",
    "video story",
    "video front",
    "opinion front",
    "author",
    "index by day",
    "search",
    *(kind for kind in FIXED if kind != "front"),
)
#: Kinds that a newsroom may do without.
OPTIONAL = {"pair of countries", *WORKS, *SHOWN, "photo story", "video story"}
STATUS = {"withdrawn": 410, "not found": 404}
MOST_PAGES = 500
STORY = re.compile(r"^/[-\w]+/\d+/[^/]+$")
DAY = re.compile(r"^/indeks/\d{4}/\d{2}/\d{2}/$")
RUBRIC = re.compile(r"^/[-\w]+/$")
PAGE_2 = re.compile(r"^/[-\w]+/\?halaman=2$")
UNSEEN = re.compile(r"^/(desk|api|static|media)\b|\.(xml|json|txt|jpe?g|png|webp|avif|svg)$")


@dataclass(frozen=True, slots=True)
class Page:
    """An answer: its address on the site, status, text and what its JSON-LD says."""

    path: str
    status: int
    text: str
    data: tuple[dict[str, Any], ...] = ()
    links: tuple[str, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def article(self) -> dict[str, Any]:
        """The JSON-LD object of a story; empty on other pages."""
        return next((each for each in self.data if str(each.get("@type", "")).endswith("Article")), {})


Fetch = Callable[[str], Page]


class NoFrontError(RuntimeError):
    """The newsroom does not show its front: there is nothing to audit."""


def fetcher(client: httpx.Client) -> Fetch:
    """Fetch pages of one newsroom; redirects are followed, the path is where they led."""

    def fetch(path: str) -> Page:
        answer = client.get(path, follow_redirects=True)
        where = answer.url.raw_path.decode()
        is_page = answer.headers.get("content-type", "").startswith("text/html")
        return read(where, answer.status_code, answer.text if is_page else "", dict(answer.headers))

    return fetch


def read(path: str, status: int, text: str, headers: dict[str, str] | None = None) -> Page:
    """A page from its text: JSON-LD that does not parse counts as none (the structured check reports it)."""
    if not text.strip():
        return Page(path, status, text, headers=headers or {})
    root = html.document_fromstring(text)
    data = tuple(_objects(root.xpath("//script[@type='application/ld+json']/text()")))
    return Page(path, status, text, data, tuple(_links(path, root.xpath("//a/@href"))), headers or {})


def find(fetch: Fetch, most: int = MOST_PAGES) -> dict[str, Page]:
    """One page of every kind; a kind that is absent from the answer could not be found."""
    found = {kind: fetch(path) for kind, path in FIXED.items()}
    if found["front"].status != 200:
        raise NoFrontError(f"the front answers {found['front'].status}")
    found = {kind: page for kind, page in found.items() if page.status == STATUS.get(kind, 200)}
    pages = _crawl(fetch, [*found.values(), fetch("/indeks/")], most)
    for kind, page in _choose(pages).items():
        found[kind] = page
    for kind, told in SHOWN.items():
        if told in found:
            found[kind] = fetch(f"/{found[told].path.split('/')[1]}/")
    if "rubric page 2" in found:
        found["rubric"] = fetch(found["rubric page 2"].path.split("?")[0])
    if query := _search_word(page.article.get("headline", "") for page in pages if page.article):
        found["search"] = fetch(f"/cari?q={quote(query)}")
    return {kind: found[kind] for kind in KINDS if kind in found}


def _objects(scripts: Iterable[str]) -> Iterator[dict[str, Any]]:
    for script in scripts:
        try:
            value = json.loads(script)
        except ValueError:
            continue
        yield from (each for each in (value if isinstance(value, list) else [value]) if isinstance(each, dict))


def _links(path: str, hrefs: Iterable[str]) -> Iterator[str]:
    """Addresses on the same site, without fragment, each once."""
    seen: set[str] = set()
    for href in hrefs:
        parts = urlsplit(urldefrag(urljoin(f"http://site{path}", href.strip()))[0])
        link = f"{parts.path}?{parts.query}" if parts.query else parts.path
        if parts.netloc == "site" and parts.scheme == "http" and not UNSEEN.search(parts.path) and link not in seen:
            seen.add(link)
            yield link


def _crawl(fetch: Fetch, start: list[Page], most: int) -> list[Page]:
    """`start` and what its links lead to, breadth first, at most `most` pages; no searches, no days found on days."""
    pages, seen = list(start), {page.path for page in start}
    for page in pages:
        for link in page.links:
            is_endless = link.startswith("/cari") or (DAY.match(link) and page.path.startswith("/indeks/2"))
            if link not in seen and len(pages) < most and not is_endless:
                seen.add(link)
                pages.append(fetch(link))
    return pages


def _choose(pages: list[Page]) -> dict[str, Page]:
    fixed = set(FIXED.values()) | {"/indeks/"}
    tests: dict[str, Callable[[Page], Any]] = {
        "rubric": lambda page: RUBRIC.match(page.path) and page.path not in fixed,
        "rubric page 2": lambda page: PAGE_2.match(page.path) and not page.path.startswith(("/indeks/", "/koreksi/")),
        "story with picture": lambda page: _is_news(page) and page.article.get("image") and not _is_video(page),
        "agency story": lambda page: _is_news(page) and page.article.get("sourceOrganization"),
        "corrected story": lambda page: _is_news(page) and page.article.get("correction"),
        "opinion": partial(_is_of, "OpinionNewsArticle"),
        "advertorial": partial(_is_of, "AdvertiserContentArticle"),
        "withdrawn": lambda page: page.status == 410,
        "topic": lambda page: page.path.startswith("/topik/") and not _is_pair(page),
        "pair of countries": _is_pair,
        "photo story": lambda page: _about(page).get("@type") == "ImageGallery",
        "video story": lambda page: _is_news(page) and _is_video(page),
        "author": lambda page: page.path.startswith("/penulis/"),
        "index by day": lambda page: DAY.match(page.path),
    }
    works = {kind: partial(_is_of, name) for kind, name in WORKS.items()}
    chosen = {}
    for kind, test in {**tests, **works}.items():
        page = next((page for page in pages if page.status == STATUS.get(kind, 200) and test(page)), None)
        if page:
            chosen[kind] = page
    if stories := [page for page in pages if _is_news(page)]:
        chosen["longest story"] = max(stories, key=lambda page: page.article.get("wordCount", 0))
    return chosen


def _is_pair(page: Page) -> bool:
    """Two topics under one address: the address of each is linked, joined they are this page's."""
    topics = [link.removeprefix("/topik/") for link in page.links if link.startswith("/topik/")]
    return page.path in {f"/topik/{one}-{other}" for one in topics for other in topics}


def _about(page: Page) -> dict[str, Any]:
    """What the article says its page is, where it says more than an address."""
    main = page.article.get("mainEntityOfPage")
    return main if isinstance(main, dict) else {}


def _is_of(name: str, page: Page) -> bool:
    return page.article.get("@type") == name


def _is_video(page: Page) -> bool:
    return bool(page.article.get("video"))


def _is_news(page: Page) -> bool:
    return page.status == 200 and page.article.get("@type") == "NewsArticle" and bool(STORY.match(page.path))


def _search_word(headlines: Iterable[str]) -> str:
    """A long word of a headline: something that search must find."""
    words = [word for headline in headlines for word in re.findall(r"[^\W\d_]{6,}", headline)]
    return words[0] if words else ""
