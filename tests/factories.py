"""Small real things for tests: each function makes one row with sensible Indonesian content."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from redaksi.newsroom.models import Person, Picture, User
from redaksi.stories.models import Byline, Place, Section, Story, Topic

_number = count(1)
PARAGRAPHS = (
    "Pemerintah kota memulai perbaikan jembatan gantung di tepi sungai pada awal pekan.",
    "Pekerjaan itu ditargetkan selesai sebelum musim hujan tiba, kata kepala dinas pekerjaan umum.",
    "Warga berharap jalan memutar sejauh tujuh kilometer tidak perlu ditempuh lagi.",
)


def make_section(name: str = "Dunia", **values: Any) -> Section:
    return Section.objects.get_or_create(slug=slugify(name), defaults={"name": name, **values})[0]


def make_topic(name: str = "Pakistan", **values: Any) -> Topic:
    return Topic.objects.get_or_create(slug=slugify(name), defaults={"name": name, **values})[0]


def make_person(name: str = "Ratna Wulandari", initials: str = "RWD", **values: Any) -> Person:
    return Person.objects.get_or_create(slug=slugify(name), defaults={"name": name, "initials": initials, **values})[0]


def make_user(username: str = "", **values: Any) -> User:
    return User.objects.create_user(username or f"akun{next(_number)}", password="kata-sandi-uji-7", **values)


def make_draft(headline: str = "", paragraphs: tuple[str, ...] = PARAGRAPHS, **values: Any) -> Story:
    """A complete story that could be published, with one byline and one editor."""
    number = next(_number)
    story = Story(
        headline=headline or f"Jembatan Gantung Nomor {number} Diperbaiki",
        deck=values.pop("deck", "Perbaikan jembatan ditargetkan selesai sebelum musim hujan."),
        section=values.pop("section", None) or make_section(),
        body=values.pop("body", None) or [{"type": "paragraph", "value": f"<p>{text}</p>"} for text in paragraphs],
        dateline_city=values.pop("dateline_city", "Banjarmasin"),
        editor=values.pop("editor", None) or make_person("Wira Adi", "WIR"),
        live=False,
        **values,
    )
    story.bylines.add(Byline(person=make_person()))
    story.save()
    return story


def publish(
    story: Story, at: datetime | None = None, topics: tuple[Topic, ...] = (), user: User | None = None
) -> Story:
    """Publish through the gate; `at` back-dates the public time as an import would."""
    if topics:
        story.topics.set(topics)
        story.save()
    story.save_revision(user=user).publish(user=user, skip_permission_checks=True)
    if at is not None:
        Story.objects.filter(pk=story.pk).update(published_at=at)
        Place.objects.filter(story=story).update(published_at=at)
    return Story.objects.get(pk=story.pk)


def make_story(headline: str = "", at: datetime | None = None, **values: Any) -> Story:
    """A published story."""
    topics = values.pop("topics", ())
    return publish(make_draft(headline, **values), at=at or timezone.now(), topics=topics)


def make_picture(title: str = "Jembatan", credit: str = "Redaksi/Uji", size: tuple[int, int] = (1200, 800)) -> Picture:
    from wagtail.images.tests.utils import get_test_image_file

    return Picture.objects.create(
        title=title, credit=credit, description="Jembatan gantung di atas sungai", file=get_test_image_file(size=size)
    )
