"""The few lines of script that stand in each page, allowed by their hash; they fetch the rest after the first paint."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from redaksi.portal.styles import source_of

FILE: Final = Path(__file__).resolve().parent / "static" / "portal" / "start.js"


@dataclass(frozen=True, slots=True)
class Start:
    """An inline script; `source` is its expression in a content security policy."""

    code: str
    source: str


@lru_cache(maxsize=1)
def start() -> Start:
    """`start.js` without comments and indentation: line breaks stay, so that no statement runs into the next."""
    text = re.sub(r"/\*.*?\*/|^\s*//.*$", "", FILE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    code = "\n".join(line for raw in text.split("\n") if (line := raw.strip()))
    return Start(code, source_of(code))
