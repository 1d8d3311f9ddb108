"""From a page's view-model to the response: rendered, with what caches and browsers may do with it.

`Surrogate-Control` and `Surrogate-Key` speak to the edge, which removes them; browsers ask again each time and are
answered by ETag. The security policy allows this page's own styles and the few lines of script that start it by their
hashes, and nothing else that stands in a page.
"""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse
from django.template.loader import render_to_string

from redaksi.portal.pages.frame import Answer
from redaksi.portal.start import start

BROWSER_CACHE: Final = "public, max-age=0, must-revalidate"
EDGE_CACHE: Final = "max-age=60, stale-while-revalidate=540"
PERMISSIONS: Final = "camera=(), geolocation=(), microphone=(), payment=()"
FRAMES: Final = "frame-src 'self'"
POLICY: Final = (
    "default-src 'none'; img-src 'self' data:; style-src {style}; script-src 'self' {script}; connect-src 'self'; "
    "manifest-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)


def respond(answer: Answer) -> HttpResponse:
    """The response for a page."""
    html = render_to_string(answer.template, {"page": answer.page})
    response = HttpResponse(squeeze(html), status=answer.status)
    policy = POLICY.format(style=answer.page.frame.style.source, script=start().source)
    # A directive that stands twice counts once: hosts of videos join the one that is there.
    response["Content-Security-Policy"] = policy.replace(FRAMES, " ".join((FRAMES, *answer.frames)))
    response["Permissions-Policy"] = PERMISSIONS
    response["Content-Language"] = answer.page.frame.language
    if answer.stored:
        stored(response, answer.keys)
    else:
        response["Cache-Control"] = "no-store"
    return response


def stored(response: HttpResponse, keys: tuple[str, ...]) -> HttpResponse:
    """Let the edge keep `response` under `keys`."""
    response["Cache-Control"] = BROWSER_CACHE
    response["Surrogate-Control"] = EDGE_CACHE
    response["Surrogate-Key"] = " ".join(keys)
    return response


def squeeze(html: str) -> str:
    """`html` without the indentation and empty lines that templates leave; no page holds preformatted text."""
    return "\n".join(line for raw in html.split("\n") if (line := raw.strip()))
