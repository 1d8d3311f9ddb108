"""The edge as readers meet it: a real server on loopback, real files, an application that can be stopped."""

from __future__ import annotations

import asyncio
import gzip
import json
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest

from redaksi.delivery.edge_messages import TOO_MANY, UNAVAILABLE
from redaksi.delivery.reads import collect
from tests.delivery.house import BROWSER, PROJECT, Answering, House, ask, ask_at_once, house, until_true

PAGE = "/dunia/1/banjir-surut"


@pytest.fixture
def built(tmp_path: Path) -> Iterator[House]:
    with house(tmp_path) as made:
        made.application.start()
        made.start_edge()
        yield made


def body_of(text: str) -> bytes:
    return f"<!doctype html><p>{text}</p>".encode() + b"<p>Isi.</p>" * 100


def test_importing_the_edge_imports_no_django() -> None:
    program = "import sys, redaksi.delivery.edge; print([m for m in sys.modules if m.split('.')[0] == 'django'])"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=PROJECT, check=True)
    assert said.stdout.strip() == "[]"


def test_a_page_is_rendered_once_and_then_served_from_memory(built: House) -> None:
    first, second = built.get(PAGE), built.get(PAGE)
    assert first.status == second.status == 200
    assert first.body == second.body == Answering().body
    assert len(built.application.asked) == 1
    assert second.headers["cache-control"] == "max-age=0"
    assert second.headers["vary"] == "accept-encoding"
    assert second.headers["server"] == "redaksi"
    assert int(second.headers["age"]) >= 0


def test_many_readers_who_keep_their_connections_keep_nobody_out(built: House) -> None:
    """2,000 browsers that stay connected between two clicks, and one more who asks."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < 6000:
        pytest.skip("this system gives too few open files to try it")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 6000), hard))
    waiting = []
    try:
        for _ in range(2000):
            waiting.append(socket.create_connection(("127.0.0.1", built.port), timeout=10))
        assert built.get(PAGE).status == 200
        waiting[-1].sendall(f"GET {PAGE} HTTP/1.1\r\nhost: kabar\r\n\r\n".encode())
        assert waiting[-1].recv(15).startswith(b"HTTP/1.1 200")
    finally:
        for each in waiting:
            each.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_each_client_gets_the_best_encoding_it_takes(built: House) -> None:
    plain = built.get(PAGE)
    zipped = built.get(PAGE, accept_encoding="gzip, deflate")
    small = built.get(PAGE, accept_encoding="gzip, deflate, br, zstd")
    assert "content-encoding" not in plain.headers
    assert zipped.headers["content-encoding"] == "gzip"
    assert small.headers["content-encoding"] == "br"
    assert plain.body == gzip.decompress(zipped.body) == brotli.decompress(small.body)
    assert built.get(PAGE, accept_encoding="br;q=0, gzip;q=0").body == plain.body
    assert plain.headers["etag"] == zipped.headers["etag"] == small.headers["etag"]


def test_a_validator_that_still_holds_gets_304_without_a_body(built: House) -> None:
    etag = built.get(PAGE).headers["etag"]
    for validator in (etag, f'"x", {etag}', etag.removeprefix("W/"), "*"):
        reply = built.get(PAGE, if_none_match=validator)
        assert (reply.status, reply.body) == (304, b"")
        assert reply.headers["etag"] == etag
        assert reply.headers["cache-control"] == "max-age=0"
        assert reply.headers["vary"] == "accept-encoding"
    assert built.get(PAGE, if_none_match='"other"').status == 200


def test_head_says_what_get_would_without_the_body(built: House) -> None:
    for _ in range(2):
        head = built.get(PAGE, method="HEAD", accept_encoding="gzip")
        full = built.get(PAGE, accept_encoding="gzip")
        assert head.body == b""
        assert head.headers["content-length"] == str(len(full.body))
        assert head.headers["etag"] == full.headers["etag"]
    assert [asked.method for asked in built.application.asked] == ["GET"]


def test_noise_in_the_query_makes_no_other_page(built: House) -> None:
    for query in ("", "?utm_source=wa", "?fbclid=1&gclid=2", "?halaman=1", "?halaman=x", "?q=cari"):
        assert built.get(f"{PAGE}{query}").status == 200
    assert [asked.target for asked in built.application.asked] == [PAGE]
    built.get("/dunia?utm_source=x&halaman=2")
    built.get("/dunia?halaman=2&x=y")
    built.get("/cari?b=1&q=banjir++rob")
    assert [asked.target for asked in built.application.asked[1:]] == ["/dunia?halaman=2", "/cari?q=banjir+rob"]


def test_a_thousand_misses_at_once_cause_one_request_to_the_application(built: House) -> None:
    built.application.answering = Answering(wait=0.5)
    answers = asyncio.run(ask_at_once(built.port, PAGE, 1000))
    assert len(answers) == 1000
    assert all(answer.startswith(b"HTTP/1.1 200") for answer in answers)
    assert len(built.application.asked) == 1


def test_a_publish_is_visible_to_the_next_request_in_every_edge(built: House) -> None:
    other = built.start_edge()
    for number in range(20):
        built.application.answering = Answering(body=body_of(f"Versi {number}"))
        built.journal.purge(["story-1"])
        for port in (built.port, other):
            assert f"Versi {number}".encode() in built.get(PAGE, port=port).body
    assert len(built.application.asked) == 20


def test_a_purge_of_another_key_renders_nothing_again(built: House) -> None:
    built.get(PAGE)
    built.journal.purge(["story-2"])
    built.get(PAGE)
    assert len(built.application.asked) == 1


def test_a_purge_during_rendering_makes_the_page_old_at_once(built: House) -> None:
    built.application.answering = Answering(
        body=body_of("Lama"), before_answer=lambda: built.journal.purge(["story-1"])
    )
    assert b"Lama" in built.get(PAGE).body
    built.application.answering = Answering(body=body_of("Baru"))
    assert b"Baru" in built.get(PAGE).body


def test_a_changed_page_is_served_old_while_the_application_is_down(built: House) -> None:
    built.get(PAGE)
    built.application.stop()
    built.journal.purge(["story-1"])
    assert built.get(PAGE).status == 200
    built.application.answering = Answering(body=body_of("Baru"))
    built.application.start()
    until_true(lambda: b"Baru" in built.get(PAGE).body, 8)


def test_a_changed_page_is_served_old_while_the_application_fails(built: House) -> None:
    built.get(PAGE)
    built.application.answering = Answering(status=500, body=b"Traceback", storable=False)
    built.journal.purge(["story-1"])
    assert built.get(PAGE).body == Answering().body


def test_a_changed_page_is_served_old_when_the_application_hangs(built: House) -> None:
    built.get(PAGE)
    built.application.answering = Answering(wait=4)
    built.journal.purge(["story-1"])
    began = time.monotonic()
    assert built.get(PAGE).status == 200
    assert time.monotonic() - began < 3.5
    began = time.monotonic()
    assert built.get(PAGE).status == 200
    assert time.monotonic() - began < 0.5


def test_a_gone_page_is_never_served_again_even_while_the_application_is_down(built: House) -> None:
    built.get(PAGE)
    built.application.stop()
    built.journal.purge(["story-1"], gone=True)
    for _ in range(2):
        reply = built.get(PAGE)
        assert (reply.status, reply.body) == (503, UNAVAILABLE)
        assert int(reply.headers["retry-after"]) > 0
        assert reply.headers["cache-control"] == "no-store"
    assert built.store.get(PAGE) is None
    assert "Sedang ada gangguan" in UNAVAILABLE.decode()


def test_a_page_withdrawn_while_a_reader_waits_for_a_failing_application_is_not_shown(built: House) -> None:
    built.get(PAGE)
    built.application.answering = Answering(
        status=500, storable=False, before_answer=lambda: built.journal.purge(["story-1"], gone=True)
    )
    built.journal.purge(["story-1"])
    assert built.get(PAGE).status == 503


def test_an_aged_page_is_served_at_once_and_refreshed_once_behind(built: House) -> None:
    built.application.answering = Answering(body=body_of("Lama"), soft=1, hard=60)
    built.get(PAGE)
    time.sleep(1.1)
    built.application.answering = Answering(body=body_of("Baru"), soft=60, hard=60, wait=0.3)
    assert all(b"Lama" in built.get(PAGE).body for _ in range(5))
    until_true(lambda: b"Baru" in built.get(PAGE).body)
    assert len(built.application.asked) == 2


def test_a_page_past_its_hard_age_is_waited_for(built: House) -> None:
    built.application.answering = Answering(body=body_of("Lama"), soft=1, hard=1)
    built.get(PAGE)
    time.sleep(1.1)
    built.application.answering = Answering(body=body_of("Baru"))
    assert b"Baru" in built.get(PAGE).body


def test_a_restarted_edge_is_warm_and_knows_what_was_purged_meanwhile(built: House) -> None:
    for path in (PAGE, "/dunia/2/lain"):
        built.application.answering = Answering(keys=(path,))
        built.get(path)
    built.edges[0].terminate()
    built.edges[0].wait(10)
    built.journal.purge(["/dunia/2/lain"], gone=True)
    built.application.stop()
    port = built.start_edge()
    assert built.get(PAGE, port=port).status == 200
    assert built.get("/dunia/2/lain", port=port).status == 503


def test_a_damaged_file_in_the_store_is_a_miss(built: House) -> None:
    built.get(PAGE)
    path = built.store.path_of(PAGE)
    path.write_bytes(path.read_bytes()[:-20])
    port = built.start_edge()
    assert built.get(PAGE, port=port).body == Answering().body
    assert len(built.application.asked) == 2


def test_a_store_that_takes_nothing_leaves_pages_in_memory(built: House) -> None:
    built.application.answering = Answering(stored=False)
    first, second = built.get(PAGE, accept_encoding="gzip, br"), built.get(PAGE)
    assert first.headers["content-encoding"] == "gzip"
    assert gzip.decompress(first.body) == second.body == Answering().body
    assert len(built.application.asked) == 1


def test_more_pages_than_memory_holds_come_from_disk(tmp_path: Path) -> None:
    with house(tmp_path) as built:
        built.application.start()
        built.start_edge(memory=60_000)
        for _ in range(2):
            assert all(built.get(f"/dunia/{number}/x").status == 200 for number in range(1, 40))
        assert len(built.application.asked) == 39


def test_nothing_internal_leaves_the_house(built: House) -> None:
    for storable in (True, False):
        built.application.answering = Answering(storable=storable, headers=(("X-Redaksi-Extra", "1"),))
        for path in (PAGE, "/desk/x", f"/dunia/2/{storable}"):
            assert not [name for name in built.get(path).headers if name.startswith("x-redaksi")]


def test_the_request_for_a_page_carries_nothing_of_the_reader(built: House) -> None:
    built.get(PAGE, cookie="sessionid=1", user_agent=BROWSER, host="evil.example", x_redaksi_edge="guess")
    (asked,) = built.application.asked
    assert asked.headers["x-redaksi-press"] == "1"
    assert asked.headers["x-redaksi-edge"] == "a-shared-word"
    assert asked.headers["host"] == f"127.0.0.1:{built.port}"
    assert not {"cookie", "user-agent"} & asked.headers.keys()


def test_an_answer_with_a_cookie_or_without_a_stamp_is_never_stored(built: House) -> None:
    for answering in (
        Answering(headers=(("Set-Cookie", "a=1"),)),
        Answering(headers=(("Cache-Control", "private"),)),
        Answering(storable=False),
    ):
        built.application.answering = answering
        path = f"/halaman/{id(answering)}"
        before = len(built.application.asked)
        assert built.get(path, cookie="mine=1").status == 200
        assert built.get(path, cookie="mine=2").status == 200
        asked = built.application.asked[before:]
        assert [a.headers.get("cookie") for a in asked] == [None, "mine=1", "mine=2"]


def test_not_found_and_moved_pages_may_be_stored(built: House) -> None:
    built.application.answering = Answering(status=404, body=b"Tidak ada", soft=10, hard=20)
    assert [built.get("/x").status for _ in range(2)] == [404, 404]
    built.application.answering = Answering(status=301, body=b"", headers=(("Location", PAGE),))
    assert [built.get("/y").headers["location"] for _ in range(2)] == [PAGE, PAGE]
    assert len(built.application.asked) == 2


def test_a_page_whose_time_has_come_is_not_served_though_nobody_purged_it(built: House) -> None:
    for stored in (True, False):
        path = f"/dunia/{7 + stored}/habis"
        built.application.answering = Answering(gone_at=time.time() + 0.7, stored=stored)
        assert built.get(path).status == 200
        built.application.stop()
        time.sleep(0.8)
        for _ in range(2):
            assert (reply := built.get(path)).status == 503
            assert reply.body == UNAVAILABLE
        assert built.store.get(path) is None
        built.application.answering = Answering(status=410, body=b"Tidak lagi tersedia")
        built.application.start()
        until_true(lambda path=path: built.get(path).status == 410)


def test_a_list_on_which_something_ends_is_made_anew_at_that_moment_and_shown_old_without_the_application(
    built: House,
) -> None:
    built.application.answering = Answering(body=body_of("Lama"), changed_at=time.time() + 0.5, soft=60, hard=600)
    assert b"Lama" in built.get("/dunia/").body
    time.sleep(0.6)
    built.application.stop()
    assert b"Lama" in built.get("/dunia/").body
    built.application.answering = Answering(body=body_of("Baru"))
    built.application.start()
    until_true(lambda: b"Baru" in built.get("/dunia/").body, 8)


def test_one_client_may_have_so_many_pages_rendered_and_is_told_when_to_come_back(tmp_path: Path) -> None:
    with house(tmp_path) as built:
        built.application.start()
        built.start_edge(limit_pages=1, trusted_proxies="127.0.0.1")
        client = {"x_forwarded_for": "203.0.113.5"}
        number = next(n for n in range(1, 500) if built.get(f"/dunia/{n}/x", **client).status == 429)
        assert number > 10
        refused = built.get("/dunia/900/x", method="HEAD", **client)
        refused = built.get("/dunia/901/x", **client) if refused.status != 429 else refused
        assert refused.status == 429
        assert int(refused.headers["retry-after"]) == 1
        assert refused.headers["cache-control"] == "no-store"
        asked = len(built.application.asked)
        # Hits are never limited, nor is anybody else, nor who only claims an address.
        assert all(built.get("/dunia/1/x", **client).status == 200 for _ in range(60))
        assert len(built.application.asked) == asked
        assert built.get("/dunia/902/x", x_forwarded_for="203.0.113.6").status == 200
        assert built.get("/dunia/903/x").status == 200
        time.sleep(1.1)
        assert built.get("/dunia/904/x", **client).status == 200
        assert "Terlalu banyak permintaan" in TOO_MANY.decode()


def test_searches_and_forms_are_limited_more_strictly(tmp_path: Path) -> None:
    with house(tmp_path) as built:
        built.application.start()
        built.start_edge(limit_pages=1, limit_forms=3, trusted_proxies="127.0.0.1")
        client = {"x_forwarded_for": "203.0.113.5"}
        searched = [built.get(f"/cari?q=kata{number}", **client).status for number in range(20)]
        assert searched[:2] == [200, 200]
        assert 429 in searched[2:7]
        forms = [built.get("/desk/login/", method="POST", **client).status for _ in range(6)]
        assert forms[:3] == [200, 200, 200]
        assert 429 in forms[3:]
        assert built.get("/desk/", **client).status == 200


def test_a_crowd_behind_one_address_that_wants_one_page_is_one_page(tmp_path: Path) -> None:
    with house(tmp_path) as built:
        built.application.answering = Answering(wait=0.5)
        built.application.start()
        built.start_edge(limit_pages=1, trusted_proxies="127.0.0.1")
        target = "/dunia/1/x HTTP/1.1\r\nX-Forwarded-For: 203.0.113.5\r\nX-Noise: "
        answers = asyncio.run(ask_at_once(built.port, target, 200))
        assert all(answer.startswith(b"HTTP/1.1 200") for answer in answers)
        assert len(built.application.asked) == 1


def test_strange_targets_are_refused_without_asking_anybody(built: House) -> None:
    for target in ("/%ff%fe", "/a%00b", "*"):
        assert built.get(target).status == 400
    assert built.application.asked == []


def test_reads_are_counted_for_readers_of_stories_only(built: House) -> None:
    etag = built.get(PAGE, user_agent=BROWSER).headers["etag"]
    built.get(PAGE, user_agent=BROWSER)
    built.get(PAGE, user_agent="Googlebot/2.1")
    built.get(PAGE, user_agent=BROWSER, if_none_match=etag)
    built.get(PAGE, user_agent=BROWSER, method="HEAD")
    built.get("/dunia", user_agent=BROWSER)
    built.edges[0].terminate()
    assert built.edges[0].wait(10) == 0
    counted = list(collect(built.home / "reads"))
    assert sum(reads.by_story.get(1, 0) for reads in counted) == 2
    assert {story for reads in counted for story in reads.by_story} == {1}
    assert all(json.loads(reads.path.read_text())["until"] <= time.time() for reads in counted)


def test_the_edge_answers_healthz_itself(built: House) -> None:
    built.application.stop()
    assert ask(built.port, "/healthz").body == b"ok\n"
