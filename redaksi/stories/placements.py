"""Where stories and advertisements are put by hand: pins on fronts, the breaking bar, advertising places."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
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
    position = models.PositiveSmallIntegerField(_("position"), default=1)
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

    name = models.CharField(_("name"), max_length=80)
    place = models.CharField(_("place"), max_length=20, choices=Place)
    text = models.CharField(_("text"), max_length=160)
    picture = models.ForeignKey(
        Picture, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("picture")
    )
    url = models.URLField(_("leads to"))
    starts_at = models.DateTimeField(_("from"), default=timezone.now)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("advertisement")
        verbose_name_plural = _("advertisements")
        ordering = ["place", "-starts_at"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        _refuse_backwards(self.starts_at, self.ends_at, "ends_at")


def _refuse_backwards(start: datetime | None, end: datetime | None, field: str) -> None:
    if start is not None and end is not None and end <= start:
        raise ValidationError({field: _("This ends before it begins.")})
