"""The application's side of the edge: believe only the edge, and hand it finished pages.

Outermost of all middleware, so that the purge generation is read before the page's first query.
"""

from __future__ import annotations

import contextlib
import hmac
import re
import time
from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.functional import cached_property

from redaksi.conf import config, load_secret_key
from redaksi.delivery import edge_headers
from redaksi.delivery.horizon import Horizon, horizon
from redaksi.delivery.negotiate import story_id
from redaksi.delivery.outbox import journal
from redaksi.delivery.store import Page, PageStore, address_of, compress, weak_etag
from redaksi.delivery.turns import Turns
from redaksi.stories import keys

# Answers that readers share: pages, moved addresses, and those that are not or no longer there.
STORED_STATUS = frozenset({200, 301, 302, 308, 404, 410})
# Those that are kept for seconds only: what is missing now may be published or renamed at any moment.
BRIEF_STATUS = frozenset({301, 302, 308, 404})
# A render that hangs must not hold up all threads of the application.
TURN_SECONDS = 2.0
BRIEF = "max-age=10, stale-while-revalidate=20"
PRIVATE_PATHS = ("/desk/", "/api/")
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PROTO")
# Headers that the edge sets itself, or that belong to one connection.
_LEFT_OUT = frozenset("content-length content-encoding vary etag surrogate-key surrogate-control".split())
_NUMBER = re.compile(r"(max-age|stale-while-revalidate)=(\d+)")


class DeliveryMiddleware:
    """Drops what a stranger claims about the client, and presses pages that the edge asks for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    @cached_property
    def secret(self) -> str:
        return edge_headers.edge_secret(load_secret_key(config))

    @cached_property
    def store(self) -> PageStore:
        return PageStore.at(config.home)

    @cached_property
    def turns(self) -> Turns:
        return Turns()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not hmac.compare_digest(request.headers.get(edge_headers.EDGE, ""), self.secret):
            for name in FORWARDED:
                request.META.pop(name, None)
            return self.get_response(request)
        if edge_headers.PRESS not in request.headers:
            return self.get_response(request)
        generation, arrived = _generation(), time.time()
        address = _address(request)
        with self.turns.turn(address, TURN_SECONDS) as waited:
            # Several edges may miss the same page at once: it is rendered for all of them.
            page = self.store.get(address) if waited else None
            if page is not None and page.generation >= generation and page.pressed_at >= arrived:
                return self._hand_over(_answer(page), page)
            return self._press(request, generation)

    def _press(self, request: HttpRequest, generation: int) -> HttpResponseBase:
        now = timezone.now()
        response = self.get_response(request)
        if not isinstance(response, HttpResponse):
            return response
        _let_keep_briefly(request, response)
        if not _is_shared(response):
            return response
        page = finished(request, response, generation)
        until = horizon(page.keys, now) if page.status == 200 else Horizon()
        return self._hand_over(response, replace(page, changed_at=until.changed_at, gone_at=until.gone_at))

    def _hand_over(self, response: HttpResponse, page: Page) -> HttpResponse:
        response[edge_headers.GENERATION] = str(page.generation)
        response[edge_headers.KEYS] = " ".join(page.keys)
        response[edge_headers.SOFT] = str(page.soft)
        response[edge_headers.HARD] = str(page.hard)
        response[edge_headers.CHANGED_AT] = str(page.changed_at)
        response[edge_headers.GONE_AT] = str(page.gone_at)
        # Addresses that lead nowhere are endless: the edge keeps them in memory only, which has a bound.
        if page.status not in BRIEF_STATUS and self.store.put(page):
            response[edge_headers.STORED] = "1"
        return response


def _address(request: HttpRequest) -> str:
    return address_of(request.path, request.META.get("QUERY_STRING", ""))


def _answer(page: Page) -> HttpResponse:
    response = HttpResponse(page.identity, status=page.status)
    for name, value in page.headers:
        response[name] = value
    return response


def _generation() -> int:
    ours = journal()
    if ours.is_lost():
        # Where it cannot be made anew, pages carry the last number we know, which is never too high.
        with contextlib.suppress(OSError):
            ours.recover()
    return ours.generation()


def finished(request: HttpRequest, response: HttpResponse, generation: int) -> Page:
    """The page as the store keeps it; ages come from `Surrogate-Control`, the second one after the first."""
    ages = dict(_NUMBER.findall(response.headers.get("Surrogate-Control", "")))
    soft = int(ages.get("max-age", 0))
    body = response.content
    zipped, brotli = compress(body, response.headers.get("Content-Type", ""))
    return Page(
        address=_address(request),
        status=response.status_code,
        headers=tuple((name.lower(), value) for name, value in response.items() if name.lower() not in _LEFT_OUT),
        generation=generation,
        keys=tuple(response.headers.get("Surrogate-Key", "").split()),
        pressed_at=time.time(),
        soft=soft,
        hard=soft + int(ages.get("stale-while-revalidate", 0)) if soft else 0,
        etag=weak_etag(body),
        plain=b"" if zipped else body,
        gzip=zipped,
        brotli=brotli,
    )


def _let_keep_briefly(request: HttpRequest, response: HttpResponse) -> None:
    """Let the edge answer for an address that leads elsewhere or nowhere, for seconds, until its story is public."""
    if response.status_code not in BRIEF_STATUS or response.cookies or request.path.startswith(PRIVATE_PATHS):
        return
    pk = story_id(request.path)
    response["Surrogate-Key"] = " ".join(filter(None, (keys.STANDING, keys.story(pk) if pk else "")))
    response["Surrogate-Control"] = BRIEF
    response["Cache-Control"] = "public, max-age=0, must-revalidate"


def _is_shared(response: HttpResponse) -> bool:
    """Whether every reader may be given this answer: it says so, and carries nothing of one reader."""
    return (
        response.status_code in STORED_STATUS
        and "Surrogate-Key" in response.headers
        and not response.cookies
        and "no-store" not in response.headers.get("Cache-Control", "")
        and "Cookie" not in response.headers.get("Vary", "")
    )
