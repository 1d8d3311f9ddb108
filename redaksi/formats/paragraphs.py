"""Stories of plain paragraphs, which is most of what agencies send: recognised whole, by one regular expression.

What `recognised` accepts holds no tag but those written in the expression below, no attribute but a strict `href`,
and no angle bracket outside of them, so it is safe by construction and needs no parser. White space is made regular
before. Everything else is left to `regular.tidy` and nh3; a test holds that all three say the same.
"""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from redaksi.formats.charset import is_legal
from redaksi.formats.regular import MAX_TAGS, resolved

MAX_CHARACTERS = 3 * MAX_TAGS
"""Shorter mark-up of this shape cannot hold more tags than `regular` reads."""

_LABEL = r"[a-z0-9]++(?:-[a-z0-9]++)*+"
_ADDRESS = rf"https?://(?:{_LABEL}\.)++[a-z]{{2,24}}+(?:/[A-Za-z0-9._~%/-]*+)?"
_MARKS = "|".join(f"{name}>[^<]++</{name}" for name in "b strong em i sub sup cite".split())
_MARKED = rf'<(?:{_MARKS}|a href="{_ADDRESS}">[^<]++</a)>|(?<=[^ >;])<br>(?P<lines>)(?=[^ <&])'
_BARE_START = r"(?! |</|&nbsp;|<[^<>]*+> )"
_BARE_END = r"(?<! )(?<! </[abi]>)(?<! </em>)(?<! </su[bp]>)(?<! </cite>)(?<! </strong>)"
_FLOW = rf"{_BARE_START}[^<]*+(?:(?:{_MARKED})[^<]*+)*+{_BARE_END}"
_BLOCKS = rf"<(p|(?P<headings>)h[234])>{_FLOW}</\1>"
_STORY = re.compile(f"(?:{_BLOCKS})++")
_JOINT = re.compile("</(?:p|h[234])><(?:p|h[234])>")
_TAG = re.compile("<[^>]*>")


class Told(NamedTuple):
    """A story as `html.sanitise` and `html.text_of` write it."""

    html: str
    text: str


def recognised(html: str, legal: bool = False) -> Told | None:
    """`html` with regular white space, and its text; None if it is not of this shape.

    `legal` says that the caller has made sure of the characters (see `charset.is_legal`).
    """
    if len(html) > MAX_CHARACTERS or "\x7f" in html or not (legal or is_legal(html)):
        return None
    told = resolved(html)
    if told is None:
        return None
    html = _spaced(told)
    shape = _STORY.fullmatch(html) or _STORY.fullmatch(html := _trimmed(html))
    if shape is None:
        return None
    text = _text(html, shape)
    return None if text is None else Told(html, text)


def _spaced(html: str) -> str:
    """`html` with white space of any length as one blank."""
    if "\r" in html:
        html = html.replace("\r\n", " ")
    for sign in "\r\n\t":
        if sign in html:
            html = html.replace(sign, " ")
    if "  " in html:
        html = " ".join([part for each in html.split("  ") if (part := each.lstrip(" "))])
    return html.replace("\xa0", "&nbsp;") if "\xa0" in html else html


def _trimmed(html: str) -> str:
    """`html` without blanks between its blocks and at the ends of its paragraphs, `h1` made `h2`."""
    if "<h1>" in html:
        html = html.replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    html = html.replace("</p> <", "</p><").replace("> <p>", "><p>")
    return html.replace("<p> ", "<p>").replace(" </p>", "</p>").strip(" ")


def _text(html: str, shape: re.Match[str]) -> str | None:
    """The text of recognised mark-up; None where an angle bracket stands in it."""
    text = _JOINT.sub("\n\n", html) if shape["headings"] is not None else html.replace("</p><p>", "\n\n")
    if text.find("<", 1) == len(text) - 4 and shape["headings"] is None:
        text = text[3:-4]
    else:
        text = _TAG.sub("", text if shape["lines"] is None else text.replace("<br>", "\n"))
    if ">" in text:
        return None
    if "&" in text:
        text = unescape(text)
        if "\xa0" in text:
            text = text.replace("\xa0", " ")
            text = "\n".join([line.strip(" ") for line in text.split("\n")])
    return text.strip()
