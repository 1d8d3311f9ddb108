"""What an agency's terms and kinds of items mean for the desk, in words; which terms forbid us to publish at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from redaksi.wire.rights import FLAGS

FORBIDS_PUBLISHING: Final = frozenset({"online-excluded", "no-publication"})
SEEN_FIRST: Final = FORBIDS_PUBLISHING | {"no-archive", "not-in", "only-in", "one-time-use"}
"""What stands in the list already: it decides whether an item is worth opening."""

KINDS: Final[Mapping[str, str | Promise]] = {
    "text": _("text"),
    "picture": _("picture"),
    "video": _("video"),
    "audio": _("audio"),
    "graphic": _("graphic"),
    "package": _("package"),
    "event": _("event on the agenda"),
    "planning": _("planning"),
}
"""Words for `WireItem.kind`."""

WORDS: Final[Mapping[str, str | Promise]] = {
    "no-archive": _("not for the archive; take down when the term ends"),
    "online-excluded": _("not for websites and apps"),
    "print-excluded": _("not for print"),
    "broadcast-excluded": _("not for radio and television"),
    "no-social": _("not for social media"),
    "no-resale": _("not to be passed on"),
    "editorial-only": _("news use only, no advertising"),
    "mandatory-credit": _("the credit must be shown"),
    "one-time-use": _("may be used once"),
    "no-changes": _("no cropping, cutting or retouching"),
    "no-translation": _("not to be translated"),
    "no-data-mining": _("not for training of models or data mining"),
    "no-publication": _("for information only, not for publication"),
    "not-in": _("not in this territory"),
    "only-in": _("in this territory only"),
}
"""Words for each flag of `wire.rights.FLAGS`."""


def words_for(right: Mapping[str, str | None]) -> str:
    """One right of an item (`{"flag", "value", "because"}`) as an editor reads it."""
    flag = str(right["flag"])
    said = str(WORDS.get(flag, flag))
    return f"{said} ({right['value']})" if right.get("value") else said


def short_words_for(right: Mapping[str, str | None]) -> str:
    """As `words_for`, in as few words as a list has room for."""
    flag, value = str(right["flag"]), right.get("value")
    said = str(FLAGS.get(flag, flag))
    return f"{said} ({value})" if value else said
