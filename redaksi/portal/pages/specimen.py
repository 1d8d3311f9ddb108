"""The living style page: every part with its real template and styles, filled with words of its own; asks no story."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Final
from urllib.parse import quote

from django.utils.translation import gettext as _

from redaksi.portal.look import Look
from redaksi.portal.pages import story as story_pages
from redaksi.portal.pages.advertisement import AdView
from redaksi.portal.pages.frame import Answer, Ground
from redaksi.portal.pages.front import BreakingView
from redaksi.portal.pages.lists import Pager
from redaksi.portal.pages.story import CorrectionView, StoryPage
from redaksi.portal.styles import sheet
from redaksi.stories.body import BodyPart, ReadAlso, ReviewView
from redaksi.stories.models import Story
from redaksi.stories.pictures import PictureView, SizeView
from redaksi.stories.present import BylineView, CardView, LinkView, StoryView

STYLES: Final = ("list", "pages", "front", "search", "story")
LINE: Final = "Kapal perintis kembali melayari pulau-pulau terluar setelah tiga pekan tertahan cuaca di Laut Banda"
DRAWING: Final = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 3 2'><path fill='#7d98a8' d='M0 0h3v2H0z'/>"
    "<path fill='#3d5a6b' d='M0 1.3 1 .8l.7.4L2.4.7 3 1v1H0z'/></svg>"
)


@dataclass(frozen=True, slots=True)
class Sizes:
    """A card's size by its name in the styles, with and without picture."""

    name: str
    with_picture: CardView
    without: CardView


@dataclass(frozen=True, slots=True)
class Specimen(StoryPage):
    """A story page with all that stands on other pages before it."""

    breaking: BreakingView | None = None
    sizes: tuple[Sizes, ...] = ()
    labelled: CardView | None = None
    pager: Pager | None = None
    query: str = ""


def specimen_page(ground: Ground, look: Look) -> Answer:
    """The style page in a look."""
    view = _story(ground)
    page = story_pages.preview_of(ground, Story(section=None), view)
    own = _own_words(ground)
    lines = tuple(replace(_card(ground), id=number) for number in range(1, 4))
    specimen = Specimen(
        **{each.name: getattr(page, each.name) for each in fields(StoryPage)} | own,
        breaking=BreakingView(LINE, "#"),
        sizes=tuple(Sizes(name, _card(ground, picture=True), _card(ground)) for name in ("lead", "second", "row")),
        labelled=replace(_card(ground), label=_("advertorial"), paid=True),
        pager=Pager(2, "#", "#", archive=False),
    )
    shown = replace(
        specimen,
        frame=replace(page.frame, style=sheet(look, STYLES)),
        popular=lines,
        latest=lines,
        recommended=tuple(replace(_card(ground, picture=True), id=number) for number in range(4)),
        others=lines,
        related=lines,
        following=lines[0],
    )
    return Answer("portal/specimen.html", shown, (), stored=False)


def _own_words(ground: Ground) -> dict[str, object]:
    time = ground.house.time(ground.now)
    return {
        "ad": AdView(1, LINE, "#"),
        "end_ad": AdView(2, "", "", frame="about:blank", size=SizeView("", 320, 100), instead=AdView(3, LINE, "#")),
        "corrections": (CorrectionView(_("Correction"), LINE, time),),
    }


def _picture() -> PictureView:
    size = SizeView(f"data:image/svg+xml,{quote(DRAWING, safe=chr(39) + ' =:/')}", 1200, 800)
    return PictureView(size, (), size, LINE, LINE, "REDAKSI/Nama", made_by_ai=False)


def _card(ground: Ground, picture: bool = False) -> CardView:
    time = ground.house.time(ground.now)
    section = LinkView("Rubrik", "#")
    return CardView(0, LINE, "#", "Kicker", LINE, section, time, "", False, _picture() if picture else None)


def _story(ground: Ground) -> StoryView:
    time = ground.house.time(ground.now)
    name = BylineView("Nama Penulis", "#", "author", "npn")
    return replace(
        story_pages.view_of(Story(headline=LINE, deck=LINE, kicker="Kicker"), ground),
        url="#",
        section=LinkView("Rubrik", "#"),
        label=_("opinion"),
        bylines=(name,),
        editor=BylineView("Nama Editor", "#", "editor", "edt"),
        published=time,
        revised=time,
        picture=_picture(),
        body=_body(ground),
        closing="(npn/edt)",
        source="Kantor Berita",
        credit="Kantor Berita Lain",
        topics=(LinkView("Topik", "#"), LinkView("Topik lain", "#")),
        words=400,
    )


def _body(ground: Ground) -> tuple[BodyPart, ...]:
    text = f"{LINE}. <a href='#'>Tautan</a> dan <b>kata tebal</b>, lalu <i>kata miring</i>."
    return (
        BodyPart("paragraph", html=text, dateline=ground.house.dateline("Ambon", "")),
        BodyPart("paragraph", html=text),
        BodyPart("quote", text=LINE, speaker="Nama Pembicara", role="nakhoda"),
        BodyPart("heading", text="Judul kecil di dalam berita"),
        BodyPart("paragraph", html=text),
        BodyPart("baca_juga", also=ReadAlso(LINE, "#")),
        BodyPart("picture", picture=_picture()),
        BodyPart("list", items=("Butir pertama", "Butir kedua")),
        BodyPart("table", text="Jadwal kapal", head=("Pelabuhan", "Tiba"), rows=(("Tual", "06.00"), ("Dobo", "14.30"))),
        BodyPart("fact_box", text="Fakta singkat", items=("Dua belas pelabuhan", "Sembilan hari")),
        BodyPart("review", text=LINE, review=ReviewView("Book", _("book"), LINE, "Nama Penulis", 4)),
        BodyPart("embed", text="Video perjalanan", url="#"),
    )
