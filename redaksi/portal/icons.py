"""The newsroom's marks: the logo over every page and the icon in a browser's tab, both inside the page itself so that
no reader waits for them, and the icon as a picture for home screens.
"""

from __future__ import annotations

import io
from base64 import b64encode
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
_SMALL: dict[tuple[int, str], str] = {}


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
    letter = next((c for c in brand if c.isalnum()), "R").upper()
    svg = (
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'>"
        f"<path fill='{accent}' d='M0 0h8v8H0z'/>"
        f"<text x='4' y='6' font-family='serif' font-size='6' text-anchor='middle' fill='#fff'>{letter}</text></svg>"
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
    if not picture.is_svg():
        return ""
    try:
        with picture.file.open("rb") as file:
            svg = file.read(LARGEST_DRAWING + 1)
        return data_address(svg.decode()) if len(svg) <= LARGEST_DRAWING else ""
    except (OSError, UnicodeDecodeError):
        return ""


def _small(icon: Picture) -> str:
    """The icon as a small PNG in a data address; its own address where it cannot be read."""
    # Another icon has another number or, if its file was replaced, another name.
    key = (icon.pk, icon.file.name)
    if key not in _SMALL:
        if len(_SMALL) >= FEW:
            _SMALL.clear()
        data = draw_icon(Identity(icon=icon), TAB, COLOURS) if _uploaded(icon) else b""
        _SMALL[key] = f"data:image/png;base64,{b64encode(data).decode()}" if data else ""
    return _SMALL[key] or icon.file.url


def _uploaded(icon: Picture | None) -> Image.Image | None:
    """The icon's pixels; None where there is none, or one that cannot be read (a drawing, a lost file)."""
    if icon is None or icon.is_svg():
        return None
    try:
        with icon.file.open("rb") as file, Image.open(file) as picture:
            return picture.convert("RGBA")
    except OSError:
        return None


def _letter(ground: Image.Image, identity: Identity) -> None:
    draw = ImageDraw.Draw(ground)
    draw.rectangle((0, 0, *ground.size), fill=readable(identity.accent, PAPER))
    letter = next((c for c in identity.brand if c.isalnum()), "R").upper()
    font = ImageFont.load_default(ground.height * LETTER)
    draw.text((ground.width / 2, ground.height / 2), letter, fill="#fff", font=font, anchor="mm")
