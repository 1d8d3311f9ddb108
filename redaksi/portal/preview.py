"""What an editor sees before readers do: the same template, never stored, never indexed, framed by the desk only."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from redaksi.portal import pages
from redaksi.portal.models import StandingPage
from redaksi.portal.respond import respond
from redaksi.stories.models import Story


def preview_story(story: Story, request: HttpRequest, mode: str) -> HttpResponse:
    """Fills `stories.slots.preview`; `story` may be an unsaved draft."""
    return _private(respond(pages.preview_page(pages.Ground.load(timezone.now()), story)))


def preview_standing(page: StandingPage) -> HttpResponse:
    """A standing page as it would be shown."""
    return _private(respond(pages.standing_page(pages.Ground.load(timezone.now()), page, preview=True)))


def _private(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response
