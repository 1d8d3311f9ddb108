import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from redaksi.newsroom.models import Identity, User
from redaksi.setup import AlreadyFounded, IdentityAnswers, create_account, found_newsroom
from redaksi.stories.models import Section

pytestmark = pytest.mark.django_db
ANSWERS = IdentityAnswers("Kabar Uji", "PT Kabar Uji", "Jalan Uji 1", "Ratna Wulandari", "redaksi@uji.example")


def test_founding_makes_identity_standing_pages_and_an_administrator_who_can_log_in():
    password = found_newsroom(ANSWERS, "kepala")
    assert Identity.load().brand == "Kabar Uji"
    assert Client().get("/pedoman-media-siber/").status_code == 200
    assert User.objects.get(username="kepala").check_password(password)


def test_a_newsroom_is_founded_once():
    found_newsroom(ANSWERS, "kepala")
    with pytest.raises(AlreadyFounded):
        found_newsroom(ANSWERS, "lain")
    assert User.objects.count() == 1


def test_every_account_gets_a_password_of_its_own():
    assert create_account("a", "Ayu Lestari", ("reporter",)) != create_account("b", "Budi", ("editor",))
    assert User.objects.get(username="a").last_name == "Lestari"


def test_rubrics_are_made_in_menu_order_and_their_fronts_answer():
    found_newsroom(ANSWERS, "kepala", ("Nasional", "Gaya Hidup"))
    assert [str(section) for section in Section.objects.order_by("order")] == ["Nasional", "Gaya Hidup"]
    assert Section.objects.get(name="Gaya Hidup").slug == "gaya-hidup"


def test_a_rubric_that_cannot_have_an_address_leaves_nothing_behind():
    with pytest.raises(ValidationError):
        found_newsroom(ANSWERS, "kepala", ("Nasional", "Cari"))
    assert not User.objects.exists()
