"""Hands what the edge counted to `discovery`; a duty of the clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from redaksi.conf import config
from redaksi.delivery.reads import collect
from redaksi.discovery.advertising import Kind
from redaksi.discovery.advertising import add as add_figures
from redaksi.discovery.popular import add_reads, forget_before
from redaksi.newsroom.models import Identity

# A day more than the longest window of what is read most.
KEPT = timedelta(days=8)


def add_waiting(now: datetime | None = None, folder: Path | None = None) -> int:
    """Add up the files under `REDAKSI_HOME/reads` and remove them; returns how many there were."""
    done = 0
    for reads in collect(folder or config.home / "reads"):
        hour = datetime.fromtimestamp(reads.until, UTC).replace(minute=0, second=0, microsecond=0)
        add_reads({(story_id, hour): count for story_id, count in reads.by_story.items()})
        reads.done()
        done += 1
    return done


def add_advertisements(now: datetime | None = None, folder: Path | None = None) -> int:
    """Add up what the edge counted of advertisements under `REDAKSI_HOME/ads`; returns how many files there were."""
    done, zone = 0, Identity.load().tzinfo
    kinds: tuple[Kind, ...] = ("views", "clicks")
    for kind in kinds:
        for counted in collect((folder or config.home / "ads") / kind):
            add_figures(kind, counted.by_story, datetime.fromtimestamp(counted.until, zone).date())
            counted.done()
            done += 1
    return done


def forget_old(now: datetime) -> int:
    """Drop counts that no window needs any more; returns how many rows went."""
    return forget_before(now - KEPT)
