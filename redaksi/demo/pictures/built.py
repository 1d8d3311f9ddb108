"""Things people build: houses, towers, flags, lamps, boats and wires."""

from collections.abc import Sequence
from itertools import pairwise

from redaksi.demo.pictures.inks import Color, mix
from redaksi.demo.pictures.shapes import Outline, Point, box, ring, sag, smooth, taper
from redaksi.demo.pictures.sheet import Sheet


def skyline(s: Sheet, base: float, height: float, depth: float, lit: float = 0.0) -> None:
    """A row of town blocks up to ``height`` tall; a share ``lit`` of the windows is alight."""
    x = -30.0
    while x < 1500:
        width = s.rng.uniform(46, 120)
        tall = height * s.rng.uniform(0.3, 1) ** 1.15
        block(s, box(x, base - tall, x + width, base), depth, lit)
        _roof(s, x, base - tall, width, s.p.tone(depth))
        x += width + s.rng.uniform(-6, 16)


def block(s: Sheet, outline: Outline, depth: float, lit: float) -> None:
    """One town block: its body fades towards the ground, its side is shaded, its windows stand in rows."""
    (x0, y0), (x1, y1) = outline[0], outline[2]
    color = s.p.tone(depth)
    s.fade(outline, color, s.p.tone(max(0, depth - 0.14)))
    s.tint(box(x0 + (x1 - x0) * 0.66, y0, x1, y1), s.p.ink, (0.28, 0.05))
    if not lit:
        return
    columns = max(2, int((x1 - x0) / 15))
    step = (x1 - x0) / columns
    y = y0 + 12
    while y < y1 - 10:
        for column in range(columns):
            if s.rng.random() < lit:
                left = x0 + step * (column + 0.28)
                s.rect(left, y, left + step * 0.44, y + 7, mix(s.p.sun, s.p.pop, s.rng.choice((0, 0.15, 0.5))))
        y += 16


def _roof(s: Sheet, x: float, y: float, width: float, color: Color) -> None:
    kind = s.rng.randrange(5)
    if kind == 0:
        s.rect(x + width * 0.2, y - 14, x + width * 0.6, y + 1, color)
    elif kind == 1:
        s.line([(x + width * 0.5, y + 1), (x + width * 0.5, y - 40)], color, 2.5)
    elif kind == 2:
        s.poly([(x, y + 1), (x + width, y - 26), (x + width, y + 1)], color)
    elif kind == 3:
        s.rect(x + width * 0.12, y - 9, x + width * 0.3, y + 1, color)
        s.rect(x + width * 0.55, y - 18, x + width * 0.85, y + 1, color)


def house(s: Sheet, x: float, base: float, width: float, colors: tuple[Color, Color]) -> None:
    """A house with a hipped roof that overhangs its wall; colours of wall and roof."""
    wall, roof = colors
    tall = width * 0.34
    s.rect(x + width * 0.08, base - tall, x + width * 0.92, base, wall)
    s.tint(box(x + width * 0.08, base - tall, x + width * 0.92, base - tall * 0.6), s.p.ink, (0.35, 0))
    s.poly(
        [
            (x, base - tall),
            (x + width * 0.26, base - tall * 2),
            (x + width * 0.74, base - tall * 2),
            (x + width, base - tall),
        ],
        roof,
    )
    s.stipple(
        [
            (x, base - tall),
            (x + width * 0.26, base - tall * 2),
            (x + width * 0.74, base - tall * 2),
            (x + width, base - tall),
        ],
        s.p.ink,
        (0.0, 0.4),
        True,
    )


def window(s: Sheet, area: tuple[float, float, float, float], glass: Color, frame: Color) -> None:
    """A window with a cross bar."""
    x0, y0, x1, y1 = area
    s.rect(x0 - 4, y0 - 4, x1 + 4, y1 + 4, frame)
    s.rect(x0, y0, x1, y1, glass)
    s.line([((x0 + x1) / 2, y0), ((x0 + x1) / 2, y1)], frame, 4)
    s.line([(x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2)], frame, 4)


def flag(s: Sheet, mast: Point, width: float, bands: Sequence[Color]) -> None:
    """A flag of level bands that flies to the right of the top of its mast."""
    x, y = mast
    height = width * 0.64
    count = len(bands)
    for index, color in enumerate(bands):
        upper = _wave(x, y + height * index / count, width)
        lower = _wave(x, y + height * (index + 1) / count, width)
        s.poly([*upper, *lower[::-1]], color)
    fold = [*_wave(x, y, width)[7:13], *_wave(x, y + height, width)[12:6:-1]]
    s.tint(fold, s.p.ink, (0.18, 0.18))


def _wave(x: float, y: float, width: float) -> Outline:
    line = [(0, 0), (0.25, -0.06), (0.55, 0.06), (0.8, 0.0), (1, -0.05)]
    return smooth([(x + px * width, y + py * width) for px, py in line], closed=False, steps=5)


def drape(s: Sheet, top: Point, height: float, bands: Sequence[Color]) -> None:
    """A flag that hangs in folds from a standing pole."""
    x, y = top
    foot = y + height
    s.line([(x, y - height * 0.05), (x, foot + height * 0.5)], s.p.ink, max(3, height * 0.02))
    s.disc(x, y - height * 0.07, height * 0.028, s.p.sun)
    count = len(bands)
    for index, color in enumerate(bands):
        a, b = index / count, (index + 1) / count
        inner = [(x, y + height * 0.86 * a), (x, y + height * 0.86 * b)]
        outer = [
            (x + height * (0.1 + 0.26 * b**0.7), y + height * (0.1 + b * 0.9)),
            (x + height * (0.1 + 0.26 * a**0.7 if a else 0.02), y + height * (0.1 * bool(a) + a * 0.9)),
        ]
        s.poly([*inner, *outer], color)
    for share in (0.32, 0.64):
        hem = x + height * 0.36 * share
        low = y + height * (0.84 + 0.14 * share)
        s.tint([(x + 2, y), (hem, low), (hem + height * 0.05, low + height * 0.016)], s.p.ink, (0.08, 0.3))


def lamp(s: Sheet, foot: Point, height: float, reach: float, color: Color) -> None:
    """A street lamp whose arm reaches aside, with its light."""
    x, y = foot
    s.poly(taper(foot, (x, y - height), height * 0.03, height * 0.018), color)
    arm = smooth([(x, y - height), (x + reach * 0.4, y - height * 1.07), (x + reach, y - height * 1.05)], closed=False)
    s.line(arm, color, height * 0.016)
    s.glow(x + reach, y - height * 1.02, height * 0.5, s.p.sun, 0.55)
    s.oval(x + reach, y - height * 1.03, height * 0.035, height * 0.014, s.p.sun)


def bulb(s: Sheet, top: Point, drop: float, size: float) -> None:
    """A lamp that hangs from a wire."""
    x, y = top
    s.line([top, (x, y + drop)], s.p.ink, 2)
    s.glow(x, y + drop + size, size * 6, s.p.sun, 0.6)
    s.poly(
        [
            (x - size * 0.3, y + drop),
            (x + size * 0.3, y + drop),
            (x + size, y + drop + size * 0.8),
            (x - size, y + drop + size * 0.8),
        ],
        s.p.ink,
    )
    s.disc(x, y + drop + size * 0.9, size * 0.5, s.p.sun)


def pylon(s: Sheet, foot: Point, height: float, color: Color) -> tuple[Point, ...]:
    """A lattice tower; returns the six points its wires hang from, left side first."""
    x, y = foot
    w = max(1.2, height * 0.011)
    half, waist, top = height * 0.15, height * 0.045, y - height
    for side in (-1, 1):
        s.line([(x + side * half, y), (x + side * waist, y - height * 0.55), (x, top)], color, w * 1.3)
    levels = [0.0, 0.2, 0.36, 0.48, 0.58, 0.68, 0.78]
    for lower, upper in pairwise(levels):
        a, b = _girth(lower) * height, _girth(upper) * height
        s.line([(x - a, y - lower * height), (x + b, y - upper * height)], color, w)
        s.line([(x + a, y - lower * height), (x - b, y - upper * height)], color, w)
        s.line([(x - b, y - upper * height), (x + b, y - upper * height)], color, w)
    ends: list[Point] = []
    for level, reach in ((0.62, 0.22), (0.74, 0.18), (0.86, 0.13)):
        for side in (-1, 1):
            tip = (x + side * reach * height, y - level * height)
            s.poly([(x, tip[1] - height * 0.035), tip, (x, tip[1] + w)], color)
            s.line([tip, (tip[0], tip[1] + height * 0.03)], color, w)
            ends.append((tip[0], tip[1] + height * 0.03))
    return tuple(ends)


def _girth(level: float) -> float:
    return 0.15 - (0.105 * level / 0.55 if level < 0.55 else 0.105 + 0.045 * (level - 0.55) / 0.45)


def wires(s: Sheet, ends: tuple[Sequence[Point], Sequence[Point]], drop: float, width: float) -> None:
    """Hang a wire from each end point of one mast to the same point of the next."""
    for start, end in zip(*ends, strict=True):
        s.line(sag(start, end, drop), s.p.ink, width)


def awning(s: Sheet, area: tuple[float, float, float, float], colors: tuple[Color, Color], lean: float = 26) -> None:
    """A striped awning over a stall: x0, y0, x1 and how deep it hangs."""
    x0, y0, x1, deep = area
    count = max(5, round((x1 - x0) / 34))
    for index in range(count):
        a, b = index / count, (index + 1) / count
        color = colors[index % 2]
        top = [(x0 + lean + (x1 - x0 - 2 * lean) * t, y0) for t in (a, b)]
        low = [(x0 + (x1 - x0) * t, y0 + deep) for t in (b, a)]
        s.poly([*top, *low], color)
        middle, r = x0 + (x1 - x0) * (a + b) / 2, (x1 - x0) / count / 2
        s.poly(ring(middle, y0 + deep - 1, r, r * 0.9, (0, 180)), color)
    s.tint([(x0 + lean, y0), (x1 - lean, y0), (x1, y0 + deep), (x0, y0 + deep)], s.p.ink, (0.0, 0.22))


def beam(s: Sheet, source: Point, target: tuple[float, float, float], color: Color, strength: float = 0.5) -> None:
    """A cone of light from a lamp down to the stretch (x0, x1) at height y; target is (x0, x1, y)."""
    x0, x1, y = target
    s.tint([(source[0] - 8, source[1]), (source[0] + 8, source[1]), (x1, y), (x0, y)], color, (strength, 0.04))
