"""Keeps the index equal to what is public, in the same transaction as the story."""

from __future__ import annotations

from types import ModuleType

from django.db import connection

from redaksi.discovery import postgres, sqlite
from redaksi.discovery.document import Document, document_of
from redaksi.discovery.models import Entry
from redaksi.stories.facts import PublicFacts
from redaksi.stories.models import Story

WITHIN_SECOND = 2**20


def backend() -> ModuleType:
    """The functions (add, remove, newest, relevant) of the database in use."""
    return postgres if connection.vendor == "postgresql" else sqlite


def rank_of(story: Story) -> int:
    """The story's number in the index: the second of publication, then the story's own number."""
    second = int(story.published_at.timestamp()) if story.published_at else 0
    return second * WITHIN_SECOND + story.pk % WITHIN_SECOND


def on_public_change(before: PublicFacts | None, after: PublicFacts | None) -> None:
    """Slot `stories.public_change`: index what became public, forget what no longer is."""
    facts = after or before
    if facts is not None:
        forget(facts.pk)
    if after is not None:
        remember(Story.objects.get(pk=after.pk))


def remember(story: Story) -> None:
    document, rank = document_of(story), rank_of(story)
    backend().add(rank, document)
    Entry.objects.create(story=story, rank=rank, terms=document.pack())


def forget(story_id: int) -> None:
    entry = Entry.objects.filter(story_id=story_id).first()
    if entry is not None:
        backend().remove(entry.rank, Document.unpack(bytes(entry.terms)))
        entry.delete()
