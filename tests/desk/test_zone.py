from __future__ import annotations

import pytest
from django.test import RequestFactory
from wagtail.users.models import UserProfile

from redaksi.desk import zone
from redaksi.newsroom.models import Identity, User
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_an_account_that_chose_its_own_zone_keeps_it() -> None:
    user = make_user()
    profile = UserProfile.get_for_user(user)
    profile.current_time_zone = "Asia/Singapore"
    profile.save()
    zone.follow_on_login(User, user, request=RequestFactory().get("/"))
    identity = Identity.load()
    identity.zone = "Asia/Jayapura"
    identity.save()
    assert UserProfile.objects.get(user=user).current_time_zone == "Asia/Singapore"
