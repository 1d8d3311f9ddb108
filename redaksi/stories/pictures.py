"""Pictures as readers get them: which sizes there are, and one picture as a frozen view.

Sizes are made when a story is published (`portal.pictures.ensure_renditions`), never while a page is rendered; a
picture without them is shown as it was uploaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from redaksi.newsroom.models import Picture, PictureRendition
from redaksi.stories.fields import Fields


@dataclass(frozen=True, slots=True)
class Preset:
    """Sizes for one use: `webp` as a choice of widths, `jpeg` for what knows no WebP."""

    webp: tuple[str, ...]
    jpeg: str


WIDE: Final = Preset(
    webp=tuple(f"max-{width}x{width}|format-webp|webpquality-70" for width in (480, 800, 1280)),
    jpeg="max-800x800|format-jpeg|jpegquality-72",
)
CARD: Final = Preset(
    webp=tuple(
        f"fill-{width}x{height}|format-webp|webpquality-68" for width, height in ((240, 160), (480, 320), (960, 640))
    ),
    jpeg="fill-480x320|format-jpeg|jpegquality-72",
)
ADVERTISEMENT: Final = "max-640x640|format-webp|webpquality-75"
SHARE: Final = "fill-1200x630|format-jpeg|jpegquality-80"
_storage: Final = PictureRendition._meta.get_field("file").storage
SPECS: Final = (*WIDE.webp, WIDE.jpeg, *CARD.webp, CARD.jpeg, SHARE)


@dataclass(frozen=True, slots=True)
class SizeView(Fields):
    """One file of a picture: its address, width and height in pixels."""

    url: str
    width: int
    height: int


@dataclass(slots=True)
class ListedPicture:
    """A picture as a row of a list brings it: what is said of it, and the file as it was uploaded.

    `held` are its other sizes by specification, once they were fetched (`queries.sizes`).
    """

    pk: int
    file: str
    width: int
    height: int
    description: str
    caption: str
    credit: str
    origin: str
    held: dict[str, SizeView] | None = None


# What can be shown.
AnyPicture = Picture | ListedPicture
PICTURE_FIELDS: Final = ("pk", "file", "width", "height", "description", "caption", "credit", "origin")


@dataclass(frozen=True, slots=True)
class PictureView(Fields):
    """A picture with the words the law wants beside it; `webp` is narrow to wide and may be empty."""

    src: SizeView
    webp: tuple[SizeView, ...]
    share: SizeView
    alt: str
    caption: str
    credit: str
    made_by_ai: bool
    photograph: bool = True

    @property
    def srcset(self) -> str:
        return ", ".join(f"{size.url} {size.width}w" for size in self.webp)


def picture_view(picture: AnyPicture, preset: Preset, caption: str = "", alt: str = "") -> PictureView:
    """`picture` in the sizes of `preset` that exist; they should be at hand (`queries.sizes`)."""
    held: dict[str, SizeView] | None = getattr(picture, "held", None)
    made = _made(picture) if held is None else held
    webp = [made[spec] for spec in preset.webp if spec in made]
    jpeg = made.get(preset.jpeg) or size_view(str(picture.file), picture.width, picture.height)
    return PictureView(
        src=jpeg,
        webp=tuple(sorted({size.width: size for size in webp}.values(), key=lambda size: size.width)),
        share=made.get(SHARE, jpeg),
        alt=alt or picture.description,
        caption=caption or picture.caption,
        credit=picture.credit,
        made_by_ai=picture.origin == Picture.Origin.AI,
        photograph=picture.origin == Picture.Origin.PHOTO,
    )


@lru_cache(maxsize=4096)
def size_view(file: str, width: int, height: int) -> SizeView:
    """The size kept in `file`: its address is the storage's to say, and always the same."""
    return SizeView(_storage.url(file), width, height)


def _made(picture: AnyPicture) -> dict[str, SizeView]:
    rows = PictureRendition.objects.filter(image=picture.pk).order_by("pk")
    sizes = rows.values_list("filter_spec", "file", "width", "height")
    return {spec: size_view(file, width, height) for spec, file, width, height in sizes}
