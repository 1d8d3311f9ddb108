"""What somebody else put into a page: the served page against the pressed one. Pure; imports no Django.

Defacements of Indonesian news sites mostly add links and words of online gambling, often shown to search engines only.
A page that merely differs (it was published anew, a proxy shortens it) is no alarm: only what leads or speaks
elsewhere is.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

from lxml import etree, html

_URL = re.compile(r"https?://([A-Za-z0-9.-]+)")
# Words of gambling advertisements; a newsroom may print them too: they count where the pressed page has none.
_GAMBLING = re.compile(
    r"slot\s?(?:gacor|online|88|777|dana|thailand|terpercaya)|judi\s(?:online|bola)|(?:bandar|agen)\s(?:togel|judi|bola|slot)"
    r"|togel|maxwin|sbobet|gacor|rtp\s(?:live|slot)|scatter\shitam|mahjong\sways|pragmatic\splay|situs\s(?:slot|judi)"
    r"|(?:poker|casino|kasino|baccarat)\sonline|deposit\s(?:pulsa|dana|qris)|link\salternatif",
    re.IGNORECASE,
)
MOST = 10
# Kinds of reasons; each goes with what it is about: a host, a word.
LEADS_TO, LEADS_AWAY, SAYS, SCRIPT = "leads-to", "leads-away-to", "says", "runs-a-script"
Reason = tuple[str, str]


def injected(served: bytes, pressed: bytes, own_host: str) -> list[Reason]:
    """Reasons for alarm in `served` that `pressed` does not give; empty where there is none."""
    if served == pressed:
        return []
    now, ours = _text(served), _text(pressed)
    found = [(LEADS_TO, host) for host in sorted(_hosts(now) - _hosts(ours) - {own_host})]
    printed = ours.lower()
    words = {word.lower() for word in _GAMBLING.findall(now) if word.lower() not in printed}
    found += [(SAYS, word) for word in sorted(words)]
    known = set(_scripts(pressed))
    found += [(SCRIPT, "") for script in _scripts(served) if script not in known][:1]
    return found[:MOST]


def led_away(location: str, own_host: str) -> list[Reason]:
    """The reason for alarm in a redirect to `location`; empty where it stays in the house."""
    host = urlsplit(location).hostname or ""
    return [(LEADS_AWAY, host)] if host and host != own_host.partition(":")[0] else []


def _text(body: bytes) -> str:
    # As a browser reads it: &#106;udi is judi.
    return unescape(body.decode("utf-8", "replace"))


def _hosts(text: str) -> set[str]:
    found = {host.lower().strip(".") for host in _URL.findall(text)}
    return found | {host.lower() for host in re.findall(r"""=\s*["']?//([A-Za-z0-9.-]+\.[A-Za-z]{2,})""", text)}


def _scripts(body: bytes) -> Iterator[str]:
    """Scripts by what they hold or lead to, and handlers in attributes, which our pages never have."""
    try:
        document = html.document_fromstring(body)
    except (etree.ParserError, ValueError):
        return
    for element in document.iter(etree.Element):
        if element.tag == "script" and element.get("type") != "application/ld+json":
            yield element.get("src") or hashlib.sha256((element.text or "").encode()).hexdigest()
        yield from (f"{name!s}={value!s}" for name, value in element.attrib.items() if str(name).startswith("on"))
