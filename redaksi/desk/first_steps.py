"""What a new newsroom still has to do before it works, in the order in which it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from redaksi.desk.permissions import may
from redaksi.newsroom.models import Identity, Person, User
from redaksi.newsroom.roles import ACCOUNTS, IDENTITY, STRUCTURE, WRITE
from redaksi.stories.models import Section, Story
from redaksi.wire.models import Source

Words = str | Promise
#: A newsroom that published as many stories knows its way; what it left out, it left out on purpose.
ENOUGH_STORIES: Final = 10


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do; `note` says what it is good for, `url` is empty for who may not do it."""

    name: Words
    note: Words
    url: str
    done: bool


def first_steps(user: User) -> tuple[Step, ...]:
    """All steps with what is done; empty when every one is, or when enough stories are public."""
    if Story.objects.public()[:ENOUGH_STORIES].count() == ENOUGH_STORIES:
        return ()
    steps = tuple(
        Step(name, note, url if may(user, act) else "", done)
        for act, url, done, (name, note) in (
            (IDENTITY, _identity_url(), not Identity.load().missing_by_law(), _IDENTITY),
            (STRUCTURE, reverse("rubrik:index"), Section.objects.exists(), _RUBRICS),
            (STRUCTURE, reverse("orang:index"), Person.objects.exists(), _PEOPLE),
            (ACCOUNTS, reverse("wagtailusers_users:index"), User.objects.count() > 1, _ACCOUNTS),
            (IDENTITY, reverse("sumber:index"), Source.objects.exists(), _SOURCES),
            (WRITE, reverse("wagtailsnippets_stories_story:add"), Story.objects.public().exists(), _STORY),
        )
    )
    return () if all(step.done for step in steps) else steps


def _identity_url() -> str:
    return reverse("wagtailsettings:edit", args=["newsroom", "identity"])


_IDENTITY: Final = (_("Fill in the identity"), _("The Press Law asks for it, and readers see the logo."))
_RUBRICS: Final = (_("Name the rubrics"), _("Each gets a front, a feed and a place in the menu."))
_PEOPLE: Final = (_("Enter who writes"), _("Bylines and initials come from here, not from accounts."))
_ACCOUNTS: Final = (_("Give colleagues an account"), _("A role decides what each may do."))
_SOURCES: Final = (_("Connect a source of wire copy"), _("Its copy arrives in the inbox by itself."))
_STORY: Final = (_("Publish the first story"), _("Readers see it at once."))
