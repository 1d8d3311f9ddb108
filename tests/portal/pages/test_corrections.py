"""Corrections and withdrawals in the open."""

from __future__ import annotations

import pytest
from django.utils import timezone

from redaksi.accountability.actions import correct, withdraw
from redaksi.portal import pages
from tests.factories import make_story

pytestmark = pytest.mark.django_db


def test_they_stand_newest_first_and_a_withdrawn_headline_is_not_repeated(newsroom):
    kept, pulled = make_story("Yang Diralat"), make_story("Yang Dicabut")
    correct(kept, "ralat", "Angka diperbaiki.", None)
    withdraw(pulled, "masa-depan-anak", "Menyebut nama anak.", None)
    page = pages.corrections_page(pages.Ground.load(timezone.now()), 1).page
    assert [entry.text for entry in page.entries] == ["Menyebut nama anak.", "Angka diperbaiki."]
    assert page.entries[0].headline == ""
    assert page.entries[0].url == f"/dunia/{pulled.pk}/"
    assert page.entries[1].url == kept.get_absolute_url()


def test_more_than_a_page_goes_on(newsroom, client):
    story = make_story()
    for number in range(31):
        correct(story, "ralat", f"Ralat {number}.", None)
    assert "Ralat 0." not in client.get("/koreksi/").content.decode()
    assert "Ralat 0." in client.get("/koreksi/?halaman=2").content.decode()
