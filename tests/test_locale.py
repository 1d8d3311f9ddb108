"""The desk speaks Indonesian throughout: nothing missing, nothing broken by translation, one word for one thing."""

from __future__ import annotations

import importlib.util
import json
import re
from collections import Counter
from pathlib import Path
from types import ModuleType

import django
import polib
import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.translation import gettext, ngettext, override
from django.views.i18n import JavaScriptCatalog

PROJECT = Path(__file__).resolve().parent.parent
OVERLAY = PROJECT / "redaksi" / "locale" / "id" / "LC_MESSAGES"
DOMAINS = ("django", "djangojs")
#: What a translation must carry over letter by letter: %(name)s, %s, {name} and tags with their attributes.
KEPT = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}|</?[a-zA-Z][^>]*>")
#: Words that earlier translations used where the newsroom has its own.
STRAY = re.compile(r"\b(anda|konsep|(me|di)?publikasi(kan)?|grup|potongan|dasbor|kadaluarsa|kolom ini|editor|login)\b")


def load_tool() -> ModuleType:
    """tools/ is no package: its file is loaded by path."""
    spec = importlib.util.spec_from_file_location("wagtail_messages", PROJECT / "tools" / "wagtail_messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def overlay(domain: str) -> polib.POFile:
    return polib.pofile(str(OVERLAY / f"{domain}.po"))


def indonesian(entry: polib.POEntry) -> str:
    return str(entry.msgstr_plural[0] if entry.msgid_plural else entry.msgstr)


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_message_of_wagtail_has_an_indonesian(domain: str) -> None:
    tool = load_tool()
    assert len(list(tool.english(domain))) > 80
    assert [entry.msgid for entry in tool.missing(domain)] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_overlay_holds_nothing_that_wagtail_no_longer_says(domain: str) -> None:
    said = {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry, _ in load_tool().english(domain)}
    stale = [
        entry.msgid
        for entry in overlay(domain)
        if entry.occurrences[0][0].startswith(("wagtail", "taggit"))
        and (entry.msgctxt, entry.msgid, entry.msgid_plural) not in said
    ]
    assert stale == []


def test_the_overlay_holds_nothing_that_django_no_longer_says() -> None:
    """Where Django's Indonesian has another word than the desk, as for the password, the overlay says it again."""
    said = {
        entry.msgid
        for folder in ("conf", "contrib/auth")
        for entry in polib.pofile(str(Path(django.__file__).parent / folder / "locale/id/LC_MESSAGES/django.po"))
    }
    again = [entry.msgid for entry in overlay("django") if entry.occurrences[0][0].startswith("django/")]
    assert len(again) > 20
    assert set(again) <= said


@pytest.mark.parametrize("domain", DOMAINS)
def test_placeholders_and_tags_are_carried_over_letter_by_letter(domain: str) -> None:
    for entry in overlay(domain):
        forms = [Counter(KEPT.findall(form)) for form in (entry.msgid, entry.msgid_plural) if form]
        assert Counter(KEPT.findall(indonesian(entry))) in forms, entry.msgid


@pytest.mark.parametrize("domain", DOMAINS)
def test_space_at_the_ends_and_the_closing_mark_are_those_of_the_english(domain: str) -> None:
    for entry in overlay(domain):
        english, ours = entry.msgid, indonesian(entry)
        assert ours.strip(), english
        assert re.findall(r"^\s*|\s*$", ours) == re.findall(r"^\s*|\s*$", english), english
        for mark in (".", ":", "?", "…"):
            assert ours.rstrip().endswith(mark) == english.rstrip().endswith(mark), english


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_overlay_is_finished_and_says_each_thing_once(domain: str) -> None:
    catalogue = overlay(domain)
    keys = Counter((entry.msgctxt, entry.msgid) for entry in catalogue)
    assert [key for key, times in keys.items() if times > 1] == []
    assert catalogue.percent_translated() == 100
    assert catalogue.fuzzy_entries() == []
    assert "nplurals=1" in catalogue.metadata["Plural-Forms"]


@pytest.mark.parametrize("domain", DOMAINS)
def test_what_is_compiled_is_what_is_written(domain: str) -> None:
    compiled = polib.mofile(str(OVERLAY / f"{domain}.mo"))
    assert {(e.msgctxt, e.msgid, e.msgid_plural, indonesian(e)) for e in compiled} == {
        (e.msgctxt, e.msgid, e.msgid_plural, indonesian(e)) for e in overlay(domain)
    }


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_desk_has_one_word_for_one_thing(domain: str) -> None:
    """Also where Wagtail's own Indonesian is left to stand."""
    tool = load_tool()
    ours = {tool.key(entry): entry for entry in overlay(domain)}
    for entry, path in tool.english(domain):
        theirs = tool.translated(path.parents[2] / "id_ID" / "LC_MESSAGES" / path.name)
        shown = indonesian(ours.get(tool.key(entry)) or theirs[tool.key(entry)])
        assert not STRAY.search(KEPT.sub("", shown)), (entry.msgid, shown)


def test_no_room_says_otherwise_what_the_overlay_already_says() -> None:
    """The overlay wins over a room's catalogue: a room that needs another word needs another msgid or a context."""
    ours = {(entry.msgctxt, entry.msgid): indonesian(entry) for entry in overlay("django")}
    clashes = [
        (path.parts[-5], entry.msgid, indonesian(entry), ours[entry.msgctxt, entry.msgid])
        for path in sorted((PROJECT / "redaksi").glob("*/locale/id/LC_MESSAGES/django.po"))
        for entry in polib.pofile(str(path)).translated_entries()
        if ours.get((entry.msgctxt, entry.msgid), indonesian(entry)) != indonesian(entry)
    ]
    assert clashes == []


@pytest.mark.parametrize("language", ["id", "id-id"])
def test_django_finds_the_overlay_first_and_wagtails_own_behind_it(language: str) -> None:
    with override(language):
        assert gettext("Save draft") == "Simpan draf"
        assert gettext("Submit for moderation") == "Ajukan ke penyunting"
        assert gettext("Request changes") == "Minta perbaikan"
        assert gettext("Unpublish") == "Batalkan terbit"
        assert gettext("Account locked: too many login attempts. Please try again later.").startswith("Akun terkunci")
        assert gettext("New password") == "Kata sandi baru"
        assert ngettext("Publish 1 page", "Publish %(counter)s pages", 1) == "Terbitkan %(counter)s halaman"
        # Only Wagtail's catalogue holds these: the language "id" reaches its folder "id_ID".
        assert gettext("Clear choice") == "Kosongkan pilihan"
        assert (None, "Clear choice") not in load_tool().translated(OVERLAY / "django.po")


def test_an_editor_who_chose_english_gets_english() -> None:
    with override("en"):
        assert gettext("Save draft") == "Save draft"


def test_the_desks_scripts_get_every_string_in_indonesian() -> None:
    with override("id"):
        response = JavaScriptCatalog.as_view(packages=["wagtail.admin"])(RequestFactory().get("/"))
    assert isinstance(response, HttpResponse)
    found = re.search(r"const newcatalog = (\{.*?\n\s*\});", response.content.decode(), re.DOTALL)
    assert found is not None
    catalogue = json.loads(found[1])
    for entry in overlay("djangojs"):
        expected = [indonesian(entry)] if entry.msgid_plural else indonesian(entry)
        assert catalogue[entry.msgid] == expected


def test_no_two_rooms_translate_one_message_differently() -> None:
    # Django merges all catalogues into one: the other room's word would win somewhere, by the order of the rooms.
    said: dict[tuple[str | None, str], set[str]] = {}
    for path in (PROJECT / "redaksi").rglob("django.po"):
        for entry in polib.pofile(str(path)):
            if entry.msgstr:
                said.setdefault((entry.msgctxt, entry.msgid), set()).add(entry.msgstr)
    assert {key: words for key, words in said.items() if len(words) > 1} == {}
