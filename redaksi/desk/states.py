"""Where a story stands, in one word: what Wagtail keeps in live flags, schedules and workflows."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, WorkflowState

from redaksi.accountability.models import Withdrawal
from redaksi.stories.models import Story


class State(models.TextChoices):
    DRAFT = "draf", _("draft")
    SUBMITTED = "diajukan", _("submitted")
    RETURNED = "dikembalikan", _("returned")
    SCHEDULED = "terjadwal", _("scheduled")
    PUBLISHED = "terbit", _("published")
    EXPIRED = "kedaluwarsa", _("expired")
    WITHDRAWN = "dicabut", _("withdrawn")


def states_of(stories: Iterable[Story]) -> dict[int, State]:
    """The state of each of `stories` by its key, in three queries whatever their number."""
    stories = list(stories)
    keys = [story.pk for story in stories]
    withdrawn = set(Withdrawal.objects.filter(story_id__in=keys).values_list("story_id", flat=True))
    scheduled = set(_scheduled(keys))
    passing = _passing(keys)
    return {story.pk: _state(story, withdrawn, scheduled, passing.get(story.pk)) for story in stories}


def in_state(stories: QuerySet[Story], state: str) -> QuerySet[Story]:
    """Those of `stories` that stand in `state`."""
    if state == State.PUBLISHED:
        return stories.filter(live=True)
    if state == State.WITHDRAWN:
        return stories.filter(withdrawal__isnull=False)
    if state == State.EXPIRED:
        return stories.filter(expired=True, live=False, withdrawal__isnull=True)
    if state == State.SCHEDULED:
        return stories.filter(pk__in=_scheduled(), live=False)
    passing = _passing()
    if state in (State.SUBMITTED, State.RETURNED):
        return stories.filter(pk__in=[pk for pk, found in passing.items() if found == state])
    return stories.filter(live=False, first_published_at=None).exclude(pk__in=[*passing, *_scheduled()])


def _state(story: Story, withdrawn: set[int], scheduled: set[int], passing: State | None) -> State:
    if story.pk in withdrawn:
        return State.WITHDRAWN
    if passing is not None and not story.live:
        return passing
    if story.live:
        return State.PUBLISHED
    if story.pk in scheduled:
        return State.SCHEDULED
    return State.EXPIRED if story.ever_public else State.DRAFT


def _scheduled(keys: Iterable[int] | None = None) -> list[int]:
    rows = Revision.objects.filter(base_content_type=_story_type(), approved_go_live_at__isnull=False)
    if keys is not None:
        rows = rows.filter(object_id__in=[str(key) for key in keys])
    return [int(pk) for pk in rows.values_list("object_id", flat=True)]


def _passing(keys: Iterable[int] | None = None) -> dict[int, State]:
    rows = WorkflowState.objects.active().filter(base_content_type=_story_type())
    if keys is not None:
        rows = rows.filter(object_id__in=[str(key) for key in keys])
    words = {WorkflowState.STATUS_NEEDS_CHANGES: State.RETURNED}
    return {int(pk): words.get(status, State.SUBMITTED) for pk, status in rows.values_list("object_id", "status")}


def _story_type() -> ContentType:
    return ContentType.objects.get_for_model(Story)
