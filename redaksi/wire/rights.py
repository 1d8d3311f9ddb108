"""What an item's terms forbid, as machine flags: pure, from usage terms, notes and what holds for the whole source.

Agencies write terms as prose, in English and Indonesian. Each flag carries the words that it was read from, so that
an editor can see why. What is not understood stays in the item's `usage_terms`: a flag is never invented.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from redaksi.formats.item import NewsItem

#: Every flag with its meaning for the desk. A value (a territory) follows the flag after a colon in a source's list.
FLAGS = {
    "no-archive": _("not for the archive"),
    "online-excluded": _("not for websites and apps"),
    "print-excluded": _("not for print"),
    "broadcast-excluded": _("not for radio and television"),
    "no-social": _("not for social media"),
    "no-resale": _("not to be passed on or sold"),
    "editorial-only": _("for news only, no advertising"),
    "mandatory-credit": _("the credit must be shown"),
    "one-time-use": _("may be used once"),
    "no-changes": _("no cropping, cutting or retouching"),
    "no-translation": _("not to be translated"),
    "no-data-mining": _("not for training of models or data mining"),
    "no-publication": _("for information only, not for publication"),
    "not-in": _("not in this territory"),
    "only-in": _("in this territory only"),
}

_ONLINE = r"(?:online|internet|websites?|web|digital|daring|situs(?: web)?|portal|media (?:daring|online|siber))"
_NOT_FOR = (
    r"(?:not? (?:for|to be used (?:for|in|on))|no|except(?: for)?"
    r"|bukan untuk|tidak untuk|dilarang (?:untuk|di)|kecuali)"
)
_USE = r"(?: (?:any|use (?:in|on|by)|keperluan|penggunaan|pemakaian|media|penyiaran di))*"
_PATTERNS = tuple(
    (flag, re.compile(pattern, re.IGNORECASE))
    for flag, pattern in (
        ("no-archive", rf"{_NOT_FOR}{_USE} (?:archiv(?:e|es|ing|al)|arsip|diarsipkan)\b|tidak boleh diarsipkan"),
        ("online-excluded", rf"{_NOT_FOR}{_USE} {_ONLINE}\b|{_ONLINE}(?: use)? (?:out|excluded|dikecualikan)\b"),
        ("online-excluded", r"\bprint (?:use )?only\b|\bhanya untuk (?:media )?cetak\b"),
        ("print-excluded", rf"{_NOT_FOR}{_USE} (?:print|newspapers?|cetak|koran|media cetak)\b|\bonline only\b"),
        ("print-excluded", r"\bhanya untuk (?:media )?(?:daring|online)\b"),
        (
            "broadcast-excluded",
            rf"{_NOT_FOR}{_USE} (?:broadcast(?:ing)?|tv|television|radio|televisi|media penyiaran)\b",
        ),
        ("no-social", rf"{_NOT_FOR}{_USE} (?:social(?: media| networks?)?|media sosial|medsos)\b"),
        ("no-resale", rf"{_NOT_FOR}{_USE} (?:re-?sales?|sales?|syndication|redistribution|dijual|sindikasi)\b"),
        (
            "no-resale",
            r"\b(?:tidak boleh|dilarang) (?:dijual(?: kembali)?|disebarluaskan kembali|didistribusikan kembali)\b",
        ),
        (
            "editorial-only",
            r"\beditorial (?:use|purposes) only\b|\bhanya untuk (?:keperluan )?(?:editorial|pemberitaan|redaksional)\b",
        ),
        ("mandatory-credit", r"\bmandatory credit\b|\bmust credit\b|\bwajib (?:mencantumkan|menyebut(?:kan)?)\b"),
        ("one-time-use", r"\b(?:one[- ]time use|single use|one use only|sekali pakai|satu kali (?:pemuatan|pakai))\b"),
        (
            "no-changes",
            r"\bno (?:cropping|crop|retouching|alterations?|modifications?|manipulation)\b"
            r"|\b(?:tidak boleh|dilarang) (?:dipotong|diubah|dimodifikasi|mengubah)\b",
        ),
        ("no-translation", r"\b(?:no|not for) translations?\b|\b(?:tidak boleh|dilarang) (?:di|men)?terjemahkan\b"),
        (
            "no-data-mining",
            r"\b(?:no|not for) (?:data mining|text and data mining|ai training|machine learning)\b"
            r"|\b(?:tidak boleh|dilarang|bukan) (?:untuk )?(?:melatih|pelatihan) (?:ai|kecerdasan buatan|model)\b",
        ),
        (
            "no-publication",
            r"\bnot for (?:publication|release|broadcast or publication)\b"
            r"|\b(?:bukan|tidak) untuk (?:disiarkan|dipublikasikan|dimuat|diterbitkan|publikasi|siaran)\b",
        ),
    )
)

_TERRITORIES = {
    "AU": ("australia",),
    "BN": ("brunei", "brunei darussalam"),
    "CN": ("china", "tiongkok", "cina", "mainland china"),
    "DE": ("germany", "jerman"),
    "FR": ("france", "prancis", "perancis"),
    "GB": ("uk", "united kingdom", "britain", "great britain", "inggris", "britania raya"),
    "HK": ("hong kong", "hongkong"),
    "ID": ("indonesia",),
    "IN": ("india",),
    "JP": ("japan", "jepang"),
    "KR": ("korea", "south korea", "korea selatan"),
    "MY": ("malaysia",),
    "NL": ("netherlands", "the netherlands", "belanda"),
    "NZ": ("new zealand", "selandia baru"),
    "PH": ("philippines", "the philippines", "filipina"),
    "SG": ("singapore", "singapura"),
    "TH": ("thailand",),
    "TL": ("east timor", "timor leste"),
    "TW": ("taiwan",),
    "US": ("us", "usa", "u.s.", "united states", "the united states", "amerika serikat", "as"),
    "VN": ("vietnam", "viet nam"),
}
_CODES = {name: code for code, names in _TERRITORIES.items() for name in names}
_NAMES = "|".join(sorted((re.escape(name) for name in _CODES), key=len, reverse=True))
_LIST = rf"(?P<where>(?:{_NAMES})(?:(?:\s*[,/&]\s*|\s+(?:and|or|dan|atau)\s+)+(?:{_NAMES}))*)(?![\w-])"
_TERRITORY = (
    ("not-in", re.compile(rf"\b(?:not for use|no use|not to be used) (?:in|within) {_LIST}", re.IGNORECASE)),
    ("not-in", re.compile(rf"\b{_LIST}\s+(?:out|excluded|dikecualikan)\b", re.IGNORECASE)),
    (
        "not-in",
        re.compile(rf"\b(?:bukan|tidak) untuk (?:digunakan|disiarkan|dimuat|pemakaian)? ?di {_LIST}", re.IGNORECASE),
    ),
    ("only-in", re.compile(rf"\b(?:for use|use) (?:only )?in {_LIST} only\b", re.IGNORECASE)),
    ("only-in", re.compile(rf"\b{_LIST} (?:use )?only\b", re.IGNORECASE)),
    ("only-in", re.compile(rf"\bhanya untuk (?:wilayah |di )?{_LIST}", re.IGNORECASE)),
)
# What a terms text may be in all: enough for every real one, and a bound for hostile ones.
_LONGEST = 5000


@dataclass(frozen=True, slots=True)
class Flag:
    """One flag: its name in `FLAGS`, a value (ISO 3166 code for territories), the words it was read from."""

    flag: str
    value: str = ""
    because: str = ""

    def to_json(self) -> dict[str, str]:
        return {name: text for name, text in asdict(self).items() if text}


def flags_of(item: NewsItem, of_source: Iterable[str] = ()) -> list[Flag]:
    """The flags of an item, each (flag, value) once; `of_source` holds for everything that its source sends."""
    found = [_of_source(each) for each in of_source]
    # The note speaks to editors about use as well; headline and body never do.
    for text in (item.usage_terms, item.copyright, item.editorial_note):
        if text:
            found += _read(" ".join(text[:_LONGEST].split()))
    once: dict[tuple[str, str], Flag] = {}
    for each in found:
        once.setdefault((each.flag, each.value), each)
    return list(once.values())


def as_rows(flags: Iterable[Flag]) -> list[dict[str, Any]]:
    """The flags as `WireItem.rights` keeps them."""
    return [each.to_json() for each in flags]


def _of_source(text: str) -> Flag:
    flag, _, value = text.partition(":")
    return Flag(flag, value.strip().upper(), "source")


def _read(text: str) -> Iterator[Flag]:
    for flag, pattern in _PATTERNS:
        if match := pattern.search(text):
            yield Flag(flag, "", match[0][:120])
    for flag, pattern in _TERRITORY:
        for match in pattern.finditer(text):
            for name in re.split(r"\s*[,/&]\s*|\s+(?:and|or|dan|atau)\s+", match["where"]):
                if code := _CODES.get(name.strip().lower()):
                    yield Flag(flag, code, match[0][:120])
