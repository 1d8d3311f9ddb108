"""Values that templates ask by name, without a detour."""

from __future__ import annotations

from typing import Any


class Fields:
    """Base of the frozen values that pages show.

    For `card.headline` Django's templates first try `card["headline"]`, and only when that fails the attribute. On a
    page of five hundred such names the failures cost as much as everything else in finding them: the first try answers.
    """

    __slots__ = ()

    __getitem__: Any = object.__getattribute__
