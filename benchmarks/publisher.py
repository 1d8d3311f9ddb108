"""A desk of one: publishes a new story for each empty line it reads and says, as JSON, what and when it was
acknowledged; for a line with a list of numbers it gives the addresses of those stories."""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import django

django.setup()

from redaksi.newsroom.models import Person  # noqa: E402 - models are there after setup
from redaksi.stories.models import Byline, Section, Story  # noqa: E402


def draft(number: int) -> Story:
    """A story that could go out, with a headline of its own."""
    sections = list(Section.objects.order_by("order")[:4])
    story = Story(
        headline=f"Terbitan {time.time_ns()} Diukur",
        deck="Ukuran waktu dari terbit sampai terlihat.",
        section=sections[number % len(sections)],
        body=[{"type": "paragraph", "value": f"<p>{'Kalimat percobaan yang cukup panjang. ' * 8}</p>"}] * 8,
        live=False,
    )
    story.bylines.add(Byline(person=Person.objects.order_by("pk")[number % 20]))
    story.save()
    return story


def publish(story: Story) -> dict[str, Any]:
    began = time.monotonic()
    story.save_revision().publish()
    acknowledged = time.monotonic()
    rubric = story.section.get_absolute_url() if story.section else "/"
    places = {"page": story.get_absolute_url(), "front": "/", "rubric": rubric, "feed": "/rss.xml"}
    return {
        "headline": story.headline,
        "acknowledged": acknowledged,
        "took": acknowledged - began,
        "addresses": places,
    }


def addresses(numbers: list[int]) -> list[str]:
    """Addresses of the stories `numbers`, in their order."""
    found: dict[int, str] = {}
    for start in range(0, len(numbers), 500):
        rows = Story.objects.filter(pk__in=numbers[start : start + 500]).select_related("section").defer("body")
        found |= {story.pk: story.get_absolute_url() for story in rows}
    return [found[number] for number in numbers if number in found]


def main() -> None:
    """Answer until the pipe closes; the draft of the next publish is written before it is asked for."""
    number, story = 0, draft(0)
    print("{}", flush=True)
    for line in sys.stdin:
        if line.strip():
            print(json.dumps({"addresses": addresses(json.loads(line))}), flush=True)
            continue
        print(json.dumps(publish(story)), flush=True)
        number += 1
        story = draft(number)


if __name__ == "__main__":
    main()
