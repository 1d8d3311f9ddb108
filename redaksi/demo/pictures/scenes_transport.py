"""Trains, aeroplanes and the wires beside the road."""

from itertools import pairwise

from redaksi.demo.pictures import nature
from redaksi.demo.pictures.built import pylon, wires
from redaksi.demo.pictures.inks import Color, mix
from redaksi.demo.pictures.people import dress, figure
from redaksi.demo.pictures.shapes import Outline, Point, box, ground, place, ring, smooth, taper
from redaksi.demo.pictures.sheet import Sheet


def kereta(s: Sheet, variant: int) -> None:
    """A train on a viaduct across a misty valley."""
    nature.sky(s, 640)
    x, y = ((1090, 250), (420, 200), (1060, 360), (440, 190))[variant]
    nature.sun(s, x, y, (80, 54, 120, 48)[variant])
    nature.cloud(s, 220 if variant % 2 == 0 else 880, 230, 300, mix(s.p.sun, s.p.low, 0.4))
    for level, height, depth in ((420, 130, 0.2), (520, 110, 0.34), (620, 90, 0.46)):
        nature.hills(s, level, height, depth)
        nature.mist(s, level + 110, 120, 0.5)
    _viaduct(s, 560)
    _train(s, 250, 548)
    nature.mist(s, 850, 150, 0.55)
    nature.hills(s, 880, 70, 0.74)
    for px in (90, 190, 1330, 1430, 1240):
        nature.tree(s, (px, 985), s.rng.uniform(190, 290), s.p.tone(0.8), s.p.ink)
    nature.palm(s, (330, 990), 250, 30, s.p.ink)


def _viaduct(s: Sheet, deck: float) -> None:
    stone = s.p.tone(0.58)
    s.fade(box(-10, deck, 1510, 960), stone, s.p.tone(0.28))
    for index in range(-1, 9):
        x = 40 + index * 190
        arch = [*ring(x, deck + 130, 72, 84, (180, 360)), (x + 66, 970), (x - 66, 970)]
        s.fade(arch, mix(s.p.mid, s.p.low, 0.45), mix(s.p.mid, s.p.low, 0.9))
        s.line(ring(x, deck + 130, 76, 88, (180, 360)), s.p.tone(0.78), 5)
        s.stipple(box(x + 72, deck + 60, x + 118, 900), s.p.ink, (0.55, 0.0))
    s.rect(-10, deck - 8, 1510, deck + 16, s.p.tone(0.86))
    for x in range(0, 1500, 30):
        s.rect(x, deck - 26, x + 3, deck - 6, s.p.tone(0.86))
    s.rect(-10, deck - 28, 1510, deck - 24, s.p.tone(0.86))


def _train(s: Sheet, x: float, rail: float) -> None:
    top = rail - 84
    for car in range(4):
        left = x - 560 + car * 284
        s.fade(box(left, top, left + 276, rail - 12), s.p.sun, mix(s.p.sun, s.p.low, 0.6))
        s.rect(left, top - 6, left + 276, top + 8, s.p.tone(0.8))
        s.rect(left, rail - 34, left + 276, rail - 12, s.p.pop)
        for pane in range(6):
            s.rect(left + 20 + pane * 41, top + 18, left + 50 + pane * 41, top + 44, s.p.tone(0.85))
        s.rect(left + 276, top + 10, left + 284, rail - 14, s.p.ink)
    nose = x + 576
    s.poly(
        smooth(
            [
                (nose, top - 6),
                (nose + 110, top - 4),
                (nose + 200, top + 22),
                (nose + 246, rail - 34),
                (nose + 248, rail - 12),
                (nose, rail - 12),
            ],
            steps=4,
        ),
        s.p.pop,
    )
    s.poly([(nose + 120, top + 6), (nose + 176, top + 18), (nose + 206, top + 44), (nose + 120, top + 44)], s.p.ink)
    s.rect(nose, rail - 34, nose + 238, rail - 26, s.p.sun)
    s.glow(nose + 240, rail - 44, 90, s.p.sun, 0.8)
    s.disc(nose + 236, rail - 44, 6, s.p.sun)
    for wheel in range(24):
        s.disc(x - 540 + wheel * 58, rail - 8, 11, s.p.ink)


def bandara(s: Sheet, variant: int) -> None:
    """An airliner climbing over the tower and the runway lights."""
    nature.sky(s, 720)
    x, y = ((560, 420), (500, 300), (640, 520), (300, 230))[variant]
    nature.sun(s, x, y, (130, 76, 150, 50)[variant])
    for cx, cy, width in ((60, 480, 330), (1060, 560, 380), (820, 260, 220)):
        nature.cloud(s, cx, cy, width, mix(s.p.sun, s.p.low, 0.25 if not s.p.dark else 0.85))
    nature.hills(s, 690, 46, 0.26)
    _terminal(s)
    s.fade(box(0, 760, 1500, 1000), s.p.tone(0.62), s.p.tone(0.92))
    s.poly([(700, 762), (760, 762), (1180, 1005), (300, 1005)], s.p.tone(0.8))
    for index in range(7):
        share = (index / 7) ** 1.8
        px, py = 730 + 10 * share, 768 + 236 * share
        s.poly(taper((px, py), (px, py + 8 + 44 * share), 3 + 12 * share, 4 + 16 * share), s.p.sun)
    for index in range(12):
        share = (index / 11) ** 1.9
        for side in (-1, 1):
            px, py = 730 + side * (44 + 460 * share), 766 + 240 * share
            s.glow(px, py, 14 + 26 * share, s.p.sun, 0.7)
            s.disc(px, py, 2.2 + 4 * share, s.p.pop)
    _plane(s, 740, 340, 1.15)


def _terminal(s: Sheet) -> None:
    s.poly(smooth([(60, 765), (60, 700), (240, 664), (470, 690), (640, 676), (640, 765)], steps=5), s.p.tone(0.7))
    for index in range(22):
        s.rect(90 + index * 25, 716, 106 + index * 25, 752, mix(s.p.sun, s.p.pop, 0.15))
    s.poly(taper((1190, 770), (1190, 520), 62, 40), s.p.tone(0.78))
    s.poly([(1130, 470), (1250, 470), (1228, 530), (1152, 530)], s.p.ink)
    s.poly([(1140, 482), (1240, 482), (1230, 508), (1150, 508)], s.p.sun)
    s.rect(1126, 458, 1254, 472, s.p.ink)
    s.line([(1190, 460), (1190, 400)], s.p.ink, 4)
    s.disc(1190, 398, 6, s.p.pop)
    s.poly([(960, 765), (960, 712), *ring(1030, 712, 70, 34, (180, 360)), (1100, 765)], s.p.tone(0.6))


def _plane(s: Sheet, x: float, y: float, k: float) -> None:
    def at(*points: Point) -> Outline:
        return place(points, x, y, k, -14)

    s.poly(at((-40, -6), (60, -12), (-60, -150), (-100, -150)), s.p.tone(0.72))
    s.poly(at((-300, -8), (-240, -14), (-316, -70), (-344, -70)), s.p.tone(0.72))
    body = smooth(
        at(
            (-352, -6),
            (-300, -30),
            (-100, -42),
            (180, -42),
            (262, -26),
            (304, 2),
            (270, 24),
            (160, 34),
            (-100, 32),
            (-280, 12),
        ),
        steps=6,
    )
    s.poly(body, s.p.sun)
    s.tint(
        smooth(at((-330, 0), (-100, 12), (180, 14), (304, 4), (270, 24), (160, 34), (-100, 32), (-280, 12)), steps=6),
        s.p.deep,
        (0.25, 0.6),
    )
    s.poly(at((-338, -16), (-250, -34), (-306, -150), (-352, -150)), s.p.pop)
    s.poly(at((-300, 0), (-230, 4), (-330, 60), (-362, 60)), s.p.ink)
    for index in range(17):
        s.poly(at(*box(-190 + index * 23, -22, -179 + index * 23, -8)), s.p.deep)
    s.poly(at((226, -28), (258, -22), (268, -10), (228, -12)), s.p.deep)
    s.poly(at((-60, 14), (100, 18), (-50, 200), (-104, 212)), s.p.ink)
    s.poly(smooth(at((0, 72), (70, 62), (92, 76), (84, 98), (10, 106), (-6, 90)), steps=4), s.p.pop)
    s.disc(*at((-78, 208))[0], 7, s.p.pop)


def listrik(s: Sheet, variant: int) -> None:
    """Power lines that march to the horizon, with panels or turbines beside them."""
    nature.sky(s, 720)
    x, y = ((520, 480), (1050, 240), (560, 560), (1090, 220))[variant]
    nature.sun(s, x, y, (130, 60, 170, 50)[variant])
    nature.streaks(s, 330, mix(s.p.high, s.p.low, 0.6))
    nature.hills(s, 660, 60, 0.26)
    if variant in (1, 2):
        for px, size in ((980, 260), (1130, 330), (1310, 420)):
            _turbine(s, (px, 730), size)
    nature.hills(s, 720, 40, 0.46)
    towers = [((905, 742), 150, 0.45), ((800, 765), 250, 0.6), ((620, 815), 440, 0.82), ((230, 930), 830, 1.0)]
    ends = [pylon(s, foot, height, s.p.tone(depth)) for foot, height, depth in towers]
    for index, (far, near) in enumerate(pairwise(ends)):
        wires(s, (near, far), 12 + 22 * index, 1.2 + index * 0.7)
    wires(s, (ends[-1], [(px - 900, py - 160) for px, py in ends[-1]]), 40, 3)
    land = smooth([(-20, 800), (330, 835), (800, 800), (1200, 815), (1520, 770)], closed=False)
    s.fade(ground(land), s.p.tone(0.74), s.p.ink)
    if variant in (0, 3):
        _panels(s)
    nature.grass(s, 1005, 46, s.p.ink)
    figure(s, (700, 930), 118, "reach", dress(s, "helmet", bright=True))


def _turbine(s: Sheet, foot: Point, height: float) -> None:
    x, y = foot
    top = y - height
    s.poly(taper(foot, (x, top), height * 0.034, height * 0.016), s.p.sun)
    turn = s.rng.uniform(0, 120)
    for blade in range(3):
        shape = [(0, 0), (height * 0.1, -height * 0.03), (height * 0.46, 0), (0, height * 0.006)]
        s.poly(place(shape, x, top, 1, turn + blade * 120), s.p.sun)
    s.disc(x, top, height * 0.018, s.p.pop)


def _panels(s: Sheet) -> None:
    for row in range(3):
        k = 1 + row * 0.45
        y = 800 + row * 62
        for index in range(5):
            _panel(s, 880 + index * 170 * k - row * 90, y, k)


def _panel(s: Sheet, x: float, y: float, k: float) -> None:
    face: Outline = place([(0, 0), (140, 0), (110, -56), (-22, -56)], x, y, k)
    s.line([(x + 60 * k, y - 10), (x + 60 * k, y + 26 * k)], s.p.ink, 5)
    s.fade(face, mix(s.p.mid, s.p.low, 0.35), s.p.tone(0.62))
    line: Color = mix(s.p.low, s.p.sun, 0.5)
    for step in range(5):
        s.line([(x + 35 * k * step, y), (x + (-22 + 33 * step) * k, y - 56 * k)], line, 1.6)
    s.line([(x - 11 * k, y - 28 * k), (x + 125 * k, y - 28 * k)], line, 1.6)
    s.line([face[0], face[1]], line, 3)
