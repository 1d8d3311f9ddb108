"""Where stories and advertisements are put by hand: pins on fronts, the breaking bar, advertising places."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from redaksi.newsroom.models import Picture


class Slot(models.Model):
    """A story pinned to a place on a front; `section` empty means the front page. Position 1 is the lead."""

    section = models.ForeignKey(
        "stories.Section",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="slots",
        verbose_name=_("front"),
        help_text=_("Empty: the front page."),
    )
    position = models.PositiveSmallIntegerField(pgettext_lazy("front", "position"), default=1)
    story = models.ForeignKey("stories.Story", on_delete=models.CASCADE, related_name="slots", verbose_name=_("story"))
    starts_at = models.DateTimeField(_("from"), default=timezone.now)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("pinned story")
        verbose_name_plural = _("pinned stories")
        ordering = ["section", "position", "-starts_at"]

    def __str__(self) -> str:
        return f"{self.position}. {self.story}"

    def clean(self) -> None:
        super().clean()
        _refuse_backwards(self.starts_at, self.ends_at, "ends_at")


class BreakingNotice(models.Model):
    """The breaking bar: one line above everything, until it expires."""

    text = models.CharField(_("text"), max_length=160)
    story = models.ForeignKey(
        "stories.Story", null=True, blank=True, on_delete=models.SET_NULL, verbose_name=_("story")
    )
    starts_at = models.DateTimeField(_("from"), default=timezone.now)
    expires_at = models.DateTimeField(_("until"))

    class Meta:
        verbose_name = _("breaking notice")
        verbose_name_plural = _("breaking notices")
        ordering = ["-starts_at"]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        super().clean()
        _refuse_backwards(self.starts_at, self.expires_at, "expires_at")


class AdSlot(models.Model):
    """An advertisement in a reserved place, always labelled IKLAN (R22, R37)."""

    class Place(models.TextChoices):
        STORY_BODY = "story-body", _("in the story, after the second paragraph")
        STORY_END = "story-end", _("below the story")
        FRONT = "front", _("front page, between lists")
        SECTION = "section", _("a rubric's front, beside its list")

    class Kind(models.TextChoices):
        HOUSE = "house", _("our own")
        PICTURE = "picture", _("an advertiser's picture")
        TAG = "tag", _("a third party's code")

    class Size(models.TextChoices):
        BANNER = "320x100", _("320 x 100, a strip")
        BOX = "300x250", _("300 x 250, a box")

    NEEDED: ClassVar[dict[str, tuple[str, ...]]] = {
        Kind.HOUSE: ("text", "url"),
        Kind.PICTURE: ("picture", "alt", "url"),
        Kind.TAG: ("code", "size"),
    }

    name = models.CharField(
        _("name"), max_length=80, help_text=_("For the desk and its figures; readers do not see it.")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.HOUSE)
    place = models.CharField(_("place"), max_length=20, choices=Place)
    section = models.ForeignKey(
        "stories.Section",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("rubric"),
        help_text=_("Empty: in every rubric."),
    )
    text = models.CharField(_("text"), max_length=160, blank=True)
    picture = models.ForeignKey(
        Picture, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("picture")
    )
    alt = models.CharField(
        _("words for those who do not see the picture"),
        max_length=200,
        blank=True,
        help_text=_("What the picture says, its wording included."),
    )
    url = models.URLField(_("leads to"), blank=True)
    code = models.TextField(
        _("third party's code"),
        blank=True,
        help_text=_("Shown in a closed frame, and only to readers who allow it; others see our own advertisement."),
    )
    size = models.CharField(_("space kept for the code"), max_length=8, choices=Size, blank=True)
    starts_at = models.DateTimeField(_("from"), default=timezone.now)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("advertisement")
        verbose_name_plural = _("advertisements")
        ordering = ["place", "-starts_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def space(self) -> tuple[int, int]:
        """Width and height in pixels that are kept for a third party's code; (0, 0) for other kinds."""
        width, _x, height = self.size.partition("x")
        return (int(width), int(height)) if height else (0, 0)

    def state(self, now: datetime) -> str:
        """Whether it runs at `now`, in words."""
        if self.starts_at > now:
            return gettext("for later")
        return gettext("ended") if self.ends_at is not None and self.ends_at <= now else gettext("running")

    def clean(self) -> None:
        super().clean()
        _refuse_backwards(self.starts_at, self.ends_at, "ends_at")
        wanted = gettext("This kind of advertisement needs it.")
        missing = {name: wanted for name in self.NEEDED.get(self.kind, ()) if not getattr(self, name)}
        if missing:
            raise ValidationError(missing)


def _refuse_backwards(start: datetime | None, end: datetime | None, field: str) -> None:
    if start is not None and end is not None and end <= start:
        raise ValidationError({field: _("This ends before it begins.")})
