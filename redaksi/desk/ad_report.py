"""What became of the advertisements: seen, followed, by advertisement or by day, as a table and as a file."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from redaksi.desk.permissions import may
from redaksi.discovery.advertising import Figures, by_day, figures
from redaksi.newsroom.roles import FRONT
from redaksi.stories.models import AdSlot

DAYS: Final = 30
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


class PeriodForm(forms.Form):
    dari = forms.DateField(label=gettext_lazy("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    sampai = forms.DateField(
        label=gettext_lazy("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    iklan = forms.ModelChoiceField(
        label=gettext_lazy("Advertisement"),
        queryset=AdSlot.objects.order_by("name"),
        required=False,
        empty_label=gettext_lazy("All"),
    )


@require_safe
def ad_report(request: HttpRequest) -> HttpResponse:
    """Views and clicks of a period, the last thirty days unless asked otherwise; `?unduh=csv` as a file."""
    if not may(request.user, FRONT):
        raise PermissionDenied
    today = timezone.localdate()
    form = PeriodForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    until = asked.get("sampai") or today
    since = asked.get("dari") or until - timedelta(days=DAYS - 1)
    ad = asked.get("iklan")
    rows = by_day(ad, since, until) if ad else figures(since, until)
    if request.GET.get("unduh") == "csv":
        return _file(rows, since, until)
    shown = PeriodForm(initial={"dari": since.isoformat(), "sampai": until.isoformat(), "iklan": ad})
    return render(request, "desk/ad_report.html", {**_furniture(), "form": shown, "rows": rows, "ad": ad, **_sum(rows)})


def _sum(rows: Sequence[Figures]) -> dict[str, int]:
    return {"views": sum(row.views for row in rows), "clicks": sum(row.clicks for row in rows)}


def _file(rows: Sequence[Figures], since: date, until: date) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="iklan-{since}-{until}.csv"'
    # Spreadsheets take a file for UTF-8 by this mark.
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow(["iklan", "tempat", "rubrik", "tanggal", "dilihat", "diklik"])
    for row in rows:
        rubric = row.ad.section.name if row.ad.section else ""
        place = str(row.ad.get_place_display())
        day = row.day.isoformat() if row.day else f"{since}/{until}"
        writer.writerow([*map(_harmless, (row.ad.name, place, rubric)), day, row.views, row.clicks])
    return response


def _harmless(text: str) -> str:
    """A name is no formula, whatever a spreadsheet makes of its first letter."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _furniture() -> dict[str, Any]:
    return {
        "header_title": _("Views and clicks"),
        "header_icon": "media",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("iklan:index"), "label": _("Advertisements")},
            {"url": "", "label": _("Views and clicks")},
        ],
    }
