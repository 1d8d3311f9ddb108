"""The world, money, machines that measure and compute."""

import math
from collections.abc import Sequence

from redaksi.demo.pictures import nature
from redaksi.demo.pictures.built import skyline
from redaksi.demo.pictures.inks import Color, mix
from redaksi.demo.pictures.people import Dress, figure
from redaksi.demo.pictures.shapes import Outline, Point, between, box, ground, place, ring, sag, smooth, taper
from redaksi.demo.pictures.sheet import Sheet
from redaksi.demo.pictures.world import COASTS


def _globe(s: Sheet, area: tuple[float, float, float], center: Point) -> list[Outline]:
    """Coasts on a ball (x, y, radius) that looks at ``center`` in degrees; points behind it slide to its rim."""
    x, y, r = area
    lon0, lat0 = math.radians(center[0]), math.radians(center[1])
    shown: list[Outline] = []
    for coast in COASTS:
        outline: Outline = []
        ahead = 0
        for east, north in smooth(coast, steps=5):
            lon, lat = math.radians(east) - lon0, math.radians(north)
            px = math.cos(lat) * math.sin(lon)
            py = math.cos(lat0) * math.sin(lat) - math.sin(lat0) * math.cos(lat) * math.cos(lon)
            pz = math.sin(lat0) * math.sin(lat) + math.cos(lat0) * math.cos(lat) * math.cos(lon)
            ahead += pz > 0
            if pz < 0:
                size = math.hypot(px, py) or 1
                px, py = px / size * 0.99, py / size * 0.99
            outline.append((x + px * r, y - py * r))
        if ahead > 2:
            shown.append(outline)
    return shown


def peta_dunia(s: Sheet, variant: int) -> None:
    """The globe seen over the archipelago, or the flat map, with lines that join distant places."""
    s.fade(box(0, 0, 1500, 1000), mix(s.p.high, s.p.deep, 0.2), mix(s.p.low, s.p.high, 0.25))
    if s.p.dark:
        nature.stars(s, 1000, 160)
    if variant in (1, 3):
        _flat_map(s)
        return
    x, y, r = 750, 520, 410
    s.glow(x, y, 690, s.p.sun, 0.6)
    s.fade(ring(x, y, r), mix(s.p.high, s.p.mid, 0.45), s.p.tone(0.5))
    for level in range(-60, 61, 30):
        half, rise = math.cos(math.radians(level)) * r, math.sin(math.radians(level)) * r
        s.line(ring(x, y - rise, half, half * 0.1, (0, 180)), mix(s.p.mid, s.p.low, 0.25), 1.6)
    for outline in _globe(s, (x, y, r), (112, 6)):
        s.poly(outline, s.p.sun)
    s.tint(ring(x, y, r), s.p.ink, (0.0, 0.42), True)
    s.stipple(ring(x, y, r), s.p.ink, (0.0, 0.6))
    _links(s, (752, 622), ((540, 300), (980, 330), (1060, 640), (470, 560), (930, 820)))


def _links(s: Sheet, hub: Point, ends: tuple[Point, ...]) -> None:
    for end in ends:
        reach = math.hypot(end[0] - hub[0], end[1] - hub[1])
        s.line(sag(hub, end, -reach * 0.28), s.p.pop, 5)
        s.disc(*end, 17, s.p.sun)
        s.disc(*end, 10, s.p.pop)
    s.disc(*hub, 30, s.p.sun)
    s.disc(*hub, 19, s.p.pop)
    s.disc(*hub, 8, s.p.sun)


def _flat_map(s: Sheet) -> None:
    def at(east: float, north: float) -> Point:
        return 750 + (east - 8) * 4.15, 560 - north * 5.7

    s.fade(box(0, 0, 1500, 1000), mix(s.p.high, s.p.mid, 0.12), mix(s.p.low, s.p.high, 0.4))
    for coast in COASTS:
        outline = [at(east, north) for east, north in smooth(coast, steps=3)]
        s.poly([(x + 7, y + 9) for x, y in outline], mix(s.p.high, s.p.deep, 0.55))
        s.poly(outline, mix(s.p.mid, s.p.deep, 0.35))
        s.dots(outline, mix(s.p.sun, s.p.mid, 0.35), (0.4, 0.25), pitch=15)
    for north in (-40, -20, 0, 20, 40, 60):
        s.line([(0, at(0, north)[1]), (1500, at(0, north)[1])], mix(s.p.sun, s.p.high, 0.55), 1.3)
    _links(s, at(110, -5), (at(77, 26), at(4, 50), at(36, 0), at(140, 36), at(134, -26), at(-46, -12)))


def satelit(s: Sheet, variant: int) -> None:
    """A satellite over the curve of the earth, its beam on the archipelago."""
    s.fade(box(0, 0, 1500, 1000), mix(s.p.high, s.p.ink, 0.55), mix(s.p.high, s.p.low, 0.2))
    nature.stars(s, 800, 190)
    x, y, r = 750, 1560, 930
    s.glow(x, y - 260, 1080, s.p.low, 0.8)
    s.disc(x, y, r + 16, mix(s.p.low, s.p.sun, 0.5))
    s.fade(ring(x, y, r), s.p.tone(0.36), s.p.tone(0.86))
    for outline in _globe(s, (x, y, r), (117, -44 if variant % 2 == 0 else -38)):
        s.poly(outline, mix(s.p.mid, s.p.sun, 0.55))
    s.stipple(ring(x, y, r), s.p.ink, (0.0, 0.9), True)
    for index in range(3):
        cx = 420 + index * 270
        s.tint(smooth([(cx, 800), (cx + 90, 784), (cx + 210, 800), (cx + 100, 814)]), s.p.sun, (0.5, 0.3))
    s.tint([(700, 420), (730, 436), (900, 830), (560, 740)], s.p.pop, (0.65, 0.05))
    for index in range(4):
        s.line(ring(690, 440, 90 + index * 74, None, (50, 84)), s.p.pop, 5)
    _satellite(s, (690, 330), -24)
    nature.sun(s, 1230, 190, 46) if variant in (1, 2) else s.disc(1230, 180, 5, s.p.sun)


def _satellite(s: Sheet, at: Point, turn: float) -> None:
    def put(*points: Point) -> Outline:
        return place(points, at[0], at[1], 1.25, turn)

    s.line(put((-300, 0), (300, 0)), s.p.sun, 7)
    for side in (-1, 1):
        for cell in range(3):
            left = side * (92 + cell * 70)
            panel = put((left, -52), (left + side * 64, -52), (left + side * 64, 52), (left, 52))
            s.fade(panel, mix(s.p.mid, s.p.low, 0.3), s.p.tone(0.62))
            for row in (-26, 0, 26):
                s.line(put((left, row), (left + side * 64, row)), mix(s.p.low, s.p.sun, 0.5), 1.8)
            s.line(put((left + side * 32, -52), (left + side * 32, 52)), mix(s.p.low, s.p.sun, 0.5), 1.8)
            s.line([*panel, panel[0]], s.p.sun, 3)
    s.poly(put((-50, -64), (50, -64), (50, 64), (-50, 64)), s.p.pop)
    s.poly(put((10, -64), (50, -64), (50, 64), (10, 64)), mix(s.p.pop, s.p.ink, 0.4))
    s.poly(put((-50, -12), (50, -12), (50, 10), (-50, 10)), s.p.sun)
    s.poly(put((-34, 66), (34, 66), (58, 92), (-58, 92)), s.p.sun)
    s.poly(put(*ring(0, 92, 58, 26, (0, 180))), mix(s.p.sun, s.p.mid, 0.35))
    s.line(put((0, 110), (0, 146)), s.p.sun, 4)
    s.disc(*put((0, 150))[0], 8, s.p.pop)
    s.line(put((-20, -64), (-34, -120)), s.p.sun, 4)


def grafik_ekonomi(s: Sheet, variant: int) -> None:
    """Towers as the columns of a chart, a line that climbs over them and a person on its way up."""
    nature.sky(s, 860)
    nature.sun(s, 1130, (270, 230, 330, 200)[variant], (120, 90, 150, 64)[variant])
    skyline(s, 870, 200, 0.2)
    nature.mist(s, 870, 200, 0.6)
    for level in range(5):
        s.line([(110, 300 + level * 130), (1390, 300 + level * 130)], mix(s.p.low, s.p.mid, 0.22), 1.6)
    heights = (
        (210, 270, 240, 350, 420, 390, 520),
        (380, 300, 340, 240, 330, 430, 520),
        (200, 320, 280, 380, 330, 460, 560),
        (260, 230, 330, 300, 410, 480, 530),
    )[variant]
    tops: list[Point] = []
    for index, height in enumerate(heights):
        x = 200 + index * 160
        last = index == len(heights) - 1
        _column(s, x, 880 - height, s.p.pop if last else mix(s.p.mid, s.p.deep, index / 8))
        tops.append((x + 52, 820 - height))
    s.rect(0, 880, 1500, 1005, s.p.ink)
    path = [(20.0, tops[0][1] + 50), *tops]
    s.line(path, s.p.sun, 13)
    s.line(path, s.p.ink, 7)
    for point in tops:
        s.disc(*point, 15, s.p.ink)
        s.disc(*point, 8, s.p.sun)
    start, end = tops[-2], tops[-1]
    turn = math.degrees(math.atan2(end[1] - start[1], end[0] - start[0]))
    s.poly(place([(64, 0), (-4, -34), (-4, 34)], end[0], end[1], 1, turn), s.p.ink)
    figure(s, (tops[4][0], tops[4][1] - 12), 170, "walk", Dress(s.p.ink, s.p.pop, s.p.ink, "", False))
    for x, count in ((90, 3), (1400, 5)):
        for index in range(count):
            _coin(s, x, 872 - index * 22, 62)


def _column(s: Sheet, x: float, top: float, color: Color) -> None:
    s.fade(box(x, top, x + 104, 880), color, mix(color, s.p.low, 0.3))
    s.poly([(x + 104, top), (x + 128, top - 22), (x + 128, 880), (x + 104, 880)], mix(color, s.p.ink, 0.45))
    s.poly([(x, top), (x + 24, top - 22), (x + 128, top - 22), (x + 104, top)], mix(color, s.p.sun, 0.4))
    y = top + 20
    while y < 860:
        for column in range(4):
            s.rect(x + 12 + column * 22, y, x + 24 + column * 22, y + 14, mix(color, s.p.sun, 0.3))
        y += 30


def _coin(s: Sheet, x: float, y: float, r: float) -> None:
    s.oval(x, y + r * 0.2, r, r * 0.3, mix(s.p.pop, s.p.ink, 0.45))
    s.poly(box(x - r, y, x + r, y + r * 0.2), mix(s.p.pop, s.p.ink, 0.45))
    s.oval(x, y, r, r * 0.3, mix(s.p.sun, s.p.pop, 0.4))
    s.oval(x, y, r * 0.74, r * 0.21, mix(s.p.sun, s.p.pop, 0.7))


def rupiah(s: Sheet, variant: int) -> None:
    """Banknotes with rosettes and stacks of coins, without a figure on them."""
    s.fade(box(0, 0, 1500, 1000), s.p.high, mix(s.p.low, s.p.high, 0.2))
    s.disc(750, 430, 380, mix(s.p.low, s.p.sun, 0.6))
    s.dots(ring(750, 430, 380), mix(s.p.high, s.p.low, 0.3), (0.0, 0.8))
    notes = ((-30, s.p.mid), (-13, mix(s.p.pop, s.p.deep, 0.25)), (6, s.p.deep), (24, s.p.pop))
    for turn, color in notes if variant % 2 == 0 else notes[::-1]:
        _note(s, (750 + turn * 7, 470 + abs(turn) * 2), turn, color)
    s.fade(box(0, 850, 1500, 1000), s.p.tone(0.7), s.p.tone(0.95))
    stacks = ((250, 7), (400, 4), (1060, 5), (1205, 9), (1340, 3), (545, 2))
    for x, count in stacks:
        s.oval(x + 20, 928, 104, 26, s.p.ink)
        for index in range(count + (variant == 2)):
            _coin(s, x + s.rng.uniform(-5, 5), 905 - index * 30, 88)


def _note(s: Sheet, at: Point, turn: float, color: Color) -> None:
    def put(points: Sequence[Point]) -> Outline:
        return place(points, at[0], at[1], 1, turn)

    s.poly(place(box(-330, -150, 330, 160), at[0] + 10, at[1] + 14, 1, turn), mix(s.p.low, s.p.deep, 0.55))
    s.poly(put(box(-330, -155, 330, 155)), mix(s.p.sun, color, 0.16))
    edge = put(box(-312, -137, 312, 137))
    s.line([*edge, edge[0]], color, 5)
    s.tint(put(box(-312, -137, -120, 137)), color, (0.5, 0.5))
    for radius, petals in ((112, 12), (84, 12), (54, 8)):
        rosette = [
            (
                math.cos(t / 90 * math.pi) * (radius + 13 * math.cos(t * petals / 90 * math.pi)),
                math.sin(t / 90 * math.pi) * (radius + 13 * math.cos(t * petals / 90 * math.pi)),
            )
            for t in range(181)
        ]
        s.line(put(rosette), color, 3.5)
        s.line(put([(y, -x) for x, y in rosette]), mix(s.p.sun, color, 0.55), 2)
    s.disc(*put([(0, 0)])[0], 32, color)
    for row in range(7):
        wave = [(150 + step * 5, -96 + row * 32 + 9 * math.sin(step / 2.6 + row)) for step in range(31)]
        s.line(put(wave), mix(s.p.sun, color, 0.6), 3)
    petal = [(-216, -70), (-176, 0), (-216, 70), (-256, 0)]
    s.poly(put(petal), mix(s.p.sun, color, 0.2))
    s.poly(put([(x * 0.5 - 108, y * 0.5) for x, y in petal]), color)


def server(s: Sheet, variant: int) -> None:
    """An aisle between server racks, one engineer at its end."""
    s.fade(box(0, 0, 1500, 1000), mix(s.p.ink, s.p.deep, 0.3), s.p.tone(0.7))
    vanish = (750.0, 470.0)
    s.glow(750, 470, 560, mix(s.p.low, s.p.sun, 0.6), 0.95)
    s.fade([(690, 560), (810, 560), (1250, 1005), (250, 1005)], mix(s.p.low, s.p.mid, 0.25), s.p.tone(0.8))
    for index in range(8):
        y = 560 + 445 * (index / 7) ** 1.7
        half = 60 + (y - 560) * 1.0
        s.line([(750 - half, y), (750 + half, y)], s.p.tone(0.72), 2.4)
    for tube in range(5):
        y = 60 + tube * 74
        half = 420 - tube * 78
        s.poly(
            [
                (750 - half * 0.3, y),
                (750 + half * 0.3, y),
                (750 + half * 0.26, y + 16 - tube * 2),
                (750 - half * 0.26, y + 16 - tube * 2),
            ],
            s.p.sun,
        )
    for side in (-1, 1):
        edges = [(1 - 0.62**step) for step in range(6)]
        for far, near in list(zip(edges[1:], edges, strict=False))[::-1]:
            _rack(s, side, vanish, (near, far))
    s.oval(750, 742, 80, 9, s.p.tone(0.75))
    figure(
        s,
        (750, 742),
        290,
        "reach",
        Dress(s.p.ink, s.p.pop, s.p.ink, ("", "hijab", "cap", "bun")[variant], False, s.p.sun),
    )
    s.poly([(838, 538), (900, 530), (906, 566), (846, 574)], s.p.ink)
    s.tint([(842, 541), (897, 534), (902, 562), (848, 570)], s.p.sun, (0.9, 0.9))


def _rack(s: Sheet, side: int, vanish: Point, span: tuple[float, float]) -> None:
    near, far = span

    def at(depth: float, level: float) -> Point:
        x, y = 750 + side * 770, 470 + level * 620
        return between((x, y), vanish, depth * 0.93)

    shade = 0.98 - far * 0.45
    s.poly([at(near, -1), at(far, -1), at(far, 0.9), at(near, 0.9)], s.p.tone(shade))
    inset = near + (far - near) * 0.08, far - (far - near) * 0.08
    for row in range(13):
        upper, lower = -0.92 + row * 0.138, -0.92 + row * 0.138 + 0.1
        s.poly(
            [at(inset[0], upper), at(inset[1], upper), at(inset[1], lower), at(inset[0], lower)], s.p.tone(shade - 0.2)
        )
        for lamp in range(7):
            share = inset[0] + (inset[1] - inset[0]) * (0.1 + lamp * 0.11)
            x, y = at(share, (upper + lower) / 2)
            chance = s.rng.random()
            color = s.p.pop if chance < 0.14 else s.p.sun if chance < 0.5 else s.p.tone(shade)
            s.disc(x, y, 7.5 * (1 - share) + 0.8, color)


def gempa(s: Sheet, variant: int) -> None:
    """A seismograph at work: rings that spread through the ground, the trace on the drum."""
    nature.sky(s, 560)
    nature.sun(s, 1120, (190, 170, 250, 150)[variant], (64, 50, 80, 44)[variant])
    nature.hills(s, 420, 110, 0.26)
    nature.hills(s, 500, 60, 0.42)
    _strata(s)
    _drum(s)


def _strata(s: Sheet) -> None:
    for index in range(5):
        y = 560 + index * 92
        line = smooth([(-30 + step * 195, y + s.rng.uniform(-16, 16)) for step in range(9)], closed=False, steps=5)
        s.poly(ground(line), s.p.tone(0.5 + index * 0.11))
    crack = [(310.0, 545.0), (340, 620), (305, 690), (352, 770), (326, 850), (368, 1005)]
    s.poly([*crack, *[(x + 26 - index * 4, y) for index, (x, y) in enumerate(crack[::-1])]], s.p.ink)
    for index in range(8):
        r = 40 + index * 62
        tone = mix(s.p.pop, s.p.tone(0.75), index / 9)
        s.line(ring(338, 850, r, None, (200, 340)), tone, 9 - index * 0.8)
    s.disc(338, 850, 24, s.p.pop)
    s.disc(338, 850, 10, s.p.sun)


def _drum(s: Sheet) -> None:
    s.rect(560, 700, 1330, 760, s.p.ink)
    s.poly([(520, 760), (1370, 760), (1400, 800), (490, 800)], s.p.tone(0.95))
    for x in (600, 1270):
        s.rect(x - 14, 420, x + 14, 720, s.p.ink)
    paper, shade = mix(s.p.sun, s.p.low, 0.1), mix(s.p.sun, s.p.mid, 0.45)
    s.rect(630, 350, 1240, 690, paper)
    s.tint(box(630, 350, 1240, 420), s.p.deep, (0.45, 0.0))
    s.tint(box(630, 590, 1240, 690), s.p.deep, (0.0, 0.55))
    s.oval(630, 520, 30, 170, shade)
    s.oval(1240, 520, 30, 170, s.p.tone(0.7))
    s.oval(1240, 520, 12, 70, s.p.ink)
    for row in range(7):
        y = 385 + row * 45
        s.line([(655, y), (1212, y)], mix(s.p.sun, s.p.mid, 0.35), 1.6)
        if row != 3:
            trace = [(660 + step * 6, y + s.rng.uniform(-4, 4)) for step in range(91)]
            s.line(trace, s.p.tone(0.62), 2)
    wave: Outline = []
    for step in range(95):
        force = 96 * math.exp(-(((step - 44) / 15) ** 2)) + 5
        wave.append((660 + step * 5.7, 520 + (1 if step % 2 else -1) * force * s.rng.uniform(0.35, 1)))
    s.line(wave, s.p.pop, 5)
    s.poly(taper((1330, 300), (1196, 512), 20, 5), s.p.ink)
    s.rect(1316, 280, 1344, 720, s.p.ink)
    s.disc(1330, 296, 30, s.p.pop)
    s.disc(1330, 296, 12, s.p.sun)
