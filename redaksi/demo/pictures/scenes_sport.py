"""Stadiums, courts and stages: people under lights."""

import math

from redaksi.demo.pictures import nature
from redaksi.demo.pictures.built import beam
from redaksi.demo.pictures.inks import Color, mix
from redaksi.demo.pictures.people import Dress, crowd, figure
from redaksi.demo.pictures.shapes import Point, between, box, place, ring, smooth, taper
from redaksi.demo.pictures.sheet import Sheet


def stadion(s: Sheet, variant: int) -> None:
    """A full stadium under floodlights, a striker before the goal."""
    nature.sky(s, 420)
    nature.sun(s, 750, (210, 180, 270, 150)[variant], (60, 50, 90, 46)[variant])
    _stands(s)
    s.fade(box(0, 640, 1500, 1000), s.p.tone(0.4), s.p.tone(0.58))
    for index in range(-7, 8):
        if index % 2:
            top, low = 750 + index * 90, 750 + index * 190
            s.tint([(top - 45, 640), (top + 45, 640), (low + 95, 1005), (low - 95, 1005)], s.p.sun, (0.1, 0.14))
    for x in (90, 1410):
        _floodlight(s, x, 600)
    pale = mix(s.p.sun, s.p.mid, 0.15)
    s.line([(-10, 668), (1510, 668)], pale, 4)
    s.line([(250, 668), (130, 830), (1370, 830), (1250, 668)], pale, 5)
    s.line(ring(750, 832, 190, 60, (0, 180)), pale, 5)
    _goal(s, 750, 668)
    figure(s, (770, 690), 130, "cheer", Dress(s.p.ink, s.p.sun, s.p.ink))
    striker = Dress(s.p.ink, s.p.pop, s.p.sun)
    for x, y, size, pose, outfit in (
        (1130, 800, 230, "run", Dress(s.p.ink, s.p.deep, s.p.ink)),
        (520, 950, 400, "run", striker),
    ):
        s.oval(x, y + 6, size * 0.26, size * 0.03, s.p.tone(0.75))
        figure(s, (x, y), size, pose, outfit)
    s.disc(690, 930, 27, s.p.sun)
    for angle in range(0, 360, 72):
        s.disc(*place([(0, -15)], 690, 930, 1, angle)[0], 6, s.p.ink)


def _stands(s: Sheet) -> None:
    roof = smooth([(-20, 300), (300, 372), (750, 392), (1200, 372), (1520, 300)], closed=False, steps=12)
    front = smooth([(-20, 560), (300, 620), (750, 640), (1200, 620), (1520, 560)], closed=False, steps=12)
    s.fade([*roof, *front[::-1]], s.p.tone(0.86), s.p.tone(0.7))
    colors = (s.p.pop, s.p.mid, s.p.low, s.p.sun, s.p.deep, s.p.mid)
    for row in range(17):
        for _ in range(125):
            x = s.rng.uniform(0, 1500)
            index = min(len(roof) - 1, int(x / 1540 * (len(roof) - 1)))
            top, low = roof[index][1], front[index][1]
            y = top + 40 + (low - top - 52) * row / 16
            s.disc(x, y, 2.6 + row * 0.16, s.rng.choice(colors))
    s.poly([*roof, *[(x, y + 26) for x, y in roof[::-1]]], s.p.ink)
    lights = roof[4:-4:3]
    for x, y in lights:
        s.disc(x, y + 24, 5, s.p.sun)
    s.poly([*front, (1520, 690), (-20, 690)], s.p.tone(0.8))
    s.tint(box(0, 330, 1500, 600), s.p.sun, (0.0, 0.16))


def _floodlight(s: Sheet, x: float, base: float) -> None:
    s.glow(x, 130, 420, s.p.sun, 0.75)
    s.poly(taper((x, base), (x, 150), 26, 16), s.p.ink)
    s.poly(box(x - 74, 70, x + 74, 176), s.p.ink)
    for row in range(3):
        for column in range(5):
            s.disc(x - 56 + column * 28, 90 + row * 33, 11, s.p.sun)


def _goal(s: Sheet, x: float, base: float) -> None:
    net = mix(s.p.sun, s.p.mid, 0.45)
    for index in range(17):
        px = x - 160 + index * 20
        s.line([(px, base - 128), (px, base)], net, 1.4)
    for index in range(7):
        s.line([(x - 160, base - 124 + index * 20), (x + 160, base - 124 + index * 20)], net, 1.4)
    s.line([(x - 164, base + 2), (x - 164, base - 130), (x + 164, base - 130), (x + 164, base + 2)], s.p.sun, 8)


def bulutangkis(s: Sheet, variant: int) -> None:
    """A badminton player in the air at the smash, the shuttle on its way."""
    s.fade(box(0, 0, 1500, 720), mix(s.p.ink, s.p.deep, 0.4), mix(s.p.deep, s.p.mid, 0.4))
    _tribune(s)
    for x in (260, 750, 1240):
        beam(s, (x, -30), (x - 260, x + 260, 800), s.p.sun, 0.3)
        s.rect(x - 60, 0, x + 60, 16, s.p.sun)
    s.fade(box(0, 720, 1500, 1000), s.p.tone(0.46), s.p.tone(0.64))
    pale = mix(s.p.sun, s.p.mid, 0.1)
    for line in (
        ((240, 720), (-120, 1010)),
        ((1260, 720), (1620, 1010)),
        ((-20, 800), (1520, 800)),
        ((750, 800), (750, 1010)),
        ((-20, 960), (1520, 960)),
    ):
        s.line(line, pale, 6)
    _net(s)
    x = (590, 560, 610, 580)[variant]
    s.disc(x + 20, 440, 330, mix(s.p.pop, s.p.deep, 0.15)) if variant in (0, 2) else s.glow(x, 420, 400, s.p.pop, 0.7)
    s.oval(x, 930, 150, 18, s.p.tone(0.82))
    figure(s, (x, 830), 560, "smash", Dress(s.p.ink, s.p.sun, s.p.low, "bun" if variant % 2 else ""))
    _racket(s, (x + 78, 214), -32)
    _shuttle(s, (1040, 350), 1.0)
    for index in range(3):
        a, b = between((x + 150, 150), (1000, 336), 0.3), (985, 320 + index * 26)
        s.tint(taper((a[0], a[1] + index * 26), b, 1, 7), s.p.sun, (0.5, 0.5))


def _tribune(s: Sheet) -> None:
    for row in range(8):
        y = 380 + row * 42
        s.rect(0, y + 22, 1500, y + 42, s.p.tone(0.92 - row * 0.02))
        for _ in range(64):
            x = s.rng.uniform(0, 1500)
            tone = mix(s.p.deep, s.p.mid, s.rng.uniform(0, 0.8))
            s.disc(x, y, 8, tone)
            s.oval(x, y + 20, 14, 13, tone)


def _net(s: Sheet) -> None:
    """The net across the right half, seen at an angle."""
    for index in range(23):
        x = 1090 + index * 19
        s.line([(x, 600 - index * 1.6), (x, 740 + index * 5)], mix(s.p.sun, s.p.deep, 0.5), 1.5)
    for index in range(9):
        s.line([(1090, 612 + index * 16), (1510, 578 + index * 34)], mix(s.p.sun, s.p.deep, 0.5), 1.5)
    s.poly([(1090, 592), (1510, 552), (1510, 580), (1090, 610)], s.p.sun)
    s.rect(1080, 586, 1094, 850, s.p.ink)


def _racket(s: Sheet, hand: Point, turn: float) -> None:
    x, y = hand
    shaft = place([(0, 30), (0, -108)], x, y, 1, turn + 70)
    s.line(shaft, s.p.ink, 9)
    middle = place([(0, -168)], x, y, 1, turn + 70)[0]
    head = place(ring(0, 0, 48, 64), middle[0], middle[1], 1, turn + 70)
    for index in range(-4, 5):
        for points in ([(index * 10, -58), (index * 10, 58)], [(-46, index * 13), (46, index * 13)]):
            shrink = math.sqrt(max(0.05, 1 - (index / 5) ** 2))
            ends = [(px * (shrink if abs(px) > 45 else 1), py * (shrink if abs(py) > 57 else 1)) for px, py in points]
            s.line(place(ends, middle[0], middle[1], 1, turn + 70), mix(s.p.sun, s.p.deep, 0.2), 1.6)
    s.line(head, s.p.pop if s.p.dark else s.p.sun, 8)


def _shuttle(s: Sheet, at: Point, k: float) -> None:
    x, y = at
    for index in range(-3, 4):
        feather = [(index * 5, 0), (index * 17 - 9, -96), (index * 17, -106), (index * 17 + 9, -96)]
        s.poly(place(feather, x, y, k, -66), s.p.sun if index % 2 else mix(s.p.sun, s.p.mid, 0.3))
    for level, reach in ((-34, 27), (-58, 38)):
        s.line(place([(-reach, level), (reach, level)], x, y, k, -66), s.p.deep, 3)
    s.poly(place([*ring(0, 4, 21, 24, (0, 180)), (-21, -6), (21, -6)], x, y, k, -66), s.p.pop)


def panggung(s: Sheet, variant: int) -> None:
    """A concert: a singer in the beams, hands up in the dark."""
    s.fade(box(0, 0, 1500, 1000), mix(s.p.ink, s.p.deep, 0.3), mix(s.p.mid, s.p.pop, 0.35))
    s.glow(750, 470, 640, s.p.pop, 0.55)
    s.disc(750, 430, 290, mix(s.p.pop, s.p.sun, 0.25))
    s.dots(ring(750, 430, 290), s.p.sun, (0.55, 0.0))
    lamps = ((150, 260, 620), (420, 330, 760), (750, 480, 1020), (1080, 740, 1170), (1350, 880, 1240))
    for x, left, right in lamps:
        beam(s, (x, 74), (left, right, 820), s.p.sun, 0.42)
    s.rect(0, 38, 1500, 52, s.p.ink)
    s.rect(0, 74, 1500, 82, s.p.ink)
    for index in range(50):
        s.line([(index * 31, 44), (index * 31 + 15, 78), (index * 31 + 31, 44)], s.p.ink, 3)
    for x, _, _ in lamps:
        s.poly([(x - 16, 70), (x + 16, 70), (x + 26, 108), (x - 26, 108)], s.p.ink)
        s.oval(x, 108, 24, 7, s.p.sun)
    _band(s, variant)
    s.fade(box(0, 740, 1500, 1000), s.p.tone(0.92), s.p.ink)
    for x in (120, 1380):
        for row in range(3):
            s.rect(x - 74, 480 + row * 90, x + 74, 562 + row * 90, s.p.ink)
            s.disc(x, 521 + row * 90, 31, s.p.tone(0.8))
            s.disc(x, 521 + row * 90, 13, s.p.ink)
    crowd(s, 830, 104, s.p.tone(0.6), 0.5)
    crowd(s, 915, 130, s.p.ink, 0.45)


def _band(s: Sheet, variant: int) -> None:
    dark = s.p.ink
    for x, pose, left in ((440, "carry", False), (1060, "carry", True)):
        figure(s, (x, 748), 360, pose, Dress(dark, s.p.tone(0.85), dark, "cap" if left else ""), left)
        side = -1 if left else 1
        body: list[Point] = [
            (x + side * 10, 560),
            (x + side * 70, 530),
            (x + side * 96, 570),
            (x + side * 60, 620),
            (x + side * 4, 606),
        ]
        color: Color = s.p.sun
        s.poly(smooth(body, steps=4), color)
        s.line([(x + side * 60, 566), (x + side * 210, 480)], color, 8)
    outfit = Dress(dark, dark, dark, "bun" if variant % 2 == 0 else "", variant % 2 == 0, dark)
    figure(s, (750, 752), 480, "sing", outfit)
    s.line([(800, 752), (800, 392)], dark, 5)
    s.poly(taper((800, 392), (786, 356), 16, 24), dark)
    s.oval(800, 754, 50, 8, dark)
