"""Skies, land, water and plants."""

import math
from itertools import pairwise

from redaksi.demo.pictures.inks import Color, mix
from redaksi.demo.pictures.shapes import Outline, Point, box, ground, ridge, ring, sag, smooth, taper
from redaksi.demo.pictures.sheet import Sheet


def sky(s: Sheet, horizon: float = 700) -> None:
    """Fill the sheet with sky: the high ink above, the low ink at the horizon and below, stars at night."""
    s.fade(box(0, 0, 1500, horizon), s.p.high, s.p.low)
    s.rect(0, horizon - 1, 1500, 1000, s.p.low)
    s.stipple(box(0, 0, 1500, horizon * 0.7), mix(s.p.high, s.p.deep, 0.25), (0.16, 0))
    if s.p.dark:
        stars(s, horizon * 0.7)


def stars(s: Sheet, depth: float, count: int = 90) -> None:
    """Scatter stars over the upper ``depth`` units."""
    for _ in range(count):
        y = depth * s.rng.random() ** 1.5
        shade = mix(s.p.sun, s.p.high, 0.15 + 0.7 * y / depth)
        s.disc(s.rng.uniform(0, 1500), y, s.rng.choice((1.1, 1.4, 2.2)), shade)


def sun(s: Sheet, x: float, y: float, r: float) -> None:
    """The disc of the sun with its halo, or a crescent moon in a night sky."""
    s.glow(x, y, r * 4, s.p.sun, 0.5)
    if s.p.dark:
        bright = ring(x, y, r, None, (40, 260))
        hollow = ring(x + r * 0.36, y - r * 0.2, r * 0.86, None, (248, 52))
        s.poly([*bright, *hollow], s.p.sun)
        return
    s.disc(x, y, r, s.p.sun)
    s.dots(ring(x, y, r), mix(s.p.sun, s.p.warm, 0.22), (0.0, 0.75))


def cloud(s: Sheet, x: float, y: float, width: float, color: Color) -> None:
    """A flat-bottomed cloud ``width`` wide whose base lies at y."""
    lobes = ((0.16, 0.08), (0.34, 0.15), (0.56, 0.21), (0.76, 0.13), (0.9, 0.06))
    top: Outline = []
    for step in range(61):
        px = step / 60
        rise = max(_lobe(px, *lobe) for lobe in lobes)
        top.append((x + width * px, y - width * rise))
    shape = [(x, y), *top, (x + width, y)]
    s.fade(shape, color, mix(color, s.p.low, 0.75))


def _lobe(px: float, middle: float, radius: float) -> float:
    """Height of one round lobe of a cloud at ``px``."""
    off = (px - middle) / (radius * 1.25)
    return radius * math.sqrt(1 - off * off) if abs(off) < 1 else 0


def streaks(s: Sheet, y: float, color: Color, count: int = 6) -> None:
    """Long thin evening clouds around a height."""
    for _ in range(count):
        x, width = s.rng.uniform(-150, 1350), s.rng.uniform(220, 620)
        level, thick = y + s.rng.uniform(-90, 90), s.rng.uniform(5, 15)
        left, right = x, x + width
        shape = smooth(
            [
                (left, level),
                (left + width * 0.4, level - thick),
                (right, level),
                (left + width * 0.6, level + thick * 0.7),
            ]
        )
        s.tint(shape, color, (0.75, 0.4))


def hills(s: Sheet, y: float, height: float, depth: float, rough: float = 0.45) -> Outline:
    """A range of hills that melts into mist at its foot; returns its ridge line."""
    line = ridge(s.rng, y, height, rough)
    top, foot = s.p.tone(depth), s.p.tone(max(0, depth - 0.32))
    land = ground(line, y + height * 1.1 + 120)
    s.fade(land, top, foot)
    s.poly(box(0, y + height * 1.1 + 119, 1500, 1000), foot)
    s.stipple(land, s.p.tone(depth + 0.18), (0.4, 0))
    return line


def mist(s: Sheet, y: float, thick: float, strength: float = 0.8) -> None:
    """A bank of mist that is densest at y and gone ``thick`` above it."""
    s.tint(box(0, y - thick, 1500, y), s.p.low, (0, strength))
    s.tint(box(0, y, 1500, y + thick * 0.6), s.p.low, (strength, 0))


def water(s: Sheet, top: float, bottom: float = 1000, depth: float = 0.45) -> None:
    """Still water from the shore line down, lighter where it meets the sky."""
    s.fade(box(0, top, 1500, bottom), mix(s.p.low, s.p.tone(depth), 0.35), s.p.tone(depth + 0.12))
    for _ in range(70):
        share = s.rng.random() ** 1.6
        y = top + 4 + (bottom - top) * share
        ripple(s, s.rng.uniform(-50, 1500), y, 30 + 170 * share, s.p.tone(depth + s.rng.choice((-0.2, 0.25))))


def ripple(s: Sheet, x: float, y: float, width: float, color: Color) -> None:
    """One flat lens of light or shade on water."""
    thick = 1 + width * 0.022
    s.poly([(x, y), (x + width * 0.3, y - thick), (x + width, y), (x + width * 0.6, y + thick)], color)


def glitter(s: Sheet, x: float, top: float, bottom: float, width: float) -> None:
    """The path of light that a sun or lamp at x lays on water."""
    y = top + 3
    while y < bottom:
        share = (y - top) / (bottom - top)
        reach = width * (0.35 + 0.75 * share) * s.rng.uniform(0.4, 1)
        middle = x + s.rng.uniform(-0.25, 0.25) * width
        ripple(s, middle - reach / 2, y, reach, mix(s.p.sun, s.p.low, 0.5 * share))
        y += 6 + 16 * share


def palm(s: Sheet, foot: Point, height: float, lean: float, color: Color) -> None:
    """A coconut palm whose crown stands ``lean`` units beside its foot."""
    x, y = foot
    crown = (x + lean, y - height)
    trunk = sag(foot, crown, height * 0.06)
    for index, (start, end) in enumerate(pairwise(trunk)):
        width = height * (0.05 - 0.0012 * index)
        s.poly(taper(start, end, width, width), color)
    for angle in (-168, -140, -108, -72, -40, -12, 14, 166):
        _frond(s, crown, height * s.rng.uniform(0.4, 0.5), angle + s.rng.uniform(-8, 8), color)


def _frond(s: Sheet, crown: Point, length: float, angle: float, color: Color) -> None:
    way = math.radians(angle)
    tip = (crown[0] + length * math.cos(way), crown[1] + length * math.sin(way) * 0.75 + length * 0.34)
    spine = sag(crown, tip, -length * 0.2)
    s.line(spine, color, max(1.5, length * 0.02))
    side = 1 if math.cos(way) > 0 else -1
    for index in range(3, 25):
        px, py = spine[index]
        leaf = length * 0.3 * math.sin(math.pi * min(1, index / 26)) + length * 0.03
        for lean in (-0.35, 1.0):
            end = (px + side * leaf * 0.55, py + leaf * lean)
            s.poly(taper((px, py), end, length * 0.035, 1), color)


def tree(s: Sheet, foot: Point, height: float, color: Color, shade: Color) -> None:
    """A broad tree: a forked trunk under a heaped crown that is shaded on one side."""
    x, y = foot
    s.poly(taper(foot, (x, y - height * 0.6), height * 0.08, height * 0.04), shade)
    for side in (-1, 1):
        s.poly(taper((x, y - height * 0.34), (x + side * height * 0.2, y - height * 0.66), height * 0.035, 3), shade)
    for _ in range(11):
        angle, reach = s.rng.uniform(0, 2 * math.pi), s.rng.random() ** 0.6 * 0.26
        cx, cy = (
            x + math.cos(angle) * height * reach * 1.25,
            y - height * 0.72 + math.sin(angle) * height * reach * 0.72,
        )
        blob = _blob(s, cx, cy, height * s.rng.uniform(0.13, 0.19))
        s.poly(blob, color)
        if height > 160:
            s.stipple(blob, shade, (0.0, 0.7))


def _blob(s: Sheet, x: float, y: float, r: float) -> Outline:
    points = ring(x, y, r, r * 0.85)[::6]
    return smooth(
        [(px + s.rng.uniform(-0.1, 0.1) * r, py + s.rng.uniform(-0.1, 0.1) * r) for px, py in points], steps=5
    )


def treeline(s: Sheet, y: float, size: float, color: Color) -> None:
    """A far edge of woods: crowns of many sizes on one line."""
    x = -20.0
    points: Outline = [(-20, y)]
    while x < 1520:
        width = size * s.rng.uniform(0.5, 1.3)
        crown = ring(x + width / 2, y - size * s.rng.uniform(0.1, 0.5), width * 0.62, width * 0.6, (180, 360))
        points += crown
        x += width * 0.8
    s.poly([(-20, 1005), *points, (1520, y), (1520, 1005)], color)


def leaf(s: Sheet, root: Point, tip: Point, width: float, colors: tuple[Color, Color]) -> None:
    """A leaf from root to tip, one half in each of two colours."""
    dx, dy = tip[0] - root[0], tip[1] - root[1]
    length = math.hypot(dx, dy) or 1
    nx, ny = -dy / length * width, dx / length * width
    for side, color in zip((1, -1), colors, strict=True):
        belly = [
            (root[0] + dx * t + nx * side * w, root[1] + dy * t + ny * side * w)
            for t, w in ((0.25, 0.42), (0.5, 0.5), (0.78, 0.3))
        ]
        s.poly([*smooth([root, *belly, tip], closed=False)], color)


def grass(s: Sheet, y: float, height: float, color: Color, count: int = 110) -> None:
    """Blades of grass along the lower edge."""
    for _ in range(count):
        x = s.rng.uniform(-10, 1510)
        tall = height * s.rng.uniform(0.4, 1.1)
        s.poly(taper((x, y), (x + s.rng.uniform(-0.3, 0.3) * tall, y - tall), height * 0.09, 1), color)


def birds(s: Sheet, x: float, y: float, count: int, size: float) -> None:
    """A flock of far birds around a point."""
    for _ in range(count):
        cx, cy = x + s.rng.uniform(-5, 5) * size, y + s.rng.uniform(-2.2, 2.2) * size
        span = size * s.rng.uniform(0.6, 1)
        for side in (-1, 1):
            wing = smooth(
                [(cx, cy), (cx + side * span * 0.35, cy - span * 0.3), (cx + side * span, cy - span * 0.12)],
                closed=False,
            )
            s.line(wing, s.p.ink, max(1.6, size * 0.1))


def rain(s: Sheet, color: Color, count: int = 260, lean: float = 0.22) -> None:
    """Slanting rain over the whole sheet."""
    for _ in range(count):
        x, y, length = s.rng.uniform(0, 1700), s.rng.uniform(-60, 1000), s.rng.uniform(24, 80)
        s.line([(x, y), (x - length * lean, y + length)], color, s.rng.choice((1.2, 1.6, 2.2)))


def plume(s: Sheet, foot: Point, size: float, drift: float, colors: tuple[Color, Color]) -> None:
    """Smoke that rises from a mouth, grows and drifts ``drift`` units aside."""
    x, y = foot
    for index in range(9, -1, -1):
        share = index / 9
        r = size * (0.16 + 0.42 * share)
        cx = x + drift * share**1.6 + s.rng.uniform(-0.2, 0.2) * r
        cy = y - size * 2.1 * share - r * 0.5
        blob = _blob(s, cx, cy, r)
        s.fade(blob, mix(*colors, share), mix(*colors, min(1, share + 0.25)))
