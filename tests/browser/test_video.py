"""A video that stands elsewhere plays in the page after a click, and nobody is asked before."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import Newsroom

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
STORY = """
from tests.factories import make_draft, publish
story = make_draft("Gong Ditabuh di Lereng Merapi", kind="video")
video = {{"url": {url!r}, "title": "Perajin menabuh gong", "poster": None, "length": "0:04", "credit": "Uji"}}
story.body = [{{"type": "video", "value": video}}, {{"type": "paragraph", "value": "<p>Gong baru ditabuh.</p>"}}]
story.save()
print(publish(story).get_absolute_url())
"""
#: What stands in for the host of the video: a moving picture that the page makes itself.
PLAYER = """<!doctype html><title>siap</title><video muted autoplay></video><canvas></canvas><script>
const canvas = document.querySelector("canvas"), video = document.querySelector("video");
const pen = canvas.getContext("2d");
setInterval(() => { pen.fillStyle = `hsl(${Date.now() % 360} 50% 50%)`; pen.fillRect(0, 0, 300, 150); }, 40);
video.addEventListener("timeupdate", () => { if (video.currentTime > 0.2) document.title = "diputar"; });
video.srcObject = canvas.captureStream(25);
</script>"""
HOST = "https://www.youtube-nocookie.com/"


def answer_as_the_host(page: Page, asked: list[str]) -> None:
    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body=PLAYER, content_type="text/html")

    page.route(lambda url: "127.0.0.1" not in url, answer)


def test_a_video_plays_after_a_click_and_its_host_is_asked_only_then(browser: Browser, newsroom: Newsroom) -> None:
    path = newsroom.script(STORY.format(url="https://www.youtube.com/watch?v=aBcDeFgHiJk")).split()[-1]
    page, asked = browser.new_page(viewport={"width": 360, "height": 740}), list[str]()
    answer_as_the_host(page, asked)
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.goto(newsroom.url + path, wait_until="networkidle")
    link = page.get_by_role("link", name="Putar video: Perajin menabuh gong")
    before = link.bounding_box()
    assert asked == []
    link.focus()
    page.keyboard.press("Enter")
    frame = page.locator("figure.vid iframe")
    expect(frame).to_have_attribute("title", "Putar video: Perajin menabuh gong")
    inside = frame.content_frame
    expect(inside.locator("video")).to_be_visible()
    page.wait_for_function("document.activeElement.tagName === 'IFRAME'")
    player = next(each for each in page.frames if each.url.startswith(HOST))
    player.wait_for_function("document.title === 'diputar'")
    assert len(asked) == 1
    assert asked[0].startswith(HOST)
    assert refused == []
    after = frame.bounding_box()
    assert before is not None
    assert after is not None
    assert (after["width"], after["y"]) == (before["width"], before["y"]), "nothing moves when it plays"
    assert page.url == newsroom.url + path
    page.close()


def test_a_video_of_an_unknown_host_stays_a_link(browser: Browser, newsroom: Newsroom) -> None:
    path = newsroom.script(STORY.format(url="https://video.example/gong.mp4")).split()[-1]
    page, asked = browser.new_page(), list[str]()
    answer_as_the_host(page, asked)
    page.goto(newsroom.url + path, wait_until="networkidle")
    link = page.get_by_role("link", name="Putar video: Perajin menabuh gong")
    assert link.get_attribute("href") == "https://video.example/gong.mp4"
    assert page.locator("[data-player], iframe").count() == 0
    assert asked == []
    page.close()
