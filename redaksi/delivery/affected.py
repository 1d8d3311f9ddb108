"""What a change makes old: pure. A change comes in as facts, surrogate keys go out; no address is ever guessed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import tzinfo

from redaksi.stories import keys
from redaksi.stories.facts import PublicFacts


@dataclass(frozen=True, slots=True)
class Purge:
    """Keys of pages that must be pressed anew, and keys of pages that must never be served again.

    `addresses`: where the story itself stood and stands, for caches in front that know no keys.
    """

    changed: frozenset[str] = field(default_factory=frozenset)
    gone: frozenset[str] = field(default_factory=frozenset)
    addresses: frozenset[str] = field(default_factory=frozenset)

    def __bool__(self) -> bool:
        return bool(self.changed or self.gone)


def by_story(before: PublicFacts | None, after: PublicFacts | None, zone: tzinfo) -> Purge:
    """What a publish, correction, move, expiry or withdrawal of one story touches; `zone` tells its day."""
    facts = after or before
    if facts is None:
        return Purge()
    own = {keys.story(facts.pk), keys.FEEDS, keys.SITEMAPS}
    at = frozenset(each.address for each in (before, after) if each is not None and each.address)
    if before == after:
        return Purge(frozenset(own), addresses=at)
    lists = _lists(before, zone) | _lists(after, zone) | {keys.translations(facts.pk)}
    lists |= {keys.translations(each.translation_of) for each in (before, after) if each and each.translation_of}
    if before is not None:
        lists.add(keys.listed(facts.pk))
    if after is None:
        return Purge(frozenset(own | lists), frozenset({keys.story(facts.pk)}), at)
    return Purge(frozenset(own | lists), addresses=at)


def _lists(facts: PublicFacts | None, zone: tzinfo) -> set[str]:
    if facts is None:
        return set()
    found = {keys.FRONT, keys.day(facts.published_at.astimezone(zone).date())}
    found |= {keys.topic_list(pk) for pk in facts.topic_ids}
    found |= {keys.person_list(pk) for pk in facts.person_ids}
    if facts.section_id is not None:
        found.add(keys.section_list(facts.section_id))
    return found
