"""What must still happen after a commit, as rows that can be repeated, and who keeps the clock."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Outbox(models.Model):
    """A purge that was decided in the transaction of the change and is done after it; gone when it is done.

    `target` empty means our own journal, else a cache in front; `again`: it is done once more a little later.
    """

    target = models.CharField(max_length=300, blank=True)
    addresses = models.JSONField(default=list)
    again = models.BooleanField(default=False)
    changed = models.JSONField(default=list)
    gone = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(default=timezone.now, db_index=True)
    error = models.TextField(blank=True)

    class Meta:
        verbose_name = _("outstanding purge")
        verbose_name_plural = _("outstanding purges")

    def __str__(self) -> str:
        return " ".join([*self.gone, *self.changed])


class Announcement(models.Model):
    """A purge as all machines on one database read it, in the order of their numbers; kept for days."""

    origin = models.CharField(max_length=32)
    changed = models.JSONField(default=list)
    gone = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("purge for all machines")
        verbose_name_plural = _("purges for all machines")

    def __str__(self) -> str:
        return " ".join([*self.gone, *self.changed])


class Lease(models.Model):
    """Which worker keeps the newsroom's clock; another takes over when the lease runs out."""

    name = models.CharField(max_length=40, primary_key=True)
    holder = models.CharField(max_length=80)
    until = models.DateTimeField()

    class Meta:
        verbose_name = _("lease")
        verbose_name_plural = _("leases")

    def __str__(self) -> str:
        return f"{self.name}: {self.holder}"


class Finding(models.Model):
    """An address at which the public is served something that we did not press; open until it is clean again."""

    address = models.CharField(max_length=500)
    reasons = models.JSONField(default=list)
    first_seen = models.DateTimeField(default=timezone.now)
    last_seen = models.DateTimeField(default=timezone.now)
    cleared_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = _("injected content")
        verbose_name_plural = _("injected content")

    def __str__(self) -> str:
        return self.address
