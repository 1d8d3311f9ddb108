"""The desk tells time in the newsroom's zone: each account follows the identity unless it chose another itself."""

from __future__ import annotations

from typing import Any

from wagtail.users.models import UserProfile

from redaksi.newsroom.models import Identity, User, Zone


def follow_on_login(sender: Any, user: User, **kwargs: Any) -> None:
    """An account that has no zone of its own gets the newsroom's."""
    profile = UserProfile.get_for_user(user)
    if not profile.current_time_zone:
        profile.current_time_zone = Identity.load().zone
        profile.save(update_fields=["current_time_zone"])


def follow_identity(sender: Any, instance: Identity, **kwargs: Any) -> None:
    """When the newsroom moves to another zone, accounts in one of the three follow."""
    UserProfile.objects.filter(current_time_zone__in=Zone.values).update(current_time_zone=instance.zone)
