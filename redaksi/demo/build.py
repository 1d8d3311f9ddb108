"""Builds the demo newsroom: everything goes through the same doors as in a real one, gates and audit log included."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from redaksi.accountability.actions import correct, withdraw
from redaksi.conf import config
from redaksi.demo import accounts, gallery
from redaksi.demo.blocks import html_of, stream_of
from redaksi.demo.content import DemoContent, PersonEntry, StoryEntry, load
from redaksi.demo.drawing import draw_all
from redaksi.newsroom.models import Identity, Person, Picture, User
from redaksi.portal.pictures import ensure_renditions
from redaksi.portal.setup import Text, create_standing_pages
from redaksi.setup import create_account
from redaksi.stories.models import AdSlot, BreakingNotice, Byline, Section, Slot, Story, Topic
from redaksi.wire.ingest import ingest_bytes
from redaksi.wire.models import Source

FRONT_STORIES = 24
Report = Callable[[str], object]
ROLES = {"redpel": ("redaktur-pelaksana",), "pemred": ("pemimpin-redaksi",), "admin": ("admin", "pemimpin-redaksi")}


def build(report: Report, now: datetime | None = None) -> Iterator[str]:
    """Build what is missing under `REDAKSI_HOME`; yields the lines to show: addresses, accounts, passwords."""
    if not accounts.is_kept(config.home):
        if User.objects.exists():
            yield "This home holds a newsroom of its own; the demo was not added to it."
            return
        accounts.keep(config.home, Builder(load(now or timezone.now()), report).build())
    yield from accounts.lines(config.home, config.public_url)


class Builder:
    """One run: `content` becomes rows; `people`, `topics`, `stories` ... are what was made, by key."""

    def __init__(self, content: DemoContent, report: Report) -> None:
        self.content = content
        self.report = report
        self.stories: dict[str, Story] = {}

    def build(self) -> list[str]:
        """Make everything in one transaction and return the lines with the accounts."""
        self.report(f"Drawing {len(self.content.pictures)} pictures ...")
        drawn = draw_all(self.content.pictures)
        self.report(f"Writing {len(self.content.stories)} stories ...")
        with transaction.atomic():
            self.pictures = {entry.key: gallery.store(entry, drawn[entry.key]) for entry in self.content.pictures}
            self._identity()
            self.people = {entry.key: self._person(entry) for entry in self.content.people}
            made = [self._account(entry) for entry in self.content.people if entry.role]
            self._shelves()
            self._write_stories()
            self._front()
            self._wire()
        self.report("Making the sizes of the front's pictures ...")
        # The queue makes the others, as after any publish, while the newsroom serves already.
        front = {entry.picture for entry in self.content.stories[:FRONT_STORIES]}
        _make_sizes([self.pictures[key] for key in front])
        return made

    def _identity(self) -> None:
        entry = self.content.identity
        identity = Identity.load()
        identity.brand, identity.tagline, identity.accent = entry.brand, entry.tagline, entry.accent
        identity.legal_name, identity.email = entry.legal_name, entry.email
        identity.address = f"{entry.address}\n{entry.city} {entry.postal_code}"
        identity.phone, identity.fax, identity.dateline_template = entry.phone, entry.fax, entry.dateline
        identity.responsible_person, identity.editor_in_chief = entry.responsible, entry.chief_editor
        for social in entry.socials:
            setattr(identity, social.network, social.url)
        identity.logo = gallery.store_logo(entry.brand, entry.accent)
        identity.icon = gallery.store_icon(entry.accent)
        identity.save()
        texts = {page.slug: Text(page.title, "", html_of(page.blocks)) for page in self.content.pages}
        create_standing_pages(entry.brand, texts)

    def _person(self, entry: PersonEntry) -> Person:
        return Person.objects.create(
            name=entry.name,
            slug=entry.key,
            initials=entry.initials,
            position=entry.position,
            bio=entry.bio,
            email=entry.email,
            portrait=self.pictures.get(entry.portrait or ""),
            on_masthead=entry.role is not None,
            masthead_order=len(Person.objects.all()) + 1,
        )

    def _account(self, entry: PersonEntry) -> str:
        role = str(entry.role)
        password = create_account(entry.key, entry.name, ROLES.get(role, (role,)))
        Person.objects.filter(slug=entry.key).update(account=User.objects.get(username=entry.key))
        return f"{entry.key:<12} {password}   {role}, {entry.name}"

    def _shelves(self) -> None:
        self.sections = {
            entry.slug: Section.objects.create(
                slug=entry.slug,
                name=entry.name,
                description=entry.description,
                order=entry.order,
                presentation=entry.presentation,
            )
            for entry in self.content.rubrics
        }
        self.topics = {
            entry.key: Topic.objects.create(
                slug=entry.key, kind=entry.kind, name=entry.name, description=entry.description
            )
            for entry in self.content.topics
        }

    def _write_stories(self) -> None:
        """All as drafts first, so that a story may point to another; then out, oldest first."""
        for entry in self.content.stories:
            self.stories[entry.key] = self._draft(entry)
        for entry in sorted(self.content.stories, key=lambda each: each.published):
            story = self.stories[entry.key]
            story.body = stream_of(entry.blocks, self.stories, self.pictures)
            editor = self.people[entry.editor].account
            story.save_revision(user=editor).publish(user=None)
            for note in entry.corrections:
                correct(Story.objects.get(pk=story.pk), "ralat", note.text, editor, note.at)
            if entry.withdrawal:
                ground = entry.withdrawal.code.replace("_", "-")
                withdraw(Story.objects.get(pk=story.pk), ground, entry.withdrawal.reason, editor, entry.withdrawal.at)

    def _draft(self, entry: StoryEntry) -> Story:
        author = self.people[entry.authors[0]].account if entry.authors else None
        story = Story(
            headline=entry.headline,
            slug=entry.slug[:120].rstrip("-"),
            kicker=entry.sponsor or entry.kicker,
            deck=entry.deck,
            section=self.sections[entry.rubric],
            label=entry.label or "",
            kind=entry.kind,
            dateline_city=entry.city,
            editor=self.people[entry.editor],
            picture=self.pictures[entry.picture],
            picture_caption=entry.caption,
            provenance_agency=entry.agency or "",
            credit=entry.agency or "",
            source_line=entry.source or "",
            created_by=author,
            created_at=entry.published,
            published_at=entry.published,
            live=False,
        )
        for key in entry.authors:
            story.bylines.add(Byline(person=self.people[key]))
        story.topics.set(self.topics[key] for key in entry.topics)
        story.save()
        return story

    def _front(self) -> None:
        now = timezone.now()
        for entry in self.content.stories:
            story = self.stories[entry.key]
            if entry.pinned:
                Slot.objects.create(position=entry.pinned, story=story)
            if entry.breaking:
                BreakingNotice.objects.create(text=entry.headline, story=story, expires_at=now + timedelta(hours=12))
        AdSlot.objects.create(
            name="Iklan rumah: buletin",
            place=AdSlot.Place.STORY_BODY,
            text="Pasang iklan di sini dan dukung jurnalisme daerah.",
            url=f"{config.public_url}/kontak/",
        )

    def _wire(self) -> None:
        sources = {
            entry.key: Source.objects.create(
                name=entry.name, slug=entry.key, credit_line=entry.credit, default_section=entry.rubric
            )
            for entry in self.content.sources
        }
        for file in self.content.wire:
            ingest_bytes(file.data, source=sources[file.source], name=file.name)


def _make_sizes(pictures: list[Picture]) -> None:
    def one(picture: Picture) -> None:
        try:
            ensure_renditions(picture)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one, pictures))
