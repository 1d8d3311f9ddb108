from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from redaksi.desk import source_actions as acts
from redaksi.desk.actions import NotAllowed
from redaksi.wire.claims import CLAIM
from redaksi.wire.models import Source, SourceHealth
from redaksi.wire.poll import due
from redaksi.wire.tokens import is_token_of
from tests.desk.conftest import staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def source() -> Source:
    made = Source.objects.create(name="Kabar", slug="kabar", kind="http", url="https://kabar.example/rss")
    SourceHealth.objects.create(source=made, address=made.url, stopped="gone", next_due=timezone.now() + timedelta(1))
    return made


def logged() -> list[str]:
    return list(ModelLogEntry.objects.filter(action__startswith="redaksi.source").values_list("action", flat=True))


def test_trying_puts_even_a_stopped_source_first_in_line_and_is_logged(source: Source) -> None:
    now = timezone.now()
    assert not due(now).exists()
    assert acts.try_now(source, staff("editor"), now) == now
    assert list(due(now)) == [source]
    assert logged() == ["redaksi.source_try"]


def test_a_fetch_under_way_is_the_answer_to_a_try(source: Source) -> None:
    now = timezone.now()
    SourceHealth.objects.filter(source=source).update(claimed_until=now + CLAIM - timedelta(seconds=3))
    assert acts.try_now(source, staff("editor"), now) == now - timedelta(seconds=3)


def test_a_paused_source_is_not_due_until_it_is_resumed(source: Source) -> None:
    chief, now = staff("pemimpin-redaksi"), timezone.now()
    acts.pause(source, chief)
    acts.pause(source, chief)
    assert not due(now + timedelta(2)).exists()
    acts.resume(source, chief, now)
    assert list(due(now)) == [source]
    assert sorted(logged()) == ["redaksi.source_pause", "redaksi.source_resume"]


def test_a_new_token_ends_the_old_one_and_the_log_holds_neither(source: Source) -> None:
    chief = staff("pemimpin-redaksi")
    first = acts.give_token(source, chief)
    second = acts.give_token(source, chief)
    assert not is_token_of(source, first)
    assert is_token_of(source, second)
    acts.end_token(source, chief)
    assert not is_token_of(source, second)
    assert not [entry for entry in ModelLogEntry.objects.all() if first in str(entry.data) or second in str(entry.data)]


def test_settled_numbers_no_longer_ring(source: Source) -> None:
    SourceHealth.objects.filter(source=source).update(numbers={"bdt": {"last": 9, "missed": [8]}})
    acts.settle_missed(source, staff("editor"))
    assert SourceHealth.objects.get(source=source).numbers == {"bdt": {"last": 9, "missed": []}}


@pytest.mark.parametrize("role", ["reporter", "editor", "redaktur", "redaktur-pelaksana"])
def test_only_who_keeps_the_identity_sets_sources_up(source: Source, role: str) -> None:
    user = staff(role)
    for act in (acts.pause, acts.resume, acts.give_token, acts.end_token):
        with pytest.raises(NotAllowed):
            act(source, user)
    assert Source.objects.get().active
    if role == "reporter":
        with pytest.raises(NotAllowed):
            acts.try_now(source, user)
        with pytest.raises(NotAllowed):
            acts.settle_missed(source, user)
    assert logged() == []
