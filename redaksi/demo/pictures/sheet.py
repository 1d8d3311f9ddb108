"""The sheet a scene is printed on: flat shapes, soft ramps, stipple, halftone and the grain of the paper.

A sheet is always 1500 by 1000 units whatever its size in pixels, and is drawn at twice its size.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import cos, pi
from random import Random

from PIL import Image, ImageChops, ImageDraw

from redaksi.demo.pictures.inks import Color, Palette
from redaksi.demo.pictures.shapes import Point, box

WIDTH, HEIGHT = 1500, 1000
OVERSAMPLE = 2
GRAIN = 3
RIM = 178  # the grey that Pillow's radial gradient has at the middle of its sides
STIPPLE, DOTS = 0.42, 0.75
Ramp = tuple[float, float]
Box = tuple[int, int, int, int]


@lru_cache(maxsize=4)
def _noise(size: tuple[int, int], cell: int) -> Image.Image:
    """Even noise of ``cell`` pixel grains, the same in every process."""
    side = 509
    grains = Random(side).randbytes(side * side)  # noqa: S311 (the grain of paper, not a secret)
    tile = Image.frombytes("L", (side, side), grains)
    return _tiled(tile.resize((side * cell, side * cell), Image.Resampling.BILINEAR), size)


@lru_cache(maxsize=8)
def _screen(size: tuple[int, int], pitch: int) -> Image.Image:
    """A halftone screen at 45 degrees whose dots stand ``pitch`` pixels apart."""
    turn = 2 * pi / pitch
    values = bytes(
        int(127.5 + 63.5 * (cos(turn * (x + y)) + cos(turn * (x - y)))) for y in range(pitch) for x in range(pitch)
    )
    return _tiled(Image.frombytes("L", (pitch, pitch), values), size)


def _tiled(tile: Image.Image, size: tuple[int, int]) -> Image.Image:
    field = Image.new("L", size)
    field.paste(tile, (0, 0))
    width, height = tile.size
    while width < size[0]:
        field.paste(field.crop((0, 0, width, height)), (width, 0))
        width *= 2
    while height < size[1]:
        field.paste(field.crop((0, 0, size[0], height)), (0, height))
        height *= 2
    return field


def _scale(value: float) -> int:
    return round(min(max(value, 0), 1) * 255)


def _spread(column: Image.Image, size: tuple[int, int], sideways: bool) -> Image.Image:
    """Stretch a column one pixel wide over ``size``, downwards or to the right; fast because only its length blends."""
    width, height = size
    if sideways:
        row = column.transpose(Image.Transpose.ROTATE_90)
        return row.resize((width, 1), Image.Resampling.BILINEAR).resize(size, Image.Resampling.NEAREST)
    return column.resize((1, height), Image.Resampling.BILINEAR).resize(size, Image.Resampling.NEAREST)


def _column(ramp: Ramp) -> Image.Image:
    """A grey wedge one pixel wide that runs down from ramp[0] to ramp[1] (0 to 1)."""
    start, end = _scale(ramp[0]), _scale(ramp[1])
    column = Image.new("L", (1, 256))
    column.putdata([round(start + (end - start) * v / 255) for v in range(256)])
    return column


class Sheet:
    """A sheet of paper with its inks (``p``) and its own dice (``rng``)."""

    def __init__(self, palette: Palette, rng: Random, width: int) -> None:
        self.p = palette
        self.rng = rng
        self.k = width * OVERSAMPLE / WIDTH
        self.image = Image.new("RGB", (width * OVERSAMPLE, round(HEIGHT * self.k)), palette.low)
        self.pen = ImageDraw.Draw(self.image)

    def _px(self, points: Sequence[Point]) -> list[tuple[float, float]]:
        return [(x * self.k, y * self.k) for x, y in points]

    def poly(self, points: Sequence[Point], color: Color) -> None:
        """A flat shape."""
        self.pen.polygon(self._px(points), fill=color)

    def rect(self, x0: float, y0: float, x1: float, y1: float, color: Color) -> None:
        """A flat rectangle."""
        self.poly(box(x0, y0, x1, y1), color)

    def disc(self, x: float, y: float, r: float, color: Color) -> None:
        """A flat disc."""
        self.oval(x, y, r, r, color)

    def oval(self, x: float, y: float, rx: float, ry: float, color: Color) -> None:
        """A flat ellipse."""
        k = self.k
        self.pen.ellipse(((x - rx) * k, (y - ry) * k, (x + rx) * k, (y + ry) * k), fill=color)

    def line(self, points: Sequence[Point], color: Color, width: float) -> None:
        """A stroke with rounded joints and ends."""
        pixels = self._px(points)
        thick = max(1, round(width * self.k))
        self.pen.line(pixels, fill=color, width=thick, joint="curve" if thick > 3 else None)
        if thick > 5:
            for x, y in (pixels[0], pixels[-1]):
                half = thick / 2 - 0.5
                self.pen.ellipse((x - half, y - half, x + half, y + half), fill=color)

    def _mask(self, points: Sequence[Point]) -> tuple[Image.Image, Box] | None:
        """The shape as a mask cut to the part of it that lies on the sheet; None where nothing does."""
        pixels = self._px(points)
        left = max(0, int(min(x for x, _ in pixels)))
        top = max(0, int(min(y for _, y in pixels)))
        right = min(self.image.width, int(max(x for x, _ in pixels)) + 1)
        bottom = min(self.image.height, int(max(y for _, y in pixels)) + 1)
        if right <= left or bottom <= top:
            return None
        mask = Image.new("L", (right - left, bottom - top))
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in pixels], fill=255)
        return mask, (left, top, right, bottom)

    def fade(self, points: Sequence[Point], first: Color, second: Color, sideways: bool = False) -> None:
        """A shape whose colour runs from ``first`` to ``second``, downwards or to the right."""
        found = self._mask(points)
        if found is None:
            return
        mask, area = found
        bands = [_column((a / 255, b / 255)) for a, b in zip(first, second, strict=True)]
        self.image.paste(_spread(Image.merge("RGB", bands), mask.size, sideways), area[:2], mask)

    def tint(self, points: Sequence[Point], color: Color, ramp: Ramp, sideways: bool = False) -> None:
        """Lay ink over a shape with an opacity that runs from ramp[0] to ramp[1]."""
        found = self._mask(points)
        if found is None:
            return
        mask, area = found
        if ramp[0] == ramp[1]:
            veil = mask.point([round(v * ramp[0]) for v in range(256)])
        else:
            veil = ImageChops.multiply(mask, _spread(_column(ramp), mask.size, sideways))
        self.image.paste(color, area, veil)

    def stipple(self, points: Sequence[Point], color: Color, ramp: Ramp, sideways: bool = False) -> None:
        """Shade a shape with fine grains whose density runs from ramp[0] to ramp[1]."""
        cell = max(1, round(self.k * 1.1))
        self._pattern(points, color, (ramp, sideways), _noise(self.image.size, cell), STIPPLE)

    def dots(self, points: Sequence[Point], color: Color, ramp: Ramp, sideways: bool = False, pitch: float = 9) -> None:
        """Shade a shape with halftone dots ``pitch`` units apart, from ramp[0] to ramp[1] of the area."""
        step = max(4, round(pitch * self.k))
        self._pattern(points, color, (ramp, sideways), _screen(self.image.size, step), DOTS)

    def _pattern(
        self, points: Sequence[Point], color: Color, wedge: tuple[Ramp, bool], field: Image.Image, ink: float
    ) -> None:
        found = self._mask(points)
        if found is None:
            return
        mask, area = found
        ramp, sideways = wedge
        density = _spread(_column(ramp), mask.size, sideways)
        grains = ImageChops.subtract(density, field.crop(area)).point([0, *[_scale(ink)] * 255])
        self.image.paste(color, area, ImageChops.multiply(mask, grains))

    def glow(self, x: float, y: float, r: float, color: Color, strength: float = 0.6) -> None:
        """Soft light around a point, ``strength`` opaque at its heart and nothing at ``r``."""
        k = self.k
        side = max(2, round(2 * r * k))
        table = [round(255 * strength * max(0, 1 - v / RIM) ** 2) for v in range(256)]
        light = Image.radial_gradient("L").point(table).resize((side, side), Image.Resampling.BILINEAR)
        self.image.paste(color, (round((x - r) * k), round((y - r) * k)), light)

    def finish(self, flip: bool) -> Image.Image:
        """Bring the sheet down to its size, mirrored where asked, and give it the grain of paper."""
        size = self.image.width // OVERSAMPLE, self.image.height // OVERSAMPLE
        picture = self.image.resize(size, Image.Resampling.LANCZOS)
        if flip:
            picture = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        grain = _noise(size, 1).point([round(128 + (v - 127.5) / 127.5 * GRAIN) for v in range(256)])
        return ImageChops.add(picture, Image.merge("RGB", [grain] * 3), 1, -128)
