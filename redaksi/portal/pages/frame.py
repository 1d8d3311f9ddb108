"""What stands around every page: masthead, menu, footer, head of the document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from django.contrib.staticfiles.storage import staticfiles_storage
from django.db.models import QuerySet
from django.templatetags.static import PrefixNode
from django.utils.translation import get_language

from redaksi.conf import config
from redaksi.newsroom.models import Identity
from redaksi.newsroom.standing import public_pages
from redaksi.portal.icons import masthead, tab_icon
from redaksi.portal.look import Look
from redaksi.portal.start import start
from redaksi.portal.styles import Sheet, sheet
from redaksi.stories import keys, queries
from redaksi.stories.fields import Fields
from redaksi.stories.listed import Listable
from redaksi.stories.models import AdSlot, Section
from redaksi.stories.pictures import SizeView
from redaksi.stories.prepared import Prepared
from redaksi.stories.present import CardView, House, LinkView, card
from redaksi.stories.rows import Rows

LOCALES: Final = {"id": "id_ID", "en": "en_GB"}


@dataclass(frozen=True, slots=True)
class Ground:
    """What every page is built on: who publishes, how the house writes, its rubrics, the moment.

    `standing` holds the slugs of the newsroom's standing pages that readers may see.
    """

    identity: Identity
    house: House
    sections: tuple[Section, ...]
    now: datetime
    look: Look
    ads: tuple[AdSlot, ...]
    standing: frozenset[str]

    @classmethod
    def load(
        cls, now: datetime, sections: Iterable[Section] | None = None, dressed: tuple[Identity, Look] | None = None
    ) -> Ground:
        """Read identity, advertisements, standing pages and rubrics (unless the `sections` are at hand) in one query.

        `dressed`: an identity and a look to show instead of those that are kept, for previews.
        """
        asked = _identity if sections is not None else _identity_with_sections
        identity = next(iter(asked(now)), None)
        if sections is None:
            sections = [Section(**row) for row in identity.section_rows] if identity else queries.sections()
        ads = queries.ads_of(identity.ad_rows) if identity else ()
        standing = identity.standing_rows if identity else public_pages().values("slug")
        identity, look = dressed or (identity or Identity(), None)
        public = frozenset(row["slug"] for row in standing)
        return cls(identity, House.of(identity), tuple(sections), now, look or Look.of(identity), ads, public)

    def page(self, slug: str) -> str:
        """The address of a standing page; empty where readers may not see one."""
        return f"/{slug}/" if slug in self.standing else ""

    def ads_at(self, place: str, section_id: int | None = None) -> list[AdSlot]:
        """What runs at `place` in a rubric (None: where no rubric is)."""
        return [ad for ad in self.ads if ad.place == place and ad.section_id in {None, section_id}]

    def cards(self, stories: Iterable[Listable], pictures: bool = True) -> tuple[CardView, ...]:
        """Cards of `stories`; with pictures only where `queries.with_renditions` has fetched their sizes."""
        return tuple(card(story, self.house, self.now, pictures) for story in stories)


def _kept(now: datetime) -> QuerySet[Identity]:
    rows = {"ad_rows": queries.ad_rows(now), "standing_rows": Rows(public_pages(), slug="slug")}
    return Identity.objects.select_related("logo", "icon").annotate(**rows)


_identity = Prepared(lambda now: _kept(now).order_by("pk")[:1])
_identity_with_sections = Prepared(lambda now: _kept(now).annotate(section_rows=queries.section_rows())[:1])


@dataclass(frozen=True, slots=True)
class MenuItem(Fields):
    name: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Head(Fields):
    """The head of the document; addresses are absolute, times ISO 8601, `json_ld` is escaped for a script element.

    `languages` are (code, address) of this page and its translations; `locale` is the page's own where it differs.
    """

    title: str
    description: str
    canonical: str
    robots: str = "max-image-preview:large"
    kind: str = "website"
    share_title: str = ""
    image: SizeView | None = None
    image_alt: str = ""
    published: str = ""
    modified: str = ""
    authors: tuple[str, ...] = ()
    section: str = ""
    tags: tuple[str, ...] = ()
    feed: str = ""
    locale: str = ""
    languages: tuple[tuple[str, str], ...] = ()
    oembed: str = ""
    json_ld: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame(Fields):
    """Masthead, menu and footer as every page shows them; `standing` as in `Ground`."""

    language: str
    locale: str
    brand: str
    tagline: str
    logo: SizeView | None
    icon: str
    menu: tuple[MenuItem, ...]
    socials: tuple[LinkView, ...]
    standing: frozenset[str]
    legal_name: str
    address: str
    phone: str
    phone_link: str
    fax: str
    email: str
    year: int
    style: Sheet
    script: str
    start: str
    preview: bool = False


class Shown(Protocol):
    """Any page's view-model: each has a frame and a head."""

    @property
    def frame(self) -> Frame: ...

    @property
    def head(self) -> Head: ...


@dataclass(frozen=True, slots=True)
class Answer:
    """A page ready to be rendered: its template and view-model, the surrogate keys of all it shows, its status.

    `stored` false means that no cache may keep it; `frames` are origins that may be framed after a reader's click.
    """

    template: str
    page: Shown
    keys: tuple[str, ...]
    status: int = 200
    stored: bool = True
    frames: tuple[str, ...] = ()


def frame(ground: Ground, styles: tuple[str, ...], current: int | None = None, preview: bool = False) -> Frame:
    """The frame of a page with the style parts `styles`; `current` is the rubric that the menu marks."""
    identity = ground.identity
    shown = [section for section in ground.sections if section.in_menu]
    language = (get_language() or "id").split("-")[0]
    return Frame(
        language=language,
        locale=LOCALES.get(language, "id_ID"),
        brand=identity.brand,
        tagline=identity.tagline,
        logo=masthead(identity.logo),
        icon=tab_icon(identity),
        menu=tuple(MenuItem(s.name, s.get_absolute_url(), s.pk == current) for s in shown),
        socials=tuple(LinkView(name, url) for name, url in identity.social_accounts),
        standing=ground.standing,
        legal_name=identity.legal_name,
        address=identity.postal_line,
        phone=identity.phone,
        phone_link="".join(c for c in identity.phone if c.isdigit() or c == "+"),
        fax=identity.fax,
        email=identity.email,
        year=ground.now.astimezone(ground.house.zone).year,
        style=sheet(ground.look, styles),
        script=static_url("portal/portal.js"),
        start=start().code,
        preview=preview,
    )


def listing_keys(*lists: Iterable[Listable]) -> tuple[str, ...]:
    """Keys of the stories that stand in lists on a page, each once."""
    return tuple(dict.fromkeys(keys.listed(story.pk) for stories in lists for story in stories))


def absolute(path: str) -> str:
    """`path` with the public address before it; an address with a scheme stays."""
    return path if path.startswith(("https://", "http://")) else config.public_url + path


def absolute_size(size: SizeView) -> SizeView:
    return SizeView(absolute(size.url), size.width, size.height)


def static_url(name: str) -> str:
    """The address of a static file; its plain one while the files have not been collected yet."""
    try:
        return str(staticfiles_storage.url(name))
    except ValueError:
        return f"{PrefixNode.handle_simple('STATIC_URL')}{name}"
