"""The newsroom's accent made readable: contrast by WCAG 2.2 (1.4.3), a darker or lighter variant where it falls short.

Colours are `#rrggbb`; contrast is a ratio from 1 to 21.
"""

from __future__ import annotations

from colorsys import hls_to_rgb, rgb_to_hls
from typing import Final

PAPER: Final = "#fdfcf9"
NIGHT: Final = "#141311"
WANTED: Final = 5.0  # a little over AA's 4.5, so that small capitals stay clear on the tinted boxes too
STEPS: Final = 100


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(accent: str, ground: str) -> str:
    """`accent` itself, or the nearest shade of it with enough contrast on `ground`."""
    hue, lightness, saturation = rgb_to_hls(*_channels(accent))
    target = 0.0 if _luminance(ground) > 0.18 else 1.0
    for step in range(STEPS + 1):
        shade = _hex(hls_to_rgb(hue, lightness + (target - lightness) * step / STEPS, saturation))
        if contrast(shade, ground) >= WANTED:
            return shade
    return _hex((target, target, target))


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)


def _luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
