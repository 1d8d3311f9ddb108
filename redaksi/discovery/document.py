"""A story as the index sees it."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from django.utils.html import strip_tags

from redaksi.discovery.terms import terms
from redaksi.stories.models import Story

MAX_WORDS = 4000


@dataclass(frozen=True, slots=True)
class Document:
    """Terms by column; `facets` holds `section12` and `label...` so that filters are words of the same query."""

    headline: str
    deck: str
    body: str
    facets: str

    def pack(self) -> bytes:
        """Compressed, as removal from a contentless table needs the old terms again."""
        return zlib.compress("\n".join((self.headline, self.deck, self.body, self.facets)).encode(), 6)

    @classmethod
    def unpack(cls, packed: bytes) -> Document:
        return cls(*zlib.decompress(packed).decode().split("\n"))


def document_of(story: Story) -> Document:
    """What is indexed of a story: headline, summary with names and topics, and the text of its body."""
    names = [str(byline.person) for byline in story.bylines.select_related("person")]
    topics = [topic.name for topic in story.topics.all()]
    deck = " ".join([story.deck, story.kicker, story.dateline_city, *names, *topics])
    return Document(
        headline=" ".join(terms(story.headline)),
        deck=" ".join(terms(deck)),
        body=" ".join(terms(plain_body(story))[:MAX_WORDS]),
        facets=f"section{story.section_id} label{story.label or 'none'}",
    )


def plain_body(story: Story) -> str:
    """The words of the body, without markup."""
    return strip_tags(" ".join(_texts(story.body.get_prep_value())))


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        inner = value.get("value", value)
        return [text for each in (inner.values() if isinstance(inner, dict) else [inner]) for text in _texts(each)]
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    return []
