"""Batches become rows in few queries; signals, rights, routes and numbers stand in them."""

import json

import pytest
from django.core.exceptions import ValidationError

from redaksi.wire.health import forget_missed, health_of
from redaksi.wire.ingest import Delivery, get_source, ingest_batch, ingest_bytes
from redaksi.wire.models import RoutingRule, Source, WireItem
from redaksi.wire.numbers import missed
from redaksi.wire.records import readable_conditions
from redaksi.wire.rehearsal import rehearse, rehearse_all
from redaksi.wire.routing import Rule
from redaksi.wire.storing import thread_of

pytestmark = pytest.mark.django_db


def ninjs(number: int, version: str = "1", **values) -> bytes:
    item = {
        "uri": f"urn:x:{number}",
        "type": "text",
        "version": version,
        "standard": {"name": "ninjs", "version": "3.1"},
        "headlines": [{"value": values.pop("headline", f"Berita Nomor {number}")}],
    }
    return json.dumps(item | values).encode()


def telegram(number: int) -> bytes:
    return (
        f"\x01kbc{number:04} 3 pl 20  kbc {number:04}\r\n\r\nPasar/Beras/\r\n\x02Harga Beras Turun =\r\n\r\n"
        f"   Jakarta (kbc) - Harga beras turun {number} rupiah.\r\n\x03191200 Nov 26\r\n\x04"
    ).encode()


@pytest.fixture
def source():
    return Source.objects.create(name="KBC", slug="kbc", default_section="nasional")


def test_a_batch_of_a_hundred_costs_few_queries(source, now, django_assert_max_num_queries):
    batch = [Delivery(str(number), ninjs(number)) for number in range(100)]
    with django_assert_max_num_queries(22):
        results = ingest_batch(batch, source=source, now=now)
    assert sum(result.new for result in results) == 100


def test_the_same_bytes_twice_in_one_batch_are_one_item(source, now):
    results = ingest_batch([("a", ninjs(1)), ("b", ninjs(1)), ("c", ninjs(2))], source=source, now=now)
    assert [result.new for result in results] == [1, 0, 1]
    assert results[0].items == results[1].items


def test_versions_inside_one_batch_supersede_each_other(source, now):
    ingest_batch([("b", ninjs(1, "2", headline="Dua")), ("a", ninjs(1, "1", headline="Satu"))], source=source, now=now)
    assert WireItem.objects.get(superseded=False).version == "2"


def test_signals_rights_expiry_and_source_terms_are_columns(source, now):
    Source.objects.filter(pk=source.pk).update(rights=["not-in:MY"])
    source.refresh_from_db()
    terms = {"usageTerms": "No archive", "expires": "2026-11-25T00:00:00+07:00"}
    row = ingest_bytes(ninjs(1, headline="RALAT: Harga Beras", **terms), source=source, now=now).items[0]
    row.refresh_from_db()
    assert (row.signal, row.signal_reason, row.thread) == ("correction", "headline: RALAT", "harga beras")
    assert [flag["flag"] for flag in row.rights] == ["not-in", "no-archive"]
    assert row.expires.isoformat() == "2026-11-24T17:00:00+00:00"


def test_a_kill_points_at_what_it_is_about_in_the_same_source_only(source, now):
    about = ingest_bytes(ninjs(1, headline="Harga Beras Turun"), source=source, now=now).items[0]
    kill = ingest_bytes(ninjs(2, headline="KILL: Harga Beras Turun"), source=source, now=now).items[0]
    other = ingest_bytes(ninjs(3, headline="KILL: Harga Beras Turun"), source=get_source("Lain"), now=now).items[0]
    assert (kill.about_id, other.about_id) == (about.pk, None)


def test_routes_are_kept_with_their_reasons_and_the_default_rubric_serves_the_rest(source, now):
    rule = RoutingRule(name="pangan", conditions={"words": ["beras"]}, section="ekonomi", priority=4, watch=True)
    rule.full_clean()
    rule.save()
    RoutingRule.objects.create(name="rusak", conditions={"warna": ["x"]}, section="x")
    caught = ingest_bytes(ninjs(1, headline="Harga beras turun"), source=source, now=now).items[0]
    other = ingest_bytes(ninjs(2), source=source, now=now).items[0]
    assert (caught.section, caught.priority, caught.watched) == ("ekonomi", 4, True)
    assert caught.routed == [{"rule": "pangan", "because": ["words: beras"]}]
    assert (other.section, other.routed) == ("nasional", [])


def test_a_dry_run_says_what_a_rule_would_catch_and_changes_nothing(source, now):
    ingest_bytes(ninjs(1, headline="Harga beras turun"), source=source, now=now)
    ingest_bytes(ninjs(2), source=source, now=now)
    caught = rehearse(Rule.from_json("coba", {"words": ["beras"]}, section="ekonomi"))
    assert [(each.item.headline, each.because) for each in caught] == [("Harga beras turun", ("words: beras",))]
    routes = rehearse_all([Rule.from_json("semua", {}, section="dunia")])
    assert [each.routing.section for each in routes] == ["dunia", "dunia"]
    assert set(WireItem.objects.values_list("section", flat=True)) == {"nasional"}


def test_missing_numbers_of_a_source_are_noticed_and_can_be_settled(source, now):
    Source.objects.filter(pk=source.pk).update(watch_numbers=True)
    source.refresh_from_db()
    for number in (61, 62, 65):
        result = ingest_bytes(telegram(number), source=source, now=now)
        assert result.reason is None
    assert missed(health_of(source).numbers) == ["kbc 0063", "kbc 0064"]
    forget_missed(source)
    assert missed(health_of(source).numbers) == []


def test_conditions_that_cannot_be_understood_are_refused_in_the_form():
    with pytest.raises(ValidationError, match="warna"):
        readable_conditions({"warna": ["merah"]})


def test_a_thread_is_the_headline_without_its_signal():
    assert thread_of("KILL: Harga Beras, Turun!") == thread_of("Harga beras turun") == "harga beras turun"
