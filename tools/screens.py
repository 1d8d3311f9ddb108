"""`make screens`: every kind of page at 360, 768 and 1280 pixels, light and dark, as one sheet each in docs/screens."""

from __future__ import annotations

import argparse
import io
import re
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tools.audit_install import PROJECT
from tools.audit_kinds import fetcher, find
from tools.audit_newsroom import demo

FOLDER = PROJECT / "docs" / "screens"
WIDTHS = (360, 768, 1280)
SCHEMES = ("light", "dark")
#: Pixels of a page that a sheet shows: enough for all parts of most pages, small enough to keep.
HEIGHT, GAP, GROUND = 1500, 24, "#888"
SCALE, QUALITY = 0.42, 42
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
#: Pictures below the first screen wait for scrolling, which a picture of a page does not do.
LOAD_ALL = "document.querySelectorAll('img[loading=lazy]').forEach((each) => { each.loading = 'eager'; })"


def main() -> int:
    """Write the sheets; returns the exit status."""
    parser = argparse.ArgumentParser(prog="tools/screens", description=__doc__)
    parser.add_argument("--url", help="a newsroom that runs already, instead of a demo of our own")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    asked = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        print("screens: Chromium is not installed (apt-get install chromium)", file=sys.stderr)
        return 1
    # Ended from outside, a demo of our own goes as well.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        if asked.url:
            _sheets(browser, asked.url, asked.folder)
        else:
            with demo() as base:
                _sheets(browser, base, asked.folder)
        browser.close()
    return 0


def name(kind: str, scheme: str) -> str:
    """The file of a kind: lower-case words with hyphens."""
    return f"{re.sub('[^a-z0-9]+', '-', kind)}-{scheme}.webp"


def sheet(shots: list[Image.Image]) -> Image.Image:
    """Pictures side by side, each cut at HEIGHT, then made smaller by SCALE."""
    height = min(HEIGHT, max(shot.height for shot in shots))
    made = Image.new("RGB", (sum(shot.width for shot in shots) + GAP * (len(shots) + 1), height + 2 * GAP), GROUND)
    left = GAP
    for shot in shots:
        made.paste(shot.crop((0, 0, shot.width, min(height, shot.height))), (left, GAP))
        left += shot.width + GAP
    return made.resize((round(made.width * SCALE), round(made.height * SCALE)), Image.Resampling.LANCZOS)


def _sheets(browser: Browser, base: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with httpx.Client(base_url=base, timeout=60, trust_env=False) as client:
        pages = find(fetcher(client))
    for path in folder.glob("*.webp"):
        path.unlink()
    # One page may be two kinds: the longest story may be the corrected one.
    drawn: set[str] = set()
    for kind, page in pages.items():
        if page.path in drawn:
            continue
        drawn.add(page.path)
        for scheme in SCHEMES:
            made = sheet(list(_shots(browser, base + page.path, scheme)))
            made.save(folder / name(kind, scheme), quality=QUALITY, method=6)
        print(f"screens: {kind}", flush=True)


def _shots(browser: Browser, url: str, scheme: str) -> Iterator[Image.Image]:
    for width in WIDTHS:
        dark = scheme == "dark"
        context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme="dark" if dark else "light"
        )
        page = context.new_page()
        page.goto(url)
        page.evaluate(LOAD_ALL)
        page.wait_for_load_state("networkidle")
        yield Image.open(io.BytesIO(page.screenshot(full_page=True)))
        context.close()


if __name__ == "__main__":
    sys.exit(main())
