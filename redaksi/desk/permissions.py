"""What each editorial act needs of Django's permissions, and the policy that guards one story.

Roles are data (`newsroom.roles`); the groups named after them are written anew after each migration, so a role never
drifts from what stands there. Permission per rubric has its place in `StoryPolicy.user_has_permission_for_instance`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from django.apps import AppConfig, apps
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.models import Collection as PictureFolder
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page
from wagtail.permission_policies import ModelPermissionPolicy

from redaksi.desk.workflow import ensure_workflow
from redaksi.newsroom.models import User
from redaksi.newsroom.roles import ACCOUNTS, EDIT, FRONT, IDENTITY, PUBLISH, ROLES, STRUCTURE, WITHDRAW, WRITE, Role
from redaksi.stories.models import Story

ENTER: Final = "wagtailadmin.access_admin"
WAGTAILS_GROUPS: Final = ("Moderators", "Editors")


def _every(*models: str) -> tuple[str, ...]:
    """Add, change and delete on each `app.model`."""
    return tuple(
        f"{app}.{verb}_{model}"
        for app, model in (name.split(".") for name in models)
        for verb in ("add", "change", "delete")
    )


PERMISSIONS: Final[Mapping[str, tuple[str, ...]]] = {
    WRITE: ("stories.add_story", "stories.view_story", "wire.view_wireitem", "desk.add_take"),
    EDIT: (
        "stories.change_story",
        "stories.delete_story",
        "stories.lock_story",
        "stories.unlock_story",
        "desk.add_spike",
        "desk.delete_spike",
        "wire.change_rawfile",
    ),
    PUBLISH: ("stories.publish_story", "accountability.add_correction"),
    WITHDRAW: ("accountability.add_withdrawal",),
    FRONT: _every("stories.slot", "stories.breakingnotice", "stories.adslot", "stories.topic"),
    STRUCTURE: _every("stories.section", "newsroom.person", "wire.routingrule"),
    IDENTITY: ("newsroom.change_identity", *_every("wire.source")),
    ACCOUNTS: _every("newsroom.user"),
}
"""Permissions that hold everywhere, for each act."""

PICTURES: Final[Mapping[str, tuple[str, ...]]] = {
    WRITE: ("add", "choose"),
    EDIT: ("change",),
}
"""Permissions on pictures; Wagtail gives them for a collection, we give them for all. `add` lets one change and delete
one's own, `change` those of others; a picture that a story shows is never deleted."""

PAGES: Final[Mapping[str, tuple[str, ...]]] = {STRUCTURE: ("add_page", "change_page", "publish_page", "lock_page")}
"""Permissions on standing pages; Wagtail gives them for a branch of the tree, we give them for the whole."""


def sync_roles(sender: AppConfig, **kwargs: Any) -> None:
    """Write the groups of all roles and the workflow, once every app has made its permissions (post_migrate)."""
    if sender.name == [each for each in apps.get_app_configs() if each.models_module][-1].name:
        for role in ROLES:
            _sync_role(role)
        # Wagtail's own groups, with their own idea of who may do what, would stand beside the roles.
        Group.objects.filter(name__in=WAGTAILS_GROUPS, user=None).delete()
        ensure_workflow()


def _sync_role(role: Role) -> None:
    group, _created = Group.objects.get_or_create(name=role.key)
    group.permissions.set(_named([ENTER, *(name for act in role.acts for name in PERMISSIONS.get(act, ()))]))
    root = PictureFolder.get_first_root_node()
    if root is not None:
        _sync_pictures(group, role, root)
    _sync_pages(group, role)


def _named(names: Collection[str]) -> QuerySet[Permission]:
    wanted = Q(pk=None)
    for name in names:
        app, codename = name.split(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    return Permission.objects.filter(wanted)


def _sync_pictures(group: Group, role: Role, root: PictureFolder) -> None:
    codenames = {f"{verb}_image" for act in role.acts for verb in PICTURES.get(act, ())}
    kept = Permission.objects.filter(content_type__app_label="wagtailimages", codename__in=codenames)
    rows = GroupCollectionPermission.objects.filter(group=group, collection=root)
    rows.exclude(permission__in=kept).delete()
    for permission in kept:
        rows.get_or_create(group=group, collection=root, permission=permission)


def _sync_pages(group: Group, role: Role) -> None:
    codenames = {name for act in role.acts for name in PAGES.get(act, ())}
    root = Page.get_first_root_node()
    rows = GroupPagePermission.objects.filter(group=group)
    kept = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames)
    rows.exclude(permission__in=kept).delete()
    for permission in kept if root else ():
        rows.get_or_create(group=group, page=root, permission=permission)


def may(user: User | AnonymousUser | None, act: str) -> bool:
    """Whether `user` may do `act` (`newsroom.roles`): all of its permissions, or being the installation's owner."""
    return user is not None and user.has_perms(PERMISSIONS[act])


def account(request: HttpRequest) -> User:
    """Who sent the request; raises PermissionDenied for nobody."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


class StoryPolicy(ModelPermissionPolicy):
    """Who may do what with one story: editors with any, reporters with their own.

    Model-wide questions (Wagtail's menus) are answered generously for `change` and `delete`; every view of ours asks
    for the story at hand.
    """

    def user_has_permission(self, user: User, action: str) -> bool:
        if action in ("change", "delete") and super().user_has_permission(user, "add"):
            return True
        return bool(super().user_has_permission(user, action))

    def user_has_permission_for_instance(self, user: User, action: str, instance: Story) -> bool:
        if action in ("change", "delete"):
            if action == "delete" and instance.ever_public:
                return False
            return bool(
                super().user_has_permission(user, action)
                or (super().user_has_permission(user, "add") and owns(user, instance))
            )
        return bool(super().user_has_permission(user, action))

    def user_has_any_permission_for_instance(self, user: User, actions: Collection[str], instance: Story) -> bool:
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)

    def instances_user_has_any_permission_for(self, user: User, actions: Collection[str]) -> QuerySet[Story]:
        if any(super(StoryPolicy, self).user_has_permission(user, action) for action in actions):
            return Story.objects.all()
        return Story.objects.filter(created_by=user)


def owns(user: User, story: Story) -> bool:
    """Whether `user` began `story`."""
    return user.pk is not None and story.created_by_id == user.pk
