"""The values a source may have, as an editor reads them: formats, zones, languages, schedules."""

from __future__ import annotations

from typing import Any, Final
from zoneinfo import available_timezones

from django.conf import global_settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from redaksi.formats import READERS
from redaksi.newsroom.models import Zone

Choices = list[tuple[Any, Any]]

FORMATS: Final[dict[str, str | Promise]] = {
    "newsml-g2": "NewsML-G2",
    "newsml-1.2": "NewsML 1.2",
    "nitf": "NITF",
    "rss": "RSS, Atom",
    "jsonfeed": "JSON Feed",
    "ninjs": "ninjs, JSON",
    "anpa1312": "ANPA 1312",
    "iptc7901": "IPTC 7901",
    "email": gettext_lazy("e-mail"),
    "webpage": gettext_lazy("web page (HTML)"),
    "pagetext": gettext_lazy("text of a page"),
}
KINDS: Final[dict[str, str | Promise]] = {
    "hand": gettext_lazy("by hand"),
    "http": gettext_lazy("web"),
    "websub": gettext_lazy("web, with a hub"),
    "push": gettext_lazy("delivered to us"),
    "folder": gettext_lazy("folder"),
    "ftp": "FTP",
    "sftp": "SFTP",
    "imap": gettext_lazy("mailbox"),
}
"""How copy comes, in a word or two for lists."""
NEAR: Final = (
    *("UTC", "Asia/Singapore", "Asia/Kuala_Lumpur", "Asia/Tokyo", "Asia/Shanghai", "Asia/Kolkata", "Asia/Riyadh"),
    *("Europe/London", "Europe/Paris", "Europe/Berlin", "America/New_York", "Australia/Sydney"),
)
"""Zones in which agencies write that Indonesian newsrooms take."""
LANGUAGES: Final = ("id", "en", "ms", "ar", "zh-hans", "ja", "ko", "nl", "fr", "de", "es", "pt", "ru", "th", "vi")
SCHEDULES: Final = (15, 30, 60, 120, 300, 600, 900, 1800, 3600, 3 * 3600, 6 * 3600, 86400)
"""Seconds between two fetches that the form offers."""


def format_choices() -> Choices:
    """Formats by name; the first choice is to look at the bytes."""
    names = [(reader.NAME, FORMATS.get(reader.NAME, reader.NAME)) for reader in READERS]
    return [("", gettext_lazy("recognise it from the bytes")), *names]


def format_name(name: str) -> str:
    """A format as an editor calls it."""
    return str(FORMATS.get(name, name))


def zone_choices() -> Choices:
    """Indonesia's zones, those of the great agencies, then all there are."""
    rest = sorted(available_timezones() - set(NEAR) - set(Zone.values))
    ours = [(zone.value, f"{zone.label} ({zone.value})") for zone in Zone]
    return [
        (gettext_lazy("Indonesia"), ours),
        (gettext_lazy("Usual for agencies"), [(name, name) for name in NEAR]),
        (gettext_lazy("All others"), [(name, name) for name in rest]),
    ]


def language_choices(*also: str) -> Choices:
    """Languages that copy comes in; `also` are codes that a source has already."""
    codes = [*LANGUAGES, *(code for code in also if code and code not in LANGUAGES)]
    return [("", gettext_lazy("as the delivery says")), *((code, language_name(code)) for code in codes)]


def language_name(code: str) -> str:
    """The language of a code in the language of the screen; a code that nobody knows stands for itself."""
    known = dict(global_settings.LANGUAGES)
    english = known.get(code) or known.get(code.partition("-")[0])
    return _(english) if english else code


def schedule_choices(*also: int) -> Choices:
    """Schedules in words; `also` are seconds that a source has already."""
    return [(seconds, every(seconds)) for seconds in sorted({*SCHEDULES, *(each for each in also if each)})]


def every(seconds: int) -> str:
    """A schedule in words."""
    if seconds % 86400 == 0:
        count = seconds // 86400
        return ngettext("every day", "every %(count)s days", count) % {"count": count}
    if seconds % 3600 == 0:
        count = seconds // 3600
        return ngettext("every hour", "every %(count)s hours", count) % {"count": count}
    if seconds % 60 == 0:
        count = seconds // 60
        return ngettext("every minute", "every %(count)s minutes", count) % {"count": count}
    return ngettext("every second", "every %(count)s seconds", seconds) % {"count": seconds}
