"""A story as it stands in a list: what a card shows and no more.

A page chooses its lists from a hundred candidates. As whole `Story` rows they cost more than everything else on the
page; as these they cost next to nothing, and answer to the same names.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from redaksi.newsroom.models import Picture
from redaksi.stories.kinds import StoryKind
from redaksi.stories.models import Section, Story


@dataclass(slots=True, eq=False)
class Listed:
    """One story, equal to the `Story` of its number; `picture` stays None until `queries.with_pictures`."""

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
    picture: Picture | None = None

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
