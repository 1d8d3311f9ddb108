"""Every sentence that a reader says to an editor, as a template: what it warns of, and why it refuses.

A sentence stays plain English wherever it is stored or printed; a screen in another language looks its template up
here and says it again with the same values. `gettext_noop` only marks a template for the translators: the catalogue
is in `formats/locale`, and nothing here needs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

#: Longer text is no sentence of ours: looking it up would cost more than it tells.
LONGEST: Final = 2000


def gettext_noop(text: str) -> str:
    """The text itself, marked for extraction."""
    return text


_ = gettext_noop


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence taken apart: the template that it was made of, and its values by name (sentences, some of them)."""

    template: str
    values: dict[str, str]


class Phrasebook:
    """Templates by which sentences are taken apart: whole ones first, then the one with the most words of its own."""

    def __init__(self, templates: Iterable[str]) -> None:
        self.templates = tuple(templates)
        self._whole = {each for each in self.templates if "{" not in each}
        patterns = sorted((each for each in self.templates if "{" in each), key=_own_words, reverse=True)
        self._patterns = [(each, _pattern(each)) for each in patterns]

    def take_apart(self, text: str) -> Said | None:
        """The template and values of `text`; None for what none of the templates says."""
        if text in self._whole:
            return Said(text, {})
        if len(text) > LONGEST:
            return None
        for template, pattern in self._patterns:
            found = pattern.fullmatch(text)
            if found is not None and (template != IN_FIELD or self.take_apart(found["told"]) is not None):
                return Said(template, found.groupdict())
        return None


def _own_words(template: str) -> int:
    return len(re.sub(r"\{\w+\}", "", template))


def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", template)
    return re.compile(
        "".join(re.escape(part) if n % 2 == 0 else f"(?P<{part}>.+?)" for n, part in enumerate(parts)), re.S
    )


#: A sentence about one field of the file, named as the file names it.
IN_FIELD: Final = "{field}: {told}"

SENTENCES: Final = (
    IN_FIELD,
    # Any file.
    _("empty: there is nothing to read"),
    _("too large: {size} bytes, at most {most} are read"),
    _("the file is larger than {size} MB"),
    _("more text than any news has"),
    _("more than {most} items in one file"),
    _("no news format: neither XML, JSON, a feed, an agency format, e-mail nor text"),
    _("no news format but {what}"),
    _("a picture"),
    _("a packed file"),
    _("a document to be opened in its program"),
    _("sound or film"),
    _("no format is called {name}; there are: {known}"),
    _("{format}: nested too deeply to be news"),
    _("no field of an item: {names}"),
    _("not an item: {told}"),
    _("the file declares {charset} but holds UTF-8; read as UTF-8"),
    _("{number} bytes are not UTF-8; they were replaced"),
    _("some bytes are not {charset}; they were replaced"),
    _("no charset is declared; read as Windows-1252"),
    _("the file declares {charset} but is not; read as Windows-1252"),
    _("the extension with further fields is damaged and was not read"),
    # Several items in one file.
    _("no {part} can be read: {told}"),
    _("another {part} was refused: {told}"),
    _("{number} further kinds of refusal"),
    _("item of the message"),
    _("item of the file"),
    _("entry of the feed"),
    _("message of the transmission"),
    # Fields that every format has.
    _("{field} is no date: {text}"),
    _("{field} has no time of day; 00:00 was assumed"),
    _("unknown zone {zone}; {assumed} was assumed"),
    _("the time has no zone; {assumed} was assumed"),
    _("unknown time zone {zone}"),
    _("no time of day: {text}"),
    _("{date} is no {weekday}"),
    _("urgency is not 1 to {highest}: {text}"),
    _("the item has no identity; one was made of its contents"),
    _("read as withdrawn by its sender, from its wording"),
    _("the item has no content of its own"),
    _("unknown status {status}; the item is withheld"),
    _("embargoed without a time; the item is withheld"),
    # XML.
    _("not well-formed XML: {told}"),
    _("an ampersand stood alone; read as a character"),
    _("references to characters that XML forbids were dropped"),
    _("control characters that XML forbids were dropped"),
    _("unknown entity {name} kept as text"),
    _("the file declares an entity of its own ({name}) and uses it"),
    _("the file holds more tags than any news file"),
    _("the DOCTYPE never ends"),
    _("the file uses namespace prefixes that it does not declare"),
    _("elements are nested deeper than {depth}"),
    _("nested deeper than {depth}"),
    _("more attributes than any feed has"),
    _("an attribute is longer than any in news"),
    _("a field is longer than any in news"),
    # As lxml says what is wrong with XML.
    _("Opening and ending tag mismatch: {opened} and {closed}"),
    _("Premature end of data in tag {tag}"),
    _("Start tag expected, '<' not found"),
    _("Document is empty"),
    _("Extra content at the end of the document"),
    _("Couldn't find end of Start Tag {tag}"),
    _("StartTag: invalid element name"),
    _("Specification mandates value for attribute {name}"),
    _("AttValue: \" or ' expected"),
    # JSON, and as Python says what is wrong with it.
    _("broken JSON: {told}"),
    _("JSON with more values than any news has"),
    _("JSON nested too deeply to be news"),
    _("a number in the JSON is too large"),
    _("{text} is no number"),
    _("JSON without any news item in it"),
    _("Expecting value"),
    _("Expecting ',' delimiter"),
    _("Expecting ':' delimiter"),
    _("Expecting property name enclosed in double quotes"),
    _("Illegal trailing comma before end of object"),
    _("Illegal trailing comma before end of array"),
    _("Extra data"),
    _("Unterminated string starting at"),
    _("Invalid control character at"),
    _("Invalid \\escape"),
    # ninjs and JSON Feed.
    _("no ninjs: the JSON object has neither uri, headline nor body"),
    _("no news item but an export of Ghost"),
    _("no news item but a page of WordPress' own interface"),
    _("members that ninjs does not know, kept as sent: {names}"),
    _("unknown status {status}; taken as withheld"),
    _("unknown type {type}; taken as text"),
    _("no JSON Feed: there is no array of items"),
    _("an entry that is no object"),
    _("an entry without id, title and content"),
    _("the entry has no content"),
    # NewsML-G2.
    _("a fragment of NewsML-G2: {name} without an item around it"),
    _("no NewsML-G2 item: the root element is {name}"),
    _("the file is not in the namespace of NewsML-G2"),
    _("a newsMessage without items"),
    _("the newsMessage has no header"),
    _("{name} is no item of news"),
    _("a {name} without guid, metadata and content"),
    _("the {name} has no itemMeta"),
    _("unknown item class {code}; read as text"),
    _("no item class; read as text"),
    _("unknown publishing status {code}; the item is withheld"),
    _("a package of more references than any has"),
    _("the package refers to nothing"),
    _("the package names no root group"),
    _("a {name} without events: knowledge about concepts is no news"),
    # NewsML 1.2 and NITF.
    _("no NewsML 1.2: the root element is {name}"),
    _("a NewsML document without a NewsItem"),
    _("a NewsItem without identification and content"),
    _("an item of more contents than any news item has"),
    _("{number} further texts of the item were left out"),
    _("encoded content inside the file was left out"),
    _("no NITF: the root element is {name}"),
    _("an nitf document without head and body"),
    _("unknown management status {status}; the item is withheld"),
    # IPTC 7901 and ANPA 1312.
    _("a transmission larger than 2 MB"),
    _("an empty transmission"),
    _("no IPTC 7901 header in the first line"),
    _("no ANPA 1312 header in the first lines"),
    _("the message has no start of text"),
    _("the message has no start of text; what follows the keywords was taken"),
    _("the message has no end of text; it may be cut off"),
    _("no line ends the heading; the first line was taken as headline"),
    _("the message has no date and time"),
    _("the message has no trailer; its date has no year and stays unknown"),
    _("unknown priority {code}; urgency 6 was assumed"),
    # RSS and Atom.
    _("no feed: there is no rss, feed or RDF element"),
    _("no feed: {told}"),
    _("it has no entries"),
    _("the feed is not well-formed: {told}"),
    _("entry {number} could not be read: {told}"),
    _("the feed has {number} entries; the first {most} were read"),
    _("the entry has no headline"),
    # E-mail.
    _("no message: there are no header fields"),
    _("no message: {told}"),
    _("a message of more parts or lines than mail has"),
    _("more text than any mail of news has"),
    _("a part of the message cannot be decoded"),
    _("the text speaks of an embargo; its time was not read"),
    _("the message has no text of its own"),
    # A web page.
    _("the page is larger than 4 MB"),
    _("the page holds more tags than any news page"),
    _("no page: there is nothing in it"),
    _("no story can be read from the page: neither headline nor text"),
    _("the page has no readable text"),
    _("structured data of the page cannot be read: {told}"),
    # A page's text, pasted.
    _("too large for a page's text: {size} bytes, at most {most}"),
    _("too long for a page: {number} lines"),
    _("no news page: there is no paragraph of prose in it"),
    _("no news page: there is no body in it"),
    _("no text: these bytes are something else"),
    _("no date of publication was found"),
    _("no headline was found"),
    _("the dateline names no city: {text}"),
    _("kept as a subheading: {text}"),
    _("picture caption left out: {text}"),
    _("left out: {text}"),
    _("{date} also stands at the head"),
    _("the closing name ({name}) was taken for the editor's sign"),
    _("closing initials left out: {initials}"),
    _("another author is named: {name}"),
    _("the text credits {name}"),
    _("the text also credits {name}"),
)
"""Templates; a test compares them with what the readers say."""
