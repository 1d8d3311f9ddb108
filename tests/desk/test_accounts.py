from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse

from redaksi.newsroom.models import Identity, User
from tests.factories import make_user

pytestmark = pytest.mark.django_db
Login = Callable[[str], tuple[Client, User]]
PASSWORD = "kata-sandi-panjang-9"


def account(**values: object) -> dict[str, object]:
    group = Group.objects.get(name="redaktur").pk
    given = {"username": "wira", "email": "w@kabar.example", "first_name": "Wira", "last_name": "Adi"}
    return {**given, "groups": [group], "password1": PASSWORD, "password2": PASSWORD, **values}


def test_an_administrator_makes_an_account_with_a_role(login: Login) -> None:
    client, _ = login("admin")
    page = client.get(reverse("wagtailusers_users:add")).content.decode()
    assert "Redaktur pelaksana" in page
    answer = client.post(reverse("wagtailusers_users:add"), account())
    assert answer.status_code == 302
    assert list(User.objects.get(username="wira").groups.values_list("name", flat=True)) == ["redaktur"]


def test_an_administrator_makes_nobody_an_owner_and_touches_none(login: Login) -> None:
    client, _ = login("admin")
    client.post(reverse("wagtailusers_users:add"), account(is_superuser="on"))
    assert not User.objects.get(username="wira").is_superuser
    owner = make_user("pemilik", is_superuser=True)
    url = reverse("wagtailusers_users:edit", args=[owner.pk])
    assert client.get(url).status_code == 302
    client.post(url, account(username="pemilik", is_active="on"))
    assert User.objects.get(pk=owner.pk).check_password("kata-sandi-uji-7")
    bulk = reverse("wagtail_bulk_action", args=["newsroom", "user", "set_active_state"])
    client.post(f"{bulk}?id={owner.pk}", {"mark_as_active": ""})
    assert User.objects.get(pk=owner.pk).is_active


@pytest.mark.parametrize("role", ["reporter", "editor", "redaktur", "pemimpin-redaksi"])
def test_other_roles_do_not_manage_accounts(login: Login, role: str) -> None:
    client, _ = login(role)
    assert client.get(reverse("wagtailusers_users:index")).status_code == 302
    client.post(reverse("wagtailusers_users:add"), account())
    assert not User.objects.filter(username="wira").exists()


def test_without_a_mail_server_a_new_password_is_refused_politely(settings: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    make_user("ada", email="ada@kabar.example")
    for address in ("ada@kabar.example", "tidak-ada@kabar.example"):
        answer = Client().post(reverse("wagtailadmin_password_reset"), {"email": address})
        assert answer.status_code == 200
        assert "belum dapat mengirim surel" in answer.content.decode()


def test_with_a_mail_server_the_letter_goes_out() -> None:
    make_user("ada", email="ada@kabar.example")
    assert Client().post(reverse("wagtailadmin_password_reset"), {"email": "ada@kabar.example"}).status_code == 302
    assert len(mail.outbox) == 1


def test_too_many_wrong_passwords_lock_out_in_indonesian() -> None:
    make_user("ada")
    client = Client()
    for _ in range(5):
        answer = client.post(reverse("wagtailadmin_login"), {"username": "ada", "password": "salah"})
    assert answer.status_code == 429
    assert "Terkunci sementara" in answer.content.decode()
    right = {"username": "ada", "password": "kata-sandi-uji-7"}
    assert client.post(reverse("wagtailadmin_login"), right).status_code == 429


def test_the_desk_tells_time_in_the_newsrooms_zone() -> None:
    identity = Identity.load()
    identity.zone = "Asia/Jayapura"
    identity.save()
    user = make_user("ada", is_superuser=True)
    client = Client()
    client.post(reverse("wagtailadmin_login"), {"username": "ada", "password": "kata-sandi-uji-7"})
    assert User.objects.get(pk=user.pk).wagtail_userprofile.current_time_zone == "Asia/Jayapura"
    identity.zone = "Asia/Makassar"
    identity.save()
    assert User.objects.get(pk=user.pk).wagtail_userprofile.current_time_zone == "Asia/Makassar"
