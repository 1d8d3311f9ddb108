"""The acts on routing rules, each logged: save, move, delete. Rules work on what comes in from then on;
`desk.rerouting` applies them to what waits."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max
from wagtail.log_actions import log

from redaksi.newsroom.models import User
from redaksi.wire.models import RoutingRule


def save(rule: RoutingRule, user: User) -> RoutingRule:
    """Keep `rule` as it is now; a new one stands last."""
    with transaction.atomic():
        created = rule.pk is None
        if created:
            rule.order = (RoutingRule.objects.aggregate(last=Max("order"))["last"] or 0) + 10
        rule.save()
        log(instance=rule, action="wagtail.create" if created else "wagtail.edit", user=user, data=_data(rule))
    return rule


def move(rule: RoutingRule, by: int, user: User) -> None:
    """Move `rule` one place up (-1) or down (1); at the end of the list nothing happens."""
    with transaction.atomic():
        rules = list(RoutingRule.objects.select_for_update())
        at = next(place for place, each in enumerate(rules) if each.pk == rule.pk)
        to = at + by
        if not 0 <= to < len(rules):
            return
        rules[at], rules[to] = rules[to], rules[at]
        for place, each in enumerate(rules, 1):
            each.order = place * 10
        RoutingRule.objects.bulk_update(rules, ["order"])
        log(instance=rule, action="wagtail.edit", user=user, data={"place": to + 1})


def delete(rule: RoutingRule, user: User) -> None:
    """Delete `rule`; what it caught stays where it was put."""
    with transaction.atomic():
        log(instance=rule, action="wagtail.delete", user=user, data=_data(rule), deleted=True)
        rule.delete()


def _data(rule: RoutingRule) -> dict[str, Any]:
    names = ("name", "active", "conditions", "section", "priority", "topic", "watch", "stop")
    return {name: getattr(rule, name) for name in names}
