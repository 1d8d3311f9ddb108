"""Keep the desk in Indonesian: list what Wagtail says that has no Indonesian yet, and compile what has.

    python tools/wagtail_messages.py             # prints the gaps as .po entries; exit status 1 if there are any
    python tools/wagtail_messages.py --compile   # writes the .mo files from the .po files

A message counts as translated when `redaksi/locale/id` has it, or the same package's own `id_ID` catalogue.
After an upgrade of Wagtail: run it, paste what it prints into the .po file of that domain, translate, compile.
Needs polib, which the test requirements bring.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import polib

OVERLAY = Path(__file__).resolve().parent.parent / "redaksi" / "locale" / "id" / "LC_MESSAGES"
DOMAINS = ("django", "djangojs")
#: Packages whose English catalogues say what their screens can show; packages inside them are found too.
PACKAGES = ("wagtail", "taggit")

Key = tuple[str | None, str]


def key(entry: polib.POEntry) -> Key:
    """What gettext looks a message up by: its context, if any, and its English."""
    return entry.msgctxt, entry.msgid


@cache
def translated(path: Path) -> dict[Key, polib.POEntry]:
    """The finished entries of a catalogue by key; none if there is no such file."""
    if not path.is_file():
        return {}
    return {key(entry): entry for entry in polib.pofile(str(path)).translated_entries()}


def english(domain: str) -> Iterator[tuple[polib.POEntry, Path]]:
    """Every message the packages can show in one domain, with the catalogue it stands in."""
    for name in PACKAGES:
        spec = find_spec(name)
        if spec is None or spec.origin is None:
            raise SystemExit(f"{name} is not installed")
        for path in sorted(Path(spec.origin).parent.rglob(f"locale/en/LC_MESSAGES/{domain}.po")):
            for entry in polib.pofile(str(path)):
                if not entry.obsolete:
                    yield entry, path


def missing(domain: str) -> list[polib.POEntry]:
    """The messages of one domain that would come out in English, each once."""
    ours = translated(OVERLAY / f"{domain}.po")
    gaps: dict[Key, polib.POEntry] = {}
    for entry, path in english(domain):
        theirs = translated(path.parents[2] / "id_ID" / "LC_MESSAGES" / path.name)
        if key(entry) not in ours and key(entry) not in theirs:
            gaps.setdefault(key(entry), entry)
    return list(gaps.values())


def compile_overlay() -> None:
    """Write each .mo file from its .po file."""
    for domain in DOMAINS:
        polib.pofile(str(OVERLAY / f"{domain}.po")).save_as_mofile(str(OVERLAY / f"{domain}.mo"))


def main() -> int:
    """Run the command line; returns the exit status."""
    parser = argparse.ArgumentParser(description="Wagtail's messages that have no Indonesian yet.")
    parser.add_argument("--compile", action="store_true", help="write the .mo files from the .po files")
    if parser.parse_args().compile:
        compile_overlay()
    gaps = {domain: missing(domain) for domain in DOMAINS}
    for domain, entries in gaps.items():
        for entry in entries:
            print(f"# {domain}\n{entry}")
    return 1 if any(gaps.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
