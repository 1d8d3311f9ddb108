"""What the docs say about settings, commands, contracts and decisions equals the code."""

from __future__ import annotations

import re
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

from django.urls import Resolver404, resolve

from redaksi.formats.item import NewsItem
from redaksi.stories import keys
from redaksi.stories.models import RESERVED_SLUGS
from redaksi.stories.slots import Slots

PROJECT = Path(__file__).resolve().parent.parent
DOCS = PROJECT / "docs"


def read(name: str) -> str:
    return (DOCS / name).read_text()


def reference() -> str:
    loader = SourceFileLoader("reference_tool", str(PROJECT / "tools" / "reference"))
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return str(module.reference())


def test_every_setting_and_command_stands_in_the_reference():
    assert read("reference.md") == reference()


def test_every_field_of_a_news_item_stands_in_its_contract():
    contract = read("contracts/newsitem.md")
    assert [name for name in NewsItem.__dataclass_fields__ if f"`{name}`" not in contract] == []


def test_every_slot_stands_in_its_contract():
    contract = read("contracts/slots.md")
    assert [name for name in Slots.__dataclass_fields__ if f"`stories.slots.{name}`" not in contract] == []


def test_every_public_address_is_answered_and_no_rubric_can_take_it():
    for address in re.findall(r"`(/[^`<?]*)`", read("contracts/addresses.md")):
        if address in {"/", "/healthz", "/desk/"}:
            continue
        first = address.strip("/").split("/")[0]
        assert first in RESERVED_SLUGS, address
        if "YYYY" not in address:
            try:
                resolve(address)
            except Resolver404:
                raise AssertionError(f"nothing answers {address}") from None


def test_the_index_names_every_page_and_every_link_leads_somewhere():
    index = read("index.md")
    for page in DOCS.glob("*.md"):
        assert page.name == "index.md" or f"({page.name})" in index, page.name
    for page in [*DOCS.rglob("*.md"), PROJECT / "README.md"]:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_decisions_are_numbered_and_say_their_status():
    notes = sorted((DOCS / "decisions").glob("*.md"))
    assert [int(note.name[:4]) for note in notes] == list(range(1, len(notes) + 1))
    assert [note.name for note in notes if "**Status.**" not in note.read_text()] == []


def test_the_vocabulary_of_keys_has_a_contract():
    assert keys.EVERYTHING in read("contracts/surrogate-keys.md")


def test_the_route_names_modules_that_exist():
    for dotted in re.findall(r"`(redaksi\.[a-z_.]+)`", read("route.md")):
        path = PROJECT / dotted.replace(".", "/")
        assert path.is_dir() or path.with_suffix(".py").exists(), dotted


def test_a_command_that_is_not_built_is_not_in_the_docs():
    built = set(re.findall(r"`redaksi ([a-z-]+)`", read("reference.md")))
    text = "\n".join(page.read_text() for page in [*DOCS.rglob("*.md"), PROJECT / "README.md"])
    assert set(re.findall(r"`redaksi ([a-z]+)[ `]", text)) <= built
