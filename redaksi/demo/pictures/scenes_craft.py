"""Craft and work: the shadow play and coffee."""

import math
from collections.abc import Callable

from redaksi.demo.pictures import nature
from redaksi.demo.pictures.inks import Color, mix
from redaksi.demo.pictures.shapes import Outline, Point, box, mirror, place, ring, smooth, taper, trace
from redaksi.demo.pictures.sheet import Sheet


def wayang(s: Sheet, variant: int) -> None:
    """The mountain of the shadow play before the lit screen, puppets at its sides."""
    s.fade(box(0, 0, 1500, 1000), s.p.tone(0.86), s.p.ink)
    s.fade(box(90, 60, 1410, 850), mix(s.p.low, s.p.warm, 0.12), mix(s.p.low, s.p.warm, 0.4))
    s.glow(750, 380, 780, s.p.sun, 0.98)
    s.dots(box(90, 400, 1410, 850), mix(s.p.warm, s.p.low, 0.4), (0.0, 0.34), pitch=15)
    s.rect(60, 40, 1440, 72, s.p.ink)
    for x in (76, 1424):
        s.rect(x - 20, 30, x + 20, 860, s.p.ink)
    if variant % 2 == 0:
        for x, k in ((330, 1.0), (200, 0.8)):
            _puppet(s, x, 850, k, False)
        for x, k in ((1170, 1.0), (1300, 0.8)):
            _puppet(s, x, 850, k, True)
    else:
        _puppet(s, 330, 850, 1.15, False)
        _puppet(s, 1170, 850, 1.15, True)
    _kayon(s, 750, 850)
    s.fade(box(0, 835, 1500, 905), mix(s.p.mid, s.p.deep, 0.4), s.p.ink)
    for x in range(0, 1500, 60):
        s.line([(x, 840), (x + 24, 900)], s.p.ink, 3)
    _blencong(s)
    for x, size in ((170, 120), (420, 132), (1090, 128), (1340, 122)):
        s.poly(
            smooth(
                [(x - size, 1010), (x - size * 0.8, 960), (x, 930), (x + size * 0.8, 960), (x + size, 1010)], steps=5
            ),
            s.p.ink,
        )
        s.disc(x, 905, size * 0.36, s.p.tone(0.9))


def _blencong(s: Sheet) -> None:
    s.line([(750, -10), (750, 96)], s.p.ink, 5)
    s.glow(750, 130, 240, s.p.sun, 0.9)
    s.poly(smooth([(690, 112), (750, 92), (810, 112), (786, 142), (750, 150), (714, 142)], steps=5), s.p.ink)
    s.poly(smooth([(750, 134), (766, 166), (750, 190), (734, 166)], steps=5), s.p.pop)


def _kayon(s: Sheet, x: float, base: float) -> None:
    """The gunungan: a leaf shaped hill with a tree, a gate, wings and two guardian beasts."""
    half = trace("0 -630,20 -575,58 -512,122 -425,182 -328,194 -240,150 -170,166 -120,120 -96,104 0")
    right = smooth([(x + px, base + py) for px, py in half], closed=False, steps=8)
    left = mirror(right, x)[::-1]
    whole = [*left, *right]
    s.poly(whole, s.p.ink)
    inner = [(x + (px - x) * 0.88, base - 14 + (py - base) * 0.93) for px, py in whole]
    s.line(inner, mix(s.p.pop, s.p.sun, 0.35), 4)
    gold, red = mix(s.p.sun, s.p.pop, 0.3), s.p.pop
    s.poly(taper((x, base - 180), (x, base - 560), 20, 5), gold)
    for level, reach in ((250, 118), (320, 126), (390, 104), (450, 78), (505, 46)):
        for side in (-1, 1):
            branch = smooth(
                [
                    (x, base - level + 26),
                    (x + side * reach * 0.5, base - level - 4),
                    (x + side * reach, base - level - 22),
                ],
                closed=False,
            )
            s.line(branch, gold, 4.5)
            for px, py in branch[3::4]:
                s.poly(place(ring(0, -12, 6, 12), px, py, 1, side * 20), red if int(px + py) % 2 else gold)
                s.poly(place(ring(0, 12, 5, 9), px, py, 1, side * -20), gold)
    _gate(s, x, base, (gold, red))


def _gate(s: Sheet, x: float, base: float, colors: tuple[Color, Color]) -> None:
    gold, red = colors
    s.rect(x - 46, base - 120, x + 46, base - 22, gold)
    s.rect(x - 34, base - 108, x - 4, base - 22, s.p.ink)
    s.rect(x + 4, base - 108, x + 34, base - 22, s.p.ink)
    for level, reach in ((120, 68), (150, 48), (176, 28)):
        s.poly(
            [
                (x - reach, base - level),
                (x + reach, base - level),
                (x + reach * 0.55, base - level - 26),
                (x - reach * 0.55, base - level - 26),
            ],
            red if level == 150 else gold,
        )
    for side in (-1, 1):
        for feather in range(4):
            s.line(
                smooth(
                    [
                        (x + side * 52, base - 46 - feather * 6),
                        (x + side * (76 + feather * 3), base - 62 - feather * 18),
                        (x + side * (84 - feather * 3), base - 90 - feather * 20),
                    ],
                    closed=False,
                ),
                gold,
                5,
            )
        s.disc(x + side * 78, base - 34, 11, red)


_CLOTH = "-50 -210,-60 -120,-96 -40,-40 -20,10 -60,60 -20,84 -30,44 -120,44 -210"
_CHEST = "-34 -220,-70 -330,-50 -364,0 -350,54 -372,70 -330,36 -220"
_HEAD = "-14 -345,-22 -415,-6 -446,28 -442,44 -422,84 -388,50 -394,44 -376,28 -368,12 -340"
_CROWN = "-20 -440,0 -490,34 -470,40 -440"
_CURL = "-6 -440,-60 -470,-92 -430,-84 -380,-56 -372,-50 -402,-66 -408"


def _puppet(s: Sheet, x: float, base: float, k: float, left: bool) -> None:
    """A leather puppet in profile on its rods."""

    def at(*points: Point) -> Outline:
        moved = place(points, x, base, k)
        return mirror(moved, x) if left else moved

    dark = s.p.ink
    s.line(at((10, 20), (4, -330)), dark, 7 * k)
    for part in (_CLOTH, _CHEST, _HEAD, _CROWN):
        s.poly(smooth(at(*trace(part)), steps=5), dark)
    s.line(smooth(at(*trace(_CURL)), closed=False), dark, 19 * k)
    for elbow, hand in (((110, -250), (150, -350)), ((-96, -240), (-60, -130))):
        shoulder = (56, -346) if elbow[0] > 0 else (-58, -344)
        s.line(at(shoulder, elbow, hand), dark, 11 * k)
        s.line(at(hand, (hand[0] + 6, 20)), dark, 3 * k)
        s.poly(at(hand, (hand[0] + 26, hand[1] - 24), (hand[0] + 8, hand[1] + 4)), dark)
    _ornament(s, at, k)


def _ornament(s: Sheet, at: Callable[..., Outline], k: float) -> None:
    """What is cut out of the leather: lozenges on the cloth, a belt, a necklace and the band of the crown."""
    light = mix(s.p.sun, s.p.pop, 0.25)
    for row in range(4):
        for column in range(3):
            px, py = at((-26 + column * 26 - row * 4, -190 + row * 38))[0]
            s.poly(place([(0, -8), (7, 0), (0, 8), (-7, 0)], px, py, k), light)
    for points in (at((-40, -222), (40, -222)), at((-44, -334), (0, -306), (44, -336)), at((-6, -428), (34, -424))):
        s.line(points, light, 3.4 * k)


def kopi(s: Sheet, variant: int) -> None:
    """A cup of coffee whose steam rises before highland gardens, branches with ripe cherries."""
    s.fade(box(0, 0, 1500, 1000), s.p.high, s.p.low)
    nature.sun(s, 750, 360, (250, 220, 270, 150)[variant])
    nature.hills(s, 560, 100, 0.22)
    nature.hills(s, 640, 70, 0.36)
    nature.mist(s, 740, 120, 0.5)
    s.fade(box(0, 790, 1500, 1000), s.p.tone(0.66), s.p.tone(0.92))
    for index in range(7):
        s.line([(0, 812 + index * 30), (1500, 806 + index * 34)], s.p.tone(0.84), 2)
    _steam(s)
    _cup(s, 750, 830)
    _branch(s, (-20, 60), 1)
    _branch(s, (1520, 30), -1)
    for index in range(12):
        left = 190 if index % 2 else 1130
        _bean(s, left + index // 2 * 54 + s.rng.uniform(-8, 8), s.rng.uniform(890, 962), s.rng.uniform(0, 180))


def _steam(s: Sheet) -> None:
    pale = mix(s.p.sun, s.p.low, 0.2)
    for x, tall in ((660, 250), (750, 330), (840, 250)):
        spine = smooth(
            [(x, 560), (x - 34, 560 - tall * 0.3), (x + 34, 560 - tall * 0.65), (x - 6, 560 - tall)],
            closed=False,
            steps=10,
        )
        count = len(spine)
        sides = [22 * math.sin(math.pi * index / (count - 1)) for index in range(count)]
        shape = [(px - w, py) for (px, py), w in zip(spine, sides, strict=True)]
        shape += [(px + w, py) for (px, py), w in zip(spine[::-1], sides[::-1], strict=True)]
        s.tint(shape, mix(pale, s.p.mid, 0.25), (0.2, 0.75))


def _cup(s: Sheet, x: float, base: float) -> None:
    s.oval(x, base + 44, 350, 44, s.p.ink)
    s.oval(x, base + 26, 330, 46, mix(s.p.sun, s.p.mid, 0.35))
    s.oval(x, base + 18, 330, 44, s.p.sun)
    s.oval(x, base + 18, 200, 24, mix(s.p.sun, s.p.mid, 0.3))
    handle = smooth(
        [
            (x + 190, base - 190),
            (x + 300, base - 206),
            (x + 320, base - 120),
            (x + 240, base - 62),
            (x + 150, base - 54),
        ],
        closed=False,
    )
    s.line(handle, mix(s.p.pop, s.p.ink, 0.2), 32)
    body = smooth(
        [
            (x - 224, base - 258),
            (x - 212, base - 150),
            (x - 150, base - 40),
            (x - 86, base + 18),
            (x + 86, base + 18),
            (x + 150, base - 40),
            (x + 212, base - 150),
            (x + 224, base - 258),
        ],
        closed=False,
        steps=8,
    )
    s.fade(body, s.p.pop, mix(s.p.pop, s.p.ink, 0.32))
    s.stipple([point for point in body if point[0] >= x], s.p.ink, (0.0, 0.8), True)
    band = [(x - 208 + index * 52, base - 150) for index in range(9)]
    for px, py in band[1:-1]:
        s.poly([(px, py - 34), (px + 22, py), (px, py + 34), (px - 22, py)], s.p.sun)
        s.poly([(px, py - 16), (px + 10, py), (px, py + 16), (px - 10, py)], s.p.ink)
    s.oval(x, base - 258, 224, 44, mix(s.p.pop, s.p.sun, 0.4))
    s.oval(x, base - 252, 200, 34, s.p.ink)
    s.oval(x, base - 246, 190, 26, mix(s.p.ink, s.p.pop, 0.3))


def _branch(s: Sheet, root: Point, side: int) -> None:
    x, y = root
    spine = smooth(
        [(x, y), (x + side * 140, y + 90), (x + side * 260, y + 130), (x + side * 390, y + 240)], closed=False, steps=8
    )
    s.line(spine, s.p.ink, 10)
    for index in range(3, len(spine) - 1, 4):
        px, py = spine[index]
        for lean in (-1, 1):
            tip = (px + side * 90, py + lean * 150 + 40)
            nature.leaf(s, (px, py), tip, 78, (s.p.tone(0.62), s.p.tone(0.85)))
        for cherry in range(4):
            cx, cy = px + s.rng.uniform(-26, 26), py + s.rng.uniform(-20, 28)
            s.disc(cx, cy, 18, mix(s.p.pop, s.p.ink, 0.12 * (cherry % 3)))
            s.disc(cx - 5, cy - 6, 4, mix(s.p.pop, s.p.sun, 0.7))


def _bean(s: Sheet, x: float, y: float, turn: float) -> None:
    s.poly(place(ring(0, 0, 26, 17), x, y, 1, turn), mix(s.p.pop, s.p.ink, 0.62))
    s.line(place(smooth([(-22, 2), (-6, -5), (6, 5), (22, -2)], closed=False), x, y, 1, turn), s.p.ink, 4)
