"""robots.txt, ads.txt and llms.txt: pure functions from settings to text.

Sources: RFC 9309 (robots), IAB Tech Lab ads.txt 1.1, llmstxt.org.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from redaksi.newsroom.models import Identity
from redaksi.newsroom.standing import WRITTEN
from redaksi.stories.models import Section
from redaksi.syndication.entries import absolute
from redaksi.syndication.models import CrawlerPolicy

PRIVATE: Final = ("/desk/", "/api/", "/cari", "/iklan/")
# Those that gather text to train models, by the names their makers publish.
TRAINING: Final = (
    *("GPTBot", "ClaudeBot", "anthropic-ai", "Google-Extended", "Applebot-Extended", "CCBot", "Bytespider"),
    *("meta-externalagent", "FacebookBot", "Amazonbot", "cohere-training-data-crawler", "Diffbot", "omgili"),
)
# Those that fetch a page to answer somebody's question, with its source.
ANSWERING: Final = (
    *("OAI-SearchBot", "ChatGPT-User", "Claude-SearchBot", "Claude-User", "PerplexityBot", "Perplexity-User"),
    *("DuckAssistBot", "MistralAI-User", "meta-externalfetcher"),
)
NO_SELLER: Final = "# No seller is authorized."


def robots(policy: str) -> str:
    """robots.txt under a `CrawlerPolicy`."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in PRIVATE), ""]
    refused = {CrawlerPolicy.SEARCH: TRAINING, CrawlerPolicy.NONE: (*TRAINING, *ANSWERING)}.get(
        CrawlerPolicy(policy), ()
    )
    if refused:
        lines += [*(f"User-agent: {name}" for name in refused), "Disallow: /", ""]
    lines += [f"Sitemap: {absolute('/sitemap.xml')}", f"Sitemap: {absolute('/sitemap-news.xml')}"]
    return "\n".join((*lines, ""))


def ads(text: str) -> str:
    """ads.txt: the newsroom's own lines, or that nobody sells its space."""
    return "\n".join(line.strip() for line in (text.strip() or NO_SELLER).splitlines()) + "\n"


def llms(identity: Identity, sections: Iterable[Section], standing: Collection[str] = WRITTEN) -> str:
    """llms.txt: who publishes, where the rubrics and feeds are, where the rules stand.

    `standing`: slugs of the standing pages that readers may see; others are not named.
    """
    lines = [f"# {identity.brand}", ""]
    if identity.tagline:
        lines += [f"> {identity.tagline}", ""]
    lines.append("## Rubrik")
    lines += [f"- [{section.name}]({absolute(section.get_absolute_url())})" for section in sections]
    written = {"Redaksi": "redaksi", "Pedoman Media Siber": "pedoman-media-siber", "Kontak": "kontak"}
    pages = {name: f"/{slug}/" for name, slug in written.items() if slug in standing} | {"Ralat": "/koreksi/"}
    lines += ["", "## Redaksi", *(f"- [{name}]({absolute(path)})" for name, path in pages.items())]
    feeds = {"RSS": "/rss.xml", "Atom": "/atom.xml", "JSON Feed": "/feed.json", "Sitemap": "/sitemap.xml"}
    lines += ["", "## Umpan", *(f"- [{name}]({absolute(path)})" for name, path in feeds.items())]
    return "\n".join((*lines, ""))
