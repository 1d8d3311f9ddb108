"""Drawing the demo's pictures in several processes, which need no Django."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from redaksi.demo import pictures
from redaksi.demo.content import PictureEntry

SIZE = (1600, 1067)


def draw_all(entries: Iterable[PictureEntry]) -> dict[str, bytes]:
    """JPEG bytes by picture key."""
    jobs = [(entry.key, entry.scene, entry.variant) for entry in entries]
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("forkserver")) as pool:
        return dict(pool.map(draw_one, jobs))


def draw_one(job: tuple[str, str, int], size: tuple[int, int] = SIZE) -> tuple[str, bytes]:
    """(key, scene, variant) to (key, JPEG bytes)."""
    key, scene, variant = job
    buffer = io.BytesIO()
    pictures.draw(scene, variant % pictures.VARIANTS, size).save(
        buffer, "JPEG", quality=82, progressive=True, optimize=True
    )
    return key, buffer.getvalue()
