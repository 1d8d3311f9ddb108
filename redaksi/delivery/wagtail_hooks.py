"""The acts of the clock in the audit log."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(
        "redaksi.schedule_refused", _("Schedule refused"), _("Not published at its time: the checks refused it")
    )
