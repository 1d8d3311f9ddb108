"""Pictures are fetched under policy, checked, stripped and kept; what is none is refused with a reason."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from redaksi.wire.ingest import ingest_bytes
from redaksi.wire.models import Source, WirePicture
from redaksi.wire.pictures import fetch_batch, fetch_waiting, path_of
from tests.newsroom.test_photo_metadata import picture as sample
from tests.wire.provider import good, policy

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(provider, now):
    def make(path: str, fetch: bool = True) -> WirePicture | None:
        source = Source.objects.create(name="Foto", slug="foto", url=f"{provider.url}/feed", fetch_pictures=fetch)
        item = {
            "uri": "urn:x:1",
            "type": "text",
            "standard": {"name": "ninjs", "version": "3.1"},
            "headlines": [{"value": "Warga Mengungsi"}],
            "associations": [
                {"name": "featured", "uri": "urn:x:p", "type": "picture", "renditions": [{"name": "o", "href": path}]}
            ],
        }
        ingest_bytes(json.dumps(item).encode(), source=source, now=now)
        return WirePicture.objects.first()

    return make


def test_a_picture_is_kept_without_its_place_and_with_its_credit(provider, waiting, now):
    provider.answers["/foto.jpg"] = good(sample("JPEG"))
    picture = waiting(f"{provider.url}/foto.jpg")
    assert fetch_batch(now, policy()) == 1
    picture.refresh_from_db()
    assert (picture.state, picture.content_type, picture.width, picture.height) == ("kept", "image/jpeg", 64, 48)
    assert picture.metadata["creator"] == "Rini Astuti, Budi Karya"
    assert b"GPSL" not in path_of(picture).read_bytes()
    assert fetch_batch(now, policy()) == 0


def test_nothing_is_fetched_for_a_source_that_is_not_asked_for_pictures(provider, waiting, now):
    assert waiting(f"{provider.url}/foto.jpg", fetch=False) is None
    assert fetch_waiting(now) == 0


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html>masuk dahulu</html>", "no picture"),
        (sample("JPEG")[:900], "broken"),
        (b"BM" + b"\x00" * 100, ""),
    ],
)
def test_what_is_no_picture_is_refused_with_a_reason(provider, waiting, now, data, reason):
    provider.answers["/foto.jpg"] = good(data)
    picture = waiting(f"{provider.url}/foto.jpg")
    fetch_batch(now, policy())
    picture.refresh_from_db()
    assert picture.state == "refused"
    assert reason in picture.reason


def test_too_many_points_are_refused_before_they_are_unpacked(provider, waiting, now, monkeypatch):
    monkeypatch.setattr("redaksi.wire.pictures.MAX_PIXELS", 1000)
    out = BytesIO()
    Image.new("L", (100, 100)).save(out, "PNG")
    provider.answers["/foto.png"] = good(out.getvalue())
    picture = waiting(f"{provider.url}/foto.png")
    fetch_batch(now, policy())
    picture.refresh_from_db()
    assert (picture.state, "points" in picture.reason) == ("refused", True)


def test_a_provider_that_fails_is_asked_again_later_and_not_for_ever(provider, waiting, now):
    picture = waiting(f"{provider.url}/tiada.jpg")
    moment = now
    for _ in range(6):
        fetch_batch(moment, policy())
        moment += timedelta(days=1)
    picture.refresh_from_db()
    assert (picture.state, picture.attempts) == ("failed", 4)
    assert "404" in picture.reason


def test_a_private_address_is_not_fetched_from(provider, waiting, now):
    picture = waiting(f"{provider.url}/foto.jpg")
    fetch_batch(now, policy(allow_private=False))
    picture.refresh_from_db()
    assert "private" in picture.reason
