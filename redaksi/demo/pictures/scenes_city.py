"""Streets, markets, mosques, trains and airports."""

from redaksi.demo.pictures import nature
from redaksi.demo.pictures.built import awning, bulb, lamp, skyline
from redaksi.demo.pictures.inks import Color, mix
from redaksi.demo.pictures.people import dress, figure
from redaksi.demo.pictures.shapes import box, ring, sag, smooth, taper
from redaksi.demo.pictures.sheet import Sheet


def kota_malam(s: Sheet, variant: int) -> None:
    """A capital after dark: an obelisk, lit towers and trails of traffic."""
    nature.sky(s, 720)
    nature.sun(s, 1080, 190, 52)
    s.glow(750, 700, 620, mix(s.p.low, s.p.sun, 0.4), 0.55)
    for height, depth, lit in ((330, 0.24, 0.1), (430, 0.44, 0.3), (300, 0.68, 0.42)):
        skyline(s, 735, height, depth, lit)
        nature.mist(s, 740, 110, 0.3)
    _obelisk(s, 750, 742)
    nature.treeline(s, 742, 40, s.p.tone(0.92))
    s.fade(box(0, 745, 1500, 1000), s.p.tone(0.8), s.p.ink)
    _traffic(s, (750, 690, 820, 750)[variant])
    for x, height, reach in ((160, 330, 90), (1340, 330, -90), (420, 190, 50), (1090, 190, -50)):
        lamp(s, (x, 800 if height < 200 else 880), height, reach, s.p.ink)


def _obelisk(s: Sheet, x: float, base: float) -> None:
    s.glow(x, 330, 230, s.p.sun, 0.7)
    pale = mix(s.p.sun, s.p.low, 0.25)
    for angle in (-130, 130):
        s.tint([(x, base - 60), (x + angle * 0.5, 90), (x + angle * 1.1, 90)], s.p.sun, (0.02, 0.22))
    s.poly([(x - 34, base - 60), (x + 34, base - 60), (x + 13, 345), (x - 13, 345)], pale)
    s.tint([(x, base - 60), (x + 34, base - 60), (x + 13, 345), (x, 345)], s.p.deep, (0.55, 0.35))
    s.poly([(x - 110, base - 120), (x + 110, base - 120), (x + 44, base - 58), (x - 44, base - 58)], pale)
    s.tint(
        [(x - 110, base - 120), (x + 110, base - 120), (x + 44, base - 58), (x - 44, base - 58)], s.p.deep, (0.15, 0.6)
    )
    s.rect(x - 80, base - 58, x + 80, base + 4, s.p.deep)
    s.rect(x - 28, 334, x + 28, 347, pale)
    flame = smooth([(x - 20, 334), (x - 17, 310), (x - 2, 270), (x + 4, 292), (x + 20, 314), (x + 16, 334)])
    s.poly(flame, s.p.pop)
    s.poly(smooth([(x - 9, 334), (x - 6, 316), (x + 1, 300), (x + 9, 320), (x + 7, 334)]), s.p.sun)


def _traffic(s: Sheet, vanish: float) -> None:
    for index in range(26):
        lane = (index - 12.5) / 12.5
        far, near = vanish + lane * 60, 750 + lane * 1150
        color = s.p.pop if lane > 0 else s.p.sun
        start = s.rng.random() ** 0.7 * 0.7
        end = min(1, start + s.rng.uniform(0.2, 0.5))
        a = (far + (near - far) * start**1.3, 750 + 255 * start)
        b = (far + (near - far) * end**1.3, 750 + 255 * end)
        s.poly(taper(a, b, 1.2 + 3 * start, 1.2 + 7 * end), mix(color, s.p.deep, s.rng.uniform(0, 0.45)))
    for share in (0.06, 0.2, 0.42, 0.74):
        y = 750 + 250 * share
        s.poly(
            taper(
                (vanish + (750 - vanish) * share, y),
                (vanish + (750 - vanish) * share, y + 14 + 50 * share),
                3 + 8 * share,
                5 + 14 * share,
            ),
            s.p.sun,
        )


def pasar(s: Sheet, variant: int) -> None:
    """A morning market: striped awnings, heaps of fruit, sellers and buyers."""
    s.fade(box(0, 0, 1500, 1000), s.p.high, s.p.low)
    if s.p.dark:
        nature.stars(s, 240)
    skyline(s, 620, 330, 0.22, 0.2 if s.p.dark else 0)
    nature.mist(s, 620, 170, 0.6)
    s.poly(taper((740, 700), (740, 96), 13, 8), s.p.tone(0.7))
    for start, end in (((-40, 120), (740, 110)), ((740, 110), (1540, 130))):
        wire = sag(start, end, 74)
        s.line(wire, s.p.ink, 2.5)
        for point in wire[3:-2:4]:
            bulb(s, point, 20, 13)
    s.fade(box(0, 600, 1500, 1000), s.p.tone(0.3), s.p.tone(0.6))
    _stall(s, (-90, 380, 400), 0.5)
    _stall(s, (1110, 1590, 400), 0.5)
    for x, size, hat, left in ((455, 250, "", False), (1060, 240, "hijab", True)):
        figure(s, (x, 850), size, "carry", dress(s, hat, skirt=hat == "hijab"), left)
    _stall(s, (430, 1070, 330), 1)
    for x, y, hat, left in ((310, 965, "hijab", False), (1190, 970, "", True)):
        figure(
            s,
            (x, y),
            400,
            "reach" if not left else "carry",
            dress(s, hat, bright=hat == "hijab", skirt=bool(hat)),
            left,
        )


def _stall(s: Sheet, span: tuple[float, float, float], near: float) -> None:
    x0, x1, top = span
    width, table = x1 - x0, 760 + 70 * near
    for x in (x0 + 26, x1 - 26):
        s.line([(x, top + 60), (x, table + 130)], s.p.ink, 9)
    s.fade(box(x0 + 26, top + 80, x1 - 26, table), s.p.tone(0.86), s.p.tone(0.62))
    for x in range(round(x0) + 70, round(x1) - 50, 62):
        _bunch(s, x, top + 96, near)
    figure(
        s,
        ((x0 + x1) / 2, table + 120),
        330 + 60 * near,
        "stand",
        dress(s, "hijab" if near == 1 else "peci", bright=near < 1),
    )
    color = s.p.pop if near == 1 else s.p.mid
    awning(s, (x0 - 20, top, x1 + 20, 105), (color, s.p.sun), 34)
    _fruit(s, (x0 + 30, x1 - 30, table))
    s.rect(x0 + 10, table, x1 - 10, table + 22, s.p.ink)
    s.fade(box(x0 + 24, table + 20, x1 - 24, table + 150), s.p.tone(0.66), s.p.tone(0.9))
    crates = max(3, int(width / 130))
    for index in range(crates):
        left = x0 + 34 + (width - 68) * index / crates
        s.rect(left, table + 34, left + (width - 68) / crates - 12, table + 138, s.p.tone(0.52))
        for slat in range(3):
            s.rect(
                left, table + 62 + slat * 28, left + (width - 68) / crates - 12, table + 67 + slat * 28, s.p.tone(0.85)
            )


def _bunch(s: Sheet, x: float, top: float, near: float) -> None:
    """A bunch of bananas or chillies that hangs under the awning."""
    deep = top + s.rng.uniform(26, 46)
    s.line([(x, top), (x, deep)], s.p.ink, 2.5)
    color = mix(s.p.sun, s.rng.choice((s.p.pop, s.p.mid)), 0.45 + 0.2 * near)
    for lean in (-15, -7, 1, 9, 16):
        tip = (x + lean * 1.3, deep + 44 - abs(lean) * 0.5)
        s.line(smooth([(x, deep), (x + lean * 1.5, deep + 22), tip], closed=False, steps=4), color, 8)


def _fruit(s: Sheet, span: tuple[float, float, float]) -> None:
    x0, x1, base = span
    heaps = max(3, int((x1 - x0) / 128))
    step = (x1 - x0) / heaps
    colors = (s.p.pop, mix(s.p.pop, s.p.sun, 0.55), mix(s.p.mid, s.p.low, 0.25), mix(s.p.pop, s.p.deep, 0.4), s.p.sun)
    for heap in range(heaps):
        color, r = colors[heap % len(colors)], step * 0.1
        for row in range(4):
            for index in range(5 - row):
                x = x0 + step * (heap + 0.5) + (index - (4 - row) / 2) * r * 1.9
                y = base - r * 0.8 - row * r * 1.55
                s.disc(x, y, r, color)
                s.tint(ring(x + r * 0.2, y + r * 0.2, r * 0.75), s.p.ink, (0.0, 0.35))
                s.disc(x - r * 0.3, y - r * 0.35, r * 0.2, mix(color, s.p.sun, 0.7))


def masjid_kota(s: Sheet, variant: int) -> None:
    """A great mosque among the roofs of a city, birds over its minarets."""
    nature.sky(s, 760)
    x, y = ((520, 330), (1030, 230), (750, 400), (1060, 210))[variant]
    nature.sun(s, x, y, (100, 56, 190, 58)[variant])
    nature.streaks(s, 400, mix(s.p.high, s.p.low, 0.6))
    skyline(s, 760, 260, 0.24, 0.2 if s.p.dark else 0)
    nature.mist(s, 770, 190, 0.65)
    _mosque(s, 750, 790)
    for height, depth in ((90, 0.8), (60, 1.0)):
        _roofs(s, 780 + (height < 80) * 110, height, depth)
    nature.palm(s, (250, 900), 330, -40, s.p.ink)
    nature.palm(s, (1290, 910), 260, 40, s.p.ink)
    nature.birds(s, 1010, 330, 7, 30)


def _dome(s: Sheet, x: float, base: float, r: float, colors: tuple[Color, Color]) -> None:
    shape = smooth(
        [
            (x - r * 0.86, base),
            (x - r * 1.02, base - r * 0.4),
            (x - r * 0.72, base - r * 0.95),
            (x - r * 0.2, base - r * 1.3),
            (x, base - r * 1.52),
            (x + r * 0.2, base - r * 1.3),
            (x + r * 0.72, base - r * 0.95),
            (x + r * 1.02, base - r * 0.4),
            (x + r * 0.86, base),
        ]
    )
    s.poly(shape, colors[0])
    s.stipple([point for point in shape if point[0] >= x], colors[1], (0.1, 0.95), True)
    s.line([(x, base - r * 1.5), (x, base - r * 1.95)], colors[1], max(2, r * 0.035))
    s.disc(x, base - r * 1.68, r * 0.06, colors[1])
    s.disc(x, base - r * 2.06, r * 0.13, s.p.sun)
    s.disc(x + r * 0.05, base - r * 2.1, r * 0.105, mix(s.p.high, s.p.low, 0.5))


def _minaret(s: Sheet, x: float, base: float, top: float) -> None:
    wall = s.p.tone(0.56)
    s.fade(box(x - 19, top + 60, x + 19, base), wall, s.p.tone(0.44))
    s.tint(box(x + 4, top + 60, x + 19, base), s.p.ink, (0.4, 0.1))
    for level in (top + 130, top + 290):
        s.poly([(x - 32, level), (x + 32, level), (x + 22, level + 22), (x - 22, level + 22)], s.p.tone(0.8))
    for level in (top + 80, top + 180, top + 350):
        s.poly(
            [*ring(x, level + 12, 7, 12, (180, 360)), (x + 7, level + 36), (x - 7, level + 36)],
            s.p.sun if s.p.dark else s.p.ink,
        )
    _dome(s, x, top + 64, 24, (s.p.pop, s.p.ink))


def _mosque(s: Sheet, x: float, base: float) -> None:
    for side in (-1, 1):
        _minaret(s, x + side * 330, base, 250)
        _minaret(s, x + side * 215, base, 370)
        _dome(s, x + side * 150, base - 165, 56, (s.p.mid, s.p.ink))
    _dome(s, x, base - 215, 132, (s.p.pop, s.p.ink))
    s.rect(x - 118, base - 232, x + 118, base - 150, s.p.tone(0.66))
    s.fade(box(x - 270, base - 166, x + 270, base + 20), s.p.tone(0.6), s.p.tone(0.42))
    s.rect(x - 280, base - 174, x + 280, base - 160, s.p.tone(0.82))
    glass = s.p.sun if s.p.dark else s.p.ink
    for index in range(-4, 5):
        px, r = x + index * 56, 17 if index else 24
        s.poly([*ring(px, base - 92, r, r * 1.5, (180, 360)), (px + r, base), (px - r, base)], glass)
    for index in range(-3, 4):
        s.poly(
            [
                *ring(x + index * 32, base - 200, 8, 14, (180, 360)),
                (x + index * 32 + 8, base - 178),
                (x + index * 32 - 8, base - 178),
            ],
            glass,
        )


def _roofs(s: Sheet, y: float, height: float, depth: float) -> None:
    x = -60.0
    color = s.p.tone(depth)
    while x < 1560:
        width = s.rng.uniform(120, 230)
        rise = height * s.rng.uniform(0.5, 1)
        s.poly(
            [
                (x, y),
                (x + width * 0.3, y - rise),
                (x + width * 0.7, y - rise),
                (x + width, y),
                (x + width, 1005),
                (x, 1005),
            ],
            color,
        )
        if s.rng.random() < 0.5:
            s.rect(x + width * 0.4, y + 26, x + width * 0.4 + 16, y + 48, mix(s.p.sun, s.p.pop, 0.2))
            s.rect(x + width * 0.4 + 24, y + 26, x + width * 0.4 + 40, y + 48, mix(s.p.sun, s.p.pop, 0.2))
        x += width * 0.82
    s.rect(0, y + 60, 1500, 1005, color) if depth == 1 else None
