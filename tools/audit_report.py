"""What the checkers found, as one table and as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

State = Literal["pass", "fail", "skip"]
SITE = "whole site"
MARKS: dict[State, str] = {"pass": "ok", "fail": "FAIL", "skip": "skip"}


@dataclass(frozen=True, slots=True)
class Result:
    """One check of one kind of page (or of the whole site); `messages` hold what failed, `note` what was measured."""

    check: str
    kind: str
    state: State
    messages: tuple[str, ...] = ()
    note: str = ""


def judged(check: str, kind: str, messages: Iterable[str], note: str = "") -> Result:
    """A result that fails if there is any message."""
    found = tuple(messages)
    return Result(check, kind, "fail" if found else "pass", found, note)


def skipped(check: str, reason: str) -> list[Result]:
    """One result that says loudly why the check did not run."""
    print(f"audit: SKIPPED {check}: {reason}", file=sys.stderr, flush=True)
    return [Result(check, SITE, "skip", (reason,))]


def table(results: list[Result]) -> str:
    """Kinds down, checks across, then each failure with its first message, each note and each skip."""
    checks = list(dict.fromkeys(result.check for result in results))
    kinds = list(dict.fromkeys(result.kind for result in results))
    cells = {(result.kind, result.check): MARKS[result.state] for result in results}
    rows = [["", *checks]] + [[kind, *(cells.get((kind, check), "-") for check in checks)] for kind in kinds]
    widths = [max(len(row[column]) for row in rows) for column in range(len(checks) + 1)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([*lines, "", *_remarks(results)])


def write(results: list[Result], path: Path) -> None:
    """All results with all their messages, as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([asdict(result) for result in results], ensure_ascii=False, indent=1) + "\n")


def _remarks(results: list[Result]) -> Iterable[str]:
    for result in results:
        where = f"{result.check}, {result.kind}"
        if result.state == "fail":
            more = f" (and {len(result.messages) - 1} more)" if len(result.messages) > 1 else ""
            yield f"FAIL {where}: {result.messages[0]}{more}"
        elif result.state == "skip":
            yield f"skip {where}: {result.messages[0]}"
        if result.note:
            yield f"     {where}: {result.note}"
