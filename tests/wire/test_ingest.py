import json
from datetime import timedelta

import pytest

from redaksi.formats.item import FormatError
from redaksi.wire import raw
from redaksi.wire.ingest import (
    finish_interrupted,
    get_source,
    ingest_batch,
    ingest_bytes,
    ingest_stream,
    reparse,
)
from redaksi.wire.models import RawFile, WireItem
from redaksi.wire.signals import signal_of

pytestmark = pytest.mark.django_db


def ninjs(
    version: str = "1", body: str = "Harga beras turun di pasar induk.", uri: str = "urn:newsml:kbc.example:1"
) -> bytes:
    item = {
        "uri": uri,
        "standard": {"name": "ninjs", "version": "3.1"},
        "type": "text",
        "version": version,
        "versionCreated": "2026-11-19T10:00:00+07:00",
        "headlines": [{"role": "main", "value": "Harga Beras Turun"}],
        "bodies": [{"role": "main", "contentType": "text/html", "value": f"<p>{body}</p>"}],
    }
    return json.dumps(item).encode()


@pytest.fixture
def source():
    return get_source("Kantor Berita Contoh")


def test_an_item_arrives_in_the_inbox_with_its_bytes_kept(source, now):
    result = ingest_bytes(ninjs(), source=source, name="beras.json", now=now)
    assert (result.new, result.reason) == (1, None)
    assert result.items[0].headline == "Harga Beras Turun"
    assert raw.load(result.raw.sha256) == ninjs()


def test_the_same_delivery_twice_changes_nothing(source, now):
    ingest_bytes(ninjs(), source=source, now=now)
    again = ingest_bytes(ninjs(), source=source, now=now)
    assert again.new == 0
    assert WireItem.objects.count() == RawFile.objects.count() == 1


def test_a_newer_version_supersedes_and_a_late_older_one_does_not(source, now):
    ingest_bytes(ninjs("3", "Harga turun lagi."), source=source, now=now)
    ingest_bytes(ninjs("2"), source=source, now=now)
    current = WireItem.objects.get(superseded=False)
    assert current.version == "3"


def test_the_same_version_with_other_words_is_kept_and_flagged(source, now):
    ingest_bytes(ninjs(), source=source, now=now)
    result = ingest_bytes(ninjs(body="Harga beras naik."), source=source, now=now)
    assert result.items[0].conflict
    assert WireItem.objects.count() == 2


def test_what_cannot_be_read_waits_with_the_reason_and_can_be_read_again(source, now, monkeypatch):
    result = ingest_bytes(b'{"uri": "urn:x:1", "headlines": [', source=source, name="rusak.json", now=now)
    assert result.raw.state == RawFile.State.QUARANTINED
    assert result.reason

    def repaired(data, hint):
        from redaksi.formats import read

        return read(ninjs(), hint)

    monkeypatch.setattr("redaksi.wire.ingest.read", repaired)
    again = reparse(result.raw, now)
    assert (again.new, again.raw.state, again.raw.reason) == (1, RawFile.State.READ, "")


def test_a_broken_file_never_stops_its_neighbours(source, now):
    deliveries = [("a", ninjs()), ("b", b"\x00\x01\x02"), ("c", ninjs(uri="urn:newsml:kbc.example:2", body="Lain."))]
    results = ingest_batch(deliveries, source=source, now=now)
    assert [result.new for result in results] == [1, 0, 1]
    assert results[1].reason


def test_a_reader_that_fails_in_its_own_way_is_quarantined_too(source, now, monkeypatch):
    def broken(data, hint):
        raise ZeroDivisionError

    monkeypatch.setattr("redaksi.wire.ingest.read", broken)
    assert "ZeroDivisionError" in str(ingest_bytes(ninjs(), source=source, now=now).reason)


def test_a_delivery_cut_short_by_a_crash_is_finished_at_the_next_start(source, now):
    digest = raw.keep(ninjs())
    RawFile.objects.create(sha256=digest, size=1, source=source, received_at=now)
    assert finish_interrupted(now) == 0
    assert finish_interrupted(now + timedelta(minutes=3)) == 1
    assert WireItem.objects.count() == 1


def test_too_large_a_delivery_is_refused_with_its_limit(source, now, monkeypatch):
    monkeypatch.setattr("redaksi.wire.ingest.read", lambda data, hint: (_ for _ in ()).throw(FormatError("no")))
    result = ingest_bytes(b"x" * (11 * 2**20), source=source, now=now)
    assert result.reason == "larger than 10 MB"


def test_a_stream_of_batches_comes_out_in_order_and_a_failure_comes_behind_what_was_taken(source, now):
    def batches():
        yield [("a", ninjs()), ("rusak", b"{")]
        yield []
        yield [("b", ninjs(uri="urn:newsml:kbc.example:2", body="Lain.")), ("a lagi", ninjs())]
        raise OSError(5, "the disk is gone")

    stream = ingest_stream(batches(), source=source, now=now)
    taken = [(delivery.name, result.new, bool(result.reason)) for _ in range(3) for delivery, result in next(stream)]
    with pytest.raises(OSError, match="gone"):
        next(stream)
    assert taken == [("a", 1, False), ("rusak", 0, True), ("b", 1, False), ("a lagi", 0, False)]
    assert WireItem.objects.count() == 2


def test_the_bytes_are_kept_before_anything_reads_them(source, now, monkeypatch):
    seen = []

    def reader(data, hint):
        seen.append((raw.load(RawFile.objects.get().sha256) == data, RawFile.objects.get().state))
        raise FormatError("no")

    monkeypatch.setattr("redaksi.wire.ingest.read", reader)
    ingest_bytes(ninjs(), source=source, now=now)
    assert seen == [(True, "received")]


def test_the_same_bytes_from_another_source_or_twice_in_a_batch_are_one_delivery(source, now):
    ingest_bytes(ninjs(), source=get_source("Lain"), now=now)
    results = ingest_batch([("a", ninjs()), ("b", ninjs())], source=source, now=now)
    assert [(result.new, result.items[0].guid) for result in results] == [(0, "urn:newsml:kbc.example:1")] * 2
    assert results[0].raw.source.name == "Lain"


def test_many_deliveries_cost_few_questions_whatever_their_number(source, now, django_assert_max_num_queries):
    def batch(start: int, count: int):
        return [(f"{n}", ninjs(uri=f"urn:newsml:kbc.example:{n}")) for n in range(start, start + count)]

    ingest_batch(batch(0, 1), source=source, now=now)
    with django_assert_max_num_queries(16):
        ingest_batch(batch(100, 60), source=source, now=now)
    with django_assert_max_num_queries(6):
        ingest_batch(batch(100, 60), source=source, now=now)


def odd(headline: str, uri: str) -> bytes:
    return json.dumps({"uri": uri, "type": "text", "version": "1", "headlines": [{"value": headline}]}).encode()


@pytest.mark.parametrize("headline", ["Banjir \ud800 besar", "Nol \x00 di tengah", "\udfff"])
def test_words_that_no_database_takes_never_stop_their_neighbours(source, now, headline):
    deliveries = [("a", ninjs()), ("b", odd(headline, "urn:x:aneh")), ("c", odd("Biasa Saja", "urn:x:biasa"))]
    results = ingest_batch(deliveries, source=source, now=now)
    assert (results[0].new, results[2].new) == (1, 1)
    assert results[1].new == 1 or results[1].reason
    assert not RawFile.objects.filter(state=RawFile.State.RECEIVED).exists()


def test_an_item_that_cannot_be_stored_waits_alone_with_the_reason(source, now, monkeypatch):
    def unlucky(item):
        if item.guid == "urn:x:sial":
            raise ZeroDivisionError
        return signal_of(item)

    monkeypatch.setattr("redaksi.wire.storing.signal_of", unlucky)
    deliveries = [("a", ninjs()), ("b", odd("Sial", "urn:x:sial")), ("c", odd("Biasa", "urn:x:biasa"))]
    results = ingest_batch(deliveries, source=source, now=now)
    assert [result.new for result in results] == [1, 0, 1]
    assert results[1].reason == "could not be stored: ZeroDivisionError"
    assert RawFile.objects.get(state=RawFile.State.QUARANTINED).name == "b"
    monkeypatch.undo()
    assert reparse(results[1].raw, now).new == 1


def test_a_file_whose_name_is_no_text_is_taken_all_the_same(source, now):
    name = b"kabar-\xe9\x00.json".decode("utf-8", "surrogateescape")
    assert ingest_bytes(ninjs(), source=source, name=name, now=now).new == 1
    assert RawFile.objects.get().name == "kabar-??.json"
