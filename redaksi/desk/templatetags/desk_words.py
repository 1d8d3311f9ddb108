"""Words in the desk's templates: `{{ warning|spoken }}`."""

from __future__ import annotations

from django import template

from redaksi.desk import sentences

register = template.Library()


@register.filter
def spoken(text: object) -> str:
    """What a reader or a rule said, in the language of the desk (`sentences.spoken`)."""
    return sentences.spoken(str(text))
