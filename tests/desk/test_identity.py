from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from redaksi.desk import look_views
from redaksi.desk.identity import IDENTITY_FORM
from redaksi.newsroom.models import Identity, User

pytestmark = pytest.mark.django_db
Login = Callable[[str], tuple[Client, User]]


def test_every_field_of_the_identity_stands_in_a_group_or_on_the_screen_of_the_look() -> None:
    form = IDENTITY_FORM.bind_to_model(Identity).get_form_class()
    assert set(form._meta.fields) | set(look_views.FIELDS) == {
        field.name for field in Identity._meta.fields if field.editable
    } - {"id"}


def test_a_chief_editor_writes_the_identity_and_a_desk_editor_does_not(login: Login) -> None:
    identity = Identity.load()
    url = f"/desk/settings/newsroom/identity/{identity.pk}/"
    sent = {field.name: getattr(identity, field.name) or "" for field in Identity._meta.fields}
    sent |= {"brand": "Kabar Baru", "whatsapp": "wa.example/kabar"}
    assert login("redaktur")[0].post(url, sent).status_code == 302
    assert Identity.objects.get().brand == "Redaksi"
    assert login("pemimpin-redaksi")[0].post(url, sent).status_code == 302
    identity = Identity.objects.get()
    assert (identity.brand, identity.whatsapp) == ("Kabar Baru", "https://wa.example/kabar")
