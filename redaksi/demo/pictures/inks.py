"""Inks and palettes: every picture is printed with six inks and the white of the sun."""

from typing import NamedTuple

Color = tuple[int, int, int]


def ink(code: str) -> Color:
    """Turn ``rrggbb`` into a colour. Raises ValueError when the code is not six hexadecimal digits."""
    digits = code.removeprefix("#")
    if len(digits) != 6:
        raise ValueError(f"not a colour of six hexadecimal digits: {code!r}")
    value = int(digits, 16)
    return value >> 16, value >> 8 & 255, value & 255


def mix(first: Color, second: Color, share: float) -> Color:
    """Mix two inks: ``share`` 0 gives the first, 1 the second."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


class Palette(NamedTuple):
    """The inks of one time of day, from the top of the sky to the darkest silhouette, and one accent."""

    high: Color
    low: Color
    sun: Color
    mid: Color
    deep: Color
    ink: Color
    pop: Color

    def tone(self, depth: float) -> Color:
        """The colour of a thing ``depth`` near: 0 melts into the horizon, 1 is the darkest silhouette."""
        stops = (self.low, self.mid, self.deep, self.ink)
        place = min(max(depth, 0.0), 0.9999) * 3
        step = int(place)
        return mix(stops[step], stops[step + 1], place - step)

    @property
    def warm(self) -> Color:
        """The warmer of accent and land: what reddens the disc of a sun."""
        return self.pop if self.pop[0] > self.pop[2] else self.mid

    @property
    def dark(self) -> bool:
        """Whether the sky is a night sky."""
        return sum(self.high) < 200


def _palette(codes: str) -> Palette:
    return Palette(*(ink(code) for code in codes.split()))


PALETTES: dict[str, Palette] = {
    name: _palette(codes)
    for name, codes in {
        "dawn_rose": "e8a598 fbe2c1 fff4df b97f89 624a6c 2a2340 e2502b",
        "dawn_mint": "9ac8bf f9e3c3 fff5df 62a096 2f6166 15323c e9633a",
        "dawn_gold": "efc37f fcebca fffaeb cd8d4f 744a3a 33231f 23807b",
        "dawn_lilac": "b5aed6 fbdcc9 fff3e2 8f83b5 514b82 24234a e8613f",
        "day_teal": "62b4b9 e6f0dc fff7e0 439185 1f5c5e 10333c f2603a",
        "day_blue": "72abd8 eef2e8 fff9e8 5487b0 284f7b 12263f f3a21b",
        "day_leaf": "b9d8ba f8f2d6 fffae6 80a853 3b6d42 1a392b e4552d",
        "day_clay": "f1d0a8 fbf0dd fffaef d38d60 8e4a3b 3a2028 1f7c8c",
        "dusk_coral": "453c70 f7926c ffe0ac 8f4b72 402b58 1b1533 ff5a45",
        "dusk_amber": "8a5566 f8b25d ffedc0 a9543f 5c2b38 26141f 2aa198",
        "dusk_violet": "53559a f6b9ae ffead3 7c63a0 3f3874 1a1a40 f97f55",
        "night_indigo": "0f1b3d 40609a ffe9ae 2d497d 192d59 0a1230 ffb03a",
        "night_teal": "08242d 2f7073 f8ecbe 20555c 11363f 061820 ff6b4a",
        "night_plum": "1c1334 74457c ffdcb6 4b3264 2b1d49 120b24 ff9d42",
    }.items()
}
