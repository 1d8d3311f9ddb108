"""Outlines as lists of points, in units of the sheet. Nothing here touches a picture."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from random import Random

Point = tuple[float, float]
Outline = list[Point]


def smooth(points: Sequence[Point], closed: bool = True, steps: int = 8) -> Outline:
    """A Catmull-Rom curve through ``points``, ``steps`` points for each stretch."""
    count = len(points)
    curve: Outline = []
    for index in range(count if closed else count - 1):
        if closed:
            around = [points[(index + shift) % count] for shift in (-1, 0, 1, 2)]
        else:
            around = [points[min(max(index + shift, 0), count - 1)] for shift in (-1, 0, 1, 2)]
        curve.extend(_stretch(around, step / steps) for step in range(steps))
    if not closed:
        curve.append(points[-1])
    return curve


def _stretch(around: Sequence[Point], t: float) -> Point:
    weights = (
        (-t + 2 * t * t - t**3) / 2,
        (2 - 5 * t * t + 3 * t**3) / 2,
        (t + 4 * t * t - 3 * t**3) / 2,
        (-t * t + t**3) / 2,
    )
    x = sum(weight * point[0] for weight, point in zip(weights, around, strict=True))
    y = sum(weight * point[1] for weight, point in zip(weights, around, strict=True))
    return x, y


def ridge(rng: Random, y: float, amplitude: float, rough: float = 0.52, span: float = 1500) -> Outline:
    """A ridge line across the sheet by midpoint displacement, from x = -20 to ``span`` + 20."""
    heights = [rng.uniform(-0.5, 0.5) * amplitude for _ in range(3)]
    reach = amplitude * 0.55
    for _ in range(6):
        longer = [heights[0]]
        for left, right in pairwise(heights):
            longer += [(left + right) / 2 + rng.uniform(-reach, reach), right]
        heights, reach = longer, reach * rough
    step = (span + 40) / (len(heights) - 1)
    return [(-20 + index * step, y + height) for index, height in enumerate(heights)]


def ground(line: Sequence[Point], bottom: float = 1010) -> Outline:
    """Close a line into the land under it, down to ``bottom``."""
    return [*line, (line[-1][0], bottom), (line[0][0], bottom)]


def trace(text: str) -> Outline:
    """Read an outline written as pairs: ``x y,x y``."""
    pairs = (pair.split() for pair in text.split(","))
    return [(float(x), float(y)) for x, y in pairs]


def ring(x: float, y: float, rx: float, ry: float | None = None, span: tuple[float, float] = (0, 360)) -> Outline:
    """Points along an ellipse between two angles in degrees (0 is right, 90 is down)."""
    ry = rx if ry is None else ry
    start, end = span
    count = max(12, int(abs(end - start) / 5))
    angles = (math.radians(start + (end - start) * index / count) for index in range(count + 1))
    return [(x + rx * math.cos(angle), y + ry * math.sin(angle)) for angle in angles]


def box(x0: float, y0: float, x1: float, y1: float) -> Outline:
    """A rectangle from its upper left to its lower right corner."""
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


def place(points: Iterable[Point], x: float, y: float, scale: float = 1, turn: float = 0) -> Outline:
    """Scale ``points``, turn them clockwise by ``turn`` degrees and move them to (x, y)."""
    cos, sin = math.cos(math.radians(turn)) * scale, math.sin(math.radians(turn)) * scale
    return [(x + px * cos - py * sin, y + px * sin + py * cos) for px, py in points]


def mirror(points: Iterable[Point], x: float) -> Outline:
    """Reflect ``points`` in the upright line at ``x``."""
    return [(2 * x - px, py) for px, py in points]


def taper(start: Point, end: Point, width: float, end_width: float) -> Outline:
    """A stroke that is ``width`` wide at its start and ``end_width`` at its end."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy) or 1
    nx, ny = -dy / length / 2, dx / length / 2
    return [
        (start[0] + nx * width, start[1] + ny * width),
        (end[0] + nx * end_width, end[1] + ny * end_width),
        (end[0] - nx * end_width, end[1] - ny * end_width),
        (start[0] - nx * width, start[1] - ny * width),
    ]


def between(start: Point, end: Point, share: float) -> Point:
    """The point ``share`` of the way from start to end."""
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def sag(start: Point, end: Point, drop: float) -> Outline:
    """A hanging cable between two points, ``drop`` units below the straight line at its middle."""
    line = []
    for index in range(25):
        t = index / 24
        x, y = between(start, end, t)
        line.append((x, y + 4 * drop * t * (1 - t)))
    return line
