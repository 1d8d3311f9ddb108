"""The demo's addresses and accounts, kept for its owner so that a second start can show them again. No Django."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

NAME = "demo-accounts.txt"


def is_kept(home: Path) -> bool:
    """Whether the demo was built in `home`."""
    return (home / NAME).exists()


def keep(home: Path, accounts: Iterable[str]) -> None:
    """Write the lines with accounts and passwords, readable by their owner only."""
    path = home / NAME
    path.touch(mode=0o600)
    path.write_text("\n".join(accounts) + "\n")


def lines(home: Path, url: str) -> list[str]:
    """What to show at a start: the addresses under `url`, then accounts and passwords."""
    return [f"Front page  {url}/", f"Desk        {url}/desk/", *(home / NAME).read_text().splitlines()]
