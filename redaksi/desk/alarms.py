"""Alarms: what an agency kills, corrects or annotates, carried to the stories that were made of it.

An alarm is a query, never a copy: a message of the wire, a take of what it is about, and no answer of the desk. A kill
of a public story stands on top of every screen until somebody answers it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from redaksi.accountability.models import Withdrawal
from redaksi.desk.models import Answer, Take
from redaksi.stories.models import Story
from redaksi.wire.models import WireItem
from redaksi.wire.versions import newest

CORRECTIONS_WITHIN: Final = timedelta(days=30)
"""How far back corrections are listed together; on their own story they stand as long as nobody answers."""
SEARCHED: Final = 200
STRENGTH: Final = ("kill", "correction", "advisory")
"""Kinds of alarms, the strongest first."""

Chain = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Alarm:
    """`message` concerns `take`, the newest version of an item that `story` was made of or caught up with."""

    story: Story
    take: Take
    message: WireItem
    answer: Answer | None = None

    @property
    def kind(self) -> str:
        return str(self.message.signal)

    @property
    def is_version(self) -> bool:
        """Whether the message is a later version of the item itself, not one about it."""
        return (self.message.source_id, self.message.guid) == _chain(self.take.wire_item)


def of_stories(stories: Iterable[Story], *, answered: bool = False) -> dict[int, list[Alarm]]:
    """The alarms of each of `stories` by its key, the strongest and newest first, in five queries at most.

    Without `answered`, only those that wait for an answer. A story that was withdrawn has none.
    """
    known = {story.pk: story for story in stories}
    takes = Take.objects.filter(story__in=list(known)).exclude(story__in=_withdrawn(known))
    chains: dict[tuple[int, Chain], list[Take]] = defaultdict(list)
    for take in takes.select_related("wire_item__source").defer("wire_item__document").order_by("taken_at", "id"):
        chains[take.story_id, _chain(take.wire_item)].append(take)
    if not chains:
        return {}
    messages = _messages({guid for _story, (_source, guid) in chains})
    answers = {(each.story_id, each.message_id): each for each in _answers(known)}
    found: dict[int, list[Alarm]] = defaultdict(list)
    for (story_id, chain), of_chain in chains.items():
        for take, message in _rings(of_chain, messages.get(chain, [])):
            answer = answers.get((story_id, message.pk))
            if answered or answer is None:
                found[story_id].append(Alarm(known[story_id], take, message, answer))
    return {key: sorted(alarms, key=_urgency) for key, alarms in found.items()}


def of_story(story: Story, *, answered: bool = False) -> list[Alarm]:
    """The alarms of one story."""
    return of_stories([story], answered=answered).get(story.pk, []) if story.pk else []


def killed_public(limit: int = 20) -> list[Alarm]:
    """Kills of stories that readers still see and that nobody answered, newest first."""
    return _of_public(WireItem.objects.filter(signal=WireItem.Signal.KILL), limit)


def corrected_public(now: datetime | None = None, limit: int = 20) -> list[Alarm]:
    """Corrections of the last thirty days to stories that readers see, not answered, newest first."""
    since = (now or timezone.now()) - CORRECTIONS_WITHIN
    return _of_public(WireItem.objects.filter(signal=WireItem.Signal.CORRECTION, received_at__gte=since), limit)


def _of_public(messages: QuerySet[WireItem], limit: int) -> list[Alarm]:
    public = Take.objects.filter(story__live=True)
    itself = public.filter(wire_item__source=OuterRef("source"), wire_item__guid=OuterRef("guid"))
    other = public.filter(wire_item__source=OuterRef("about__source"), wire_item__guid=OuterRef("about__guid"))
    # The second condition follows from what is asked for, but only with it SQLite takes the partial index of signals.
    messages = messages.exclude(signal=WireItem.Signal.NONE)
    ringing = messages.filter(Exists(itself) | Exists(other)).select_related("about").defer("document")
    rows = list(ringing.order_by("-received_at", "-id")[:SEARCHED])
    guids = {row.guid for row in rows} | {row.about.guid for row in rows if row.about}
    taken = Take.objects.filter(wire_item__guid__in=guids).values("story")
    stories = Story.objects.filter(live=True, pk__in=taken).defer("body", "notes")
    keys = {row.pk for row in rows}
    alarms = [each for found in of_stories(stories).values() for each in found if each.message.pk in keys]
    return sorted(alarms, key=_urgency)[:limit]


def _messages(guids: Iterable[str]) -> dict[Chain, list[WireItem]]:
    """Signals by the chain that they concern: versions of an item, and messages about it."""
    signals = WireItem.objects.exclude(signal=WireItem.Signal.NONE).select_related("source").defer("document")
    found: dict[Chain, list[WireItem]] = defaultdict(list)
    for version in signals.filter(guid__in=guids):
        found[_chain(version)].append(version)
    for message in signals.filter(about__guid__in=guids, superseded=False).select_related("about"):
        if message.about is not None and _chain(message.about) != _chain(message):
            found[_chain(message.about)].append(message)
    return found


def _rings(takes: Sequence[Take], messages: Sequence[WireItem]) -> Iterator[tuple[Take, WireItem]]:
    """Of `messages` those that the story made of `takes` has not followed yet."""
    held = {take.wire_item_id: take for take in takes}
    last = held[newest([take.wire_item for take in takes]).pk]
    for message in messages:
        is_kill = message.signal == WireItem.Signal.KILL
        if _chain(message) == _chain(last.wire_item):
            # A kill counts while no later version takes it back; a correction until the story has seen it.
            followed = message.superseded if is_kill else newest([last.wire_item, message]).pk == last.wire_item_id
            if followed:
                continue
        yield last, message


def _answers(stories: Iterable[int]) -> QuerySet[Answer]:
    return Answer.objects.filter(story__in=list(stories)).select_related("answered_by")


def _withdrawn(stories: Iterable[int]) -> list[int]:
    return list(Withdrawal.objects.filter(story__in=list(stories)).values_list("story_id", flat=True))


def _chain(item: WireItem) -> Chain:
    return item.source_id, item.guid


def _urgency(alarm: Alarm) -> tuple[int, float]:
    return STRENGTH.index(alarm.kind), -alarm.message.received_at.timestamp()


def unanswered_kills(story: Story) -> bool:
    """Whether the agency has killed what `story` was made of and nobody of the desk has answered yet."""
    return any(alarm.kind == "kill" for alarm in of_story(story))


def kept_despite_kill(story: Story) -> Answer | None:
    """The desk's newest answer to a kill of what `story` was made of."""
    kills = Q(message__signal=WireItem.Signal.KILL)
    return Answer.objects.filter(kills, story=story).select_related("answered_by").first() if story.pk else None
