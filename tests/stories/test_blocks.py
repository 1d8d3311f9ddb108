from __future__ import annotations

from typing import Any, get_args, get_type_hints

import pytest
from django.core.exceptions import ValidationError

from redaksi.stories.blocks import INLINE, BodyBlock
from redaksi.stories.body import BodyPart, References, body_parts
from tests.factories import make_draft, make_picture, make_story

NOTHING = References({}, {})
# One block of each kind as it lies in the database, complete.
WHOLE: dict[str, Any] = {
    "paragraph": "<p>Warga menyambut kapal <b>perintis</b>.</p>",
    "heading": "Rute baru",
    "quote": {"text": "Kami menunggu.", "speaker": "Ani", "role": "warga"},
    "list": {"ordered": True, "items": ["<p>Tual</p>", "<p>Dobo</p>"]},
    "table": {
        "columns": [{"type": "text", "heading": "Kota"}],
        "rows": [{"values": ["Tual"]}],
        "caption": "Singgah",
    },
    "embed": {"url": "https://video.example/1", "title": "Kapal berlayar"},
    "fact_box": {"title": "Fakta", "points": ["Dua rute"]},
    "review": {"kind": "Book", "name": "Pelayaran", "maker": "Ani", "rating": "4", "verdict": "Jernih."},
}


def stream(*blocks: tuple[str, Any]) -> Any:
    return BodyBlock().to_python([{"type": kind, "value": value} for kind, value in blocks])


def test_a_body_has_the_parts_that_readers_are_shown_and_no_other() -> None:
    kinds = set(get_args(get_type_hints(BodyPart)["kind"]))
    assert set(BodyBlock().child_blocks) == kinds


def test_every_kind_of_block_passes_its_own_check_and_comes_out_as_it_went_in() -> None:
    body = BodyBlock()
    value = body.clean(stream(*WHOLE.items()))
    assert [block.block_type for block in value] == list(WHOLE)
    raw = body.get_prep_value(value)
    assert raw[2]["value"] == WHOLE["quote"]
    assert [part.kind for part in body_parts(raw, NOTHING)] == list(WHOLE)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("paragraph", ""),
        ("heading", "k" * 201),
        ("quote", {"text": "", "speaker": "Ani", "role": ""}),
        ("embed", {"url": "bukan alamat", "title": "Kapal"}),
        ("embed", {"url": "https://video.example/1", "title": ""}),
        ("fact_box", {"title": "", "points": ["satu"]}),
        ("review", {"kind": "Book", "name": "", "maker": "", "rating": "", "verdict": ""}),
        ("review", {"kind": "Kapal", "name": "Pelayaran", "maker": "", "rating": "", "verdict": ""}),
        ("review", {"kind": "Book", "name": "Pelayaran", "maker": "", "rating": "6", "verdict": ""}),
        ("picture", {"picture": None, "caption": "", "alt": ""}),
        ("baca_juga", None),
    ],
)
def test_a_block_without_what_it_is_for_is_refused(kind: str, value: Any) -> None:
    with pytest.raises(ValidationError):
        BodyBlock().clean(stream((kind, value)))


def test_a_list_without_items_is_kept_for_the_editor_and_shown_to_nobody() -> None:
    value = BodyBlock().clean(stream(("list", {"ordered": False, "items": []})))
    assert body_parts(BodyBlock().get_prep_value(value), NOTHING) == ()


def test_only_a_quotation_itself_is_wanted_not_who_said_it() -> None:
    value = BodyBlock().clean(stream(("quote", {"text": "Kami menunggu.", "speaker": "", "role": ""})))
    assert value[0].value["text"] == "Kami menunggu."


@pytest.mark.parametrize("kind", ["paragraph", "items"])
def test_running_text_offers_what_a_newspaper_sets_and_no_pictures_headings_or_embeds(kind: str) -> None:
    body = BodyBlock().child_blocks
    block = body["paragraph"] if kind == "paragraph" else body["list"].child_blocks["items"].child_block
    assert block.features == INLINE
    assert not {"image", "embed", "h2", "document-link", "code"} & set(INLINE)


@pytest.mark.django_db
def test_pictures_and_stories_in_a_body_are_kept_by_number_and_survive_being_saved() -> None:
    picture, other = make_picture(), make_story("Kapal Perintis Berlayar")
    story = make_draft()
    story.body = [
        ("paragraph", WHOLE["paragraph"]),
        ("picture", {"picture": picture, "caption": "", "alt": "Kapal"}),
        ("baca_juga", other),
    ]
    story.save()
    story.refresh_from_db()
    assert [raw["value"] for raw in story.body.raw_data][2] == other.pk
    assert (story.body[1].value["picture"], story.body[2].value) == (picture, other)
