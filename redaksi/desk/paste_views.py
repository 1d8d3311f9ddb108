"""A page's text, pasted: it takes the same road as any delivery, and a refusal says what is wrong with it."""

from __future__ import annotations

from typing import Final

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from wagtail.admin import messages

from redaksi.desk.actions import PASTED
from redaksi.desk.inbox_views import furniture
from redaksi.desk.permissions import may
from redaksi.desk.sentences import spoken
from redaksi.newsroom.roles import WRITE
from redaksi.wire.ingest import get_source, ingest_bytes

LONGEST: Final = 500_000
"""Characters of one paste; a newspaper page has some thousands."""


class PasteForm(forms.Form):
    teks = forms.CharField(
        label=gettext_lazy("Text of the page"),
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "autofocus": True, "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("There is no text in it.")},
    )

    def clean_teks(self) -> str:
        text = str(self.cleaned_data["teks"])
        if not any(character.isalpha() for character in text):
            raise forms.ValidationError(_("There is no text in it."))
        return text


# The size is looked at before anything is read, and only then the token, which stands in what is read.
@csrf_exempt
def paste(request: HttpRequest) -> HttpResponse:
    """The box, and what became of what was pasted into it."""
    if not may(request.user, WRITE):
        raise PermissionDenied
    if int(request.META.get("CONTENT_LENGTH") or 0) > LONGEST * 8:
        return _show(request, PasteForm(), _("That is too long to be one page: at most %(most)s characters."))
    answer: HttpResponse = csrf_protect(_paste)(request)
    return answer


def _paste(request: HttpRequest) -> HttpResponse:
    form = PasteForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _show(request, form)
    data = form.cleaned_data["teks"].encode("utf-8", "replace")
    try:
        result = ingest_bytes(data, source=get_source(PASTED), name=_("pasted"), now=timezone.now())
    except OSError:
        return _show(request, form, _("The text could not be kept: the disk is full or cannot be written to."))
    if result.reason is not None or not result.items:
        text = _("This could not be read as a story: %(reason)s")
        return _show(request, form, text % {"reason": spoken(result.reason or "") or _("nothing found in it")})
    if len(result.items) > 1:
        messages.success(request, _("%(number)s items are in the inbox.") % {"number": len(result.items)})
        return redirect("desk_inbox")
    return redirect("desk_item", result.items[0].pk)


def _show(request: HttpRequest, form: PasteForm, refusal: str = "") -> HttpResponse:
    if refusal:
        refusal = refusal % {"most": f"{LONGEST:,}".replace(",", ".")} if "%(most)s" in refusal else refusal
        messages.error(request, refusal)
    status = 422 if refusal or form.errors else 200
    return render(request, "desk/paste.html", {**furniture(request, "paste"), "form": form}, status=status)
