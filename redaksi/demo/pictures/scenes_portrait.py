"""Portraits without a face."""

from redaksi.demo.pictures.inks import Color, ink, mix
from redaksi.demo.pictures.shapes import Outline, box, place, ring, smooth
from redaksi.demo.pictures.sheet import Sheet

SKIN = ink("94634a")


def potret(s: Sheet, variant: int) -> None:
    """A head and shoulders without a face, before a disc and a batik ground."""
    s.fade(box(0, 0, 1500, 1000), s.p.high, mix(s.p.high, s.p.low, 0.7))
    _kawung(s)
    s.disc(750, 430, 372, mix(s.p.sun, s.p.low, 0.2))
    s.dots(ring(750, 430, 372), mix(s.p.low, s.p.mid, 0.4), (0.05, 0.65))
    skin = mix(SKIN, s.p.deep, 0.2)
    shoulders = smooth(
        [(360, 1040), (380, 860), (470, 770), (640, 716), (860, 716), (1030, 770), (1120, 860), (1140, 1040)], steps=6
    )
    s.fade(shoulders, (s.p.tone(0.8), s.p.pop, s.p.tone(0.72), s.p.mid)[variant], s.p.ink)
    s.poly(
        smooth([(672, 560), (828, 560), (836, 700), (880, 740), (750, 830), (620, 740), (664, 700)], steps=5),
        mix(skin, s.p.ink, 0.3),
    )
    face = smooth(
        [
            (750, 226),
            (856, 262),
            (882, 380),
            (862, 500),
            (808, 590),
            (750, 622),
            (692, 590),
            (638, 500),
            (618, 380),
            (644, 262),
        ],
        steps=6,
    )
    if variant == 1:
        _veil(s, face, skin)
        return
    s.poly(face, skin)
    s.tint([point for point in face if point[0] >= 750], s.p.ink, (0.12, 0.32))
    for side in (-1, 1):
        s.oval(750 + side * 134, 424, 20, 42, skin)
    collar = [(614, 730), (750, 860), (886, 730), (930, 752), (760, 1000), (740, 1000), (570, 752)]
    s.poly(collar, s.p.sun if variant != 3 else s.p.pop)
    _hair(s, variant)


def _kawung(s: Sheet) -> None:
    shade = mix(s.p.high, s.p.mid, 0.32)
    for row in range(9):
        for column in range(13):
            x, y = column * 130 - 20, row * 130 - 10
            for turn in (45, 135, 225, 315):
                petal = place(ring(0, -44, 19, 36), x, y, 1, turn)
                s.poly(petal, shade)
            s.disc(x + 65, y, 5, shade)


def _hair(s: Sheet, variant: int) -> None:
    if variant == 0:
        s.poly(
            smooth(
                [(622, 336), (630, 222), (650, 196), (750, 190), (850, 196), (870, 222), (878, 336), (750, 312)],
                steps=4,
            ),
            s.p.ink,
        )
        s.line([(650, 214), (850, 214)], mix(s.p.ink, s.p.mid, 0.4), 5)
        return
    crown = [
        (612, 400),
        (606, 290),
        (650, 200),
        (750, 168),
        (850, 200),
        (894, 290),
        (888, 400),
        (862, 330),
        (800, 290),
        (700, 300),
        (640, 330),
    ]
    if variant == 2:
        s.disc(750, 150, 78, s.p.ink)
        s.poly(smooth(crown, steps=5), s.p.ink)
        s.line([(690, 120), (830, 96)], s.p.sun, 8)
        return
    s.poly(smooth([*crown[:6], (900, 340), *crown[6:]], steps=5), s.p.ink)
    for x in (690, 810):
        s.line(ring(x, 412, 46, 38), s.p.sun, 7)
    s.line([(736, 408), (764, 408)], s.p.sun, 7)


def _veil(s: Sheet, face: Outline, skin: Color) -> None:
    veil = smooth(
        [
            (750, 172),
            (880, 214),
            (930, 370),
            (910, 560),
            (960, 760),
            (900, 930),
            (750, 985),
            (600, 930),
            (540, 760),
            (590, 560),
            (570, 370),
            (620, 214),
        ],
        steps=6,
    )
    s.fade(veil, mix(s.p.pop, s.p.sun, 0.35), mix(s.p.pop, s.p.ink, 0.25))
    inner = [(750 + (x - 750) * 0.86, 428 + (y - 428) * 0.9) for x, y in face]
    s.poly(inner, skin)
    s.tint([point for point in inner if point[0] >= 750], s.p.ink, (0.12, 0.32))
    for points in (
        ((640, 640), (750, 760), (880, 640)),
        ((600, 740), (760, 860), (910, 720)),
        ((620, 860), (740, 930), (880, 850)),
    ):
        s.line(smooth(points, closed=False), mix(s.p.pop, s.p.ink, 0.45), 4)
