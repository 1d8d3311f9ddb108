"""The dateline at the head of a first paragraph: city, brand, agency, in the forms that portals use."""

from __future__ import annotations

import re
from dataclasses import dataclass

from redaksi.formats.item import Dateline
from redaksi.formats.pagetext.credits import AGENCIES

_TOP_LEVEL = r"\.(?i:com|co|id|net|tv|news|org|my|info|asia|media|go|ac|sch|web|site|online)"
_DOMAIN = rf"[A-Za-z][\w-]*(?:{_TOP_LEVEL})+"
_WORD = r"[A-Z][\w'’.]*"
_PLACE = rf"(?!{_DOMAIN}){_WORD}(?:[ -]{_WORD}){{0,3}}"
_CAPITALS = r"[A-Z][A-Z0-9.&]+(?: [A-Z][A-Z0-9.&]+){0,3}"
_DASH = r"\s?(?:[-–—]{1,3}|--)(?=\s|[\"“‘]|[A-Z]|$)\s*"
_LOOSE_DASH = r"(?:\s[-–—]{1,3}\s?|[-–—]{1,3}\s|[—–])\s*"
_DAY = r"(?:Senin|Selasa|Rabu|Kamis|Jum['’]?at|Sabtu|Minggu)"
_FIGURES = r"\d{1,2}/\d{1,2}(?:/\d{2,4})?"
_DATE = rf"(?:,?\s\(?{_FIGURES}\)?|,?\s{_DAY},?\s\({_FIGURES}\))"
_BRAND = rf"(?!{_DAY}\b)(?:{_DOMAIN}|{_CAPITALS}|{_WORD}(?: {_WORD}){{0,3}})"

_FORMS = (
    # Jakarta (ANTARA) -   Jakarta, 20/11 (ANTARA) -   JAKARTA, (Brand) -
    rf"(?P<text>(?P<city>{_PLACE})(?:{_DATE})?,?\s\(\s?(?P<brand>[^()]{{2,40}})\s?\))(?:{_LOOSE_DASH}|\s?:\s)",
    # TEMPO.CO, Jakarta -   Liputan6.com, Jakarta -   Brand.com - Jakarta -   BRAND - JAKARTA |
    rf"(?P<text>(?P<brand>{_DOMAIN})(?:\s?[,|]\s?|\s[-–—]\s)(?P<city>{_PLACE})(?:{_DATE})?)(?:{_LOOSE_DASH}|\s?[|:]\s)",
    # Islamabad, Brand.com-   JAKARTA, KOMPAS.TV -   Jakarta, CNN Indonesia --   Metro, BRAND -
    rf"(?P<text>(?P<city>{_PLACE}),\s?(?P<brand>{_BRAND})(?:{_DATE})?)(?:{_LOOSE_DASH}|\s?[|:]\s)",
    # Bandung | Brand -
    rf"(?P<text>(?P<city>{_PLACE})\s?\|\s(?P<brand>{_BRAND}))(?:{_LOOSE_DASH}|\s?[|:]\s)",
    # JAKARTA - BRAND.COM -
    rf"(?P<text>(?P<city>{_PLACE})\s?[–—-]\s(?P<brand>{_DOMAIN}|{_CAPITALS}))(?:{_LOOSE_DASH}|\s?[|:]\s)",
    # BRAND.COM - (brand alone)
    rf"(?P<text>(?P<brand>{_DOMAIN}))(?P<city>){_LOOSE_DASH}",
    # Jakarta, Kamis (8/4) -   Jakarta -   JAKARTA –
    rf"(?P<text>(?P<city>{_PLACE})(?:{_DATE})?)(?P<brand>)(?:\s[-–—]{{1,3}}\s?|[-–—]{{1,3}}\s|\s?—\s?)\s*",
    # Liputan6.com, Jakarta Pemerintah ...
    rf"(?P<text>(?P<brand>{_DOMAIN}),\s(?P<city>[A-Z][\w'’]+))(?:\s*[:|]\s*|\s+(?=[\"“A-Z]))",
    # JAKARTA.   SURABAYA, -
    r"(?P<text>(?P<city>[A-Z]{4,}(?: [A-Z]{2,}){0,2}))(?P<brand>)(?:\.\s+(?=[\"“A-Z])|,\s?[-–—]{1,3}\s*|:\s+)",
)
_PATTERNS = tuple(re.compile(form) for form in _FORMS)
_WEAK = frozenset((6, 8))
_WITHOUT_DASH = 7
_TWO_WORD_PLACES = frozenset(
    """bandar lampung|banda aceh|aceh besar|jakarta selatan|jakarta utara|jakarta barat|jakarta timur|jakarta pusat
    |tangerang selatan|bandung barat|kota bogor|kota bekasi|kota malang|kota bandung|kabupaten bogor|tanjung pinang
    |tanjung selor|pangkal pinang|palangka raya|labuan bajo|lubuk linggau|tebing tinggi|padang panjang|sungai penuh
    |pematang siantar|deli serdang|gunung kidul|kulon progo|lombok timur|lombok barat|lombok tengah|nusa dua
    |jawa barat|jawa timur|jawa tengah|sumatera utara|kuala lumpur|new york|new delhi|los angeles|san francisco
    |hong kong|abu dhabi|tel aviv|buenos aires|phnom penh|mexico city|cape town|addis ababa""".replace(
        "\n    ", ""
    ).split("|")
)
_CITIES = _TWO_WORD_PLACES | frozenset(
    """jakarta bandung surabaya medan semarang yogyakarta makassar palembang denpasar manado pontianak banjarmasin
    balikpapan samarinda padang pekanbaru batam jambi bengkulu serang tangerang bekasi depok bogor cirebon surakarta
    solo malang kediri jember mataram kupang ambon ternate jayapura sorong manokwari merauke kendari palu gorontalo
    mamuju tarakan cilegon tegal magelang purwokerto madiun singapura tokyo beijing washington london paris moskow
    sleman bantul magetan klaten kudus demak jepara pati blora brebes pekalongan banyuwangi jombang mojokerto
    sidoarjo gresik lamongan tuban bojonegoro ngawi ponorogo blitar tulungagung pasuruan probolinggo lumajang
    sukabumi cianjur garut tasikmalaya ciamis kuningan majalengka sumedang subang purwakarta karawang indramayu
    pandeglang lebak aceh langkat binjai siantar dumai bukittinggi payakumbuh lubuklinggau metro bontang singkawang
    bitung tomohon poso parepare bone bima sumbawa ende maumere timika nabire biak wamena nusantara nunukan
    berlin sydney canberra islamabad kairo riyadh teheran ankara seoul bangkok manila hanoi""".split()
)
_NO_PLACE = frozenset(
    """presiden menteri gubernur bupati kapolri polisi ketua pengamat timnas persib persija kata menurut
    pemerintah senin selasa rabu kamis jumat sabtu minggu foto video update catatan""".split()
)


@dataclass(frozen=True, slots=True)
class Found:
    """A dateline taken off a paragraph: `rest` is what remains; `strong` if it names a brand or agency."""

    dateline: Dateline
    brand: str | None
    agency: str | None
    rest: str
    strong: bool


def find(paragraph: str, publisher: str | None = None) -> Found | None:
    """The dateline at the start of `paragraph`, or None. A line that is only a dateline leaves no rest.

    `publisher`, where known, tells the brand from the city in `Brand, City -`.
    """
    head = paragraph[:160] + (" " if len(paragraph) < 160 else "")
    for number, pattern in enumerate(_PATTERNS):
        found = pattern.match(head)
        if found and _is_place(found["city"]) and not (number in _WEAK and _is_title(found["city"])):
            if number == _WITHOUT_DASH and not _is_known_city(found, paragraph):
                return _brand_alone(found, paragraph)
            return _found(found, paragraph, number not in _WEAK, publisher)
    return None


def _found(found: re.Match[str], paragraph: str, strong: bool, publisher: str | None) -> Found:
    city, brand, text, end = found["city"].strip(), (found["brand"] or "").strip(), found["text"], found.end()
    if brand and "(" not in text and _is_turned(city, brand, publisher):
        city, brand = brand, city
    following = re.match(r"[A-Z][\w'’]+", paragraph[end:])
    two = f"{city} {following[0]}" if following and text.endswith(city) else ""
    if two.lower() in _TWO_WORD_PLACES:
        city, text = two, text + " " + two.rsplit(" ", 1)[1]
        end += len(two) - len(found["city"].strip()) - 1
        end += len(paragraph[end:]) - len(paragraph[end:].lstrip(" -–—"))
    agency = AGENCIES.get(brand.lower()) or (brand if "(" in text and brand.isupper() and "." not in brand else None)
    dateline = Dateline(city=_city(city), text=text.strip(" ,"))
    return Found(dateline, brand or None, agency, paragraph[end:].lstrip(" -–—"), strong)


def _is_known_city(found: re.Match[str], paragraph: str) -> bool:
    """Only a name that we know ends a dateline without a dash; else the story's first word would be lost."""
    following = paragraph[found.end() :].split(" ", 1)[0]
    return found["city"].lower() in _CITIES or f"{found['city']} {following}".lower() in _TWO_WORD_PLACES


def _brand_alone(found: re.Match[str], paragraph: str) -> Found:
    brand = found["brand"]
    return Found(Dateline(text=brand), brand, None, paragraph[found.start("city") :], strong=True)


def _is_turned(city: str, brand: str, publisher: str | None) -> bool:
    """`Brand, City -`: the first part is the publisher, or only the second is a well-known city."""
    if publisher and _letters(city) in _letters(publisher):
        return True
    return brand.lower() in _CITIES and city.lower() not in _CITIES


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.lower()))


def _is_place(city: str) -> bool:
    return city.split(" ")[0].lower() not in _NO_PLACE


def _is_title(city: str) -> bool:
    """More words than a place has: the start of a sentence with a dash in it."""
    return len(city.split()) > 3


def _city(city: str) -> str | None:
    if not city:
        return None
    if city.upper() != city:
        return city
    return " ".join(
        word if word in ("DKI", "DI", "AS", "NTT", "NTB", "DC") else word.capitalize() for word in city.split()
    )
