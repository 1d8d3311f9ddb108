"""People of the desk, items from the wire, and browsers logged in as each role."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from redaksi.formats import newsml_g2
from redaksi.formats.item import NewsItem
from redaksi.newsroom.models import User
from redaksi.wire.ingest import get_source, ingest_bytes
from redaksi.wire.models import WireItem
from tests.factories import make_user

RECEIVED = datetime(2026, 11, 19, 11, 0, tzinfo=UTC)


def staff(role: str, **values: Any) -> User:
    """An account with one role."""
    user = make_user(**values)
    user.groups.add(Group.objects.get(name=role))
    return User.objects.get(pk=user.pk)


def wire_item(number: int = 1, source: str = "Kantor Berita Uji", **values: Any) -> WireItem:
    """An item that came in as NewsML-G2 through the real door."""
    item = NewsItem(
        **{
            "guid": f"urn:uji:{number}",
            "format": "newsml-g2",
            "language": "id",
            "headline": f"Kapal Perintis Nomor {number} Kembali Berlayar",
            "body_html": f"<p>Kapal perintis nomor {number} kembali melayari rutenya.</p><p>Warga menyambutnya.</p>",
            "version_created": RECEIVED,
            **values,
        }
    )
    result = ingest_bytes(newsml_g2.write(item), source=get_source(source), name=f"{number}.xml", now=RECEIVED)
    assert result.reason is None, result.reason
    return result.items[0]


@pytest.fixture(autouse=True)
def plain_and_quick(settings: Any) -> None:
    """Addresses of styles and scripts without the manifest that an installation collects."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    # A hundred accounts are made here; each would otherwise cost a third of a second.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def login() -> Callable[[str], tuple[Client, User]]:
    """A browser logged in with one role, and its account."""

    def enter(role: str) -> tuple[Client, User]:
        user = staff(role)
        client = Client()
        client.force_login(user)
        return client, user

    return enter
