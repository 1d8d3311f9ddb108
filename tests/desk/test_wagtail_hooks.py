from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.log_actions import registry

from redaksi.newsroom.models import User
from tests.desk.conftest import wire_item
from tests.factories import make_draft, make_story

pytestmark = pytest.mark.django_db
Login = Callable[[str], tuple[Client, User]]

OPEN_TO_ALL = re.compile(r"^desk/(login|logout|password_reset|jsi18n|sprite)")
ADDRESS = re.compile(r"<(?:(\w+):)?(\w+)>")
OF_OTHERS = ("users", "settings", "sematan", "breaking", "iklan", "rubrik", "topik", "orang", "groups")


def desk_addresses() -> Iterator[str]:
    """Every address under /desk/, with 1 or a word where it wants something."""
    desk = next(each for each in get_resolver().url_patterns if str(each.pattern) == "desk/")
    for path in _walk(desk, ""):
        if not re.search(r"[\\()?+*\[]", path):
            yield ADDRESS.sub(lambda found: "x" if found.group(1) == "slug" else "1", path)


def _walk(entry: URLPattern | URLResolver, before: str) -> Iterator[str]:
    path = before + str(entry.pattern).removeprefix("^").removesuffix("$")
    if isinstance(entry, URLResolver):
        for each in entry.url_patterns:
            yield from _walk(each, path)
    else:
        yield path


def test_a_stranger_sees_nothing_of_the_desk_but_the_door() -> None:
    client = Client()
    seen = [path for path in desk_addresses() if not OPEN_TO_ALL.match(path)]
    assert len(seen) > 150
    for path in seen:
        answer = client.get(f"/{path}")
        assert answer.status_code in (302, 403, 404, 405), path
        if answer.status_code == 302:
            assert "/desk/login/" in answer.url, path


def test_a_reporter_reaches_no_screen_of_another_act(login: Login) -> None:
    client, _ = login("reporter")
    make_draft(), make_story(), wire_item()
    for path in desk_addresses():
        # How sources are doing is seen by all who take copy; the rest of their screens is not.
        others = path.split("/")[1] in OF_OTHERS or re.search(r"/sumber/(?!(?:1/)?$)", path)
        if others:
            assert client.get(f"/{path}").status_code in (302, 403, 404, 405), path


@pytest.mark.parametrize("role", ["reporter", "redaktur", "pemimpin-redaksi", "admin"])
def test_no_address_of_the_desk_breaks(login: Login, role: str) -> None:
    client, user = login(role)
    make_draft(created_by=user), make_story(), wire_item()
    client.raise_request_exception = False
    # Wagtail's own way to show its error page stands behind the owner's door.
    broken = [
        path
        for path in desk_addresses()
        if not re.match(r"desk/(login|logout|jsi18n|_error_test|error_test|failwhale)", path)
        and client.get(f"/{path}").status_code >= 500
    ]
    assert broken == []


def test_the_menus_hold_only_what_serves_a_newsroom(login: Login) -> None:
    page = login("pemimpin-redaksi")[0].get("/desk/").content.decode()
    assert "docs.wagtail.org" not in page
    assert "guide.wagtail.org" not in page
    assert "/desk/snippets/" not in page
    assert "/desk/inbox/" in page


def test_each_act_of_ours_has_words_in_the_history() -> None:
    for name in ("take", "catch_up", "spike", "restore", "correct", "withdraw"):
        assert registry.action_exists(f"redaksi.{name}")


def test_styles_and_keyboard_are_on_every_page(login: Login) -> None:
    page = login("reporter")[0].get("/desk/").content.decode()
    assert "desk/desk.css" in page
    assert "desk/desk.js" in page
