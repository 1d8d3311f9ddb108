"""Pictures of a feed's entry: media:content, media:thumbnail, enclosures, and the first in its text.

Media RSS 1.5.1: several media:content of an entry are mostly sizes of one picture, so the widest is taken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from redaksi.formats.html import first_image, to_text, web_address
from redaksi.formats.item import ItemPicture

Entry = Mapping[str, Any]

_IMAGE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)(?:\?|$)", re.IGNORECASE)


def pictures(entry: Entry, texts: Sequence[str], base: str | None) -> tuple[ItemPicture, ...]:
    """The entry's pictures with absolute addresses; `texts` are its sanitised texts.

    The same file under two addresses counts once.
    """
    caption = _words(member(entry, "media_xdescription")) or _words(member(entry, "media_xtitle"))
    credit = next((_words(each.get("content")) for each in _listed(entry, "media_credit") if each.get("content")), None)
    found = [_media(each, base, caption, credit) for each in _media_sizes(entry)]
    found += [_media(each, base, caption, credit) for each in _enclosures(entry)]
    if not any(found):
        found += [_media(each, base, caption, credit) for each in _listed(entry, "media_thumbnail")[:1]]
    if not any(found):
        found += [_inline(text) for text in texts]
    unique: dict[str, ItemPicture] = {}
    for picture in filter(None, found):
        file = picture.href.partition("?")[0]
        if file not in unique or "?" in unique[file].href:
            unique[file] = picture
    return tuple(unique.values())


def _media_sizes(entry: Entry) -> list[Entry]:
    images = [each for each in _listed(entry, "media_content") if _is_image(each)]
    return [max(images, key=lambda each: _pixels(each.get("width")) or 0)] if images else []


def _enclosures(entry: Entry) -> list[Entry]:
    links = [each for each in _listed(entry, "links") if each.get("rel") == "enclosure"]
    return [{**each, "url": each.get("href")} for each in links if _is_image({**each, "url": each.get("href")})]


def _is_image(media: Entry) -> bool:
    kind = media.get("medium") or media.get("type") or ""
    return kind.startswith("image") or (not kind and bool(_IMAGE.search(str(media.get("url") or ""))))


def _media(media: Entry, base: str | None, caption: str | None, credit: str | None) -> ItemPicture | None:
    href = web_address(str(media.get("url") or ""), base) if media.get("url") else None
    if href is None:
        return None
    return ItemPicture(href, caption, credit, None, _pixels(media.get("width")), _pixels(media.get("height")))


def _inline(text: str) -> ItemPicture | None:
    image = first_image(text)
    if image is None:
        return None
    return ItemPicture(
        image["src"],
        alt=image.get("alt") or None,
        width=_pixels(image.get("width")),
        height=_pixels(image.get("height")),
    )


def _listed(entry: Entry, name: str) -> list[Entry]:
    return [each for each in member(entry, name) or [] if isinstance(each, dict)]


def member(entry: Entry, name: str) -> Any:
    """A member of feedparser's dictionary as it is: its own lookup answers `updated` with `published`."""
    plain: dict[str, Any] = entry if isinstance(entry, dict) else {}
    return dict.get(plain, name)


def _words(value: Any) -> str | None:
    return " ".join(to_text(value).split()) or None if isinstance(value, str) else None


def _pixels(value: Any) -> int | None:
    text = str(value or "")
    return int(text) if re.fullmatch(r"[1-9]\d{0,5}", text, re.ASCII) else None
