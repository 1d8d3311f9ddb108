"""NITF 3.x as a `NewsItem`: head/docdata, tobject, body.head, body.content.

Map: doc-id/@id-string and du-key/@version; hl1, else title; du-key/@key; byline; dateline; abstract;
date.issue, revision-history, pubdata, date.release (an embargo when later than the issue), date.expire;
tobject.subject (8-digit Subject Codes as `subj:`); media (pictures); ed-msg, correction and note, which
speak to the desk. NITF 3.6 documentation, IPTC.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from redaksi.formats import carry
from redaksi.formats.fields import Reading, clean_byline, dateline_of, finished, is_kill, shortened
from redaksi.formats.html import web_address
from redaksi.formats.item import Dateline, FormatError, ItemPicture, NewsItem, Status, Subject
from redaksi.formats.markup import cut_from, nitf_body
from redaksi.formats.xml import (
    Element,
    Members,
    as_json,
    attribute,
    contents,
    find,
    find_all,
    language_of,
    line_of,
    local,
    text_at,
    text_of,
    unknown,
)

NAME = "nitf"

_STATUSES: dict[str, Status] = {"usable": "usable", "withheld": "withheld", "embargoed": "withheld"}
_STATUSES |= {"canceled": "canceled", "cancelled": "canceled", "killed": "canceled"}
_DOCDATA = (
    "doc-id urgency date.issue date.release date.expire ed-msg correction key-list du-key identified-content evloc "
    "doc.copyright"
).split()
_HEAD = ("title", "docdata", "tobject", "pubdata", "revision-history", carry.ELEMENT)
_PHOTO = ("image", "photo", "picture", "graphic")


def read_nitf(root: Element, reading: Reading) -> NewsItem:
    """An `nitf` element as an item. Raises FormatError when it has neither head nor body."""
    parts = Members(root)
    head, body = Members(find(parts, "head")), Members(find(parts, "body"))
    if head.of is None and body.of is None:
        raise FormatError("an nitf document without head and body", line_of(root))
    docdata, above = Members(find(head, "docdata")), Members(find(body, "body.head"))
    headline = text_at(above, "hedline/hl1") or text_at(head, "title")
    dateline = _dateline(above)
    pictures = tuple([each for media in find_all(body, ".//media") if (each := _picture(media, reading))])
    notes = _notes(docdata, body)
    guid = attribute(find(docdata, "doc-id"), "id-string")
    whole = contents(root) if guid is None else None
    bodies = body.get("body.content", [])
    told = cut_from(bodies[0], reading) if len(bodies) == 1 else None
    html, plain = shortened(told, dateline) if told else reading.body(_content(body), dateline)
    read = NewsItem(
        guid=guid or reading.identity(headline, plain, whole),
        format=NAME,
        version=attribute(find(docdata, "du-key"), "version") or "1",
        kind="picture" if pictures and not plain else "text",
        language=language_of(body.of) or attribute(root, "baselang") or reading.hint.language,
        headline=headline,
        dateline=dateline,
        body_html=html or None,
        body_text=plain or None,
        pictures=pictures,
        **_docdata(head, docdata, reading),
        **_described(head, docdata, above),
        editorial_note="\n".join(notes) or None,
        extra=_extra(head, docdata, above, body),
    )
    return _completed(read, head, docdata, reading)


def _completed(read: NewsItem, head: Members, docdata: Members, reading: Reading) -> NewsItem:
    message = find(docdata, "ed-msg")
    said = (attribute(message, "msg-type") or "", attribute(message, "info"), read.headline)
    if read.status == "usable" and ("kill" in said[0].lower() or is_kill(said[1]) or is_kill(said[2])):
        reading.warn("read as withdrawn by its sender, from its wording")
        read = replace(read, status="canceled")
    rest, damage = carry.from_text(carry.element_text(find(head, carry.ELEMENT)))
    if damage:
        reading.warn(damage)
    return finished(replace(read, **rest) if rest else read, reading)


def _docdata(head: Members, docdata: Members, reading: Reading) -> dict[str, Any]:
    issued = reading.when(attribute(find(docdata, "date.issue"), "norm"), "date.issue")
    released = reading.instant(attribute(find(docdata, "date.release"), "norm"), "date.release")
    revised = [norm for each in find_all(head, "revision-history") if (norm := attribute(each, "norm"))]
    publication = attribute(find(head, "pubdata"), "date.publication")
    return {
        "status": _status(docdata, reading),
        "urgency": reading.urgency(attribute(find(docdata, "urgency"), "ed-urg"), highest=8),
        "first_created": issued,
        "version_created": reading.when(revised[-1] if revised else None, "revision-history"),
        "published": reading.when(publication, "date.publication"),
        "embargoed": released if released and _later(released, issued) else None,
        "expires": reading.instant(attribute(find(docdata, "date.expire"), "norm"), "date.expire"),
    }


def _later(released: datetime, issued: datetime | date | None) -> bool:
    # Many senders repeat the time of issue here; only a later time holds the story back.
    if issued is None:
        return True
    return released > issued if isinstance(issued, datetime) else released.date() > issued


def _status(docdata: Members, reading: Reading) -> Status:
    said = attribute(docdata.of, "management-status")
    if not said:
        return "usable"
    status = _STATUSES.get(said.lower())
    if status is None:
        reading.warn(f"unknown management status {said[:40]}; the item is withheld")
    return status or "withheld"


def _described(head: Members, docdata: Members, above: Members) -> dict[str, Any]:
    agency = attribute(find(docdata, "doc-id"), "regsrc")
    distributor = text_at(above, "distributor")
    rights = attribute(find(docdata, "doc.rights"), "limitations")
    keys = [attribute(each, "key") for each in find_all(docdata, "key-list/keyword")]
    return {
        "slugline": attribute(find(docdata, "du-key"), "key"),
        "byline": clean_byline(text_at(above, "byline")),
        "source": distributor or agency,
        "credit": agency or distributor,
        "genre": attribute(find(head, "tobject/tobject.property"), "tobject.property.type"),
        "subjects": tuple(each for found in find_all(head, "tobject/tobject.subject") if (each := _subject(found))),
        "places": _places(docdata),
        "keywords": tuple(key for key in keys if key),
        "usage_terms": rights or text_at(above, "rights"),
        "copyright": _copyright(find(docdata, "doc.copyright")),
        "summary": text_at(above, "abstract"),
    }


def _subject(subject: Element) -> Subject | None:
    code = attribute(subject, "tobject.subject.refnum")
    names = (attribute(subject, f"tobject.subject.{part}") for part in ("detail", "matter", "type", "code"))
    name = next((each for each in names if each), code)
    if code and code.isdigit() and len(code) == 8:
        code = f"subj:{code}"
    return Subject(name, code) if name else None


def _places(docdata: Members) -> tuple[str, ...]:
    parts = ("sublocation", "city", "county-dist", "state-prov", "region", "country")
    found = [text_of(each) for each in find_all(docdata, "identified-content/location")]
    for each in find_all(docdata, "evloc"):
        found.append(
            ", ".join(value for part in parts if (value := attribute(each, part))) or attribute(each, "iso-cc")
        )
    return tuple(dict.fromkeys(place for place in found if place))


def _copyright(element: Element | None) -> str | None:
    holder, year = attribute(element, "holder"), attribute(element, "year")
    return f"© {year} {holder}" if holder and year else holder


def _dateline(above: Members) -> Dateline | None:
    dateline = find(above, "dateline")
    city = text_at(dateline, "location/city")
    return dateline_of(text_of(dateline), city)


def _notes(docdata: Members, body: Members) -> list[str]:
    found = [text for each in find_all(docdata, "ed-msg") if (text := attribute(each, "info"))]
    corrections = (attribute(each, "info") for each in find_all(docdata, "correction"))
    found += [f"Correction: {info}" for info in corrections if info]
    found += [text for each in find_all(body, ".//note") if (text := text_of(each))]
    return list(dict.fromkeys(found))


def _content(body: Members) -> str:
    return "".join(nitf_body(each) for each in find_all(body, "body.content"))


def _picture(media: Element, reading: Reading) -> ItemPicture | None:
    """The largest rendition of a medium that is a picture."""
    kind = (attribute(media, "media-type") or "image").lower()
    references = [each for each in find_all(media, "media-reference") if _is_picture(each, kind)]
    if not references:
        return None
    best = max(references, key=lambda each: (_pixels(each, "width") or 0) * (_pixels(each, "height") or 0))
    href = attribute(best, "source") or attribute(best, "data-location") or ""
    producers = [text for each in find_all(media, "media-producer") if (text := text_of(each))]
    return ItemPicture(
        href=(web_address(href, reading.hint.url) if reading.hint.url else None) or href,
        caption=text_at(media, "media-caption"),
        credit=attribute(best, "source-credit") or "/".join(producers) or None,
        alt=attribute(best, "alternate-text"),
        width=_pixels(best, "width"),
        height=_pixels(best, "height"),
    )


def _is_picture(reference: Element, kind: str) -> bool:
    if not (attribute(reference, "source") or attribute(reference, "data-location")):
        return False
    mime = attribute(reference, "mime-type")
    return mime.startswith("image/") if mime else kind in _PHOTO


def _pixels(reference: Element, name: str) -> int | None:
    text = attribute(reference, name) or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


def _extra(head: Members, docdata: Members, above: Members, body: Members) -> dict[str, Any]:
    kept = unknown(docdata, _DOCDATA)
    if "doc.rights" in kept and set(find_attributes(docdata, "doc.rights")) <= {"limitations"}:
        del kept["doc.rights"]
    kept |= unknown(head, _HEAD) | {local(each): as_json(each) for each in find_all(body, "body.end/*")}
    second = [text for each in find_all(above, "hedline/hl2") if (text := text_of(each))]
    return {**kept, "hl2": second} if second else kept


def find_attributes(parent: Members, name: str) -> list[str]:
    """The names of the attributes that the child called `name` has."""
    found = find(parent, name)
    return [] if found is None else [str(each) for each in found.attrib]
