"""Words to index terms: lower case, without accents, with Indonesian affixes removed. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

_WORD = re.compile(r"[^\W_]+(?:[.,][0-9]+)*")
_STEMMER = snowballstemmer.stemmer("indonesian")
# Words that stand in nearly every story: they cost index space and say nothing.
STOP_WORDS = frozenset(
    """ada adalah agar akan atau bagi bahwa banyak bisa dalam dan dapat dari dengan di dia hingga ia ini itu
    jika juga kami karena ke kepada kita lagi lebih maka masih mereka namun oleh pada para pun saat saja
    sangat sebagai sebuah secara sedang sejak seperti serta setelah sudah tak telah tentang tersebut tetapi
    tidak untuk yaitu yakni yang""".split()
)


def words(text: str) -> list[str]:
    """The words of `text` in order, folded to lower case without accents."""
    folded = text.casefold()
    if not folded.isascii():
        folded = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    return _WORD.findall(folded)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The root that the index keeps for a folded word: mencari, dicari and pencarian are all `cari`."""
    return str(_STEMMER.stemWord(word)) if word.isalpha() and len(word) > 3 else word


def terms(text: str) -> list[str]:
    """What the index keeps of `text`, in order, without stop words."""
    return [stem(word) for word in words(text) if word not in STOP_WORDS]


def query_terms(query: str, limit: int = 12) -> list[str]:
    """The terms a reader asks for; a query of nothing but stop words keeps them, `limit` bounds the work."""
    found = terms(query) or [stem(word) for word in words(query)]
    return list(dict.fromkeys(found))[:limit]


def highlight(text: str, query: str) -> list[tuple[str, bool]]:
    """`text` cut into (piece, matches) so that a template can mark what the reader asked for."""
    wanted = set(query_terms(query))
    pieces: list[tuple[str, bool]] = []
    for piece in re.split(r"(\w+)", text):
        if piece:
            folded = words(piece)
            pieces.append((piece, bool(folded) and stem(folded[0]) in wanted))
    return pieces
