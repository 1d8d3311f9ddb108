"""Files of pictures on their way into the store: the upload without what is private, each size with its credit."""

from __future__ import annotations

import logging
import threading
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from PIL import Image
from wagtail.images.models import AbstractImage

from redaksi.newsroom.photo_credit import Words, with_words
from redaksi.newsroom.photo_metadata import Metadata, metadata_of, opened, without_private

logger = logging.getLogger(__name__)


def strip_upload(picture: AbstractImage) -> None:
    """Replace the file that waits to be stored by one without place, serial numbers and thumbnails.

    A file that is no picture, or not built as one, is left for the checks that follow.
    """
    picture.file.seek(0)
    data = picture.file.read()
    picture.file.seek(0)
    try:
        with opened(data) as image:
            kind = image.format or ""
        clean = without_private(data, kind)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return
    if clean == data:
        return
    picture.file = ContentFile(clean, name=picture.file.name)
    if picture.file_size is not None:
        picture._set_image_file_metadata()


def original_metadata(picture: AbstractImage, source: Any = None) -> Metadata:
    """What the picture's own file says about it; nothing where it cannot be read."""
    try:
        if source is None:
            with picture.open_file() as file, Image.open(file) as image:
                return metadata_of(image)
        source.seek(0)
        data = source.read()
        source.seek(0)
        with opened(data) as image:
            return metadata_of(image)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return Metadata()


def written(made: File[Any], words: Words, original: Metadata) -> File[Any]:
    """A finished size with the words in it; one that is no raster picture as it is."""
    made.seek(0)
    data = made.read()
    made.seek(0)
    try:
        with opened(data) as image:
            kind = image.format or ""
        return ContentFile(with_words(data, kind, words, original), name=made.name)
    except (OSError, ValueError, SyntaxError):
        return made


def rewrite_sizes(picture: Any) -> None:
    """Write the newsroom's new words into every size that is there; the sizes keep their addresses."""
    original = original_metadata(picture)
    for rendition in picture.renditions.all():
        storage, name = rendition.file.storage, rendition.file.name
        try:
            with storage.open(name) as file:
                data = file.read()
            fresh = written(File(BytesIO(data), name=name), picture.words, original).read()
            if fresh != data:
                _replace(storage, name, fresh)
        except OSError as error:
            logger.warning("size %s of picture %s could not be given its words: %s", name, picture.pk, error)


def _replace(storage: Storage, name: str, data: bytes) -> None:
    try:
        path = Path(storage.path(name))
    except NotImplementedError:
        # No files of this machine. Such a store would choose another name for a file that is there already.
        storage.delete(name)
        storage.save(name, ContentFile(data))
        return
    beside = path.with_name(f".{path.name}.{threading.get_ident()}")
    beside.write_bytes(data)
    beside.chmod(path.stat().st_mode & 0o777)
    beside.replace(path)
