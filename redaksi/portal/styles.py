"""The styles of a page as one inline sheet: hand-written sources, comments and space removed, the look put in, hashed.

A theme (REDAKSI_THEME) may bring its own file for any part, and `theme.css`, which comes last on every page.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from redaksi.conf import config
from redaksi.portal.look import Look

FOLDER: Final = Path(__file__).resolve().parent / "static" / "portal" / "css"
LIMIT: Final = 10_000  # bytes of styles in one page
DARK: Final = "(prefers-color-scheme:dark)"
OWN: Final = "theme"


@dataclass(frozen=True, slots=True)
class Sheet:
    """An inline style sheet; `source` is its expression in a content security policy."""

    css: str
    source: str


@lru_cache(maxsize=64)
def sheet(look: Look, parts: tuple[str, ...], theme: Path | None = None) -> Sheet:
    """The sheet of a page made of `parts` (file names without .css) in the newsroom's look.

    `theme` is a theme's folder; None: the one that the settings name, if they do.
    """
    css = "".join(_sources(parts, theme or config.theme_folder))
    # The longest word first: no word is a piece of another that is still to be put in.
    for word, value in sorted(look.words().items(), key=lambda each: -len(each[0])):
        css = css.replace(word, value)
    if look.scheme:
        css = css.replace(DARK, "all" if look.scheme == "night" else "not all")
        css = css.replace("color-scheme:light dark", f"color-scheme:{'dark' if look.scheme == 'night' else 'light'}")
    return Sheet(css, source_of(css))


def _sources(parts: tuple[str, ...], theme: Path | None) -> Iterator[str]:
    for part in ("base", *parts):
        own = theme / "static" / "portal" / "css" / f"{part}.css" if theme else None
        path = own if own is not None and own.is_file() else FOLDER / f"{part}.css"
        yield minify(path.read_text(encoding="utf-8"))
    if theme and (last := theme / "static" / "portal" / "css" / f"{OWN}.css").is_file():
        yield minify(last.read_text(encoding="utf-8"))


def source_of(inline: str) -> str:
    """The expression by which a content security policy allows exactly this inline sheet or script (CSP 3, 2.3.1)."""
    return f"'sha256-{b64encode(sha256(inline.encode()).digest()).decode()}'"


def minify(css: str) -> str:
    """`css` without comments and needless space; strings in it must hold no comment marks or braces."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,>])\s*", r"\1", css)
    css = re.sub(r":\s+", ":", css)
    return css.replace(";}", "}").strip()
