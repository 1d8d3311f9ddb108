"""What the newsroom owes its readers: corrections that stay visible and withdrawals that are never silent."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from redaksi.newsroom.models import User
from redaksi.stories.models import Story


class Correction(models.Model):
    """A dated note that readers see on the story and under /koreksi/ (R11, R18)."""

    class Kind(models.TextChoices):
        RALAT = "ralat", _("erratum")
        KOREKSI = "koreksi", _("correction")
        PEMBARUAN = "pembaruan", _("update")

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="corrections", verbose_name=_("story"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.RALAT)
    text = models.TextField(_("what was wrong, and what is right"))
    posted_at = models.DateTimeField(_("posted"), default=timezone.now, db_index=True)
    posted_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by"))

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-posted_at"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.story}"


class Withdrawal(models.Model):
    """Why a story was taken back; readers see it at the story's own address (R19, R20)."""

    class Reason(models.TextChoices):
        SARA = "sara", _("ethnicity, religion, race or group (SARA)")
        DECENCY = "kesusilaan", _("decency")
        CHILD = "masa-depan-anak", _("the future of a child")
        TRAUMA = "trauma-korban", _("trauma of a victim")
        AGENCY = "pembatalan-kantor-berita", _("withdrawn by the news agency")
        PRESS_COUNCIL = "dewan-pers", _("other ground set by the Press Council")

    story = models.OneToOneField(Story, on_delete=models.PROTECT, related_name="withdrawal", verbose_name=_("story"))
    reason = models.CharField(_("ground"), max_length=30, choices=Reason)
    explanation = models.TextField(_("explanation to readers"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), default=timezone.now, db_index=True)
    withdrawn_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by"))

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        ordering = ["-withdrawn_at"]

    def __str__(self) -> str:
        return str(self.story)
