"""What all tests share: a home of their own, the shared folder beside the project, a fixed moment."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder of real input beside the project; tests that need it are skipped where it is absent."""
    folder = PROJECT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the folder of real samples is not beside the project")
    return folder


@pytest.fixture
def now() -> datetime:
    """A fixed Thursday evening in Jakarta (19:00 WIB)."""
    return datetime(2026, 11, 19, 12, 0, tzinfo=UTC)
