"""The portal's addresses: find what is asked for, let `pages` assemble it, answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from redaksi.accountability.models import Withdrawal
from redaksi.discovery.related import link_rows
from redaksi.newsroom.models import Person
from redaksi.portal import pages
from redaksi.portal.models import OldAddress, StandingPage
from redaksi.portal.respond import POLICY, respond
from redaksi.portal.styles import source_of
from redaksi.stories import queries
from redaksi.stories.models import Story, Topic
from redaksi.stories.slots import present

# A finished file with its own few styles, read once: whatever broke later cannot break it.
SERVER_ERROR = (Path(__file__).resolve().parent / "templates" / "portal" / "500.html").read_text(encoding="utf-8")


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    if "p" in request.GET and (gone := old_address(request)):
        return gone
    return respond(pages.front_page(present()))


@require_safe
def section_or_standing(request: HttpRequest, slug: str) -> HttpResponse:
    """A rubric's front, else the standing page of that address."""
    ground = pages.Ground.load(present())
    section = next((each for each in ground.sections if each.slug == slug), None)
    if section is None:
        page = get_object_or_404(StandingPage.objects.live(), slug=slug)
        return respond(pages.standing_page(ground, page))
    number, elsewhere = _number(request)
    return elsewhere or respond(_filled(pages.section_page(ground, section, number), number))


@require_safe
def story(request: HttpRequest, pk: str, **_spelling: str) -> HttpResponse:
    """A story by its number; any other spelling of its address leads to the right one."""
    if len(pk) > 18:
        raise Http404
    found = queries.whole(int(pk), links=link_rows)
    if found is None or found.section is None or not found.ever_public:
        raise Http404
    now = present()
    if not queries.is_public(found, now):
        return _gone(found)
    if request.path != found.get_absolute_url():
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    return respond(pages.story_page(pages.Ground.load(now), found))


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """A topic, else the two countries of that address."""
    number, elsewhere = _number(request)
    ground = pages.Ground.load(present())
    found = Topic.objects.filter(slug=slug).first()
    if found is not None:
        return elsewhere or respond(_filled(pages.topic_page(ground, found, number), number))
    pair = queries.topic_pair(slug)
    if pair is None:
        raise Http404
    if request.path != pages.pair_url(*pair):
        return HttpResponsePermanentRedirect(pages.pair_url(*pair))
    answer = pages.pair_page(ground, pair, number)
    if answer is None:
        raise Http404
    return elsewhere or respond(_filled(answer, number))


@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    number, elsewhere = _number(request)
    found = get_object_or_404(Person.objects.select_related("portrait"), slug=slug)
    return elsewhere or respond(_filled(pages.person_page(pages.Ground.load(present()), found, number), number))


@require_safe
def index(request: HttpRequest, year: int = 0, month: int = 0, day: int = 0) -> HttpResponse:
    number, elsewhere = _number(request)
    ground = pages.Ground.load(present())
    try:
        asked = date(year, month, day) if year else None
    except ValueError:
        raise Http404 from None
    today = ground.now.astimezone(ground.house.zone).date()
    if asked and not pages.EARLIEST <= asked <= today:
        raise Http404
    if asked and request.path != pages.day_url(asked):
        elsewhere = HttpResponsePermanentRedirect(pages.day_url(asked))
    return elsewhere or respond(_filled(pages.index_page(ground, asked, number), number))


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    return respond(pages.search_page(pages.Ground.load(present()), request.GET.dict()))


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    number, elsewhere = _number(request)
    return elsewhere or respond(_filled(pages.corrections_page(pages.Ground.load(present()), number), number))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An old address leads on; anything else gets the page with search and the latest."""
    return old_address(request) or respond(pages.missing_page(pages.Ground.load(present()), request.path))


def server_error(request: HttpRequest) -> HttpResponse:
    """A finished file: whatever broke, this asks for nothing that may be broken too."""
    response = HttpResponse(SERVER_ERROR, status=500)
    response["Cache-Control"] = "no-store"
    style = source_of(SERVER_ERROR.partition("<style>")[2].partition("</style>")[0])
    response["Content-Security-Policy"] = POLICY.format(style=style, script="")
    return response


def old_address(request: HttpRequest) -> HttpResponse | None:
    """A redirect where the asked-for address is one of a former site."""
    target = OldAddress.destination(request.path, request.META.get("QUERY_STRING", ""))
    return HttpResponsePermanentRedirect(target) if target and target != request.get_full_path() else None


def _gone(found: Story) -> HttpResponse:
    withdrawal = Withdrawal.objects.filter(story_id=found.pk).first()
    ended = found.expired or (found.expire_at is not None and found.expire_at <= present())
    if withdrawal is None and not ended:
        raise Http404
    return respond(pages.withdrawn_page(pages.Ground.load(present()), found, withdrawal))


def _filled(answer: pages.Answer, number: int) -> pages.Answer:
    """`answer`, unless a later page of a list holds nothing."""
    page = answer.page
    if number > 1 and not any(getattr(page, name, ()) for name in ("river", "rows", "entries", "tiles", "columns")):
        raise Http404
    return answer


def _number(request: HttpRequest) -> tuple[int, HttpResponse | None]:
    """The page asked for with ?halaman=, and a redirect where its address is not the one address of that page."""
    text = request.GET.get("halaman")
    if text is None:
        return 1, None
    if not (text.isascii() and text.isdigit() and 1 <= len(text) <= 3) or not 1 <= int(text) <= queries.LAST_PAGE:
        raise Http404
    return int(text), HttpResponsePermanentRedirect(request.path) if int(text) == 1 else None
