"""What an editor sees before readers do: the same template, never stored, never indexed, framed by the desk only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from redaksi.portal import pages
from redaksi.portal.models import StandingPage
from redaksi.portal.respond import respond
from redaksi.stories.fronts import Pin
from redaksi.stories.models import Section, Story


def preview_story(story: Story, request: HttpRequest, mode: str) -> HttpResponse:
    """Fills `stories.slots.preview`; `story` may be an unsaved draft."""
    return _private(respond(pages.preview_page(pages.Ground.load(timezone.now()), story)))


def preview_front(section: Section | None, pins: Sequence[Pin], at: datetime) -> HttpResponse:
    """Fills `stories.slots.front_preview`: the arrangement at hand as readers would see it at `at`."""
    if section is None:
        return _private(respond(pages.front_page(at, pins)))
    return _private(respond(pages.section_page(pages.Ground.load(at), section, 1, pins)))


def preview_standing(page: StandingPage) -> HttpResponse:
    """A standing page as it would be shown."""
    return _private(respond(pages.standing_page(pages.Ground.load(timezone.now()), page, preview=True)))


def _private(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response
