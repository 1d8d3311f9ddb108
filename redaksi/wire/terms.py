"""What an item is about, as few telling words: pure. Names and numbers tell most, the headline more than the body.

Two agencies word one event differently, but its people, places and figures are the same. So an item is brought to
its most telling terms (stems in Indonesian or English), each with a weight.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

import snowballstemmer

from redaksi.formats.item import NewsItem

# Terms by which an item is looked for; and words of the body that are looked at.
KEPT = 24
BODY_CHARACTERS = 1500
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?:;\n\"“”]\s*$")
# Words that say nothing about an event: function words and the words of reporting, Indonesian and English.
STOP = frozenset(
    (
        "yang dan di ke dari untuk pada dengan ini itu adalah akan tidak dalam juga oleh sebagai atau karena ada saat "
        "telah sudah bisa dapat para lebih agar bagi serta kata ujar tutur jelas ungkap menurut hari tahun bulan jam "
        "pukul senin selasa rabu kamis jumat sabtu minggu januari februari maret april mei juni juli agustus september "
        "oktober november desember wib wita wit lalu lagi masih namun tetapi hingga sampai setelah sebelum kepada "
        "secara antara atas bawah tersebut mereka kami kita ia dia nya pun orang satu dua tiga baru kembali menjadi "
        "berita kantor sumber foto video dok antara siang pagi sore malam terkait soal usai bahwa saja belum jadi "
        "the a an and or of to in on at for with from by as is are was were be been has have had it its that this "
        "which who said says told after before over under into more than not but his her their they he she we you "
        "will would could may can new two three year years day days monday tuesday wednesday thursday friday saturday "
        "sunday january february march may june july august october december about also when where what while during"
    ).split()
)
# A thing's kind and office, not the thing: they follow names in every story.
_WEAK = frozenset("presiden menteri gubernur bupati wali kota kabupaten provinsi polisi pemerintah indonesia".split())


def terms_of(item: NewsItem) -> dict[str, float]:
    """The most telling terms of an item with their weights, the heaviest first; empty for an item without words."""
    weights: dict[str, float] = {}
    language = (item.language or "id").lower()[:2]
    _add(weights, f"{item.headline or item.slugline or ''}", 2.0, language, named=_is_sentence_case(item.headline))
    body = (item.body_text or item.summary or "")[:BODY_CHARACTERS]
    _add(weights, body, 1.0, language, named=True)
    heaviest = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))
    return dict(heaviest[:KEPT])


def likeness(one: Mapping[str, float], other: Mapping[str, float], rarity: Mapping[str, float]) -> float:
    """How much two items share, 0 to 1: the weighted overlap of their terms (Ruzicka), rare terms counting more."""
    shared = sum(min(one[term], other[term]) * rarity.get(term, 1.0) for term in one.keys() & other.keys())
    total = sum(max(one.get(term, 0), other.get(term, 0)) * rarity.get(term, 1.0) for term in one.keys() | other.keys())
    return shared / total if total else 0.0


def _add(weights: dict[str, float], text: str, weight: float, language: str, *, named: bool) -> None:
    start = 0
    for match in _WORD.finditer(text):
        word = match[0]
        begins = start == 0 or bool(_SENTENCE_END.search(text[max(0, match.start() - 4) : match.start()]))
        start = match.end()
        lower = word.lower()
        if len(lower) < 2 or lower in STOP or (len(lower) < 3 and not lower.isdigit()):
            continue
        factor = 1.0
        if any(character.isdigit() for character in word):
            factor = 1.5
        elif named and word[0].isupper() and not begins:
            factor = 2.0
        if lower in _WEAK:
            factor = 0.5
        term = lower[:40] if factor >= 1.5 else stem(lower, language)[:40]
        # A word that is repeated says a little more each time.
        known = weights.get(term)
        weights[term] = weight * factor if known is None else min(known + weight * factor * 0.3, 8.0)


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """The stem of a lower-case word; Indonesian for every language but English."""
    return str(_stemmer("english" if language == "en" else "indonesian").stemWord(word))


@lru_cache(maxsize=2)
def _stemmer(name: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(name)


def _is_sentence_case(headline: str | None) -> bool:
    """Whether capitals in this headline mean names: not where every word has one, as Indonesian headlines do."""
    words = _WORD.findall(headline or "")[1:]
    return sum(word[0].isupper() for word in words) * 2 <= len(words)
