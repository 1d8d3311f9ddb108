"""The list of stories: newest work first, what is mine, what waits for me; nothing in it counts the archive."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import django_filters
from django.db.models import F, Q, QuerySet
from django.forms import RadioSelect
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.models import TaskState
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import IndexView

from redaksi.desk import alarms
from redaksi.desk.states import State, in_state, states_of
from redaksi.discovery.search import search
from redaksi.newsroom.models import User
from redaksi.stories.models import Section, Story

COUNTED: Final = 2000
"""Rows a list pages through; older ones are found by words, rubric and state."""
DRAFTS_SEARCHED: Final = 3000
FOUND: Final = 200

SCOPES: Final = (("saya", _("My stories")), ("menunggu", _("Waiting for me")))


class BoundedPaginator(WagtailPaginator):
    """Counts no further than `COUNTED`, so that a list costs the same at any size of the archive."""

    @cached_property
    def count(self) -> int:
        return int(self.object_list.order_by()[:COUNTED].count())

    @cached_property
    def items_count_label(self) -> str:
        if self.count >= COUNTED:
            return gettext("the newest %(count)s") % {"count": COUNTED}
        return str(super().items_count_label)


class StoryFilterSet(WagtailFilterSet):
    keadaan = django_filters.ChoiceFilter(
        label=_("State"), choices=State.choices, method="filter_state", widget=RadioSelect, empty_label=_("All")
    )
    section = django_filters.ModelChoiceFilter(
        label=_("Rubric"), queryset=Section.objects.all(), widget=RadioSelect, empty_label=_("All")
    )
    lingkup = django_filters.ChoiceFilter(
        label=_("Whose"), choices=SCOPES, method="filter_scope", widget=RadioSelect, empty_label=_("All")
    )

    class Meta:
        model = Story
        fields: list[str] = []

    def filter_state(self, stories: QuerySet[Story], name: str, value: str) -> QuerySet[Story]:
        return in_state(stories, value)

    def filter_scope(self, stories: QuerySet[Story], name: str, value: str) -> QuerySet[Story]:
        return mine(stories, self.request.user) if value == "saya" else waiting_for(stories, self.request.user)


def mine(stories: QuerySet[Story], user: User) -> QuerySet[Story]:
    """Stories that `user` began, signs or edits."""
    keys = Q(created_by=user)
    person = getattr(user, "person", None)
    if person is not None:
        keys |= Q(pk__in=person.bylines.values("story_id")) | Q(editor=person)
    return stories.filter(keys)


def waiting_for(stories: QuerySet[Story], user: User) -> QuerySet[Story]:
    """Stories that `user` can approve or return, and own ones that came back."""
    states = TaskState.objects.reviewable_by(user).values_list("revision__object_id", flat=True)
    keys = [int(pk) for pk in states if pk is not None]
    returned = in_state(Story.objects.filter(created_by=user), State.RETURNED).values_list("pk", flat=True)
    return stories.filter(pk__in=[*keys, *returned])


class StateColumn(Column):
    cell_template_name = "desk/cells/state.html"


class StoryListView(IndexView):
    filterset_class = StoryFilterSet
    paginator_class = BoundedPaginator
    results_template_name = "desk/story_results.html"
    search_fields = ("headline",)
    page_title = pgettext_lazy("desk", "Stories")
    default_ordering = None

    @cached_property
    def columns(self) -> list[Any]:
        headline = self._get_title_column("headline")
        # Sorting the archive by its headlines helps nobody and reads all of it.
        headline.sort_key = None
        return [
            headline,
            Column("section", label=_("Rubric"), accessor="section"),
            StateColumn("desk_state", label=_("State")),
            Column("names", label=_("Authors"), accessor=_names),
            DateColumn("updated", label=_("Updated"), accessor=_updated),
        ]

    def get_base_queryset(self) -> QuerySet[Story]:
        stories = Story.objects.select_related("section", "latest_revision", "created_by")
        stories = stories.defer("body", "notes", "latest_revision__content")
        return stories.prefetch_related("bylines__person")

    def order_queryset(self, queryset: QuerySet[Story]) -> QuerySet[Story]:
        return queryset.order_by(F("latest_revision_id").desc(nulls_last=True), "-pk")

    def search_queryset(self, queryset: QuerySet[Story]) -> QuerySet[Story]:
        if not self.is_searching:
            return queryset
        public = [hit.story_id for hit in search(self.search_query, order="newest", limit=FOUND)]
        drafts = Story.objects.order_by("-pk").values("pk")[:DRAFTS_SEARCHED]
        return queryset.filter(Q(pk__in=public) | Q(pk__in=drafts, headline__icontains=self.search_query))

    def get_table(self, object_list: Sequence[Story]) -> Any:
        states, ringing = states_of(object_list), alarms.of_stories(object_list)
        for story in object_list:
            story.desk_state = states[story.pk]  # type: ignore[attr-defined]
            story.desk_alarms = ringing.get(story.pk, [])  # type: ignore[attr-defined]
        return super().get_table(object_list)

    def get_edit_url(self, instance: Story) -> str | None:
        policy = policy_registry.get_by_type(Story)
        allowed = policy.user_has_permission_for_instance(self.request.user, "change", instance)
        return reverse(self.edit_url_name, args=[instance.pk]) if allowed else None

    def get_delete_url(self, instance: Story) -> str | None:
        policy = policy_registry.get_by_type(Story)
        allowed = policy.user_has_permission_for_instance(self.request.user, "delete", instance)
        return reverse(self.delete_url_name, args=[instance.pk]) if allowed else None

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        context["tabs"] = _tabs(self.request, self.index_url)
        return context


def _tabs(request: HttpRequest, url: str) -> list[dict[str, Any]]:
    chosen = request.GET.get("lingkup", "")
    return [
        {"label": label, "url": f"{url}?lingkup={key}" if key else url, "current": key == chosen}
        for key, label in (("", _("All stories")), *SCOPES)
    ]


def _names(story: Story) -> str:
    names = [byline.person.name for byline in story.bylines.all()]
    return ", ".join(names) or story.credit or (str(story.created_by) if story.created_by else "")


def _updated(story: Story) -> Any:
    return story.latest_revision.created_at if story.latest_revision else story.published_at or story.created_at
