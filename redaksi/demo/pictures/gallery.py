"""Draw a scene of the catalogue at any size, and tell where its focal point lies."""

from random import Random

from PIL import Image

from redaksi.demo.pictures.catalogue import CATALOGUE, Scene
from redaksi.demo.pictures.inks import PALETTES
from redaksi.demo.pictures.sheet import HEIGHT, WIDTH, Sheet

SCENES: tuple[str, ...] = tuple(CATALOGUE)
VARIANTS = 4
LARGEST = 4000


def draw(scene: str, variant: int = 0, size: tuple[int, int] = (1600, 1067)) -> Image.Image:
    """Draw ``scene`` as an RGB picture of ``size`` pixels; the same arguments always give the same picture.

    The scene is composed 3 to 2; another shape is cut from it around the focal point. Raises ValueError
    for a scene or variant that is not there and for a side outside 16 to 4000 pixels.
    """
    entry = _find(scene, variant)
    width, height = size
    if not (16 <= width <= LARGEST and 16 <= height <= LARGEST):
        raise ValueError(f"a side must measure 16 to {LARGEST} pixels: {width} x {height}")
    full = max(width, -(-height * WIDTH // HEIGHT))
    dice = Random(f"{scene}/{variant}")  # noqa: S311 (a drawing, not a secret)
    sheet = Sheet(PALETTES[entry.palettes[variant]], dice, full)
    entry.paint(sheet, variant)
    return _cut(sheet.finish(_turned(entry, variant)), size, focal(scene, variant))


def focal(scene: str, variant: int = 0) -> tuple[float, float]:
    """Where the eye should rest, as shares (0 to 1) of width and height of the uncut 3 to 2 picture.

    Raises ValueError for a scene or variant that is not there.
    """
    entry = _find(scene, variant)
    x, y = entry.focal
    return (round(1 - x, 4) if _turned(entry, variant) else x), y


def _find(scene: str, variant: int) -> Scene:
    if scene not in CATALOGUE:
        raise ValueError(f"no such scene: {scene!r}")
    if variant not in range(VARIANTS):
        raise ValueError(f"a variant is a number from 0 to {VARIANTS - 1}: {variant!r}")
    return CATALOGUE[scene]


def _turned(entry: Scene, variant: int) -> bool:
    return entry.turns and variant % 2 == 1


def _cut(picture: Image.Image, size: tuple[int, int], point: tuple[float, float]) -> Image.Image:
    spare = [have - want for have, want in zip(picture.size, size, strict=True)]
    if spare == [0, 0]:
        return picture
    left, top = (
        min(max(round(whole * share - part / 2), 0), max(rest, 0))
        for whole, share, part, rest in zip(picture.size, point, size, spare, strict=True)
    )
    return picture.crop((left, top, left + size[0], top + size[1]))
