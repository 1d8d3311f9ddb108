"""Words in the desk's templates: `{{ warning|spoken }}`."""

from __future__ import annotations

from django import template

from redaksi.desk import sentences
from redaksi.desk.terms import KINDS, SEEN_FIRST, short_words_for

register = template.Library()


@register.filter
def spoken(text: object) -> str:
    """What a reader or a rule said, in the language of the desk (`sentences.spoken`)."""
    return sentences.spoken(str(text))


@register.filter
def kind_word(kind: str) -> str:
    """What an item is, in a word."""
    return str(KINDS.get(kind, kind))


@register.filter
def forbidding(rights: list[dict[str, str]]) -> list[str]:
    """Of an item's terms those that a reader of the list must know, in a few words each."""
    return [short_words_for(right) for right in rights if right.get("flag") in SEEN_FIRST]
