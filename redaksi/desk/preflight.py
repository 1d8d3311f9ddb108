"""What stands between a story and its readers: hard findings refuse to publish, soft ones are shown and may pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from redaksi.accountability.models import Withdrawal
from redaksi.desk.alarms import kept_despite_kill, unanswered_kills
from redaksi.desk.inbox import is_killed
from redaksi.desk.models import Take
from redaksi.desk.people import unknown_names
from redaksi.desk.terms import FORBIDS_PUBLISHING, words_for
from redaksi.newsroom.models import Identity, Picture, User
from redaksi.stories.body import kept_pictures, reference_ids
from redaksi.stories.kinds import StoryKind
from redaksi.stories.models import Story
from redaksi.wire.models import WireItem

PAID_WORDS: Final = re.compile(r"\b(advertorial|iklan|sponsor(?:ed)?|adv)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at before publishing; `field` is the form field where it is put right, empty if none."""

    text: str
    hard: bool
    field: str = ""


def gate(story: Story, user: User | None, at: datetime) -> list[str]:
    """The publish gate (`stories.slots`): hard reasons why `story` may not be public from `at`."""
    reasons = [finding.text for finding in check(story, at) if finding.hard]
    if user is not None and not user.has_perm("stories.publish_story"):
        reasons.insert(0, _("Your role may submit stories, not publish them."))
    return reasons


def check(story: Story, at: datetime) -> list[Finding]:
    """All findings on `story`, as it would go out at `at`; hard ones first."""
    found = [
        *_text(story),
        *_names(story),
        *_pictures(story),
        *_time(story, at),
        *_paid(story),
        *_taken(story, at),
        *_withdrawn(story),
    ]
    return sorted(found, key=lambda finding: not finding.hard)


def _text(story: Story) -> Iterator[Finding]:
    if not story.headline.strip():
        yield Finding(_("There is no headline."), True, "headline")
    if story.section_id is None:
        yield Finding(_("No rubric is chosen."), True, "section")
    if not any(block["type"] == "paragraph" for block in story.body.raw_data):
        yield Finding(_("The body has no paragraph."), True, "body")
    if story.kind == StoryKind.REVIEW and not any(block["type"] == "review" for block in story.body.raw_data):
        text = _("The review does not say what it reviews; add that part to the body, so that search engines know too.")
        yield Finding(text, False, "body")
    if not story.deck.strip():
        yield Finding(_("There is no summary; cards and feeds will show the headline alone."), False, "deck")
    if not list(story.topics.all()):
        yield Finding(_("No topic is chosen; readers will not find the story on a topic page."), False, "topics")


def _names(story: Story) -> Iterator[Finding]:
    bylines = list(story.bylines.all())
    if story.provenance_agency and not story.credit.strip():
        text = _("The copy came from %(agency)s; its credit may not be left out.")
        yield Finding(text % {"agency": story.provenance_agency}, True, "credit")
    elif not bylines and not story.credit.strip():
        yield Finding(_("There is neither a byline nor the credit of an agency."), True, "bylines")
    if story.editor_id is None:
        yield Finding(_("No editor is named; the story will close without initials."), False, "editor")
    elif story.editor is not None and not story.editor.initials:
        text = _("%(name)s has no initials yet.")
        yield Finding(text % {"name": story.editor.name}, False, "editor")
    for name in unknown_names(story):
        text = _("The agency names %(name)s; add the person first if the byline should stand.")
        yield Finding(text % {"name": name}, False, "bylines")


def _pictures(story: Story) -> Iterator[Finding]:
    inside, told = reference_ids(story.body.raw_data)[1], _told(story)
    pictures = list(Picture.objects.filter(pk__in=inside))
    if story.picture is not None:
        pictures.insert(0, story.picture)
    for picture in pictures:
        if not picture.credit.strip():
            text = _("The picture “%(title)s” has no credit.")
            yield Finding(text % {"title": picture.title}, True, "picture")
        if not picture.description.strip() and picture.pk not in told:
            text = _("The picture “%(title)s” has no text for readers who do not see it.")
            yield Finding(text % {"title": picture.title}, False, "picture")


def _told(story: Story) -> set[int]:
    """Pictures of the body that say there what is seen in them; the lead picture has no such place."""
    told: set[int | None] = set()
    silent: set[int | None] = set()
    for shown in kept_pictures(story.body.raw_data):
        (told if (shown.get("alt") or "").strip() else silent).add(shown.get("picture"))
    return {pk for pk in told - silent - {story.picture_id} if pk}


def _time(story: Story, at: datetime) -> Iterator[Finding]:
    if story.embargo_until is not None and at < story.embargo_until:
        moment = localtime(story.embargo_until, Identity.load().tzinfo)
        text = _("Under embargo until %(moment)s; schedule it for then or later.")
        yield Finding(text % {"moment": f"{moment:%d-%m-%Y %H:%M}"}, True, "embargo_until")


def _paid(story: Story) -> Iterator[Finding]:
    if story.label in (Story.Label.ADVERTORIAL, Story.Label.SPONSORED):
        return
    for field in ("kicker", "source_line", "credit"):
        if found := PAID_WORDS.search(getattr(story, field)):
            text = _("“%(word)s” stands in the story, but it is not labelled as paid.")
            yield Finding(text % {"word": found.group()}, True, "label")
            return


def _taken(story: Story, at: datetime) -> Iterator[Finding]:
    take = newest_take(story)
    if take is None:
        return
    now = newest_version(take.wire_item)
    if is_killed(take.wire_item):
        kept = kept_despite_kill(story)
        if kept is None or unanswered_kills(story):
            yield Finding(_("The agency has killed this item; it may not be published."), True)
            return
        text = _("The agency has killed this item; %(who)s keeps the story: %(reason)s")
        yield Finding(text % {"who": kept.answered_by, "reason": kept.reason}, False)
    if now.status == "withheld" and story.embargo_until is None:
        yield Finding(_("The agency withholds this item and gave no time; set the embargo."), True, "embargo_until")
    if now.expires is not None and now.expires <= at:
        yield Finding(_("The agency's permission to use this item has ended."), True)
    if now.pk != take.wire_item_id:
        text = _("The agency has sent version %(version)s; this story was made from %(taken)s.")
        yield Finding(text % {"version": now.version, "taken": take.version}, False)
    for message in now.messages.exclude(signal__in=("none", "kill")):
        yield Finding(_("The agency says about this item: %(headline)s") % {"headline": message.headline}, False)
    for right in now.rights:
        text = _("Terms of the agency: %(words)s.")
        yield Finding(text % {"words": words_for(right)}, right["flag"] in FORBIDS_PUBLISHING)


def _withdrawn(story: Story) -> Iterator[Finding]:
    if Withdrawal.objects.filter(story_id=story.pk).exists():
        yield Finding(_("This story was withdrawn; write a new one instead."), True)


def newest_take(story: Story) -> Take | None:
    """The last version of an agency's item that `story` caught up with; None for a story of our own."""
    return Take.objects.filter(story_id=story.pk).select_related("wire_item__source").first() if story.pk else None


def newest_version(item: WireItem) -> WireItem:
    """The version of `item` that counts now."""
    chain = WireItem.objects.filter(source_id=item.source_id, guid=item.guid, superseded=False)
    return chain.order_by("-received_at", "-id").first() or item
