"""The noun of the house: stories, with the rubrics and topics they stand in and the places they are pinned to."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.actions.unpublish import UnpublishAction
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)

from redaksi.newsroom.models import Person, Picture, User
from redaksi.stories.blocks import BodyBlock
from redaksi.stories.facts import PublicFacts
from redaksi.stories.kinds import LANGUAGE_CODE, Presentation, StoryKind
from redaksi.stories.placements import AdSlot, BreakingNotice, Slot
from redaksi.stories.shelves import Place, pair_up, shelve
from redaksi.stories.slots import PublishRefused, present, slots

if TYPE_CHECKING:
    from wagtail.models import Revision

__all__ = ["AdSlot", "BreakingNotice", "Byline", "Place", "Section", "Slot", "Story", "Topic", "public_facts"]

# First path segments that are public addresses themselves (docs/contracts/addresses.md): no rubric may take one.
RESERVED_SLUGS = frozenset(
    """topik penulis indeks cari koreksi redaksi pedoman-media-siber tentang kontak rss.xml atom.xml feed.json
    sitemap.xml sitemap-news.xml robots.txt ads.txt healthz desk api static media arsip tersimpan luring sw.js
    manifest.webmanifest iklan ikon-48.png ikon-192.png ikon-512.png apple-touch-icon.png favicon.ico""".split()
)


def refuse_reserved(slug: str) -> None:
    """Raise ValidationError when `slug` is the first segment of another public address."""
    if slug in RESERVED_SLUGS:
        raise ValidationError(_("“%(slug)s” is an address of the site itself."), params={"slug": slug})


class Section(models.Model):
    """A rubric: NASIONAL, DUNIA, EKONOMI ..."""

    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(_("address"), max_length=60, unique=True, validators=[refuse_reserved])
    description = models.CharField(_("description"), max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    in_menu = models.BooleanField(_("shown in the menu"), default=True)
    presentation = models.CharField(_("front is shown"), max_length=8, choices=Presentation, default=Presentation.NEWS)

    class Meta:
        verbose_name = _("rubric")
        verbose_name_plural = _("rubrics")
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/{self.slug}/"


class Topic(models.Model):
    """What stories are about: a country, person, organisation, place or theme."""

    class Kind(models.TextChoices):
        COUNTRY = "country", _("country")
        PERSON = "person", _("person")
        ORGANISATION = "organisation", _("organisation")
        PLACE = "place", _("place")
        THEME = "theme", _("theme")

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.THEME)
    description = models.TextField(_("description"), blank=True)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/topik/{self.slug}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        country = self.kind == Topic.Kind.COUNTRY
        became = country and self.pk and Topic.objects.filter(pk=self.pk).exclude(kind=self.kind).exists()
        super().save(*args, **kwargs)
        if became:
            others = Topic.objects.filter(kind=Topic.Kind.COUNTRY).exclude(pk=self.pk)
            pair_up(self.pk, others.values_list("pk", flat=True))


def public_at(now: datetime, prefix: str = "", before: datetime | None = None) -> Q:
    """The rule by which readers may see a story at `now`; `prefix` leads to it (`story__`) from another table's rows.

    A list of another table asks so, never by `story__in`: that would read the whole archive first. With `before` only
    what was published before then: as one bound, for of two SQLite takes the first and walks from now back to then.
    """
    bound = ("published_at__lt", before) if before is not None and before <= now else ("published_at__lte", now)
    shown = Q((f"{prefix}live", True), (f"{prefix}{bound[0]}", bound[1]))
    return shown & (Q((f"{prefix}expire_at", None)) | Q((f"{prefix}expire_at__gt", now)))


class StoryQuerySet(models.QuerySet["Story"]):
    def public(self, now: datetime | None = None, before: datetime | None = None) -> StoryQuerySet:
        """Stories that readers may see at `now`, published `before` then; embargo and expiry hold at read time too."""
        return self.filter(public_at(now or present(), before=before))

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete drafts; raises ValidationError when one of them was ever public (R19)."""
        if self.exclude(first_published_at=None).exists():
            raise ValidationError(_("A story that was public is never deleted; withdraw it with a reason."))
        return super().delete()


class Story(  # type: ignore[misc]
    PreviewableMixin, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, ClusterableModel
):
    """What the newsroom writes. `publish()`, expiry and withdrawal are the only ways in and out of public view."""

    class Label(models.TextChoices):
        NONE = "", _("news")
        OPINION = "opini", _("opinion")
        ADVERTORIAL = "advertorial", _("advertorial")
        SPONSORED = "sponsored", _("sponsored")

    headline = models.CharField(_("headline"), max_length=200)
    slug = models.SlugField(_("address"), max_length=120, blank=True)
    kicker = models.CharField(_("kicker"), max_length=60, blank=True)
    deck = models.CharField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("One sentence; it stands on cards and in feeds."),
    )
    section = models.ForeignKey(
        Section, on_delete=models.PROTECT, related_name="stories", verbose_name=_("rubric"), null=True, blank=True
    )
    topics = ParentalManyToManyField(Topic, blank=True, related_name="stories", verbose_name=_("topics"))
    label = models.CharField(_("label"), max_length=12, choices=Label, default=Label.NONE, blank=True)
    kind = models.CharField(_("kind of story"), max_length=12, choices=StoryKind, default=StoryKind.NEWS)
    language = models.CharField(_("language"), max_length=12, default="id", validators=[LANGUAGE_CODE])
    translation_of = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        db_index=False,
        related_name="translations",
        verbose_name=_("translation of"),
        help_text=_("The story that this one says in another language; both will point to each other."),
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))
    dateline_city = models.CharField(_("dateline: city"), max_length=80, blank=True)
    editor = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="edited",
        verbose_name=_("editor"),
    )
    picture = models.ForeignKey(
        Picture,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("lead picture"),
    )
    picture_caption = models.CharField(_("caption, if not the picture's own"), max_length=400, blank=True)
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True)
    notes = models.TextField(_("notes for the desk"), blank=True, help_text=_("Never public."))

    # Where the copy came from: values taken with the wire item, read-only ever after (HOUSE joint 1).
    provenance_agency = models.CharField(_("agency"), max_length=200, blank=True, editable=False)
    provenance_guid = models.CharField(_("agency's number"), max_length=500, blank=True, editable=False)
    provenance_version = models.CharField(_("agency's version"), max_length=120, blank=True, editable=False)
    provenance_url = models.URLField(_("agency's address"), max_length=500, blank=True, editable=False)
    provenance_published = models.CharField(_("agency's time"), max_length=40, blank=True, editable=False)
    credit = models.CharField(_("agency credit"), max_length=200, blank=True)
    source_line = models.CharField(_("source"), max_length=200, blank=True)

    created_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="stories", editable=False
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    revised_at = models.DateTimeField(_("revised"), null=True, blank=True, editable=False)

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="story")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="story",
        for_concrete_model=False,
    )

    objects = StoryQuerySet.as_manager()

    # Facts about the story as a whole: a revision brings text back, never these.
    KEPT_FROM_ROW: ClassVar[tuple[str, ...]] = (
        "published_at",
        "revised_at",
        "created_by_id",
        "created_at",
        "provenance_agency",
        "provenance_guid",
        "provenance_version",
        "provenance_url",
        "provenance_published",
    )

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["-published_at", "-id"], condition=Q(live=True), name="story_live_newest"),
            models.Index(fields=["section", "-published_at", "-id"], condition=Q(live=True), name="story_live_section"),
            models.Index(fields=["provenance_guid"], name="story_provenance"),
            # Of translations alone: with the empty ones in it a database that counted takes the index for useless.
            models.Index(
                fields=["translation_of"], condition=Q(translation_of__isnull=False), name="story_translations"
            ),
            models.Index(fields=["expire_at"], condition=Q(live=True, expire_at__isnull=False), name="story_expiring"),
        ]

    def __str__(self) -> str:
        return self.headline or gettext("(no headline)")

    @property
    def revisions(self) -> Any:
        return self._revisions

    @property
    def ever_public(self) -> bool:
        return self.first_published_at is not None

    def get_absolute_url(self) -> str:
        """The one public address, `/<section>/<id>/<slug>`; empty while the story has no rubric."""
        return f"/{self.section.slug}/{self.pk}/{self.slug}" if self.section and self.pk else ""

    def clean(self) -> None:
        super().clean()
        if not self.slug:
            self.slug = slugify(self.headline)[:120].strip("-") or "berita"
        original = self.translation_of
        if original is not None and (original.pk == self.pk or original.language == self.language):
            raise ValidationError({"translation_of": _("A translation is another story in another language.")})
        if original is not None and original.translation_of_id not in (None, self.pk):
            self.translation_of_id = original.translation_of_id

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = slugify(self.headline)[:120].strip("-") or "berita"
        super().save(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> Story:
        story: Story = super().with_content_json(content)
        for name in self.KEPT_FROM_ROW:
            setattr(story, name, getattr(self, name))
        return story

    def check_gate(self, user: User | None, at: datetime) -> None:
        """Ask every gate whether this story may be public from `at`; raises PublishRefused with all reasons."""
        reasons = [reason for gate in slots.gates for reason in gate(self, user, at)]
        if reasons:
            raise PublishRefused(reasons)

    def publish(self, revision: Revision, user: User | None = None, **options: Any) -> None:
        """Publish or schedule `revision`, through the gate, in one transaction with all that hangs on it.

        Raises PublishRefused when a gate has reasons against it; then nothing has changed.
        """
        with transaction.atomic():
            now = present()
            before = public_facts(self.pk, now)
            candidate, again = revision.as_object(), self.ever_public
            scheduled = candidate.go_live_at is not None and candidate.go_live_at > now
            candidate.check_gate(user, candidate.go_live_at if scheduled else now)
            super().publish(revision, user=user, **options)
            # Wagtail looked at its own clock: a moment that came meanwhile made it public at once.
            revision.refresh_from_db(fields=["approved_go_live_at"])
            if revision.approved_go_live_at is None:
                self._stamp(now, again)
                self._announce(before)

    def unpublish(
        self, set_expired: bool = False, commit: bool = True, user: User | None = None, **options: Any
    ) -> None:
        """Let a story expire; raises PublishRefused for any other way of making a public story vanish (R19)."""
        if self.ever_public and not set_expired:
            raise PublishRefused(
                [gettext("A story that was public is withdrawn with a reason, never just unpublished.")]
            )
        self._leave_public(user, set_expired=set_expired, commit=commit, **options)

    def withdraw(self, user: User | None) -> None:
        """Take the story from readers. For `accountability`, which keeps the reason and shows the tombstone."""
        self._leave_public(user)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        if self.ever_public:
            raise ValidationError(_("A story that was public is never deleted; withdraw it with a reason."))
        return super().delete(*args, **kwargs)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        if slots.preview is None:
            raise RuntimeError("no room has filled the preview slot")
        return slots.preview(self, request, mode_name)

    def get_workflow(self) -> Any:
        return slots.workflow(self) if slots.workflow else super().get_workflow()

    def _leave_public(self, user: User | None, **options: Any) -> None:
        with transaction.atomic():
            before = public_facts(self.pk)
            # Who may do this was decided by the act that called: the desk's permission, or the clock.
            UnpublishAction(self, user=user, **options).execute(skip_permission_checks=True)
            if before is not None:
                self._announce(before)

    def _stamp(self, now: datetime, again: bool) -> None:
        """The public time is set once, by us, unless an import brought it along; later publishing revises."""
        row = Story.objects.filter(pk=self.pk)
        if again:
            row.update(revised_at=now)
        else:
            row.filter(published_at=None).update(published_at=now)

    def _announce(self, before: PublicFacts | None) -> None:
        after = public_facts(self.pk)
        shelve(self.pk, after)
        self.refresh_from_db()
        for listener in slots.public_change:
            listener(before, after)


def public_facts(pk: int, now: datetime | None = None) -> PublicFacts | None:
    """What readers may see of this story at `now`, as values; None while they may see nothing."""
    story = Story.objects.public(now).filter(pk=pk).select_related("section").first()
    if story is None or story.published_at is None:
        return None
    topics = story.topics.all()
    return PublicFacts(
        pk=pk,
        section_id=story.section_id,
        topic_ids=frozenset(topic.pk for topic in topics),
        country_ids=frozenset(topic.pk for topic in topics if topic.kind == Topic.Kind.COUNTRY),
        person_ids=frozenset(byline.person_id for byline in story.bylines.all()),
        published_at=story.published_at,
        card=(story.headline, story.deck, story.slug, story.kicker, story.label, story.kind, story.picture_id),
        address=story.get_absolute_url(),
        translation_of=story.translation_of_id,
    )


class Byline(Orderable):
    """One name under a headline; the order is the order of the names."""

    class Role(models.TextChoices):
        AUTHOR = "author", _("author")
        PHOTOGRAPHER = "photographer", _("photographer")
        CONTRIBUTOR = "contributor", _("contributor")

    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="bylines")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="bylines", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.AUTHOR)

    class Meta(Orderable.Meta):
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")

    def __str__(self) -> str:
        return str(self.person)
