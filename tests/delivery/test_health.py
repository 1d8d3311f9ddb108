from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from django.utils.translation import override

from redaksi.delivery import vitals
from redaksi.delivery.health import SENTENCES, sentences
from redaksi.delivery.models import Lease, Outbox
from redaksi.newsroom.roles import ROLES
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def room_enough(monkeypatch):
    monkeypatch.setattr(vitals, "LOW_BYTES", 0)


def test_nothing_is_said_where_nothing_is_wrong():
    Lease.objects.create(name="clock", holder="a", until=timezone.now() + timedelta(seconds=20))
    Outbox.objects.create(changed=["front"])
    assert sentences() == []


def test_purges_that_do_not_get_through_are_told_with_their_reason():
    old = timezone.now() - timedelta(minutes=5)
    Outbox.objects.create(changed=["front"], created_at=old, attempts=3, error="127.0.0.1 answered 503")
    Outbox.objects.create(changed=["feeds"], created_at=old)
    with override("id"):
        (sentence,) = sentences()
    assert sentence.startswith("2 perubahan belum sampai")
    assert sentence.endswith("127.0.0.1 answered 503")


def test_a_clock_that_stands_still_is_told():
    Lease.objects.create(name="clock", holder="a", until=timezone.now() - timedelta(minutes=10))
    with override("id"):
        assert "Jam redaksi berhenti" in sentences()[0]


def test_every_trouble_of_the_disk_and_the_clock_has_a_sentence_in_indonesian():
    words = {value for name, value in vars(vitals).items() if name.startswith(("DISK_", "CLOCK_"))}
    assert words == set(SENTENCES)
    for sentence in SENTENCES.values():
        with override("id"):
            said = str(sentence)
        with override("en"):
            assert said != str(sentence)


def test_the_first_screen_shows_what_is_wrong_to_everybody_in_the_newsroom(client, settings, monkeypatch):
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    user = make_user()
    user.groups.set(Group.objects.filter(name=ROLES[0].key))
    client.force_login(user)
    assert "Rumah ini perlu perhatian" not in client.get("/desk/").content.decode()
    monkeypatch.setattr(vitals, "LOW_BYTES", 2**70)
    page = client.get("/desk/").content.decode()
    assert "Rumah ini perlu perhatian" in page
    assert "Ruang penyimpanan hampir habis" in page
