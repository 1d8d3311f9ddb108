"""The story page and the notice that stands in its place when a story was withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _

from redaksi.accountability.models import Correction, Withdrawal
from redaksi.discovery import beside
from redaksi.portal import structured
from redaksi.portal.pages.advertisement import AdView, ad_view
from redaksi.portal.pages.frame import (
    LOCALES,
    Answer,
    Frame,
    Ground,
    Head,
    absolute,
    absolute_size,
    frame,
    listing_keys,
)
from redaksi.stories import keys, queries
from redaksi.stories.body import BodyPart, References, reference_ids
from redaksi.stories.dates import TimeView
from redaksi.stories.fields import Fields
from redaksi.stories.kinds import StoryKind
from redaksi.stories.models import AdSlot, Story
from redaksi.stories.pictures import PictureView
from redaksi.stories.present import CardView, LinkView, StoryView, read_also, references, whole

STYLES: Final = ("list", "story")
MEDIA: Final = ("gallery", "video")
PARAGRAPHS_BEFORE_AD: Final = 2


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A correction as it stands in the box on its story."""

    kind: str
    text: str
    time: TimeView


@dataclass(frozen=True, slots=True)
class StoryPage(Fields):
    """`opening` and `rest` are the body before and after the advertisement.

    `picture` or `video` stands at the head: a picture that its own gallery shows does not stand twice, and the first
    video of a video story stands there with its still, or the story's picture (`poster`).
    """

    frame: Frame
    head: Head
    story: StoryView
    picture: PictureView | None
    video: BodyPart | None
    poster: PictureView | None
    opening: tuple[BodyPart, ...]
    rest: tuple[BodyPart, ...]
    ad: AdView | None
    end_ad: AdView | None
    corrections: tuple[CorrectionView, ...]
    share: tuple[LinkView, ...]
    canonical: str
    report: str
    following: CardView | None = None
    related: tuple[CardView, ...] = ()
    recommended: tuple[CardView, ...] = ()
    others: tuple[CardView, ...] = ()
    popular: tuple[CardView, ...] = ()
    latest: tuple[CardView, ...] = ()


@dataclass(frozen=True, slots=True)
class WithdrawnPage:
    """Why a story was taken back; not a word of it (R20)."""

    frame: Frame
    head: Head
    reason: str
    explanation: str
    time: TimeView | None


def story_page(ground: Ground, story: Story) -> Answer:
    """The page of a public story (`queries.whole` with `links`) with everything around it."""
    also, inside = reference_ids(story.body.raw_data)
    gathered, shared, opened = beside.gather(story, ground.sections, also, ground.now)
    lists = beside.lists_of(story, gathered, shared, opened, ground.now)
    pictures = queries.with_pictures([story, *lists.recommended], inside)
    found = References({each.pk: read_also(each) for each in gathered if each.pk in also}, pictures)
    corrections = list(story.corrections.all()) if story.revised_at else []
    view = whole(story, ground.house, found, ground.now)
    page = replace(
        _page(ground, story, view, corrections),
        following=next(iter(ground.cards(lists.following, pictures=False)), None),
        related=ground.cards(lists.related, pictures=False),
        recommended=ground.cards(lists.recommended),
        others=ground.cards(lists.others, pictures=False),
        popular=ground.cards(lists.popular, pictures=False),
        latest=ground.cards(lists.latest, pictures=False),
    )
    around = (lists.following, lists.related, lists.recommended, lists.others, lists.popular, lists.latest)
    shown = listing_keys(*around)
    named = (*view.keys, keys.ADS, *shown, *(keys.listed(pk) for pk in sorted(also)))
    hosts = {part.player.host for part in view.body if part.player}
    return Answer("portal/story.html", page, named, frames=tuple(sorted(hosts)))


def preview_page(ground: Ground, story: Story) -> Answer:
    """A draft as readers would see it, without the lists around it."""
    return Answer("portal/story.html", preview_of(ground, story, view_of(story, ground)), (), stored=False)


def view_of(story: Story, ground: Ground) -> StoryView:
    """A draft's own parts as its page would show them."""
    return whole(story, ground.house, references([story], ground.now), ground.now)


def preview_of(ground: Ground, story: Story, view: StoryView) -> StoryPage:
    """The page of a draft, without lists and advertisements."""
    return _page(ground, story, view, [], preview=True)


def withdrawn_page(ground: Ground, story: Story, withdrawal: Withdrawal | None) -> Answer:
    """410 with the public reason; without a withdrawal the story's term has ended (agency rights)."""
    title = _("This story has been withdrawn") if withdrawal else _("This story is no longer available")
    head = Head(
        title=f"{title} - {ground.identity.brand}",
        description=title,
        canonical=absolute(story.get_absolute_url()),
        robots="noindex, noarchive",
    )
    page = WithdrawnPage(
        frame=frame(ground, ("list", "standing"), story.section_id),
        head=head,
        reason=str(withdrawal.get_reason_display()) if withdrawal else "",
        explanation=withdrawal.explanation if withdrawal else "",
        time=ground.house.time(withdrawal.withdrawn_at) if withdrawal else None,
    )
    return Answer("portal/withdrawn.html", page, (keys.story(story.pk),), status=410)


def share_links(url: str, title: str) -> tuple[LinkView, ...]:
    """Links that share a page without a script, in the order in which readers share."""
    return (
        LinkView("WhatsApp", f"https://wa.me/?{urlencode({'text': f'{title} {url}'})}"),
        LinkView("Facebook", f"https://www.facebook.com/sharer/sharer.php?{urlencode({'u': url})}"),
        LinkView("X", f"https://x.com/intent/post?{urlencode({'url': url, 'text': title})}"),
        LinkView("Telegram", f"https://t.me/share/url?{urlencode({'url': url, 'text': title})}"),
    )


def _page(
    ground: Ground,
    story: Story,
    view: StoryView,
    corrections: Sequence[Correction],
    preview: bool = False,
) -> StoryPage:
    video = next((part for part in view.body if part.kind == "video"), None) if view.kind == StoryKind.VIDEO else None
    body = tuple(part for part in view.body if part is not video)
    inside = {picture.src for part in body for picture in part.pictures}
    cut = _cut(body)
    places = (AdSlot.Place.STORY_BODY, AdSlot.Place.STORY_END)
    ads = [[] if preview else ground.ads_at(place, story.section_id) for place in places]
    canonical = absolute(view.url or "/")
    address = ground.identity.email
    subject = quote(f"{_('Error in a story')}: {view.headline} ({view.id})")
    return StoryPage(
        frame=frame(ground, _styles(view), story.section_id, preview),
        head=_head(ground, view, corrections, preview),
        story=view,
        picture=None if view.picture and view.picture.src in inside else view.picture,
        video=video,
        poster=(video.picture or view.picture) if video else None,
        opening=body[:cut],
        rest=body[cut:],
        ad=ad_view(ads[0], view.id) if cut < len(body) else None,
        end_ad=ad_view(ads[1], view.id),
        corrections=tuple(
            CorrectionView(str(c.get_kind_display()), c.text, ground.house.time(c.posted_at)) for c in corrections
        ),
        share=share_links(canonical, _share_title(view)),
        canonical=canonical,
        report=f"mailto:{address}?subject={subject}" if address else ground.page("kontak"),
    )


def _styles(view: StoryView) -> tuple[str, ...]:
    """Galleries and videos bring their own styles; other stories do not pay for them."""
    return (*STYLES, "media") if any(part.kind in MEDIA for part in view.body) else STYLES


def _languages(view: StoryView) -> tuple[tuple[str, str], ...]:
    """(code, address) of the story and its translations, for hreflang; nothing where there is only one language."""
    others = tuple((each.language, absolute(each.url)) for each in view.translations)
    return ((view.language, absolute(view.url)), *others) if others else ()


def _cut(body: tuple[BodyPart, ...]) -> int:
    """Where the advertisement stands: after the second paragraph, never before (DESIGN: it cuts no story's head)."""
    seen = 0
    for place, part in enumerate(body, start=1):
        seen += part.kind == "paragraph"
        if seen == PARAGRAPHS_BEFORE_AD:
            return place
    return len(body)


def _share_title(view: StoryView) -> str:
    """The headline as it travels: paid copy says so (R22)."""
    return f"[{view.label.upper()}] {view.headline}" if view.paid else view.headline


def _head(ground: Ground, view: StoryView, corrections: Sequence[Correction], preview: bool) -> Head:
    trail = (LinkView(ground.identity.brand, "/"), view.section, LinkView(view.headline, view.url))
    machine = (structured.article(ground, view, corrections), structured.breadcrumb(trail))
    return Head(
        title=f"{view.headline} - {ground.identity.brand}",
        description=view.deck or view.headline,
        canonical=absolute(view.url or "/"),
        robots="noindex" if preview else "max-image-preview:large",
        kind="article",
        share_title=_share_title(view),
        image=absolute_size(view.picture.share) if view.picture else None,
        image_alt=view.picture.alt if view.picture else "",
        published=view.published.iso,
        modified=view.revised.iso if view.revised else "",
        authors=tuple(absolute(byline.url) for byline in view.authors),
        section=view.section.name,
        tags=tuple(topic.name for topic in view.topics),
        feed=f"{view.section.url}rss.xml",
        locale=LOCALES.get(view.language, view.language.replace("-", "_")),
        languages=_languages(view),
        oembed="" if preview else absolute(f"/api/v1/oembed?{urlencode({'url': absolute(view.url)})}"),
        json_ld=() if preview else machine,
    )
