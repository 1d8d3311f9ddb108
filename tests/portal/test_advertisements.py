"""The way to an advertiser, and the closed frame of a third party."""

from __future__ import annotations

import pytest

from redaksi.stories.models import AdSlot

pytestmark = pytest.mark.django_db


@pytest.fixture
def ad() -> AdSlot:
    return AdSlot.objects.create(name="Bank", place="front", text="Menabung", url="https://bank.example/a?b=c")


def test_a_click_leads_where_the_newsroom_wrote_and_nowhere_else(client, ad):
    response = client.get(f"/iklan/{ad.pk}?url=https://jahat.example/&next=https://jahat.example/")
    assert (response.status_code, response["Location"]) == (302, "https://bank.example/a?b=c")
    assert response["Cache-Control"] == "no-store"
    assert "Surrogate-Key" not in response
    assert client.get(f"/iklan/{ad.pk + 1}").status_code == 404
    assert client.post(f"/iklan/{ad.pk}").status_code == 405
    AdSlot.objects.update(url="")
    assert client.get(f"/iklan/{ad.pk}").status_code == 404


def test_a_third_partys_code_stands_in_a_document_without_our_origin(client, ad):
    assert client.get(f"/iklan/{ad.pk}/bingkai").status_code == 404
    AdSlot.objects.update(kind="tag", size="300x250", code="<script src='https://iklan.example/x.js'></script>")
    response = client.get(f"/iklan/{ad.pk}/bingkai")
    assert "<script src='https://iklan.example/x.js'>" in response.content.decode()
    policy = response["Content-Security-Policy"]
    assert policy.startswith("sandbox allow-scripts")
    assert "allow-same-origin" not in policy
    assert "allow-top-navigation" not in policy
    assert not response.cookies


def test_the_page_itself_never_holds_a_third_partys_code(client, newsroom, archive, ad):
    AdSlot.objects.update(kind="tag", size="300x250", code="<script>jejak()</script>")
    html = client.get("/").content.decode()
    assert "jejak" not in html
    assert f'data-frame="/iklan/{ad.pk}/bingkai"' in html
    assert 'class="tag t250"' in html
    assert "IKLAN" in html


def test_a_picture_of_an_advertiser_is_labelled_lazy_sized_and_marked_as_paid(client, newsroom, archive):
    AdSlot.objects.create(
        name="Bank", place="section", text="Menabung", url="https://bank.example/", section=archive[0].section
    )
    dunia, ekonomi = client.get("/dunia/").content.decode(), client.get("/ekonomi/").content.decode()
    assert 'rel="sponsored nofollow noopener"' in dunia
    assert "Menabung" not in ekonomi
