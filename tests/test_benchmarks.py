"""The measurements themselves: an archive goes on where it stopped, and a budget that is missed is named."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from benchmarks import archive, page_times, pages, results, visible
from benchmarks.archive_load import Loader
from benchmarks.traffic import Tally, zipf
from benchmarks.words import Words
from redaksi.discovery.document import Document, document_of
from redaksi.discovery.models import Entry
from redaksi.newsroom.models import Identity, PictureRendition
from redaksi.stories.models import Place, Story, public_facts
from redaksi.stories.shelves import places_of
from tests.factories import make_person, make_picture, make_section, make_topic


def test_an_archive_is_as_dense_at_every_size_and_ends_at_the_same_time() -> None:
    small, large = (archive.Plan(stories, 100, 1_800_000_000.0) for stories in (10, 1000))
    assert small.time_of(9) == large.time_of(999)
    assert small.time_of(9) - small.time_of(8) == large.time_of(1) - large.time_of(0)
    assert large.time_of(archive.A_DAY) - large.time_of(0) == pytest.approx(timedelta(days=1), abs=timedelta(seconds=1))


def test_an_archive_goes_on_where_it_stopped_and_never_as_another_size(tmp_path: Path) -> None:
    path = tmp_path / "archive.json"
    begun = archive.State.at(path, 10_000, 79)
    begun.seconds = 3.0
    begun.keep()
    assert archive.State.at(path, 10_000, 4079) == begun
    assert [places.start for places in archive.batches(begun.plan, 4000)] == [4000, 8000]
    with pytest.raises(SystemExit, match="holds an archive of 10,000"):
        archive.State.at(path, 20_000, 79)


def test_the_same_seed_gives_the_same_copy() -> None:
    one, other = Words(7), Words(7)
    assert one.sentences == other.sentences
    frequent = Counter(term for each in one.sentences for term in each.terms.split()).most_common()
    assert frequent[0][1] > 100 * frequent[-1][1]


@pytest.mark.django_db
def test_loaded_stories_are_what_publishing_would_have_made_of_them() -> None:
    Identity.load()
    make_section("Dunia")
    for number in range(archive.EDITORS):
        make_person(f"Penulis {number}", "pen")
    for name in ("Pakistan", "Rusia", "Pangan", "Pipa Gas", "Bendungan"):
        make_topic(name, kind="country" if name in {"Pakistan", "Rusia"} else "theme")
    picture = make_picture()
    PictureRendition.objects.create(image=picture, filter_spec="max-800x800", file="a.jpg", width=800, height=600)
    plan = archive.Plan(30, 501, 1_790_000_000.0)
    Loader(plan).load(range(30))
    for story in Story.objects.select_related("section"):
        facts = public_facts(story.pk)
        assert facts is not None
        assert set(Place.objects.filter(story=story).values_list("kind", "number")) == places_of(facts)
        kept, made = Document.unpack(bytes(Entry.objects.get(story=story).terms)), document_of(story)
        assert (kept.headline, kept.facets) == (made.headline, made.facets)
        assert Client().get(story.get_absolute_url()).status_code == 200


def test_a_missed_budget_is_named() -> None:
    limits = results.budgets()
    page = {"queries": 3, "processor_p50": 10.0}
    small = {"stories": 1000, "bytes": 10, "pages": {kind: dict(page) for kind in limits["pages"]["queries"]}}
    large = {"stories": 100_000, "bytes": 10, "pages": {kind: dict(page) for kind in limits["pages"]["queries"]}}
    assert pages.broken([small, large]) == []
    large["pages"]["front"]["queries"] = 15
    large["pages"]["story"]["processor_p50"] = 14.0
    large["bytes"] = 2 * 10**9
    assert [each.split(" ")[0] for each in pages.broken([small, large])] == ["front", "a", "20,000"]


def test_a_slow_or_failing_newsroom_is_named() -> None:
    good = {"stories": 1000, "errors": 0, "mixed": {"errors": 0}, "burst": {"errors": 0, "renders": 1}, "memory": 1}
    small = {**good, "visible_p50": 50.0, "visible_p99": 100.0}
    assert visible.broken([small, {**small, "stories": 2000}]) == []
    slow = {**small, "stories": 2000, "visible_p50": 61.0, "visible_p99": 201.0}
    assert len(visible.broken([small, slow])) == 2
    assert visible.broken([{**small, "burst": {"errors": 3, "renders": 2}}]) == [
        "at 1,000 readers got errors",
        "at 1,000 a burst caused 2 renders",
    ]


def test_percentiles_and_draws() -> None:
    assert page_times.percentile([float(n) for n in range(100)], 0.95) == 95.0
    assert Tally([0.001, 0.002, 0.1]).percentile(0.99) == 100.0
    draw = zipf(["a", "b", "c"], random.Random(1))
    drawn = Counter(draw() for _ in range(6000))
    assert drawn["a"] > 1.7 * drawn["b"]
    assert drawn["b"] > 1.3 * drawn["c"]
