"""The marks of a demo site: a logotype as SVG and an icon."""

from html import escape

from PIL import Image, ImageDraw

from redaksi.demo.pictures.inks import Color, ink, mix

PAPER: Color = (253, 250, 243)
ICON, OVERSAMPLE = 512, 4
SERIF = "Charter, 'Sitka Text', Cambria, Georgia, serif"
LETTER, TALL = 27, 64


def _code(color: Color) -> str:
    return "#{:02x}{:02x}{:02x}".format(*color)


def draw_logo(brand: str, accent: str) -> str:
    """A logotype as a small SVG: a mark of three columns under a sun, and the name of the ``brand``.

    ``accent`` is six hexadecimal digits, with or without ``#``. The name takes the colour of the text around
    it, so the mark stands on paper and in the dark. Raises ValueError for a bad accent or an empty brand.
    """
    color = ink(accent)
    name = " ".join(brand.split())
    if not name:
        raise ValueError("a logotype needs the name of the brand")
    length = round(len(name) * LETTER * 0.62)
    width = TALL + 10 + length
    words = escape(name, quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {TALL}" role="img" aria-label="{words}">'
        f'<path fill="{_code(color)}" d="M4 4h56v56H4z"/>'
        f'<path fill="{_code(PAPER)}" d="M13 30h16v22h-16zM35 39h16v3.4h-16zM35 43.8h16v3.4h-16zM35 48.6h16v3.4h-16z'
        'M13 23.6a19 12.4 0 0 1 38 0z"/>'
        f'<text x="{TALL + 8}" y="43" textLength="{length}" lengthAdjust="spacingAndGlyphs" fill="currentColor" '
        f'font-family="{SERIF}" font-size="34" font-weight="700">{words}</text></svg>'
    )


def draw_icon(accent: str) -> Image.Image:
    """The mark alone as an RGB picture of 512 by 512 pixels, with room around it for round masks.

    Raises ValueError when ``accent`` is not six hexadecimal digits.
    """
    color = ink(accent)
    side = ICON * OVERSAMPLE
    icon = Image.new("RGB", (side, side), color)
    pen = ImageDraw.Draw(icon)
    shade = mix(color, (0, 0, 0), 0.16)
    pen.polygon([(0, side), (side, side), (side, side * 0.42)], fill=shade)

    def bar(x: float, y: float, wide: float, tall: float) -> None:
        pen.rectangle([v * side for v in (x, y, x + wide, y + tall)], fill=PAPER)

    pen.pieslice([v * side for v in (0.22, 0.2, 0.78, 0.62)], 180, 360, fill=PAPER)
    bar(0.22, 0.47, 0.24, 0.3)
    for line in range(3):
        bar(0.54, 0.59 + line * 0.07, 0.24, 0.04)
    bar(0.54, 0.47, 0.24, 0.08)
    return icon.resize((ICON, ICON), Image.Resampling.LANCZOS)
