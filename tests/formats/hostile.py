"""HTML that tries to run something: handlers, addresses, foreign content, and shapes that change when parsed again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape

RUN = "alert(1)"
"""What every piece tries to run; a page in a browser counts the calls."""

_HANDLERS = (
    "onerror onload onclick onmouseover onfocus ontoggle onanimationstart onpointerrawupdate onbegin onpageshow".split()
)
_TAGS = (
    "img src=x",
    "a href=x tabindex=0 autofocus",
    "p tabindex=0 autofocus",
    "td",
    "blockquote",
    "svg",
    "body",
    "video src=x",
    "details open",
    "input autofocus",
    "iframe src=x",
    "object data=x",
    "embed src=x",
    "style",
    "link rel=stylesheet href=x",
    "marquee",
    "audio src=x",
    "math",
    "select autofocus",
    "x-tag",
)
_ADDRESSES = (
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f" \t\njavascript:{RUN}",
    f"java\nscript:{RUN}",
    f"java&Tab;script:{RUN}",
    f"&#106;avascript:{RUN}",
    f"&#x6A;avascript&colon;{RUN}",
    f"\x01javascript:{RUN}",
    f"javascript://%0a{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    f"vbscript:{RUN}",
    f"view-source:javascript:{RUN}",
    f"feed:javascript:{RUN}",
    f"blob:javascript:{RUN}",
    f"https:javascript:{RUN}",
    f"//x.example/%0ajavascript:{RUN}",
    f"mailto:a@b.example?x=javascript:{RUN}",
)
_PLACES = (
    '<a href="{}">x</a>',
    '<img src="{}">',
    '<img srcset="{} 1x">',
    '<area href="{}">',
    '<form action="{}"><input type=submit></form>',
    '<button formaction="{}">x</button>',
    '<input type=image src="{}">',
    '<iframe src="{}"></iframe>',
    '<embed src="{}">',
    '<object data="{}"></object>',
    '<base href="{}">',
    '<meta http-equiv=refresh content="0;url={}">',
    '<link rel=import href="{}">',
    '<svg><a xlink:href="{}"><text>x</text></a></svg>',
    '<svg><use href="{}"/></svg>',
    '<math href="{}">x</math>',
    '<video poster="{}"></video>',
    '<table background="{}"><td>x</table>',
    '<blockquote cite="{}">x</blockquote>',
    '<style>@import "{}";</style>',
    '<p style="background:url({})">x</p>',
    '<a href="https://x.example/" ping="{}">x</a>',
)
_CHANGING = (
    f'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror={RUN}&gt;">',
    f'<svg></p><style><a id="</style><img src=1 onerror={RUN}>">',
    f'<form><math><mtext></form><form><mglyph><svg><mtext><style><path id="</style><img onerror={RUN} src>">',
    f'<noscript><p title="</noscript><img src=x onerror={RUN}>">',
    f'<p><svg><title><style><img src="</style><img src=x onerror={RUN}>">',
    f"<svg><![CDATA[><img src=x onerror={RUN}>]]></svg>",
    f"<math><annotation-xml encoding=text/html><img src=x onerror={RUN}></annotation-xml></math>",
    f"<table><caption><svg><desc><table><tr><td></caption><img src=x onerror={RUN}>",
    f"<select><option><style></option></select><img src=x onerror={RUN}></style>",
    f"<!--><img src=x onerror={RUN}>-->",
    f"<!--!><img src=x onerror={RUN}>-->",
    f"<! foo='><script>{RUN}</script>'>",
    f"<? foo='><script>{RUN}</script>'>",
    f"</x foo=><img src=x onerror={RUN}>",
    f"<p title=`x`onmouseover={RUN}>`>x</p>",
    f"<<script>{RUN}//<</script>",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"<script>/*<script>*/{RUN}</script>",
    f"<script\x20type='text/javascript'>{RUN};</script>",
    f"<script/x>{RUN}</script>",
    f"<ſcript>{RUN}</ſcript>",
    f"<template><script>{RUN}</script></template>",
    f"<template shadowrootmode=open><img src=x onerror={RUN}></template>",
    f"<textarea></textarea><img src=x onerror={RUN}>",
    f"<xmp><p title='</xmp><img src=x onerror={RUN}>'>",
    f"<plaintext><img src=x onerror={RUN}>",
    f"<title><img src=x onerror={RUN}></title>",
    f"<iframe srcdoc='<img src=x onerror={RUN}>'>",
    f"<a href='https://a.example/' style='animation-name:x' onanimationend={RUN}><style>@keyframes x{{}}</style>x</a>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<svg><set attributeName=href to=javascript:{RUN}>",
    f"<p>&lt;img src=x onerror={RUN}&gt;</p>",
    f'<img alt="&quot;&gt;&lt;img src=x onerror={RUN}&gt;" src="https://a.example/x">',
    f'<a href="https://a.example/&quot;onmouseover=&quot;{RUN}">x</a>',
    f"<pre>\n\n<img src=x onerror={RUN}></pre>",
    f"<listing>&lt;img src=x onerror={RUN}&gt;</listing>",
    f"<frameset onload={RUN}>",
    f"<isindex action=javascript:{RUN} type=image>",
    f"<link rel=preload as=script onload={RUN} href=data:,>",
    f"<img src=x:x onerror={RUN}//",
    f"<img/src=x/onerror={RUN}>",
    f"<img src=x onerror\x0c=\x0c{RUN}>",
    f"<img \x00src=x \x00onerror={RUN}>",
    f"<p onclick={RUN}//>x</p><p>\u2028</p>",
)


def _made() -> Iterator[str]:
    for tag in _TAGS:
        for handler in _HANDLERS:
            yield f"<{tag} {handler}={RUN}>x</{tag.split()[0]}>"
    for place in _PLACES:
        for address in _ADDRESSES:
            yield place.format(address)
    yield from _CHANGING


HOSTILE = tuple(dict.fromkeys(_made()))


def carried(markup: str) -> dict[str, bytes]:
    """The same mark-up as the formats bring it; XML ones hold it escaped, as an agency's tool would write it."""
    told = escape(markup.replace("\x00", "").replace("\x01", "").replace("\x0c", ""))
    return {
        "ninjs": json.dumps({"uri": "urn:x:1", "headline": "J", "body_html": f"<p>Satu.</p>{markup}"}).encode(),
        "jsonfeed": json.dumps(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": "K",
                "items": [{"id": "1", "content_html": markup}],
            }
        ).encode(),
        "rss": f"<rss version='2.0'><channel><title>K</title><item><guid>1</guid><title>J</title>"
        f"<description>{told}</description></item></channel></rss>".encode(),
        "newsml-g2": (
            f"<newsItem guid='x'><contentSet><inlineData contenttype='text/html'>{told}</inlineData>"
            "</contentSet></newsItem>"
        ).encode(),
        "webpage": (
            f"<!DOCTYPE html><title>J</title><article><p>Satu alinea yang cukup panjang.</p>{markup}</article>"
        ).encode("utf-8", "replace"),
        "email": (
            f"From: a@b.example\r\nSubject: J\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Satu.</p>{markup}"
        ).encode(),
    }
