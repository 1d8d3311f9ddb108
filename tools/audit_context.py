"""What every check is given, and how checkers are run."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tools.audit_install import HERE, SHARED, Toolbox
from tools.audit_kinds import Page
from tools.audit_report import Result


class CheckerError(RuntimeError):
    """A checker could not do its work; the message is what it said."""


@dataclass(frozen=True, slots=True)
class Audit:
    """A running newsroom, one page of each kind, the checkers, and a folder for what they need and leave."""

    base: str
    box: Toolbox
    pages: dict[str, Page]
    client: httpx.Client
    folder: Path
    quick: bool
    runs: int

    def url(self, kind: str) -> str:
        return self.base + self.pages[kind].path

    def schema(self, name: str) -> Path | None:
        """A schema of the shared folder beside the project; None where that folder is absent."""
        path = SHARED / "schemas" / name
        return path if path.is_file() else None


Check = Callable[[Audit], list[Result]]


def run(command: list[str], data: str = "", seconds: int = 600, environ: dict[str, str] | None = None) -> str:
    """Standard output of `command`, whatever its status; raises CheckerError if it says nothing or does not end."""
    try:
        done = subprocess.run(
            command,
            input=data,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
            env={**os.environ, **(environ or {})},
        )
    except subprocess.TimeoutExpired:
        raise CheckerError(f"{Path(command[0]).name} took over {seconds} s") from None
    if not done.stdout.strip() and done.returncode:
        raise CheckerError(f"{Path(command[0]).name}: {done.stderr.strip()[-500:] or done.returncode}")
    return done.stdout


def outside(audit: Audit, job: str, value: Any) -> Any:
    """The answer of one job of audit_outside.py, run in the checkers' own environment."""
    # Public suffix lists and the like must not be asked for: loopback only.
    environ = {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9", "PYTHONWARNINGS": "ignore"}
    # Some readers take a date for one in the future while it is still yesterday in Greenwich.
    environ["TZ"] = "Asia/Jakarta"
    text = run([str(audit.box.python), str(HERE / "audit_outside.py"), job], json.dumps(value), environ=environ)
    return json.loads(text)
