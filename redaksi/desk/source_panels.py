"""The form of a source: who it is, how its copy comes, what its contract forbids."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList

from redaksi.desk.reasons import in_words
from redaksi.desk.source_terms import format_choices, language_choices, schedule_choices, zone_choices
from redaksi.desk.terms import WORDS
from redaksi.stories.models import Section
from redaksi.wire.addresses import filled, leads_home, masked
from redaksi.wire.fetch import FetchError
from redaksi.wire.folders import folder_of
from redaksi.wire.models import Source

SCHEMES = {
    Source.Kind.HTTP: ("http", "https"),
    Source.Kind.WEBSUB: ("http", "https"),
    Source.Kind.FTP: ("ftp", "ftps"),
    Source.Kind.SFTP: ("sftp",),
    Source.Kind.IMAP: ("imap", "imaps"),
}
"""How the address of each kind begins."""
MOST: Final = 500
"""Characters of an address that are kept."""


class SourceForm(WagtailAdminModelForm):
    """A password is written and never shown again; terms are ticked; what has few values is chosen."""

    password = forms.CharField(
        label=gettext_lazy("Password"),
        required=False,
        strip=False,
        max_length=300,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("Leave it empty to keep the one that is stored."),
    )
    format = forms.ChoiceField(label=gettext_lazy("Format"), required=False, choices=format_choices)
    zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        choices=zone_choices,
        help_text=gettext_lazy("Holds for times in the copy that name no zone."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False, choices=language_choices)
    interval = forms.TypedChoiceField(label=gettext_lazy("Schedule"), coerce=int, choices=schedule_choices)
    default_section = forms.ChoiceField(
        label=gettext_lazy("Default rubric"),
        required=False,
        help_text=gettext_lazy("Proposed for every item that no routing rule sends elsewhere."),
    )
    rights = forms.MultipleChoiceField(
        label=gettext_lazy("Terms for everything it sends"),
        choices=tuple(WORDS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Territories follow their flag after a colon; such entries stay as they are.
        self.kept = [each for each in self.instance.rights or [] if each not in WORDS]
        self.fields["language"].choices = language_choices(self.instance.language)
        self.fields["interval"].choices = schedule_choices(self.instance.interval)
        self.fields["default_section"].choices = section_choices(self.instance.default_section)

    def clean_url(self) -> str:
        return whole_address(str(self.cleaned_data["url"]).strip(), str(self.instance.sealed_url))

    def clean_password(self) -> str:
        return str(self.cleaned_data["password"] or self.instance.password)

    def clean_rights(self) -> list[str]:
        return [*self.cleaned_data["rights"], *self.kept]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if "url" in cleaned:
            check_address(self, str(cleaned.get("kind", "")), cleaned["url"])
            self._hold_back_password(cleaned)
        return cleaned

    def _hold_back_password(self, cleaned: dict[str, Any]) -> None:
        """A password was given for one server: another one is told it only by who knows it."""
        before, after = str(self.instance.url), str(cleaned.get("url", ""))
        typed = self.data.get(self.add_prefix("password"))
        # An address that was emptied meanwhile vouches for no server either.
        stays = not after or after == before or leads_home(before, after)
        if typed or stays or not self.instance.password:
            return
        if cleaned.get("username"):
            self.add_error("password", _("The address leads to another server: enter the password for it."))
        else:
            cleaned["password"] = ""


def whole_address(typed: str, known: str) -> str:
    """What was typed, with what its masks stand for in `known`; raises ValidationError where that is not known."""
    try:
        whole = filled(typed, known)
    except LookupError:
        raise ValidationError(
            _("The key hidden in this address is kept for its own server and under its own name only. Type it again.")
        ) from None
    if len(masked(whole)) > MOST:
        raise ValidationError(_("The address is too long."))
    return whole


def section_choices(also: str = "") -> list[tuple[str, Any]]:
    """The newsroom's rubrics by slug; `also` is one that a source has although it is gone."""
    known = [(section.slug, section.name) for section in Section.objects.all()]
    lost = [(also, also)] if also and also not in dict(known) else []
    return [("", gettext_lazy("none")), *known, *lost]


def check_address(form: forms.BaseForm, kind: str, url: str) -> None:
    """Add an error to `form` where the address does not fit the way in which copy comes."""
    if kind == Source.Kind.FOLDER:
        try:
            folder_of(url)
        except FetchError as error:
            form.add_error("url", ValidationError(in_words(str(error))))
    elif schemes := SCHEMES.get(Source.Kind(kind) if kind in Source.Kind.values else Source.Kind.HAND):
        try:
            parts = urlsplit(url)
            # A port that is none raises ValueError only when it is asked for.
            fits = parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
        except ValueError:
            fits = False
        if not fits:
            begins = " / ".join(f"{scheme}://" for scheme in schemes)
            form.add_error("url", _("The address must begin with %(begins)s.") % {"begins": begins})


HELP = {
    "slug": gettext_lazy("Part of the address to which it delivers."),
    "credit_line": gettext_lazy("Stands with each story where the item itself names no agency."),
    "url": gettext_lazy(
        "https://… for a feed, ftp://… or ftps://…, imaps://host/folder, or a folder's name. "
        "A key in it (api_key=…) is sealed and shown as •••; leave that to keep the key, or type a new one over it."
    ),
    "timeout": gettext_lazy("Empty: what the installation sets."),
    "max_bytes": gettext_lazy("Empty: what the installation sets. A larger delivery waits in quarantine."),
    "active": gettext_lazy("Off: nothing is fetched or accepted; what came stays."),
    "fetch_pictures": gettext_lazy("Only where the contract allows it; the place of taking is removed from the file."),
    "silence_hours": gettext_lazy("Empty: no alarm. Choose more than its longest usual pause, such as a night."),
    "watch_numbers": gettext_lazy("For agencies that number what they send (IPTC 7901, ANPA 1312)."),
}


def _fields(*names: str) -> FieldRowPanel | FieldPanel:
    panels = [FieldPanel(name, help_text=HELP.get(name, "")) for name in names]
    return panels[0] if len(panels) == 1 else FieldRowPanel(panels)


SOURCE_FORM = ObjectList(
    [
        MultiFieldPanel(
            [_fields("name", "slug"), _fields("credit_line", "default_section")], heading=gettext_lazy("Who it is")
        ),
        MultiFieldPanel(
            [
                _fields("kind", "interval"),
                _fields("url"),
                _fields("username", "password"),
                _fields("timeout", "max_bytes"),
                _fields("active"),
            ],
            heading=gettext_lazy("How its copy comes"),
        ),
        MultiFieldPanel(
            [_fields("format", "language"), _fields("zone", "fetch_pictures")],
            heading=gettext_lazy("How its copy is read"),
        ),
        MultiFieldPanel(
            [
                HelpPanel(gettext_lazy("An alarm stands on the source's page, in the list and on the first screen.")),
                _fields("silence_hours", "watch_numbers"),
            ],
            heading=gettext_lazy("Alarms"),
        ),
        MultiFieldPanel([FieldPanel("rights")], heading=gettext_lazy("Terms of the contract"), classname="collapsed"),
    ],
    base_form_class=SourceForm,
)
