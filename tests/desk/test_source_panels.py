from __future__ import annotations

import pytest

from redaksi.desk.source_panels import SOURCE_FORM
from redaksi.wire.models import Source

pytestmark = pytest.mark.django_db
FORM = SOURCE_FORM.bind_to_model(Source).get_form_class()


def sent(**values: object) -> dict[str, object]:
    given = {"name": "Kantor Uji", "slug": "kantor-uji", "kind": "manual", "interval": 300, "zone": "Asia/Jakarta"}
    return {**given, "kind": Source.Kind.HAND, "active": "on", **values}


def test_a_password_is_kept_when_left_empty_and_never_shown() -> None:
    source = Source.objects.create(name="Kantor Uji", slug="kantor-uji", password="rahasia-besar")
    form = FORM(instance=source)
    assert "rahasia-besar" not in str(form["password"])
    form = FORM(sent(), instance=source)
    assert form.is_valid(), form.errors
    assert form.save().password == "rahasia-besar"
    form = FORM(sent(password="baru"), instance=source)
    assert form.is_valid()
    assert form.save().password == "baru"


def test_terms_are_ticked_and_territories_stay() -> None:
    source = Source.objects.create(name="Kantor Uji", slug="kantor-uji", rights=["no-social", "not-in:Jepang"])
    form = FORM(sent(rights=["no-archive"]), instance=source)
    assert form.is_valid(), form.errors
    assert form.save().rights == ["no-archive", "not-in:Jepang"]
