"""The desk speaks Indonesian: what a person sees is compared with every English message that has a translation."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import django
import polib
import pytest
import wagtail
from django.test import Client
from django.utils import translation

from redaksi.desk import actions
from redaksi.newsroom.models import User
from redaksi.wire.models import RoutingRule
from tests.desk.conftest import staff, wire_item
from tests.factories import make_draft, make_picture, make_story, make_user

pytestmark = pytest.mark.django_db

# The same word in both languages, or a name.
SAME = frozenset(
    """editor admin administrator email url json html whatsapp facebook instagram youtube tiktok telegram x logo label
    embargo status format kicker dateline redaksi reporter slug detail total media data home english""".split()
)
SEEN = ("placeholder", "title", "aria-label", "alt", "data-w-progress-active-value")
PLACEHOLDER = re.compile(r"%\([^)]*\)[sd]|%[sd]|\{[^}]*\}")


class Words(HTMLParser):
    """Text and spoken attributes of a page, without scripts, styles, templates of scripts and SVG."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.closed = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "svg"):
            self.closed += 1
        self.found += [value for name, value in attributes if name in SEEN and value]
        # What a button sends is not what it says.
        kind = dict(attributes).get("type") if tag == "input" else None
        self.found += [
            value for name, value in attributes if name == "value" and kind in ("submit", "button") and value
        ]

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style", "svg"):
            self.closed -= 1

    def handle_data(self, data: str) -> None:
        if not self.closed and data.strip():
            self.found.append(data)


def catalogues() -> Iterator[Path]:
    for package in (wagtail, django):
        yield from Path(package.__file__).parent.glob("**/locale/id*/LC_MESSAGES/django.po")
        yield from Path(package.__file__).parent.glob("**/locale/en/LC_MESSAGES/django.po")
    yield from (Path(__file__).resolve().parents[2] / "redaksi").glob("**/locale/id/LC_MESSAGES/django.po")


def english_words() -> frozenset[str]:
    """Messages without placeholders that the installation renders otherwise in Indonesian."""
    messages = {entry.msgid.strip() for path in catalogues() for entry in polib.pofile(str(path)) if not entry.obsolete}
    with translation.override("id"):
        return frozenset(
            message.casefold()
            for message in messages
            if message and not PLACEHOLDER.search(message) and message.casefold() not in SAME
        )


def own_words() -> frozenset[str]:
    """What Indonesian messages look like: a word that is an English message and an Indonesian one is no fault."""
    found = {
        entry.msgstr.strip().casefold()
        for path in catalogues()
        if "/id" in str(path)
        for entry in polib.pofile(str(path))
    }
    return frozenset(found)


@pytest.fixture
def chief() -> tuple[Client, User]:
    """Someone who sees every screen."""
    user = make_user("kepala", is_superuser=True, first_name="Wira", last_name="Adi", email="w@kabar.example")
    client = Client()
    client.force_login(user)
    return client, user


def pages(user: User) -> list[str]:
    draft, public, item = make_draft("Judul Pertama", created_by=user), make_story("Judul Kedua"), wire_item()
    first = draft.save_revision(user=user)
    draft.headline = "Judul Diubah"
    second = draft.save_revision(user=user)
    picture, account = make_picture("Jembatan"), staff("reporter")
    taken = actions.take(wire_item(2, version="1"), user)
    RoutingRule.objects.create(name="Kapal", conditions={"words": ["kapal"], "urgency": 3}, section="dunia", watch=True)
    later = wire_item(2, version="2", headline="RALAT: Kapal", urgency=2, usage_terms="Not for archive.")
    story, history = "/desk/naskah", f"/desk/naskah/history/{draft.pk}"
    return [
        *("/desk/", "/desk/inbox/", "/desk/inbox/dibuang/", "/desk/inbox/karantina/", "/desk/inbox/tempel/"),
        *(f"/desk/inbox/{item.pk}/", f"{story}/", f"{story}/add/", f"{story}/edit/{draft.pk}/"),
        *(f"{story}/edit/{public.pk}/", f"{story}/{public.pk}/ralat/", f"{story}/{public.pk}/cabut/"),
        *(f"{history}/", f"{history}/revisions/compare/{first.pk}...{second.pk}/", f"{story}/delete/{draft.pk}/"),
        *("/desk/images/", "/desk/images/add/", "/desk/images/multiple/add/", f"/desk/images/{picture.pk}/"),
        *("/desk/users/", "/desk/users/new/", f"/desk/users/edit/{account.pk}/", "/desk/account/"),
        *("/desk/rubrik/", "/desk/topik/new/", "/desk/orang/new/", "/desk/halaman-depan/", "/desk/breaking/new/"),
        *("/desk/iklan/new/", "/desk/sumber/", "/desk/sumber/new/", "/desk/settings/newsroom/identity/1/"),
        *("/desk/images/chooser/", f"/desk/sumber/{item.source_id}/", f"/desk/sumber/{item.source_id}/token/"),
        *(f"/desk/sumber/edit/{item.source_id}/", f"/desk/inbox/karantina/{item.raw_id}/", "/desk/inbox/baru/?sejak=0"),
        *("/desk/inbox/aturan/?uji=1", "/desk/inbox/aturan/baru/", f"/desk/inbox/{later.pk}/pernah/"),
        *(f"/desk/inbox/{later.pk}/", f"{story}/{taken.pk}/peringatan/", f"{story}/edit/{taken.pk}/"),
    ]


def english_in(page: str, english: frozenset[str]) -> set[str]:
    reader = Words()
    reader.feed(page)
    seen = {re.sub(r"\s+", " ", html.unescape(text)).strip(" \n:*…") for text in reader.found}
    return {text for text in seen if text.casefold() in english}


# Wagtail leaves the temporary files of the thumbnails it makes to the collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore:Unclosed file:ResourceWarning")
def test_no_english_is_left_on_the_screens_of_the_desk(chief: tuple[Client, User]) -> None:
    client, user = chief
    english = english_words() - own_words()
    faults: dict[str, set[str]] = {}
    for url in pages(user):
        answer = client.get(url, follow=True)
        assert answer.status_code == 200, url
        text = answer.content.decode()
        if answer["Content-Type"].startswith("application/json"):
            text = answer.json().get("html", "")
        if found := english_in(text, english):
            faults[url] = found
    assert faults == {}


def test_no_english_is_left_at_the_door() -> None:
    english = english_words() - own_words()
    for url in ("/desk/login/", "/desk/password_reset/"):
        assert english_in(Client().get(url).content.decode(), english) == set(), url


def test_the_crawl_would_see_english() -> None:
    assert english_in('<input placeholder="Choose an image"><p>Save draft</p>', english_words() - own_words())
