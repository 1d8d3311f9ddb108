"""What the desk did with what came in, and the task by which a story passes the desk editor."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from redaksi.newsroom.models import User
from redaksi.stories.models import Section, Story
from redaksi.wire.models import WireItem


class Take(models.Model):
    """This story was made from, or caught up with, this version of an agency's item: the only link between them."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="takes", verbose_name=_("story"))
    wire_item = models.ForeignKey(WireItem, on_delete=models.PROTECT, related_name="takes", verbose_name=_("wire item"))
    version = models.CharField(_("version"), max_length=120)
    taken_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by"))
    taken_at = models.DateTimeField(_("taken"), default=timezone.now)

    class Meta:
        verbose_name = _("take")
        verbose_name_plural = _("takes")
        ordering = ["-taken_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["story", "wire_item"], name="desk_take_once")]

    def __str__(self) -> str:
        return f"{self.wire_item} → {self.story}"


class Spike(models.Model):
    """An item that the desk put aside; it can always be restored."""

    wire_item = models.OneToOneField(
        WireItem, on_delete=models.CASCADE, related_name="spike", verbose_name=_("wire item")
    )
    spiked_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by"))
    spiked_at = models.DateTimeField(_("spiked"), default=timezone.now)
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("spiked item")
        verbose_name_plural = _("spiked items")
        indexes = [models.Index(fields=["-spiked_at", "-id"], name="desk_spike_newest")]

    def __str__(self) -> str:
        return str(self.wire_item)


class FrontChange(models.Model):
    """One saved arrangement of a front, with what stood before, so that it can be undone (`desk.fronts`)."""

    section = models.ForeignKey(
        Section, null=True, blank=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("front")
    )
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("time"), default=timezone.now)
    # Lists of [place, story, from, until].
    before = models.JSONField(default=list)
    after = models.JSONField(default=list)

    class Meta:
        verbose_name = _("arrangement of a front")
        verbose_name_plural = _("arrangements of fronts")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.section.name if self.section else gettext("Front page")


class Answer(models.Model):
    """What the desk did about an alarm: a message by which an agency takes back or corrects what became a story."""

    class Act(models.TextChoices):
        ACKNOWLEDGED = "acknowledged", _("acknowledged")
        CORRECTED = "corrected", _("corrected")
        WITHDRAWN = "withdrawn", _("withdrawn")

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="answers", verbose_name=_("story"))
    message = models.ForeignKey(WireItem, on_delete=models.PROTECT, related_name="answers", verbose_name=_("message"))
    act = models.CharField(_("act"), max_length=12, choices=Act)
    reason = models.TextField(_("reason"))
    answered_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by"))
    answered_at = models.DateTimeField(_("answered"), default=timezone.now)

    class Meta:
        verbose_name = _("answer to an alarm")
        verbose_name_plural = _("answers to alarms")
        ordering = ["-answered_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["story", "message"], name="desk_answer_once")]

    def __str__(self) -> str:
        return f"{self.message}: {self.get_act_display()}"


class Rerouting(models.Model):
    """Rules applied to what waits in the inbox: checked, confirmed, undone if wanted (`desk.rerouting`)."""

    class State(models.TextChoices):
        CHECKING = "checking", _("being checked")
        READY = "ready", _("waits for confirmation")
        STALE = "stale", _("the rules have changed since")
        DISCARDED = "discarded", _("discarded")
        APPLYING = "applying", _("being applied")
        APPLIED = "applied", _("applied")
        UNDOING = "undoing", _("being undone")
        UNDONE = "undone", _("undone")

    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("time"), default=timezone.now)
    days = models.PositiveSmallIntegerField(_("days back"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.CHECKING)
    #: The rules that were asked, see `wire.rerouting.fingerprint`.
    rules = models.CharField(max_length=64)
    total = models.PositiveIntegerField(_("waiting items"), default=0)
    #: How many were gone through in this state, and behind which one the next batch begins.
    done = models.PositiveIntegerField(default=0)
    cursor = models.CharField(max_length=60, blank=True)
    moved_at = models.DateTimeField(default=timezone.now)
    changes = models.PositiveIntegerField(_("changes"), default=0)
    #: How many of the changes concern `{"section": 3, "watched": 1, ...}`.
    counts = models.JSONField(default=dict)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    undone_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by"))
    restored = models.PositiveIntegerField(_("restored"), default=0)

    class Meta:
        verbose_name = _("application of the rules")
        verbose_name_plural = _("applications of the rules")
        ordering = ["-id"]

    def __str__(self) -> str:
        return gettext("Rules applied to what waits")


class Rerouted(models.Model):
    """What one `Rerouting` changes on one item: its routing before and after (`wire.rerouting.FIELDS`)."""

    run = models.ForeignKey(Rerouting, on_delete=models.CASCADE, related_name="items", db_index=False)
    wire_item = models.ForeignKey(WireItem, on_delete=models.CASCADE, related_name="reroutings")
    before = models.JSONField()
    after = models.JSONField()
    applied = models.BooleanField(default=False)
    #: It became watched by this: the desk is told, see `desk.watch`.
    told = models.BooleanField(default=False)

    # Written by the thousand and never rendered by Wagtail: its reference index would only cost time.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("rerouted item")
        verbose_name_plural = _("rerouted items")
        indexes = [
            models.Index(fields=["run", "id"], name="desk_rerouted_run"),
            models.Index(fields=["-id"], condition=models.Q(told=True), name="desk_rerouted_told"),
        ]

    def __str__(self) -> str:
        return str(self.wire_item)


class DeskTask(Task):
    """A step of a workflow that asks for acts, not for groups: who may publish approves, who may edit returns."""

    class Meta:
        verbose_name = _("desk editor's approval")
        verbose_name_plural = _("desk editors' approvals")

    def user_can_access_editor(self, obj: Story, user: User) -> bool:
        return user.has_perm("stories.change_story")

    def locked_for_user(self, obj: Story, user: User) -> bool:
        return not user.has_perm("stories.change_story")

    def user_can_lock(self, obj: Story, user: User) -> bool:
        return user.has_perm("stories.lock_story")

    def get_actions(self, obj: Story, user: User) -> list[tuple[str, Any, bool]]:
        actions: list[tuple[str, Any, bool]] = []
        if user.has_perm("stories.change_story"):
            actions.append(("reject", _("Return to the author"), True))
        if user.has_perm("stories.publish_story"):
            actions.append(("approve", _("Approve"), False))
        return actions

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> models.QuerySet[TaskState]:
        if not user.has_perm("stories.change_story"):
            return TaskState.objects.none()
        return TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, task=self.task_ptr)

    @classmethod
    def get_description(cls) -> Any:
        return _("Whoever may publish approves a story; whoever may edit returns it.")
