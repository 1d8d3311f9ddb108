"""The demo's pictures as rows: stored with credit, alternative text and focal point."""

from __future__ import annotations

import io

from django.core.files.base import ContentFile

from redaksi.demo import pictures
from redaksi.demo.content import PictureEntry
from redaksi.demo.drawing import SIZE
from redaksi.newsroom.models import Picture


def store(entry: PictureEntry, data: bytes) -> Picture:
    """Keep a drawn picture with what must be shown beside it."""
    x, y = entry.focal
    return Picture.objects.create(
        title=entry.key,
        description=entry.alt[:255],
        caption=entry.caption,
        credit=entry.credit,
        origin=Picture.Origin.ILLUSTRATION,
        rights="Digambar oleh program ini",
        file=ContentFile(data, name=f"{entry.key}.jpg"),
        width=SIZE[0],
        height=SIZE[1],
        focal_point_x=int(x * SIZE[0]),
        focal_point_y=int(y * SIZE[1]),
        focal_point_width=SIZE[0] // 4,
        focal_point_height=SIZE[1] // 3,
    )


def store_logo(brand: str, accent: str) -> Picture:
    """The newsroom's word mark."""
    svg = pictures.draw_logo(brand, accent).encode()
    return Picture.objects.create(
        title=f"Logo {brand}", description=brand, credit=brand, file=ContentFile(svg, name="logo.svg")
    )


def store_icon(accent: str) -> Picture:
    """The mark for browsers and home screens."""
    buffer = io.BytesIO()
    pictures.draw_icon(accent).save(buffer, "PNG", optimize=True)
    return Picture.objects.create(
        title="Ikon", description="Ikon", credit="Redaksi", file=ContentFile(buffer.getvalue(), name="ikon.png")
    )
