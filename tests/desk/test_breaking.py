"""The breaking bar: now, for later, ended; who may."""

from __future__ import annotations

from datetime import timedelta

import pytest
from wagtail.models import ModelLogEntry

from redaksi.desk import breaking
from redaksi.desk.actions import NotAllowed
from redaksi.stories import queries
from redaksi.stories.models import BreakingNotice
from tests.desk.conftest import staff

pytestmark = pytest.mark.django_db


def line(text: str, start: object, end: object) -> BreakingNotice:
    return BreakingNotice.objects.create(text=text, starts_at=start, expires_at=end)


def test_lines_stand_by_their_state_and_end_early(now):
    user, hour = staff("redaktur"), timedelta(hours=1)
    running, later = line("Gempa", now - hour, now + hour), line("Pidato", now + hour, now + 2 * hour)
    over = line("Kemarin", now - 3 * hour, now - hour)
    board = breaking.board(now)
    assert (board.now, board.later, board.ended) == ([running], [later], [over])
    assert breaking.end(running, user, now)
    assert queries.breaking(now) is None
    assert breaking.end(later, user, now)
    assert breaking.board(now + timedelta(hours=1, minutes=30)).now == []
    assert not breaking.end(over, user, now)
    assert ModelLogEntry.objects.filter(action="redaksi.breaking_end").count() == 2


def test_an_ended_line_comes_back_for_two_hours(now):
    user, notice = staff("redaktur"), line("Gempa", now - timedelta(hours=3), now - timedelta(hours=1))
    assert breaking.again(notice, user, now)
    assert queries.breaking(now + timedelta(minutes=119)) == notice
    assert queries.breaking(now + timedelta(minutes=120)) is None
    assert not breaking.again(notice, user, now)


def test_who_may_not_is_refused(now):
    user, notice = staff("editor"), line("Gempa", now, now + timedelta(hours=1))
    for act in (
        lambda: breaking.post(BreakingNotice(text="x", expires_at=now), user),
        lambda: breaking.end(notice, user, now),
        lambda: breaking.again(notice, user, now),
    ):
        with pytest.raises(NotAllowed):
            act()
