"""A story as feeds carry it: the same frozen values as its page, with absolute addresses and a body in plain HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Final

from django.utils.timezone import now as current_time
from django.utils.translation import gettext as _

from redaksi.conf import config
from redaksi.newsroom.models import Identity
from redaksi.stories import keys, queries
from redaksi.stories.body import BodyPart
from redaksi.stories.models import Section, Story
from redaksi.stories.pictures import PictureView
from redaksi.stories.present import House, StoryView, references, whole
from redaksi.stories.slots import present

ENTRIES: Final = 30
_RELATIVE: Final = re.compile(r'href="/(?!/)')


@dataclass(frozen=True, slots=True)
class Entry:
    """A story in a feed; `guid` never changes, whatever happens to headline, rubric or address."""

    guid: str
    title: str
    url: str
    summary: str
    html: str
    authors: tuple[str, ...]
    section: str
    topics: tuple[str, ...]
    source: str
    published: datetime
    updated: datetime
    picture: PictureView | None
    paid: bool


@dataclass(frozen=True, slots=True)
class Feed:
    """Entries with what the newsroom says of itself; `path` is the feed's own address, `home` the page it follows."""

    identity: Identity
    title: str
    description: str
    path: str
    home: str
    entries: tuple[Entry, ...]
    updated: datetime
    keys: tuple[str, ...]


def feed(path: str, section: Section | None, now: datetime | None = None) -> Feed:
    """The newest stories of the newsroom, or of one rubric, as a feed at `path`."""
    now = now or present()
    identity = Identity.objects.first() or Identity()
    house = House.of(identity)
    stories = queries.newest_whole(now, ENTRIES, section)
    queries.with_renditions(stories)
    found = references(stories, now)
    views = [whole(story, house, found, now) for story in stories]
    entries = tuple(_entry(story, view, house) for story, view in zip(stories, views, strict=True))
    own = (keys.section_list(section.pk), keys.section_name(section.pk)) if section else (keys.FEEDS,)
    return Feed(
        identity=identity,
        title=f"{section.name} - {identity.brand}" if section else identity.brand,
        description=(section.description if section else identity.tagline) or identity.brand,
        path=path,
        home=section.get_absolute_url() if section else "/",
        entries=entries,
        updated=max((entry.updated for entry in entries), default=now.replace(second=0, microsecond=0)),
        # A feed holds the whole story: what is withdrawn or expired is gone from it as from its own page.
        keys=tuple(
            dict.fromkeys([*own, *(key for view in views for key in view.keys), *(keys.listed(s.pk) for s in stories)])
        ),
    )


def absolute(path: str) -> str:
    return path if path.startswith(("https://", "http://")) else config.public_url + path


def body_html(parts: Sequence[BodyPart]) -> str:
    """A body as HTML that needs no style sheet, its links absolute."""
    return _RELATIVE.sub(f'href="{escape(config.public_url)}/', "\n".join(filter(None, map(_part_html, parts))))


def _entry(story: Story, view: StoryView, house: House) -> Entry:
    published = (story.published_at or current_time()).astimezone(house.zone).replace(microsecond=0)
    changed = (story.revised_at or published).astimezone(house.zone).replace(microsecond=0)
    title = f"[{view.label.upper()}] {view.headline}" if view.paid else view.headline
    closing = [view.closing]
    if view.source:
        closing.append(f"{_('Source:')} {view.source}")
    if view.credit and view.credit != view.source:
        closing.append(f"{_('As reported by')} {view.credit}")
    tail = "".join(f"<p>{escape(line)}</p>" for line in closing if line)
    return Entry(
        guid=f"{config.public_url.split('//')[-1]}:{story.pk}",
        title=title,
        url=absolute(view.url),
        summary=view.deck,
        html=body_html(view.body) + tail,
        authors=tuple(byline.name for byline in view.authors),
        section=view.section.name,
        topics=tuple(topic.name for topic in view.topics),
        source=view.source,
        published=published,
        updated=max(published, changed),
        picture=view.picture,
        paid=view.paid,
    )


def _part_html(part: BodyPart) -> str:
    match part.kind:
        case "paragraph":
            opening = f"<b>{escape(part.dateline)}</b> " if part.dateline else ""
            return f"<p>{opening}{part.html}</p>"
        case "heading":
            return f"<h2>{escape(part.text)}</h2>"
        case "quote":
            speaker = f" <cite>{escape(', '.join(filter(None, (part.speaker, part.role))))}</cite>"
            return f"<blockquote><p>{escape(part.text)}</p>{speaker if part.speaker else ''}</blockquote>"
        case "picture" if part.picture:
            return _picture_html(part.picture)
        case "gallery":
            return "".join(map(_picture_html, part.pictures))
        case "video":
            return f'<p><a href="{escape(part.url)}">{escape(_("Video:"))} {escape(part.text)}</a></p>'
        case "list":
            name = "ol" if part.ordered else "ul"
            return f"<{name}>{''.join(f'<li>{item}</li>' for item in part.items)}</{name}>"
        case "table":
            return _table_html(part)
        case "embed":
            return f'<p><a href="{escape(part.url)}">{escape(part.text)}</a></p>'
        case "baca_juga" if part.also:
            link = f'<a href="{escape(part.also.url)}">{escape(part.also.headline)}</a>'
            return f"<p>{escape(_('Read also'))}: {link}</p>"
        case "fact_box":
            points = "".join(f"<li>{escape(item)}</li>" for item in part.items)
            return f"<h3>{escape(part.text)}</h3><ul>{points}</ul>"
        case "review" if part.review:
            words = (part.review.sort.capitalize(), part.review.name, part.review.maker, part.review.stars, part.text)
            return f"<p>{escape('. '.join(filter(None, words)))}</p>"
    return ""


def _picture_html(view: PictureView) -> str:
    size = view.src
    image = (
        f'<img src="{escape(absolute(size.url))}" alt="{escape(view.alt)}" width="{size.width}" height="{size.height}">'
    )
    return f"<figure>{image}<figcaption>{escape(f'{view.caption} {view.credit}'.strip())}</figcaption></figure>"


def _table_html(part: BodyPart) -> str:
    head = "".join(f"<th>{escape(cell)}</th>" for cell in part.head)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in part.rows)
    return f"<table><tr>{head}</tr>{rows}</table>"
