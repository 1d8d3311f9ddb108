"""A whole newsroom served as in life, and a real Chromium that opens it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

PROJECT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Sources of the tests stand on loopback.
ENVIRON = {"REDAKSI_FETCH_PRIVATE": "1"}
PASSWORD = "kata-sandi-uji-7"
FURNISH = f"""
import django; django.setup()
from redaksi.newsroom.models import Identity, Person, User
from redaksi.portal.setup import create_standing_pages
from redaksi.stories.models import Section, Story, Topic
from tests.factories import make_person, make_picture, make_section, make_story, make_topic, make_user
from django.contrib.auth.models import Group
identity = Identity.load()
identity.brand, identity.legal_name, identity.address = "Kabar Uji", "PT Kabar Uji", "Jalan Uji 1, Jakarta"
identity.phone, identity.fax, identity.email = "+62 21 555 0100", "+62 21 555 0101", "redaksi@uji.example"
identity.responsible_person = identity.editor_in_chief = "Ratna Wulandari"
identity.whatsapp = "https://whatsapp.example/kabaruji"
identity.save()
create_standing_pages("Kabar Uji")
for name, role in (("redaktur", "redaktur-pelaksana"), ("wartawan", "reporter"), ("kepala", "pemimpin-redaksi")):
    user = make_user(name)
    user.set_password({PASSWORD!r})
    user.save()
    user.groups.set(Group.objects.filter(name=role))
make_person("Ratna Wulandari", "RWD")
Person.objects.filter(pk=make_person("Wira Adi", "WIR").pk).update(account=User.objects.get(username="redaktur"))
dunia = make_section("Dunia", order=1)
make_section("Ekonomi", order=2)
for name in ("Pakistan", "Rusia"):
    make_topic(name, kind="country")
picture = make_picture()
for number in range(14):
    make_story(f"Kabar Dunia Nomor {{number}}", section=dunia, picture=picture if number % 3 == 0 else None)
"""


@dataclass(frozen=True)
class Newsroom:
    """A running newsroom: its address, its home, and a way to run our own commands in it."""

    url: str
    home: Path
    pid: int = 0

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "redaksi", *arguments]
        return subprocess.run(command, env=environ(self.home), cwd=PROJECT, capture_output=True, text=True, check=False)

    def script(self, code: str) -> str:
        """Run Python in this newsroom's home and return what it prints."""
        done = subprocess.run(
            [sys.executable, "-c", f"import django; django.setup()\n{code}"],
            env=environ(self.home),
            cwd=PROJECT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def environ(home: Path) -> dict[str, str]:
    return {**os.environ, "REDAKSI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "redaksi.settings", **ENVIRON}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_served(url: str, process: subprocess.Popen[str]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise AssertionError(process.stderr.read() if process.stderr else "the newsroom ended")
        try:
            with urllib.request.urlopen(f"{url}/tentang/", timeout=20) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AssertionError("the newsroom did not answer")


@pytest.fixture(scope="session")
def newsroom(prepared_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """`redaksi serve` on a furnished home: fifteen stories, three accounts, one picture."""
    home = Path(shutil.copytree(prepared_home, tmp_path_factory.mktemp("rumah") / "var"))
    port = free_port()
    room = Newsroom(f"http://127.0.0.1:{port}", home)
    room.script(FURNISH)
    command = [sys.executable, "-m", "redaksi", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=environ(home), cwd=PROJECT, text=True, stderr=subprocess.DEVNULL)
    try:
        wait_until_served(room.url, process)
        yield replace(room, pid=process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) in {0, -signal.SIGTERM}


# Playwright holds an event loop while it runs: it ends with the module, so that no later test stands inside it.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed on this machine")
    with sync_playwright() as playwright:
        yield (chromium := playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS))
        chromium.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A reader's phone, 360 pixels wide, with scripts off."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(browser: Browser, newsroom: Newsroom) -> Iterator[Page]:
    """The desk on an office screen, a managing editor logged in."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    log_in(page, newsroom, "redaktur")
    yield page
    context.close()


def log_in(page: Page, newsroom: Newsroom, username: str) -> None:
    page.goto(f"{newsroom.url}/desk/login/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "login" not in url)
