"""Rules applied to what waits in the inbox: checked first, then confirmed, then written; the last one can be undone.

All of it goes batch by batch, each in a short transaction of its own that begins where the last one ended, so that it
may take as long as it needs, hold nobody up and be cut off anywhere: whoever goes on does nothing twice. What somebody
took, spiked or what a newer version replaced meanwhile is left alone, and so is what was routed anew since.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task
from wagtail.log_actions import log

from redaksi.desk.inbox import behind, cursor_of, waiting
from redaksi.desk.models import Rerouted, Rerouting
from redaksi.newsroom.models import User
from redaksi.wire import rerouting as wire
from redaksi.wire.models import WireItem
from redaksi.wire.storing import active_rules

State = Rerouting.State

BATCH: Final = 200
"""Items of one transaction: some hundredths of a second."""
SECONDS: Final = 3.0
"""A task of the queue ends after that long and queues itself again: others wait there too."""
KEPT: Final = timedelta(days=1)
"""The changes of former runs tell the desk what became watched; after that only those of the last one are kept."""
BUSY: Final = (State.CHECKING, State.APPLYING, State.UNDOING)
WRITING: Final = (State.APPLYING, State.UNDOING)


def start(user: User, days: int, now: datetime | None = None) -> Rerouting:
    """Begin to check what the rules would change in the last `days`; a check that was not confirmed is discarded.

    Raises ValidationError while another run writes.
    """
    now = now or timezone.now()
    with transaction.atomic():
        if Rerouting.objects.select_for_update().filter(state__in=WRITING).exists():
            raise ValidationError(_("The rules are being applied already; wait until that has ended."))
        _discard_open()
        run = Rerouting(by=user, at=now, moved_at=now, days=days, rules=wire.fingerprint(active_rules()))
        run.total = _in_question(run).count()
        run.save()
    return run


def confirm(run: Rerouting, user: User, now: datetime | None = None) -> None:
    """Begin to write what `run` found. Raises ValidationError when nothing would change or the rules have changed."""
    with transaction.atomic():
        run = Rerouting.objects.select_for_update().get(pk=run.pk)
        if run.state != State.READY or not run.changes:
            raise ValidationError(_("There is nothing to apply here any more; check again."))
        if fresh := run.rules == wire.fingerprint(active_rules()):
            _enter(run, State.APPLYING, now, by=user)
            log(instance=run, action="redaksi.reroute", user=user, data=_data(run))
        else:
            _enter(run, State.STALE, now)
    if not fresh:
        raise ValidationError(_("The rules have changed since they were checked; check again."))


def undo(run: Rerouting, user: User, now: datetime | None = None) -> None:
    """Begin to give back the routing of before. Raises ValidationError with the reason where that cannot be."""
    with transaction.atomic():
        run = Rerouting.objects.select_for_update().get(pk=run.pk)
        if reason := why_not_undone(run):
            raise ValidationError(reason)
        _discard_open()
        _enter(run, State.UNDOING, now, undone_by=user)
        log(instance=run, action="redaksi.reroute_undo", user=user, data={"items": run.changed})


def discard(run: Rerouting) -> None:
    """Forget a check that nobody wants to confirm; nothing happens to any other run."""
    Rerouting.objects.filter(pk=run.pk, state__in=(State.CHECKING, State.READY)).update(state=State.DISCARDED)


def why_not_undone(run: Rerouting) -> str:
    """Why `run` cannot be undone, empty when it can."""
    if run.state != State.APPLIED:
        return _("Only what has been applied can be undone.")
    if Rerouting.objects.filter(pk__gt=run.pk, state__in=(State.APPLYING, State.APPLIED, State.UNDOING)).exists():
        return _("The rules have been applied again since; only the last time can be undone.")
    return "" if run.changed else _("Nothing was changed, so there is nothing to undo.")


def work(key: int, seconds: float) -> bool:
    """Go on with the run of this key for about that long; whether there is more to do then.

    False as well when somebody else has just done the same batch: that one goes on.
    """
    until = time.monotonic() + seconds
    while True:
        run = Rerouting.objects.filter(pk=key, state__in=BUSY).first()
        if run is None or not _STEPS[State(run.state)](run):
            return False
        if time.monotonic() > until:
            return Rerouting.objects.filter(pk=key, state__in=BUSY).exists()


@task()
def go_on(key: int) -> None:
    """A slice of the run of this key, for the worker."""
    if work(key, SECONDS):
        go_on.enqueue(key)


def begin(run: Rerouting, seconds: float) -> None:
    """Work on `run` while somebody waits for the answer; what that does not suffice for is left to the queue."""
    if work(run.pk, seconds):
        go_on.enqueue(run.pk)


def _check(run: Rerouting) -> bool:
    rules = active_rules()
    open_ = Rerouting.objects.filter(pk=run.pk, state=State.CHECKING, cursor=run.cursor)
    if wire.fingerprint(rules) != run.rules:
        return bool(open_.update(state=State.STALE, moved_at=timezone.now()))
    _forget_old()
    rows = list(behind(_in_question(run), run.cursor).defer(None)[:BATCH])
    found = [Rerouted(run=run, wire_item=row, before=wire.standing(row), after=wire.due(row, rules)) for row in rows]
    found = [each for each in found if each.before != each.after]
    ended = len(rows) < BATCH
    with transaction.atomic():
        moved = open_.update(
            state=State.READY if ended else State.CHECKING,
            cursor="" if ended else cursor_of(rows[-1]),
            done=run.done + len(rows),
            changes=run.changes + len(found),
            counts=dict(Counter(run.counts) + Counter(kind for each in found for kind in kinds(each))),
            moved_at=timezone.now(),
        )
        if moved:
            Rerouted.objects.bulk_create(found)
    return bool(moved)


def kinds(change: Rerouted) -> list[str]:
    """What `change` concerns: section, priority, topic, watched, unwatched, or only the reasons."""
    names = [name for name in wire.differing(change.before, change.after) if name != "routed"]
    return ["unwatched" if name == "watched" and change.before[name] else name for name in names] or ["reasons"]


def _apply(run: Rerouting) -> bool:
    return _write(run, State.APPLYING, State.APPLIED)


def _undo(run: Rerouting) -> bool:
    return _write(run, State.UNDOING, State.UNDONE)


def _write(run: Rerouting, state: State, then: State) -> bool:
    back = state == State.UNDOING
    with transaction.atomic():
        held = Rerouting.objects.select_for_update().filter(pk=run.pk, state=state, cursor=run.cursor).first()
        if held is None:
            return False
        changes = _next(held, back)
        written = _put(changes, back)
        held.done += len(changes)
        if back:
            held.restored += written
        else:
            held.changed += written
        if len(changes) < BATCH:
            user, action = (held.undone_by, "undone") if back else (held.by, "done")
            log(instance=held, action=f"redaksi.reroute_{action}", user=user, data=_data(held))
        held.state, held.cursor = (then, "") if len(changes) < BATCH else (state, str(changes[-1].pk))
        held.moved_at = timezone.now()
        held.save()
    return True


def _next(run: Rerouting, back: bool) -> list[Rerouted]:
    behind_last = Q(pk__gt=int(run.cursor or 0)) & (Q(applied=True) if back else Q())
    return list(run.items.filter(behind_last).order_by("pk")[:BATCH])


def _put(changes: Sequence[Rerouted], back: bool) -> int:
    """Write each of `changes` whose item still waits and stands where the change begins; how many were written."""
    keys = [each.wire_item_id for each in changes]
    # In one order, so that two who lock the same rows do not wait for each other.
    rows = waiting().filter(pk__in=keys).select_for_update(of=("self",)).order_by("pk").in_bulk()
    fit: list[tuple[WireItem, Mapping[str, Any]]] = []
    written: list[Rerouted] = []
    for each in changes:
        stands, goes = (each.after, each.before) if back else (each.before, each.after)
        row = rows.get(each.wire_item_id)
        if row is not None and not wire.differing(wire.standing(row), stands):
            fit.append((row, goes))
            written.append(each)
    if back:
        _mark(changes, told=False)
    else:
        _mark(written, applied=True)
        _mark([each for each in written if each.after["watched"] and not each.before["watched"]], told=True)
    return wire.put(fit)


def _mark(changes: Iterable[Rerouted], **values: bool) -> None:
    Rerouted.objects.filter(pk__in=[each.pk for each in changes]).update(**values)


def _in_question(run: Rerouting) -> Any:
    """What waited when `run` began; later items were routed by the same rules on arrival."""
    return waiting().filter(received_at__gte=run.at - timedelta(days=run.days), received_at__lte=run.at)


def _enter(run: Rerouting, state: State, now: datetime | None, **values: Any) -> None:
    Rerouting.objects.filter(pk=run.pk).update(state=state, cursor="", done=0, moved_at=now or timezone.now(), **values)


def _discard_open() -> None:
    Rerouting.objects.filter(state__in=(State.CHECKING, State.READY)).update(state=State.DISCARDED)


def _forget_old() -> None:
    """Delete some changes that nobody will undo and nobody has to be told of."""
    last = Rerouting.objects.filter(state=State.APPLIED).values_list("pk", flat=True).first()
    former = Q(run__state=State.APPLIED, run__at__lt=timezone.now() - KEPT) & ~Q(run=last)
    done = Q(run__state__in=(State.DISCARDED, State.STALE, State.UNDONE))
    keys = list(Rerouted.objects.filter(former | done).values_list("pk", flat=True)[: 2 * BATCH])
    if keys:
        Rerouted.objects.filter(pk__in=keys).delete()


def _data(run: Rerouting) -> dict[str, Any]:
    return {
        "days": run.days,
        "looked_at": run.total,
        "changes": run.changes,
        "counts": run.counts,
        "changed": run.changed,
        "restored": run.restored,
    }


_STEPS: Final[Mapping[State, Callable[[Rerouting], bool]]] = {
    State.CHECKING: _check,
    State.APPLYING: _apply,
    State.UNDOING: _undo,
}
