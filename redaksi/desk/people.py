"""Names in an agency's byline against the people of the house: matched, or proposed, never created silently."""

from __future__ import annotations

from collections.abc import Iterable

from redaksi.desk.models import Take
from redaksi.newsroom.models import Person
from redaksi.stories.drafting import byline_names
from redaksi.stories.models import Story


def known_people(names: Iterable[str]) -> list[Person]:
    """The people with exactly these names (letter case apart), in the order of `names`."""
    found: list[Person] = []
    for name in names:
        person = Person.objects.filter(name__iexact=name).order_by("pk").first()
        if person is not None and person not in found:
            found.append(person)
    return found


def unknown_names(story: Story) -> list[str]:
    """Names in the byline of the item that `story` was taken from, which are neither its bylines nor anyone here."""
    take = Take.objects.filter(story_id=story.pk).select_related("wire_item").first() if story.pk else None
    if take is None or list(story.bylines.all()):
        return []
    names = byline_names(take.wire_item.document.get("byline"))
    known = {person.name.casefold() for person in known_people(names)}
    return [name for name in names if name.casefold() not in known]
