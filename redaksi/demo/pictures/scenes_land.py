"""Mountains, fields, woods and gardens."""

import math
from itertools import pairwise

from redaksi.demo.pictures import nature
from redaksi.demo.pictures.built import house
from redaksi.demo.pictures.inks import Color, mix
from redaksi.demo.pictures.people import dress, figure, umbrella
from redaksi.demo.pictures.shapes import Outline, Point, between, box, ground, ridge, ring, smooth, taper
from redaksi.demo.pictures.sheet import Sheet


def _cone(s: Sheet, x: float, top: float, width: float, depth: float) -> None:
    """A volcano with hollow flanks, a broken crater rim and gullies, lit from the left."""
    base, w, rng = 800, width, s.rng
    left = smooth(
        [
            (x - w, base),
            (x - w * 0.52, top + (base - top) * 0.72),
            (x - w * 0.2, top + (base - top) * 0.3),
            (x - 38, top),
        ],
        closed=False,
    )
    right = smooth(
        [
            (x + 42, top + 8),
            (x + w * 0.22, top + (base - top) * 0.31),
            (x + w * 0.55, top + (base - top) * 0.72),
            (x + w, base),
        ],
        closed=False,
    )
    rim = [(x - 38, top), (x - 20, top + 13), (x - 4, top + 7), (x + 16, top + 16), (x + 42, top + 8)]
    cone = [*left, *rim[1:-1], *right]
    s.fade(cone, s.p.tone(depth), s.p.tone(max(0, depth - 0.3)))
    edge = [(x + 4, top + 12)]
    for index in range(1, 9):
        share = index / 8
        edge.append((x + w * 0.16 * share * rng.uniform(0.5, 1.5) - 16 * (index % 2), top + (base - top) * share))
    s.tint([*edge, *right[::-1]], s.p.tone(min(1, depth + 0.25)), (0.75, 0.12))
    for index in range(9):
        share = (index - 4) / 5
        foot = (x + share * w * 0.27, top + (base - top) * rng.uniform(0.42, 0.6))
        s.stipple(taper((x + share * 36, top + 22), foot, 4, 30), s.p.tone(min(1, depth + 0.3)), (0.75, 0.0))


def _lava(s: Sheet, x: float, y: float) -> None:
    """A glowing crater and the threads of lava below it."""
    s.glow(x, y, 240, s.p.pop, 0.85)
    for foot, width in (((x - 66, y + 250), 9), ((x - 16, y + 330), 13), ((x + 60, y + 190), 8)):
        middle = between((x, y), foot, 0.5)
        thread = smooth([(x, y), (middle[0] + 12, middle[1]), foot], closed=False)
        for start, end in pairwise(thread):
            share = (end[1] - y) / (foot[1] - y)
            s.line([start, end], mix(s.p.sun, s.p.pop, 0.35 + 0.65 * share), width * (1 - 0.8 * share))


def gunung(s: Sheet, variant: int) -> None:
    """A volcano over bands of mist, with palms and hikers on the near hill."""
    nature.sky(s, 760)
    nature.sun(s, (430, 1050, 420, 1080)[variant], (300, 240, 420, 200)[variant], (92, 64, 104, 52)[variant])
    nature.streaks(s, (360, 200, 470, 300)[variant], mix(s.p.high, s.p.low, 0.7))
    if variant == 1:
        _cone(s, 1130, 430, 420, 0.26)
    if variant >= 2:
        nature.plume(s, (812, 232), 90, 170, (mix(s.p.deep, s.p.low, 0.35), mix(s.p.high, s.p.low, 0.5)))
    _cone(s, 800, 225, 640, 0.66 if s.p.dark else 0.46)
    if variant == 3:
        _lava(s, 802, 236)
    nature.mist(s, 690, 150, 0.85)
    for y, height, depth in ((690, 60, 0.42), (760, 70, 0.6), (835, 60, 0.78)):
        nature.hills(s, y, height, depth)
        nature.mist(s, y + 70, 60, 0.28)
    near = smooth([(-20, 845), (260, 880), (620, 950), (980, 930), (1300, 890), (1520, 850)], closed=False)
    s.poly(ground(near), s.p.ink)
    nature.palm(s, (1290, 905), 300, 46, s.p.ink)
    nature.palm(s, (1385, 890), 220, -30, s.p.ink)
    nature.palm(s, (120, 880), 190, -34, s.p.ink)
    for x, y, size in ((700, 946, 72), (760, 944, 62)):
        figure(s, (x, y), size, "walk", dress(s, "cap", bright=x == 700))


def _terraces(s: Sheet, rows: int) -> None:
    """Paddies as shelves that bend round the foot of a hill, wide near the reader and thin far away."""
    lean = s.rng.uniform(-60, 60)
    for row in range(rows):
        share = (row + 1) / rows
        y = 566 + 424 * share**1.7
        points: list[Point] = []
        for step in range(7):
            x = -60 + step * 270
            bowl = 150 * (1 - share * 0.35) * ((x - 760 - lean) / 820) ** 2
            points.append((x, y - bowl + (14 + 26 * share) * s.rng.uniform(-1, 1)))
        _shelf(s, smooth(points, closed=False, steps=10), 7 + 30 * share, share)


def _shelf(s: Sheet, lip: Outline, thick: float, share: float) -> None:
    """One paddy: its bank of earth, then by chance a mirror of the sky, seedlings or a full green field."""
    leaf = s.p.tone(0.3 + 0.26 * share)
    bank = [(x, y + thick * (0.75 + 0.3 * math.sin(x / 140))) for x, y in lip]
    s.poly(ground(lip), s.p.tone(0.42 + 0.44 * share))
    planted = s.rng.random()
    if planted < 0.5:
        s.fade(ground(bank), mix(s.p.mid, s.p.low, 0.38 - 0.2 * share), leaf)
        _seedlings(s, bank[::2], share, s.p.tone(0.42 + 0.3 * share))
        return
    s.fade(ground(bank, bank[0][1] + 330), mix(s.p.low, s.p.sun, 0.5), mix(s.p.high, s.p.mid, 0.35))
    for _ in range(5):
        x, y = s.rng.choice(bank)
        nature.ripple(s, x - 60, y + 6 + 44 * share * s.rng.random(), 60 + 170 * share, mix(s.p.high, s.p.low, 0.4))
    if planted < 0.75:
        _seedlings(s, bank[::2], share, leaf)


def _seedlings(s: Sheet, line: Outline, share: float, color: Color) -> None:
    tall = 4 + 20 * share
    for row in range(2 + int(2.2 * share)):
        for x, y in line:
            root = (x + s.rng.uniform(-6, 6) * share, y + tall * 1.7 + row * tall * 1.9)
            for lean in (-0.45, 0, 0.45):
                s.poly(taper(root, (root[0] + lean * tall, root[1] - tall), 2 + share * 3, 0.8), color)


def sawah(s: Sheet, variant: int) -> None:
    """Rice terraces that step down to the reader, a farmer on a bank, a mountain behind."""
    nature.sky(s, 600)
    nature.sun(s, (1120, 330, 1060, 420)[variant], (250, 210, 380, 190)[variant], (70, 56, 86, 46)[variant])
    if variant == 1:
        nature.cloud(s, 820, 300, 380, s.p.sun)
        nature.cloud(s, 120, 360, 260, mix(s.p.sun, s.p.high, 0.3))
    _cone(s, (480, 900, 560, 860)[variant], 300, 560, 0.26)
    nature.mist(s, 590, 150, 0.85)
    nature.hills(s, 540, 60, 0.42)
    nature.treeline(s, 600, 34, s.p.tone(0.55))
    for x, size in ((1150, 170), (1200, 130), (1262, 156), (220, 120), (266, 150)):
        nature.palm(s, (x, 600), size, s.rng.uniform(-24, 24), s.p.tone(0.72))
    house(s, 960, 600, 120, (mix(s.p.low, s.p.mid, 0.4), s.p.pop))
    _terraces(s, 9 - variant % 2)
    for x, y, size, pose in ((620, 850, 220, "bend"), (880, 760, 130, "bend"), (770, 735, 120, "carry"))[
        : 3 - variant % 2
    ]:
        figure(s, (x, y), size, pose, dress(s, "caping", bright=x == 620))


def hutan(s: Sheet, variant: int) -> None:
    """Deep forest: four ranks of trunks, slanting light and a hornbill in the clearing."""
    s.fade(box(0, 0, 1500, 1000), mix(s.p.low, s.p.high, 0.35), s.p.low)
    s.glow(760, 330, 620, s.p.sun, 0.85)
    if variant >= 2:
        nature.sun(s, 760, 360, 74)
    for rank, depth in enumerate((0.2, 0.38, 0.6)):
        for _ in range(11 - 2 * rank):
            x = s.rng.uniform(-30, 1530)
            if abs(x - 760) > 60 + 110 * rank:
                _trunk(s, x, 16 + 24 * rank * s.rng.uniform(0.7, 1.2), depth)
        nature.treeline(s, 840 + rank * 45, 44 + 20 * rank, s.p.tone(depth))
        nature.mist(s, 850 + rank * 48, 130, 0.4)
    for x in (420, 610, 820):
        s.tint([(x + 260, -10), (x + 360, -10), (x + 90, 900), (x - 110, 900)], s.p.sun, (0.34, 0.0))
    _hornbill(s, 745, 420, 1.15)
    for x, width in ((70, 130), (1420, 160), (1235, 60)):
        _trunk(s, x, width, 0.95)
    _canopy(s)
    for _ in range(26):
        _fern(s, (s.rng.uniform(-20, 1520), 1020), s.rng.uniform(90, 210), s.p.tone(s.rng.choice((0.82, 0.92, 1))))


def _trunk(s: Sheet, x: float, width: float, depth: float) -> None:
    lean = s.rng.uniform(-20, 20)
    left = smooth(
        [
            (x - width * 1.2, 1010),
            (x - width * 0.6, 870),
            (x - width * 0.46 + lean * 0.5, 480),
            (x - width * 0.44 + lean, -20),
        ],
        closed=False,
    )
    right = smooth(
        [
            (x + width * 0.42 + lean, -20),
            (x + width * 0.46 + lean * 0.5, 480),
            (x + width * 0.6, 870),
            (x + width * 1.3, 1010),
        ],
        closed=False,
    )
    s.poly([*left, *right], s.p.tone(depth))
    if depth > 0.3:
        s.stipple([*left, *right], s.p.tone(min(1, depth + 0.22)), (0.0, 0.6), True)


def _canopy(s: Sheet) -> None:
    """Leaves that hang into the picture from above, thick at the sides."""
    for _ in range(120):
        x = s.rng.uniform(-20, 1520)
        reach = 60 + 190 * (abs(x - 760) / 760) ** 1.6
        y = s.rng.uniform(-20, reach)
        length = s.rng.uniform(50, 100)
        tone = s.p.tone(s.rng.choice((0.7, 0.85, 1)))
        nature.leaf(s, (x, y), (x + s.rng.uniform(-50, 50), y + length), length * 0.5, (tone, mix(tone, s.p.mid, 0.25)))


def _fern(s: Sheet, root: Point, length: float, color: Color) -> None:
    x, y = root
    tip = (x + s.rng.uniform(-0.7, 0.7) * length, y - length)
    spine = smooth([root, between(root, (tip[0], tip[1] - length * 0.3), 0.6), tip], closed=False, steps=9)
    s.line(spine, color, 3)
    for index, (px, py) in enumerate(spine[2:]):
        reach = length * 0.3 * (1 - index / len(spine))
        for side in (-1, 1):
            s.poly(taper((px, py), (px + side * reach, py - reach * 0.35), 8, 1), color)


def _hornbill(s: Sheet, x: float, y: float, scale: float) -> None:
    """A hornbill on the wing with its casque in the accent."""

    def at(*points: Point) -> Outline:
        return [(x + px * scale, y + py * scale) for px, py in points]

    s.poly(
        smooth(
            at(
                (-30, 0),
                (-90, -110),
                (-190, -190),
                (-205, -150),
                (-185, -120),
                (-190, -85),
                (-150, -60),
                (-120, -15),
                (-60, 25),
            )
        ),
        s.p.ink,
    )
    s.poly(smooth(at((-150, 30), (-60, -6), (40, -20), (92, -26), (96, -2), (40, 22), (-50, 36))), s.p.ink)
    s.poly(at((-140, 22), (-270, 46), (-262, 78), (-140, 40)), s.p.sun)
    s.poly(at((-200, 33), (-228, 38), (-220, 67), (-194, 59)), s.p.ink)
    s.poly(
        smooth(
            at((-10, 0), (10, -100), (-40, -240), (20, -215), (40, -180), (66, -170), (70, -120), (64, -40), (40, 10))
        ),
        mix(s.p.ink, s.p.deep, 0.4),
    )
    s.poly(smooth(at((86, -30), (130, -38), (178, -12), (140, -12), (92, -4))), s.p.sun)
    s.poly(smooth(at((82, -28), (100, -52), (142, -50), (132, -36), (100, -32))), s.p.pop)


def kebun(s: Sheet, variant: int) -> None:
    """A tea or vegetable garden whose rows run to the hills, pickers among them."""
    nature.sky(s, 480)
    nature.sun(s, 1080, (190, 170, 300, 170)[variant], (60, 50, 84, 44)[variant])
    if variant != 3:
        nature.cloud(s, 180, 250, 330, mix(s.p.sun, s.p.low, 0.3))
    nature.hills(s, 330, 110, 0.2)
    nature.hills(s, 420, 80, 0.36)
    nature.mist(s, 500, 90, 0.6)
    nature.hills(s, 478, 40, 0.48)
    _rows(s, (620, 860, 700, 800)[variant])
    house(s, 1120, 520, 190, (mix(s.p.sun, s.p.mid, 0.25), s.p.pop))
    for x, size in ((1060, 190), (1350, 230), (280, 150)):
        nature.tree(s, (x, 520), size, s.p.tone(0.62), s.p.tone(0.85))
    for x, y, size in ((520, 800, 250), (860, 660, 140), (700, 630, 120)):
        figure(s, (x, y), size, "carry", dress(s, "caping", bright=x == 520, skirt=True))
        basket = [
            (x - size * 0.26, y - size * 0.76),
            (x - size * 0.06, y - size * 0.76),
            (x - size * 0.1, y - size * 0.46),
            (x - size * 0.22, y - size * 0.46),
        ]
        s.poly(basket, s.p.sun)
        s.stipple(basket, s.p.deep, (0.0, 0.7), True)
    _bushes(s)


def _rows(s: Sheet, vanish: float) -> None:
    s.fade(box(0, 520, 1500, 1000), s.p.tone(0.42), s.p.tone(0.66))
    light, shade = mix(s.p.mid, s.p.low, 0.14), s.p.tone(0.52)
    for index in range(-22, 23):
        x, top = vanish + index * 150, vanish + index * 16
        s.poly([(top - 5, 520), (top + 5, 520), (x + 58, 1005), (x - 46, 1005)], light)
        s.poly([(top + 1, 520), (top + 5, 520), (x + 58, 1005), (x + 18, 1005)], shade)
    s.tint(box(0, 519, 1500, 700), s.p.low, (0.5, 0))
    s.stipple(box(0, 640, 1500, 1000), s.p.deep, (0, 0.5))


def _bushes(s: Sheet) -> None:
    for x in range(-40, 1560, 92):
        y = 985 + s.rng.uniform(-16, 14)
        s.poly(ring(x, y, 84, 58), s.p.tone(0.86))
        for _ in range(12):
            angle_x, lift = s.rng.uniform(-70, 70), s.rng.uniform(10, 62)
            root = (x + angle_x, y - lift + 26)
            tone = s.p.tone(s.rng.choice((0.55, 0.7, 0.8)))
            nature.leaf(s, root, (root[0] + s.rng.uniform(-26, 26), root[1] - 44), 20, (tone, mix(tone, s.p.low, 0.2)))


def hujan(s: Sheet, variant: int) -> None:
    """Rain over a wet street, one bright umbrella among the dark ones."""
    s.fade(box(0, 0, 1500, 640), mix(s.p.high, s.p.deep, 0.35), mix(s.p.low, s.p.high, 0.35))
    for depth, height in ((0.22, 330), (0.4, 230)):
        _town(s, 640, height, depth)
    nature.mist(s, 640, 190, 0.55)
    for x in (170, 1290):
        _street_tree(s, x)
    s.fade(box(0, 640, 1500, 1000), mix(s.p.low, s.p.mid, 0.35), s.p.tone(0.72))
    _walkers(s, variant)
    for _ in range(46):
        share = s.rng.random()
        middle, r = (s.rng.uniform(0, 1500), 670 + 330 * share), 14 + 46 * share
        s.line(ring(*middle, r, r * 0.2), mix(s.p.sun, s.p.mid, 0.5), 1.4)
    nature.rain(s, mix(s.p.sun, s.p.high, 0.45))


def _town(s: Sheet, base: float, height: float, depth: float) -> None:
    line = ridge(s.rng, base - height * 0.6, height * 0.8, 0.7)
    steps: Outline = []
    for (x, y), (after, _) in zip(line[::2], line[2::2], strict=False):
        steps += [(x, y), (after, y)]
    s.fade(ground(steps, base + 2), s.p.tone(depth), s.p.tone(max(0, depth - 0.16)))


def _street_tree(s: Sheet, x: float) -> None:
    nature.tree(s, (x, 668), 430, s.p.tone(0.66), s.p.tone(0.9))


def _walkers(s: Sheet, variant: int) -> None:
    main = (640, 860, 700, 780)[variant]
    people = [(300, 760, 190), (1130, 740, 170), (1220, 752, 176), (430, 730, 150), (main, 880, 380)]
    for x, y, size in people:
        bright = x == main
        for index in range(7):
            width = size * (0.34 - 0.03 * index)
            nature.ripple(
                s,
                x - width / 2 + s.rng.uniform(-8, 8),
                y + 8 + index * size * 0.055,
                width,
                s.p.pop if bright and index > 3 else s.p.tone(0.88),
            )
        figure(s, (x, y), size, "walk", dress(s, "hijab" if bright else "", bright=False, skirt=bright))
        hand = (x + size * 0.16, y - size * 0.6)
        main_color = s.p.pop if bright else s.p.tone(0.86)
        umbrella(s, hand, size * 0.86, (main_color, mix(main_color, s.p.sun, 0.3)))
