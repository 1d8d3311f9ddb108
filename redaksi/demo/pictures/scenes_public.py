"""Public life: courts, schools, libraries, clinics, speeches and handshakes."""

from redaksi.demo.pictures import nature
from redaksi.demo.pictures.built import beam, drape, flag, window
from redaksi.demo.pictures.inks import Color, ink, mix
from redaksi.demo.pictures.people import Dress, crowd, dress, figure
from redaksi.demo.pictures.shapes import Outline, Point, box, place, ring, smooth, taper
from redaksi.demo.pictures.sheet import Sheet

RED, WHITE = ink("c9322b"), ink("fbf3e6")


def room(s: Sheet, floor: float) -> None:
    """A plain room: a wall lit from above and a floor that darkens towards the reader."""
    s.fade(box(0, 0, 1500, floor), mix(s.p.high, s.p.deep, 0.15), mix(s.p.low, s.p.high, 0.3))
    s.fade(box(0, floor, 1500, 1000), mix(s.p.mid, s.p.deep, 0.4), s.p.tone(0.86))
    s.stipple(box(0, 0, 1500, floor), s.p.deep, (0.25, 0.0))


def sidang(s: Sheet, variant: int) -> None:
    """A court or chamber: the bench with three high chairs, the gavel in front."""
    room(s, 700)
    for index in range(9):
        x = 90 + index * 165
        s.fade(box(x - 26, 0, x + 26, 640), mix(s.p.low, s.p.high, 0.45), mix(s.p.low, s.p.mid, 0.35))
        s.tint(box(x + 6, 0, x + 26, 640), s.p.deep, (0.4, 0.15))
    beam(s, (750, -40), (180, 1320, 800), s.p.sun, 0.55)
    s.disc(750, 190, 92, s.p.tone(0.72))
    _scales(s, 750, 196, 62)
    for x, rise in ((530, 0), (970, 0), (750, 40)):
        chair = smooth(
            [
                (x - 78, 560),
                (x - 80, 330 - rise),
                (x - 40, 296 - rise),
                (x, 282 - rise),
                (x + 40, 296 - rise),
                (x + 80, 330 - rise),
                (x + 78, 560),
            ],
            steps=5,
        )
        s.fade(chair, s.p.pop, mix(s.p.pop, s.p.ink, 0.35))
        figure(
            s,
            (x, 770 - rise),
            400,
            "stand",
            Dress(s.p.ink, s.p.ink, s.p.ink, ("peci", "bun", "hijab")[(int(x) + variant) % 3], True, s.p.tone(0.8)),
        )
        s.poly([(x - 14, 456 - rise), (x + 14, 456 - rise), (x + 8, 512 - rise), (x - 8, 512 - rise)], s.p.sun)
    _bench(s)
    _gavel(s, (420, 1000, 470, 960)[variant])


def _scales(s: Sheet, x: float, y: float, r: float) -> None:
    s.line([(x, y - r), (x, y + r * 0.8)], s.p.sun, 6)
    s.line([(x - r, y - r * 0.62), (x + r, y - r * 0.62)], s.p.sun, 6)
    s.poly(
        [(x - r * 0.4, y + r), (x + r * 0.4, y + r), (x + r * 0.2, y + r * 0.75), (x - r * 0.2, y + r * 0.75)], s.p.sun
    )
    for side in (-1, 1):
        cx = x + side * r * 0.95
        s.line([(cx - r * 0.34, y + r * 0.1), (cx, y - r * 0.6), (cx + r * 0.34, y + r * 0.1)], s.p.sun, 2.4)
        s.poly(ring(cx, y + r * 0.1, r * 0.38, r * 0.26, (0, 180)), s.p.sun)


def _bench(s: Sheet) -> None:
    s.fade(box(250, 560, 1250, 790), s.p.tone(0.72), s.p.tone(0.9))
    s.rect(230, 540, 1270, 570, s.p.ink)
    s.rect(230, 540, 1270, 548, mix(s.p.sun, s.p.mid, 0.5))
    for index in range(5):
        left = 282 + index * 190
        s.rect(left, 600, left + 160, 770, s.p.tone(0.62))
        s.tint(box(left, 600, left + 160, 770), s.p.ink, (0.35, 0.0))
    for x in (400, 750, 1100):
        s.line(smooth([(x, 548), (x + 6, 520), (x - 8, 496)], closed=False), s.p.ink, 4)
        s.oval(x - 10, 492, 9, 12, s.p.ink)
    s.rect(190, 790, 1310, 824, s.p.ink)


def _gavel(s: Sheet, x: float) -> None:
    y = 880
    s.fade(box(-20, 930, 1520, 1005), s.p.tone(0.95), s.p.ink)
    s.oval(x, 936, 190, 40, s.p.tone(0.78))
    s.oval(x, 922, 190, 38, mix(s.p.pop, s.p.ink, 0.45))
    wood, dark = mix(s.p.pop, s.p.sun, 0.15), mix(s.p.pop, s.p.ink, 0.4)
    s.poly(place(box(-8, -14, 330, 14), x, y - 36, 1, -20), dark)
    head = place(box(-52, -104, 52, 104), x, y - 36, 1, -20)
    s.fade(head, wood, dark, True)
    for offset in (-92, 60):
        s.poly(place(box(-60, offset, 60, offset + 32), x, y - 36, 1, -20), s.p.sun)


def podium(s: Sheet, variant: int) -> None:
    """A speaker behind a lectern with a bunch of microphones, the public in front."""
    s.fade(box(0, 0, 1500, 1000), mix(s.p.high, s.p.deep, 0.35), s.p.low)
    for index in range(16):
        left = index * 96 - 10
        s.tint(box(left, 0, left + 54, 1000), s.p.deep, (0.28, 0.06), True)
    s.glow(750, 420, 520, s.p.sun, 0.7)
    for index, x in enumerate((150, 300, 1110, 1260)):
        drape(s, (x, 220), 420, (RED, WHITE) if index in (1, 2) else (s.p.pop, s.p.sun, s.p.mid))
    hat = ("peci", "hijab", "", "bun")[variant]
    jacket = Dress(s.p.ink, s.p.tone(0.86), s.p.ink, hat, False, s.p.pop if hat == "hijab" else s.p.ink)
    figure(s, (750, 1010), 800, "speak", jacket)
    if hat != "hijab":
        s.poly([(724, 374), (776, 374), (750, 470)], s.p.sun)
        s.poly([(742, 384), (758, 384), (764, 452), (750, 472), (736, 452)], s.p.pop)
    lectern = [(560, 600), (940, 600), (900, 1005), (600, 1005)]
    s.fade(lectern, mix(s.p.sun, s.p.mid, 0.35), s.p.tone(0.55))
    s.stipple(lectern, s.p.deep, (0.0, 0.6), True)
    s.poly([(530, 570), (970, 570), (945, 612), (555, 612)], s.p.ink)
    s.disc(750, 742, 66, s.p.ink)
    _star(s, (750, 742), 44, s.p.sun)
    for lean in (-96, -46, 0, 52, 104):
        s.line(
            smooth([(750 + lean * 0.9, 572), (750 + lean * 0.8, 540), (750 + lean * 0.55, 516)], closed=False),
            s.p.ink,
            6,
        )
        s.poly(taper((750 + lean * 0.62, 530), (750 + lean * 0.42, 496), 17, 22), s.p.pop if lean == -46 else s.p.sun)
    crowd(s, 905, 120, s.p.ink, 0.12)


def _star(s: Sheet, middle: Point, r: float, color: Color) -> None:
    points: Outline = []
    for index in range(10):
        reach = r if index % 2 == 0 else r * 0.42
        points += place([(0, -reach)], middle[0], middle[1], 1, index * 36)
    s.poly(points, color)


def diplomasi(s: Sheet, variant: int) -> None:
    """Two delegates shake hands before a row of flags."""
    room(s, 760)
    s.glow(750, 470, 560, s.p.sun, 0.75)
    p = s.p
    home, others = (RED, WHITE), [(p.mid, p.sun, p.pop), (p.deep, p.pop), (p.sun, p.mid), (p.pop, p.sun, p.deep)]
    banners = [home, *others, (p.mid, p.deep), home]
    for index, bands in enumerate(banners):
        drape(s, (130 + index * 192, 190), 400, bands)
    s.fade(box(0, 770, 1500, 1000), s.p.tone(0.58), s.p.tone(0.82))
    s.oval(750, 905, 620, 62, mix(s.p.pop, s.p.ink, 0.25))
    s.oval(750, 900, 580, 52, mix(s.p.pop, s.p.deep, 0.1))
    left = Dress(
        s.p.ink,
        s.p.tone(0.92),
        s.p.ink,
        "peci" if variant % 2 == 0 else "hijab",
        variant % 2 == 1,
        s.p.ink if variant % 2 == 0 else s.p.pop,
    )
    right = Dress(s.p.ink, s.p.tone(0.6), s.p.tone(0.75), "bun" if variant < 2 else "", variant < 2, s.p.ink)
    figure(s, (578, 900), 560, "reach", left)
    figure(s, (930, 900), 545, "reach", right, left=True)
    for x, side in ((578, 1), (930, -1)):
        s.poly([(x - 14 + side * 6, 468), (x + 14 + side * 6, 468), (x + side * 8, 540)], s.p.sun)
    s.disc(755, 534, 21, s.p.ink)


def sekolah(s: Sheet, variant: int) -> None:
    """A village school at flag time, children on their way in."""
    nature.sky(s, 640)
    nature.sun(s, (1130, 1080, 1120, 1150)[variant], (210, 180, 300, 170)[variant], (74, 56, 96, 44)[variant])
    nature.cloud(s, 160, 270, 330, mix(s.p.sun, s.p.low, 0.25))
    nature.hills(s, 540, 90, 0.24)
    nature.treeline(s, 650, 50, s.p.tone(0.46))
    s.fade(box(0, 700, 1500, 1000), mix(s.p.mid, s.p.low, 0.45), s.p.tone(0.5))
    _school(s)
    s.poly(taper((455, 880), (455, 190), 13, 7), s.p.tone(0.85))
    s.rect(415, 866, 495, 896, s.p.tone(0.7))
    flag(s, (459, 200), 230, (RED, WHITE))
    nature.tree(s, (165, 870), 470, s.p.tone(0.55), s.p.tone(0.85))
    _pupils(s)


def _pupils(s: Sheet) -> None:
    children = (
        (560, 950, 190, "walk", "cap"),
        (650, 956, 172, "run", ""),
        (900, 930, 180, "walk", "hijab"),
        (1010, 936, 168, "wave", ""),
        (1240, 948, 186, "walk", "cap"),
    )
    for x, y, size, pose, hat in children:
        figure(
            s,
            (x, y),
            size,
            pose,
            Dress(s.p.ink, WHITE, s.p.pop, hat, hat == "hijab", WHITE if hat == "hijab" else s.p.pop),
        )
        s.poly(
            smooth(
                [
                    (x - size * 0.2, y - size * 0.76),
                    (x - size * 0.06, y - size * 0.78),
                    (x - size * 0.06, y - size * 0.5),
                    (x - size * 0.2, y - size * 0.5),
                ],
                steps=4,
            ),
            s.p.deep,
        )
        nature.ripple(s, x - size * 0.3, y + 6, size * 0.7, s.p.tone(0.66))


def _school(s: Sheet) -> None:
    wall = mix(s.p.sun, s.p.low, 0.35)
    s.fade(box(600, 540, 1420, 780), wall, mix(wall, s.p.mid, 0.35))
    s.rect(600, 700, 1420, 780, mix(s.p.mid, s.p.low, 0.25))
    roof = [(560, 545), (660, 400), (1360, 400), (1460, 545)]
    s.fade(roof, s.p.pop, mix(s.p.pop, s.p.ink, 0.3))
    for row in range(1, 6):
        y = 400 + row * 24
        s.line([(660 - 100 * row * 24 / 145, y), (1360 + 100 * row * 24 / 145, y)], mix(s.p.pop, s.p.ink, 0.35), 2)
    s.tint(box(600, 545, 1420, 600), s.p.ink, (0.45, 0.0))
    glass = mix(s.p.high, s.p.deep, 0.3) if not s.p.dark else s.p.sun
    for x in (640, 770, 1070, 1180, 1300):
        window(s, (x, 600, x + 84, 680), glass, s.p.tone(0.85))
    s.rect(920, 590, 1010, 780, s.p.tone(0.85))
    s.rect(930, 600, 963, 780, s.p.mid)
    s.poly([(860, 470), (965, 372), (1070, 470)], s.p.tone(0.8))
    s.disc(965, 432, 20, s.p.sun)
    for x in range(620, 1420, 160):
        s.rect(x, 545, x + 9, 780, s.p.sun)
    s.rect(590, 776, 1430, 796, s.p.tone(0.7))


def puskesmas(s: Sheet, variant: int) -> None:
    """A health post with its cross, an ambulance and people who wait."""
    nature.sky(s, 660)
    nature.sun(s, 330, (220, 180, 310, 170)[variant], (76, 58, 100, 46)[variant])
    nature.cloud(s, 1060, 230, 330, mix(s.p.sun, s.p.low, 0.25))
    nature.hills(s, 560, 80, 0.24)
    nature.treeline(s, 660, 56, s.p.tone(0.45))
    nature.palm(s, (1310, 760), 420, 40, s.p.tone(0.7))
    nature.palm(s, (1400, 760), 330, -26, s.p.tone(0.7))
    s.fade(box(0, 740, 1500, 1000), mix(s.p.mid, s.p.low, 0.5), s.p.tone(0.55))
    _clinic(s)
    _ambulance(s, 120, 880)
    for x, hat, left in ((800, "hijab", False), (905, "", True), (1180, "bun", True)):
        figure(
            s, (x, 925), 250, "stand" if x != 905 else "reach", dress(s, hat, bright=x == 905, skirt=hat != ""), left
        )
    figure(s, (1010, 930), 150, "walk", dress(s, "cap", bright=True))


def _clinic(s: Sheet) -> None:
    wall = mix(s.p.sun, s.p.low, 0.2)
    s.fade(box(480, 470, 1250, 800), wall, mix(wall, s.p.mid, 0.4))
    s.poly([(440, 480), (500, 400), (1230, 400), (1290, 480)], s.p.tone(0.72))
    s.fade(box(700, 380, 1040, 800), s.p.sun, mix(s.p.sun, s.p.mid, 0.25))
    s.poly([(670, 390), (870, 270), (1070, 390)], s.p.tone(0.82))
    s.disc(870, 458, 56, s.p.pop)
    s.rect(856, 422, 884, 494, s.p.sun)
    s.rect(834, 444, 906, 472, s.p.sun)
    s.rect(785, 560, 955, 800, s.p.tone(0.8))
    for x in (795, 874):
        s.rect(x, 572, x + 71, 800, mix(s.p.high, s.p.sun, 0.4))
    s.poly([(740, 545), (1000, 545), (1030, 575), (710, 575)], s.p.pop)
    for x in (520, 610, 1075, 1160):
        window(s, (x, 560, x + 64, 650), mix(s.p.high, s.p.deep, 0.25) if not s.p.dark else s.p.sun, s.p.tone(0.8))
    s.rect(470, 796, 1260, 816, s.p.tone(0.66))
    for x in (540, 625, 1085, 1170):
        nature.tree(s, (x, 850), 110, s.p.tone(0.6), s.p.tone(0.85))


def _ambulance(s: Sheet, x: float, base: float) -> None:
    s.oval(x + 200, base + 16, 240, 16, s.p.tone(0.7))
    body = smooth(
        [
            (x, base - 200),
            (x + 250, base - 206),
            (x + 330, base - 190),
            (x + 382, base - 108),
            (x + 424, base - 90),
            (x + 430, base),
            (x, base),
        ],
        steps=3,
    )
    s.fade(body, s.p.sun, mix(s.p.sun, s.p.mid, 0.3))
    s.poly([(x + 270, base - 182), (x + 322, base - 178), (x + 366, base - 108), (x + 270, base - 108)], s.p.tone(0.85))
    s.rect(x - 2, base - 88, x + 424, base - 62, s.p.pop)
    s.rect(x + 90, base - 176, x + 114, base - 106, s.p.pop)
    s.rect(x + 67, base - 153, x + 137, base - 129, s.p.pop)
    s.poly([(x + 190, base - 202), (x + 200, base - 230), (x + 250, base - 230), (x + 258, base - 202)], s.p.pop)
    for wheel in (90, 340):
        s.disc(x + wheel, base, 42, s.p.ink)
        s.disc(x + wheel, base, 18, s.p.mid)


def perpustakaan(s: Sheet, variant: int) -> None:
    """A reading room: walls of books, an arched window and one reader in its light."""
    room(s, 800)
    s.fade(box(0, 0, 1500, 810), s.p.tone(0.8), s.p.tone(0.66))
    for x0, x1 in ((-30, 470), (1030, 1530)):
        _shelves(s, x0, x1)
    arch = [*ring(750, 300, 200, 200, (180, 360)), (950, 720), (550, 720)]
    s.poly([*ring(750, 300, 222, 222, (180, 360)), (972, 745), (528, 745)], s.p.ink)
    s.fade(arch, s.p.high, s.p.low)
    nature.sun(s, (700, 800, 720, 790)[variant], (330, 260, 420, 230)[variant], 62)
    s.poly(
        [
            (550, 640),
            *smooth([(550, 600), (640, 560), (760, 610), (860, 560), (950, 600)], closed=False),
            (950, 720),
            (550, 720),
        ],
        s.p.tone(0.45),
    )
    for x in (650, 750, 850):
        s.rect(x - 4, 100, x + 4, 720, s.p.ink)
    for y in (300, 510):
        s.rect(550, y - 4, 950, y + 4, s.p.ink)
    s.tint([(550, 720), (950, 720), (1240, 1005), (260, 1005)], s.p.sun, (0.4, 0.08))
    _reader(s, variant)


def _shelves(s: Sheet, x0: float, x1: float) -> None:
    p = s.p
    colors = (p.pop, p.mid, p.sun, mix(p.pop, p.deep, 0.5), mix(p.mid, p.low, 0.5), p.low, mix(p.high, p.mid, 0.4))
    s.rect(x0, 20, x1, 810, p.ink)
    for row in range(6):
        floor = 140 + row * 128
        x = x0 + 16
        while x < x1 - 34:
            width, tall = s.rng.uniform(13, 34), s.rng.uniform(70, 104)
            spine = box(x, floor - tall, x + width - 2, floor)
            if s.rng.random() < 0.07:
                spine = place(box(0, -tall, width - 2, 0), x + 8, floor, 1, 11)
                x += tall * 0.2
            color = mix(s.rng.choice(colors), p.ink, s.rng.choice((0, 0.12, 0.3)))
            s.poly(spine, color)
            s.rect(x + 3, floor - tall * 0.8, x + width - 5, floor - tall * 0.74, mix(color, p.sun, 0.5))
            x += width if s.rng.random() > 0.06 else width + 34
        s.rect(x0, floor, x1, floor + 12, p.tone(0.78))


def _reader(s: Sheet, variant: int) -> None:
    hat = ("hijab", "", "bun", "cap")[variant]
    s.rect(556, 820, 700, 836, s.p.ink)
    for x in (566, 682):
        s.rect(x, 830, x + 12, 960, s.p.ink)
    figure(s, (640, 962), 540, "sit", Dress(s.p.ink, s.p.pop, s.p.deep, hat, False, s.p.mid))
    s.fade(box(720, 780, 1130, 806), s.p.tone(0.7), s.p.ink)
    for x in (1080, 1100):
        s.rect(x, 800, x + 14, 970, s.p.ink)
    s.poly([(722, 752), (790, 728), (850, 752), (790, 770)], s.p.sun)
    s.poly([(850, 752), (790, 728), (786, 756)], mix(s.p.sun, s.p.mid, 0.4))
    for index, (width, color) in enumerate(((150, s.p.mid), (130, s.p.pop), (140, s.p.sun))):
        s.rect(930, 756 - index * 26, 930 + width, 780 - index * 26, color)
