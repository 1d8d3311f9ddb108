from __future__ import annotations

import pytest

from redaksi.desk.source_panels import SOURCE_FORM
from redaksi.wire.models import Source

pytestmark = pytest.mark.django_db
FORM = SOURCE_FORM.bind_to_model(Source).get_form_class()


def sent(**values: object) -> dict[str, object]:
    given = {"name": "Kantor Uji", "slug": "kantor-uji", "interval": 300, "zone": "Asia/Jakarta"}
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


@pytest.mark.parametrize(
    ("kind", "url", "fits"),
    [
        ("http", "https://kabar.example/rss", True),
        ("http", "ftp://kabar.example", False),
        ("http", "", False),
        ("ftp", "ftps://kabar.example/keluar", True),
        ("imap", "imaps://surat.example/INBOX", True),
        ("imap", "https://surat.example", False),
        ("folder", "antara", True),
        ("folder", "/etc", False),
        ("folder", "../luar", False),
        ("push", "", True),
        ("http", "http://[::1", False),
    ],
)
def test_the_address_must_fit_the_way_in_which_copy_comes(kind: str, url: str, fits: bool) -> None:
    form = FORM(sent(kind=kind, url=url))
    assert form.is_valid() is fits, form.errors
    assert fits or "url" in form.errors


def test_account_and_password_leave_the_address_which_is_shown() -> None:
    form = FORM(sent(kind="ftp", url="ftp://redaksi:rahasia%2Fbesar@kb.example/keluar"))
    assert form.is_valid(), form.errors
    source = form.save()
    assert (source.url, source.username, source.password) == ("ftp://kb.example/keluar", "redaksi", "rahasia/besar")
    assert "rahasia" not in str(FORM(instance=source))


def test_values_that_a_source_has_already_stay_on_offer() -> None:
    source = Source.objects.create(
        name="Kantor Uji", slug="kantor-uji", interval=47, language="jv", default_section="yang-hilang"
    )
    form = FORM(sent(interval=47, language="jv", default_section="yang-hilang"), instance=source)
    assert form.is_valid(), form.errors
    assert (form.save().interval, source.language, source.default_section) == (47, "jv", "yang-hilang")
