"""What readers, signals, rules and fetching say in plain English, said again in the language of the desk."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext, gettext_noop

from redaksi.formats.sentences import SENTENCES, Phrasebook

# What the wire itself says about deliveries and items; its values are kept as they are.
_WIRE: Final = (
    gettext_noop("larger than {size} MB"),
    gettext_noop("larger than {size} bytes"),
    gettext_noop("larger than {size} bytes when unpacked"),
    gettext_noop("the reader failed: {error}"),
    gettext_noop("could not be stored: {error}"),
    gettext_noop("packed in a way we did not ask for: {encoding}"),
    gettext_noop("the packed body is broken"),
    gettext_noop("the packed body ends too early"),
    gettext_noop("the kept bytes of {digest} were altered on the disk"),
    gettext_noop("status canceled"),
    gettext_noop("headline: {words}"),
    gettext_noop("slug: {words}"),
    gettext_noop("genre: {words}"),
    gettext_noop("note: {words}"),
    gettext_noop("text: {words}"),
    gettext_noop("urgency {number}"),
    gettext_noop("source: {words}"),
    gettext_noop("subject: {words}"),
    gettext_noop("keyword: {words}"),
    gettext_noop("words: {words}"),
    gettext_noop("place: {words}"),
    gettext_noop("language: {words}"),
)
_BOOK: Final = Phrasebook((*SENTENCES, *_WIRE))
# A sentence within a sentence within a sentence: no reader goes deeper.
_DEEPEST: Final = 4


def spoken(text: str, depth: int = 0) -> str:
    """`text` in the language of the desk; what is none of our sentences stays as it is."""
    said = _BOOK.take_apart(text) if depth < _DEEPEST else None
    if said is None:
        return text
    values = {name: spoken(value, depth + 1) for name, value in said.values.items()}
    return gettext(said.template).format(**values)
