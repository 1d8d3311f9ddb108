"""Documents of ten megabytes in every format: as a sender might make them, and as an attacker would."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from functools import partial

from redaksi.formats import MAX_BYTES

SIZE = MAX_BYTES - 1000
LIMITS = {"webpage": 4 * 2**20, "pagetext": 2 * 2**20, "iptc7901": 2_000_000, "anpa1312": 2_000_000}
"""Formats that are read only to a smaller size."""
WORDS = "Harga cabai di pasar kota naik lagi “tajam” menjelang hari raya, kata pedagang &amp; pembeli di Lembah Hijau. "
PARAGRAPH = f"<p>{WORDS * 4}</p>\n"
G2 = "http://iptc.org/std/nar/2006-10-01/"


def filled(head: str, part: str | Callable[[int], str], foot: str) -> bytes:
    """`head`, as many parts as fit into SIZE bytes, `foot`."""
    made = (part if isinstance(part, str) else "".join(map(part, range(200)))).encode()
    many = (SIZE - len(head.encode()) - len(foot.encode())) // len(made)
    if isinstance(part, str):
        return head.encode() + made * many + foot.encode()
    return head.encode() + "".join(map(part, range(many * 200))).encode()[: SIZE - len(foot)] + foot.encode()


def _whole(head: str, part: Callable[[int], str], foot: str) -> bytes:
    """As `filled`, of whole parts that differ by their number."""
    out, size, number = [head.encode()], len(head) + len(foot), 0
    while size + len(one := part(number).encode()) < SIZE:
        out.append(one)
        size += len(one)
        number += 1
    return b"".join([*out, foot.encode()])


def _g2_item(number: int, paragraphs: int = 40) -> str:
    return (
        f'<newsItem guid="urn:kbl:{number}" version="1"><itemMeta><itemClass qcode="ninat:text"/>'
        '<provider qcode="nprov:KBL"/><versionCreated>2026-11-20T10:00:00+07:00</versionCreated></itemMeta>'
        f"<contentMeta><headline>Judul {number}</headline>"
        '</contentMeta><contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body>'
        f"{PARAGRAPH * paragraphs}</body></html></inlineXML></contentSet></newsItem>"
    )


def _nitf(inside: str) -> tuple[str, str]:
    head = '<nitf><head><docdata><doc-id id-string="kbl-1"/></docdata></head><body><body.head>'
    return f"{head}<hedline><hl1>J</hl1></hedline></body.head><body.content>{inside}", "</body.content></body></nitf>"


def _newsml_item(number: int) -> str:
    return (
        "<NewsItem><Identification><NewsIdentifier><ProviderId>kbl.example</ProviderId>"
        "<DateId>20261120</DateId>"
        f"<NewsItemId>{number}</NewsItemId><RevisionId>1</RevisionId></NewsIdentifier></Identification><NewsComponent>"
        f"<NewsLines><HeadLine>Judul {number}</HeadLine></NewsLines><ContentItem><DataContent>"
        f"<nitf><body><body.content>{PARAGRAPH * 40}</body.content></body></nitf>"
        "</DataContent></ContentItem></NewsComponent></NewsItem>"
    )


def _ninjs(number: int) -> str:
    body = {"contentType": "text/html", "value": PARAGRAPH * 40}
    return json.dumps({"uri": f"urn:kbl:{number}", "headlines": [{"value": f"Judul {number}"}], "bodies": [body]}) + ","


def _rss(number: int) -> str:
    return (
        f"<item><title>Judul {number}</title><guid isPermaLink='false'>{number}</guid>"
        "<pubDate>Fri, 20 Nov 2026 10:00:00 +0700</pubDate>"
        f"<content:encoded><![CDATA[{PARAGRAPH * 40}]]></content:encoded></item>"
    )


def _message(number: int) -> str:
    lines = "   Lembah Hijau (KBL) - " + (WORDS.replace("&amp; ", "") + "\r\n") * 40
    head = f"\x01kbl{number % 9999:04} 4 eko 96  kbl 0101\r\n\r\nPasar/Cabai/\r\n\x02Judul {number} =\r\n\r\n"
    return f"{head}{lines}\x03201010 Nov 26\r\n\x04"


def _mail(inner: bytes) -> bytes:
    head = b"From: meja@kbl.example\r\nSubject: Panen mundur\r\nMIME-Version: 1.0\r\n"
    head += b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
    return head + inner


FEED = "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>Kanal</title>"
MESSAGE = f'<newsMessage xmlns="{G2}"><header/><itemSet>'
PAGE = "<!DOCTYPE html><html><head><title>Judul</title></head><body><article>"

VALID: dict[str, Callable[[], bytes]] = {
    "newsml-g2": lambda: _whole(MESSAGE, _g2_item, "</itemSet></newsMessage>"),
    "newsml-1.2": lambda: _whole("<NewsML>", _newsml_item, "</NewsML>"),
    "nitf": lambda: filled(_nitf("")[0], PARAGRAPH, _nitf("")[1]),
    "ninjs": lambda: _whole("[", _ninjs, '{"uri": "urn:kbl:x", "headline": "Akhir"}]'),
    "jsonfeed": lambda: _whole(
        '{"version": "https://jsonfeed.org/version/1.1", "title": "K", "items": [',
        lambda n: json.dumps({"id": str(n), "title": f"Judul {n}", "content_html": PARAGRAPH * 40}) + ",",
        '{"id": "x", "content_text": "Akhir"}]}',
    ),
    "rss": lambda: _whole(FEED, _rss, "</channel></rss>"),
    "iptc7901": lambda: _whole("", _message, ""),
    "anpa1312": lambda: (
        b"\x16\x16\x01W2870\x1fasian\nf l\x13\x11 BC-Cabai     11-20 1049\n\x02^BC-Cabai,466<\n"
        + WORDS.encode() * (SIZE // len(WORDS.encode()) - 10)
    ),
    "email": lambda: _mail((WORDS.encode() * 4 + b"\r\n\r\n") * (SIZE // (len(WORDS.encode()) * 4 + 4) - 10)),
    "webpage": lambda: filled(PAGE, PARAGRAPH, "</article></body></html>"),
    "pagetext": lambda: filled("Judul Berita\n\nJakarta - Isi.\n\n", WORDS * 4 + "\n\n", ""),
}

_XML = {"newsml-g2": f'newsItem xmlns="{G2}" guid="x"', "newsml-1.2": "NewsML", "nitf": "nitf", "rss": "rss"}


def _xml(name: str, inside: Callable[[str, str], bytes]) -> bytes:
    opening = _XML[name]
    return inside(f"<{opening}>", f"</{opening.split()[0]}>")


def _marks(opening: str, closing: str) -> bytes:
    return filled(opening, "<a/>", closing)


def _attributes(opening: str, closing: str) -> bytes:
    return f'{opening[:-1]} a="'.encode() + b"x" * (SIZE - 100) + b'">' + closing.encode()


def _many_attributes(opening: str, closing: str) -> bytes:
    return (
        (opening[:-1] + "".join(f' a{n}="{n}"' for n in range(600_000))).encode()[: SIZE - 50] + b">" + closing.encode()
    )


def _deep(opening: str, closing: str) -> bytes:
    return filled(opening, "<p><b>", closing)


def _references(opening: str, closing: str) -> bytes:
    return filled(opening + "<p>", "&amp;", "</p>" + closing)


def _text(opening: str, closing: str) -> bytes:
    return filled(opening + "<p>", WORDS, "</p>" + closing)


def _brackets(opening: str, closing: str) -> bytes:
    return filled(opening, "<!-- ", closing)


def _laughs(opening: str, closing: str) -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    return filled(f"<!DOCTYPE x [{entities}]>{opening}", "&l11;", closing)


_HOSTILE_XML = {
    "marks": _marks, "attribute": _attributes, "attributes": _many_attributes, "deep": _deep, "references": _references,
    "one text": _text, "comments": _brackets, "laughs": _laughs,
}  # fmt: skip


def _hostile_html(name: str, part: str) -> bytes:
    """HTML inside a format that carries it, one entry after the other just below what one may hold; or a page."""
    if name == "webpage":
        return f"{PAGE}<p>Satu.</p>{part * (SIZE // len(part.encode()))}".encode()
    markup = part * min(590_000 // len(part), 29_000 // max(part.count("<"), 1))
    if name == "rss":
        entry = f"<item><title>J</title><description><![CDATA[{markup}]]></description></item>"
        return f"{FEED}{entry * min(SIZE // len(entry.encode()), 200)}</channel></rss>".encode()
    entry = json.dumps({"id": "1", "uri": "urn:x", "content_html": markup, "body_html": markup})
    entries = ",".join([entry] * min((SIZE - 200) // len(entry), 200))
    if name == "jsonfeed":
        entries = f'{{"version": "https://jsonfeed.org/version/1.1", "title": "K", "items": [{entries}]}}'
        return entries.encode()
    return f"[{entries}]".encode()


_HTML_PARTS = {
    "html marks": "<b>x</b>", "html deep": "<div><b>", "html tables": "<table><tr><td>", "html references": "&lt;",
    "html open": "<a href='", "html links": "<a href=https://x.example/>x</a>", "html stray": "</p><p>",
    "html quotes": '"><', "html apart": "&eacute; ",
    "html pre": "<pre> \n", "html spaces": " \n", "html nbsp": "\xa0", "html less": "<", "html title": "<title>",
}  # fmt: skip
_OTHER: dict[str, dict[str, Callable[[], bytes]]] = {
    "ninjs": {
        "deep": lambda: b'{"a":' * (SIZE // 5),
        "numbers": lambda: b'{"uri": "x", "n": ' + b"9" * (SIZE - 100) + b"}",
        "escapes": lambda: b'{"uri": "x", "body_text": "' + b"\\u0000" * (SIZE // 6 - 20) + b'"}',
        "members": lambda: ("{" + ",".join(f'"m{n}": 1' for n in range(700_000))).encode()[: SIZE - 20] + b"}",
    },
    "iptc7901": {
        "messages": lambda: b"\x01kbl0001 4 eko 96  kbl 0101\r\n\x02J =\r\n\x03\x04" * (SIZE // 44),
        "spaces": lambda: b"\x01kbl0001 4 eko 96" + b" " * (SIZE - 100) + b"x",
    },
    "anpa1312": {
        "lines": lambda: b"\x16\x16\x01W2870\x1fa\nf l\x13\x11 B     11-20 1049\n\x02" + b"^a<\n" * (SIZE // 4 - 30),
    },
    "email": {
        "headers": lambda: b"From: a@b.c\r\nSubject: x\r\n" + b"X-A: b\r\n" * (SIZE // 8 - 20) + b"\r\nisi",
        "one header": lambda: b"From: a@b.c\r\nSubject: " + b"=?utf-8?q?x?= " * (SIZE // 14 - 20) + b"\r\n\r\nisi",
        "parts": lambda: b"From: a@b.c\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        + b"--b\r\n\r\nx\r\n" * (SIZE // 10 - 20),
        "nested": lambda: b"From: a@b.c\r\nSubject: x\r\n"
        + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(150_000)),
        "attachment": lambda: _mail(b"").replace(b"text/plain", b"multipart/mixed; boundary=b", 1)
        + b"--b\r\nContent-Type: text/plain\r\n\r\nSebuah kalimat.\r\n--b\r\nContent-Type: image/jpeg\r\n"
        + b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(b"\x00" * (SIZE // 14 * 10)) + b"--b--\r\n",
    },
    "pagetext": {
        "lines": lambda: b"a b\n" * (SIZE // 4),
        "one line": lambda: b"Jakarta " * (SIZE // 8),
        "dates": lambda: b"Kamis, 8 April 2021 | 19:40 WIB " * (SIZE // 32),
    },
}  # fmt: skip


def kinds(name: str) -> dict[str, Callable[[], bytes]]:
    """The documents of a format: `valid`, and the hostile ones by what they have too much of."""
    found: dict[str, Callable[[], bytes]] = {"valid": VALID[name], **_OTHER.get(name, {})}
    if name in _XML:
        found |= {kind: partial(_xml, name, inside) for kind, inside in _HOSTILE_XML.items()}
    if name in ("webpage", "rss", "jsonfeed", "ninjs"):
        found |= {kind: partial(_hostile_html, name, part) for kind, part in _HTML_PARTS.items()}
    return found


def large(name: str, kind: str) -> bytes:
    """One document of about ten megabytes, or of as many as the format is read at most."""
    return kinds(name)[kind]()[: LIMITS.get(name, MAX_BYTES) - 100]


ALL = [(name, kind) for name in VALID for kind in kinds(name)]
