"""The book-keeping beside sources and items: health, fetch log, files seen, subscriptions, pictures, terms, rules.

What changes at every fetch stands apart from `Source`, so that an editor who saves the source's settings never
writes an old state over a new one.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from redaksi.wire.credentials import SealedField
from redaksi.wire.routing import Rule, RuleError


class SourceHealth(models.Model):
    """How a source is doing and where its fetching stands; made when it is first needed."""

    source = models.OneToOneField("wire.Source", on_delete=models.CASCADE, related_name="health", primary_key=True)
    next_due = models.DateTimeField(_("next fetch"), null=True, blank=True, db_index=True)
    #: Somebody fetches until then; behind it, a crash is assumed and anybody may fetch again.
    claimed_until = models.DateTimeField(null=True, blank=True)
    #: Which process fetches, see `claims`.
    claimed_by = models.CharField(max_length=120, blank=True)
    last_attempt = models.DateTimeField(_("last try"), null=True, blank=True)
    last_success = models.DateTimeField(_("last success"), null=True, blank=True)
    last_item_at = models.DateTimeField(_("last item"), null=True, blank=True)
    last_error = models.TextField(_("last error"), blank=True)
    last_error_at = models.DateTimeField(_("time of the last error"), null=True, blank=True)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    stopped = models.TextField(_("stopped because"), blank=True)
    #: The address that the fields below belong to; another address in the source makes them void.
    address = models.CharField(max_length=500, blank=True)
    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    #: A mailbox: `{"validity", "uid"}`.
    cursor = models.JSONField(default=dict, blank=True)
    #: The key by which an SFTP server was known at first: `host:port algorithm key`, see `host_keys`.
    host_key = models.TextField(_("key of the server"), blank=True)
    #: Numbers by service: `{"bdt": {"last": 63, "missed": [62]}}`.
    numbers = models.JSONField(default=dict, blank=True)

    #: What the fetch under way has to say although it goes on (a file too large); becomes `last_error`.
    note = ""

    class Meta:
        verbose_name = _("source health")
        verbose_name_plural = _("source health")

    def __str__(self) -> str:
        return str(self.source)


class FetchRecord(models.Model):
    """One fetch of one source; only the newest of each source are kept."""

    class Outcome(models.TextChoices):
        NEW = "new", _("something came")
        UNCHANGED = "unchanged", _("nothing new")
        FAILED = "failed", _("failed")
        STOPPED = "stopped", _("stopped")

    KEPT = 100

    source = models.ForeignKey("wire.Source", on_delete=models.CASCADE, related_name="fetches")
    at = models.DateTimeField(_("time"))
    took_ms = models.PositiveIntegerField(_("took (ms)"), default=0)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    deliveries = models.PositiveIntegerField(_("deliveries"), default=0)
    new_items = models.PositiveIntegerField(_("new items"), default=0)
    quarantined = models.PositiveIntegerField(_("in quarantine"), default=0)
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("fetch")
        verbose_name_plural = _("fetches")
        indexes = [models.Index(fields=["source", "-id"], name="wire_fetch_newest")]

    def __str__(self) -> str:
        return f"{self.source_id} {self.at:%Y-%m-%d %H:%M:%S} {self.outcome}"


class SeenFile(models.Model):
    """A file in a watched folder or on an FTP server: as it looked last, and the hash once it was taken in."""

    source = models.ForeignKey("wire.Source", on_delete=models.CASCADE, related_name="seen_files")
    path = models.CharField(max_length=700)
    look = models.CharField(max_length=80, help_text="size and time of change")
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("file seen")
        verbose_name_plural = _("files seen")
        constraints = [models.UniqueConstraint(fields=["source", "path"], name="wire_seen_once")]

    def __str__(self) -> str:
        return self.path


class Subscription(models.Model):
    """A WebSub subscription: asked for, confirmed by the hub, renewed before its lease runs out."""

    source = models.OneToOneField("wire.Source", on_delete=models.CASCADE, related_name="subscription")
    hub = models.CharField(_("hub"), max_length=500)
    topic = models.CharField(_("address of the feed"), max_length=500)
    secret = SealedField()
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True)
    verified_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    lease_until = models.DateTimeField(_("valid until"), null=True, blank=True)
    denied = models.TextField(_("refused because"), blank=True)
    forged = models.PositiveIntegerField(_("deliveries with a wrong signature"), default=0)

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")

    def __str__(self) -> str:
        return self.topic


class WirePicture(models.Model):
    """A picture that came with an item: the file without its place of taking, and what the file says about itself."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        KEPT = "kept", _("kept")
        REFUSED = "refused", _("refused")
        FAILED = "failed", _("failed")

    item = models.ForeignKey("wire.WireItem", on_delete=models.CASCADE, related_name="pictures")
    position = models.PositiveSmallIntegerField()
    href = models.CharField(_("address"), max_length=1000)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    reason = models.TextField(_("reason"), blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    content_type = models.CharField(max_length=40, blank=True)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    size = models.PositiveIntegerField(null=True, blank=True)
    #: As `photo_metadata.Metadata`: creator, credit, caption, copyright, alt, digital_source_type ...
    metadata = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("wire picture")
        verbose_name_plural = _("wire pictures")
        ordering = ["item", "position"]
        constraints = [models.UniqueConstraint(fields=["item", "position"], name="wire_picture_once")]
        indexes = [models.Index(fields=["next_try"], condition=models.Q(state="waiting"), name="wire_picture_waiting")]

    def __str__(self) -> str:
        return self.href


class EventTerm(models.Model):
    """A telling word of a recent item, by which items of the same event find each other; old rows are dropped."""

    item = models.ForeignKey("wire.WireItem", on_delete=models.CASCADE, related_name="event_terms")
    term = models.CharField(max_length=40)
    received_at = models.DateTimeField()

    class Meta:
        verbose_name = _("event term")
        verbose_name_plural = _("event terms")
        indexes = [
            models.Index(fields=["term", "-received_at"], name="wire_term_newest"),
            models.Index(fields=["received_at"], name="wire_term_age"),
        ]

    def __str__(self) -> str:
        return self.term


def readable_conditions(value: object) -> None:
    try:
        Rule.from_json("", value)
    except RuleError as error:
        raise ValidationError(str(error)) from None


class RoutingRule(models.Model):
    """Where items go: all conditions must hold; the first rule that names a rubric or topic decides it."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    order = models.PositiveIntegerField(_("order"), default=100)
    active = models.BooleanField(_("active"), default=True)
    conditions = models.JSONField(_("conditions"), default=dict, validators=[readable_conditions])
    section = models.SlugField(_("rubric"), max_length=60, blank=True, db_index=False)
    priority = models.SmallIntegerField(_("priority"), default=0)
    topic = models.SlugField(_("topic"), max_length=80, blank=True, db_index=False)
    watch = models.BooleanField(_("watch"), default=False)
    stop = models.BooleanField(_("no further rules"), default=False)

    class Meta:
        verbose_name = _("routing rule")
        verbose_name_plural = _("routing rules")
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def rule(self) -> Rule:
        """The rule as `routing` understands it; raises RuleError for conditions that were saved unchecked."""
        effect = {name: getattr(self, name) for name in ("section", "priority", "topic", "watch", "stop")}
        return Rule.from_json(self.name, self.conditions, **effect)
