"""Harbours, ships, bridges and dams."""

from collections.abc import Callable

from redaksi.demo.pictures import nature
from redaksi.demo.pictures.built import skyline
from redaksi.demo.pictures.inks import Color, mix
from redaksi.demo.pictures.people import dress, figure
from redaksi.demo.pictures.shapes import Outline, Point, box, ground, place, ring, sag, smooth, taper
from redaksi.demo.pictures.sheet import Sheet


def pelabuhan(s: Sheet, variant: int) -> None:
    """A container port: quay cranes over a laden ship."""
    nature.sky(s, 690)
    nature.sun(s, (330, 420, 300, 360)[variant], (360, 230, 480, 210)[variant], (84, 58, 110, 50)[variant])
    nature.streaks(s, 250, mix(s.p.high, s.p.low, 0.6))
    nature.hills(s, 610, 60, 0.24)
    skyline(s, 690, 90, 0.3)
    nature.mist(s, 690, 120, 0.5)
    nature.water(s, 690)
    nature.glitter(s, (330, 420, 300, 360)[variant], 690, 1000, 150)
    for x, scale in ((1270, 0.8), (1010, 0.92), (700, 1.08)):
        _crane(s, x, 705, scale, s.p.tone(0.72) if scale < 1 else s.p.ink)
    _freighter(s, 560 + 30 * variant, 790)
    for index in range(16):
        nature.ripple(s, s.rng.uniform(420, 1260), 800 + index * 11, s.rng.uniform(70, 230), s.p.tone(0.78))
    s.poly([(0, 905), (420, 905), (500, 1005), (0, 1005)], s.p.ink)
    for x in (120, 330):
        s.rect(x, 880, x + 26, 908, s.p.ink)
        s.oval(x + 13, 880, 20, 7, s.p.ink)
    for x, pose in ((205, "stand"), (252, "reach")):
        figure(s, (x, 908), 118, pose, dress(s, "helmet", bright=x == 205))


def _crane(s: Sheet, x: float, base: float, scale: float, color: Color) -> None:
    def at(*points: Point) -> Outline:
        return place(points, x, base, scale)

    w = 9 * scale
    for leg in (-60, 60):
        s.line(at((leg, 0), (leg * 0.8, -330)), color, w * 1.3)
    s.line(at((-60, -120), (60, -120)), color, w)
    s.line(at((-60, -120), (50, -300)), color, w * 0.6)
    s.line(at((-330, -330), (150, -330)), color, w * 1.5)
    s.line(at((-330, -312), (150, -312)), color, w * 0.5)
    s.line(at((0, -330), (0, -460), (48, -330)), color, w)
    s.line(at((-310, -330), (0, -455), (145, -330)), color, w * 0.45)
    s.line(at((-160, -330), (0, -455)), color, w * 0.4)
    s.poly(at((70, -370), (140, -370), (140, -330), (70, -330)), color)
    hook = at((-230, -318), (-230, -240))
    s.line(hook, color, max(1.5, w * 0.3))
    s.poly(at((-262, -240), (-198, -240), (-198, -208), (-262, -208)), s.p.pop)


def _stack(s: Sheet, x: float, base: float, columns: int, cell: tuple[float, float]) -> None:
    width, height = cell
    colors = (s.p.pop, s.p.mid, s.p.sun, mix(s.p.pop, s.p.deep, 0.45), mix(s.p.mid, s.p.low, 0.5))
    for column in range(columns):
        for row in range(s.rng.randint(2, 4)):
            left, top = x + column * width, base - (row + 1) * height
            s.rect(left, top, left + width - 2, top + height - 2, s.rng.choice(colors))
            for groove in range(1, 6):
                gx = left + width * groove / 6
                s.tint(box(gx - 1, top + 4, gx + 1.5, top + height - 6), s.p.ink, (0.25, 0.25))


def _freighter(s: Sheet, x: float, base: float) -> None:
    hull = [
        (x, base - 96),
        (x + 34, base - 100),
        (x + 60, base - 78),
        (x + 560, base - 78),
        (x + 600, base - 92),
        (x + 640, base - 92),
        (x + 610, base + 16),
        (x + 40, base + 16),
    ]
    _stack(s, x + 76, base - 78, 6, (70, 32))
    s.fade(hull, s.p.tone(0.86), s.p.ink)
    s.poly([(x + 34, base), (x + 616, base - 4), (x + 610, base + 16), (x + 40, base + 16)], s.p.pop)
    s.rect(x + 512, base - 232, x + 604, base - 78, s.p.sun)
    s.tint(box(x + 512, base - 232, x + 604, base - 78), s.p.mid, (0.0, 0.5), True)
    for row in range(4):
        s.rect(x + 522, base - 216 + row * 36, x + 594, base - 204 + row * 36, s.p.deep)
    s.rect(x + 556, base - 280, x + 586, base - 230, s.p.pop)


def laut_kapal(s: Sheet, variant: int) -> None:
    """A phinisi under full sail, or a small ferry, on an open sea."""
    nature.sky(s, 640)
    x, y = ((760, 330), (930, 260), (740, 470), (980, 220))[variant]
    nature.sun(s, x, y, (190, 80, 200, 60)[variant])
    if variant == 1:
        for cx, cy, width in ((60, 420, 420), (1020, 500, 360), (520, 250, 240)):
            nature.cloud(s, cx, cy, width, s.p.sun)
    nature.streaks(s, 500, mix(s.p.high, s.p.low, 0.5))
    nature.hills(s, 626, 26, 0.26)
    nature.water(s, 640)
    nature.glitter(s, x, 640, 1000, 200)
    if variant == 3:
        _ferry(s, 480, 755)
    else:
        _phinisi(s, 745, 770, 1.22 if variant != 1 else 1.1)
    for row in range(7):
        top = 792 + row * 30
        _swell(s, top, 9 + row * 3, s.p.tone(0.5 + row * 0.065))
    if not s.p.dark:
        nature.birds(s, 1130, 300, 5, 40)


def _swell(s: Sheet, y: float, height: float, color: Color) -> None:
    points = []
    x = -60 - s.rng.uniform(0, 100)
    while x < 1600:
        points.append((x, y + s.rng.uniform(-0.5, 1) * height))
        x += s.rng.uniform(70, 150)
    s.poly(ground(smooth(points, closed=False, steps=6)), color)


def _phinisi(s: Sheet, x: float, base: float, k: float) -> None:
    def at(*points: Point) -> Outline:
        return place(points, x, base, k)

    for mast in (at((-70, 0), (-66, -400)), at((90, 0), (94, -340))):
        s.line(mast, s.p.ink, 7 * k)
    s.line(at((225, -62), (345, -128)), s.p.ink, 6 * k)
    for stay in (at((340, -126), (-66, -395)), at((-66, -395), (-260, -60)), at((94, -340), (-66, -395))):
        s.line(stay, s.p.ink, 1.8)
    pale, shade = s.p.sun, mix(s.p.sun, s.p.mid, 0.4)
    sails = (
        (at((-80, -60), (-84, -300), (-250, -250), (-262, -70)), pale),
        (at((-76, -306), (-72, -390), (-190, -268)), mix(pale, s.p.pop, 0.75)),
        (at((80, -56), (78, -258), (-48, -300), (-56, -60)), pale),
        (at((88, -262), (92, -332), (-40, -304)), mix(pale, s.p.pop, 0.75)),
        (at((98, -334), (150, -220), (176, -92), (112, -74)), pale),
        (at((100, -336), (190, -220), (250, -106), (190, -84)), shade),
        (at((102, -338), (230, -216), (338, -126), (258, -98)), pale),
    )
    for outline, color in sails:
        s.poly(smooth(outline, steps=6) if len(outline) > 4 else outline, color)
        s.stipple(outline, s.p.mid, (0.0, 0.7), True)
    _hull(s, at, k)


def _hull(s: Sheet, at: Callable[..., Outline], k: float) -> None:
    """The wooden hull of a phinisi with its deck house."""
    hull = smooth(
        at(
            (-310, -92),
            (-290, -76),
            (-200, -52),
            (0, -40),
            (150, -50),
            (250, -78),
            (238, -20),
            (205, 24),
            (0, 34),
            (-220, 30),
            (-285, -20),
        ),
        steps=6,
    )
    s.fade(hull, s.p.tone(0.86), s.p.ink)
    s.line(smooth(at((-300, -70), (-200, -36), (0, -24), (150, -33), (240, -56)), closed=False), s.p.pop, 7 * k)
    s.poly(at((-268, -78), (-268, -122), (-146, -122), (-146, -44)), s.p.ink)
    for window in range(4):
        left = -252 + window * 25
        s.poly(at((left, -112), (left + 14, -112), (left + 14, -97), (left, -97)), s.p.sun)


def _ferry(s: Sheet, x: float, base: float) -> None:
    """A pioneer ferry with its lamps lit."""
    s.glow(x + 280, base - 100, 380, s.p.sun, 0.3)
    s.line([(x + 330, base - 200), (x + 330, base - 330)], s.p.ink, 6)
    s.rect(x + 210, base - 285, x + 262, base - 190, s.p.pop)
    s.rect(x + 210, base - 285, x + 262, base - 268, s.p.ink)
    for inset, upper, lower in ((150, 225, 170), (80, 175, 112), (40, 115, 56)):
        s.rect(x + inset, base - upper, x + 560 - inset * 0.7, base - lower, mix(s.p.sun, s.p.mid, 0.35))
        left = x + inset + 16
        while left < x + 530 - inset * 0.7:
            s.rect(left, base - upper + 18, left + 18, base - upper + 38, mix(s.p.sun, s.p.pop, 0.25))
            left += 32
    hull = [(x - 20, base - 62), (x + 540, base - 62), (x + 640, base - 96), (x + 580, base + 46), (x + 30, base + 46)]
    s.fade(hull, s.p.tone(0.7), s.p.ink)
    s.line([(x - 10, base - 40), (x + 540, base - 40), (x + 622, base - 66)], s.p.pop, 7)


def jembatan(s: Sheet, variant: int) -> None:
    """A cable-stayed bridge over a strait."""
    nature.sky(s, 680)
    x, y = ((560, 360), (760, 250), (640, 460), (760, 210))[variant]
    nature.sun(s, x, y, (96, 56, 130, 48)[variant])
    if variant == 1:
        nature.cloud(s, 200, 330, 360, s.p.sun)
    nature.streaks(s, 420, mix(s.p.high, s.p.low, 0.55))
    nature.hills(s, 625, 60, 0.22)
    skyline(s, 682, 110, 0.32, 0.35 if s.p.dark else 0)
    nature.mist(s, 684, 110, 0.55)
    nature.water(s, 680)
    nature.glitter(s, x, 680, 1000, 170)
    deck = [(-20, 640), (480, 606), (1000, 606), (1520, 640)]
    curve = smooth(deck, closed=False, steps=14)
    for tower in (430, 1060):
        _tower(s, tower, curve)
    s.poly([*curve, *[(px, py + 26) for px, py in curve[::-1]]], s.p.ink)
    s.line([(px, py - 7) for px, py in curve], s.p.pop, 4)
    for pier in (60, 200, 1290, 1430):
        s.rect(pier - 14, 640, pier + 14, 760, s.p.ink)
    if s.p.dark:
        for px, py in curve[::2]:
            s.glow(px, py - 14, 34, s.p.sun, 0.8)
    _canoe(s, 760, 870)


def _tower(s: Sheet, x: float, deck: Outline) -> None:
    top = 150
    for index in range(1, 12):
        for side in (-1, 1):
            foot = x + side * (36 + index * 27)
            level = min(deck, key=lambda point: abs(point[0] - foot))[1]
            s.line([(x, top + 14 + (11 - index) * 16), (foot, level)], s.p.tone(0.86), 2.6)
    for side in (-1, 1):
        s.poly(taper((x + side * 62, 800), (x + side * 44, 600), 34, 26), s.p.ink)
        s.poly(taper((x + side * 44, 610), (x + side * 8, top), 26, 15), s.p.ink)
    s.rect(x - 46, 640, x + 46, 664, s.p.ink)
    s.rect(x - 24, 360, x + 24, 376, s.p.ink)
    s.poly(taper((x, top + 30), (x, top - 30), 18, 4), s.p.ink)
    s.oval(x, 806, 110, 16, s.p.tone(0.86))


def _canoe(s: Sheet, x: float, y: float) -> None:
    """A fisher in an outrigger."""
    figure(s, (x - 10, y - 6), 150, "reach", dress(s, "caping", bright=True))
    s.line([(x + 52, y - 104), (x + 128, y + 60)], s.p.ink, 5)
    hull = smooth(
        [(x - 190, y - 40), (x - 120, y - 8), (x + 60, y - 6), (x + 190, y - 46), (x + 130, y + 20), (x - 120, y + 22)]
    )
    s.poly(hull, s.p.ink)
    for index in range(6):
        nature.ripple(s, x - 170 + index * 12, y + 26 + index * 13, 330 - index * 40, s.p.tone(0.84))


def bendungan(s: Sheet, variant: int) -> None:
    """A curved dam between hills, water falling from its gates."""
    nature.sky(s, 420)
    nature.sun(s, (420, 980, 380, 1040)[variant], (190, 150, 240, 140)[variant], (64, 48, 88, 42)[variant])
    nature.cloud(s, 820 if variant % 2 == 0 else 330, 190, 340, mix(s.p.sun, s.p.low, 0.35))
    nature.hills(s, 300, 110, 0.22)
    nature.hills(s, 370, 60, 0.36)
    nature.water(s, 410, 560, 0.3)
    _wall(s)
    for side in (0, 1):
        flank = smooth([(-20, 250), (110, 330), (235, 420), (300, 560), (330, 760), (430, 1010), (-20, 1010)], steps=8)
        flank = [(1500 - x, y + 20) for x, y in flank] if side else flank
        s.fade(flank, s.p.tone(0.62), s.p.tone(0.95))
        s.stipple(flank, s.p.ink, (0.05, 0.6))
    for _ in range(22):
        side = s.rng.random() < 0.5
        px = s.rng.uniform(0, 270) if side else s.rng.uniform(1240, 1500)
        top = 330 + 1.1 * (px if side else 1500 - px)
        nature.tree(s, (px, top + 70), s.rng.uniform(90, 150), s.p.tone(0.48), s.p.tone(0.85))
    for x in (560, 608):
        figure(s, (x, 432), 42, "stand", dress(s, "helmet", bright=True))


def _wall(s: Sheet) -> None:
    crest = ring(750, 380, 640, 74, (175, 5))
    foot = ring(750, 760, 470, 90, (175, 5))
    wall = [*crest, *foot[::-1]]
    s.fade(wall, mix(s.p.sun, s.p.mid, 0.25), mix(s.p.mid, s.p.deep, 0.35))
    s.stipple(wall, s.p.deep, (0.0, 0.5), True)
    for index in range(4, len(crest) - 4, 3):
        s.line([crest[index], foot[index]], mix(s.p.mid, s.p.deep, 0.2), 2)
    s.fade(ground(foot), s.p.tone(0.5), s.p.tone(0.72))
    for index in range(10, len(crest) - 10, 3):
        _fall(s, crest[index], foot[index])
    s.line([(x, y - 5) for x, y in crest], s.p.ink, 16)
    s.line([(x, y - 20) for x, y in crest], s.p.sun, 4)
    for index in range(9, len(crest) - 8, 3):
        x, y = crest[index]
        s.rect(x - 9, y - 46, x + 9, y, s.p.ink)
    for _ in range(90):
        x = s.rng.uniform(470, 1030)
        s.oval(
            x,
            848 + s.rng.uniform(-30, 26),
            s.rng.uniform(16, 40),
            s.rng.uniform(10, 22),
            mix(s.p.sun, s.p.low, s.rng.random()),
        )
    for index in range(24):
        y = 880 + index * 5
        nature.ripple(s, s.rng.uniform(380, 980), y, s.rng.uniform(60, 220), mix(s.p.sun, s.p.mid, 0.3))


def _fall(s: Sheet, top: Point, foot: Point) -> None:
    x, y = top[0], top[1] + 34
    arch = ring(x, y, 17, 20, (180, 360))
    s.poly([*arch, (x + 17, y + 14), (x - 17, y + 14)], s.p.ink)
    stream = [(x - 14, y + 12), (x + 14, y + 12), (foot[0] + 30, foot[1] + 10), (foot[0] - 30, foot[1] + 10)]
    s.fade(stream, s.p.sun, mix(s.p.sun, s.p.low, 0.5))
    for share in (-0.5, 0.1, 0.6):
        s.line([(x + share * 14, y + 20), (foot[0] + share * 30, foot[1])], mix(s.p.mid, s.p.low, 0.4), 2)
    s.line(sag((x - 17, y + 14), (x + 17, y + 14), 0), s.p.ink, 3)
