"""What delivery adds to the desk: the acts of the clock in the audit log, and what is wrong on the first screen."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from redaksi.delivery.health import HealthPanel


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(
        "redaksi.schedule_refused", _("Schedule refused"), _("Not published at its time: the checks refused it")
    )


# After the desk has put its own boxes there.
@hooks.register("construct_homepage_panels", order=10)
def add_health(request: HttpRequest, panels: list[Any]) -> None:
    panels.insert(0, HealthPanel())
