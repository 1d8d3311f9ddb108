"""A loopback provider and a source that asks it."""

from __future__ import annotations

import pytest

from redaksi.wire.models import Source
from tests.wire.provider import serving


@pytest.fixture
def provider():
    with serving() as running:
        yield running


@pytest.fixture
def web_source(provider, db):
    return Source.objects.create(name="Kabar Contoh", slug="kabar-contoh", kind="http", url=f"{provider.url}/feed")
