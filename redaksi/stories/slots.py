"""Empty slots of this room that rooms above fill in `AppConfig.ready`; docs/contracts/slots.md lists them.

This is the only upward road: `stories` calls what it finds here and knows nothing of who put it there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from redaksi.newsroom.models import Identity, User
    from redaksi.stories.facts import PublicFacts
    from redaksi.stories.fronts import Pin
    from redaksi.stories.models import Section, Story


class PublishRefused(Exception):
    """The publish gate said no; `reasons` are sentences for the editor."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


# Given the story as it would be public, who publishes (None: the clock) and the moment it would go out, a gate
# returns reasons against it; an empty list lets it pass.
Gate = Callable[["Story", "User | None", datetime], list[str]]
# Given what was public before (None: nothing) and what is public now (None: nothing more), inside the transaction
# that changes it.
PublicChange = Callable[["PublicFacts | None", "PublicFacts | None"], None]
Preview = Callable[["Story", "HttpRequest", str], "HttpResponse"]
# A front (None: the front page) with these pins instead of those saved, as readers would see it at that moment.
FrontPreview = Callable[["Section | None", "Sequence[Pin]", datetime], "HttpResponse"]
# A page of readers (front or story) in the look of an identity that is not saved, by day, by night, or as the device.
LookPreview = Callable[["Identity", str, str], "HttpResponse"]


@dataclass(slots=True)
class Slots:
    gates: list[Gate] = field(default_factory=list)
    public_change: list[PublicChange] = field(default_factory=list)
    preview: Preview | None = None
    front_preview: FrontPreview | None = None
    look_preview: LookPreview | None = None
    specimen: Callable[[str], HttpResponse] | None = None
    workflow: Callable[[Story], Any] | None = None
    # The moment of the last public change, from a source that never goes back.
    last_change: Callable[[], datetime] | None = None


slots = Slots()


def present() -> datetime:
    """Now; never before the last public change, so that a clock that was set back hides nothing already published
    and no change to it goes unnoticed."""
    now = timezone.now()
    return max(now, slots.last_change()) if slots.last_change is not None else now
