"""What the newsroom receives: where from, the raw bytes, and the items read from them. Nothing here is ever edited."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from redaksi.formats.item import NewsItem


class Source(models.Model):
    """An agency, feed or person that sends copy."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    url = models.CharField(_("address"), max_length=500, blank=True)
    format = models.CharField(_("format"), max_length=30, blank=True, help_text=_("Empty: recognised from the bytes."))
    zone = models.CharField(_("time zone"), max_length=40, default="Asia/Jakarta")
    language = models.CharField(_("language"), max_length=12, blank=True)
    credit_line = models.CharField(_("credit line"), max_length=120, blank=True)
    default_section = models.SlugField(_("default rubric"), max_length=60, blank=True)
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class RawFile(models.Model):
    """One delivery as it came; the bytes lie under their hash in `REDAKSI_HOME/raw`."""

    class State(models.TextChoices):
        RECEIVED = "received", _("received")
        READ = "read", _("read")
        QUARANTINED = "quarantined", _("in quarantine")

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    name = models.CharField(_("file name"), max_length=300, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="files", verbose_name=_("source"))
    received_at = models.DateTimeField(_("received"), db_index=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.RECEIVED)
    format = models.CharField(_("format"), max_length=30, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    line = models.PositiveIntegerField(_("line"), null=True, blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        indexes = [models.Index(fields=["state", "-received_at"], name="wire_raw_state")]

    def __str__(self) -> str:
        return self.name or self.sha256[:12]


class WireItem(models.Model):
    """One version of one item as an agency sent it; never edited."""

    raw = models.ForeignKey(RawFile, on_delete=models.PROTECT, related_name="items")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="items", verbose_name=_("source"))
    guid = models.CharField(max_length=500, db_index=True)
    version = models.CharField(_("version"), max_length=120)
    digest = models.CharField(max_length=64, help_text="sha256 of what the item says")
    status = models.CharField(_("status"), max_length=10, default="usable")
    kind = models.CharField(_("kind"), max_length=10, default="text")
    headline = models.CharField(_("headline"), max_length=500, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    credit = models.CharField(_("agency"), max_length=200, blank=True)
    urgency = models.PositiveSmallIntegerField(_("urgency"), null=True, blank=True)
    received_at = models.DateTimeField(_("received"))
    version_created = models.DateTimeField(_("sent"), null=True, blank=True)
    embargoed = models.DateTimeField(_("embargo"), null=True, blank=True)
    superseded = models.BooleanField(_("a newer version exists"), default=False)
    conflict = models.BooleanField(_("same version, other text"), default=False)
    document = models.JSONField()

    # Written by the thousand and never rendered by Wagtail: its reference index would only cost time.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("wire item")
        verbose_name_plural = _("wire items")
        constraints = [models.UniqueConstraint(fields=["source", "guid", "version", "digest"], name="wire_item_once")]
        indexes = [
            models.Index(fields=["superseded", "-received_at", "-id"], name="wire_item_inbox"),
        ]

    def __str__(self) -> str:
        return self.headline or self.guid

    @property
    def item(self) -> NewsItem:
        """The item as it was read."""
        return NewsItem.from_json(self.document)
