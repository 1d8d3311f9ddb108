"""Pages that stay: the masthead and guidelines that the law wants, about, contact, and others the newsroom writes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _
from wagtail.rich_text import expand_db_html

from redaksi.discovery.search import search
from redaksi.newsroom.models import Identity, Person
from redaksi.portal import structured
from redaksi.portal.models import StandingPage
from redaksi.portal.pages.frame import Answer, Frame, Ground, Head, absolute, frame, listing_keys
from redaksi.stories import keys, queries
from redaksi.stories.listed import Listed
from redaksi.stories.present import CardView, LinkView, person_url

STYLES: Final = ("list", "standing")
PRESS_COUNCIL: Final = "https://dewanpers.or.id/"
LATEST: Final = 6
MEANT: Final = 5
LONGEST: Final = 200  # characters of an address that are looked at
WORD: Final = re.compile(r"[^\W\d_]{4,}")
NO_WORD: Final = frozenset({"html", "index", "amp", "read", "berita", "page"})


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody on the masthead."""

    name: str
    url: str
    position: str
    initials: str


@dataclass(frozen=True, slots=True)
class StandingView:
    """`body` and `official` are the newsroom's own rich text; `facts` are rows of the legal identity."""

    frame: Frame
    head: Head
    slug: str
    title: str
    intro: str
    body: str
    official: str
    press_council: str
    facts: tuple[tuple[str, str], ...]
    people: tuple[PersonLine, ...]


@dataclass(frozen=True, slots=True)
class MissingPage:
    frame: Frame
    head: Head
    latest: tuple[CardView, ...]
    suggested: tuple[CardView, ...] = ()


def standing_page(ground: Ground, page: StandingPage, preview: bool = False) -> Answer:
    """A standing page; the masthead page adds identity and people, the guidelines the Press Council's address."""
    masthead = page.slug == "redaksi"
    people = Person.objects.filter(on_masthead=True).order_by("masthead_order", "name") if masthead else ()
    shown = tuple(PersonLine(p.name, person_url(p), p.position, p.initials.upper()) for p in people)
    identity = ground.identity
    view = StandingView(
        frame=frame(ground, STYLES, preview=preview),
        head=_head(ground, page, preview),
        slug=page.slug,
        title=page.title,
        intro=page.intro,
        body=expand_db_html(page.body),
        official=expand_db_html(page.official_text),
        press_council=PRESS_COUNCIL if page.slug == "pedoman-media-siber" else "",
        facts=_facts(identity) if page.slug in {"redaksi", "kontak", "tentang"} else (),
        people=shown,
    )
    return Answer("portal/standing.html", view, (keys.STANDING,), stored=not preview)


def missing_page(ground: Ground, path: str = "") -> Answer:
    """404: the search form, stories that the words of the address may have meant, and the latest."""
    suggested = _meant(path, ground.now)
    latest = queries.newest(ground.now, LATEST, [story.pk for story in suggested])
    title = _("Page not found")
    page = MissingPage(
        frame=frame(ground, ("list", "search")),
        head=Head(f"{title} - {ground.identity.brand}", title, absolute("/"), robots="noindex"),
        latest=ground.cards(latest, pictures=False),
        suggested=ground.cards(suggested, pictures=False),
    )
    return Answer("portal/404.html", page, listing_keys(suggested, latest), status=404, stored=False)


def _meant(path: str, now: datetime) -> list[Listed]:
    """Public stories that hold the words of an address: all of them, else the two longest, else the longest."""
    words = sorted(
        set(WORD.findall(path.lower().rstrip("/").rpartition("/")[2][:LONGEST])) - NO_WORD,
        key=lambda word: (-len(word), word),
    )
    for wanted in (words[:6], words[:2], words[:1]):
        hits = search(" ".join(wanted), limit=MEANT) if wanted else []
        if hits:
            return queries.by_ids((hit.story_id for hit in hits), now)
    return []


def _facts(identity: Identity) -> tuple[tuple[str, str], ...]:
    rows = (
        (_("Legal entity"), identity.legal_name),
        (_("Responsible person"), identity.responsible_person),
        (_("Editor in chief"), identity.editor_in_chief),
        (_("Address"), identity.postal_line),
        (_("Telephone"), identity.phone),
        (_("Fax"), identity.fax),
        (_("E-mail"), identity.email),
        (_("Founded"), str(identity.founded or "")),
    )
    return tuple((name, value) for name, value in rows if value)


def _head(ground: Ground, page: StandingPage, preview: bool) -> Head:
    url = f"/{page.slug}/"
    trail = (LinkView(ground.identity.brand, "/"), LinkView(page.title, url))
    about = (structured.organisation(ground),) if page.slug in {"tentang", "redaksi", "kontak"} else ()
    return Head(
        title=f"{page.title} - {ground.identity.brand}",
        description=page.search_description or page.intro or page.title,
        canonical=absolute(url),
        robots="noindex" if preview else "max-image-preview:large",
        json_ld=() if preview else (*about, structured.breadcrumb(trail)),
    )
