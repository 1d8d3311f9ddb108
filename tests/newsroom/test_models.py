from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image
from wagtail.images.forms import get_image_form

from redaksi.newsroom.models import Identity, Person, Picture, User, Zone
from tests.factories import make_person, make_picture, make_user

BY_LAW = ("legal_name", "address", "email", "phone", "responsible_person", "editor_in_chief")


def photograph() -> SimpleUploadedFile:
    """A small JPEG as a browser sends it."""
    buffer = BytesIO()
    Image.new("RGB", (60, 40), "#0f5c6e").save(buffer, "JPEG")
    return SimpleUploadedFile("jembatan.jpg", buffer.getvalue(), "image/jpeg")


def test_an_empty_identity_says_all_that_the_press_law_wants_in_the_editors_language() -> None:
    with translation.override("en"):
        assert len(Identity().missing_by_law()) == len(BY_LAW)
        assert "editor in chief" in Identity().missing_by_law()
    with translation.override("id"):
        assert "pemimpin redaksi" in Identity().missing_by_law()


def test_a_filled_field_is_missed_no_longer() -> None:
    identity = Identity(**{name: "terisi" for name in BY_LAW if name != "phone"})
    with translation.override("en"):
        assert identity.missing_by_law() == ("telephone",)
    identity.phone = "021 555 0101"
    assert identity.missing_by_law() == ()


@pytest.mark.parametrize(
    "template",
    ["{city}, {brand} -", "{brand}, {city} ({agency}) –", "Laporan dari lapangan", "", "{{{city}}}"],
)
def test_a_dateline_names_what_it_may(template: str) -> None:
    Identity(dateline_template=template).clean()
    assert isinstance(template.format(city="Tual", brand="Kabar", agency="Antara"), str)


@pytest.mark.parametrize(
    "template",
    ["{kota} -", "{} -", "{0} -", "{city", "city}", "{city.name}", "{city[x]}", "{city:>9999999999}", "{city!r}"],
)
def test_a_dateline_that_could_not_be_filled_in_is_refused_on_its_own_field(template: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Identity(dateline_template=template).clean()
    assert list(refused.value.message_dict) == ["dateline_template"]


def test_accounts_elsewhere_come_named_and_in_the_order_of_readers() -> None:
    identity = Identity(telegram="https://t.me/kabar", x="https://x.com/kabar", tiktok="https://tiktok.com/@kabar")
    assert identity.social_accounts == (
        ("X", "https://x.com/kabar"),
        ("TikTok", "https://tiktok.com/@kabar"),
        ("Telegram", "https://t.me/kabar"),
    )
    assert Identity().social_accounts == ()


@pytest.mark.parametrize(("zone", "hour"), [(Zone.WIB, 19), (Zone.WITA, 20), (Zone.WIT, 21)])
@pytest.mark.parametrize("month", [1, 7])
def test_each_zone_keeps_its_hours_all_year(zone: Zone, hour: int, month: int) -> None:
    noon = datetime(2026, month, 19, 12, tzinfo=UTC)
    assert noon.astimezone(Identity(zone=zone).tzinfo).hour == hour


@pytest.mark.parametrize(
    ("field", "value"),
    [("accent", "merah"), ("accent", "#a31"), ("zone", "Europe/London"), ("founded", 1500), ("email", "redaksi")],
)
def test_an_identity_refuses_what_no_page_could_show(field: str, value: object) -> None:
    with pytest.raises(ValidationError) as refused:
        Identity(**{field: value}).clean_fields()
    assert list(refused.value.message_dict) == [field]


@pytest.mark.django_db
def test_the_identity_is_one_row_whoever_asks() -> None:
    identity = Identity.load()
    identity.brand = "Kabar Pesisir"
    identity.save()
    assert str(Identity.load()) == "Kabar Pesisir"
    assert Identity.objects.count() == 1


@pytest.mark.django_db
def test_a_picture_is_uploaded_with_its_credit_or_not_at_all() -> None:
    form_class = get_image_form(Picture)
    sent = {"title": "Jembatan", "origin": Picture.Origin.PHOTO, "source_url": "kabar.example/foto/1"}
    user = make_user(is_superuser=True)
    refused = form_class({**sent, "credit": "  "}, {"file": photograph()}, user=user)
    assert not refused.is_valid()
    assert list(refused.errors) == ["credit"]
    taken = form_class({**sent, "credit": "KABAR FOTO/Ratna"}, {"file": photograph()}, user=user)
    assert taken.is_valid(), taken.errors
    # An address typed without a scheme is a safe one.
    assert taken.cleaned_data["source_url"] == "https://kabar.example/foto/1"


@pytest.mark.django_db
def test_a_person_outlives_portrait_and_account() -> None:
    picture, user = make_picture(), make_user("ratna")
    person = make_person(portrait=picture, account=user)
    picture.delete()
    user.delete()
    person = Person.objects.get(pk=person.pk)
    assert (person.portrait, person.account, str(person)) == (None, None, "Ratna Wulandari")


def test_an_account_is_called_by_its_full_name_or_else_by_its_login() -> None:
    assert str(User(username="wira", first_name="Wira", last_name="Adi")) == "Wira Adi"
    assert str(User(username="wira")) == "wira"


def test_an_address_of_several_lines_is_one_line_with_commas():
    identity = Identity(address="Gedung Tambatan Lantai 3,\n\n  Jalan Dermaga   Lama 17\r\nJakarta 14430\n")
    assert identity.postal_line == "Gedung Tambatan Lantai 3, Jalan Dermaga Lama 17, Jakarta 14430"
    assert Identity().postal_line == ""
