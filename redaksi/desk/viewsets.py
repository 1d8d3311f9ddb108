"""The desk's screens for each kind of thing, registered in `wagtail_hooks`."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from redaksi.desk import story_views
from redaksi.desk.ad_screens import AdCreateView, AdEditView, AdIndexView
from redaksi.desk.permissions import may
from redaksi.desk.story_list import BoundedPaginator, StoryListView
from redaksi.desk.story_panels import STORY_FORM
from redaksi.desk.widgets import PickOne
from redaksi.discovery.search import search
from redaksi.newsroom.models import Person
from redaksi.newsroom.roles import FRONT, IDENTITY
from redaksi.stories.models import AdSlot, BreakingNotice, Section, Story, Topic


class StorySearchForm(BaseFilterForm):
    """Words to look for among what readers can see: only that is worth pointing at."""

    q = forms.CharField(label=_("Search"), widget=forms.TextInput(attrs={"placeholder": _("Words")}), required=False)

    def filter(self, objects: QuerySet[Story]) -> QuerySet[Story]:
        objects = super().filter(objects)
        self.search_query = self.cleaned_data.get("q") or None
        if not self.search_query:
            return objects
        self.is_searching = True
        return objects.filter(pk__in=[hit.story_id for hit in search(self.search_query, order="newest", limit=50)])


class _PublicStories:
    """The chooser offers public stories, newest first, and never counts the archive."""

    filter_form_class = StorySearchForm
    paginator_class = BoundedPaginator

    def get_object_list(self) -> QuerySet[Story]:
        return Story.objects.public().defer("body", "notes").order_by("-published_at", "-pk")


class StoryChooseView(_PublicStories, ChooseView):
    pass


class StoryChooseResultsView(_PublicStories, ChooseResultsView):
    pass


class StoryChooser(SnippetChooserViewSet):
    choose_view_class = StoryChooseView
    choose_results_view_class = StoryChooseResultsView
    choose_one_text = _("Choose a story")
    choose_another_text = _("Choose another story")


class StoryViewSet(SnippetViewSet):
    model = Story
    icon = "doc-full"
    menu_label = pgettext_lazy("desk", "Stories")
    menu_name = "stories"
    menu_order = 110
    add_to_admin_menu = True
    base_url_path = "naskah"
    list_per_page = 40
    copy_view_enabled = False
    edit_handler = STORY_FORM
    edit_template_name = "desk/story_edit.html"
    create_template_name = "desk/story_create.html"
    chooser_viewset_class = StoryChooser
    index_view_class = StoryListView
    add_view_class = story_views.StoryCreateView
    edit_view_class = story_views.StoryEditView
    delete_view_class = story_views.StoryDeleteView
    usage_view_class = story_views.StoryUsageView
    history_view_class = story_views.StoryHistoryView
    revisions_view_class = story_views.StoryRevisionView
    revisions_compare_view_class = story_views.StoryCompareView
    unpublish_view_class = story_views.StoryUnpublishView
    workflow_action_view_class = story_views.StoryWorkflowActionView
    workflow_history_view_class = story_views.StoryWorkflowHistoryView
    workflow_history_detail_view_class = story_views.StoryWorkflowDetailView
    confirm_workflow_cancellation_view_class = story_views.ConfirmCancellationView

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_index_view_kwargs(**kwargs),
            "results_template_name": StoryListView.results_template_name,
            "paginator_class": StoryListView.paginator_class,
            "filterset_class": StoryListView.filterset_class,
            "search_fields": StoryListView.search_fields,
            "default_ordering": None,
            "queryset": None,
        }


class FigureColumn(Column):
    """A value that says nothing without its name, which a phone shows beside it; it can be sorted by."""

    cell_template_name = "desk/cells/figure.html"

    def __init__(self, name: str, label: Any) -> None:
        super().__init__(name, label=label, accessor=name, sort_key=name)


class YesNoColumn(FigureColumn):
    """Yes or no in the desk's language."""

    cell_template_name = "desk/cells/yes_no.html"


class SectionViewSet(ModelViewSet):
    model = Section
    icon = "folder"
    url_prefix = "rubrik"
    name = "rubrik"
    ordering = ["order", "name"]
    list_display = ["name", "slug", "order", YesNoColumn("in_menu", capfirst(_("shown in the menu")))]
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("slug")]),
        FieldPanel("description"),
        FieldRowPanel([FieldPanel("order"), FieldPanel("in_menu")]),
        FieldPanel("presentation"),
    ]
    copy_view_enabled = False


class TopicViewSet(ModelViewSet):
    model = Topic
    icon = "tag"
    name = "topik"
    list_display = ["name", "kind"]
    list_filter = ["kind"]
    search_fields = ["name"]
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("kind")]),
        FieldPanel("slug"),
        FieldPanel("description"),
    ]
    copy_view_enabled = False


class PersonViewSet(ModelViewSet):
    model = Person
    icon = "user"
    name = "orang"
    list_display = ["name", "initials", "position", YesNoColumn("on_masthead", capfirst(_("shown on the masthead")))]
    list_filter = ["on_masthead"]
    search_fields = ["name", "initials"]
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("initials")]),
        FieldRowPanel([FieldPanel("position"), FieldPanel("email")]),
        FieldPanel("bio"),
        FieldPanel("accounts", widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"})),
        FieldPanel("portrait"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("on_masthead"), FieldPanel("masthead_order")]),
                FieldPanel("account"),
                FieldPanel("slug"),
            ],
            heading=_("Masthead, account and address"),
        ),
    ]
    copy_view_enabled = False


class ActMenuItem(MenuItem):
    """A menu item for those who may do `act`."""

    act = FRONT

    def is_shown(self, request: HttpRequest) -> bool:
        return may(request.user, self.act)


class LookMenuItem(ActMenuItem):
    act = IDENTITY


class FrontScreen(ViewSet):
    """The screen on which fronts are arranged (`front_views`), in the menu."""

    name = "halaman-depan-menu"
    menu_icon = "thumbtack"
    menu_label = _("Fronts")
    menu_item_class = ActMenuItem
    menu_url = reverse_lazy("desk_front")


class BreakingNoticeViewSet(ModelViewSet):
    model = BreakingNotice
    icon = "warning"
    name = "breaking"
    menu_url = reverse_lazy("desk_breaking")
    list_display = ["text", "starts_at", "expires_at"]
    panels = [
        FieldPanel("text"),
        FieldPanel("story", widget=PickOne("sematan")),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("expires_at")]),
    ]
    copy_view_enabled = False


class AdSlotViewSet(ModelViewSet):
    model = AdSlot
    icon = "media"
    name = "iklan"
    list_display = [
        "name",
        "kind",
        "place",
        "section",
        Column("state", label=_("state"), accessor=lambda ad: ad.state(timezone.now())),
        FigureColumn("seen", _("seen")),
        FigureColumn("clicked", _("clicked")),
        "ends_at",
    ]
    list_filter = ["place", "kind", "section"]
    search_fields = ["name", "text"]
    index_view_class = AdIndexView
    add_view_class = AdCreateView
    edit_view_class = AdEditView
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("place"), FieldPanel("section")]),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        MultiFieldPanel(
            [
                FieldPanel("text"),
                FieldRowPanel([FieldPanel("picture"), FieldPanel("alt")]),
                FieldPanel("url"),
            ],
            heading=_("Our own, or an advertiser's picture"),
        ),
        MultiFieldPanel([FieldPanel("size"), FieldPanel("code")], heading=_("A third party's code")),
    ]
    copy_view_enabled = False


class FrontGroup(ModelViewSetGroup):
    menu_label = _("Fronts and notices")
    menu_icon = "thumbtack"
    menu_order = 130
    items = (FrontScreen, BreakingNoticeViewSet, AdSlotViewSet)


class StructureGroup(ModelViewSetGroup):
    menu_label = _("Rubrics and people")
    menu_icon = "group"
    menu_order = 140
    items = (SectionViewSet, TopicViewSet, PersonViewSet)
