"""Fields that every agency format fills alike: times, bylines, datelines, identities, bodies.

Each parser makes one `Reading` per document or item; what it had to assume is collected there as warnings.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from redaksi.formats import times
from redaksi.formats.charset import without_controls
from redaksi.formats.html import story_of, text_of
from redaksi.formats.item import Dateline, FormatError, Hint, NewsItem
from redaksi.formats.paragraphs import Told

MAX_BODY = 600_000
MAX_BODY_TAGS = 30_000
MAX_FILE = 5_000_000
MAX_FILE_TAGS = 300_000
"""Characters and tags of one story's mark-up, and of all stories in one file."""

_BY = re.compile(r"(?:By|BY|Oleh|OLEH|Von|Par)\b\s*:?\s+(?=\S)|(?:OLEH|Oleh)\s*:\s*(?=\S)")
_CITY_END = re.compile(r"\s*(?:[(,/:]|\s[-–—_]|[-–—_]\s|[-–—_.]$)")
_DATE_WORDS = re.compile(r"\b\d{1,2}\b.*$|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*$", re.IGNORECASE)
_FIRST_PARAGRAPHS = re.compile(r"\s*<p>(.*?)</p>", re.DOTALL)
_FILED = re.compile(
    r"""(?P<text>(?P<city>[^\W\d_][^()<>\n=]{0,58}?)\s*,?\s*
        \(\s*(?P<agency>[^()<>\n]{1,30}?)\s*\))\.?\s*(?:&nbsp;|\xa0)?\s*[-–—_:]{1,2}\s+""",
    re.VERBOSE,
)
_LAST_DASH = re.compile(r"\s*[-–—_]+\s*$")
_LONGEST_FILED = 200
_SIGN_OFF = re.compile(r"<p>\s*\(?([a-z]{2,4}(?:[-/][a-z]{2,4}){1,4})\)?\s*</p>\s*$")
_KILL = re.compile(
    r"\b(?:MANDATORY|BULLETIN|ADVISORY)\s+KILL\b|^\W*KILL(?:ED)?\b(?!\s+[a-z])|^\W*(?:TARIK|BATAL|PEMBATALAN|CABUT)\b(?!\s+[a-z])"
)


class Reading:
    """What one document is read with: the caller's hint, and the warnings gathered on the way.

    `legal` says that no text of the document can hold a character that XML forbids, for its parser made sure;
    `stories` were cut out of it (see `cut`).
    """

    def __init__(
        self, hint: Hint, warnings: tuple[str, ...] = (), legal: bool = False, stories: Sequence[Told] = ()
    ) -> None:
        self.hint = hint
        self.warnings = list(warnings)
        self.legal = legal
        self._stories = stories
        self._asked: list[int] = []
        self._room = [MAX_FILE, MAX_FILE_TAGS]

    def warn(self, warning: str) -> None:
        """Remember a warning once."""
        if warning not in self.warnings:
            self.warnings.append(warning)

    def apart(self) -> Reading:
        """A reading for one item of the document: it starts with the document's warnings."""
        alone = Reading(self.hint, tuple(self.warnings), self.legal, self._stories)
        alone._room, alone._asked = self._room, self._asked
        return alone

    def when(self, text: str | None, field: str) -> datetime | date | None:
        """A time with offset in any form that `times` reads, or a date where no time of day is given."""
        if not text:
            return None
        if exact := times.exact(text):
            return exact
        moment = times.parse(text, self.hint.zone)
        if moment is None:
            self.warn(f"{field} is no date: {text[:40]}")
            return None
        for each in moment.warnings:
            self.warn(f"{field}: {each}")
        return moment.value

    def instant(self, text: str | None, field: str) -> datetime | None:
        """As `when`, but a date alone becomes its first moment in the hint's zone, with a warning."""
        found = self.when(text, field)
        if found is None or isinstance(found, datetime):
            return found
        self.warn(f"{field} has no time of day; 00:00 was assumed")
        return times.in_zone(datetime(found.year, found.month, found.day), self.hint.zone)

    def body(
        self, html: str, dateline: Dateline | None = None, base: str | None = None
    ) -> tuple[str | None, str | None]:
        """Sanitised body and its plain text; the dateline, a field of its own, is taken off the text.

        Raises FormatError for more text or mark-up than news has, in one story or in one file.
        """
        self.spend(html)
        clean, text = shortened(story_of(html, base or self.hint.url, self.legal), dateline)
        return (clean, text or None) if clean else (None, None)

    def story(self, number: str | None) -> Told | None:
        """The story of that number among those cut out of the document, if there is one."""
        if not number or len(number) > 6 or not number.isdecimal() or int(number) >= len(self._stories):
            return None
        told = self._stories[int(number)]
        self._asked.append(int(number))
        self.spend(told.html)
        return told

    def is_complete(self) -> bool:
        """Whether every story that was cut out was asked for once, and nobody asked for all that the document says."""
        return sorted(self._asked) == list(range(len(self._stories)))

    def spend(self, html: str) -> str:
        """`html` itself, counted against what one story and one file may hold; raises FormatError beyond it."""
        tags = html.count("<")
        self._room[0] -= len(html)
        self._room[1] -= tags
        if len(html) > MAX_BODY or tags > MAX_BODY_TAGS or min(self._room) < 0:
            raise FormatError("more text than any news has")
        return html

    def urgency(self, text: str | None, highest: int = 9) -> int | None:
        """Urgency 1 to `highest`; anything else is unknown, with a warning."""
        if not text:
            return None
        if len(text) == 1 and text.isascii() and text.isdigit() and 1 <= int(text) <= highest:
            return int(text)
        self.warn(f"urgency is not 1 to {highest}: {text[:20]}")
        return None

    def identity(self, *parts: str | None) -> str:
        """A guid for an item that has none, made of what it says, with a warning."""
        self.warn("the item has no identity; one was made of its contents")
        self._asked.append(-1)
        joined = "\x00".join(part or "" for part in parts)
        return "sha256:" + hashlib.sha256(joined.encode("utf-8", "replace")).hexdigest()


def clean_byline(text: str | None) -> str | None:
    """A byline without `By`, `Oleh`, `Von`, and without the full stop at its end."""
    if not text:
        return None
    text = text.strip()
    said = _BY.match(text)
    return (text[said.end() :] if said else text).strip().removesuffix(".").strip() or None


def dateline_of(text: str | None, city: str | None = None) -> Dateline | None:
    """A dateline as the sender wrote it, without its closing dash; the city is its first part."""
    if text:
        text = _LAST_DASH.sub("", text.strip()) or None
    if city is None and text:
        ending = _CITY_END.search(text)
        city = _DATE_WORDS.sub("", text[: ending.start()] if ending else text).strip(" ,.") or None
    return Dateline(city, text) if city or text else None


def signed_body(
    html: str | Told, reading: Reading, dateline: Dateline | None = None
) -> tuple[str | None, str | None, str | None]:
    """As `Reading.body`, and the initials of its editors, which agencies put below the text."""
    clean, text = shortened(html, dateline) if isinstance(html, Told) else reading.body(html, dateline)
    if not clean:
        return None, None, None
    body, initials = signed(clean)
    return body or None, (text_of(body) if initials else text) or None, initials


def without_dateline(html: str, dateline: Dateline | None) -> str:
    """`html` whose first or second paragraph no longer begins with the dateline."""
    words = (dateline.text or dateline.city) if dateline else None
    if not words:
        return html
    parts = words.replace("&", "&amp;").split()
    end = html.find("</p>", html.find("</p>") + 1)
    if not parts or html.find(parts[0], 0, end if end > 0 else len(html)) < 0:
        return html
    written = r"\s+".join(map(re.escape, parts))
    start = re.compile(
        rf"(?:<[a-z]+>)?{written}\s*(?:\([^()<>]{{1,30}}\))?\.?\s*(?:</[a-z]+>)?\s*[-–—_:]+\s*(?:</[a-z]+>)?\s*"
    )
    at = 0
    for _ in range(2):
        paragraph = _FIRST_PARAGRAPHS.match(html, at)
        if paragraph is None:
            break
        found = start.match(html, paragraph.start(1))
        if found and found.end() < paragraph.end(1) and _balanced(found.group(0)):
            return html[: found.start()] + html[found.end() :]
        at = paragraph.end()
    return html


def shortened(told: Told, dateline: Dateline | None) -> Told:
    """A story without its dateline (`without_dateline`), and the text of what is left."""
    html = without_dateline(told.html, dateline)
    if html is told.html:
        return told
    end = told.html.find("</p>", told.html.find("</p>") + 1)
    before = told.html[: end + 4] if end > 0 else told.html
    rest = told.html[len(before) :]
    said = text_of(before)
    if "<pre" in rest or not told.text.startswith(said):
        return Told(html, text_of(html))
    return Told(html, (text_of(html[: len(html) - len(rest)]) + told.text[len(said) :]).strip())


def signed(html: str) -> tuple[str, str | None]:
    """The body without a last paragraph of initials only (`bur-dar/fz`, `(tl/bs)`), and those initials."""
    found = _SIGN_OFF.match(html, max(html.rfind("<p>"), 0))
    return (html[: found.start()], found[1]) if found else (html, None)


def filed_in(text: str) -> tuple[Dateline, str, str] | None:
    """`Kota Contoh (KBN) - Pengisian ...`: the dateline, the agency, and the text that follows; else None."""
    bracket = text.find("(", 0, _LONGEST_FILED)
    found = _FILED.match(text) if bracket > 0 else None
    if not found:
        return None
    dateline = dateline_of(found["text"], found["city"].strip(" ,") if "," not in found["city"] else None)
    return (dateline, found["agency"].strip(), text[found.end() :]) if dateline else None


def is_kill(line: str | None) -> bool:
    """Whether a slug or headline says that the agency withdraws the item (`BULLETIN KILL`, `TARIK:`)."""
    return bool(line and _KILL.search(line))


def withdrawn(item: NewsItem, lines: Iterable[str | None], reading: Reading) -> NewsItem:
    """The item, canceled with a warning where one of the lines says that its sender withdraws it."""
    if item.status != "usable" or not any(map(is_kill, lines)):
        return item
    reading.warn("read as withdrawn by its sender, from its wording")
    return replace(item, status="canceled")


def finished(item: NewsItem, reading: Reading) -> NewsItem:
    """The item with its reading's warnings and without characters that no output can carry."""
    if not reading.warnings and not item.warnings:
        return item
    told = tuple(map(without_controls, reading.warnings))
    return item if item.warnings == told else replace(item, warnings=told)


def _balanced(html: str) -> bool:
    return len(re.findall(r"<[a-z]+>", html)) == len(re.findall(r"</[a-z]+>", html))
