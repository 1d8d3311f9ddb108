"""The styles of a page as one inline sheet: hand-written sources, comments and space removed, accent put in, hashed."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from redaksi.portal.colour import NIGHT, PAPER, readable

FOLDER: Final = Path(__file__).resolve().parent / "static" / "portal" / "css"
LIMIT: Final = 10_000  # bytes of styles in one page


@dataclass(frozen=True, slots=True)
class Sheet:
    """An inline style sheet; `source` is its expression in a content security policy."""

    css: str
    source: str


@lru_cache(maxsize=64)
def sheet(accent: str, parts: tuple[str, ...]) -> Sheet:
    """The sheet of a page made of `parts` (file names without .css) in the newsroom's accent."""
    css = "".join(minify((FOLDER / f"{part}.css").read_text(encoding="utf-8")) for part in ("base", *parts))
    css = css.replace("ACCENT-ON-PAPER", readable(accent, PAPER)).replace("ACCENT-ON-NIGHT", readable(accent, NIGHT))
    css = css.replace("NIGHT-GROUND", NIGHT).replace("PAPER-GROUND", PAPER)
    return Sheet(css, style_source(css))


def style_source(css: str) -> str:
    """The expression by which a content security policy allows exactly this inline sheet."""
    return f"'sha256-{b64encode(sha256(css.encode()).digest()).decode()}'"


def minify(css: str) -> str:
    """`css` without comments and needless space; strings in it must hold no comment marks or braces."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,>])\s*", r"\1", css)
    css = re.sub(r":\s+", ":", css)
    return css.replace(";}", "}").strip()
