"""The demo newsroom as data: plain files beside this module, read into frozen values.

An editor can read and change the files without this code: TOML tables for rubrics, people, topics,
pictures and identity; one Markdown file with TOML front matter for each story and standing page; wire
files as an agency would send them. All times are relative to `now`, so the demo is always fresh:

* `age` in a story's front matter is minutes before `now` (`published` an absolute time instead);
* `{{hari-1}}` in text is a date relative to the story's publication, see `markup.dated`;
* `{{now-35m}}` in a wire file is a time relative to `now`, see `markup.timed`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from redaksi.demo.markup import Block, ContentError, dated, parse_blocks, slugify, timed

FOLDER = Path(__file__).resolve().parent / "content"


@dataclass(frozen=True, slots=True)
class Social:
    """An account of the newsroom: `network` is a lower-case name (`instagram`)."""

    network: str
    handle: str
    url: str


@dataclass(frozen=True, slots=True)
class Identity:
    """What the Press Law wants in the footer, and the look: `accent` is a CSS hex colour."""

    brand: str
    legal_name: str
    tagline: str
    description: str
    domain: str
    address: str
    city: str
    postal_code: str
    phone: str
    fax: str
    email: str
    responsible: str
    chief_editor: str
    accent: str
    dateline: str
    socials: tuple[Social, ...]


@dataclass(frozen=True, slots=True)
class Rubric:
    """A section of the site, in menu order; `presentation` is news, opinion, photo or video."""

    slug: str
    name: str
    description: str
    order: int
    presentation: str


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """Somebody with a byline page. `role` names the desk role of the account, None for no account.

    Roles: reporter, editor, redaktur, redpel, pemred, admin. `rubrics` limits an account to rubrics;
    `portrait` is a picture key.
    """

    key: str
    name: str
    initials: str
    position: str
    bio: str
    email: str
    role: str | None
    rubrics: tuple[str, ...]
    portrait: str | None


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """What stories are about; `kind` is country, person, organisation, place or theme."""

    key: str
    kind: str
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class PictureEntry:
    """A picture to be drawn: `scene` and `variant` say what; `focal` is x, y from 0 to 1."""

    key: str
    scene: str
    variant: int
    alt: str
    caption: str
    credit: str
    focal: tuple[float, float]


@dataclass(frozen=True, slots=True)
class CorrectionEntry:
    """A ralat: what was wrong and is right now; `at` is when it was posted."""

    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class WithdrawalEntry:
    """A withdrawal; `code` is sara, kesusilaan, masa-depan-anak, trauma-korban or dewan-pers."""

    code: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """One story. `label` is opini, advertorial or None; `kind` is news, photo, video ...

    `agency` is the wire credit (`Xinhua`) or None; `authors` (in byline order) and `editor` are person keys, `topics`
    topic keys, `picture` a picture key; `caption` replaces the picture's own. `key` and `slug` are unique.
    """

    key: str
    rubric: str
    headline: str
    slug: str
    kicker: str
    deck: str
    city: str
    authors: tuple[str, ...]
    editor: str
    topics: tuple[str, ...]
    picture: str
    caption: str
    published: datetime
    label: str | None
    kind: str
    sponsor: str | None
    agency: str | None
    source: str | None
    blocks: tuple[Block, ...]
    corrections: tuple[CorrectionEntry, ...]
    withdrawal: WithdrawalEntry | None
    breaking: bool
    pinned: int | None


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A standing page: `slug` is its address (`tentang`)."""

    slug: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class WireSource:
    """Who sends: `kind` is ninjs, rss or web; `credit` is what stories must print."""

    key: str
    name: str
    kind: str
    credit: str
    rubric: str


@dataclass(frozen=True, slots=True)
class WireFile:
    """A file that waits in the inbox; `source` is a wire source key, `data` the bytes as sent."""

    name: str
    source: str
    data: bytes


@dataclass(frozen=True, slots=True)
class DemoContent:
    """The whole newsroom; `stories` newest first."""

    identity: Identity
    rubrics: tuple[Rubric, ...]
    people: tuple[PersonEntry, ...]
    topics: tuple[TopicEntry, ...]
    pictures: tuple[PictureEntry, ...]
    stories: tuple[StoryEntry, ...]
    pages: tuple[PageEntry, ...]
    sources: tuple[WireSource, ...]
    wire: tuple[WireFile, ...]


def load(now: datetime, folder: Path = FOLDER) -> DemoContent:
    """Everything under `folder` as of `now` (with an offset); raises `ContentError` on a bad file."""
    newsroom = _toml(folder / "newsroom.toml")
    identity = newsroom["identity"]
    socials = tuple(Social(**each) for each in identity.pop("socials"))
    stories = [_story(path, now) for path in sorted((folder / "stories").glob("*/*.md"))]
    return DemoContent(
        identity=Identity(**identity, socials=socials),
        rubrics=tuple(
            Rubric(order=i, **{"presentation": "news", **each}) for i, each in enumerate(newsroom["rubric"], 1)
        ),
        people=tuple(_person(each) for each in _toml(folder / "people.toml")["person"]),
        topics=tuple(TopicEntry(**each) for each in _toml(folder / "topics.toml")["topic"]),
        pictures=tuple(_picture(each) for each in _toml(folder / "pictures.toml")["picture"]),
        stories=tuple(sorted(stories, key=lambda story: story.published, reverse=True)),
        pages=tuple(_page(path, now) for path in sorted((folder / "pages").glob("*.md"))),
        sources=tuple(WireSource(**each) for each in _toml(folder / "wire" / "sources.toml")["source"]),
        wire=tuple(_wire_files(folder / "wire", now)),
    )


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ContentError(f"{path.name}: {error}") from error


def _front_matter(path: Path) -> tuple[dict[str, Any], str]:
    parts = path.read_text("utf-8").split("+++\n", 2)
    if len(parts) != 3 or parts[0]:
        raise ContentError(f"{path.name}: front matter must stand between two lines of +++")
    try:
        return tomllib.loads(parts[1]), parts[2]
    except tomllib.TOMLDecodeError as error:
        raise ContentError(f"{path.name}: {error}") from error


def _person(entry: dict[str, Any]) -> PersonEntry:
    rubrics = tuple(entry.pop("rubrics", ()))
    return PersonEntry(role=entry.pop("role", None), portrait=entry.pop("portrait", None), rubrics=rubrics, **entry)


def _picture(entry: dict[str, Any]) -> PictureEntry:
    x, y = entry.pop("focal", (0.5, 0.5))
    return PictureEntry(variant=entry.pop("variant", 0), focal=(x, y), **entry)


def _page(path: Path, now: datetime) -> PageEntry:
    meta, body = _front_matter(path)
    return PageEntry(
        slug=path.stem,
        title=meta["title"],
        blocks=parse_blocks(dated(body, now), path.name),
    )


def _story(path: Path, now: datetime) -> StoryEntry:
    meta, body = _front_matter(path)
    published = meta.get("published") or now - timedelta(minutes=meta["age"])
    corrections = [
        CorrectionEntry(dated(each["text"], published), published + timedelta(hours=each["hours"]))
        for each in meta.get("correction", ())
    ]
    gone = meta.get("withdrawal")
    return StoryEntry(
        key=path.stem,
        rubric=path.parent.name,
        headline=meta["headline"],
        slug=meta.get("slug") or slugify(meta["headline"]),
        kicker=meta.get("kicker", ""),
        deck=dated(meta["deck"], published),
        city=meta["city"],
        authors=tuple(meta["authors"]),
        editor=meta["editor"],
        topics=tuple(meta["topics"]),
        picture=meta["picture"],
        caption=dated(meta.get("caption", ""), published),
        published=published,
        label=meta.get("label"),
        kind=meta.get("kind", "news"),
        sponsor=meta.get("sponsor"),
        agency=meta.get("agency"),
        source=meta.get("source"),
        blocks=parse_blocks(dated(body, published), path.name),
        corrections=tuple(corrections),
        withdrawal=gone and WithdrawalEntry(gone["code"], gone["reason"], published + timedelta(hours=gone["hours"])),
        breaking=meta.get("breaking", False),
        pinned=meta.get("pinned"),
    )


def _wire_files(folder: Path, now: datetime) -> Iterator[WireFile]:
    for path in sorted(each for each in folder.glob("*/*") if each.is_file()):
        yield WireFile(path.name, path.parent.name, timed(path.read_text("utf-8"), now).encode())
