"""Least privilege as data: who may do what is read here, and nowhere else decided."""

from __future__ import annotations

from itertools import pairwise

from django.utils import translation

from redaksi.newsroom import roles
from redaksi.newsroom.roles import ROLES

ACTS = {
    *(roles.WRITE, roles.EDIT, roles.PUBLISH, roles.WITHDRAW),
    *(roles.FRONT, roles.STRUCTURE, roles.IDENTITY, roles.ACCOUNTS),
}
BY_KEY = {role.key: role.acts for role in ROLES}
LADDER = ("reporter", "editor", "redaktur", "redaktur-pelaksana", "pemimpin-redaksi")


def test_every_role_may_do_known_acts_and_every_act_has_somebody() -> None:
    assert len(BY_KEY) == len(ROLES)
    assert all(acts for acts in BY_KEY.values())
    assert set().union(*BY_KEY.values()) == ACTS


def test_a_reporter_may_write_and_nothing_else() -> None:
    assert BY_KEY["reporter"] == {roles.WRITE}


def test_each_step_up_the_newsroom_adds_to_the_one_below() -> None:
    assert all(BY_KEY[lower] < BY_KEY[higher] for lower, higher in pairwise(LADDER))


def test_publishing_begins_at_the_desk_and_withdrawing_above_it() -> None:
    assert [key for key in LADDER if roles.PUBLISH in BY_KEY[key]] == list(LADDER[2:])
    assert [key for key in LADDER if roles.WITHDRAW in BY_KEY[key]] == list(LADDER[3:])


def test_who_runs_the_installation_has_no_hand_in_the_news_and_no_role_holds_everything() -> None:
    assert not BY_KEY["admin"] & {roles.WRITE, roles.EDIT, roles.PUBLISH, roles.WITHDRAW, roles.FRONT}
    assert [key for key, acts in BY_KEY.items() if roles.ACCOUNTS in acts] == ["admin"]
    assert all(acts < ACTS for acts in BY_KEY.values())


def test_roles_are_shown_in_the_words_of_an_indonesian_newsroom() -> None:
    with translation.override("id"):
        shown = {role.key: str(role.name) for role in ROLES}
    assert shown["redaktur-pelaksana"] == "Redaktur pelaksana"
    assert shown["pemimpin-redaksi"] == "Pemimpin redaksi"
    assert len(set(shown.values())) == len(ROLES)
