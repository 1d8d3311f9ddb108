"""Finished pages in the edge's memory, ready to be sent. Imports no Django."""

from __future__ import annotations

from dataclasses import replace
from math import inf

from redaksi.delivery.edge_headers import SERVER, SURROGATE_CONTROL, SURROGATE_KEY, Headers, to_client
from redaksi.delivery.negotiate import BROTLI, ENCODINGS, GZIP, IDENTITY, story_id
from redaksi.delivery.store import Page

# What an entry weighs beside its bodies: header lists, strings, dictionary slots.
OVERHEAD = 4096
YEAR = 31_536_000
VARY = ("vary", "accept-encoding")
_SET_BY_US = frozenset("content-length content-encoding vary etag age server date".split())
# RFC 9110, 15.4.5: what a 304 repeats of the full answer.
_IN_NOT_MODIFIED = frozenset("cache-control content-location expires link".split())


class Entry:
    """A page with its answers made ready. `checked`: the generation at which it was last found fresh (0: never).

    `answers` holds (headers, body) for IDENTITY, GZIP and BROTLI; they carry Age and are made anew at most once a
    second, when `renew_at` (unix seconds) has passed. The identity body stays compressed until somebody asks. With
    `surrogates` a cache in front is told the page's keys and for how long it may keep it.
    """

    __slots__ = (
        "_fixed",
        "answers",
        "changed_at",
        "checked",
        "gone_at",
        "hard_at",
        "not_modified",
        "page",
        "renew_at",
        "retry",
        "size",
        "soft_at",
        "story",
        "surrogates",
    )

    def __init__(self, page: Page, now: float, surrogates: bool = False) -> None:
        self.surrogates = surrogates
        self.page = replace(page, plain=b"") if page.gzip and page.plain else page
        self.checked = 0
        self.changed_at, self.gone_at = page.changed_at or inf, page.gone_at or inf
        self.date(now)
        self.story = story_id(page.address) if page.status == 200 else 0
        self.size = OVERHEAD + len(self.page.plain) + len(page.gzip) + len(page.brotli)
        # After a failed press: until when, and at which generation, not to try again.
        self.retry: tuple[float, int] = (0.0, 0)
        self._fixed = self._fixed_headers()
        self.renew(now)

    def date(self, now: float) -> None:
        """Reckon the page's ages anew: a clock that was set back to `now` must not keep a page for ever."""
        page, pressed = self.page, min(self.page.pressed_at, now)
        # Until then the page is known to be fresh, whatever the reason for which it may not be afterwards.
        self.soft_at = min(pressed + page.soft if page.soft else inf, self.changed_at, self.gone_at)
        self.hard_at = pressed + page.hard if page.hard else inf

    def renew(self, now: float) -> None:
        """Make the answers anew for the second that begins at `now`."""
        age = [("age", str(max(0, int(now - self.page.pressed_at)))), *self._for_caches(now)]
        page, fixed = self.page, self._fixed
        self.answers: list[tuple[Headers, bytes]] = [
            ([*fixed[IDENTITY], *age], page.plain),
            ([*fixed[GZIP], *age], page.gzip),
            ([*fixed[BROTLI], *age], page.brotli),
        ]
        kept = [(name, value) for name, value in page.headers if name in _IN_NOT_MODIFIED]
        self.not_modified: Headers = [*kept, ("etag", page.etag), VARY, *age, SERVER]
        self.renew_at = now + 1.0

    def answer(self, encoding: int) -> tuple[Headers, bytes]:
        """Headers and body for a client that takes `encoding`, in the nearest encoding that we have."""
        if encoding == BROTLI and not self.page.brotli:
            encoding = GZIP
        if encoding == GZIP and not self.page.gzip:
            encoding = IDENTITY
        headers, body = self.answers[encoding]
        return headers, body if encoding or body else self.page.identity

    def _for_caches(self, now: float) -> Headers:
        """What a cache in front may do with the page: keep it while it is fresh, drop it by its keys. A cache counts
        from the page's Age."""
        if not self.surrogates:
            return []
        left = max(0, int(min(self.soft_at, now + YEAR) - now))
        age = max(0, int(now - self.page.pressed_at))
        control = f"max-age={age + left}" if left else "no-store"
        return [(SURROGATE_KEY, " ".join(self.page.keys)), (SURROGATE_CONTROL, control)]

    def _fixed_headers(self) -> list[Headers]:
        given = [(name, value) for name, value in to_client(self.page.headers) if name not in _SET_BY_US]
        given += [("etag", self.page.etag), VARY]
        coded = [[("content-encoding", name)] if name else [] for name in ENCODINGS]
        return [[*given, *coding, SERVER] for coding in coded]


class Memory:
    """Entries by address, at most `limit` bytes of them; the ones unread for longest go first."""

    def __init__(self, limit: int) -> None:
        self.entries: dict[str, Entry] = {}
        self.limit = limit
        self.size = 0

    def put(self, entry: Entry) -> None:
        """Keep `entry` in place of what is there for its address."""
        self.drop(entry.page.address)
        if entry.size > self.limit // 4:
            return
        self.entries[entry.page.address] = entry
        self.size += entry.size
        if self.size > self.limit:
            self._shrink()

    def drop(self, address: str) -> None:
        """Forget the entry of `address`, where there is one."""
        entry = self.entries.pop(address, None)
        if entry is not None:
            self.size -= entry.size

    def date(self, now: float) -> None:
        """The clock was set back to `now`: no entry may be younger than that, nor wait for a time it had before."""
        for entry in self.entries.values():
            entry.date(now)
            entry.renew(now)
            entry.retry = (0.0, 0)

    def _shrink(self) -> None:
        # Each hit moves renew_at, at most a second behind: sorting by it now and then is cheaper than a list
        # that every hit has to reorder.
        for address, _ in sorted(self.entries.items(), key=lambda item: item[1].renew_at):
            if self.size <= self.limit * 0.9:
                break
            self.drop(address)
