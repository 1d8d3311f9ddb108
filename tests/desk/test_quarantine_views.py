from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from redaksi.newsroom.models import User
from redaksi.wire.ingest import get_source, ingest_bytes
from redaksi.wire.models import RawFile, WireItem

pytestmark = pytest.mark.django_db
Login = Callable[[str], tuple[Client, User]]
BROKEN = b'{\n "headline": "Judul",\n "uri": <script>alert(1)</script>\n}'
GOOD = b'{"uri": "urn:uji:1", "type": "text", "headline": "Terbaca Juga", "body_xhtml": "<p>Isi.</p>"}'


def quarantined(data: bytes = BROKEN, name: str = "rusak.json", source: str = "Kantor Rusak") -> RawFile:
    raw = ingest_bytes(data, source=get_source(source), name=name, now=timezone.now()).raw
    assert raw.state == RawFile.State.QUARANTINED
    return raw


def readable(name: str = "baik.json") -> RawFile:
    """A delivery that an older version could not read and this one can."""
    raw = ingest_bytes(GOOD, source=get_source("Kantor Rusak"), name=name).raw
    WireItem.objects.all().delete()
    RawFile.objects.filter(pk=raw.pk).update(state=RawFile.State.QUARANTINED, reason="no ninjs")
    return RawFile.objects.get(pk=raw.pk)


def test_the_list_says_file_reason_line_and_source_in_indonesian(login: Login) -> None:
    quarantined()
    page = login("reporter")[0].get(reverse("desk_quarantine")).content.decode()
    for said in ("rusak.json", "JSON rusak", "baris 3", "Kantor Rusak"):
        assert said in page
    assert "Urai ulang" not in page


def test_one_delivery_shows_its_bytes_as_text_that_does_nothing(login: Login) -> None:
    raw = quarantined()
    page = login("reporter")[0].get(reverse("desk_quarantined", args=[raw.pk])).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert(1)" not in page
    assert "▸ 3" in page


def test_bytes_are_saved_as_they_came_and_never_guessed_at(login: Login) -> None:
    raw = quarantined(name='folder/jahat"\r\nX-Lain: 1.html')
    answer = login("reporter")[0].get(reverse("desk_raw", args=[raw.pk]))
    assert answer.content == BROKEN
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "X-Lain" not in answer.headers


def test_reading_one_again_says_what_came_of_it_and_is_logged(login: Login) -> None:
    client, user = login("editor")
    raw = readable()
    page = client.post(reverse("desk_reparse", args=[raw.pk]), follow=True).content.decode()
    assert "1 dari 1" in page
    assert "1 kiriman baru ada di kotak masuk" in page
    assert WireItem.objects.get().headline == "Terbaca Juga"
    assert ModelLogEntry.objects.filter(action="redaksi.reparse", user=user).count() == 1


def test_reading_all_again_reads_what_can_be_read_and_leaves_the_rest(login: Login) -> None:
    client, _ = login("editor")
    readable()
    left = quarantined()
    page = client.post(reverse("desk_reparse_all"), follow=True).content.decode()
    assert "1 dari 2" in page
    assert list(RawFile.objects.filter(state=RawFile.State.QUARANTINED)) == [left]


def test_what_takes_long_goes_on_at_the_next_press_and_nothing_hides_what_is_behind_it(
    login: Login, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("redaksi.desk.quarantine_views.PATIENCE", -1.0)
    client, _ = login("editor")
    readable()
    for number in range(2):
        quarantined(BROKEN + b" " * number, f"{number}.json")
    answer = client.post(reverse("desk_reparse_all"), follow=True)
    page = answer.content.decode()
    assert "0 dari 1" in page
    assert "2 lagi masih menunggu" in page
    assert "Urai ulang sisanya" in page
    for _press in range(2):
        answer = client.post(reverse("desk_reparse_all"), {"sebelum": answer.context["go_on"]}, follow=True)
    assert "1 dari 1" in answer.content.decode()
    assert WireItem.objects.get().headline == "Terbaca Juga"
    assert "Urai ulang semua" in answer.content.decode()


def test_a_delivery_that_nobody_needs_is_put_aside_and_comes_back(login: Login) -> None:
    client, _ = login("editor")
    raw = quarantined()
    assert (
        "dikesampingkan"
        in client.post(reverse("desk_move_file", args=[raw.pk, "kesamping"]), follow=True).content.decode()
    )
    assert "rusak.json" not in client.get(reverse("desk_quarantine")).content.decode()
    assert "rusak.json" in client.get(f"{reverse('desk_quarantine')}?lihat=kesamping").content.decode()
    # The same bytes again change nothing: they stay aside.
    ingest_bytes(BROKEN, source=raw.source, name="lagi.json")
    raw.refresh_from_db()
    assert raw.state == RawFile.State.ASIDE
    client.post(reverse("desk_move_file", args=[raw.pk, "pulihkan"]))
    raw.refresh_from_db()
    assert raw.state == RawFile.State.QUARANTINED
    assert client.post(reverse("desk_move_file", args=[raw.pk, "hapus"])).status_code == 404
    done = set(ModelLogEntry.objects.values_list("action", flat=True))
    assert {"redaksi.aside", "redaksi.aside_back"} <= done


def test_one_source_can_be_looked_at_alone(login: Login) -> None:
    client, _ = login("reporter")
    raw = quarantined()
    quarantined(BROKEN + b" ", "lain.json", "Agensi Lain")
    page = client.get(f"{reverse('desk_quarantine')}?sumber={raw.source_id}").content.decode()
    assert "rusak.json" in page
    assert "lain.json" not in page
    for asked in ("x", "²", "9" * 30):
        assert client.get(f"{reverse('desk_quarantine')}?sumber={asked}").status_code == 200


def test_bytes_that_are_gone_are_said_to_be(login: Login) -> None:
    client, _ = login("editor")
    raw = RawFile.objects.create(
        sha256="e" * 64, size=1, source=get_source("X"), received_at=timezone.now(), state=RawFile.State.QUARANTINED
    )
    assert "hilang atau berubah" in client.get(reverse("desk_quarantined", args=[raw.pk])).content.decode()
    assert client.get(reverse("desk_raw", args=[raw.pk])).status_code == 302


def test_a_reporter_only_looks_and_who_takes_no_copy_does_not_even_that(login: Login) -> None:
    raw = quarantined()
    client, _ = login("reporter")
    client.post(reverse("desk_move_file", args=[raw.pk, "kesamping"]))
    client.post(reverse("desk_reparse", args=[raw.pk]))
    raw.refresh_from_db()
    assert raw.state == RawFile.State.QUARANTINED
    assert not ModelLogEntry.objects.filter(action="redaksi.reparse").exists()
    admin, _ = login("admin")
    for name in ("desk_quarantined", "desk_raw"):
        assert admin.get(reverse(name, args=[raw.pk])).status_code in (302, 403)
