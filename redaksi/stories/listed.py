"""A story as it stands in a list: what a card shows and no more.

A page chooses its lists from a hundred candidates. As whole `Story` rows they cost more than everything else on the
page; as these they cost next to nothing, and answer to the same names.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from redaksi.stories.kinds import StoryKind
from redaksi.stories.models import Section, Story
from redaksi.stories.pictures import PICTURE_FIELDS, AnyPicture, ListedPicture

WORDS: Final = ("pk", "headline", "slug", "kicker", "deck", "label", "kind", "published_at")
# The columns of `of_rows`, in its order.
ROW: Final = (
    *(*WORDS, "section_id", "section__name", "section__slug"),
    *(f"picture__{name}" for name in PICTURE_FIELDS),
)


@dataclass(slots=True, eq=False)
class Listed:
    """One story, equal to the `Story` of its number; of its rubric number, name and address are known for certain.

    Where a list does not bring pictures along, `picture` stays None until `queries.with_pictures`.
    """

    pk: int
    headline: str
    slug: str
    kicker: str
    deck: str
    label: str
    kind: str
    published_at: datetime
    section: Section
    picture_id: int | None
    picture: AnyPicture | None = None

    @property
    def section_id(self) -> int:
        return self.section.pk

    def get_absolute_url(self) -> str:
        return f"/{self.section.slug}/{self.pk}/{self.slug}"

    def get_label_display(self) -> str:
        return str(Story.Label(self.label).label)

    def get_kind_display(self) -> str:
        return str(StoryKind(self.kind).label)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Listed | Story) and self.pk == other.pk

    def __hash__(self) -> int:
        return hash(self.pk)


# What any list holds.
Listable = Story | Listed


def of_rows(rows: Iterable[tuple[Any, ...]]) -> list[Listed]:
    """The stories of rows with the columns `ROW`, rubric and picture with them; none may be without a rubric."""
    words, rubric = len(WORDS), len(WORDS) + 3
    return [
        Listed(*row[:words], _section(*row[words:rubric]), row[rubric], _picture(row[rubric:]))  # type: ignore[call-arg]
        for row in rows
    ]


# The same few rubrics stand in every list.
@lru_cache(maxsize=256)
def _section(pk: int, name: str, slug: str) -> Section:
    return Section(pk=pk, name=name, slug=slug)


def _picture(row: tuple[Any, ...]) -> ListedPicture | None:
    return ListedPicture(*row) if row[0] is not None else None
