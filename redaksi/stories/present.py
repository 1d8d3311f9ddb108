"""A story alone, as frozen values that a template, a feed or an interface can show without asking anything more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from math import ceil
from typing import Final

from django.conf.locale import LANG_INFO

from redaksi.newsroom.models import Identity, Person
from redaksi.stories import keys, queries
from redaksi.stories.body import BodyPart, ReadAlso, References, body_parts, reference_ids, word_count
from redaksi.stories.dates import TimeView, time_view
from redaksi.stories.fields import Fields
from redaksi.stories.kinds import StoryKind
from redaksi.stories.listed import Listable
from redaksi.stories.models import Byline, Section, Story, Topic
from redaksi.stories.pictures import CARD, WIDE, PictureView, picture_view

WORDS_A_MINUTE: Final = 200


@dataclass(frozen=True, slots=True)
class House:
    """How this newsroom writes: its name, its zone, its marks."""

    brand: str
    zone: tzinfo
    time_separator: str
    dateline_template: str

    @classmethod
    def of(cls, identity: Identity) -> House:
        return cls(identity.brand, identity.tzinfo, identity.time_separator, identity.dateline_template)

    def time(self, moment: datetime) -> TimeView:
        """`moment` in the newsroom's zone and style."""
        return time_view(moment, self.zone, self.time_separator)

    def dateline(self, city: str, agency: str) -> str:
        """What opens the first paragraph, as `Islamabad, Kabar -`; empty without a city."""
        if not city:
            return ""
        return self.dateline_template.format(city=city, brand=self.brand, agency=agency).strip()


@dataclass(frozen=True, slots=True)
class LinkView(Fields):
    """A name and where it leads; `kind` is a topic's."""

    name: str
    url: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class BylineView(Fields):
    """Somebody named under the headline; `role` is author, photographer or contributor."""

    name: str
    url: str
    role: str
    initials: str


@dataclass(frozen=True, slots=True)
class TranslationView(Fields):
    """The same story in another language: its code, the language's own name for itself, its address."""

    language: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class CardView(Fields):
    """A story in a list. `label` is the words readers must see before the headline (R22), else empty."""

    id: int
    headline: str
    url: str
    kicker: str
    deck: str
    section: LinkView
    time: TimeView
    label: str
    paid: bool
    picture: PictureView | None


@dataclass(frozen=True, slots=True)
class StoryView(Fields):
    """All of one story that its page shows. Times are in the newsroom's zone, addresses begin at the root."""

    id: int
    headline: str
    url: str
    kicker: str
    deck: str
    language: str
    section: LinkView
    label: str
    label_key: str
    kind: str
    paid: bool
    bylines: tuple[BylineView, ...]
    editor: BylineView | None
    published: TimeView
    revised: TimeView | None
    picture: PictureView | None
    dateline: str
    body: tuple[BodyPart, ...]
    closing: str
    source: str
    credit: str
    credit_url: str
    topics: tuple[LinkView, ...]
    translations: tuple[TranslationView, ...]
    words: int
    keys: tuple[str, ...]

    @property
    def minutes(self) -> int:
        """Reading time, at least one minute."""
        return max(1, ceil(self.words / WORDS_A_MINUTE))

    @property
    def authors(self) -> tuple[BylineView, ...]:
        return tuple(byline for byline in self.bylines if byline.role != Byline.Role.PHOTOGRAPHER)

    @property
    def photographers(self) -> tuple[BylineView, ...]:
        return tuple(byline for byline in self.bylines if byline.role == Byline.Role.PHOTOGRAPHER)

    @property
    def agency(self) -> str:
        """Whose copy it is, where it came from an agency or a source is named; empty for the newsroom's own."""
        return self.credit or self.source

    @property
    def initials(self) -> str:
        """The editor's initials behind the names, as ABC."""
        return self.editor.initials.upper() if self.editor else ""


def card(story: Listable, house: House, now: datetime, picture: bool = True) -> CardView:
    """`story` for a list; rubric and picture should be joined, sizes prefetched (`queries.cards`)."""
    return CardView(
        id=story.pk or 0,
        headline=story.headline,
        url=story.get_absolute_url(),
        kicker=story.kicker,
        deck=story.deck,
        section=_section(story.section),
        time=house.time(story.published_at or now),
        label=label_of(story),
        paid=story.label in queries.PAID,
        picture=picture_view(story.picture, CARD) if picture and story.picture else None,
    )


def whole(story: Story, house: House, references: References, now: datetime) -> StoryView:
    """`story` for its own page; a draft is shown as if it were published at `now`."""
    bylines = [_byline(line.person, line.role) for line in story.bylines.all()]
    paid = story.label in queries.PAID
    published = story.published_at or now
    dateline = house.dateline(story.dateline_city, story.provenance_agency)
    parts = body_parts(story.body.raw_data, references, dateline, "sponsored" if paid else "")
    editor = _byline(story.editor, "editor") if story.editor else None
    return StoryView(
        id=story.pk or 0,
        headline=story.headline,
        url=story.get_absolute_url(),
        kicker=story.kicker,
        deck=story.deck,
        language=story.language or "id",
        section=_section(story.section),
        label=label_of(story),
        label_key=story.label,
        kind=story.kind,
        paid=paid,
        bylines=tuple(bylines),
        editor=editor,
        published=house.time(published),
        revised=house.time(story.revised_at) if story.revised_at and story.revised_at > published else None,
        picture=picture_view(story.picture, WIDE, story.picture_caption) if story.picture else None,
        dateline=dateline,
        body=parts,
        closing=closing_initials(bylines, editor),
        source=story.source_line or story.provenance_agency,
        credit=story.credit,
        credit_url=story.provenance_url,
        topics=tuple(LinkView(topic.name, topic.get_absolute_url(), topic.kind) for topic in story.topics.all()),
        translations=_others(story),
        words=word_count(parts),
        keys=_keys(story),
    )


def references(stories: Iterable[Story], now: datetime) -> References:
    """What the bodies of `stories` point at, at most three queries for all of them."""
    story_ids: set[int] = set()
    picture_ids: set[int] = set()
    for story in stories:
        more_stories, more_pictures = reference_ids(story.body.raw_data)
        story_ids |= more_stories
        picture_ids |= more_pictures
    also = {each.pk: read_also(each) for each in queries.by_ids(story_ids, now)}
    found = queries.pictures(picture_ids)
    queries.sizes(found.values())
    return References(also, found)


def read_also(story: Listable) -> ReadAlso:
    """A public story as `Baca juga` names it."""
    return ReadAlso(story.headline, story.get_absolute_url())


def closing_initials(bylines: Iterable[BylineView], editor: BylineView | None) -> str:
    """The line that closes a story, `(abc/def)`: who wrote, then who edited."""
    names = [byline.initials for byline in bylines if byline.role != Byline.Role.PHOTOGRAPHER]
    names.append(editor.initials if editor else "")
    shown = dict.fromkeys(name.lower() for name in names if name)
    return f"({'/'.join(shown)})" if shown else ""


def label_of(story: Listable) -> str:
    """The words before a headline: what is paid or opinion (R22), else the kind of work that is no plain news."""
    if story.label:
        return str(story.get_label_display())
    return "" if story.kind == StoryKind.NEWS else str(story.get_kind_display())


def person_url(person: Person) -> str:
    return f"/penulis/{person.slug}"


def _byline(person: Person, role: str) -> BylineView:
    return BylineView(person.name, person_url(person), role, person.initials)


def _section(section: Section | None) -> LinkView:
    return LinkView(section.name, section.get_absolute_url()) if section else LinkView("", "/")


def _others(story: Story) -> tuple[TranslationView, ...]:
    """The translations of a story (`queries.whole`), without itself; a language is shown once."""
    rows = {row["language"]: row for row in getattr(story, "translation_rows", None) or () if row["id"] != story.pk}
    return tuple(
        TranslationView(code, _own_name(code), f"/{row['section']}/{row['id']}/{row['slug']}")
        for code, row in rows.items()
        if code != story.language
    )


def _own_name(code: str) -> str:
    known = LANG_INFO.get(code.split("-")[0].lower(), {})
    return str(known.get("name_local", code))


def _keys(story: Story) -> tuple[str, ...]:
    """Surrogate keys of all that the story's page says of the story itself."""
    topics: Iterable[Topic] = story.topics.all()
    people = {line.person_id for line in story.bylines.all()} | ({story.editor_id} if story.editor_id else set())
    return (
        keys.story(story.pk or 0),
        keys.translations(story.translation_of_id or story.pk or 0),
        *([keys.section_name(story.section_id)] if story.section_id else []),
        *(keys.topic_name(topic.pk) for topic in topics),
        *(keys.person_name(pk) for pk in sorted(people)),
    )
