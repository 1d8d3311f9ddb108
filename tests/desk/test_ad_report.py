"""What became of the advertisements, as a table and as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from redaksi.discovery.advertising import add
from redaksi.newsroom.models import User
from redaksi.stories.models import AdSlot

pytestmark = pytest.mark.django_db
Login = Callable[[str], tuple[Client, User]]
URL = "/desk/angka-iklan/"


@pytest.fixture
def ad() -> AdSlot:
    made = AdSlot.objects.create(name="=HYPERLINK(1)", place="front", text="Menabung", url="https://bank.example/")
    today = timezone.localdate()
    add("views", {made.pk: 200}, today)
    add("clicks", {made.pk: 3}, today)
    add("views", {made.pk: 50}, today - timedelta(days=40))
    return made


def test_a_period_is_shown_summed_and_by_day(login: Login, ad: AdSlot) -> None:
    client, _ = login("redaktur")
    page = client.get(URL).content.decode()
    assert "<td>200</td><td>3</td><td>1,50</td>" in page
    wide = client.get(URL, {"dari": (timezone.localdate() - timedelta(days=60)).isoformat()}).content.decode()
    assert "<td>250</td>" in wide
    one = client.get(URL, {"iklan": ad.pk, "dari": (timezone.localdate() - timedelta(days=60)).isoformat()})
    assert [row.views for row in one.context["rows"]] == [200, 50]
    assert "Tidak ada iklan yang dilihat" in client.get(URL, {"sampai": "2020-01-01"}).content.decode()
    assert client.get(URL, {"dari": "x", "iklan": "y"}).status_code == 200


def test_the_file_opens_in_a_spreadsheet_and_runs_no_formula(login: Login, ad: AdSlot) -> None:
    client, _ = login("redaktur")
    response = client.get(URL, {"unduh": "csv"})
    assert response["Content-Disposition"].startswith('attachment; filename="iklan-')
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[0] == ["iklan", "tempat", "rubrik", "tanggal", "dilihat", "diklik"]
    assert (rows[1][0], rows[1][4:]) == ("'=HYPERLINK(1)", ["200", "3"])


@pytest.mark.parametrize("role", ["reporter", "editor"])
def test_who_may_not_is_sent_away(login: Login, role: str) -> None:
    assert login(role)[0].get(URL).status_code == 302
