"""What machines read in a page: schema.org as JSON-LD, escaped so that nothing in it can end its script element."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from redaksi.accountability.models import Correction
from redaksi.newsroom.models import Identity, Person
from redaksi.portal.pages.frame import Ground, absolute
from redaksi.stories.body import ReviewView
from redaksi.stories.kinds import BEST, Reviewed, StoryKind, seconds
from redaksi.stories.models import Topic
from redaksi.stories.pictures import PictureView
from redaksi.stories.present import BylineView, LinkView, StoryView

CONTEXT: Final = "https://schema.org"
OPINION: Final = "OpinionNewsArticle"
PAID: Final = "AdvertiserContentArticle"
KINDS: Final[dict[str, str]] = {
    StoryKind.ANALYSIS: "AnalysisNewsArticle",
    StoryKind.BACKGROUND: "BackgroundNewsArticle",
}
REVIEW: Final = "ReviewNewsArticle"
#: How schema.org names whoever made what is reviewed, by its type, and what they are; a restaurant has no such word.
MAKERS: Final[dict[str, tuple[str, str]]] = {
    Reviewed.BOOK: ("author", "Person"),
    Reviewed.MOVIE: ("director", "Person"),
    Reviewed.SERIES: ("director", "Person"),
    Reviewed.ALBUM: ("byArtist", "MusicGroup"),
    Reviewed.PLAY: ("creator", "PerformingGroup"),
    Reviewed.SOFTWARE: ("author", "Organization"),
    Reviewed.PRODUCT: ("brand", "Brand"),
    Reviewed.OTHER: ("creator", "Person"),
}

#: Kinds of topics that name somebody or some place.
THINGS: Final[dict[str, str]] = {
    Topic.Kind.COUNTRY: "Country",
    Topic.Kind.PERSON: "Person",
    Topic.Kind.ORGANISATION: "Organization",
    Topic.Kind.PLACE: "Place",
}


def dump(value: dict[str, Any]) -> str:
    """`value` as JSON-LD that may stand in a script element."""
    text = json.dumps({"@context": CONTEXT, **value}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def article(ground: Ground, story: StoryView, corrections: Iterable[Correction]) -> str:
    """The story as NewsArticle or the subtype of its label and kind; pictures and videos with it."""
    kind = _type(story)
    pictures = _pictures(ground, story)
    agency = story.credit or (story.source if story.source != ground.identity.brand else "")
    comments = [
        {"@type": "CorrectionComment", "text": c.text, "datePublished": ground.house.time(c.posted_at).iso}
        for c in corrections
    ]
    return dump(
        _filled(
            {
                "@type": kind,
                "@id": absolute(story.url),
                "mainEntityOfPage": _page(story, pictures),
                "headline": story.headline,
                "description": story.deck,
                "datePublished": story.published.iso,
                "dateModified": (story.revised or story.published).iso,
                "inLanguage": story.language,
                "articleSection": story.section.name,
                "keywords": [topic.name for topic in story.topics],
                **_subjects(story),
                **(_review(story) if kind == REVIEW else {}),
                "wordCount": story.words,
                # schema.org gives a dateline to news alone.
                "dateline": None if story.paid else story.dateline.rstrip(" -–—"),
                "author": _authors(ground.identity, story, agency),
                "editor": {"@type": "Person", "name": story.editor.name} if story.editor else None,
                "publisher": _publisher(ground.identity),
                "image": pictures[0] if len(pictures) == 1 else pictures,
                "video": _videos(story),
                "correction": comments,
                **_origin(ground, story, agency),
                "workTranslation": [{"@type": "NewsArticle", "@id": absolute(t.url)} for t in story.translations],
                "isAccessibleForFree": True,
            }
        )
    )


def _type(story: StoryView) -> str:
    """What is paid or opinion says so first; a review counts as one only where it says what it reviews."""
    if story.paid:
        return PAID
    if story.label_key == "opini":
        return OPINION
    if story.kind == StoryKind.REVIEW and _reviewed(story):
        return REVIEW
    return KINDS.get(story.kind, "NewsArticle")


def _reviewed(story: StoryView) -> ReviewView | None:
    return next((part.review for part in story.body if part.review), None)


def _review(story: StoryView) -> dict[str, Any]:
    """What a review is about, and its mark where it gives one."""
    view = _reviewed(story)
    if view is None:
        return {}
    item: dict[str, Any] = {"@type": view.kind, "name": view.name}
    if view.maker and view.kind in MAKERS:
        word, what = MAKERS[view.kind]
        item[word] = {"@type": what, "name": view.maker}
    mark = {"@type": "Rating", "ratingValue": view.rating, "bestRating": BEST, "worstRating": 1}
    return {"itemReviewed": item, "reviewRating": mark if view.rating else None}


def _subjects(story: StoryView) -> dict[str, Any]:
    """Topics that headline or deck name, and themes, are what a story is about; the others it mentions."""
    found: dict[str, list[dict[str, Any]]] = {"about": [], "mentions": []}
    said = f"{story.headline} {story.deck}".casefold()
    for topic in story.topics:
        thing = {"@type": THINGS.get(topic.kind, "Thing"), "name": topic.name, "url": absolute(topic.url)}
        is_central = topic.kind not in THINGS or topic.name.casefold() in said
        found["about" if is_central else "mentions"].append(thing)
    return found


def _pictures(ground: Ground, story: StoryView) -> list[dict[str, Any]]:
    """The lead picture and those of galleries, none twice."""
    shown = [each for part in story.body for each in part.pictures]
    lead = [story.picture] if story.picture and story.picture.src not in {each.src for each in shown} else []
    return [picture(ground, each) for each in (*lead, *shown)]


def _origin(ground: Ground, story: StoryView, agency: str) -> dict[str, Any]:
    """Whose words they are: an agency's stay the agency's, with a way to the original."""
    ours = {"@id": absolute("/#redaksi")}
    return {
        "creditText": story.credit or story.source,
        "sourceOrganization": {"@type": "Organization", "name": agency} if agency else None,
        "isBasedOn": story.credit_url,
        "copyrightHolder": {"@type": "Organization", "name": agency} if agency else ours,
        "copyrightYear": int(story.published.iso[:4]),
        "publishingPrinciples": _policy(ground, "pedoman-media-siber"),
    }


def breadcrumb(links: Iterable[LinkView]) -> str:
    """The way down to a page, from the front."""
    items = [
        {"@type": "ListItem", "position": place, "name": link.name, "item": absolute(link.url)}
        for place, link in enumerate(links, start=1)
    ]
    return dump({"@type": "BreadcrumbList", "itemListElement": items})


def website(identity: Identity, language: str) -> str:
    """The site, who publishes it and how it is searched."""
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": absolute("/cari?q={words}")},
        "query-input": "required name=words",
    }
    values = {"@type": "WebSite", "@id": absolute("/#situs"), "url": absolute("/"), "name": identity.brand}
    about = {"description": identity.tagline, "inLanguage": language, "publisher": {"@id": absolute("/#redaksi")}}
    return dump(_filled({**values, **about, "potentialAction": search}))


def profile(ground: Ground, person: Person, url: str, portrait: PictureView | None) -> str:
    """The page of somebody who is named in bylines, with the accounts that are theirs as well."""
    values = {
        "@type": "Person",
        "@id": absolute(f"{url}#orang"),
        "name": person.name,
        "url": absolute(url),
        "jobTitle": person.position,
        "description": person.bio,
        "email": person.email,
        "image": picture(ground, portrait) if portrait else None,
        "sameAs": [address for _, address in person.social_accounts],
        "worksFor": {"@id": absolute("/#redaksi")},
    }
    return dump({"@type": "ProfilePage", "@id": absolute(url), "mainEntity": _filled(values)})


def organisation(ground: Ground) -> str:
    """The newsroom with the policies it publishes (R29): those whose pages readers may see."""
    identity, guidelines = ground.identity, _policy(ground, "pedoman-media-siber")
    return dump(
        _filled(
            {
                **_publisher(identity),
                "legalName": identity.legal_name,
                "slogan": identity.tagline,
                "address": identity.postal_line,
                "telephone": identity.phone,
                "faxNumber": identity.fax,
                "email": identity.email,
                "foundingDate": str(identity.founded) if identity.founded else "",
                "sameAs": [url for _, url in identity.social_accounts],
                "publishingPrinciples": guidelines,
                "ethicsPolicy": guidelines,
                "verificationFactCheckingPolicy": guidelines,
                "correctionsPolicy": absolute("/koreksi/"),
                "masthead": _policy(ground, "redaksi"),
                "ownershipFundingInfo": _policy(ground, "tentang"),
                "actionableFeedbackPolicy": _policy(ground, "kontak"),
            }
        )
    )


def picture(ground: Ground, view: PictureView) -> dict[str, Any]:
    """A picture with its credit, as ImageObject."""
    size = view.share
    return _filled(
        {
            "@type": "ImageObject",
            "url": absolute(size.url),
            "contentUrl": absolute(size.url),
            "width": size.width,
            "height": size.height,
            "caption": view.caption,
            "description": view.alt,
            "creditText": view.credit,
            "copyrightNotice": view.credit,
            "acquireLicensePage": _policy(ground, "kontak"),
        }
    )


def _page(story: StoryView, pictures: list[dict[str, Any]]) -> Any:
    """The page that is about the story: a gallery's page says so."""
    if story.kind == StoryKind.PHOTO and len(pictures) > 1:
        return {"@type": "ImageGallery", "@id": absolute(story.url), "name": story.headline}
    return absolute(story.url)


def _videos(story: StoryView) -> list[dict[str, Any]]:
    """Videos that have a still of their own or the story's; without one there is nothing honest to say of them."""
    found = []
    for part in story.body:
        still = part.picture or story.picture
        if part.kind == "video" and still:
            length = seconds(part.role)
            video = {
                "@type": "VideoObject",
                "name": part.text,
                "description": story.deck or part.text,
                "thumbnailUrl": absolute(still.share.url),
                "uploadDate": story.published.iso,
                "duration": f"PT{length // 60}M{length % 60}S" if length else "",
                "embedUrl": part.player.url if part.player else "",
                "url": part.url,
                "creditText": part.speaker,
            }
            found.append(_filled(video))
    return found


def _authors(identity: Identity, story: StoryView, agency: str) -> list[dict[str, Any]]:
    """Who wrote it: the people named, else the agency whose copy it is, else the newsroom."""
    if story.authors:
        return [_author(byline) for byline in story.authors]
    return [{"@type": "Organization", "name": agency}] if agency else [_publisher(identity)]


def _author(byline: BylineView) -> dict[str, Any]:
    return {"@type": "Person", "name": byline.name, "url": absolute(byline.url)}


def _policy(ground: Ground, slug: str) -> str:
    """The public address of a standing page; empty where readers would find none."""
    path = ground.page(slug)
    return absolute(path) if path else ""


def _publisher(identity: Identity) -> dict[str, Any]:
    logo = {"@type": "ImageObject", "url": absolute(identity.logo.file.url)} if identity.logo else None
    values = {"@type": "NewsMediaOrganization", "@id": absolute("/#redaksi"), "name": identity.brand}
    return _filled({**values, "url": absolute("/"), "logo": logo})


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [])}
