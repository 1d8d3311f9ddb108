"""What machines read in a page."""

from __future__ import annotations

import json
import re

import pytest

from redaksi.accountability.models import Correction
from redaksi.portal import structured
from redaksi.portal.models import StandingPage
from redaksi.portal.pages.frame import Ground
from redaksi.stories import queries
from redaksi.stories.models import Story
from redaksi.stories.present import LinkView, references, whole
from tests.factories import make_person, make_picture, make_story, make_topic

pytestmark = pytest.mark.django_db


def article(now, newsroom, **values) -> dict:
    story = queries.whole(make_story(at=now, **values).pk)
    ground = Ground.load(now)
    view = whole(story, ground.house, references([story], now), now)
    correction = Correction(story=story, text="Angka diperbaiki.", posted_at=now)
    return json.loads(structured.article(ground, view, [correction]))


def test_a_story_is_a_news_article_with_people_picture_and_correction(now, newsroom):
    data = article(now, newsroom, picture=make_picture(credit="ANTARA FOTO/Uji"))
    assert data["@type"] == "NewsArticle"
    assert data["author"][0]["@type"] == "Person"
    assert data["author"][0]["url"].endswith("/penulis/ratna-wulandari")
    assert data["datePublished"] == "2026-11-19T19:00:00+07:00"
    image = data["image"]
    assert image["creditText"] == image["copyrightNotice"] == "ANTARA FOTO/Uji"
    assert image["description"] == "Jembatan gantung di atas sungai"
    assert image["acquireLicensePage"].endswith("/kontak/")
    assert data["correction"][0]["@type"] == "CorrectionComment"
    assert data["dateline"] == "Banjarmasin, Kabar Uji"
    assert data["publisher"]["name"] == "Kabar Uji"


def test_agency_copy_says_whose_it_is(now, newsroom):
    data = article(
        now, newsroom, provenance_agency="Xinhua", credit="Xinhua", provenance_url="https://xinhua.example/1"
    )
    assert data["sourceOrganization"]["name"] == "Xinhua"
    assert data["isBasedOn"] == "https://xinhua.example/1"
    assert data["creditText"] == "Xinhua"


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        (Story.Label.OPINION, "OpinionNewsArticle"),
        (Story.Label.ADVERTORIAL, "AdvertiserContentArticle"),
        (Story.Label.SPONSORED, "AdvertiserContentArticle"),
    ],
)
def test_labels_have_types_of_their_own(now, newsroom, label, kind):
    assert article(now, newsroom, label=label)["@type"] == kind


def review(kind: str, maker: str = "Wira Adi", rating: str = "4") -> list[dict]:
    value = {"kind": kind, "name": "Laut di Dapur", "maker": maker, "rating": rating, "verdict": ""}
    return [{"type": "paragraph", "value": "<p>Isi.</p>"}, {"type": "review", "value": value}]


def test_a_review_says_what_it_reviews_and_its_mark(now, newsroom):
    data = article(now, newsroom, kind="review", body=review("Book"))
    assert data["@type"] == "ReviewNewsArticle"
    assert data["itemReviewed"] == {
        "@type": "Book",
        "name": "Laut di Dapur",
        "author": {"@type": "Person", "name": "Wira Adi"},
    }
    assert data["reviewRating"] == {"@type": "Rating", "ratingValue": 4, "bestRating": 5, "worstRating": 1}


def test_a_review_without_mark_or_maker_invents_none(now, newsroom):
    data = article(now, newsroom, kind="review", body=review("Restaurant", maker="Wira", rating=""))
    assert data["itemReviewed"] == {"@type": "Restaurant", "name": "Laut di Dapur"}
    assert "reviewRating" not in data


def test_a_review_that_names_nothing_is_told_as_news_and_only_reviews_have_reviewed_things(now, newsroom):
    assert article(now, newsroom, kind="review")["@type"] == "NewsArticle"
    for values in ({"kind": "news"}, {"kind": "review", "label": "opini"}, {"kind": "review", "label": "advertorial"}):
        data = article(now, newsroom, headline=str(values), body=review("Book"), **values)
        assert "itemReviewed" not in data
        assert data["@type"] != "ReviewNewsArticle"


def test_nothing_ends_the_script_element():
    text = structured.breadcrumb([LinkView("</script><script>alert(1)//<!--", "/")])
    assert "<" not in text
    assert json.loads(text)["itemListElement"][0]["name"].startswith("</script>")


def test_the_newsroom_names_its_policies(now, newsroom):
    data = json.loads(structured.organisation(Ground.load(now)))
    assert data["@type"] == "NewsMediaOrganization"
    for name in ("publishingPrinciples", "correctionsPolicy", "masthead", "ownershipFundingInfo"):
        assert data[name].startswith("http")


def test_policies_whose_page_is_unpublished_or_missing_are_not_named(now, newsroom):
    StandingPage.objects.get(slug="pedoman-media-siber").unpublish()
    StandingPage.objects.get(slug="tentang").delete()
    ground = Ground.load(now)
    house = json.loads(structured.organisation(ground))
    assert {"masthead", "actionableFeedbackPolicy", "correctionsPolicy"} <= house.keys()
    assert not {"publishingPrinciples", "ethicsPolicy", "ownershipFundingInfo"} & house.keys()
    assert "verificationFactCheckingPolicy" not in house
    StandingPage.objects.get(slug="kontak").unpublish()
    data = article(now, newsroom, picture=make_picture())
    assert "publishingPrinciples" not in data
    assert "acquireLicensePage" not in data["image"]


@pytest.mark.parametrize(
    ("kind", "name"),
    [("news", "NewsArticle"), ("analysis", "AnalysisNewsArticle"), ("background", "BackgroundNewsArticle")],
)
def test_kinds_of_work_have_types_of_their_own_and_opinion_goes_before(now, newsroom, kind, name):
    assert article(now, newsroom, kind=kind)["@type"] == name
    assert article(now, newsroom, headline="Kolom", kind=kind, label="opini")["@type"] == "OpinionNewsArticle"


def test_what_a_story_is_about_and_what_it_mentions_are_told_apart(now, newsroom):
    named = make_topic("Pakistan", kind="country")
    beside = make_topic("Rusia", kind="country")
    theme = make_topic("Perdagangan", kind="theme")
    data = article(now, newsroom, headline="Menteri Pakistan Tiba di Jakarta", topics=(named, beside, theme))
    assert {(each["@type"], each["name"]) for each in data["about"]} == {
        ("Country", "Pakistan"),
        ("Thing", "Perdagangan"),
    }
    assert [(each["@type"], each["name"]) for each in data["mentions"]] == [("Country", "Rusia")]
    assert data["mentions"][0]["url"].endswith("/topik/rusia")


def test_the_front_says_how_the_site_is_searched_and_which_rules_it_keeps(client, newsroom):
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get("/").content.decode())
    site, house = map(json.loads, found)
    assert (site["@type"], site["publisher"]["@id"]) == ("WebSite", house["@id"])
    target = site["potentialAction"]["target"]["urlTemplate"]
    assert target.endswith("/cari?q={words}")
    assert site["potentialAction"]["query-input"] == "required name=words"
    for policy in ("publishingPrinciples", "ethicsPolicy", "correctionsPolicy", "verificationFactCheckingPolicy"):
        assert house[policy].startswith("http")


def test_the_page_of_an_author_tells_who_it_is_and_where_else(client, newsroom):
    make_person(
        "Sari Melati",
        "SML",
        position="Wartawan",
        bio="Meliput pesisir.",
        accounts="https://x.com/sari\nhttps://www.instagram.com/sari/",
    )
    html = client.get("/penulis/sari-melati").content.decode()
    page = json.loads(re.search(r'<script type="application/ld\+json">(\{[^<]*ProfilePage.*?)</script>', html)[1])
    person = page["mainEntity"]
    assert (page["@type"], person["@type"], person["name"]) == ("ProfilePage", "Person", "Sari Melati")
    assert person["jobTitle"] == "Wartawan"
    assert person["sameAs"] == ["https://x.com/sari", "https://www.instagram.com/sari/"]
    assert '<a rel="me noopener" href="https://x.com/sari">X</a>' in html
    assert '<meta property="og:type" content="profile">' in html
