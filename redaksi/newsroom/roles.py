"""The roles of a newsroom as data: what each may do, named by editorial act.

Which of Django's permissions an act needs is the business of the rooms above (`desk.permissions`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WRITE: Final = "write"  # write, take wire copy, upload pictures, submit
EDIT: Final = "edit"  # change any story, lock and unlock it, return it
PUBLISH: Final = "publish"  # publish, schedule, correct
WITHDRAW: Final = "withdraw"  # withdraw a published story with its public reason
FRONT: Final = "front"  # pin on fronts, breaking notices, topics, advertisements
STRUCTURE: Final = "structure"  # rubrics, people, standing pages, routing of wire copy
IDENTITY: Final = "identity"  # the newsroom's identity, sources of wire copy
ACCOUNTS: Final = "accounts"  # staff accounts and their roles


@dataclass(frozen=True, slots=True)
class Role:
    """One role: `key` is stored as the group's name, `name` is shown, `acts` is what it may do."""

    key: str
    name: str | Promise
    acts: frozenset[str]


_EDITOR = frozenset({WRITE, EDIT})
_DESK = _EDITOR | {PUBLISH, FRONT}
_MANAGING = _DESK | {WITHDRAW, STRUCTURE}
_CHIEF = _MANAGING | {IDENTITY}

ROLES: Final = (
    Role("reporter", _("Reporter"), frozenset({WRITE})),
    Role("editor", _("Editor"), _EDITOR),
    Role("redaktur", _("Desk editor"), _DESK),
    Role("redaktur-pelaksana", _("Managing editor"), _MANAGING),
    Role("pemimpin-redaksi", _("Editor in chief"), _CHIEF),
    Role("admin", _("Administrator"), frozenset({STRUCTURE, IDENTITY, ACCOUNTS})),
)
