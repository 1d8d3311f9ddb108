"""What sort of journalism a story is, how a rubric is shown, and where a video that stands elsewhere plays."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, urlsplit

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

LANGUAGE_CODE: Final = RegexValidator(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$", _("Write a language code, as id, en or jv."))


class StoryKind(models.TextChoices):
    """The type of work, told to readers by a label (Trust Project) and to machines by schema.org's types."""

    NEWS = "news", _("news")
    ANALYSIS = "analysis", _("analysis")
    BACKGROUND = "background", _("in depth")
    REVIEW = "review", _("review")
    PHOTO = "photo", _("photos")
    VIDEO = "video", _("video")


class Presentation(models.TextChoices):
    """How the front of a rubric is shown."""

    NEWS = "news", _("as news")
    OPINION = "opinion", _("as opinion: who writes comes first")
    PHOTO = "photo", _("as photographs")
    VIDEO = "video", _("as videos")


class Reviewed(models.TextChoices):
    """What sort of work or thing a review is about; values are types of schema.org."""

    BOOK = "Book", _("book")
    MOVIE = "Movie", _("film")
    SERIES = "TVSeries", _("series")
    ALBUM = "MusicAlbum", _("music album")
    PLAY = "Play", _("stage performance")
    RESTAURANT = "Restaurant", _("restaurant")
    SOFTWARE = "SoftwareApplication", _("application or game")
    PRODUCT = "Product", _("product")
    OTHER = "CreativeWork", _("other work")


#: The best mark that a review gives; 1 is the worst.
BEST: Final = 5


@dataclass(frozen=True, slots=True)
class Player:
    """Where a video plays inside our page after a click; `host` is what the security policy must let in."""

    name: str
    url: str
    host: str


_YOUTUBE: Final = frozenset({"youtube.com", "www.youtube.com", "m.youtube.com", "www.youtube-nocookie.com"})
_VIMEO: Final = frozenset({"vimeo.com", "www.vimeo.com", "player.vimeo.com"})
_YOUTUBE_ID: Final = re.compile(r"[\w-]{11}", re.ASCII)
_VIMEO_ID: Final = re.compile(r"\d{6,12}", re.ASCII)


def player(url: str) -> Player | None:
    """The player of a video's address; None for what can only be opened elsewhere."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    host, steps = (parts.hostname or "").lower(), [step for step in parts.path.split("/") if step]
    if host == "youtu.be" and steps:
        return _youtube(steps[0])
    if host in _YOUTUBE:
        name = steps[-1] if steps[:1] in (["embed"], ["shorts"], ["live"]) else parse_qs(parts.query).get("v", [""])[0]
        return _youtube(name)
    if host in _VIMEO and steps and _VIMEO_ID.fullmatch(steps[-1]):
        return Player("Vimeo", f"https://player.vimeo.com/video/{steps[-1]}?dnt=1", "https://player.vimeo.com")
    return None


def seconds(length: str) -> int:
    """`4:12` or `1:04:12` in seconds; 0 for anything else."""
    steps = length.strip().replace(".", ":").split(":")
    if not 2 <= len(steps) <= 3 or not all(step.isascii() and step.isdigit() and len(step) <= 2 for step in steps):
        return 0
    total = 0
    for step in steps:
        total = total * 60 + int(step)
    return total


def _youtube(name: str) -> Player | None:
    if not _YOUTUBE_ID.fullmatch(name):
        return None
    host = "https://www.youtube-nocookie.com"
    return Player("YouTube", f"{host}/embed/{name}", host)
