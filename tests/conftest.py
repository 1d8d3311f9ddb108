"""What all tests share: a home of their own, the shared folder beside the project, a fixed moment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that commits empties the database behind it: give each such test the rows that migrations make."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker is not None and marker.kwargs.get("transaction"):
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True), append=False)
        if item.get_closest_marker("nightly"):
            item.add_marker(pytest.mark.timeout(3600))


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


@pytest.fixture(scope="session")
def prepared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an up-to-date, empty database and static files; copy it (`new_home`), never change it."""
    home = tmp_path_factory.mktemp("siap") / "var"
    environ = {**os.environ, "REDAKSI_HOME": str(home)}
    subprocess.run(
        [sys.executable, "-m", "redaksi", "prepare"], env=environ, cwd=PROJECT, check=True, capture_output=True
    )
    return home


@pytest.fixture
def new_home(prepared_home: Path, tmp_path: Path) -> Path:
    """A prepared home of the test's own, for tests that start processes."""
    return Path(shutil.copytree(prepared_home, tmp_path / "var"))
