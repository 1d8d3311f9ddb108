"""What a NewsML 1.2 NewsComponent holds: the text among its alternatives, and the pictures with their captions.

Roles decide: Main and Body are the story, Caption belongs to the pictures beside it, Preview, Quicklook and
Thumbnail are renditions of one picture, Contact speaks to the desk.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from redaksi.formats.fields import Reading
from redaksi.formats.html import from_text, sanitise, to_text, web_address
from redaksi.formats.item import FormatError, ItemPicture
from redaksi.formats.markup import nitf_document, plain_story, xhtml_body
from redaksi.formats.paragraphs import Told
from redaksi.formats.xml import Element, attribute, find, find_all, line_of, local, text_at

_BODY_ROLES = frozenset(("main", "body", "maintext", "text", "article", "story", ""))
_SUMMARY_ROLES = frozenset(("abstract", "summary", "lead", "teaser"))
_NOTE_ROLES = frozenset(("contact", "editorsnote", "advisory", "instruction"))
_IGNORED_ROLES = frozenset(("stylesheet", "headline"))
_MARK_ROLES = frozenset(("logo", "icon"))
_MAX_CONTENTS = 500
_SMALL_ROLES = ("thumbnail", "quicklook", "preview")


@dataclass
class Contents:
    """A component's story as HTML, and what stands beside it."""

    markup: str = ""
    told: Told | None = None
    summary: str | None = None
    notes: list[str] = field(default_factory=list)
    captions: dict[Element, str] = field(default_factory=dict)
    images: list[Element] = field(default_factory=list)
    media: list[str] = field(default_factory=list)
    logos: list[str] = field(default_factory=list)
    texts_left: int = 0


def contents_of(component: Element, reading: Reading) -> Contents:
    """Gather the content items of a component and of those inside it, in document order."""
    found = Contents()
    contents = find_all(component, ".//ContentItem")
    if len(contents) > _MAX_CONTENTS:
        raise FormatError("an item of more contents than any news item has", line_of(component))
    for content in contents:
        role = _role(content)
        media = (attribute(find(content, "MediaType"), "FormalName") or "").lower()
        if role in _IGNORED_ROLES:
            continue
        if role in _MARK_ROLES:
            found.logos += [href for href in [attribute(content, "Href")] if href]
        elif attribute(content, "Href"):
            found.media.append(media)
            if _is_image(content, media):
                found.images.append(content)
        else:
            _text(content, role, found, reading)
    if found.texts_left:
        reading.warn(f"{found.texts_left} further texts of the item were left out")
    return found


def pictures_of(found: Contents, base: str | None, credit: str | None) -> tuple[ItemPicture, ...]:
    """One picture for each set of renditions, the largest rendition of each."""
    groups: dict[Element, list[Element]] = {}
    for image in found.images:
        groups.setdefault(_around(image), []).append(image)
    pictures: list[ItemPicture] = []
    for around, images in groups.items():
        sets = [images] if len({_role(each) for each in images}) == len(images) else [[each] for each in images]
        pictures += [_picture(max(each, key=_quality), around, found, (base, credit)) for each in sets]
    return tuple(pictures)


def _picture(image: Element, around: Element, found: Contents, context: tuple[str | None, str | None]) -> ItemPicture:
    base, credit = context
    href = attribute(image, "Href") or ""
    return ItemPicture(
        href=(web_address(href, base) if base else None) or href,
        caption=found.captions.get(around) or text_at(around, "NewsLines/HeadLine"),
        credit=text_at(around, "NewsLines/CreditLine") or credit,
        width=_property(image, "Width"),
        height=_property(image, "Height"),
    )


def _text(content: Element, role: str, found: Contents, reading: Reading) -> None:
    if role in _BODY_ROLES and not (found.markup or found.told):
        found.told = _plain_story(content, reading)
        if found.told:
            return
    markup = _markup(content, reading)
    if not markup.strip():
        return
    if role == "caption":
        found.captions.setdefault(_around(content), _plain(markup))
    elif role in _SUMMARY_ROLES:
        found.summary = found.summary or _plain(markup)
    elif role in _NOTE_ROLES:
        found.notes.append(_plain(markup))
    elif role in _BODY_ROLES and not (found.markup or found.told):
        found.markup = markup
    else:
        found.texts_left += 1


def _plain_story(content: Element, reading: Reading) -> Told | None:
    data = find(content, "DataContent")
    root = None if data is None else next(data.iterchildren("*"), None)
    return None if root is None or local(root) not in ("nitf", "html") else plain_story(root, reading)


def _plain(markup: str) -> str:
    return " ".join(to_text(sanitise(markup)).split())


def _markup(content: Element, reading: Reading) -> str:
    data = find(content, "DataContent")
    if data is None:
        if find(content, "Encoding") is not None:
            reading.warn("encoded content inside the file was left out")
        return ""
    root = next(iter(data.iterchildren("*")), None)
    if root is None:
        text = "".join(map(str, data.itertext())).strip()
        return text if _is_html(content) else from_text(text)
    if local(root) == "nitf":
        return nitf_document(root)
    return xhtml_body(root if local(root) == "html" else data)


def _is_html(content: Element) -> bool:
    names = (attribute(find(content, name), "FormalName") or "" for name in ("Format", "MimeType"))
    return any("html" in name.lower() for name in names)


def _role(content: Element) -> str:
    """The role of the nearest component around the content item that has one."""
    parent = content.getparent()
    while parent is not None and local(parent) == "NewsComponent":
        role = attribute(find(parent, "Role"), "FormalName")
        if role:
            return role.lower().replace(" ", "")
        parent = parent.getparent()
    return ""


def _around(content: Element) -> Element:
    """The component that holds the content item's own component: renditions and caption are its children."""
    own = content.getparent()
    above = None if own is None else own.getparent()
    if own is None:
        return content
    return above if above is not None and local(above) == "NewsComponent" else own


def _is_image(content: Element, media: str) -> bool:
    mime = (attribute(find(content, "MimeType"), "FormalName") or "").lower()
    kind = (attribute(find(content, "Format"), "FormalName") or "").lower()
    return media in ("photo", "graphic", "picture", "image") or mime.startswith("image/") or kind.startswith("image/")


def _property(content: Element, name: str) -> int | None:
    for each in find_all(content, "Characteristics/Property"):
        value = attribute(each, "Value") or ""
        if (attribute(each, "FormalName") or "").removeprefix("Pixel") == name and value.isascii() and value.isdigit():
            return int(value) if len(value) < 7 else None
    return None


def _quality(image: Element) -> tuple[int, int]:
    pixels = (_property(image, "Width") or 0) * (_property(image, "Height") or 0)
    role = _role(image)
    return pixels, _SMALL_ROLES.index(role) if role in _SMALL_ROLES else len(_SMALL_ROLES)
