"""Whether a newsroom's home was prepared for this very version: kept so that a second start need not look again."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path

from redaksi.conf import config

PACKAGE = Path(__file__).resolve().parent
NAME = "prepared"


def is_current(home: Path) -> bool:
    """Whether database and static files under `home` were made by this version of everything."""
    database = config.database_url or (home / "redaksi.sqlite3").exists()
    try:
        return bool(database) and (home / NAME).read_text() == fingerprint()
    except OSError:
        return False


def write(home: Path) -> None:
    (home / NAME).write_text(fingerprint())


def fingerprint() -> str:
    """A hash over our migrations, templates, static files and words, the theme's files, the versions below us and the
    database in use."""
    parts = [config.database_url, version("django"), version("wagtail")]
    for pattern in ("*/migrations/*.py", "*/static/**/*", "*/templates/**/*", "*/locale/**/*.mo"):
        for file in sorted(PACKAGE.glob(pattern)):
            if file.is_file():
                status = file.stat()
                parts.append(f"{file.relative_to(PACKAGE)} {status.st_size} {status.st_mtime_ns}")
    theme = config.theme_folder
    for file in sorted(theme.rglob("*")) if theme else ():
        if file.is_file():
            status = file.stat()
            parts.append(f"{file} {status.st_size} {status.st_mtime_ns}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
