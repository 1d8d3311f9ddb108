from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.permissions import policy_registry

from redaksi.desk.permissions import PERMISSIONS, may
from redaksi.newsroom.models import Picture
from redaksi.newsroom.roles import ROLES, Role
from redaksi.stories.models import Story
from tests.desk.conftest import staff
from tests.factories import make_draft, make_picture, make_story

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.key)
@pytest.mark.parametrize("act", PERMISSIONS)
def test_each_role_may_do_its_acts_and_no_other(role: Role, act: str) -> None:
    assert may(staff(role.key), act) is (act in role.acts)


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.key)
def test_a_role_holds_no_permission_that_none_of_its_acts_needs(role: Role) -> None:
    wanted = {"wagtailadmin.access_admin"} | {name for act in role.acts for name in PERMISSIONS[act]}
    assert staff(role.key).get_all_permissions() == wanted


def test_migrating_again_writes_the_same_groups_and_takes_away_what_crept_in() -> None:
    reporter = Group.objects.get(name="reporter")
    before = set(reporter.permissions.values_list("pk", flat=True))
    reporter.permissions.add(Group.objects.get(name="admin").permissions.last())
    call_command("migrate", verbosity=0)
    assert set(reporter.permissions.values_list("pk", flat=True)) == before
    assert Group.objects.count() == len(ROLES)


def test_a_reporter_changes_own_stories_and_an_editor_any() -> None:
    policy = policy_registry.get_by_type(Story)
    reporter, other, editor = staff("reporter"), staff("reporter"), staff("editor")
    story = make_draft(created_by=reporter)
    assert policy.user_has_permission_for_instance(reporter, "change", story)
    assert not policy.user_has_permission_for_instance(other, "change", story)
    assert policy.user_has_permission_for_instance(editor, "change", story)
    assert not policy.user_has_permission_for_instance(reporter, "publish", story)


def test_nobody_deletes_what_was_public() -> None:
    policy = policy_registry.get_by_type(Story)
    story = make_story()
    for role in ROLES:
        assert not policy.user_has_permission_for_instance(staff(role.key), "delete", story)


@pytest.mark.parametrize(
    ("role", "action", "allowed"),
    [
        ("reporter", "choose", True),
        ("reporter", "change", False),
        ("reporter", "delete", False),
        ("editor", "change", True),
        ("editor", "delete", True),
        ("admin", "choose", False),
    ],
)
def test_pictures_of_others_follow_the_acts(role: str, action: str, allowed: bool) -> None:
    policy = policy_registry.get_by_type(Picture)
    assert policy.user_has_permission_for_instance(staff(role), action, make_picture()) is allowed


def test_a_reporter_uploads_pictures_and_an_administrator_does_not() -> None:
    policy = policy_registry.get_by_type(Picture)
    assert policy.user_has_permission(staff("reporter"), "add")
    assert not policy.user_has_permission(staff("admin"), "add")
