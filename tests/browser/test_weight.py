"""What a phone loads before a reader reads: counted on the wire by a real browser."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Newsroom

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
BUDGET = tomllib.loads(Path("benchmarks/budgets.toml").read_text())["first_view"]
#: A photograph has noise that a drawing lacks: a picture of noise over a scene weighs what photographs weigh.
PHOTOGRAPH = """
import io, random
from django.core.files.base import ContentFile
from PIL import Image, ImageFilter
from redaksi.newsroom.models import Picture
from tests.factories import make_section, make_story
from redaksi.portal.pictures import ensure_renditions
random.seed(7)
scene = Image.radial_gradient("L").resize((2400, 1600)).convert("RGB")
noise = Image.effect_noise((2400, 1600), 60).filter(ImageFilter.GaussianBlur(1.5)).convert("RGB")
out = io.BytesIO()
Image.blend(scene, noise, 0.35).save(out, "JPEG", quality=92)
picture = Picture.objects.create(title="Foto", credit="Redaksi/Uji", description="Foto uji",
                                 file=ContentFile(out.getvalue(), "foto.jpg"))
ensure_renditions(picture)
text = "Warga di tepi sungai menata kembali rumah dan kebun setelah air surut pada pagi hari kemarin. "
story = make_story("Air Surut, Warga Menata Rumah", section=make_section("Dunia", order=1), picture=picture,
                   paragraphs=tuple(f"{number}. " + text * 3 for number in range(10)))
print(story.get_absolute_url())
"""


def test_the_whole_first_view_of_a_story_with_a_photograph_stays_in_its_budget(
    browser: Browser, newsroom: Newsroom
) -> None:
    path = newsroom.script(PHOTOGRAPH).split()[-1]
    context = browser.new_context(viewport={"width": 412, "height": 823}, device_scale_factor=1.75)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    loaded: list[float] = []
    session.on("Network.loadingFinished", lambda event: loaded.append(event["encodedDataLength"]))
    page.goto(newsroom.url + path, wait_until="networkidle")
    shown = page.evaluate("document.querySelector('article figure img').currentSrc")
    context.close()
    assert "foto" in shown, "the photograph is part of the first view"
    assert len(loaded) >= 2
    assert sum(loaded) <= BUDGET["everything_at_most"]
