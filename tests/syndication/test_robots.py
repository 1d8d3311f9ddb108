"""What robots are asked, and what sellers and language models are told."""

from __future__ import annotations

from urllib.robotparser import RobotFileParser

import pytest

from redaksi.newsroom.models import Identity
from redaksi.portal.setup import create_standing_pages
from redaksi.syndication.models import MachineSettings
from redaksi.syndication.robots import ads, llms, robots
from tests.factories import make_section


def may(policy: str, agent: str, path: str = "/dunia/1/kabar") -> bool:
    parser = RobotFileParser()
    parser.parse(robots(policy).splitlines())
    return parser.can_fetch(agent, path)


@pytest.mark.parametrize(
    ("policy", "training", "answering"), [("all", True, True), ("search", False, True), ("none", False, False)]
)
def test_a_policy_reaches_those_it_names_and_never_search_engines(policy, training, answering):
    assert {may(policy, agent) for agent in ("GPTBot", "ClaudeBot", "CCBot", "Google-Extended")} == {training}
    assert {may(policy, agent) for agent in ("OAI-SearchBot", "PerplexityBot")} == {answering}
    assert may(policy, "Googlebot")
    assert may(policy, "bingbot")
    assert not may(policy, "Googlebot", "/desk/")


def test_without_sellers_ads_txt_says_so():
    assert ads("") == "# No seller is authorized.\n"
    assert ads(" jaringan.example, 12, DIRECT \r\n") == "jaringan.example, 12, DIRECT\n"


@pytest.mark.django_db
def test_llms_txt_is_there_only_where_the_newsroom_wants_it(client):
    assert client.get("/llms.txt").status_code == 404
    machines = MachineSettings.load()
    machines.llms_txt, machines.crawlers, machines.ads_txt = True, "all", "jaringan.example, 12, DIRECT"
    machines.save()
    assert client.get("/llms.txt").status_code == 200
    assert "GPTBot" not in client.get("/robots.txt").content.decode()
    assert client.get("/ads.txt").content == b"jaringan.example, 12, DIRECT\n"


@pytest.mark.django_db
def test_llms_txt_names_rubrics_and_rules():
    text = llms(Identity(brand="Kabar Uji", tagline="Jernih"), [make_section()])
    assert text.startswith("# Kabar Uji\n\n> Jernih")
    assert "/dunia/)" in text
    assert "/pedoman-media-siber/)" in text
    bare = llms(Identity(brand="Kabar Uji"), [], standing=())
    assert "/pedoman-media-siber/" not in bare
    assert "/koreksi/)" in bare


@pytest.mark.django_db
def test_llms_txt_points_at_no_page_that_readers_may_not_see(client):
    pages = {page.slug: page for page in create_standing_pages("Kabar Uji")}
    MachineSettings.objects.create(llms_txt=True)
    assert "/redaksi/)" in client.get("/llms.txt").content.decode()
    pages["redaksi"].unpublish()
    text = client.get("/llms.txt").content.decode()
    assert "/redaksi/)" not in text
    assert "/kontak/)" in text
