"""The newsroom as an app on a reader's device: the manifest, its icons, the service worker at the root.

Sources: W3C Web Application Manifest, W3C Service Workers.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from redaksi.newsroom.models import Identity
from redaksi.portal import pages
from redaksi.portal.icons import draw_icon
from redaksi.portal.look import DAYS
from redaksi.portal.respond import respond, stored
from redaksi.stories import keys

SIZES: Final = (192, 512)
TOUCH: Final = 180  # of Apple's home screens, asked for by name
SHORTEST: Final = 12  # characters of a name under an icon
WORKER: Final = (Path(__file__).resolve().parent / "static" / "portal" / "sw.js").read_text(encoding="utf-8")
# What the worker itself may do: ask this site, nothing else.
WORKER_POLICY: Final = "default-src 'none'; connect-src 'self'"


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest, made of the newsroom's identity."""
    body = json.dumps(describe(_identity()), ensure_ascii=False)
    return _file(body.encode(), "application/manifest+json")


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at the root because it may only serve what is below its own address."""
    response = _file(WORKER.encode(), "text/javascript; charset=utf-8")
    response["Content-Security-Policy"] = WORKER_POLICY
    return response


@require_safe
def icon(request: HttpRequest, size: str) -> HttpResponse:
    """The newsroom's mark as a square PNG of `size` pixels."""
    return _file(draw_icon(_identity(), int(size)), "image/png")


@require_safe
def touch_icon(request: HttpRequest) -> HttpResponse:
    """The mark where Apple's devices look for it, without a line in any page."""
    return _file(draw_icon(_identity(), TOUCH), "image/png")


@require_safe
def saved(request: HttpRequest) -> HttpResponse:
    return respond(pages.saved_page(pages.Ground.load(timezone.now())))


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    return respond(pages.offline_page(pages.Ground.load(timezone.now())))


def describe(identity: Identity) -> dict[str, object]:
    """The manifest's members."""
    shortcuts = ((_("Latest stories"), "/indeks/"), (_("Search"), "/cari"), (_("Saved stories"), "/tersimpan/"))
    short = identity.brand if len(identity.brand) <= SHORTEST else identity.brand.split()[0]
    return {
        "id": "/",
        "name": identity.brand,
        "short_name": short[:SHORTEST],
        "description": identity.tagline or identity.brand,
        "lang": (get_language() or "id").split("-")[0],
        "start_url": "/",
        "scope": "/",
        # With the browser's own way back: a news site is many pages.
        "display": "minimal-ui",
        "theme_color": DAYS[identity.paper].paper,
        "background_color": DAYS[identity.paper].paper,
        "categories": ["news"],
        "icons": [
            {"src": f"/ikon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png", "purpose": "any"}
            for size in SIZES
        ],
        "shortcuts": [{"name": name, "url": url} for name, url in shortcuts],
    }


def _identity() -> Identity:
    return Identity.objects.select_related("icon").first() or Identity()


def _file(body: bytes, kind: str) -> HttpResponse:
    return stored(HttpResponse(body, content_type=kind), (keys.STANDING,))
