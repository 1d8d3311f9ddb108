"""Versions of one event from several agencies stand together and say why; other news of the same beat does not."""

import json
from datetime import timedelta

import pytest

from redaksi.wire.clusters import group_new
from redaksi.wire.ingest import get_source, ingest_bytes
from redaksi.wire.models import EventTerm, WireItem

pytestmark = pytest.mark.django_db

QUAKE_A = (
    "Gempa Magnitudo 6,1 Guncang Kolaka, Warga Mengungsi",
    "Gempa bermagnitudo 6,1 mengguncang Kolaka, Sulawesi Tenggara, Kamis petang. Kepala BPBD Kolaka Andi Rahmat "
    "mengatakan 214 warga mengungsi ke lapangan Latambaga dan 37 rumah rusak. Tidak ada korban jiwa.",
)
QUAKE_B = (
    "Ratusan Warga Kolaka Mengungsi Usai Gempa",
    "Sebanyak 214 warga mengungsi ke lapangan Latambaga setelah gempa dengan magnitudo 6,1 terjadi di Kolaka, Sulawesi "
    "Tenggara. Sebanyak 37 rumah dilaporkan rusak, kata Kepala BPBD Kolaka Andi Rahmat.",
)
QUAKE_OTHER = (
    "Gempa Magnitudo 5,2 Terasa di Maluku Tengah",
    "Gempa bermagnitudo 5,2 terasa di Masohi, Maluku Tengah, Jumat pagi. BMKG menyatakan gempa tidak berpotensi "
    "tsunami dan warga diminta tenang, kata Kepala Stasiun Geofisika Ambon Heru Warsito.",
)
RICE = (
    "Harga Beras di Pasar Induk Turun",
    "Harga beras medium di Pasar Induk Cipinang turun Rp300 per kilogram sejak awal pekan karena panen di Indramayu "
    "dan Karawang, kata pedagang Sutrisno.",
)
ELECTION = (
    "KPU Kabupaten Bandung Tetapkan Daftar Pemilih",
    "KPU Kabupaten Bandung menetapkan 2.731.004 pemilih dalam rapat pleno terbuka di Soreang yang dihadiri Bawaslu.",
)


def deliver(agency, story, now, guid="", version="1", language="id"):
    headline, body = story
    document = {
        "uri": guid or f"urn:{agency}:{abs(hash(story)) % 10**9}",
        "type": "text",
        "version": version,
        "language": language,
        "standard": {"name": "ninjs", "version": "3.1"},
        "headlines": [{"role": "main", "value": headline}],
        "bodies": [{"role": "main", "contentType": "text/html", "value": f"<p>{body}</p>"}],
    }
    return ingest_bytes(json.dumps(document).encode(), source=get_source(agency), now=now).items[0]


def events():
    return dict(WireItem.objects.values_list("pk", "event"))


def test_two_agencies_on_one_event_are_one_row_and_the_reason_is_kept(now):
    first = deliver("Satu", QUAKE_A, now)
    second = deliver("Dua", QUAKE_B, now + timedelta(hours=2))
    others = [deliver("Satu", story, now + timedelta(hours=3)) for story in (QUAKE_OTHER, RICE, ELECTION)]
    assert group_new(now, seconds=10) == 5
    assert events() == {first.pk: first.pk, second.pk: first.pk} | {each.pk: each.pk for each in others}
    second.refresh_from_db()
    assert second.event_reason["with"] == first.pk
    assert "kolaka" in second.event_reason["shared"]


def test_a_new_version_stays_with_its_event_whatever_it_says(now):
    first = deliver("Satu", QUAKE_A, now, guid="urn:x:1")
    newer = deliver("Satu", RICE, now, guid="urn:x:1", version="2")
    group_new(now, seconds=10)
    assert events() == {first.pk: first.pk, newer.pk: first.pk}
    newer.refresh_from_db()
    assert newer.event_reason["shared"] == ["version"]


def test_a_new_version_of_an_item_with_an_event_joins_it_on_arrival(now):
    """Its row must not leave the event's row until the clock comes round."""
    first = deliver("Satu", QUAKE_A, now, guid="urn:x:1")
    other = deliver("Dua", QUAKE_B, now)
    group_new(now, seconds=10)
    newer = deliver("Satu", RICE, now, guid="urn:x:1", version="2")
    assert events() == {first.pk: first.pk, other.pk: first.pk, newer.pk: first.pk}
    newer.refresh_from_db()
    assert newer.event_reason == {"with": first.pk, "score": 1.0, "shared": ["version"]}
    assert EventTerm.objects.filter(item=newer).exists()
    assert group_new(now, seconds=10) == 0


def test_a_kill_of_its_own_stands_with_what_it_is_about(now):
    first = deliver("Satu", QUAKE_A, now)
    kill = deliver("Satu", ("KILL: " + QUAKE_A[0], "Mohon tidak disiarkan."), now + timedelta(minutes=5))
    assert (kill.signal, kill.about_id) == ("kill", first.pk)
    group_new(now, seconds=10)
    kill.refresh_from_db()
    assert kill.event_id == first.pk


def test_the_same_words_two_days_later_are_another_event(now):
    first = deliver("Satu", QUAKE_A, now)
    later = deliver("Dua", QUAKE_B, now + timedelta(hours=40))
    group_new(now, seconds=10)
    assert events() == {first.pk: first.pk, later.pk: later.pk}


def test_old_terms_are_dropped(now):
    deliver("Satu", QUAKE_A, now - timedelta(days=3))
    group_new(now, seconds=10)
    assert not EventTerm.objects.exists()


def test_nothing_to_do_costs_one_query(now, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert group_new(now) == 0
