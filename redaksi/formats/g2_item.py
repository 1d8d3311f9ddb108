"""One NewsML-G2 item's metadata and content (newsItem, and what every item kind shares) as a `NewsItem`.

Map: identity @guid/@version; itemMeta: itemClass, pubStatus, firstCreated, versionCreated, embargoed,
expires, edNote, signal, link, altRep; rightsInfo; contentMeta; contentSet (alternatives: the best one).
Elements without a field are kept in `extra` under their own names. NewsML-G2 2.35, sections of itemMeta,
contentMeta and contentSet.
"""

from __future__ import annotations

from typing import Any

from redaksi.formats import carry
from redaksi.formats.fields import Reading, clean_byline, dateline_of, finished, shortened
from redaksi.formats.g2_picture import pictures_of
from redaksi.formats.html import from_text, to_text, web_address
from redaksi.formats.item import Dateline, FormatError, Kind, NewsItem, Related, Status, Subject
from redaksi.formats.markup import figures_of, inner_html, nitf_document, plain_story, xhtml_body
from redaksi.formats.xml import (
    XML_LANG,
    Element,
    Members,
    as_json,
    attribute,
    collapse,
    contents,
    find,
    find_all,
    language_of,
    line_of,
    local,
    text_at,
    text_of,
)

NAME = "newsml-g2"

_KINDS: dict[str, Kind] = {
    "text": "text",
    "picture": "picture",
    "video": "video",
    "animated": "video",
    "audio": "audio",
    "graphic": "graphic",
    "composite": "package",
    "newscoverage": "planning",
}
_STATUSES: dict[str, Status] = {
    "usable": "usable",
    "withheld": "withheld",
    "canceled": "canceled",
    "cancelled": "canceled",
}
_KILL_SIGNALS = frozenset(("kill", "retraction", "withdrawal", "cancel", "canceled"))
_TOLD = frozenset(
    "itemClass versionCreated firstCreated embargoed expires pubStatus edNote title generator altRep icon "
    f"urgency contentCreated slugline by dateline creditline language keyword copyrightNotice "
    f"usageTerms {carry.ELEMENT}".split()
)
_NAMED = frozenset("provider infoSource creator located genre".split())
_ITEM_EXTRA = frozenset("assert partMeta inlineRef derivedFrom conceptSet newsCoverageSet groupSet".split())
_GEO = ("geoarea", "poi")
_SUMMARY_ROLES = ("summary", "teaser", "", "caption", "lead")


def coded(element: Element | None) -> str | None:
    """The qcode or URI of a property; None when it has neither."""
    return attribute(element, "qcode") or attribute(element, "uri")


def last_part(code: str | None) -> str:
    """`usable` of `stat:usable` and of `http://cv.iptc.org/newscodes/pubstatusg2/usable`."""
    return (code or "").rpartition("/")[2].rpartition(":")[2].strip().lower()


def named(element: Element | None, language: str | None = None) -> str | None:
    """A property's name in the item's language, else its first name, else the local part of its code."""
    names = find_all(element, "name")
    for name in names:
        if language and attribute(name, XML_LANG) == language and text_of(name):
            return text_of(name)
    plain = next((text for each in names if (text := text_of(each))), None)
    return plain or attribute(element, "literal") or (attribute(element, "qcode") or "").rpartition(":")[2] or None


def read_item(item: Element, reading: Reading, kind: Kind | None = None) -> NewsItem:
    """Any NewsML-G2 item element as a `NewsItem`; `kind` where the element itself tells it.

    Raises FormatError for an element that has neither identity, metadata nor content.
    """
    parts = Members(item)
    meta, content = Members(find(parts, "itemMeta")), Members(find(parts, "contentMeta"))
    rights, body = Members(find(parts, "rightsInfo")), find(parts, "contentSet")
    guid = attribute(item, "guid")
    if guid is None and meta.of is None and content.of is None and body is None and not kind:
        raise FormatError(f"a {local(item)} without guid, metadata and content", line_of(item))
    if meta.of is None:
        reading.warn(f"the {local(item)} has no itemMeta")
    language = _language(item, content) or reading.hint.language
    headline = _headline(content) or text_at(meta, "title")
    described = _description(content, language, reading)
    dateline = _dateline(content, language)
    whole = contents(item) if guid is None else None
    figures = tuple(each for root in find_all(body, "inlineXML") for each in figures_of(root, reading.hint.url))
    html, plain = _body(body, reading, dateline, (headline, described["summary"]))
    told: dict[str, Any] = {
        "guid": guid or reading.identity(headline, plain, whole),
        "format": NAME,
        "version": attribute(item, "version") or "1",
        "kind": kind or _kind(meta, reading),
        "language": language,
        "headline": headline,
        "dateline": dateline,
        "body_html": html,
        "body_text": plain,
        **_management(meta, content, rights, reading),
        **described,
    }
    pictured = "icon" in content or find(body, "remoteContent") is not None
    told["pictures"] = (pictures_of(item, NewsItem(**told), reading.hint.url) if pictured else ()) or figures
    said = (headline, told["summary"], told["copyright"], *(each.caption for each in told["pictures"]), None)
    return _completed(told, _extra(parts, (meta, content, rights), said), meta, reading)


def _completed(told: dict[str, Any], extra: dict[str, Any], meta: Members, reading: Reading) -> NewsItem:
    rest, damage = carry.from_text(carry.element_text(find(meta, carry.ELEMENT)))
    if damage:
        reading.warn(damage)
    told = {**told, "extra": extra, "warnings": tuple(reading.warnings), **rest}
    return finished(NewsItem(**told), reading)


def _management(meta: Members, content: Members, rights: Members, reading: Reading) -> dict[str, Any]:
    provider = named(find(meta, "provider"))
    created = text_at(meta, "firstCreated") or text_at(content, "contentCreated")
    signals = [last_part(coded(each)) for each in find_all(meta, "signal")]
    notes = [_note(each) for each in find_all(meta, "edNote")]
    notes += [f"Signal: {each}" for each in signals if each in ("correction", "update") or each in _KILL_SIGNALS]
    return {
        "status": "canceled" if _KILL_SIGNALS & set(signals) else _status(meta, reading),
        "first_created": reading.when(created, "firstCreated"),
        "version_created": reading.when(text_at(meta, "versionCreated"), "versionCreated"),
        "embargoed": reading.instant(text_at(meta, "embargoed"), "embargoed"),
        "expires": reading.instant(text_at(meta, "expires"), "expires"),
        "editorial_note": "\n".join(dict.fromkeys(note for note in notes if note)) or None,
        "source": named(find(content, "infoSource")) or provider,
        "credit": text_at(content, "creditline") or provider,
        "usage_terms": "\n".join(filter(None, map(text_of, find_all(rights, "usageTerms")))) or None,
        "copyright": text_at(rights, "copyrightNotice") or named(find(rights, "copyrightHolder")),
        "url": next((text for each in find_all(meta, "altRep") if (text := web_address(text_of(each) or ""))), None),
        "related": tuple(each for link in find_all(meta, "link") if (each := _related(link))),
    }


def _description(content: Members, language: str | None, reading: Reading) -> dict[str, Any]:
    subjects = [each for each in find_all(content, "subject") if not _is_place(each)]
    places = [named(each, language) for each in find_all(content, "subject") if _is_place(each)]
    return {
        "slugline": text_at(content, "slugline"),
        "byline": clean_byline(text_at(content, "by") or _creators(content)),
        "urgency": reading.urgency(text_at(content, "urgency")),
        "genre": named(find(content, "genre"), language),
        "subjects": tuple(
            Subject(name, coded(each)) for each in subjects if (name := named(each, language)) and _is_subject(each)
        ),
        "places": tuple(dict.fromkeys(place for place in places if place)),
        "keywords": tuple(filter(None, map(text_of, find_all(content, "keyword")))),
        "summary": _summary(content),
    }


def _is_subject(element: Element) -> bool:
    return coded(element) is not None or find(element, "name") is not None


def _is_place(subject: Element) -> bool:
    return last_part(attribute(subject, "type") or attribute(subject, "typeuri")) in _GEO and _is_subject(subject)


def _kind(meta: Members, reading: Reading) -> Kind:
    code = coded(find(meta, "itemClass"))
    kind = _KINDS.get(last_part(code))
    if kind is None and meta.of is not None:
        reading.warn(f"unknown item class {code}; read as text" if code else "no item class; read as text")
    return kind or "text"


def _status(meta: Members, reading: Reading) -> Status:
    code = coded(find(meta, "pubStatus"))
    status = _STATUSES.get(last_part(code))
    if status is None and code:
        reading.warn(f"unknown publishing status {code}; the item is withheld")
        return "withheld"
    return status or "usable"


def _note(note: Element) -> str | None:
    """A note on one line, with a blank between its paragraphs where it has mark-up."""
    return collapse(to_text(inner_html(note, lambda _: False))) if len(note) else text_of(note)


def _headline(content: Members) -> str | None:
    ranked = sorted(find_all(content, "headline"), key=lambda each: _rank(attribute(each, "rank")))
    return next((text for each in ranked if (text := text_of(each))), None)


def _language(item: Element, content: Members) -> str | None:
    return attribute(find(content, "language"), "tag") or language_of(item) or _headline_language(content)


def _headline_language(content: Members) -> str | None:
    headline = find(content, "headline")
    return None if headline is None else attribute(headline, XML_LANG)


def _rank(rank: str | None) -> int:
    return int(rank) if rank and rank.isascii() and rank.isdigit() and len(rank) < 5 else 0


def _creators(content: Members) -> str | None:
    # Agencies also put initials and login names here; a person's name has at least two words.
    names = (named(each) for each in find_all(content, "creator"))
    return ", ".join(name for name in names if name and " " in name) or None


def _dateline(content: Members, language: str | None) -> Dateline | None:
    located = named(find(content, "located"), language)
    return dateline_of(text_at(content, "dateline"), located)


def _summary(content: Members) -> str | None:
    texts: dict[str, str] = {}
    for each in find_all(content, "description"):
        text = text_of(each)
        if text:
            texts.setdefault(last_part(attribute(each, "role") or attribute(each, "roleuri")), text)
    return next((texts[role] for role in _SUMMARY_ROLES if role in texts), None)


def _related(link: Element) -> Related | None:
    title = text_at(link, "title")
    address = attribute(link, "href") or attribute(link, "residref")
    return Related(title, text_at(link, "description"), url=address) if title else None


def _body(
    content: Element | None, reading: Reading, dateline: Dateline | None, repeated: tuple[str | None, ...]
) -> tuple[str | None, str | None]:
    """The first alternative that can be read, mark-up before plain text."""
    for inline in find_all(content, "inlineXML"):
        root = next(inline.iterchildren("*"), None)
        if root is not None and (told := plain_story(root, reading)):
            html, text = shortened(told, dateline)
            return html or None, text or None
        if root is not None:
            return reading.body(_markup(root, repeated), dateline)
    for inline in find_all(content, "inlineData"):
        text = "".join(map(str, inline.itertext())).strip()
        if text and not attribute(inline, "encoding"):
            is_html = "html" in (attribute(inline, "contenttype") or "")
            return reading.body(text if is_html else from_text(text), dateline)
    return None, None


def _markup(root: Element, repeated: tuple[str | None, ...]) -> str:
    return nitf_document(root) if local(root) == "nitf" else xhtml_body(root, repeated)


def _extra(parts: Members, within: tuple[Members, ...], said: tuple[str | None, ...]) -> dict[str, Any]:
    """What the item's fields do not tell, by element name; the texts `said` stand in fields."""
    kept: dict[str, list[Any]] = {}
    for part in within:
        for name, children in part.items():
            if name not in _TOLD and (left := [as_json(each) for each in children if not _told(name, each, said)]):
                kept.setdefault(name, []).extend(left)
    for name in [each for each in parts if each in _ITEM_EXTRA]:
        kept.setdefault(name, []).extend(as_json(each) for each in parts[name])
    return {name: values[0] if len(values) == 1 else values for name, values in kept.items()}


def _told(name: str, child: Element, said: tuple[str | None, ...]) -> bool:
    if name in ("headline", "description", "copyrightHolder"):
        return text_of(child) in said
    if name == "subject":
        allowed = {"type"} if _is_place(child) else {"qcode", "uri"}
        return allowed.issuperset(child.keys()) and _is_plain(child)
    if name == "link":
        return _related(child) is not None and child.get("rel") == "irel:seeAlso" and len(child.keys()) == 2
    return name in _NAMED and child.keys() in ([], ["literal"]) and _is_plain(child)


def _is_plain(child: Element) -> bool:
    """Whether nothing but a name stands in a property."""
    return [local(each) for each in child] in ([], ["name"])
