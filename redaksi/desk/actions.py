"""The acts of the desk, one function each: check, then act, then log."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import TaskState

from redaksi.accountability import actions as accountability
from redaksi.accountability.models import Correction, Withdrawal
from redaksi.desk import alarms
from redaksi.desk.inbox import is_killed
from redaksi.desk.models import Answer, Spike, Take
from redaksi.desk.people import known_people
from redaksi.desk.permissions import may
from redaksi.desk.proposals import propose_section, propose_topics
from redaksi.formats.item import ItemPicture
from redaksi.newsroom.models import User
from redaksi.newsroom.roles import EDIT, PUBLISH, WITHDRAW, WRITE
from redaksi.stories.drafting import Draft, draft_of
from redaksi.stories.models import Byline, Story
from redaksi.wire.models import WireItem

PASTED: Final = "Tempelan"
"""The source of what editors paste: a place, not an agency."""


class NotAllowed(Exception):
    """Someone tried an act that is not part of their role; the message is for them."""


class AlreadyTaken(Exception):
    """Another version of this item is a story already: `story` is that one; the desk decides."""

    def __init__(self, story: Story) -> None:
        super().__init__(_("Another version of this item is already a story."))
        self.story = story


def take(item: WireItem, user: User, *, anew: bool = False, now: datetime | None = None) -> Story:
    """Make a draft out of `item` and return it; a second take of the same version returns the same draft.

    Raises AlreadyTaken when an earlier version became a story (unless `anew`), ValidationError for a killed item,
    NotAllowed.
    """
    _check(user, WRITE, _("Your role may not take wire copy."))
    with transaction.atomic():
        # Two editors with one thought: the second waits here and then finds the first one's draft.
        item = WireItem.objects.select_for_update(of=("self",)).select_related("source").get(pk=item.pk)
        before = Take.objects.filter(wire_item__source_id=item.source_id, wire_item__guid=item.guid)
        same = before.filter(wire_item=item).select_related("story").first()
        if same is not None and not anew:
            return same.story
        if is_killed(item):
            raise ValidationError(_("The agency has killed this item; it cannot be taken."))
        earlier = before.select_related("story").first()
        if earlier is not None and not anew:
            raise AlreadyTaken(earlier.story)
        Spike.objects.filter(wire_item=item).delete()
        return _make_story(item, user, now or timezone.now())


def catch_up(story: Story, item: WireItem, user: User, now: datetime | None = None) -> Take:
    """Note that `story` has seen this later version of its item; the text stays the editor's business."""
    _check(user, WRITE, _("Your role may not take wire copy."))
    with transaction.atomic():
        taken, created = Take.objects.get_or_create(
            story=story,
            wire_item=item,
            defaults={"version": item.version, "taken_by": user, "taken_at": now or timezone.now()},
        )
        if created:
            log(instance=story, action="redaksi.catch_up", user=user, data=_log_data(item))
    return taken


def spike(item: WireItem, user: User, reason: str = "", now: datetime | None = None) -> Spike:
    """Put `item` aside; doing it twice changes nothing. Raises NotAllowed."""
    _check(user, EDIT, _("Your role may not spike wire copy."))
    with transaction.atomic():
        spiked, created = Spike.objects.get_or_create(
            wire_item=item,
            defaults={"spiked_by": user, "spiked_at": now or timezone.now(), "reason": reason.strip()[:200]},
        )
        if created:
            log(instance=item, action="redaksi.spike", user=user, data={"reason": spiked.reason})
    return spiked


def restore(item: WireItem, user: User) -> None:
    """Bring a spiked item back into the inbox; nothing happens to one that is there. Raises NotAllowed."""
    _check(user, EDIT, _("Your role may not restore wire copy."))
    with transaction.atomic():
        if Spike.objects.filter(wire_item=item).delete()[0]:
            log(instance=item, action="redaksi.restore", user=user)


def submit(story: Story, user: User) -> None:
    """Hand a draft to the desk editor. Raises NotAllowed for a colleague's draft, ValidationError if it is there."""
    if not (may(user, EDIT) or (may(user, WRITE) and story.created_by_id == user.pk)):
        raise NotAllowed(_("Only the author or an editor submits this story."))
    workflow = story.get_workflow()
    if workflow is None or story.workflow_in_progress:
        raise ValidationError(_("The story has been submitted already."))
    with transaction.atomic():
        if story.latest_revision_id is None:
            story.save_revision(user=user)
        state = story.current_workflow_state
        if state is not None and state.status == state.STATUS_NEEDS_CHANGES:
            state.resume(user)
        else:
            workflow.start(story, user)


def return_story(story: Story, user: User, comment: str) -> None:
    """Give a submitted story back to its author with `comment`. Raises NotAllowed, ValidationError."""
    _check(user, EDIT, _("Your role may not return stories."))
    state = story.current_workflow_task_state
    if state is None or state.status != TaskState.STATUS_IN_PROGRESS:
        raise ValidationError(_("The story is not waiting for the desk editor."))
    if not comment.strip():
        raise ValidationError(_("Say what should be changed."))
    state.task.specific.on_action(state, user, "reject", comment=comment.strip())


def correct(story: Story, user: User, kind: str, text: str, now: datetime | None = None) -> Correction:
    """Post a correction to a public story, which answers its alarms. Raises NotAllowed, ValidationError."""
    _check(user, PUBLISH, _("Your role may not correct published stories."))
    with transaction.atomic():
        correction = accountability.correct(story, kind, text, user, now)
        for alarm in alarms.of_story(story):
            _answer(story, alarm.message, user, Answer.Act.CORRECTED, text, now)
    return correction


def withdraw(story: Story, user: User, reason: str, explanation: str, now: datetime | None = None) -> Withdrawal:
    """Withdraw a public story with its public reason, which answers its alarms. Raises NotAllowed, ValidationError."""
    _check(user, WITHDRAW, _("Your role may not withdraw published stories."))
    with transaction.atomic():
        ringing = alarms.of_story(story)
        withdrawal = accountability.withdraw(story, reason, explanation, user, now)
        for alarm in ringing:
            _answer(story, alarm.message, user, Answer.Act.WITHDRAWN, explanation, now)
    return withdrawal


def acknowledge(story: Story, message: WireItem, user: User, reason: str, now: datetime | None = None) -> Answer:
    """Answer an alarm by keeping `story` as it is, with the reason; doing it twice changes nothing.

    Raises NotAllowed, ValidationError without a reason or when `message` raises no alarm on this story.
    """
    _check(user, PUBLISH, _("Your role may not answer alarms."))
    if not reason.strip():
        raise ValidationError(_("Say why the story stays as it is."))
    with transaction.atomic():
        if message.pk not in {alarm.message.pk for alarm in alarms.of_story(story, answered=True)}:
            raise ValidationError(_("This message does not concern the story any more."))
        return _answer(story, message, user, Answer.Act.ACKNOWLEDGED, reason, now)


def _check(user: User, act: str, refusal: str) -> None:
    if not may(user, act):
        raise NotAllowed(refusal)


def _answer(story: Story, message: WireItem, user: User, act: Answer.Act, reason: str, now: datetime | None) -> Answer:
    given = {"act": act, "reason": reason.strip(), "answered_by": user, "answered_at": now or timezone.now()}
    answer, created = Answer.objects.get_or_create(story=story, message=message, defaults=given)
    if created:
        data = {**_log_data(message), "act": act.value, "message": message.headline, "reason": answer.reason}
        log(instance=story, action="redaksi.answer", user=user, data=data)
    return answer


def _make_story(item: WireItem, user: User, now: datetime) -> Story:
    source = item.source
    agency = item.credit or ("" if source.name == PASTED else source.name)
    draft = draft_of(item.item, agency)
    story = _story_of(draft, user)
    story.section = propose_section(item)
    story.topics.set(propose_topics(item))
    story.bylines.set([Byline(person=person) for person in known_people(draft.byline_names)])
    story.save()
    Take.objects.create(story=story, wire_item=item, version=item.version, taken_by=user, taken_at=now)
    story.save_revision(user=user, log_action=False)
    log(instance=story, action="redaksi.take", user=user, data=_log_data(item), content_changed=True)
    return story


def _story_of(draft: Draft, user: User) -> Story:
    return Story(
        headline=draft.headline or _("(no headline)"),
        deck=draft.deck,
        body=list(draft.body),
        dateline_city=draft.dateline_city,
        # What goes out closes with our editor's initials; the sender's stay with the item.
        editor=getattr(user, "person", None),
        language=draft.language,
        credit=draft.credit,
        source_line=draft.source_line,
        embargo_until=draft.embargo_until,
        notes=_notes(draft),
        provenance_agency=draft.provenance_agency,
        provenance_guid=draft.provenance_guid,
        provenance_version=draft.provenance_version,
        provenance_url=draft.provenance_url,
        provenance_published=draft.provenance_published,
        created_by=user,
        live=False,
        has_unpublished_changes=True,
    )


def _notes(draft: Draft) -> str:
    lines = [_("Note of the agency: %(note)s") % {"note": draft.editorial_note}] if draft.editorial_note else []
    lines += [_picture_note(picture) for picture in draft.pictures]
    return "\n".join(lines)


def _picture_note(picture: ItemPicture) -> str:
    said = " · ".join(filter(None, (picture.caption or picture.alt, picture.credit, picture.href)))
    return _("Picture of the agency: %(said)s") % {"said": said}


def _log_data(item: WireItem) -> dict[str, str]:
    return {"guid": item.guid, "version": item.version, "agency": item.credit or item.source.name}
