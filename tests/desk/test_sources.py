from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from redaksi.desk import sources
from redaksi.wire.ingest import ingest_bytes
from redaksi.wire.models import FetchRecord, Source, SourceHealth, Subscription
from tests.desk.conftest import wire_item

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def make(name: str, health: dict[str, object] | None = None, **values: object) -> Source:
    source = Source.objects.create(name=name, slug=name.lower().replace(" ", "-"), **values)
    if health is not None:
        SourceHealth.objects.create(source=source, address=source.url, **health)
    return source


def test_the_list_puts_what_needs_a_look_first_and_says_the_state_in_words() -> None:
    make("Baik", kind="http", url="https://a.example", health={"last_success": NOW})
    make("Gagal", kind="http", url="https://b.example", health={"failures": 2, "last_error": "b.example: answered 500"})
    make("Sunyi", silence_hours=2, health={"last_item_at": NOW - timedelta(hours=5)})
    make("Jeda", active=False)
    make("Loncat", health={"numbers": {"bdt": {"last": 5, "missed": [3, 4]}}})
    with translation.override("id"):
        found = {line.source.name: line for line in sources.lines(NOW)}
    assert list(found) == ["Gagal", "Loncat", "Sunyi", "Baik", "Jeda"]
    assert found["Gagal"].standing.said == "gagal"
    assert found["Gagal"].standing.why == "b.example: menjawab dengan kode 500"
    assert found["Sunyi"].standing.why == "tidak ada kiriman selama 5 jam"
    assert found["Loncat"].missed == 2
    assert found["Jeda"].due == ""
    assert found["Loncat"].due == "datang sendiri"
    assert found["Baik"].due == "sebentar lagi"


def test_alarms_are_what_fails_is_silent_stopped_or_skips_and_nothing_else() -> None:
    make("Baik", kind="http", url="https://a.example", health={"last_success": NOW})
    make("Baru", kind="http", url="https://n.example")
    make("Gagal tapi dijeda", active=False, health={"failures": 3})
    make("Berhenti", kind="http", url="https://c.example", health={"stopped": "c.example: gone"})
    make("Loncat", health={"numbers": {"bdt": {"last": 5, "missed": [4]}}})
    assert [(source.name, standing.word, missed) for source, standing, missed in sources.alarms(NOW)] == [
        ("Berhenti", "stopped", 0),
        ("Loncat", "ok", 1),
    ]


def test_a_page_shows_items_fetches_numbers_and_no_password() -> None:
    item = wire_item(source="Kantor Berita Uji")
    Source.objects.filter(pk=item.source_id).update(
        kind="ftp", url="ftp://redaksi:rahasia@kb.example/keluar", watch_numbers=True, rights=["no-social"]
    )
    SourceHealth.objects.update_or_create(
        source_id=item.source_id,
        defaults={"numbers": {"bdt": {"last": 90, "missed": list(range(40, 60))}}, "claimed_until": NOW + timedelta(1)},
    )
    FetchRecord.objects.create(source=item.source, at=NOW, outcome="failed", reason="kb.example: too slow")
    with translation.override("id"):
        page = sources.health_page(Source.objects.get(pk=item.source_id), NOW)
    assert [row.item for row in page.rows] == [item]
    assert page.fetches[0].why == "kb.example: terlalu lambat"
    assert (len(page.missed), page.missed_more) == (12, 8)
    assert page.asking
    assert page.line.due == "sedang dijemput"
    assert page.address == "ftp://kb.example/keluar"
    assert page.rights == ("bukan untuk media sosial",)


def test_a_subscription_is_said_as_it_stands() -> None:
    source = make("Umpan", kind="websub", url="https://a.example/rss", health={})

    def said() -> str:
        return sources.health_page(source, NOW).hub[0]

    assert said() == "waiting"
    subscription = Subscription.objects.create(source=source, hub="https://hub.example", topic="x", secret="s")
    assert said() == "waiting"
    subscription.verified_at, subscription.lease_until = NOW, NOW + timedelta(days=1)
    subscription.save()
    assert said() == "ok"
    subscription.denied = "no"
    subscription.save()
    assert said() == "stopped"


def test_the_number_of_questions_does_not_grow_with_the_sources(django_assert_num_queries) -> None:
    for number in range(12):
        make(f"Sumber {number}", kind="http", url=f"https://{number}.example", health={})
    with django_assert_num_queries(1):
        sources.alarms(NOW)
    ingest_bytes(b"\x00\x01", source=Source.objects.first())
    sources.lines(NOW)
    with django_assert_num_queries(4):
        assert sum(line.quarantined for line in sources.lines(NOW)) == 1
