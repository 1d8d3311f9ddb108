"""Kinds of stories and the players of videos."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.stories.kinds import player, seconds


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/watch?v=a1B2c3D4e5F&t=10",
        "https://youtu.be/a1B2c3D4e5F?si=x",
        "https://m.youtube.com/shorts/a1B2c3D4e5F",
        "https://www.youtube-nocookie.com/embed/a1B2c3D4e5F",
    ],
)
def test_youtube_plays_without_its_cookies(url):
    found = player(url)
    assert found is not None
    assert found.url == "https://www.youtube-nocookie.com/embed/a1B2c3D4e5F"
    assert found.host == "https://www.youtube-nocookie.com"


def test_vimeo_is_asked_not_to_track():
    found = player("https://vimeo.com/channels/warta/123456789")
    assert found is not None
    assert found.url == "https://player.vimeo.com/video/123456789?dnt=1"


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/watch?v=pendek",
        "https://www.youtube.com/@saluran",
        "https://youtube.com.jahat.example/watch?v=a1B2c3D4e5F",
        "https://vimeo.com/about",
        "https://video.example/1.mp4",
        "http://[::1",
        "",
    ],
)
def test_what_is_no_known_video_can_only_be_opened_elsewhere(url):
    assert player(url) is None


@given(st.text(max_size=80))
def test_no_address_is_framed_but_those_of_two_hosts(text):
    for url in (
        text,
        f"https://youtu.be/{text}",
        f"https://www.youtube.com/watch?v={text}",
        f"https://vimeo.com/{text}",
    ):
        found = player(url)
        assert found is None or found.url.startswith(
            ("https://www.youtube-nocookie.com/embed/", "https://player.vimeo.com/video/")
        )
        assert found is None or not set(found.url) & set("\"'<> ")


@pytest.mark.parametrize(
    ("text", "length"), [("4:12", 252), ("4.12", 252), ("1:04:12", 3852), ("x", 0), ("", 0), ("12", 0)]
)
def test_a_length_is_read_in_seconds(text, length):
    assert seconds(text) == length
