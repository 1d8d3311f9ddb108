from __future__ import annotations

import pytest

from redaksi.desk.source_panels import SOURCE_FORM
from redaksi.wire.addresses import MASK
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
        ("sftp", "sftp://kb.example:2022/keluar", True),
        ("sftp", "sftp://kb.example:99999/keluar", False),
        ("http", "https://kb.example:0/rss", False),
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


def test_a_key_in_the_address_is_shown_masked_kept_when_left_and_replaced_when_typed() -> None:
    source = Source.objects.create(name="S", slug="s", kind="http", url="https://kb.example/rss?api_key=lama&page=1")
    shown = f"https://kb.example/rss?api_key={MASK}&page=1"
    assert FORM(instance=source)["url"].value() == shown
    form = FORM(sent(kind="http", url=shown.replace("page=1", "page=2")), instance=source)
    assert form.is_valid(), form.errors
    assert form.save().sealed_url == "https://kb.example/rss?api_key=lama&page=2"
    form = FORM(sent(kind="http", url="https://kb.example/rss?api_key=baru"), instance=source)
    assert form.is_valid()
    assert (form.save().url, source.sealed_url) == (
        f"https://kb.example/rss?api_key={MASK}",
        "https://kb.example/rss?api_key=baru",
    )


def test_a_masked_key_does_not_follow_the_address_to_another_server() -> None:
    source = Source.objects.create(name="S", slug="s", kind="http", url="https://kb.example/rss?api_key=lama")
    form = FORM(sent(kind="http", url=f"https://lain.example/rss?api_key={MASK}"), instance=source)
    assert not form.is_valid()
    assert "Ketik lagi kuncinya" in str(form.errors["url"])
    assert FORM(sent(kind="http", url=f"https://lain.example/rss?api_key={MASK}")).is_valid() is False
    assert "panjang" in str(FORM(sent(kind="http", url="https://kb.example/?" + "k&" * 227 + "pw=1&" * 5)).errors)


def test_a_password_does_not_follow_the_address_to_another_server() -> None:
    source = Source.objects.create(
        name="S", slug="s", kind="ftp", url="ftp://kb.example/keluar", username="uji", password="rahasia-besar"
    )
    form = FORM(sent(kind="ftp", url="https://kb.example", username="uji"), instance=source)
    assert list(form.errors) == ["url"]
    source.refresh_from_db()
    moved = {"kind": "ftp", "url": "ftp://lain.example/keluar"}
    form = FORM(sent(**moved, username="uji"), instance=source)
    assert "kata sandi" in str(form.errors["password"])
    source.refresh_from_db()
    form = FORM(sent(kind="ftp", url="ftp://kb.example/lain", username="uji"), instance=source)
    assert form.is_valid(), form.errors
    assert form.save().password == "rahasia-besar"
    form = FORM(sent(**moved, username="uji", password="yang-baru"), instance=source)
    assert form.is_valid(), form.errors
    assert form.save().password == "yang-baru"
    form = FORM(sent(kind="ftp", url="ftp://ketiga.example/keluar"), instance=source)
    assert form.is_valid(), form.errors
    assert form.save().password == ""


def test_a_password_does_not_reach_another_server_by_way_of_an_empty_address() -> None:
    source = Source.objects.create(
        name="S", slug="s", kind="ftp", url="ftp://kb.example/keluar", username="uji", password="rahasia-besar"
    )
    form = FORM(sent(username="uji"), instance=source)
    assert form.is_valid(), form.errors
    assert (form.save().url, source.password) == ("", "rahasia-besar")
    form = FORM(sent(kind="ftp", url="ftp://lain.example/keluar", username="uji"), instance=source)
    assert "kata sandi" in str(form.errors["password"])
