"""The form of a story, in the order in which a desk fills it in."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, Panel
from wagtail.admin.panels import PublishingPanel as SchedulePanel

from redaksi.desk import alarms
from redaksi.desk.preflight import check, newest_take, newest_version
from redaksi.desk.widgets import OneLine, PickMany, PickOne


class ReadPanel(Panel):
    """Something to read on the form; `template` gets the story and what `facts` says of it."""

    template = ""

    class BoundPanel(Panel.BoundPanel):
        @property
        def template_name(self) -> str:
            return str(self.panel.template)

        def is_shown(self) -> bool:
            return bool(self.instance.pk) and bool(self.panel.is_worth_showing(self.instance))

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context) or {}
            return {**context, "story": self.instance, **self.panel.facts(self.instance)}

    def is_worth_showing(self, story: Any) -> bool:
        return True

    def facts(self, story: Any) -> dict[str, Any]:
        return {}


class ChecklistPanel(ReadPanel):
    """What still stands in the way of publishing."""

    template = "desk/panels/checklist.html"

    def facts(self, story: Any) -> dict[str, Any]:
        return {"findings": check(story, story.go_live_at or timezone.now())}


class AlarmPanel(ReadPanel):
    """What the agency has taken back, corrected or said about the copy that the story was made of."""

    template = "desk/panels/alarms.html"

    def is_worth_showing(self, story: Any) -> bool:
        return bool(alarms.of_story(story))

    def facts(self, story: Any) -> dict[str, Any]:
        return {"alarms": alarms.of_story(story)}


class ProvenancePanel(ReadPanel):
    """Where the copy came from, as it was when it was taken."""

    template = "desk/panels/provenance.html"

    def is_worth_showing(self, story: Any) -> bool:
        return bool(story.provenance_guid)

    def facts(self, story: Any) -> dict[str, Any]:
        take = newest_take(story)
        now = newest_version(take.wire_item) if take else None
        return {"take": take, "newer": now if take and now and now.pk != take.wire_item_id else None}


class BesidePanel(ReadPanel):
    """What readers see beside the story, and what it could point to; asked for once the form is open."""

    template = "desk/panels/beside.html"


STORY_FORM = ObjectList(
    [
        AlarmPanel(heading=_("The agency says"), classname="desk-alarms"),
        ChecklistPanel(heading=_("Before publishing"), classname="desk-checklist"),
        FieldPanel("headline", classname="title", widget=OneLine(attrs={"placeholder": _("Headline")})),
        FieldPanel("deck", widget=OneLine()),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("section"), FieldPanel("kicker")]),
                FieldPanel("topics", widget=PickMany("topik")),
            ],
            heading=_("Place"),
        ),
        MultiFieldPanel(
            [
                InlinePanel(
                    "bylines",
                    panels=[FieldRowPanel([FieldPanel("person", widget=PickOne("orang")), FieldPanel("role")])],
                    label=_("byline"),
                ),
                FieldRowPanel([FieldPanel("editor", widget=PickOne("orang")), FieldPanel("dateline_city")]),
            ],
            heading=_("Names"),
        ),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_caption")], heading=_("Lead picture")),
        FieldPanel("body"),
        BesidePanel(heading=_("Read also and recommendations"), classname="collapsed"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("credit"), FieldPanel("source_line")]), ProvenancePanel()],
            heading=_("Credit and source"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("label")]),
                FieldPanel("embargo_until"),
                FieldPanel("notes"),
            ],
            heading=_("Kind, label, embargo and notes"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("slug"), FieldPanel("language")]),
                FieldPanel("translation_of", widget=PickOne("naskah")),
            ],
            heading=_("Address and language"),
            classname="collapsed",
        ),
        SchedulePanel(),
    ]
)
