import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from redaksi.conf import config, load_secret_key
from redaksi.delivery import edge_headers as names
from redaksi.delivery.middleware import DeliveryMiddleware
from redaksi.delivery.outbox import journal
from redaksi.delivery.store import PageStore
from redaksi.stories.models import Story
from tests.factories import make_story

SECRET = names.edge_secret(load_secret_key(config))


def shared(**headers: str) -> HttpResponse:
    response = HttpResponse("<p>kabar</p>" * 100)
    response["Surrogate-Key"] = "story-1 listed-2"
    response["Surrogate-Control"] = "max-age=60, stale-while-revalidate=540"
    response["Cache-Control"] = "public, max-age=0"
    for name, value in headers.items():
        response[name.replace("_", "-")] = value
    return response


def ask(response: HttpResponse, path: str = "/dunia/1/kabar", **headers: str) -> HttpResponse:
    request = RequestFactory(headers=headers).get(path)
    return DeliveryMiddleware(lambda _: response)(request)


@pytest.mark.django_db
def test_a_page_that_the_edge_asks_for_is_stored_with_keys_and_ages():
    before = journal().generation()
    answer = ask(shared(), **{names.EDGE: SECRET, names.PRESS: "1"})
    assert answer[names.STORED] == "1"
    page = PageStore(config.home / "pages").get("/dunia/1/kabar")
    assert page is not None
    assert (page.keys, page.soft, page.hard) == (("story-1", "listed-2"), 60, 600)
    assert page.generation == before
    assert page.identity == b"<p>kabar</p>" * 100
    assert page.brotli
    assert not {"surrogate-key", "surrogate-control", "etag"} & {name for name, _ in page.headers}


@pytest.mark.parametrize(
    "response",
    [
        shared(Cache_Control="no-store"),
        shared(Vary="Cookie"),
        HttpResponse("tanpa kunci"),
        HttpResponse("galat", status=500, headers={"Surrogate-Key": "a"}),
    ],
)
def test_an_answer_that_is_not_for_everyone_is_never_stored(response):
    answer = ask(response, "/rahasia", **{names.EDGE: SECRET, names.PRESS: "1"})
    assert names.STORED not in answer
    assert PageStore(config.home / "pages").get("/rahasia") is None


def test_an_answer_with_a_cookie_is_never_stored():
    response = shared()
    response.set_cookie("a", "b")
    assert names.STORED not in ask(response, "/kue", **{names.EDGE: SECRET, names.PRESS: "1"})


def test_a_stranger_cannot_press_nor_claim_an_address():
    seen = []

    def application(request):
        seen.append(request.META.get("HTTP_X_FORWARDED_FOR"))
        return shared()

    headers = {names.EDGE: "salah", names.PRESS: "1", "x-forwarded-for": "1.2.3.4"}
    request = RequestFactory(headers=headers).get("/")
    assert names.STORED not in DeliveryMiddleware(application)(request)
    assert seen == [None]


@pytest.mark.django_db
def test_an_address_that_leads_nowhere_is_kept_for_seconds_in_memory_only_and_purged_with_its_story():
    response = HttpResponse("tidak ada", status=404, headers={"Cache-Control": "no-store"})
    answer = ask(response, "/dunia/12/belum-terbit", **{names.EDGE: SECRET, names.PRESS: "1"})
    assert names.STORED not in answer
    assert "story-12" in answer[names.KEYS].split()
    assert (answer[names.SOFT], answer[names.HARD]) == ("10", "30")
    assert "no-store" not in answer["Cache-Control"]
    assert PageStore(config.home / "pages").get("/dunia/12/belum-terbit") is None


def test_a_missing_address_in_the_desk_is_never_kept():
    response = HttpResponse("tidak ada", status=404)
    assert names.GENERATION not in ask(response, "/desk/x", **{names.EDGE: SECRET, names.PRESS: "1"})


@pytest.mark.django_db
def test_a_page_says_when_it_ends_by_itself():
    story = make_story()
    ends = timezone.now() + timedelta(hours=1)
    Story.objects.filter(pk=story.pk).update(expire_at=ends)
    response = shared(Surrogate_Key=f"story-{story.pk}")
    answer = ask(response, "/dunia/9/berakhir", **{names.EDGE: SECRET, names.PRESS: "1"})
    page = PageStore(config.home / "pages").get("/dunia/9/berakhir")
    assert page is not None
    assert page.gone_at == float(answer[names.GONE_AT]) == ends.timestamp()


def test_a_page_that_several_edges_miss_at_once_is_rendered_once():
    rendered = []

    def application(request):
        rendered.append(request.path)
        time.sleep(0.4)
        return shared(Surrogate_Key="feeds")

    middleware = DeliveryMiddleware(application)
    headers = {names.EDGE: SECRET, names.PRESS: "1"}
    with ThreadPoolExecutor(4) as threads:
        paths = ["/ramai", "/ramai", "/ramai", "/sepi"]
        answers = list(threads.map(lambda path: middleware(RequestFactory(headers=headers).get(path)), paths))
    assert sorted(rendered) == ["/ramai", "/sepi"]
    assert all(answer[names.STORED] == "1" for answer in answers)
    assert {answer.content for answer in answers} == {b"<p>kabar</p>" * 100}
    assert {answer[names.KEYS] for answer in answers} == {"feeds"}
    # The next miss is another one: it is rendered again.
    middleware(RequestFactory(headers=headers).get("/ramai"))
    assert rendered.count("/ramai") == 2


def test_who_asks_after_a_purge_is_not_given_what_was_begun_before_it():
    rendered = []

    def application(request):
        rendered.append(request.path)
        time.sleep(0.4)
        return shared(Surrogate_Key="feeds")

    middleware = DeliveryMiddleware(application)
    headers = {names.EDGE: SECRET, names.PRESS: "1"}
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(middleware, RequestFactory(headers=headers).get("/berubah"))
        time.sleep(0.1)
        journal().purge(["feeds"])
        second = threads.submit(middleware, RequestFactory(headers=headers).get("/berubah"))
        assert int(second.result()[names.GENERATION]) > int(first.result()[names.GENERATION])
    assert len(rendered) == 2
