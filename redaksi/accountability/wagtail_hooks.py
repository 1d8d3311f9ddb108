"""The acts of this room in the audit log."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("redaksi.correct", _("Correct"), _("Correction posted"))
    actions.register_action("redaksi.withdraw", _("Withdraw"), _("Withdrawn with a public reason"))
