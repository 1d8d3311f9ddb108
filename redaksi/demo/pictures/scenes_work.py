"""The loom and the factory."""

import math

from redaksi.demo.pictures import nature
from redaksi.demo.pictures.inks import mix
from redaksi.demo.pictures.people import Dress, figure
from redaksi.demo.pictures.shapes import Outline, box, place, ring, smooth, taper
from redaksi.demo.pictures.sheet import Sheet


def tenun(s: Sheet, variant: int) -> None:
    """A loom: bare warp and the shuttle above, patterned cloth below."""
    s.fade(box(0, 0, 1500, 1000), mix(s.p.low, s.p.sun, 0.4), mix(s.p.low, s.p.high, 0.35))
    colors = (s.p.pop, s.p.mid, s.p.sun, mix(s.p.pop, s.p.deep, 0.5), s.p.low)
    for index in range(36):
        x = index * 43
        s.line([(750 + (x - 750) * 0.86, 70), (x, 520)], mix(colors[index // 4 % 5], s.p.low, 0.3), 10)
    s.fade(box(0, 46, 1500, 84), s.p.tone(0.8), s.p.ink)
    _cloth(s, variant)
    s.fade(box(-10, 486, 1510, 532), mix(s.p.mid, s.p.deep, 0.6), s.p.ink)
    _shuttle(s, (300, 270, 330, 250)[variant])


def _cloth(s: Sheet, variant: int) -> None:
    """Bands of geometry: lozenges, chevrons, teeth and stars."""
    p = s.p
    s.rect(0, 530, 1500, 1005, p.deep)
    bands = [(530.0, 580.0, "teeth"), (596.0, 840.0, "lozenge"), (856.0, 912.0, "chevron"), (928.0, 1200.0, "star")]
    if variant % 2:
        bands = [(530.0, 590.0, "chevron"), (606.0, 850.0, "star"), (866.0, 926.0, "teeth"), (942.0, 1214.0, "lozenge")]
    for top, low, kind in bands:
        ground_color = {
            "teeth": p.pop,
            "lozenge": mix(p.deep, p.ink, 0.3),
            "chevron": p.mid,
            "star": mix(p.pop, p.ink, 0.35),
        }[kind]
        s.rect(0, top, 1500, low, ground_color)
        for y in (top - 7, low + 3):
            s.rect(0, y, 1500, y + 4, p.sun)
        _motif(s, kind, top, low)
    s.tint(box(0, 530, 1500, 640), p.ink, (0.4, 0.0))


def _motif(s: Sheet, kind: str, top: float, low: float) -> None:
    p, tall = s.p, low - top
    middle, step = (
        (top + low) / 2,
        {"teeth": tall, "chevron": tall * 2.4, "lozenge": tall * 1.15, "star": tall * 1.35}[kind],
    )
    x = 750 - math.ceil(760 / step) * step
    while x < 1560:
        if kind == "teeth":
            s.poly([(x, low), (x + step / 2, top + 4), (x + step, low)], p.sun)
        elif kind == "chevron":
            for shift, color in ((0, p.sun), (step * 0.34, p.ink)):
                s.line([(x + shift, top + 5), (x + shift + step * 0.3, middle), (x + shift, low - 5)], color, 7)
        else:
            colors = (p.sun, p.pop, p.ink) if kind == "lozenge" else (p.low, p.deep, p.pop)
            for share, color in zip((0.5, 0.37, 0.2), colors, strict=True):
                s.poly(_stepped(x, middle, tall * share * 0.96, kind == "star"), color)
        x += step


def _stepped(x: float, y: float, r: float, star: bool) -> Outline:
    """A lozenge with the stairs that a loom gives it, or an eight pointed star."""
    if star:
        return [
            point
            for index in range(16)
            for point in place([(0, -r if index % 2 == 0 else -r * 0.66)], x, y, 1, index * 22.5)
        ]
    count = 5
    quarter: Outline = []
    for index in range(count):
        quarter += [(r * index / count, -r * (1 - index / count)), (r * (index + 1) / count, -r * (1 - index / count))]
    half = [*quarter, *[(px, -py) for px, py in quarter[::-1]]]
    return [(x + px, y + py) for px, py in [*half, *[(-px, py) for px, py in half[::-1]]]]


def _shuttle(s: Sheet, y: float) -> None:
    """The shuttle on its way through the warp, its thread behind it."""
    s.line(smooth([(960, y), (1200, y + 26), (1380, y - 20), (1520, y + 16)], closed=False), s.p.pop, 6)
    hull = smooth([(500, y), (620, y - 38), (880, y - 38), (1000, y), (880, y + 38), (620, y + 38)], steps=6)
    s.poly([(x + 8, py + 14) for x, py in hull], mix(s.p.low, s.p.deep, 0.6))
    s.fade(hull, s.p.sun, mix(s.p.sun, s.p.mid, 0.5))
    s.line([*hull, hull[0]], s.p.ink, 4)
    s.poly(ring(750, y, 130, 22), s.p.ink)
    s.rect(650, y - 15, 850, y + 15, s.p.pop)
    for x in range(656, 850, 16):
        s.line([(x, y - 14), (x + 8, y + 14)], mix(s.p.pop, s.p.ink, 0.4), 3)


def pabrik(s: Sheet, variant: int) -> None:
    """A works with saw-tooth roofs, stacks and tanks at the end of a shift."""
    nature.sky(s, 740)
    x, y = ((1010, 380), (420, 210), (1010, 480), (460, 200))[variant]
    nature.sun(s, x, y, (140, 60, 180, 48)[variant])
    nature.streaks(s, 430, mix(s.p.high, s.p.low, 0.6))
    nature.hills(s, 650, 60, 0.24)
    smoke = (mix(s.p.mid, s.p.low, 0.35), mix(s.p.high, s.p.low, 0.55))
    for px, top, width in ((420, 250, 46), (540, 300, 42), (1010, 330, 38)):
        nature.plume(s, (px, top), 104, 250, smoke)
        stack = taper((px, 800), (px, top), width * 1.5, width)
        s.fade(stack, s.p.tone(0.82), s.p.tone(0.56))
        for level in (top + 18, top + 70):
            s.rect(px - width * 0.54, level, px + width * 0.54, level + 26, s.p.pop)
    _tanks(s)
    _halls(s)
    s.fade(box(0, 820, 1500, 1000), s.p.tone(0.85), s.p.ink)
    for index in range(9):
        left = 250 + index * 118 + s.rng.uniform(-20, 20)
        figure(
            s,
            (left, 900 + index % 3 * 24),
            128,
            "walk",
            Dress(s.p.ink, s.p.pop if index % 3 == 0 else s.p.mid, s.p.deep, "helmet", False, s.p.sun),
        )


def _tanks(s: Sheet) -> None:
    for x, r, top in ((1290, 86, 560), (1120, 70, 600)):
        s.fade(box(x - r, top, x + r, 830), s.p.tone(0.4), s.p.tone(0.56))
        s.poly(ring(x, top, r, r * 0.42, (180, 360)), s.p.tone(0.5))
        s.tint(box(x, top, x + r, 830), s.p.ink, (0.0, 0.4), True)
        for level in (0.35, 0.65):
            s.line([(x - r, top + (830 - top) * level), (x + r, top + (830 - top) * level)], s.p.tone(0.72), 4)
    s.line([(1034, 690), (1034, 640), (1204, 640)], s.p.ink, 12)
    s.line([(1204, 700), (980, 700)], s.p.ink, 9)


def _halls(s: Sheet) -> None:
    for index in range(5):
        left = 130 + index * 168
        roof = [(left, 640), (left + 118, 520), (left + 118, 640)]
        s.rect(left, 638, left + 168, 830, s.p.tone(0.7))
        s.fade([(left, 640), (left + 118, 520), (left + 168, 520), (left + 168, 640)], s.p.tone(0.78), s.p.tone(0.66))
        s.poly([(left + 122, 530), (left + 162, 530), (left + 162, 632), (left + 122, 632)], mix(s.p.sun, s.p.pop, 0.2))
        s.stipple(roof, s.p.ink, (0.5, 0.0))
        for column in range(3):
            pane = box(left + 18 + column * 50, 690, left + 52 + column * 50, 750)
            s.poly(pane, s.p.sun if s.rng.random() < 0.6 else s.p.tone(0.5))
            s.line([(left + 35 + column * 50, 690), (left + 35 + column * 50, 750)], s.p.ink, 3)
        s.rect(left, 786, left + 168, 800, s.p.tone(0.9))
