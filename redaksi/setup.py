"""Bringing a newsroom into being: database, static files, identity, first administrator."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import transaction
from django.utils.text import slugify

from redaksi import stamp
from redaksi.conf import config
from redaksi.delivery import outbox
from redaksi.delivery.affected import Purge
from redaksi.delivery.packing import pack
from redaksi.newsroom.models import Identity, User
from redaksi.portal.setup import create_standing_pages
from redaksi.stories import keys
from redaksi.stories.models import Section

#: Those that most newsrooms begin with; the desk renames, orders and removes them.
RUBRICS: Final = ("Nasional", "Daerah", "Ekonomi", "Dunia", "Olahraga")
Report = Callable[[str], object]


class AlreadyFounded(Exception):
    """There is a newsroom in this home already; nothing was changed."""


@dataclass(frozen=True, slots=True)
class IdentityAnswers:
    """What the Press Law wants to know before a newsroom goes public (R28, R29)."""

    brand: str
    legal_name: str
    address: str
    responsible_person: str
    email: str


def prepare(report: Report) -> None:
    """Bring the database and the static files under `REDAKSI_HOME` up to date; safe to repeat."""
    config.home.mkdir(parents=True, exist_ok=True)
    report("Preparing the database ...")
    call_command("migrate", interactive=False, verbosity=0)
    report("Preparing static files ...")
    call_command("collectstatic", interactive=False, verbosity=0)
    pack(Path(settings.STATIC_ROOT))
    # What was pressed with other templates, styles or another theme is pressed anew.
    outbox.post(Purge(frozenset({keys.EVERYTHING})))
    stamp.write(config.home)


def found_newsroom(answers: IdentityAnswers, username: str, rubrics: tuple[str, ...] = RUBRICS) -> str:
    """Make identity, standing pages, rubrics in menu order and the first administrator; returns a fresh password.

    Raises AlreadyFounded when this home has an account already, ValidationError for a rubric that cannot have an
    address of its own.
    """
    with transaction.atomic():
        if User.objects.exists():
            raise AlreadyFounded("there is a newsroom here already; its accounts are kept in the desk")
        identity = Identity.load()
        for name in IdentityAnswers.__slots__:
            setattr(identity, name, getattr(answers, name))
        identity.save()
        create_standing_pages(answers.brand)
        for order, name in enumerate(rubrics, start=1):
            section = Section(name=name[:60], slug=slugify(name)[:60], order=order)
            section.full_clean()
            section.save()
        return create_account(username, answers.responsible_person, ("admin", "pemimpin-redaksi"))


def create_account(username: str, full_name: str, roles: tuple[str, ...]) -> str:
    """Make a staff account with these roles (keys of `newsroom.roles`) and return its fresh password."""
    password = secrets.token_urlsafe(12)
    first, _, last = full_name.partition(" ")
    user = User.objects.create_user(username, password=password, first_name=first[:150], last_name=last[:150])
    user.groups.set(Group.objects.filter(name__in=roles))
    return password
