"""The only signal wiring of the house: which saved row makes which pages old."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from redaksi.accountability.models import Correction, Withdrawal
from redaksi.delivery import outbox
from redaksi.delivery.affected import Purge, by_story
from redaksi.delivery.press import press_story
from redaksi.newsroom.models import Identity, Person, Picture
from redaksi.stories import keys
from redaksi.stories.facts import PublicFacts
from redaksi.stories.models import AdSlot, BreakingNotice, Section, Slot, Story, Topic
from redaksi.stories.slots import slots
from redaksi.syndication.models import MachineSettings


def on_public_change(before: PublicFacts | None, after: PublicFacts | None) -> None:
    """Slot `stories.public_change`: post the purge in the change's own transaction."""
    outbox.post(by_story(before, after, Identity.load().tzinfo))
    if after is not None:
        press_story.enqueue(after.pk)


def _everywhere(row: models.Model) -> set[str]:
    return {keys.EVERYTHING}


def _topic(row: Topic) -> set[str]:
    return {keys.topic_list(row.pk), keys.topic_name(row.pk)}


def _person(row: Person) -> set[str]:
    return {keys.person_list(row.pk), keys.person_name(row.pk), keys.STANDING}


def _picture(row: Picture) -> set[str]:
    shown_by = Story.objects.filter(picture=row, live=True).values_list("pk", flat=True)
    return {key for pk in shown_by for key in (keys.story(pk), keys.listed(pk))}


def _notice(row: BreakingNotice) -> set[str]:
    return {keys.FRONT}


def _advertisement(row: AdSlot) -> set[str]:
    return {keys.ADS}


def _machines(row: MachineSettings) -> set[str]:
    return {keys.STANDING}


def _slot(row: Slot) -> set[str]:
    return {keys.section_front(row.section_id) if row.section_id else keys.FRONT}


def _accountable(row: Correction | Withdrawal) -> set[str]:
    return {keys.CORRECTIONS, keys.story(row.story_id)}


# The menu and the footer stand on every page.
TOUCHED: dict[type[models.Model], Callable[[Any], set[str]]] = {
    Identity: _everywhere,
    Section: _everywhere,
    BreakingNotice: _notice,
    AdSlot: _advertisement,
    Topic: _topic,
    Person: _person,
    Picture: _picture,
    Slot: _slot,
    MachineSettings: _machines,
    Correction: _accountable,
    Withdrawal: _accountable,
}


def on_row(sender: type[models.Model], instance: models.Model, **_: Any) -> None:
    outbox.post(Purge(frozenset(TOUCHED[sender](instance))))


def on_page(sender: type[Page], instance: Page, **_: Any) -> None:
    """A standing page came, went, moved or changed, which the signal does not tell apart: every page names it."""
    outbox.post(Purge(frozenset({keys.EVERYTHING})))


def connect() -> None:
    """Wire everything once, from `AppConfig.ready`."""
    slots.public_change.append(on_public_change)
    slots.last_change = outbox.last_change
    for model in TOUCHED:
        post_save.connect(on_row, sender=model, dispatch_uid=f"redaksi-saved-{model.__name__}")
        post_delete.connect(on_row, sender=model, dispatch_uid=f"redaksi-deleted-{model.__name__}")
    page_published.connect(on_page, dispatch_uid="redaksi-page-published")
    page_unpublished.connect(on_page, dispatch_uid="redaksi-page-unpublished")
