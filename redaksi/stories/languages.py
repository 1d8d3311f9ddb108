"""Languages in which passages of Indonesian news are quoted (WCAG 2.2, 3.1.2)."""

from __future__ import annotations

import re
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# BCP 47 code -> what stands on the button, and what it says.
PASSAGES: Final[dict[str, tuple[str, Promise | str]]] = {
    "en": ("EN", _("English passage")),
    "ar": ("AR", _("Arabic passage")),
    "jv": ("JV", _("Javanese passage")),
    "su": ("SU", _("Sundanese passage")),
}
CODE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def kept(tag: str, attribute: str, value: str) -> str | None:
    """For the sanitiser: a language mark that is no language code is dropped, everything else stays as it is."""
    return None if attribute == "lang" and not CODE.fullmatch(value) else value
