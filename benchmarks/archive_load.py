"""Loads the archive's rows into the newsroom of REDAKSI_HOME; `benchmarks.archive` runs it after the demo was built.

Rows go in below the models, in the order of their publication: stories, names, topics, shelves and the search index of
a batch in one transaction.
"""

from __future__ import annotations

import random
import sys
import time
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import combinations, islice
from typing import Any

import django
from django.db import connection, transaction

django.setup()

from benchmarks import archive  # noqa: E402 - models are there after setup
from benchmarks.words import CITIES, Sentence, Words, Zipf, names  # noqa: E402
from redaksi.accountability.models import Correction  # noqa: E402
from redaksi.conf import config  # noqa: E402
from redaksi.discovery.document import Document  # noqa: E402
from redaksi.discovery.index import WITHIN_SECOND, backend  # noqa: E402
from redaksi.discovery.models import Entry, ReadCount  # noqa: E402
from redaksi.discovery.terms import terms  # noqa: E402
from redaksi.newsroom.models import Person, PictureRendition  # noqa: E402
from redaksi.stories.models import Byline, Place, Section, Story, Topic  # noqa: E402
from redaksi.stories.shelves import pair_number  # noqa: E402

FAST = (
    "PRAGMA synchronous=OFF", "PRAGMA cache_size=-400000", "PRAGMA wal_autocheckpoint=20000",
    "INSERT INTO discovery_fts(discovery_fts, rank) VALUES ('automerge', 8), ('hashsize', 33554432)",
)  # fmt: skip
USUAL = ("INSERT INTO discovery_fts(discovery_fts, rank) VALUES ('automerge', 4), ('hashsize', 1048576)",)


class Rows:
    """Rows of one model on their way into its table: what is not given is as the model has it by default."""

    def __init__(self, model: Any, columns: Sequence[str]) -> None:
        empty = model()
        fields = [field for field in model._meta.concrete_fields if not field.primary_key or field.column in columns]
        self.given = list(columns)
        rest = [field for field in fields if field.column not in columns]
        self.rest = tuple(field.get_db_prep_save(getattr(empty, field.attname), connection) for field in rest)
        self.columns = ", ".join(f'"{name}"' for name in (*columns, *(field.column for field in rest)))
        self.table = model._meta.db_table
        self.rows: list[tuple[Any, ...]] = []

    def add(self, *values: Any) -> None:
        self.rows.append((*values, *self.rest))

    def insert(self) -> None:
        """Write all rows and forget them."""
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f'COPY "{self.table}" ({self.columns}) FROM STDIN') as copy:
                    for row in self.rows:
                        copy.write_row(row)
            elif self.rows:
                marks = ", ".join(["%s"] * len(self.rows[0]))
                cursor.executemany(f'INSERT INTO "{self.table}" ({self.columns}) VALUES ({marks})', self.rows)
        self.rows = []


class Loader:
    """Makes the stories of a plan and writes them."""

    def __init__(self, plan: archive.Plan) -> None:
        self.plan = plan
        self.words = Words(archive.SEED)
        self.story = Rows(Story, [
            "id", "live", "first_published_at", "last_published_at", "published_at", "created_at", "revised_at",
            "headline", "slug", "kicker", "deck", "section_id", "body", "dateline_city", "editor_id", "picture_id",
        ])  # fmt: skip
        self.byline = Rows(Byline, ["sort_order", "story_id", "person_id"])
        self.topic = Rows(Story.topics.through, ["story_id", "topic_id"])
        self.place = Rows(Place, ["kind", "number", "published_at", "story_id"])
        self.entry = Rows(Entry, ["story_id", "rank", "terms"])
        self.correction = Rows(Correction, ["story_id", "text", "posted_at"])
        self.documents: list[tuple[int, Document]] = []
        self.sections = Zipf(list(Section.objects.order_by("order")), 3.0)
        self.people = Zipf([(p.pk, p.name, " ".join(terms(p.name))) for p in Person.objects.order_by("pk")], 20.0)
        # Countries and the demo's own topics are the frequent ones.
        self.topics = Zipf(
            [(t.pk, t.name, t.kind, " ".join(terms(t.name))) for t in Topic.objects.order_by("pk")], 10.0
        )
        self.pictures = list(PictureRendition.objects.values_list("image_id", flat=True).distinct().order_by("image"))

    def load(self, places: range) -> None:
        """Write the stories of `places` in one transaction."""
        chance = random.Random(archive.SEED * 1_000_003 + places.start)
        for place in places:
            self._make(chance, place)
        with transaction.atomic():
            for rows in (self.story, self.byline, self.topic, self.place, self.entry, self.correction):
                rows.insert()
            backend().add_many(self.documents)
        self.documents = []

    def _make(self, chance: random.Random, place: int) -> None:
        pk, at = self.plan.first + place, self.plan.time_of(place)
        stamp = _stamp(at)
        section = self.sections.draw(chance)[0]
        topics = list(dict.fromkeys(self.topics.draw(chance, chance.choice((1, 2, 2, 3, 3, 4)))))
        people = list(dict.fromkeys(self.people.draw(chance, chance.choice((1, 1, 1, 1, 1, 2)))))
        name, rare = self.words.names.draw(chance, 2)
        headline, deck = chance.choice(self.words.headlines), chance.choice(self.words.decks)
        title = f"{name.text}: {headline.text}" if chance.random() < 0.3 else headline.text
        city = chance.choice(CITIES)
        body, body_terms = self._body(chance, topics, name, rare)
        revised = stamp if place % archive.CORRECTED == 0 else None
        self.story.add(
            pk, connection.vendor == "postgresql" or 1, stamp, stamp, stamp, stamp, revised,
            title[:200], _slug(title), topics[0][1][:60], deck.text[:300], section.pk, body, city,
            self.people.items[chance.randrange(archive.EDITORS)][0], chance.choice(self.pictures),
        )  # fmt: skip
        for order, person in enumerate(people):
            self.byline.add(order, pk, person[0])
        for topic in topics:
            self.topic.add(pk, topic[0])
        self._shelve(pk, stamp, topics, people)
        if revised:
            self.correction.add(pk, f"Sebelumnya tertulis {rare.text}; yang benar {name.text}.", stamp)
        self._index(pk, int(at.timestamp()), section.pk, Document(
            " ".join(terms(title)) if title is not headline.text else headline.terms,
            " ".join([deck.terms, topics[0][3], *terms(city), *(p[2] for p in people), *(t[3] for t in topics)]),
            body_terms,
            "",
        ))  # fmt: skip

    def _index(self, pk: int, second: int, section: int, document: Document) -> None:
        whole = Document(document.headline, document.deck, document.body, f"section{section} labelnone")
        rank = second * WITHIN_SECOND + pk % WITHIN_SECOND
        self.documents.append((rank, whole))
        self.entry.add(pk, rank, whole.pack())

    def _shelve(self, pk: int, stamp: Any, topics: list[Any], people: list[Any]) -> None:
        for topic in topics:
            self.place.add(int(Place.Kind.TOPIC), topic[0], stamp, pk)
        for person in people:
            self.place.add(int(Place.Kind.PERSON), person[0], stamp, pk)
        countries = [topic[0] for topic in topics if topic[2] == Topic.Kind.COUNTRY]
        for pair in combinations(countries, 2):
            self.place.add(int(Place.Kind.PAIR), pair_number(*pair), stamp, pk)

    def _body(self, chance: random.Random, topics: list[Any], name: Sentence, rare: Sentence) -> tuple[str, str]:
        """A body of about 300 words as stored JSON, and its terms."""
        drawn = iter(chance.choices(self.words.sentences, k=40))
        blocks, kept = [], []
        for at in range(chance.randint(6, 11)):
            own = list(islice(drawn, chance.choice((2, 3, 3, 4))))
            text = " ".join(each.json for each in own)
            if at == 0:
                text = f"{topics[0][1]}: {text}"
            elif at == 2:
                text = f"{text} Hal itu disampaikan {name.json} dan {rare.json}."
            kept += own
            blocks.append(_block(chance, "paragraph", f'"<p>{text}</p>"'))
            if at == 4:
                said = chance.choice(self.words.sentences)
                kept.append(said)
                value = f'{{"text": "{said.json}", "speaker": "{name.json}", "role": ""}}'
                blocks.append(_block(chance, "quote", value))
        found = " ".join([topics[0][3], *(each.terms for each in kept), name.terms, rare.terms])
        return f"[{', '.join(blocks)}]", found


def _block(chance: random.Random, kind: str, value: str) -> str:
    return f'{{"type": "{kind}", "value": {value}, "id": "{uuid.UUID(int=chance.getrandbits(128), version=4)}"}}'


def _slug(title: str) -> str:
    kept = "".join(c if c.isalnum() and c.isascii() else " " for c in title.lower())
    return "-".join(kept.split())[:120].strip("-")


def _stamp(at: datetime) -> Any:
    return at if connection.vendor == "postgresql" else at.strftime("%Y-%m-%d %H:%M:%S.%f")


def people_and_topics() -> None:
    """5,000 authors and 2,000 topics, where they are not there yet."""
    chance = random.Random(archive.SEED)
    made = names(chance, archive.PEOPLE + archive.TOPICS)
    if Person.objects.count() < archive.PEOPLE:
        family = chance.choices(made[:600], k=archive.PEOPLE)
        named = [f"{first} {last}" for first, last in zip(made, family, strict=False)]
        Person.objects.bulk_create(
            Person(
                name=name, slug=f"{name.replace(' ', '-')}-{at}".lower(), initials=name[:3].lower(), on_masthead=False
            )
            for at, name in enumerate(named)
        )
    if Topic.objects.count() < archive.TOPICS:
        Topic.objects.bulk_create(Topic(name=name, slug=name.lower()) for name in made[archive.PEOPLE :])


def finish(plan: archive.Plan) -> None:
    """What comes after the last batch: counts of reading, numbers of new rows, statistics for the planner."""
    rows = (
        ReadCount(story_id=pk, hour=hour, count=count) for pk, hour, count in archive.reads(plan, datetime.now(UTC))
    )
    ReadCount.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT setval(pg_get_serial_sequence('stories_story', 'id'), max(id)) FROM stories_story")
            cursor.execute("VACUUM ANALYZE")
        else:
            for statement in USUAL:
                cursor.execute(statement)
            cursor.execute("PRAGMA optimize=0x10002")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def run(stories: int) -> None:
    """Load what is missing of an archive of `stories`, and say how fast it goes."""
    newest = Story.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    state = archive.State.at(config.home / "archive.json", stories, newest + 1)
    state.keep()
    if state.complete:
        return
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for statement in FAST:
                cursor.execute(statement)
    people_and_topics()
    loader = Loader(state.plan)
    begun = time.perf_counter() - state.seconds
    for places in archive.batches(state.plan, max(0, newest - state.plan.first + 1)):
        loader.load(places)
        state.seconds = time.perf_counter() - begun
        state.keep()
        rate = places.stop / state.seconds
        print(f"\r{places.stop:>10,} stories, {rate:,.0f} a second", end="", flush=True)
    finish(state.plan)
    state.seconds, state.complete = time.perf_counter() - begun, True
    state.keep()
    print(f"\n{stories:,} stories in {state.seconds:,.0f} s, {stories / state.seconds:,.0f} a second")


if __name__ == "__main__":
    run(int(sys.argv[1]))
