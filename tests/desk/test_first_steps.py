from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from redaksi.desk.first_steps import ENOUGH_STORIES, first_steps
from redaksi.newsroom.models import User
from tests.desk.conftest import staff
from tests.factories import make_section, make_story

pytestmark = pytest.mark.django_db
Login = Callable[[str], tuple[Client, User]]


def done(user: User) -> dict[str, bool]:
    return {str(step.name): step.done for step in first_steps(user)}


def test_a_new_newsroom_is_led_through_what_it_still_lacks(login: Login) -> None:
    client, user = login("pemimpin-redaksi")
    assert not done(user)["Beri nama rubrik"]
    page = client.get("/desk/").content.decode()
    assert "Langkah pertama" in page
    assert "/desk/rubrik/" in page
    make_section()
    assert done(user)["Beri nama rubrik"]
    assert not done(user)["Terbitkan berita pertama"]


def test_a_step_that_somebody_else_must_take_is_named_without_a_link() -> None:
    steps = {str(step.name): step for step in first_steps(staff("pemimpin-redaksi"))}
    assert steps["Beri akun kepada rekan"].url == ""
    assert steps["Lengkapi identitas"].url


def test_the_steps_vanish_when_enough_is_public(login: Login) -> None:
    client, user = login("pemimpin-redaksi")
    for number in range(ENOUGH_STORIES):
        make_story(f"Kabar {number}", at=timezone.now() - timedelta(minutes=number))
    assert first_steps(user) == ()
    assert "Langkah pertama" not in client.get("/desk/").content.decode()
