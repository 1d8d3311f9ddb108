"""Pictures in NewsML-G2: the renditions of one picture are alternatives, and the best one is taken."""

from __future__ import annotations

from redaksi.formats.html import web_address
from redaksi.formats.item import ItemPicture, NewsItem
from redaksi.formats.xml import Element, attribute, find, find_all, text_at, text_of

_BEST_RENDITIONS = ("highres", "high", "original", "main", "web", "preview", "thumb", "thumbnail")


def pictures_of(item: Element, read: NewsItem, base: str | None) -> tuple[ItemPicture, ...]:
    """The picture in the item's contentSet, else its icons; sizes in pixels.

    Addresses stay as sent (they may be relative to the message) unless `base` says what they are relative to.
    """
    content = find(item, "contentMeta")
    renditions = [each for each in find_all(item, "contentSet/remoteContent") if _is_image(each, read)]
    if not renditions:
        return tuple(_picture(each, base) for each in find_all(content, "icon") if attribute(each, "href"))
    best = max(renditions, key=_quality)
    described = find_all(content, "description")
    captions = [text_of(each) for each in described if _role(each) == "caption"]
    alts = [text_of(each) for each in described if _role(each) in ("alttext", "altimgtext", "accessibility")]
    is_picture = read.kind in ("picture", "graphic")
    return (
        ItemPicture(
            href=_href(best, base),
            caption=next((each for each in captions if each), read.summary if is_picture else None),
            credit=text_at(content, "creditline") or (read.byline if is_picture else None),
            alt=next((each for each in alts if each), None),
            width=size(attribute(best, "width")),
            height=size(attribute(best, "height")),
        ),
    )


def size(text: str | None) -> int | None:
    """A number of pixels; None for anything that is no sensible one."""
    return int(text) if text and text.isascii() and text.isdigit() and 0 < len(text) < 7 else None


def _picture(element: Element, base: str | None) -> ItemPicture:
    return ItemPicture(
        _href(element, base), width=size(attribute(element, "width")), height=size(attribute(element, "height"))
    )


def _is_image(remote: Element, read: NewsItem) -> bool:
    if not attribute(remote, "href"):
        return False
    kind = attribute(remote, "contenttype")
    return kind.startswith("image/") if kind else read.kind in ("picture", "graphic")


def _href(element: Element, base: str | None) -> str:
    href = attribute(element, "href") or ""
    return (web_address(href, base) if base else None) or href


def _quality(remote: Element) -> tuple[int, int]:
    pixels = (size(attribute(remote, "width")) or 0) * (size(attribute(remote, "height")) or 0)
    rendition = (attribute(remote, "rendition") or attribute(remote, "renditionuri") or "").lower()
    name = rendition.rpartition("/")[2].rpartition(":")[2]
    rank = _BEST_RENDITIONS.index(name) if name in _BEST_RENDITIONS else len(_BEST_RENDITIONS)
    return pixels, -rank


def _role(description: Element) -> str:
    role = attribute(description, "role") or attribute(description, "roleuri") or ""
    return role.rpartition("/")[2].rpartition(":")[2].lower()
