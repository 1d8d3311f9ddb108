"""A theme is a folder of its own: templates found before ours, styles that have the last word."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from redaksi.conf import SettingError, read

PROJECT = Path(__file__).resolve().parents[1]
SHOW = """
import django; django.setup()
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
print(Client().get("/").content.decode())
"""


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """The smallest theme: two templates, one variable."""
    parts = tmp_path / "tema" / "templates" / "portal" / "parts"
    styles = tmp_path / "tema" / "static" / "portal" / "css"
    parts.mkdir(parents=True)
    styles.mkdir(parents=True)
    (parts / "footer.html").write_text('<footer class="foot">Kaki halaman milik {{ f.brand }}</footer>')
    (parts / "signup.html").write_text("<p>Daftar buletin {{ f.brand }}</p>")
    (styles / "theme.css").write_text(":root { --g: 1.25rem }")
    return tmp_path / "tema"


def test_a_small_theme_overrides_one_template_and_one_variable(theme: Path, new_home: Path) -> None:
    environ = {
        **os.environ,
        "REDAKSI_HOME": str(new_home),
        "REDAKSI_THEME": str(theme),
        "DJANGO_SETTINGS_MODULE": "redaksi.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", SHOW], env=environ, cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Kaki halaman milik" in done.stdout
    assert "<p>Daftar buletin" in done.stdout
    assert ":root{--g:1.25rem}</style>" in done.stdout
    assert 'class="mast w"' in done.stdout


def test_a_theme_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="REDAKSI_THEME"):
        read({"REDAKSI_THEME": str(tmp_path / "tiada")})
    assert read({}).theme_folder is None
