import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from redaksi.conf import config, load_secret_key
from redaksi.delivery import edge_headers as names
from redaksi.delivery.middleware import DeliveryMiddleware
from redaksi.delivery.outbox import journal
from redaksi.delivery.store import PageStore

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
