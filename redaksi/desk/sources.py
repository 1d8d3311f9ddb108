"""What the desk sees of the sources of wire copy, as frozen values: a line of the list, a health page, the alarms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from redaksi.desk import inbox
from redaksi.desk.reasons import in_words
from redaksi.desk.source_terms import KINDS, every, format_name, language_name
from redaksi.desk.terms import words_for
from redaksi.newsroom.models import Identity
from redaksi.stories.models import Section
from redaksi.wire import host_keys, numbers
from redaksi.wire.addresses import masked, masked_text
from redaksi.wire.credentials import without_account
from redaksi.wire.health import Report, State, recent_fetches, reports, state_of
from redaksi.wire.models import FetchRecord, Source, SourceHealth, Subscription, WireItem

STATES: Final[dict[str, str | Promise]] = {
    "ok": gettext_lazy("running well"),
    "waiting": gettext_lazy("waiting for its first fetch"),
    "degraded": gettext_lazy("failing"),
    "silent": gettext_lazy("fallen silent"),
    "stopped": gettext_lazy("stopped by itself"),
    "off": gettext_lazy("paused"),
}
"""The words of `wire.health.Word` on the desk; the shape before each is drawn by the style of the same name."""
ALARMING: Final = frozenset({"degraded", "silent", "stopped"})
NEWEST: Final = 20
MISSED_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class Standing:
    """A source's state: `word` as in `wire.health`, `said` on the screen, `why` where there is a reason."""

    word: str
    said: str
    why: str

    @property
    def alarming(self) -> bool:
        return self.word in ALARMING


@dataclass(frozen=True, slots=True)
class Line:
    """One source in the list. `due` is the next fetch in words or as a moment, `missed` how many numbers never came."""

    source: Source
    kind: str
    standing: Standing
    last_item: datetime | None
    due: str | datetime
    today: int
    quarantined: int
    missed: int


@dataclass(frozen=True, slots=True)
class Fetch:
    """One line of the fetch log, its reason in words."""

    record: FetchRecord
    why: str


@dataclass(frozen=True, slots=True)
class HealthPage:
    """Everything the page of one source shows; `rows` are its newest items as in the inbox.

    `asking` is true while somebody asks it right now, `silence` how its alarm is set, `hub` how its subscription
    stands as (word, sentence), None for a source without one.
    """

    line: Line
    health: SourceHealth | None
    address: str
    rows: list[inbox.Row]
    fetches: list[Fetch]
    missed: tuple[str, ...]
    missed_more: int
    asking: bool
    polled: bool
    silence: str
    hub: tuple[str, str] | None
    subscription: Subscription | None
    last_error: str
    fingerprint: str
    rights: tuple[str, ...]
    terms: tuple[tuple[str, str], ...]


def lines(now: datetime) -> list[Line]:
    """All sources: what is alarming first, then by name."""
    found = [_line(report, now) for report in reports(now, Identity.load().zone)]
    return sorted(found, key=lambda line: (not (line.standing.alarming or line.missed), line.source.name.casefold()))


def health_page(source: Source, now: datetime) -> HealthPage:
    """The page of one source."""
    line = _line(reports(now, Identity.load().zone, source)[0], now)
    source, health = line.source, getattr(line.source, "health", None)
    missed = numbers.missed(health.numbers) if health else []
    subscription = Subscription.objects.filter(source=source).first()
    items = WireItem.objects.filter(source=source).select_related("source").defer("document")
    return HealthPage(
        line=line,
        health=health,
        address=masked(without_account(source.url)[0]),
        rows=inbox.rows_of(items.order_by("-received_at", "-id")[:NEWEST]),
        fetches=[fetch_of(record) for record in recent_fetches(source)],
        missed=tuple(missed[-MISSED_SHOWN:]),
        missed_more=max(len(missed) - MISSED_SHOWN, 0),
        asking=is_asked(health, now),
        polled=source.kind in Source.POLLED,
        silence=_silence(source),
        hub=_hub(subscription, now) if source.kind == Source.Kind.WEBSUB else None,
        subscription=subscription,
        last_error=in_words(health.last_error) if health else "",
        fingerprint=host_keys.fingerprint(health.host_key) if health else "",
        rights=tuple(words_for(_right(each)) for each in source.rights),
        terms=_terms(source),
    )


def alarms(now: datetime) -> list[tuple[Source, Standing, int]]:
    """Sources that an editor should look at, as (source, standing, missing numbers); one query."""
    found = []
    for source in Source.objects.filter(active=True).select_related("health"):
        health = getattr(source, "health", None)
        standing = standing_of(state_of(source, health, now))
        missed = len(numbers.missed(health.numbers)) if health else 0
        if standing.alarming or missed:
            found.append((source, standing, missed))
    return found


def standing_of(state: State) -> Standing:
    """A state of `wire.health` in the words of the desk."""
    why = in_words(state.reason)
    if state.word == "silent":
        hours = int(state.reason.split()[0])
        why = ngettext("nothing for %(hours)s hour", "nothing for %(hours)s hours", hours) % {"hours": hours}
    return Standing(state.word, str(STATES[state.word]), why)


def fetch_of(record: FetchRecord) -> Fetch:
    """A fetch with its reason in words."""
    return Fetch(record, in_words(record.reason))


def is_asked(health: SourceHealth | None, now: datetime) -> bool:
    """Whether a worker asks this source at the moment."""
    return bool(health and health.claimed_until and health.claimed_until > now)


def _line(report: Report, now: datetime) -> Line:
    return Line(
        source=report.source,
        kind=str(KINDS.get(report.source.kind, report.source.kind)),
        standing=standing_of(report.state),
        last_item=report.health.last_item_at if report.health else None,
        due=_due(report, now),
        today=report.items_today,
        quarantined=report.quarantined,
        missed=len(report.missed),
    )


def _due(report: Report, now: datetime) -> str | datetime:
    health = report.health
    if not report.source.active or report.state.word == "stopped":
        return ""
    if report.source.kind not in Source.POLLED:
        return _("comes by itself")
    if is_asked(health, now):
        return _("being fetched now")
    if health is None or health.next_due is None or health.next_due <= now:
        return _("in a moment")
    return health.next_due


def _silence(source: Source) -> str:
    if not source.silence_hours:
        return _("not set")
    hours = source.silence_hours
    return ngettext("after %(hours)s hour", "after %(hours)s hours", hours) % {"hours": hours}


def _hub(subscription: Subscription | None, now: datetime) -> tuple[str, str]:
    if subscription is None:
        return "waiting", _("The feed has named no hub so far; it is fetched at its interval.")
    if subscription.denied:
        return "stopped", _("The hub refuses: %(why)s") % {"why": masked_text(subscription.denied)}
    if subscription.verified_at and subscription.lease_until and subscription.lease_until > now:
        return "ok", _("Confirmed by %(hub)s.") % {"hub": masked(subscription.hub)}
    if subscription.asked_at:
        return "waiting", _("Asked %(hub)s, which has not confirmed yet.") % {"hub": masked(subscription.hub)}
    return "waiting", _("%(hub)s will be asked at the next fetch.") % {"hub": masked(subscription.hub)}


def _right(entry: str) -> dict[str, str | None]:
    flag, _colon, value = entry.partition(":")
    return {"flag": flag, "value": value or None}


def _terms(source: Source) -> tuple[tuple[str, str], ...]:
    section = Section.objects.filter(slug=source.default_section).first() if source.default_section else None
    rows: list[tuple[Any, str]] = [
        (_("How it comes"), source.get_kind_display()),
        (_("Schedule"), every(source.interval) if source.kind in Source.POLLED else ""),
        (_("Format"), format_name(source.format) or _("recognised from the bytes")),
        (_("Time zone"), source.zone),
        (_("Language"), language_name(source.language)),
        (_("Rubric"), section.name if section else source.default_section),
        (_("Credit line"), source.credit_line),
    ]
    return tuple((str(label), value) for label, value in rows if value)
