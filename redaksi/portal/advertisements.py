"""An advertisement's own addresses: the way to the advertiser, and the frame of a third party's code."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from redaksi.portal.respond import stored
from redaksi.stories import keys
from redaksi.stories.models import AdSlot

# A document of its own origin: it sees neither our cookies nor our pages, whoever opens its address.
POLICY: Final = (
    "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'; base-uri 'none'"
)
DOCUMENT: Final = (
    '<!doctype html><html lang="id"><meta charset="utf-8"><meta name="robots" content="noindex">'
    "<title>Iklan</title><style>body{{margin:0;overflow:hidden}}</style>{code}</html>"
)


@require_safe
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """To the advertiser; only ever where the newsroom wrote that it leads. The edge has counted the click."""
    ad = get_object_or_404(AdSlot.objects.exclude(url=""), pk=pk)
    response = HttpResponseRedirect(ad.url)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@require_safe
def third_party(request: HttpRequest, pk: int) -> HttpResponse:
    """A third party's code as a sandboxed document."""
    ad = get_object_or_404(AdSlot, pk=pk, kind=AdSlot.Kind.TAG)
    response = HttpResponse(DOCUMENT.format(code=ad.code))
    response["Content-Security-Policy"] = POLICY
    response["X-Robots-Tag"] = "noindex"
    return stored(response, (keys.ADS,))
