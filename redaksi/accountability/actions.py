"""The acts by which a newsroom answers for what it published: correct and withdraw."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from redaksi.accountability.models import Correction, Withdrawal
from redaksi.newsroom.models import User
from redaksi.stories.models import Story, public_facts
from redaksi.stories.slots import slots


def correct(story: Story, kind: str, text: str, user: User | None, now: datetime | None = None) -> Correction:
    """Post a dated correction that readers see; raises ValidationError for a story that is not public or no text."""
    if not story.live:
        raise ValidationError(_("Only a published story is corrected; a draft is simply edited."))
    now = now or timezone.now()
    with transaction.atomic():
        correction = Correction(story=story, kind=kind, text=text.strip(), posted_at=now, posted_by=user)
        correction.full_clean(exclude=["posted_by"])
        correction.save()
        Story.objects.filter(pk=story.pk).update(revised_at=now)
        story.revised_at = now
        log(instance=story, action="redaksi.correct", user=user, data={"kind": kind, "text": text})
        facts = public_facts(story.pk, now)
        for listener in slots.public_change:
            listener(facts, facts)
    return correction


def withdraw(story: Story, reason: str, explanation: str, user: User | None, now: datetime | None = None) -> Withdrawal:
    """Take a public story back, leaving a tombstone with its reason at the same address (R19, R20).

    Raises ValidationError for a story that never was public, was already withdrawn, or without a reason.
    """
    if not story.ever_public:
        raise ValidationError(_("This story was never public; delete the draft instead."))
    now = now or timezone.now()
    with transaction.atomic():
        withdrawal = Withdrawal(
            story=story, reason=reason, explanation=explanation.strip(), withdrawn_at=now, withdrawn_by=user
        )
        withdrawal.full_clean(exclude=["withdrawn_by"])
        withdrawal.save()
        story.withdraw(user)
        log(instance=story, action="redaksi.withdraw", user=user, data={"reason": reason, "text": explanation})
    return withdrawal
