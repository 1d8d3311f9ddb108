"""What the portal keeps of its own: standing pages that the newsroom writes, and addresses it once had."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from redaksi.conf import config
from redaksi.newsroom.standing import WRITTEN
from redaksi.stories.models import RESERVED_SLUGS, Section, Story

FEATURES = ["h2", "h3", "bold", "italic", "link", "ol", "ul"]


class StandingPage(Page):  # type: ignore[misc]
    """A page that stays: Redaksi, Pedoman Media Siber, Tentang, Kontak, and others by their address."""

    intro = models.CharField(_("introduction"), max_length=300, blank=True)
    body = RichTextField(_("text"), blank=True, features=FEATURES)
    official_text = RichTextField(
        _("official text"),
        blank=True,
        features=FEATURES,
        help_text=_("The wording of a rule itself, below our summary, as on Pedoman Media Siber."),
    )

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body"), FieldPanel("official_text")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types: list[str] = []
    # Filled in PortalConfig.ready: the page as readers get it needs the whole portal, which stands on this model.
    render_preview: ClassVar[Callable[[StandingPage], HttpResponse] | None] = None

    class Meta:
        verbose_name = _("standing page")
        verbose_name_plural = _("standing pages")

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        parts = super().get_url_parts(request)
        return (parts[0], config.public_url, f"/{self.slug}/") if parts else None

    def clean(self) -> None:
        super().clean()
        taken = Section.objects.filter(slug=self.slug).exists()
        if taken or (self.slug in RESERVED_SLUGS and self.slug not in WRITTEN):
            raise ValidationError({"slug": _("“%(slug)s” is an address of the site itself.") % {"slug": self.slug}})

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        if StandingPage.render_preview is None:
            raise RuntimeError("the portal is not ready")
        return StandingPage.render_preview(self)


class OldAddress(models.Model):
    """An address of a former site: path and query as `/2019/05/berita-lama/` or `/?p=12`, and where it leads now."""

    path = models.CharField(_("old address"), max_length=500, unique=True)
    story = models.ForeignKey(
        Story, null=True, blank=True, on_delete=models.CASCADE, related_name="old_addresses", verbose_name=_("story")
    )
    target = models.CharField(_("leads to"), max_length=500, blank=True, help_text=_("If not to a story."))

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")

    def __str__(self) -> str:
        return self.path

    def clean(self) -> None:
        super().clean()
        if bool(self.story_id) == bool(self.target):
            raise ValidationError(_("An old address leads either to a story or to an address."))

    @classmethod
    def destination(cls, path: str, query: str) -> str:
        """Where the old `path?query` leads now, tried with and without query and closing slash; empty if unknown."""
        bare = path.rstrip("/") or "/"
        spellings = [bare, f"{bare}/"]
        if query:
            spellings = [f"{path}?{query}", f"{bare}?{query}", f"{bare}/?{query}", *spellings]
        rows = {row.path: row for row in cls._known(spellings)}
        found = next((rows[spelling] for spelling in spellings if spelling in rows), None)
        if found is None:
            return ""
        return found.story.get_absolute_url() if found.story else found.target

    @classmethod
    def _known(cls, paths: list[str]) -> models.QuerySet[OldAddress]:
        short = [path for path in paths if len(path) <= 500]
        return cls.objects.filter(path__in=short).select_related("story__section")
