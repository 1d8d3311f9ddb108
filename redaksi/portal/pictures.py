"""Making the sizes in which readers get pictures: work for the queue, never for a request."""

from __future__ import annotations

import logging

from redaksi.newsroom.models import Picture
from redaksi.stories.pictures import SPECS

log = logging.getLogger(__name__)


def ensure_renditions(picture: Picture) -> int:
    """Make every size of `picture` that is missing; returns how many there are then.

    A file that cannot be read gives 0 and a line in the log: the page then shows the picture as it was uploaded,
    as it does drawings (SVG), which need no sizes.
    """
    if picture.is_svg():
        return 0
    try:
        return len(picture.get_renditions(*SPECS))
    except (OSError, ValueError) as error:
        log.warning("picture %s could not be resized: %s", picture.pk, error)
        return 0
