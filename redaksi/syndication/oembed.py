"""oEmbed for our own stories: what another site may show of one. Source: oembed.com, version 1.0.

A story that readers may not see is answered like one that does not exist: not even its address is confirmed.
"""

from __future__ import annotations

import re
from datetime import datetime
from html import escape
from typing import Final
from urllib.parse import urlsplit

from lxml import etree

from redaksi.conf import config
from redaksi.newsroom.models import Identity
from redaksi.stories import queries
from redaksi.stories.listed import Listed
from redaksi.stories.pictures import CARD, SizeView, picture_view
from redaksi.stories.present import House
from redaksi.syndication.entries import absolute

WIDTH, HEIGHT = 600, 240  # pixels in which the card fits
CACHE_SECONDS: Final = 300
_STORY: Final = re.compile(r"/[-\w]+/(\d{1,18})(?:/[^/]*)?/?", re.ASCII)


def story_at(url: str, now: datetime) -> Listed | None:
    """The public story at the absolute address `url` of this site; None for anything else."""
    try:
        parts, ours = urlsplit(url), urlsplit(config.public_url)
    except ValueError:
        return None
    found = _STORY.fullmatch(parts.path)
    if found is None or parts.scheme not in {"http", "https"} or parts.netloc.lower() != ours.netloc.lower():
        return None
    return next(iter(queries.by_ids([int(found[1])], now)), None)


def describe(story: Listed, identity: Identity, now: datetime, width: int, height: int) -> dict[str, object]:
    """The response of type `rich`, at most `width` by `height` pixels."""
    queries.with_renditions([story])
    time = House.of(identity).time(story.published_at or now)
    author = queries.authors([story]).get(story.pk)
    words = f"<p>{escape(story.deck)}</p>" if story.deck else ""
    foot = f"{escape(identity.brand)}, {time.day}"
    link = f'<a href="{escape(absolute(story.get_absolute_url()))}">{escape(story.headline)}</a>'
    values: dict[str, object] = {
        "version": "1.0",
        "type": "rich",
        "title": story.headline,
        "author_name": author.name if author else identity.brand,
        "author_url": absolute(f"/penulis/{author.slug}") if author else absolute("/"),
        "provider_name": identity.brand,
        "provider_url": absolute("/"),
        "cache_age": CACHE_SECONDS,
        "html": f"<blockquote><p><strong>{link}</strong></p>{words}<p>{foot}</p></blockquote>",
        "width": min(WIDTH, width),
        "height": min(HEIGHT, height),
    }
    still = _thumbnail(story, width, height)
    if still:
        values |= {
            "thumbnail_url": absolute(still.url),
            "thumbnail_width": still.width,
            "thumbnail_height": still.height,
        }
    return values


def as_xml(values: dict[str, object]) -> bytes:
    """The response as XML."""
    root = etree.Element("oembed")
    for name, value in values.items():
        etree.SubElement(root, name).text = str(value)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", standalone=True))


def limit(text: str | None) -> int:
    """maxwidth or maxheight as asked for; ValueError unless it is a positive number; without one, no limit."""
    if text is None:
        return 10_000
    if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) <= 10_000_000):
        raise ValueError("maxwidth and maxheight are positive numbers of pixels")
    return int(text[:9])


def _thumbnail(story: Listed, width: int, height: int) -> SizeView | None:
    """The largest size of the story's picture that fits."""
    if story.picture is None:
        return None
    view = picture_view(story.picture, CARD)
    fitting = [each for each in (view.src, view.share) if each.width <= width and each.height <= height]
    return max(fitting, key=lambda each: each.width, default=None)
