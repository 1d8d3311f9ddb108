"""People, pictures and the identity of the newsroom."""

from __future__ import annotations

from datetime import tzinfo
from string import Formatter
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.images.models import AbstractImage, AbstractRendition, Filter

from redaksi.conf import config
from redaksi.newsroom import photo_files
from redaksi.newsroom.photo_credit import Words
from redaksi.newsroom.social import accounts, validate_accounts

_DATELINE: Final = frozenset({"city", "brand", "agency"})


class User(AbstractUser):
    """A login account; who is named in a byline is a `Person`."""

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class Person(models.Model):
    """Someone who is named to readers: reporter, editor, photographer, columnist; with or without an account."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    initials = models.CharField(
        _("initials"),
        max_length=6,
        blank=True,
        help_text=_("Three letters that close a story, as in (abc/def)."),
    )
    position = models.CharField(_("position"), max_length=120, blank=True)
    bio = models.TextField(_("about"), blank=True)
    email = models.EmailField(_("public e-mail"), blank=True)
    accounts = models.TextField(
        _("accounts elsewhere"),
        blank=True,
        max_length=1000,
        validators=[validate_accounts],
        help_text=_("One address a line, as https://x.com/name: X, Instagram, Facebook, LinkedIn, YouTube and others."),
    )
    portrait = models.ForeignKey(
        "newsroom.Picture",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("portrait"),
    )
    account = models.OneToOneField(
        User,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="person",
        verbose_name=_("account"),
    )
    on_masthead = models.BooleanField(_("shown on the masthead"), default=True)
    masthead_order = models.PositiveSmallIntegerField(_("order on the masthead"), default=100)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def social_accounts(self) -> tuple[tuple[str, str], ...]:
        """(service, address) of each account, as it was written down."""
        return accounts(self.accounts)


class WebAddress(models.URLField):
    """A web address; typed without a scheme it is https. Wagtail's picture form asks the field itself."""

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"assume_scheme": "https", **kwargs})

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs


class Picture(AbstractImage):
    """A picture with what the law and its owner ask to be shown beside it (R24, R31, R34)."""

    class Origin(models.TextChoices):
        PHOTO = "photo", _("Photograph")
        ILLUSTRATION = "illustration", _("Illustration")
        AI = "ai", _("Made with artificial intelligence")

    credit = models.CharField(_("credit"), max_length=200, help_text=_("Who made it and for whom: ANTARA FOTO/Name."))
    caption = models.TextField(_("caption"), blank=True)
    rights = models.CharField(_("rights and terms of use"), max_length=300, blank=True)
    source_url = WebAddress(_("found at"), blank=True)
    origin = models.CharField(_("origin"), max_length=20, choices=Origin, default=Origin.PHOTO)

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "caption",
        "rights",
        "source_url",
        "origin",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    #: What is written into the files of its sizes.
    WRITTEN = ("credit", "caption", "rights", "description", "origin")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_image", "Can choose image")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new file loses where it was taken and with which machine; new words are written into all sizes."""
        if self.file and not self.file._committed:
            photo_files.strip_upload(self)
        before = Picture.objects.filter(pk=self.pk).values(*self.WRITTEN).first() if self.pk else None
        super().save(*args, **kwargs)
        if before and before != {name: getattr(self, name) for name in self.WRITTEN}:
            photo_files.rewrite_sizes(self)

    @property
    def words(self) -> Words:
        """What its sizes say of it to whoever has the file alone."""
        made_by_ai = self.origin == self.Origin.AI
        return Words(self.credit, self.caption, self.rights, self.description, made_by_ai)

    def generate_rendition_file(self, filter: Filter, *, source: Any = None) -> File[Any]:
        """A size of this picture, with its credit in the file and nothing of the camera's."""
        made = super().generate_rendition_file(filter, source=source)
        return photo_files.written(made, self.words, photo_files.original_metadata(self, source))


class PictureRendition(AbstractRendition):
    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class Zone(models.TextChoices):
    """Indonesia's three zones; none keeps summer time."""

    WIB = "Asia/Jakarta", "WIB"
    WITA = "Asia/Makassar", "WITA"
    WIT = "Asia/Jayapura", "WIT"


class Paper(models.TextChoices):
    """The ground on which the portal's words stand."""

    WARM = "warm", _("warm, as newsprint")
    WHITE = "white", _("white")
    COOL = "cool", _("cool, with a little blue")
    SALMON = "salmon", _("salmon, as business papers")


class Face(models.TextChoices):
    """Faces of letters that devices have already: none is loaded before reading."""

    CHARTER = "charter", _("Charter: sturdy, as books")
    PALATINO = "palatino", _("Palatino: wide and calm")
    TIMES = "times", _("Times: narrow, as newspapers")
    SLAB = "slab", _("Rockwell: with heavy feet")
    SANS = "sans", _("the device's own, without feet")
    HUMANIST = "humanist", _("Gill, Ubuntu: round, without feet")


@register_setting(icon="home", order=1)
class Identity(BaseGenericSetting):
    """Who publishes: what the Press Law wants on every page (R27-R29), and how the house writes."""

    brand = models.CharField(_("brand"), max_length=80, default="Redaksi")
    tagline = models.CharField(_("tagline"), max_length=160, blank=True)
    logo = models.ForeignKey(
        Picture, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("logo")
    )
    icon = models.ForeignKey(
        Picture,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("site icon"),
    )
    accent = models.CharField(
        _("accent colour"),
        max_length=7,
        default="#a3161e",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write the colour as #rrggbb."))],
    )
    paper = models.CharField(pgettext_lazy("colour", "ground"), max_length=8, choices=Paper, default=Paper.WARM)
    headline_face = models.CharField(_("letters of headlines"), max_length=10, choices=Face, default=Face.CHARTER)
    body_face = models.CharField(_("letters of stories"), max_length=10, choices=Face, default=Face.CHARTER)
    legal_name = models.CharField(_("legal entity"), max_length=160, blank=True)
    address = models.TextField(_("address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    fax = models.CharField(_("fax"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    responsible_person = models.CharField(_("responsible person"), max_length=120, blank=True)
    editor_in_chief = models.CharField(_("editor in chief"), max_length=120, blank=True)
    founded = models.PositiveSmallIntegerField(
        _("year of foundation"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1600), MaxValueValidator(2200)],
    )
    whatsapp = models.URLField(_("WhatsApp channel"), blank=True)
    facebook = models.URLField("Facebook", blank=True)
    x = models.URLField("X", blank=True)
    instagram = models.URLField("Instagram", blank=True)
    youtube = models.URLField("YouTube", blank=True)
    tiktok = models.URLField("TikTok", blank=True)
    telegram = models.URLField("Telegram", blank=True)
    zone = models.CharField(_("time zone"), max_length=20, choices=Zone, default=Zone.WIB)
    time_separator = models.CharField(
        _("time is written"), max_length=1, choices=[(":", "19:40"), (".", "19.40")], default=":"
    )
    dateline_template = models.CharField(
        _("dateline"),
        max_length=80,
        default="{city}, {brand} -",
        help_text=_("What opens a story; {city}, {brand} and {agency} are filled in."),
    )

    class Meta:
        verbose_name = _("identity of the newsroom")

    def __str__(self) -> str:
        return self.brand

    @property
    def postal_line(self) -> str:
        """The address in one line: what stood on lines of its own is told apart by commas."""
        lines = (" ".join(line.split()).rstrip(",") for line in self.address.splitlines())
        return ", ".join(line for line in lines if line)

    @property
    def tzinfo(self) -> tzinfo:
        """The zone in which the newsroom tells time."""
        return ZoneInfo(self.zone or config.time_zone)

    @property
    def social_accounts(self) -> tuple[tuple[str, str], ...]:
        """(name, address) of each account the newsroom has, in the order readers expect."""
        names = ("whatsapp", "facebook", "x", "instagram", "youtube", "tiktok", "telegram")
        shown = {"whatsapp": "WhatsApp", "youtube": "YouTube", "tiktok": "TikTok"}
        return tuple((shown.get(n, n.capitalize()), getattr(self, n)) for n in names if getattr(self, n))

    def missing_by_law(self) -> tuple[str, ...]:
        """Names of fields that the Press Law wants and that are still empty (articles 9 and 12; R28, R29)."""
        wanted = ("legal_name", "address", "email", "phone", "responsible_person", "editor_in_chief")
        return tuple(str(self._meta.get_field(n).verbose_name) for n in wanted if not getattr(self, n))

    def clean(self) -> None:
        super().clean()
        _check_dateline(self.dateline_template)


def _check_dateline(template: str) -> None:
    try:
        pieces = list(Formatter().parse(template))
    except ValueError:
        pieces = [("", "", None, None)]
    # A name alone: {city.x}, {city[x]} and {city:99} would fail or run wild when a page is made.
    if any(name is not None and (name not in _DATELINE or spec or turn) for _text, name, spec, turn in pieces):
        raise ValidationError({"dateline_template": _("Only {city}, {brand} and {agency} may stand in braces.")})
