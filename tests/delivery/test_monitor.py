"""A public site that is our own pages with something put in: a real server on loopback, seen from outside."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.utils import timezone
from django.utils.translation import override
from django_tasks_db.models import DBTaskResult

from redaksi.conf import config
from redaksi.delivery import monitor, vitals
from redaksi.delivery.health import sentences
from redaksi.delivery.monitor import look, look_when_due, open_findings
from redaksi.delivery.press import press
from redaksi.delivery.store import PageStore
from redaksi.delivery.tampering import LEADS_AWAY, LEADS_TO, SAYS
from redaksi.newsroom.models import Identity
from tests.factories import make_story

pytestmark = pytest.mark.django_db


@dataclass
class Public:
    """What the public is served: the pages of the store, changed by `put_in(body, user agent)`."""

    port: int = 0
    put_in: Callable[[bytes, str], bytes] = lambda body, agent: body
    elsewhere: str = ""
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def public(monkeypatch) -> Iterator[Public]:
    site = Public()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            page = PageStore.at(config.home).get(self.path)
            body = site.put_in(page.identity if page else b"", self.headers["User-Agent"])
            self.send_response(302 if site.elsewhere else 200)
            if site.elsewhere:
                self.send_header("Location", site.elsewhere)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    monkeypatch.setattr(monitor, "config", replace(config, base_url=f"http://127.0.0.1:{site.port}"))
    monkeypatch.setattr(vitals, "LOW_BYTES", 0)
    Identity.load().save()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_house_that_shows_what_it_pressed_gives_no_alarm(public):
    story = make_story()
    press("/")
    found = dict(look())
    assert {"/", "/rss.xml", "/robots.txt", "/sitemap.xml", story.get_absolute_url()} <= found.keys()
    assert not any(found.values())
    assert open_findings() == []


def test_a_link_put_in_for_search_engines_alone_is_found_and_told_until_it_is_gone(public):
    press("/")
    link = b'<a href="https://slot.example">slot gacor</a></body>'
    public.put_in = lambda body, agent: body.replace(b"</body>", link) if "Googlebot" in agent else body
    ((address, reasons),) = look(["/"])
    assert (address, reasons) == ("/", [(LEADS_TO, "slot.example"), (SAYS, "slot gacor")])
    list(look(["/"]))
    (finding,) = open_findings()
    assert finding.last_seen > finding.first_seen
    with override("id"):
        (sentence,) = sentences()
    assert "tidak kita terbitkan di /: mengarah ke slot.example; memuat kata “slot gacor”." in sentence
    public.put_in = lambda body, agent: body
    assert list(look(["/"])) == [("/", [])]
    assert open_findings() == []
    assert sentences() == []


def test_a_house_that_sends_its_readers_away_is_found(public):
    press("/")
    public.elsewhere = "https://judi.example/"
    assert list(look(["/"])) == [("/", [(LEADS_AWAY, "judi.example")])]


def test_a_house_that_does_not_answer_is_no_finding(public, monkeypatch):
    monkeypatch.setattr(monitor, "config", replace(config, base_url="http://127.0.0.1:1"))
    assert list(look(["/"])) == [("/", [])]


def test_the_clock_has_the_worker_look_now_and_then(public):
    now = timezone.now()
    before = DBTaskResult.objects.count()
    assert [look_when_due(now + timedelta(minutes=minutes)) for minutes in (0, 1, 4, 5, 6)] == [1, 0, 0, 1, 0]
    assert DBTaskResult.objects.count() == before + 2
    # A clock that was set back must not silence it.
    assert look_when_due(now - timedelta(hours=1)) == 1


def test_without_a_public_address_or_with_a_pause_of_nothing_nobody_looks(public, monkeypatch):
    monkeypatch.setattr(monitor, "config", replace(config, base_url=""))
    assert look_when_due(timezone.now()) == 0
    monkeypatch.setattr(monitor, "config", replace(config, base_url="http://127.0.0.1:1", monitor_minutes=0))
    assert look_when_due(timezone.now()) == 0
