import pytest

from redaksi.conf import config
from redaksi.delivery.press import press, press_paths, press_story, standing_paths
from redaksi.delivery.store import PageStore
from tests.factories import make_draft, make_picture, make_section, make_story

pytestmark = pytest.mark.django_db


def test_a_pressed_story_lies_in_the_store_finished():
    story = make_story("Jembatan Baru Dibuka")
    assert press(story.get_absolute_url()) == 200
    page = PageStore(config.home / "pages").get(story.get_absolute_url())
    assert page is not None
    assert "Jembatan Baru Dibuka" in page.identity.decode()


def test_pressing_names_each_path_with_its_status():
    make_section("Dunia")
    assert dict(press_paths(["/dunia/", "/tidak-ada/"])) == {"/dunia/": 200, "/tidak-ada/": 404}


def test_the_front_and_every_rubric_stand_first_among_what_is_pressed():
    make_section("Dunia")
    assert standing_paths()[:2] == ["/", "/dunia/"]


def test_after_a_publish_the_pictures_have_their_sizes():
    story = make_story(picture=make_picture())
    press_story.call(story.pk)
    assert story.picture.renditions.count() > 3


def test_a_story_that_is_not_public_is_not_pressed():
    draft = make_draft()
    press_story.call(draft.pk)
    assert PageStore(config.home / "pages").get(draft.get_absolute_url()) is None
