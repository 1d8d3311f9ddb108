"""The first screen: what waits, what is mine, what came in, what goes out today, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.models import Revision

from redaksi.desk import alarms, inbox, sources
from redaksi.desk.first_steps import first_steps
from redaksi.desk.permissions import account, may
from redaksi.desk.states import states_of
from redaksi.desk.story_list import waiting_for
from redaksi.newsroom.models import Identity, User
from redaksi.newsroom.roles import IDENTITY, WRITE
from redaksi.stories.models import Story

SHOWN: Final = 8


class DeskPanel(Component):
    """One box; `find(user)` gives what its template shows, nothing hides it."""

    def __init__(self, name: str, order: int, find: Callable[[User], Any]) -> None:
        self.name = name
        self.order = order
        self.find = find
        self.template_name = f"desk/dashboard/{name}.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        request: HttpRequest = parent_context["request"]
        return {"found": self.find(account(request)), "request": request, "user": request.user}


def panels(user: User) -> list[DeskPanel]:
    """The boxes that mean something to `user`, in order."""
    found = []
    if may(user, IDENTITY):
        found += [
            DeskPanel("identity", 20, lambda _user: Identity.load().missing_by_law()),
            DeskPanel("first_steps", 25, first_steps),
        ]
    if may(user, IDENTITY) and not may(user, WRITE):
        found.append(DeskPanel("sources", 15, lambda _user: sources.alarms(timezone.now())))
    if may(user, WRITE):
        found += [
            DeskPanel("alarms", 10, lambda _user: alarms.corrected_public(limit=SHOWN)),
            DeskPanel("sources", 15, lambda _user: sources.alarms(timezone.now())),
            DeskPanel("waiting", 30, waiting_stories),
            DeskPanel("drafts", 40, draft_stories),
            DeskPanel("wire", 50, lambda _user: inbox.page(inbox.Filters(), UTC, size=SHOWN).rows),
            DeskPanel("scheduled", 60, lambda _user: scheduled_today(timezone.now())),
        ]
    return found


def waiting_stories(user: User) -> list[Story]:
    """What `user` can approve or return, and what came back to them."""
    return _with_states(list(waiting_for(_light(), user).order_by("-latest_revision_id")[:SHOWN]))


def draft_stories(user: User) -> list[Story]:
    """What `user` began and readers have not seen."""
    drafts = _light().filter(created_by=user, live=False, first_published_at=None)
    return _with_states(list(drafts.order_by("-pk")[:SHOWN]))


def scheduled_today(now: datetime) -> list[tuple[datetime, Story]]:
    """(moment, story) of all that goes out until midnight in the newsroom's zone, the next one first."""
    zone = Identity.load().tzinfo
    midnight = datetime.combine(now.astimezone(zone).date() + timedelta(days=1), time(), zone)
    rows = Revision.objects.filter(
        base_content_type__app_label="stories", base_content_type__model="story", approved_go_live_at__lt=midnight
    ).order_by("approved_go_live_at")
    due = {int(pk): moment for pk, moment in rows.values_list("object_id", "approved_go_live_at")}
    stories = {story.pk: story for story in _light().filter(pk__in=due)}
    return [(moment, stories[pk]) for pk, moment in due.items() if pk in stories]


def _light() -> Any:
    return Story.objects.select_related("section", "created_by").defer("body", "notes")


def _with_states(stories: list[Story]) -> list[Story]:
    states = states_of(stories)
    for story in stories:
        story.desk_state = states[story.pk]  # type: ignore[attr-defined]
    return stories
