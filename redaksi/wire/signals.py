"""Does an item withdraw, correct or annotate another one? Pure, from metadata first and from prose second.

Agencies say it as status or signal (NewsML-G2 `sig:correction`, ninjs `pubStatus`), as a word before the headline
(`RALAT: ...`, `KILL`, `PEMBATALAN - ...`), in the note to editors, or in the first lines. A news story about a
cancelled train is not a signal: a word in the headline counts in capitals, or apart from what follows only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from redaksi.formats.item import NewsItem

Kind = Literal["none", "correction", "kill", "advisory"]


@dataclass(frozen=True, slots=True)
class Signal:
    """What the item is to an earlier one, and the words or field that say so."""

    kind: Kind = "none"
    because: str = ""


# Strongest first: what withdraws and corrects withdraws.
_WORDS: tuple[tuple[Kind, str], ...] = (
    (
        "kill",
        r"(?:MANDATORY |BULLETIN |STORY |PHOTO |URGENT |ADVISORY )*KILL(?:ED)?|WITHDRAWN?|WITHDRAWAL|RETRACTION"
        r"|PEMBATALAN(?: BERITA)?|DIBATALKAN|BATAL(?:KAN)?|PENARIKAN(?: BERITA)?|TARIK(?: BERITA)?|DITARIK|PENCABUTAN"
        r"|CABUT(?: BERITA)?|DICABUT|JANGAN SIARKAN|STOP PRESS KILL",
    ),
    (
        "correction",
        r"CORRECTIONS?|CORRECTED|CORRECTING|CORRECTIVE|CORRECTS?|RALAT|DIRALAT|KOREKSI|DIKOREKSI|PEMBETULAN"
        r"|PERBAIKAN BERITA|RECTIFICATION|ERRATUM|BERICHTIGUNG|CORR",
    ),
    ("advisory", r"ADVISORY|ADVISORIES|EDITORS?' ?(?:NOTE|ADVISORY)|NOTE TO EDITORS|CATATAN (?:UNTUK )?REDAKSI"),
)
_AFTER = r"(?=\s*(?:[:/|\u2013\u2014=!)\]]|-(?!\w)|\s-|\.{2,}|$))"
_HEADS = tuple(
    (
        kind,
        # In capitals before a headline that is not, or in any case when a mark sets it apart.
        re.compile(rf"^\W*(?:{words})\b(?:{_AFTER}|(?=\s+[A-Z0-9(\"'\u201c].*[a-z]))"),
        re.compile(rf"^\W*(?:{words})\b{_AFTER}|[(\[]\s*(?:{words})\b[^)\]]{{0,40}}[)\]]\s*$", re.IGNORECASE),
        re.compile(rf"^\s*[(\[]\s*(?:{words})\b[^)\]]{{0,40}}[)\]]", re.IGNORECASE),
    )
    for kind, words in _WORDS
)
# Asked first: a headline without any of the words is done with.
_ANY_HEAD = re.compile("|".join(rf"\b(?:{words})\b" for _, words in _WORDS), re.IGNORECASE)


def _patterns(rows: Iterable[tuple[Kind, str]]) -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(pattern, re.IGNORECASE | re.MULTILINE)) for kind, pattern in rows)


_NOTES = _patterns(
    (
        (
            "kill",
            r"\bsig(?:nal)?:\s*(?:kill|canceled|withdraw)"
            r"|\bkill(?:ed|s)?\b(?= (?:the |this |our )?(?:story|item|photo|picture))",
        ),
        (
            "kill",
            r"\bmandatory kill\b|\bwithdraws? (?:the|this|our) (?:story|item|photo|picture|report)\b"
            r"|\b(?:story|item|photo|picture|report|version)\b[^.\n]{0,80}\b(?:killed|withdrawn|retracted)\b",
        ),
        (
            "kill",
            r"\b(?:berita|naskah|item|foto|kiriman)\b[^.\n]{0,120}\b(?:dibatalkan|ditarik(?: kembali)?|dicabut"
            r"|tidak (?:jadi )?disiarkan|jangan (?:disiarkan|dimuat|ditayangkan))\b",
        ),
        ("kill", r"\b(?:mohon|harap|agar) (?:tidak|jangan) (?:disiarkan|dimuat|ditayangkan|menyiarkan|memuat)\b"),
        ("correction", r"\bsig(?:nal)?:\s*correction\b|\bcorrect(?:s|ed|ing|ion)\b"),
        (
            "correction",
            r"\b(?:ralat|diralat|meralat|koreksi|dikoreksi|mengoreksi|pembetulan"
            r"|perbaikan (?:berita|naskah|judul|data|nama|angka|ejaan|alinea|paragraf))\b",
        ),
        ("advisory", r"\badvisory\b|\bcatatan (?:untuk )?redaksi\b"),
    )
)
_OPENINGS = _patterns(
    (
        ("kill", r"^\W*(?:(?:mandatory|bulletin) kill|kill)\s*[:.\u2013\u2014!]"),
        (
            "kill",
            r"\b(?:editors?|clients?|subscribers?|customers?)\b[^.\n]{0,160}\b(?:please|must|should)?[^.\n]{0,40}"
            r"\b(?:kill|withdraw|disregard|do not use|not use)\b",
        ),
        (
            "kill",
            r"\b(?:berita|naskah|foto) (?:kami )?(?:yang )?(?:berjudul|dengan judul|bertajuk)\b[^.\n]{0,200}"
            r"\b(?:dibatalkan|ditarik|dicabut|jangan disiarkan|tidak (?:untuk )?disiarkan)\b",
        ),
        (
            "kill",
            r"\b(?:mohon|harap|agar) (?:berita|naskah|foto) (?:ini|tersebut) (?:tidak|jangan) \w*(?:siar|muat|tayang)",
        ),
        (
            "correction",
            r"^\W*(?:ralat|koreksi|pembetulan|correction|corrected|corrects|corrected version)\s*[:.\u2013\u2014(]",
        ),
        (
            "correction",
            r"\b(?:this|the) (?:version|story|item)\b[^.\n]{0,40}\b(?:corrects|has been corrected|is corrected)\b",
        ),
        (
            "correction",
            r"\bin (?:a|the|our) (?:story|report|item)\b[^.\n]{0,200}\b(?:incorrectly|erroneously|wrongly)\b",
        ),
        (
            "correction",
            r"\b(?:dalam|pada) (?:berita|naskah)\b[^.\n]{0,200}"
            r"\b(?:tertulis|disebutkan|keliru|seharusnya|salah tulis)\b",
        ),
        ("correction", r"\btertulis\b[^.\n]{1,160}\bseharusnya\b|\byang benar adalah\b"),
        ("advisory", r"^\W*(?:advisory|note to editors|editors' note|catatan (?:untuk )?redaksi)\s*[:.\u2013\u2014]"),
    )
)
# The first lines, where an agency announces a correction; further down it is reported speech.
_OPENING = 500
_STRENGTH = {"kill": 3, "correction": 2, "advisory": 1, "none": 0}


def signal_of(item: NewsItem) -> Signal:
    """The strongest signal of an item."""
    if item.status == "canceled":
        return Signal("kill", "status canceled")
    return max(_signals(item), key=lambda each: _STRENGTH[each.kind], default=Signal())


def without_signal(text: str | None) -> str:
    """A slug or headline without the words that make it a signal: what it shares with the item it is about."""
    text = (text or "").strip()
    for _ in range(3 if _ANY_HEAD.search(text) else 0):
        before = text
        for _kind, capitals, apart, leading in _HEADS:
            for pattern in (leading, capitals, apart):
                text = pattern.sub("", text, count=1)
        if text == before:
            break
        text = text.strip(" \t:;/|-\u2013\u2014=!.,()[]\"'\u201c\u201d")
    return text


def _signals(item: NewsItem) -> Iterator[Signal]:
    for name, text in (("headline", item.headline), ("slug", item.slugline), ("genre", item.genre)):
        if not text or not _ANY_HEAD.search(text):
            continue
        for kind, *patterns in _HEADS:
            for pattern in patterns:
                if match := pattern.search(text):
                    yield Signal(kind, f"{name}: {match[0].strip()[:80]}")
    note = (item.editorial_note or "")[:2000]
    for kind, pattern in _NOTES:
        if match := pattern.search(note):
            yield Signal(kind, f"note: {match[0].strip()[:120]}")
    opening = (item.body_text or item.summary or "")[:_OPENING]
    for kind, pattern in _OPENINGS:
        if match := pattern.search(opening):
            yield Signal(kind, f"text: {match[0].strip()[:120]}")
