"""Accounts that a person has elsewhere: one address a line, on services that readers know. Pure but for messages."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

#: Host (or the end of one) -> what readers call the service.
SERVICES: Final = {
    "x.com": "X",
    "twitter.com": "X",
    "instagram.com": "Instagram",
    "facebook.com": "Facebook",
    "threads.net": "Threads",
    "threads.com": "Threads",
    "linkedin.com": "LinkedIn",
    "youtube.com": "YouTube",
    "tiktok.com": "TikTok",
    "t.me": "Telegram",
    "bsky.app": "Bluesky",
    "mastodon.social": "Mastodon",
    "orcid.org": "ORCID",
    "scholar.google.com": "Google Scholar",
}
MOST: Final = 8
_PATH: Final = re.compile(r"/[\w@.~%+/-]*[\w~-]/?", re.ASCII)


def accounts(text: str) -> tuple[tuple[str, str], ...]:
    """(service, address) for each line of `text` that is an account, in order, each address once."""
    lines = dict.fromkeys(line.strip() for line in text.splitlines())
    return tuple((name, line) for line in lines if (name := service(line)))


def service(address: str) -> str:
    """The service that an https address of an account belongs to; empty for any other address."""
    try:
        parts = urlsplit(address)
        host, plain = parts.hostname or "", parts.port is None and "@" not in parts.netloc
    except ValueError:
        return ""
    # Google Scholar alone tells people apart by what is asked.
    named = _PATH.fullmatch(parts.path) is not None and not re.search(r"[^\w=&.-]", parts.query, re.ASCII)
    if parts.scheme != "https" or not plain or not named or parts.fragment:
        return ""
    bare = host.removeprefix("www.").removeprefix("m.").removeprefix("id.")
    return SERVICES.get(bare, "")


def validate_accounts(text: str) -> None:
    """Raises ValidationError, naming the line, where one is no https address of a known service, or there are many."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST:
        raise ValidationError(_("No more than %(most)d accounts."), params={"most": MOST})
    for line in lines:
        if not service(line):
            raise ValidationError(
                _("“%(line)s” is not an account that readers know: write its whole address, as https://x.com/name."),
                params={"line": line[:100]},
            )
