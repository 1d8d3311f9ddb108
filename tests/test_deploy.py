"""The files of deploy/, by starting what they are for in front of a real newsroom."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from redaksi.conf import table
from tests.delivery.house import PROJECT, Reply, ask, free_port, until_true
from tests.delivery.newsrooms import Newsroom

DEPLOY = PROJECT / "deploy"
WITHOUT_NGINX = "nginx is not installed on this machine"
WITHOUT_VARNISH = "Varnish is not installed on this machine"
NGINX = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


@dataclass
class Fronted:
    """A newsroom with caches in front of it, by name of the cache."""

    newsroom: Newsroom
    ports: dict[str, int]

    def get(self, cache: str, target: str, **headers: str) -> Reply:
        return ask(self.ports[cache], target, headers={name.replace("_", "-"): v for name, v in headers.items()})


def start_nginx(folder: Path, port: int, behind: int) -> subprocess.Popen[bytes]:
    folder.mkdir()
    site = (DEPLOY / "nginx.conf").read_text()
    site = site.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("127.0.0.1:8000", f"127.0.0.1:{behind}")
    (folder / "site.conf").write_text(site.replace("/var/cache/nginx/redaksi", str(folder / "cache")))
    # Whoever runs the tests runs the workers too: the folder of a test is nobody else's.
    user = "user root;" if os.getuid() == 0 else ""
    (folder / "nginx.conf").write_text(user + NGINX.format(folder=folder))
    return subprocess.Popen(["nginx", "-c", str(folder / "nginx.conf"), "-p", str(folder)])


def start_varnish(folder: Path, port: int, behind: int) -> subprocess.Popen[bytes]:
    folder.mkdir()
    vcl = folder / "redaksi.vcl"
    vcl.write_text((DEPLOY / "varnish.vcl").read_text().replace('.port = "8000"', f'.port = "{behind}"'))
    command = ["varnishd", "-F", "-f", str(vcl), "-a", f"127.0.0.1:{port}", "-n", str(folder / "work")]
    command += [
        "-j",
        "none",
        "-p",
        "http_gzip_support=off",
        "-p",
        "http_resp_hdr_len=32k",
        "-s",
        "malloc,32m",
        "-T",
        "none",
    ]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)


@pytest.fixture(scope="module")
def fronted(prepared_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fronted]:
    if shutil.which("nginx") is None:
        pytest.skip(WITHOUT_NGINX)
    if shutil.which("varnishd") is None:
        pytest.skip(WITHOUT_VARNISH)
    folder = tmp_path_factory.mktemp("depan")
    ports = {"nginx": free_port(), "varnish": free_port()}
    newsroom = Newsroom(
        Path(shutil.copytree(prepared_home, folder / "var")),
        REDAKSI_TRUSTED_PROXIES="127.0.0.1",
        REDAKSI_PURGE_URLS=f"refresh+http://127.0.0.1:{ports['nginx']} http://127.0.0.1:{ports['varnish']}",
    )
    caches = [
        start_nginx(folder / "nginx", ports["nginx"], newsroom.port),
        start_varnish(folder / "varnish", ports["varnish"], newsroom.port),
    ]
    try:
        newsroom.serve()
        made = Fronted(newsroom, ports)
        for cache in ports:
            until_true(lambda cache=cache: made.get(cache, "/").status == 200, 30)
        yield made
    finally:
        newsroom.stop()
        for process in caches:
            process.send_signal(signal.SIGTERM)
        for process in caches:
            process.wait(15)


def essential(headers: dict[str, str]) -> dict[str, str]:
    """What a reader's browser goes by; the rest belongs to one connection or second, or to what a cache can do."""
    return {
        name: value
        for name, value in headers.items()
        if name
        not in {"date", "age", "connection", "keep-alive", "surrogate-key", "surrogate-control", "accept-ranges"}
    }


@pytest.mark.parametrize("cache", ["nginx", "varnish"])
@pytest.mark.parametrize("coding", ["", "gzip", "gzip, deflate, br", "br;q=0, gzip"])
def test_a_cache_in_front_hands_on_the_same_bytes_and_headers(fronted, cache, coding):
    for path in ("/", "/rss.xml", "/tidak-ada", "/cari?q=kabar", "/desk/login/"):
        asked = {"accept_encoding": coding} if coding else {}
        own, through = fronted.newsroom.get(path, **asked), fronted.get(cache, path, **asked)
        again = fronted.get(cache, path, **asked)
        assert own.status == through.status == again.status
        if path != "/desk/login/":
            assert own.body == through.body == again.body
            assert essential(own.headers) == essential(through.headers) == essential(again.headers)
            assert own.headers["cache-control"] == through.headers["cache-control"]
        assert not {"surrogate-key", "surrogate-control"} & through.headers.keys()
    assert "surrogate-key" in fronted.newsroom.get("/").headers


@pytest.mark.parametrize("cache", ["nginx", "varnish"])
def test_a_cache_in_front_answers_validators_and_keeps_the_edge_at_rest(fronted, cache):
    etag = fronted.get(cache, "/").headers["etag"]
    for _ in range(3):
        reply = fronted.get(cache, "/", if_none_match=etag)
        assert (reply.status, reply.body) == (304, b"")


def test_nobody_from_outside_can_have_a_page_replaced_or_dropped(fronted):
    refused = ask(fronted.ports["varnish"], "/", "PURGE", {"Surrogate-Key": 'x" || obj.status != 0'})
    assert refused.status == 400
    vcl, site = (DEPLOY / "varnish.vcl").read_text(), (DEPLOY / "nginx.conf").read_text()
    assert "client.ip !~ newsroom" in vcl
    assert "geo $redaksi_inside" in site


@pytest.mark.parametrize("cache", ["nginx", "varnish"])
def test_a_publish_is_seen_through_the_cache_and_a_withdrawn_story_never_again(fronted, cache):
    words = f"Kabar lewat {cache} {time.monotonic_ns()}"
    for coding in ("", "gzip"):
        fronted.get(cache, "/", accept_encoding=coding or "identity")
    pk, address = fronted.newsroom.act("publish", words)
    until_true(lambda: words.encode() in fronted.get(cache, "/").body, 5)
    assert words.encode() in fronted.get(cache, address).body
    assert words.encode() in gzip.decompress(fronted.get(cache, address, accept_encoding="gzip").body)
    fronted.newsroom.act("withdraw", pk)
    until_true(lambda: fronted.get(cache, address).status == 410, 5)
    # nginx keeps what it was not yet told of for a second: the front may follow its page that much later.
    until_true(lambda: words.encode() not in fronted.get(cache, "/").body, 5)
    for _ in range(10):
        for coding in ("identity", "gzip"):
            reply = fronted.get(cache, address, accept_encoding=coding)
            assert reply.status == 410
        assert words.encode() not in fronted.get(cache, "/").body
        time.sleep(0.2)


def test_a_withdrawal_that_a_cache_did_not_hear_is_said_again(fronted):
    pk, address = fronted.newsroom.act("publish", "Tembolok sedang tuli")
    until_true(lambda: fronted.get("varnish", address).status == 200, 5)
    varnish = int((fronted.newsroom.home.parent / "varnish" / "work" / "_.pid").read_text())
    os.kill(varnish, signal.SIGSTOP)
    child = int(subprocess.run(["pgrep", "-P", str(varnish)], capture_output=True, text=True, check=True).stdout)
    os.kill(child, signal.SIGSTOP)
    try:
        fronted.newsroom.act("withdraw", pk)
        time.sleep(3.5)
    finally:
        os.kill(child, signal.SIGCONT)
        os.kill(varnish, signal.SIGCONT)
    until_true(lambda: fronted.get("varnish", address).status == 410, 20)


def test_every_setting_that_the_files_name_exists():
    known = {name for name, *_ in table()} | {"DATABASE_PASSWORD"}
    for path in DEPLOY.iterdir():
        named = set(re.findall(r"\b(?:REDAKSI_[A-Z_]+|DATABASE_[A-Z]+)\b", path.read_text()))
        assert named <= known, path.name


def test_the_unit_and_the_image_start_the_command_that_there_is():
    for name in ("redaksi.service", "Containerfile"):
        assert re.search(r"/opt/redaksi/\.venv/bin/redaksi(\"?,? \"?)serve", (DEPLOY / name).read_text()), name
    assert (PROJECT / "requirements.lock").exists()
