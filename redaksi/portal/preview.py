"""What an editor sees before readers do: the same template, never stored, never indexed, framed by the desk only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from redaksi.discovery.related import link_rows
from redaksi.newsroom.models import Identity
from redaksi.portal import pages
from redaksi.portal.look import Look
from redaksi.portal.models import StandingPage
from redaksi.portal.respond import respond
from redaksi.stories import queries
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


def preview_look(identity: Identity, kind: str, scheme: str) -> HttpResponse:
    """Fills `stories.slots.look_preview`: the front, or for `berita` the newest story, as `identity` would have it."""
    now, look = timezone.now(), Look.of(identity, _scheme(scheme))
    newest = queries.newest(now, 1) if kind == "berita" else []
    story = queries.whole(newest[0].pk, links=link_rows) if newest else None
    if story is None:
        return _private(respond(pages.front_page(now, dressed=(identity, look))))
    ground = pages.Ground.load(now, dressed=(identity, look))
    return _private(respond(pages.story_page(ground, story)))


def preview_specimen(scheme: str) -> HttpResponse:
    """Fills `stories.slots.specimen`."""
    ground = pages.Ground.load(timezone.now())
    return _private(respond(pages.specimen_page(ground, Look.of(ground.identity, _scheme(scheme)))))


def _scheme(name: str) -> Literal["", "day", "night"]:
    return "day" if name == "day" else "night" if name == "night" else ""


def preview_standing(page: StandingPage) -> HttpResponse:
    """A standing page as it would be shown."""
    return _private(respond(pages.standing_page(pages.Ground.load(timezone.now()), page, preview=True)))


def _private(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response
