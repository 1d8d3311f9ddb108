"""Who wrote, edited, supplied: bylines, editors, initials, source lines and agencies of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from redaksi.formats.pagetext.lines import is_name

_AUTHOR = "oleh|by|rep|penulis|reporter|pewarta|wartawan|kontributor|jurnalis|author|teks"
_AUTHOR += "|laporan(?: (?:wartawan|reporter|jurnalis))?"
_EDITOR = "editor|red|redaktur|penyunting|uploader|pengunggah|copy ?editor"
_SOURCE = "sumber(?: berita)?|source"
_IGNORED = "penerjemah|foto|fotografer|videografer|translator|sumber foto|sumber gambar|copyright|hak cipta|desk"
_LABELS = f"{_AUTHOR}|{_EDITOR}|{_SOURCE}|{_IGNORED}"

CREDIT = re.compile(
    rf"(?:\W{{0,2}})(?:(?:{_LABELS})(?: (?:dan|&|/) (?:{_LABELS}))?\s?:|(?:oleh|by) (?=[^\W\d_])(?!karena|sebab|para\b)"
    rf"|(?:penulis|editor|reporter|pewarta|redaktur|sumber)$)",
    re.IGNORECASE,
)
"""The beginning of a line that names who made the story."""

_PART = re.compile(rf"(?<![\w])({_LABELS})(?:\s?:|$)|^\W?(oleh|by)\s(?=[^\W\d_])", re.IGNORECASE)
_LAPORAN = re.compile(
    r"laporan (?:wartawan|reporter|jurnalis|kontributor),? (?P<rest>[^.]+(?:\.\w[^.]*){0,2})", re.IGNORECASE
)
_BRAND_BYLINE = re.compile(r"(?P<name>[^|–—/-]{2,60}?)\s(?:[-–—|])\s(?P<brand>[\w.]+(?: [\w.]+){0,2})")
_SLASH_BYLINE = re.compile(r"(?P<name>[^|/]{3,60}?)\s?/\s?(?P<initials>[A-Z]{2,5}|[a-z]{2,4})")
_SLASHED = re.compile(r"(?P<name>[^/|]{2,80}?)\s?[/|]\s?(?P<initials>[A-Za-z]{1,5}(?:[-/][A-Za-z]{1,5}){0,2})")

_SIGN = r"[A-Za-z]{1,6}(?:\s?[/\-,|]\s?[A-Za-z0-9*]{1,6}){1,3}|[a-z]{2,5}\d?|[A-Z]{2,5}"
_NO_SIGN = ("", "net", "ist", "foto", "int", "dok", "istimewa")
CLOSING = re.compile(
    rf"\*{{0,3}}[(\[](?:{_SIGN}|[*\s]+|[A-Z][\w.'’ ]{{1,30}}|[A-Za-z]+/[A-Za-z ]{{2,30}}"
    r"|sumber ?:[^()]{2,60})[)\]]\.?"
)
"""A line that is nothing but the closing bracket of a story."""
_INITIALS_TAIL = re.compile(r"[(\[][A-Za-z]{1,5}(?:\s?[/\-,|]\s?[A-Za-z0-9*]{1,5}){1,3}[)\]]\.?$")
_PROFESSION = re.compile(
    r"(?P<name>[^|,/]{3,60}?)\s?,\s?(?:jurnalis|wartawan|reporter|kontributor|pewarta)", re.IGNORECASE
)
_WITH_INITIALS = re.compile(r"(?P<name>[^()]{3,60}?)\s?\((?P<initials>[A-Za-z]{2,4})\)")
_CLOSING_TAIL = re.compile(rf"(?<=[.!?\"”'’])\s*[(\[](?P<sign>{_SIGN}|\*+|[A-Z][\w.'’ /]{{1,30}})[)\]]\.?$")

AGENCIES = {
    name.lower(): name
    for name in (
        "Xinhua|Reuters|AFP|AP|Associated Press|Agence France-Presse|ANTARA|Bloomberg|Anadolu|Anadolu Agency|Kyodo"
        "|Kyodo News|TASS|Sputnik|RIA Novosti|dpa|EFE|Yonhap|Bernama|UPI|PTI|ANI|Jiji|Jiji Press|VNA|Interfax|Belga"
        "|ANSA|WAFA|IRNA|SANA|APA|MENA|SPA|QNA|WAM|CNA|KCNA|NHK|VOA|ABNA|Tasnim|Mehr|Al Jazeera|Deutsche Welle|DW"
    ).split("|")
} | {
    "ant": "ANTARA",
    "lkbn antara": "ANTARA",
    "antara news": "ANTARA",
    "antaranews": "ANTARA",
    "antaranews.com": "ANTARA",
}
_NAME_WORD = r"(?<!\w)[A-Z][\w'’\-]{0,40}(?![\w])"
_NAME_RUN = rf"{_NAME_WORD}(?:\.[a-z]{{2,4}}){{0,3}}(?:\s{_NAME_WORD}){{0,3}}"
_TOLD = (
    "dilaporkan|melaporkan|dikutip|mengutip|dilansir|melansir|diberitakan|memberitakan|diwartakan|dinukil|menukil"
    "|menurut laporan|laporan"
)
_ATTRIBUTION = re.compile(
    rf"(?<!\w)(?:{_TOLD})(?:\s(?:oleh|dari|laman|situs|media|portal|koran|harian|pada|kepada)){{0,3}}"
    rf"(?P<wire>\s[Kk]antor\s[Bb]erita(?:\s[A-Z][a-z]+(?=\s[A-Z]{{2,}}))?)?\s(?P<name>{_NAME_RUN})"
)
_WIRE_NAME = re.compile(rf"(?:[Kk]antor\s[Bb]erita)\s(?P<name>{_NAME_RUN})")
# Parts of words that each of these expressions needs, whatever the case of the first letter.
_SPEAKING = "apor utip lansir beritakan wartakan nukil antor enurut kepada tulis ebut".split()
_SAID = re.compile(rf"(?<!\w)(?:lapor|menurut|kepada|tulis|sebut)\s(?P<name>{_NAME_RUN})")
_TELLING = re.compile(rf"(?P<name>{_NAME_RUN})\s(?:melaporkan|memberitakan|mewartakan|melansir)\b")


@dataclass
class Credits:
    """What the credit lines of a page say, gathered in reading order."""

    byline: str | None = None
    editor: str | None = None
    initials: str | None = None
    source: str | None = None
    agency: str | None = None
    warnings: list[str] = field(default_factory=list)

    def read_line(self, text: str, following: str | None = None) -> bool:
        """Take a labelled line in; whether the line after it was its value and is used up."""
        laporan = _LAPORAN.fullmatch(text)
        if laporan:
            self._author(laporan["rest"].rsplit(",", 1)[-1])
            return False
        parts = list(_PART.finditer(text))
        endings = [*(part.start() for part in parts[1:]), len(text)]
        used = False
        for part, ending in zip(parts, endings, strict=False):
            value = text[part.end() : ending].strip(" |,;:•/-–—")
            if not value and part is parts[-1] and following and len(following.split()) <= 6:
                value, used = following, True
            self._labelled((part[1] or part[2]).lower(), value)
        return used

    def read_beside_date(self, text: str) -> None:
        """Take in what stands beside a date: labels only; a bare name is named in a warning."""
        if CREDIT.match(text) or ":" in text:
            self.read_line(text)
        elif not self.byline:
            self.read_header(text)

    def read_header(self, text: str) -> bool:
        """`NAME - Brand` and `NAME / ABC` under a headline; whether it was one."""
        if is_byline(text):
            self._author(text)
        return is_byline(text)

    def read_closing(self, text: str) -> None:
        """`(abc/def)`, `(Nama)`, `(ANTARA)`, `(Sumber: ...)` at the end of a story."""
        sign = text.strip(" ()[].*")
        if not sign:
            return
        if sign.lower().startswith("sumber"):
            self._labelled("sumber", sign.split(":", 1)[-1].strip())
            return
        parts = [each for part in re.split(r"[/,|]", sign) if (each := part.strip(" *")).lower() not in _NO_SIGN]
        named = [
            AGENCIES[part.lower()] for part in parts if part.lower() in AGENCIES and (len(part) > 3 or part.isupper())
        ]
        if named or "ant" in map(str.lower, parts[:1]):
            self.agency = self.agency or (named[0] if named else "ANTARA")
            parts = [part for part in parts if part.lower() not in AGENCIES]
        if parts and self.initials is None:
            self.initials = "/".join(parts)
            if any(len(part) > 5 for part in parts):
                self.warnings.append(f"the closing name ({self.initials}) was taken for the editor's sign")
        elif parts and self.initials != "/".join(parts):
            self.warnings.append(f"closing initials left out: {'/'.join(parts)}")

    def read_agency(self, paragraphs: list[str]) -> None:
        """The agency that the text itself credits, where it is a known one or called a news agency."""
        for paragraph in paragraphs:
            if not any(part in paragraph for part in _SPEAKING):
                continue
            lowered = _lowered_start(paragraph)
            for found in _ATTRIBUTION.finditer(lowered):
                self._attributed(found["name"].strip(), called_agency=bool(found["wire"]))
            for found in _WIRE_NAME.finditer(paragraph):
                self._attributed(found["name"].strip(), called_agency=True)
            for found in (*_TELLING.finditer(paragraph), *_SAID.finditer(lowered)):
                if (name := _known(found["name"])) is not None:
                    self._agency(name)
        if self.agency is None and self.source and (name := _known(self.source)) is not None:
            self.agency = name

    def _labelled(self, label: str, value: str) -> None:
        value = value.strip()
        if not value or re.fullmatch(_IGNORED, label):
            return
        if re.fullmatch(_EDITOR, label):
            signed = _WITH_INITIALS.fullmatch(value)
            self.editor = self.editor or (signed["name"] if signed else value)
            self.initials = self.initials or (signed["initials"] if signed else None)
        elif re.fullmatch(_SOURCE, label):
            self.source = self.source or value.strip(" ()")
        else:
            self._author(value)

    def _author(self, value: str) -> None:
        profession = _PROFESSION.fullmatch(value.strip())
        value = profession["name"] if profession else value
        slashed = _SLASHED.fullmatch(value.strip())
        if slashed and not (slashed["initials"].istitle() and len(slashed["initials"]) > 3):
            value, self.initials = slashed["name"], self.initials or slashed["initials"]
        signed = _WITH_INITIALS.fullmatch(value.strip())
        if signed:
            value, self.initials = signed["name"], self.initials or signed["initials"]
        name = value.strip(" |,;:•/-–—")
        branded = _BRAND_BYLINE.fullmatch(name)
        if branded and _is_brand(branded["brand"]):
            name = branded["name"].strip()
        if name and len(name) <= 120:
            if self.byline and self.byline.lower() != name.lower():
                self.warnings.append(f"another author is named: {name}")
            self.byline = self.byline or name

    def _attributed(self, name: str, called_agency: bool) -> None:
        known = _known(name)
        if known or called_agency:
            self._agency(known or name)
        elif "." in name or len(name.split()) > 1:
            self.warnings.append(f"the text credits {name}")

    def _agency(self, name: str) -> None:
        if self.agency and self.agency.lower() != name.lower():
            said = f"the text also credits {name}"
            if said not in self.warnings:
                self.warnings.append(said)
        self.agency = self.agency or name


def is_byline(text: str) -> bool:
    """`NAME - Brand`, `NAME / ABC` or `NAME, Jurnalis`."""
    if (known := _PROFESSION.fullmatch(text)) is not None and is_name(known["name"]):
        return True
    slash, brand = _SLASH_BYLINE.fullmatch(text), _BRAND_BYLINE.fullmatch(text)
    if slash and is_name(slash["name"]):
        return True
    return bool(brand and is_name(brand["name"]) and _is_brand(brand["brand"]))


def is_laporan(text: str) -> bool:
    """`Laporan Wartawan Brand.com, NAME`."""
    return bool(_LAPORAN.fullmatch(text)) and len(text.split()) <= 12


def ends_with_initials(text: str) -> bool:
    """`... katanya. (abc/def)`."""
    return bool(_INITIALS_TAIL.search(text[-40:]))


def split_closing(paragraph: str) -> tuple[str, str | None]:
    """A last paragraph without the bracket that closes the story, and the bracket's words."""
    found = _CLOSING_TAIL.search(paragraph[-80:])
    if not found:
        return paragraph, None
    return paragraph[: len(paragraph) - len(found[0])].rstrip(), found["sign"]


def _known(name: str) -> str | None:
    """The agency that a run of capitalised words begins with."""
    words = name.replace("’", "'").split()
    for count in range(min(len(words), 3), 0, -1):
        key = " ".join(words[:count]).strip(".,'()").lower()
        if key in AGENCIES:
            exact = words[0] if count == 1 else ""
            if len(key) > 3 or exact.isupper() or exact == "dpa":
                return AGENCIES[key]
    return None


def _is_brand(text: str) -> bool:
    return len(text.split()) <= 3 and not re.search(r"\d{4}", text)


def _lowered_start(paragraph: str) -> str:
    """A sentence may begin with the attribution (`Dikutip dari ...`), so its first letter is lowered."""
    return re.sub(r"(?:^|(?<=[.!?] ))[DMLS](?=[a-z])", lambda found: found[0].lower(), paragraph)
