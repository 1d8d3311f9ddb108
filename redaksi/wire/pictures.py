"""Pictures that come with items: fetched under policy, checked, stripped of what is private, kept by their hash.

They lie under `REDAKSI_HOME/wire-pictures`, beside the raw deliveries, and are no pictures of the newsroom yet: an
editor takes them over with their credit, as a text is taken.
"""

from __future__ import annotations

import logging
import threading
import warnings
from datetime import datetime, timedelta
from pathlib import Path

from django.db import close_old_connections, transaction
from PIL import Image, UnidentifiedImageError

from redaksi.conf import config
from redaksi.newsroom.photo_metadata import metadata_of, opened, without_private
from redaksi.wire import raw
from redaksi.wire.fetch import FetchError, Policy, Request, send
from redaksi.wire.gather import without_credentials
from redaksi.wire.models import WirePicture

logger = logging.getLogger(__name__)

KINDS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif"}
MAX_PIXELS = 80_000_000
MAX_BYTES = config.max_upload_bytes
ATTEMPTS = 4
BATCH = 20

_running = threading.Lock()


class PictureRefused(Exception):
    """A file that is not taken, and why; trying again would not help."""


def home() -> Path:
    """The folder that holds the pictures as `raw` holds deliveries."""
    return config.home / "wire-pictures"


def path_of(picture: WirePicture) -> Path:
    """Where the file of a kept picture lies."""
    return raw.path_of(picture.sha256, home())


def fetch_waiting(now: datetime) -> int:
    """Start fetching pictures that wait, in one thread; returns 1 if it was started (the clock's duty)."""
    if not WirePicture.objects.filter(state=WirePicture.State.WAITING, next_try__lte=now).exists():
        return 0
    if not _running.acquire(blocking=False):
        return 0
    threading.Thread(target=_fetch_apart, args=(now,), name="wire-pictures", daemon=True).start()
    return 1


def fetch_batch(now: datetime, policy: Policy | None = None, limit: int = BATCH) -> int:
    """Fetch up to `limit` waiting pictures, each on its own; returns how many were tried."""
    waiting = WirePicture.objects.filter(state=WirePicture.State.WAITING, next_try__lte=now)
    pictures = list(waiting.select_related("item__source").order_by("next_try")[:limit])
    for picture in pictures:
        fetch_picture(picture, now, policy)
    return len(pictures)


def fetch_picture(picture: WirePicture, now: datetime, policy: Policy | None = None) -> None:
    """Fetch one picture and keep what became of it in its row; never raises for what a sender does."""
    policy = policy or Policy(max_bytes=MAX_BYTES)
    # Counted first: a picture that takes the process down with it is not tried for ever.
    WirePicture.objects.filter(pk=picture.pk).update(
        attempts=picture.attempts + 1, next_try=now + timedelta(minutes=5 * 4**picture.attempts)
    )
    picture.attempts += 1
    try:
        answer = send(Request(picture.href), policy)
        if answer.status != 200:
            raise FetchError(f"answered {answer.status}")
        _keep(picture, answer.data)
    except PictureRefused as error:
        picture.state, picture.reason = WirePicture.State.REFUSED, str(error)
    except (FetchError, OSError) as error:
        picture.reason = without_credentials(str(error) or type(error).__name__, picture.item.source)
        if picture.attempts >= ATTEMPTS:
            picture.state = WirePicture.State.FAILED
    picture.save(update_fields="state reason sha256 content_type width height size metadata".split())


def _keep(picture: WirePicture, data: bytes) -> None:
    image, kind = _checked(data)
    picture.metadata = metadata_of(image).to_json()
    try:
        clean = without_private(data, kind)
    except ValueError as error:
        raise PictureRefused(str(error)) from None
    picture.sha256 = raw.keep(clean, home())
    picture.width, picture.height = image.size
    picture.size, picture.content_type = len(clean), KINDS[kind]
    picture.state, picture.reason = WirePicture.State.KEPT, ""


def _checked(data: bytes) -> tuple[Image.Image, str]:
    """The opened picture and its format; raises PictureRefused for what is none, too large or broken."""
    try:
        with warnings.catch_warnings():
            # Our own limit, below, is the one that counts.
            warnings.simplefilter("ignore")
            image = opened(data)
            if image.format not in KINDS:
                raise PictureRefused(f"a file of the kind {image.format} is not taken")
            if image.width * image.height > MAX_PIXELS:
                raise PictureRefused(f"{image.width} x {image.height} points are more than {MAX_PIXELS}")
            metadata = opened(data)
            _prove(image)
    except (UnidentifiedImageError, Image.DecompressionBombError):
        raise PictureRefused("no picture") from None
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise PictureRefused(f"a broken picture: {error}"[:200]) from None
    return metadata, metadata.format or ""


def _prove(image: Image.Image) -> None:
    """Whether the file is whole, without holding all its points: an eighth of a JPEG, the checksums of the others."""
    if image.format == "JPEG":
        image.draft("RGB", (image.width // 8, image.height // 8))
        image.load()
    else:
        image.verify()


def _fetch_apart(now: datetime) -> None:
    try:
        fetch_batch(now)
    except Exception:
        logger.exception("fetching pictures failed")
    finally:
        close_old_connections()
        transaction.get_connection().close()
        _running.release()
