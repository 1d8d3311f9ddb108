"""Words in the desk's templates (`{{ warning|spoken }}`), and the bar of alarms above them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.contrib.humanize.templatetags.humanize import naturaltime
from django.template import Context
from django.utils import timezone
from django.utils.translation import gettext

from redaksi.desk import sentences
from redaksi.desk.alarms import killed_public
from redaksi.desk.permissions import may
from redaksi.desk.terms import KINDS, SEEN_FIRST, short_words_for
from redaksi.desk.watch import told
from redaksi.newsroom.roles import WRITE

register = template.Library()


@register.filter
def spoken(text: object) -> str:
    """What a reader or a rule said, in the language of the desk (`sentences.spoken`)."""
    return sentences.spoken(str(text))


@register.filter
def kind_word(kind: str) -> str:
    """What an item is, in a word."""
    return str(KINDS.get(kind, kind))


@register.filter
def named(names: dict[str, str], slug: str) -> str:
    """What `slug` is called, or the slug itself."""
    return names.get(slug, slug)


@register.filter
def forbidding(rights: list[dict[str, str]]) -> list[str]:
    """Of an item's terms those that a reader of the list must know, in a few words each."""
    return [short_words_for(right) for right in rights if right.get("flag") in SEEN_FIRST]


@register.inclusion_tag("desk/includes/alarms_here.html", takes_context=True)
def desk_alarm_bar(context: Context) -> dict[str, Any]:
    """Kills of public stories and what rules watch for, on top of every screen of who writes here."""
    request = context.get("request")
    here = request is not None and may(request.user, WRITE)
    if request is None or not here:
        return {"here": False}
    return {"here": True, "kills": killed_public(), **told(request)}


@register.filter
def ago(moment: datetime) -> str:
    """How long ago or ahead, by the minute: what looks again by itself is not to change with every second."""
    seconds = (timezone.now() - moment).total_seconds()
    if abs(seconds) < 60:
        return gettext("just now") if seconds >= 0 else gettext("in a moment")
    return str(naturaltime(moment))
