"""Fields that pick from many by typing: only what is chosen is in the page, the rest is asked for as one types."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.widgets import AdminAutoHeightTextInput


class OneLine(AdminAutoHeightTextInput):
    """A line that is shown whole however long it is; what breaks it is a blank."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        value = super().value_from_datadict(data, files, name)
        return " ".join(value.split()) if isinstance(value, str) else value


class _Pick:
    choices: Any

    def __init__(self, kind: str, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)  # type: ignore[call-arg]
        self.kind = kind

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        chosen = [each for each in value if str(each).isdigit()]
        found = {str(row.pk): row for row in self.choices.queryset.filter(pk__in=chosen)}
        rows = [found[str(each)] for each in chosen if str(each) in found]
        options = [
            (None, [self.create_option(name, row.pk, str(row), True, number)], number)  # type: ignore[attr-defined]
            for number, row in enumerate(rows)
        ]
        if not self.allow_multiple_selected and not options:  # type: ignore[attr-defined]
            options = [(None, [self.create_option(name, "", "", True, 0)], 0)]  # type: ignore[attr-defined]
        return options

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        inner = super().render(name, value, attrs, renderer)  # type: ignore[misc]
        return format_html('<desk-pick data-url="{}">{}</desk-pick>', reverse("desk_pick", args=[self.kind]), inner)


class PickOne(_Pick, forms.Select):
    """One row of `kind` (`desk.views.picks`)."""


class PickMany(_Pick, forms.SelectMultiple):
    """Several rows of `kind`, as chips."""
