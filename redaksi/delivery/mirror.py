"""The static mirror: the last days of the newsroom as a plain site that any host can serve while the house is down.

Writing goes on where it stopped: pages that are fresh in the store are not rendered again, files that hold the same
are not written again, and what the mirror no longer shows is removed with the manifest that knew it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.utils.translation import gettext as _

from redaksi.conf import config
from redaksi.delivery.journal import PurgeView
from redaksi.delivery.mirror_links import Site, copy_page, file_of
from redaksi.delivery.mirror_seal import Held, SealError, known_files, load_key, seal
from redaksi.delivery.outbox import journal
from redaksi.delivery.press import press, standing_paths
from redaksi.delivery.store import Page, PageStore
from redaksi.newsroom.models import Identity, Person
from redaksi.portal.models import StandingPage
from redaksi.stories.models import Story, Topic
from redaksi.stories.slots import present

ALSO = ("/koreksi/", "/atom.xml", "/feed.json", "/robots.txt")
STATUS = frozenset({200, 410})


class MirrorRefused(Exception):
    """The folder is not ours to write into; nothing was changed."""


@dataclass(slots=True)
class Outcome:
    """What one run did, in files."""

    pages: int = 0
    written: int = 0
    kept: int = 0
    removed: int = 0


def write_mirror(folder: Path, days: int, report: Callable[[int], object] = lambda _: None) -> Outcome:
    """Bring the mirror in `folder` up to date with the last `days` days; `report(1)` is called for each page.

    Raises MirrorRefused where the folder holds something else, OSError where the disk does not take it.
    """
    before, view = _known(folder), journal().view()
    now, outcome, held = present(), Outcome(), dict[str, Held]()
    wanted = list(addresses(days, now))
    note = _("Static copy of")
    site = Site({address: file_of(address) for address in wanted}, config.public_url, note)
    assets: set[str] = set()
    for address in wanted:
        status, page = current(address, view)
        report(1)
        if status >= 500 and (name := file_of(address)) in before:
            # What cannot be rendered now stays as it was.
            held[name] = before[name]
        if page is None or status not in STATUS:
            continue
        outcome.pages += 1
        data = page.identity
        if dict(page.headers).get("content-type", "").startswith("text/html"):
            copied = copy_page(data, address, site)
            data, assets = copied.text.encode(), assets | copied.assets
        _put(folder, file_of(address), data, held, outcome)
    for asset in sorted(assets):
        source = config.home / asset.lstrip("/")
        if source.is_file():
            _put(folder, asset.lstrip("/"), source.read_bytes(), held, outcome)
    about = {"site": config.public_url, "made_at": now.isoformat(timespec="seconds"), "days": days}
    seal(folder, held, about, load_key(config.home))
    outcome.removed = sum(_remove(folder, name) for name in before.keys() - held.keys())
    return outcome


def addresses(days: int, now: datetime) -> Iterator[str]:
    """Everything that the mirror shows: fronts, standing pages, the stories of the last `days` days (withdrawn ones as
    their notice), their topics and names, the index of each day."""
    yield from dict.fromkeys([*standing_paths(), *ALSO])
    yield from (f"/{slug}/" for slug in StandingPage.objects.live().values_list("slug", flat=True))
    since = now - timedelta(days=days)
    zone = Identity.load().tzinfo
    for back in range(days + 1):
        yield f"/indeks/{(now - timedelta(days=back)).astimezone(zone):%Y/%m/%d}/"
    shown = Story.objects.filter(first_published_at__isnull=False, published_at__gte=since, section__isnull=False)
    rows = shown.select_related("section").only("slug", "section__slug").order_by("-published_at")
    for story in rows.iterator(chunk_size=500):
        yield story.get_absolute_url()
    yield from (topic.get_absolute_url() for topic in Topic.objects.filter(stories__in=shown).distinct())
    people = Person.objects.filter(bylines__story__in=shown).distinct()
    yield from (f"/penulis/{slug}" for slug in people.values_list("slug", flat=True))


def current(address: str, view: PurgeView) -> tuple[int, Page | None]:
    """(status, page) of `address` as readers should see it: from the store while it is fresh, else pressed now."""
    store, now = PageStore.at(config.home), present().timestamp()
    page = store.get(address)
    view.refresh()
    if page is not None and view.judge(page.generation, page.keys) == "fresh":
        ends = (page.hard and page.pressed_at + page.hard, page.changed_at, page.gone_at)
        if all(now < end for end in ends if end):
            return page.status, page
    status = press(address)
    return status, store.get(address) if status in STATUS else None


def _known(folder: Path) -> dict[str, Held]:
    if not folder.exists() or not any(folder.iterdir()):
        folder.mkdir(parents=True, exist_ok=True)
        # From now on it is ours, whenever we are interrupted.
        seal(folder, {}, {"site": config.public_url}, load_key(config.home))
        return {}
    try:
        return known_files(folder)
    except SealError as error:
        raise MirrorRefused(f"{folder} is not empty and holds no mirror") from error


def _put(folder: Path, name: str, data: bytes, held: dict[str, Held], outcome: Outcome) -> None:
    held[name] = Held.of(data)
    path = folder / name
    if path.is_file() and not path.is_symlink() and path.read_bytes() == data:
        outcome.kept += 1
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}~")
    beside.write_bytes(data)
    beside.replace(path)
    outcome.written += 1


def _remove(folder: Path, name: str) -> bool:
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        return False
    path.unlink(missing_ok=True)
    return True
