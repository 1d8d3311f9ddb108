"""NewsML 1.2 (and 1.0 to 1.2 as agencies write it) in: an envelope with NewsItems, each with components.

Map: NewsIdentifier without revision is the guid, RevisionId the version; NewsManagement gives status, times,
urgency; NewsLines the lines; AdministrativeMetadata source and credit; DescriptiveMetadata language, genre,
Subject Codes, places. Status Embargoed with StatusWillChange is an embargo until then. One refused NewsItem
stops no other: its refusal is a warning on them. Source: NewsML 1.2 functional specification, IPTC.
"""

from __future__ import annotations

from typing import Any

from redaksi.formats import sniff
from redaksi.formats.cut import read_xml
from redaksi.formats.envelope import items_of
from redaksi.formats.fields import Reading, clean_byline, dateline_of, finished, signed_body
from redaksi.formats.item import FormatError, Hint, Kind, NewsItem, Status, Subject
from redaksi.formats.newsml1_content import contents_of, pictures_of
from redaksi.formats.xml import (
    Element,
    Members,
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

NAME = "newsml-1.2"

_STATUSES: dict[str, Status] = {"usable": "usable", "embargoed": "withheld", "withheld": "withheld"}
_STATUSES |= {"canceled": "canceled", "cancelled": "canceled"}
_KINDS: dict[str, Kind] = {"photo": "picture", "picture": "picture", "graphic": "graphic"}
_KINDS |= {"video": "video", "animation": "video", "audio": "audio"}
_PLACE_PARTS = ("Sublocation", "City", "County", "State", "Province", "Country", "CountryName")
_DESCRIBED = ("Language", "Genre", "SubjectCode", "Location")


def looks_like(data: bytes) -> bool:
    """Whether the root element is NewsML's (or one of its NewsItems)."""
    return sniff.xml_root(data) in ("NewsML", "NewsItem")


def parse(data: bytes, hint: Hint = Hint()) -> list[NewsItem]:  # noqa: B008 - Hint is frozen
    """Every NewsItem of the envelope. Raises FormatError when none can be read."""
    return read_xml(data, hint, _items)


def _items(root: Element, reading: Reading) -> list[NewsItem]:
    if local(root) not in ("NewsML", "NewsItem"):
        raise FormatError(f"no NewsML 1.2: the root element is {local(root)}", line_of(root))
    entries = [root] if local(root) == "NewsItem" else find_all(root, "NewsItem")
    if not entries:
        raise FormatError("a NewsML document without a NewsItem", line_of(root))
    envelope = find(root, "NewsEnvelope")
    return items_of(entries, lambda entry: [_item(entry, envelope, reading.apart())], "item of the file")


def _item(item: Element, envelope: Element | None, reading: Reading) -> NewsItem:
    component, identifier = find(item, "NewsComponent"), find(item, "Identification/NewsIdentifier")
    if component is None and identifier is None:
        raise FormatError("a NewsItem without identification and content", line_of(item))
    if component is None:
        reading.warn("the item has no content of its own")
    found = contents_of(component if component is not None else item, reading)
    whole = Members(item, deep=True)
    credit = _credit(whole, envelope, identifier)
    lines = {name: text_at(whole, f".//NewsLines/{name}") for name in ("HeadLine", "DateLine", "ByLine", "SubHeadLine")}
    dateline = dateline_of(lines["DateLine"], _origin(whole))
    html, plain, initials = signed_body(found.told or found.markup, reading, dateline)
    creator = attribute(find(whole, ".//AdministrativeMetadata/Creator/Party"), "FormalName")
    pictures = pictures_of(found, reading.hint.url, creator or credit)
    caption = next((each.caption for each in pictures if each.caption), None)
    read = NewsItem(
        guid=_guid(Members(identifier)) or reading.identity(lines["HeadLine"], plain, contents(item)),
        format=NAME,
        kind=_kind(plain, found.media),
        language=_language(whole) or reading.hint.language,
        headline=lines["HeadLine"],
        byline=clean_byline(lines["ByLine"] or creator),
        editor_initials=initials,
        dateline=dateline,
        credit=credit,
        summary=lines["SubHeadLine"] or found.summary or (caption if not plain else None),
        body_html=html,
        body_text=plain,
        pictures=pictures,
        editorial_note="\n".join(_notes(whole) + found.notes) or None,
        **_managed(Members(find(item, "NewsManagement")), envelope, identifier, reading),
        **_described(whole, credit),
        extra=_extra(whole, envelope) | ({"logo": found.logos} if found.logos else {}),
    )
    return finished(read, reading)


def _guid(identifier: Members) -> str | None:
    """The identity without its revision: a later revision is another version of the same item."""
    parts = [text_at(identifier, name) for name in ("ProviderId", "DateId", "NewsItemId")]
    if all(parts):
        return "urn:newsml:" + ":".join(part or "" for part in parts)
    public = text_at(identifier, "PublicIdentifier")
    if not public:
        return None
    before, _, last = public.rpartition(":")
    return before if before.count(":") >= 2 and last.rstrip("NUAD").isdigit() else public


def _managed(
    management: Members, envelope: Element | None, identifier: Element | None, reading: Reading
) -> dict[str, Any]:
    revision = find(identifier, "RevisionId")
    said = (_formal(management, "Status") or "").lower()
    status = _STATUSES.get(said, "withheld" if said else "usable")
    if said and said not in _STATUSES:
        reading.warn(f"unknown status {said[:40]}; the item is withheld")
    future = (_formal(management, "StatusWillChange/FutureStatus") or "").lower()
    change = reading.instant(text_at(management, "StatusWillChange/DateAndTime"), "StatusWillChange")
    is_embargo = change is not None and status != "canceled" and future in ("usable", "")
    if is_embargo and said == "embargoed":
        status = "usable"
    elif said == "embargoed":
        reading.warn("embargoed without a time; the item is withheld")
    urgency = _formal(management, "Urgency") or _formal(envelope, "Priority")
    return {
        "version": text_of(revision) or "1",
        "status": "canceled" if attribute(revision, "Update") == "D" else status,
        "urgency": reading.urgency(urgency),
        "first_created": reading.when(text_at(management, "FirstCreated"), "FirstCreated"),
        "version_created": reading.when(text_at(management, "ThisRevisionCreated"), "ThisRevisionCreated"),
        "embargoed": change if is_embargo else None,
        "expires": change if future in ("canceled", "cancelled", "withheld") else None,
    }


def _described(item: Members, credit: str | None) -> dict[str, Any]:
    genre = _formal(item, ".//DescriptiveMetadata/Genre")
    rights = [text_of(each) for each in find_all(item, ".//RightsMetadata/UsageRights")]
    return {
        "slugline": text_at(item, ".//NewsLines/SlugLine") or text_at(item, "Identification/NameLabel"),
        "source": attribute(find(item, ".//AdministrativeMetadata/Source/Party"), "FormalName") or credit,
        "genre": genre,
        "subjects": _subjects(item),
        "places": _places(item),
        "keywords": _keywords(item),
        "usage_terms": "\n".join(filter(None, [text_at(item, ".//NewsLines/RightsLine"), *rights])) or None,
        "copyright": text_at(item, ".//NewsLines/CopyrightLine"),
    }


def _formal(parent: Element | Members | None, path: str) -> str | None:
    return attribute(find(parent, path), "FormalName")


def _credit(item: Members, envelope: Element | None, identifier: Element | None) -> str | None:
    return (
        text_at(item, "NewsComponent/NewsLines/CreditLine")
        or attribute(find(item, ".//AdministrativeMetadata/Provider/Party"), "FormalName")
        or attribute(find(envelope, "SentFrom/Party"), "FormalName")
        or text_at(identifier, "ProviderId")
    )


def _language(item: Members) -> str | None:
    return (
        _formal(item, ".//DescriptiveMetadata/Language")
        or language_of(find(item, ".//NewsLines"))
        or language_of(item.of)
    )


def _kind(plain: str | None, media: list[str]) -> Kind:
    if plain:
        return "text"
    return next((_KINDS[each] for each in media if each in _KINDS), "picture" if media else "text")


def _subjects(item: Members) -> tuple[Subject, ...]:
    codes = [attribute(each, "FormalName") for each in find_all(item, ".//DescriptiveMetadata/SubjectCode/*")]
    found = {code: f"subj:{code}" if code.isdigit() and len(code) == 8 else None for code in codes if code}
    return tuple(Subject(name, code) for name, code in found.items())


def _place(location: Element) -> str:
    values = {attribute(each, "FormalName"): attribute(each, "Value") for each in find_all(location, "Property")}
    return ", ".join(value for part in _PLACE_PARTS if (value := values.get(part)))


def _places(item: Members) -> tuple[str, ...]:
    found = (
        _place(each)
        for each in find_all(item, ".//DescriptiveMetadata/Location")
        if attribute(each, "HowPresent") != "Origin"
    )
    return tuple(dict.fromkeys(place for place in found if place))


def _origin(item: Members) -> str | None:
    for location in find_all(item, ".//DescriptiveMetadata/Location"):
        if attribute(location, "HowPresent") == "Origin":
            for each in find_all(location, "Property"):
                if attribute(each, "FormalName") == "City":
                    return attribute(each, "Value")
    return None


def _keywords(item: Members) -> tuple[str, ...]:
    found = [text_of(each) for each in find_all(item, ".//NewsLines/KeywordLine")]
    for each in find_all(item, ".//DescriptiveMetadata/Property") + find_all(item, ".//Metadata/Property"):
        if "keyword" in (attribute(each, "FormalName") or "").lower():
            found.append(attribute(each, "Value"))
    return tuple(dict.fromkeys(word for word in found if word))


def _notes(item: Members) -> list[str]:
    """Lines that speak to the desk: instructions, and lines of a sender's own type (AdvisoryLine)."""
    found = []
    for each in find_all(item, "NewsManagement/Instruction"):
        found.append(text_of(each) or attribute(each, "FormalName"))
    for each in find_all(item, ".//NewsLines/NewsLine"):
        kind, text = _formal(each, "NewsLineType") or "", text_at(each, "NewsLineText")
        if text and not kind.lower().startswith("clickthru"):
            found.append(text)
    return list(dict.fromkeys(note for note in found if note))


def _extra(item: Members, envelope: Element | None) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    sent = unknown(envelope, ("Priority",))
    if sent:
        kept["NewsEnvelope"] = sent
    kept |= unknown(
        find(item, "NewsManagement"), ("FirstCreated", "ThisRevisionCreated", "Status", "Urgency", "Instruction")
    )
    kept |= unknown(find(item, ".//AdministrativeMetadata"), ("Provider",))
    return kept | unknown(find(item, ".//DescriptiveMetadata"), _DESCRIBED)
