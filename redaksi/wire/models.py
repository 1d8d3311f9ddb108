"""What the newsroom receives: where from, the raw bytes, and the items read from them. Items are never edited."""

from __future__ import annotations

import contextlib
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from redaksi.formats.item import NewsItem
from redaksi.wire.addresses import filled, masked
from redaksi.wire.credentials import SealedField, without_account
from redaksi.wire.records import EventTerm, FetchRecord, RoutingRule, SeenFile, SourceHealth, Subscription, WirePicture
from redaksi.wire.rights import FLAGS

__all__ = [
    "EventTerm",
    "FetchRecord",
    "RawFile",
    "RoutingRule",
    "SeenFile",
    "Source",
    "SourceHealth",
    "Subscription",
    "WireItem",
    "WirePicture",
]


def known_flags(value: object) -> None:
    if not isinstance(value, list) or not all(str(each).partition(":")[0] in FLAGS for each in value):
        raise ValidationError(_("Rights are a list of: %(flags)s."), params={"flags": ", ".join(sorted(FLAGS))})


class Source(models.Model):
    """An agency, feed or person that sends copy: how it is reached, and what holds for everything it sends."""

    class Kind(models.TextChoices):
        HAND = "hand", _("by hand or command line")
        HTTP = "http", _("web address, fetched")
        WEBSUB = "websub", _("web address, announced by its hub (WebSub)")
        PUSH = "push", _("the sender delivers to us")
        FOLDER = "folder", _("watched folder")
        FTP = "ftp", _("FTP")
        SFTP = "sftp", _("SFTP")
        IMAP = "imap", _("mailbox (IMAP)")

    #: Kinds that we have to ask; the others come by themselves.
    POLLED = (Kind.HTTP, Kind.WEBSUB, Kind.FOLDER, Kind.FTP, Kind.SFTP, Kind.IMAP)

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    kind = models.CharField(_("how it comes"), max_length=10, choices=Kind, default=Kind.HAND)
    url = models.CharField(_("address"), max_length=500, blank=True)
    #: The whole address where it holds secrets (`?api_key=...`), which `url` only shows masked.
    sealed_url = SealedField(blank=True, editable=False)
    username = models.CharField(_("account"), max_length=200, blank=True)
    password = SealedField(_("password"), blank=True)
    token_digest = models.CharField(max_length=64, blank=True, editable=False)
    format = models.CharField(_("format"), max_length=30, blank=True, help_text=_("Empty: recognised from the bytes."))
    zone = models.CharField(_("time zone"), max_length=40, default="Asia/Jakarta")
    language = models.CharField(_("language"), max_length=12, blank=True)
    credit_line = models.CharField(_("credit line"), max_length=120, blank=True)
    default_section = models.SlugField(_("default rubric"), max_length=60, blank=True)
    rights = models.JSONField(_("rights"), default=list, blank=True, validators=[known_flags])
    fetch_pictures = models.BooleanField(_("fetch its pictures"), default=False)
    interval = models.PositiveIntegerField(
        _("interval in seconds"), default=300, validators=[MinValueValidator(5), MaxValueValidator(7 * 86400)]
    )
    timeout = models.PositiveIntegerField(
        _("longest fetch in seconds"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(300)]
    )
    max_bytes = models.PositiveIntegerField(_("largest delivery in bytes"), null=True, blank=True)
    silence_hours = models.PositiveIntegerField(
        _("alarm after hours of silence"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    watch_numbers = models.BooleanField(_("notice missing numbers"), default=False)
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Account and password in the address move to their own fields, other secrets in it are sealed apart:
        addresses are shown and logged."""
        if self.hide_secrets() and kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "url", "sealed_url", "username", "password"}
        super().save(*args, **kwargs)

    def hide_secrets(self) -> bool:
        """Leave no secret in `url`; whether anything was changed. A mask in it stands for what is sealed already.

        What a mask stands for at another server stays sealed and is not sent there (`gather.address_of`).
        """
        if self.kind == self.Kind.FOLDER:
            return False
        before = self.url, self.sealed_url
        address, username, password = without_account(self.url)
        if address != self.url:
            self.username, self.password = username or self.username, password or self.password
        self.url = masked(address)
        with contextlib.suppress(LookupError):
            whole = filled(address, self.sealed_url)
            self.sealed_url = whole if whole != self.url else ""
        return before != (self.url, self.sealed_url)


class RawFile(models.Model):
    """One delivery as it came; the bytes lie under their hash in `REDAKSI_HOME/raw`."""

    class State(models.TextChoices):
        RECEIVED = "received", _("received")
        READ = "read", _("read")
        QUARANTINED = "quarantined", _("in quarantine")
        ASIDE = "aside", _("put aside")

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    name = models.CharField(_("file name"), max_length=300, blank=True)
    charset = models.CharField(_("declared charset"), max_length=40, blank=True)
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
    """One version of one item as an agency sent it, with what we noticed about it."""

    class Signal(models.TextChoices):
        NONE = "none", _("none")
        CORRECTION = "correction", _("correction")
        KILL = "kill", _("kill")
        ADVISORY = "advisory", _("advisory")

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
    expires = models.DateTimeField(_("expires"), null=True, blank=True)
    superseded = models.BooleanField(_("a newer version exists"), default=False)
    conflict = models.BooleanField(_("same version, other text"), default=False)
    signal = models.CharField(_("signal"), max_length=10, choices=Signal, default=Signal.NONE)
    signal_reason = models.CharField(_("why it is a signal"), max_length=200, blank=True)
    #: What a message about another item (KILL, RALAT) points at, where it is a message of its own.
    about = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="messages")
    thread = models.CharField(max_length=80, blank=True, help_text="headline without the words of a signal, normalised")
    #: `[{"flag", "value", "because"}]`, see `rights.flags_of`.
    rights = models.JSONField(_("rights"), default=list, blank=True)
    section = models.SlugField(_("rubric"), max_length=60, blank=True, db_index=False)
    priority = models.SmallIntegerField(_("priority"), default=0)
    topic = models.SlugField(_("topic"), max_length=80, blank=True, db_index=False)
    watched = models.BooleanField(_("watched"), default=False)
    #: `[{"rule", "because": [...]}]`, see `routing.route`.
    routed = models.JSONField(_("routed by"), default=list, blank=True)
    #: The first item of the same event; itself when it is the first, None while nobody has looked.
    event = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="event_items")
    #: Why it is the same event: `{"with", "score", "shared": [...]}`.
    event_reason = models.JSONField(default=dict, blank=True)
    document = models.JSONField()

    # Written by the thousand and never rendered by Wagtail: its reference index would only cost time.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("wire item")
        verbose_name_plural = _("wire items")
        constraints = [models.UniqueConstraint(fields=["source", "guid", "version", "digest"], name="wire_item_once")]
        indexes = [
            # Partial, not led by the flag: SQLite finds no index for `NOT superseded`.
            models.Index(
                fields=["-received_at", "-id"], condition=models.Q(superseded=False), name="wire_item_current"
            ),
            models.Index(
                fields=["event", "-received_at", "-id"],
                condition=models.Q(superseded=False),
                name="wire_item_of_event",
            ),
            models.Index(fields=["-received_at"], condition=models.Q(watched=True), name="wire_item_watched"),
            models.Index(fields=["source", "-received_at"], name="wire_item_source"),
            models.Index(fields=["id"], condition=models.Q(event=None), name="wire_item_eventless"),
            models.Index(
                fields=["source", "thread", "-received_at"], condition=~models.Q(thread=""), name="wire_item_thread"
            ),
            models.Index(
                fields=["signal", "-received_at"], condition=~models.Q(signal="none"), name="wire_item_signal"
            ),
        ]

    def __str__(self) -> str:
        return self.headline or self.guid

    @property
    def item(self) -> NewsItem:
        """The item as it was read."""
        return NewsItem.from_json(self.document)
