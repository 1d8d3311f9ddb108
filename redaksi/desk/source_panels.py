"""The form of a source: who it is, how its copy comes, what its contract forbids."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList

from redaksi.desk.terms import WORDS


class SourceForm(WagtailAdminModelForm):
    """A password is written and never shown again; terms are ticked."""

    password = forms.CharField(
        label=_("password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Leave it empty to keep the one that is stored."),
    )
    rights = forms.MultipleChoiceField(
        label=_("terms for everything it sends"),
        choices=tuple(WORDS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Territories follow their flag after a colon; such entries stay as they are.
        self.kept = [each for each in self.instance.rights or [] if each not in WORDS]

    def clean_password(self) -> str:
        return str(self.cleaned_data["password"] or self.instance.password)

    def clean_rights(self) -> list[str]:
        return [*self.cleaned_data["rights"], *self.kept]


SOURCE_FORM = ObjectList(
    [
        FieldRowPanel([FieldPanel("name"), FieldPanel("slug")]),
        FieldRowPanel([FieldPanel("credit_line"), FieldPanel("default_section")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("interval")]),
                FieldPanel("url"),
                FieldRowPanel([FieldPanel("username"), FieldPanel("password")]),
                FieldRowPanel([FieldPanel("format"), FieldPanel("language"), FieldPanel("zone")]),
                FieldRowPanel([FieldPanel("timeout"), FieldPanel("max_bytes")]),
            ],
            heading=_("How its copy comes"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("silence_hours"), FieldPanel("watch_numbers")]),
                FieldRowPanel([FieldPanel("fetch_pictures"), FieldPanel("active")]),
            ],
            heading=_("Watching over it"),
        ),
        MultiFieldPanel([FieldPanel("rights")], heading=_("Terms of the contract"), classname="collapsed"),
    ],
    base_form_class=SourceForm,
)
