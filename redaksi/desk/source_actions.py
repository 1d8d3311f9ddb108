"""The acts on a source of wire copy, one function each: check, then act, then log."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from redaksi.desk.actions import NotAllowed
from redaksi.desk.permissions import may
from redaksi.newsroom.models import User
from redaksi.newsroom.roles import EDIT, IDENTITY, WRITE
from redaksi.wire import health, host_keys, tokens
from redaksi.wire.claims import CLAIM
from redaksi.wire.models import Source, SourceHealth


def may_see(user: User) -> bool:
    """Whether `user` may see how sources are doing: whoever takes copy, and whoever sets sources up."""
    return may(user, WRITE) or may(user, IDENTITY)


def may_ask(user: User) -> bool:
    """Whether `user` may have a source asked out of turn and settle its missing numbers."""
    return may(user, EDIT) or may(user, IDENTITY)


def may_manage(user: User) -> bool:
    """Whether `user` may set sources up, pause them and give out tokens."""
    return may(user, IDENTITY)


def try_now(source: Source, user: User, now: datetime | None = None) -> datetime:
    """Have a worker ask `source` at once; returns the moment from which on a fetch is the answer.

    A fetch that is under way already is the answer too. Raises NotAllowed.
    """
    _check(may_ask(user))
    now = now or timezone.now()
    running = SourceHealth.objects.filter(source=source, claimed_until__gt=now).first()
    if running and running.claimed_until:
        return running.claimed_until - CLAIM
    with transaction.atomic():
        health.restart(source, now)
        log(instance=source, action="redaksi.source_try", user=user)
    return now


def pause(source: Source, user: User) -> None:
    """Ask and accept nothing from `source` until it is resumed; doing it twice changes nothing. Raises NotAllowed."""
    _check(may_manage(user))
    with transaction.atomic():
        if Source.objects.filter(pk=source.pk, active=True).update(active=False):
            log(instance=source, action="redaksi.source_pause", user=user)


def resume(source: Source, user: User, now: datetime | None = None) -> None:
    """Ask and accept again, at once. Raises NotAllowed."""
    _check(may_manage(user))
    with transaction.atomic():
        if Source.objects.filter(pk=source.pk, active=False).update(active=True):
            health.restart(source, now or timezone.now())
            log(instance=source, action="redaksi.source_resume", user=user)


def give_token(source: Source, user: User) -> str:
    """A fresh token for deliveries to `source`, which cannot be shown again; the old one ends. Raises NotAllowed."""
    _check(may_manage(user))
    with transaction.atomic():
        token = tokens.new_token(source)
        log(instance=source, action="redaksi.source_token", user=user)
    return token


def end_token(source: Source, user: User) -> None:
    """Nobody delivers to `source` any more. Raises NotAllowed."""
    _check(may_manage(user))
    with transaction.atomic():
        tokens.revoke_token(source)
        log(instance=source, action="redaksi.source_token_end", user=user)


def accept_key(source: Source, user: User) -> None:
    """The key that the SFTP server of `source` shows next is the right one. Raises NotAllowed."""
    _check(may_manage(user))
    with transaction.atomic():
        host_keys.forget(source)
        log(instance=source, action="redaksi.source_key", user=user)


def settle_missed(source: Source, user: User) -> None:
    """Missing numbers of `source` have been dealt with: the alarm ends. Raises NotAllowed."""
    _check(may_ask(user))
    with transaction.atomic():
        health.forget_missed(source)
        log(instance=source, action="redaksi.source_settle", user=user)


def _check(allowed: bool) -> None:
    if not allowed:
        raise NotAllowed(_("Your role may not do this to a source."))
