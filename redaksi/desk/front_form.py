"""The form on which a front is arranged: pins as rows, and the buttons that move them before anything is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from redaksi.desk.fronts import MOST, exchanged, moved
from redaksi.desk.widgets import PickOne
from redaksi.stories import queries
from redaksi.stories.fronts import PLACES, Pin
from redaksi.stories.models import Story

STAYS: Final = timedelta(hours=24)
"""How long a new pin stays unless the editor says otherwise: no front keeps yesterday's lead by oversight."""
LATEST_SECOND: Final = 253402300799
PLACE_CHOICES: Final = [(place, str(place)) for place in range(1, PLACES + 1)]


class Moment(forms.DateTimeInput):
    """A date with a time, asked for by the browser's own field; to the minute."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%dT%H:%M")


class PinForm(forms.Form):
    story = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    place = forms.TypedChoiceField(label=_("place"), choices=PLACE_CHOICES, coerce=int)
    starts_at = forms.DateTimeField(label=_("from"), widget=Moment)
    ends_at = forms.DateTimeField(label=_("until"), widget=Moment, required=False)

    def pin(self) -> Pin:
        """The row as a pin; the form must be valid."""
        data = self.cleaned_data
        return Pin(data["place"], data["story"], data["starts_at"], data["ends_at"])


class AddForm(forms.Form):
    """A story to pin, and where."""

    story = forms.ModelChoiceField(queryset=Story.objects.none(), required=False, label=_("story"))
    place = forms.TypedChoiceField(label=_("place"), choices=PLACE_CHOICES, coerce=int, required=False)

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, prefix="add")
        self.fields["story"] = forms.ModelChoiceField(
            queryset=pinnable(), required=False, label=_("story"), widget=PickOne("sematan")
        )


PinFormSet = forms.formset_factory(PinForm, extra=0, max_num=MOST, absolute_max=MOST + 20)


def pinnable() -> QuerySet[Story]:
    """What may be pinned: public, with a rubric, not paid; newest first."""
    stories = Story.objects.public().filter(section__isnull=False).exclude(label__in=queries.PAID)
    return stories.select_related("section").defer("body", "notes").order_by("-published_at", "-pk")


def formset_of(pins: Sequence[Pin]) -> Any:
    """The rows for `pins`, unbound."""
    rows = [
        {"story": pin.story_id, "place": pin.position, "starts_at": pin.starts_at, "ends_at": pin.ends_at}
        for pin in pins
    ]
    return PinFormSet(initial=rows, prefix="pin")


def pins_of(formset: Any, saved: Sequence[Pin]) -> list[Pin]:
    """The pins of a valid formset; a time that was left alone keeps the seconds that the field does not show."""
    exact = {_minute(moment): moment for pin in saved for moment in (pin.starts_at, pin.ends_at) if moment}
    return [
        replace(
            pin,
            starts_at=exact.get(pin.starts_at, pin.starts_at),
            ends_at=exact.get(pin.ends_at, pin.ends_at) if pin.ends_at else None,
        )
        for pin in (form.pin() for form in formset)
    ]


def done(act: str, pins: Sequence[Pin], post: QueryDict, now: datetime) -> list[Pin]:
    """`pins` after the button `act` was pressed; an act that is none changes nothing."""
    verb, *numbers = act.split("-")
    if not all(number.isascii() and number.isdigit() and len(number) < 10 for number in numbers):
        return list(pins)
    match verb, [int(number) for number in numbers]:
        case "up", [number] if number < len(pins):
            return exchanged(pins, number, -1)
        case "down", [number] if number < len(pins):
            return exchanged(pins, number, 1)
        case "to", [number, place] if number < len(pins):
            return moved(pins, number, place)
        case "off", [number]:
            return [pin for at, pin in enumerate(pins) if at != number]
        case "pin", [place, story]:
            return added(pins, story, place, now)
        case "add", []:
            form = AddForm(post)
            if form.is_valid() and (story := form.cleaned_data["story"]):
                return added(pins, story.pk, form.cleaned_data["place"] or 1, now)
    return list(pins)


def added(pins: Sequence[Pin], story: int, place: int, now: datetime) -> list[Pin]:
    """`pins` and a new one for `story` on `place` from now on."""
    start = _minute(now)
    return moved([*pins, Pin(place, story, start, start + STAYS)], len(pins), place)


def written(pins: Sequence[Pin]) -> list[tuple[str, str]]:
    """`pins` as the parameters of an address; `read` takes them back."""
    return [
        (
            "sematan",
            f"{p.position}.{p.story_id}.{p.starts_at.timestamp():.0f}.{p.ends_at.timestamp() if p.ends_at else 0:.0f}",
        )
        for p in pins
    ]


def read(values: Sequence[str]) -> list[Pin]:
    """Pins out of an address; what is none is left out."""
    pins = []
    for value in values[:MOST]:
        try:
            place, story, start, end = (int(part) for part in value.split("."))
        except ValueError:
            continue
        if 1 <= place <= PLACES and 0 < story < 2**63 and 0 <= start <= LATEST_SECOND and 0 <= end <= LATEST_SECOND:
            until = datetime.fromtimestamp(end, UTC) if end else None
            pins.append(Pin(place, story, datetime.fromtimestamp(start, UTC), until))
    return pins


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
