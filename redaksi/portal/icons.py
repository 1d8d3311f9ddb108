"""The newsroom's marks: the logo over every page and the icon in a browser's tab, both inside the page itself so that
no reader waits for them, and the icon as a picture for home screens.
"""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Callable
from typing import Final
from urllib.parse import quote

from PIL import Image, ImageDraw, ImageFont

from redaksi.newsroom.models import Identity, Picture
from redaksi.portal.colour import PAPER, readable
from redaksi.stories.pictures import SizeView

LETTER: Final = 0.62  # of the icon's height
TAB: Final = 32  # pixels of the icon in a tab
COLOURS: Final = 16  # of that one, so that it weighs half a kilobyte
LARGEST_DRAWING: Final = 2_000  # bytes of a drawing that a page carries itself
FEW: Final = 8
_INSIDE: dict[tuple[int, str], str] = {}


def masthead(logo: Picture | None) -> SizeView | None:
    """The logo as it stands over every page: a small drawing as a data address, anything else by its own."""
    if logo is None:
        return None
    return SizeView(_drawing(logo) or logo.file.url, logo.width, logo.height)


def tab_icon(identity: Identity) -> str:
    """The address of the icon in a browser's tab; but for a large drawing it holds the icon itself."""
    icon = identity.icon
    if icon is None:
        return letter_icon(identity.brand, identity.accent)
    return (_drawing(icon) or icon.file.url) if icon.is_svg() else _small(icon)


def letter_icon(brand: str, accent: str) -> str:
    """A site icon made of the brand's first letter, as a data address."""
    svg = (
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'>"
        f"<path fill='{accent}' d='M0 0h8v8H0z'/>"
        "<text x='4' y='6' font-family='serif' font-size='6' text-anchor='middle' fill='#fff'>"
        f"{_initial(brand)}</text></svg>"
    )
    return data_address(svg)


def data_address(svg: str) -> str:
    """`svg` as an address that holds it whole."""
    return f"data:image/svg+xml,{quote(svg, safe=chr(39) + '=:/,;()')}"


def draw_icon(identity: Identity, size: int, colours: int = 0) -> bytes:
    """The uploaded icon on paper, or the brand's first letter on its accent, as PNG; `colours`: at most."""
    ground = Image.new("RGB", (size, size), PAPER)
    mark = _uploaded(identity.icon)
    if mark is None:
        _letter(ground, identity)
    else:
        mark.thumbnail((size, size))
        ground.paste(mark, ((size - mark.width) // 2, (size - mark.height) // 2), mark)
    buffer = io.BytesIO()
    (ground.quantize(colours) if colours else ground).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _drawing(picture: Picture) -> str:
    """A small drawing as a data address; empty where it is none, is large, or is lost."""
    return _inside(picture, _drawn) if picture.is_svg() else ""


def _small(icon: Picture) -> str:
    """The icon as a small PNG in a data address; its own address where it cannot be read."""
    return _inside(icon, _painted) or icon.file.url


def _inside(picture: Picture, make: Callable[[Picture], str]) -> str:
    """What `make` says of a picture, asked once: every page shows it."""
    # Another picture has another number or, if its file was replaced, another name.
    key = (picture.pk, picture.file.name)
    if key not in _INSIDE:
        if len(_INSIDE) >= FEW:
            _INSIDE.clear()
        _INSIDE[key] = make(picture)
    return _INSIDE[key]


def _drawn(picture: Picture) -> str:
    try:
        with picture.file.open("rb") as file:
            svg = file.read(LARGEST_DRAWING + 1)
        return data_address(svg.decode()) if len(svg) <= LARGEST_DRAWING else ""
    except (OSError, UnicodeDecodeError):
        return ""


def _painted(icon: Picture) -> str:
    if _uploaded(icon) is None:
        return ""
    data = draw_icon(Identity(icon=icon), TAB, COLOURS)
    return f"data:image/png;base64,{b64encode(data).decode()}"


def _uploaded(icon: Picture | None) -> Image.Image | None:
    """The icon's pixels; None where there is none, or one that cannot be read (a drawing, a lost file)."""
    if icon is None or icon.is_svg():
        return None
    try:
        with icon.file.open("rb") as file, Image.open(file) as picture:
            return picture.convert("RGBA")
    except OSError:
        return None


def _initial(brand: str) -> str:
    return next((c for c in brand if c.isalnum()), "R").upper()


def _letter(ground: Image.Image, identity: Identity) -> None:
    draw = ImageDraw.Draw(ground)
    draw.rectangle((0, 0, *ground.size), fill=readable(identity.accent, PAPER))
    font = ImageFont.load_default(ground.height * LETTER)
    draw.text((ground.width / 2, ground.height / 2), _initial(identity.brand), fill="#fff", font=font, anchor="mm")
