"""What the desk hangs into Wagtail: screens, menus, log words, styles; and what it takes away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry
from wagtail.snippets.action_menu import ActionMenuItem
from wagtail.snippets.models import register_snippet

from redaksi.desk import (
    act_views,
    ad_report,
    alarm_views,
    arrivals,
    beside_views,
    breaking_views,
    dashboard,
    front_views,
    inbox_views,
    look_views,
    paste_views,
    quarantine_views,
    reroute_views,
    rule_views,
    viewsets,
)
from redaksi.desk.permissions import account, may
from redaksi.desk.source_screens import SourceViewSet
from redaksi.newsroom.models import User
from redaksi.newsroom.roles import PUBLISH, WITHDRAW, WRITE
from redaksi.stories.models import Story

register_snippet(viewsets.StoryViewSet)

HIDDEN_MENU: Final = {"snippets", "help", "documents"}
HIDDEN_SETTINGS: Final = {"groups", "sites", "collections", "workflows", "workflow-tasks", "locales"}
HIDDEN_REPORTS: Final = {"aging-pages", "page-types-usage", "locked-pages", "workflows", "workflow-tasks"}
LOG_WORDS: Final = (
    ("redaksi.take", _("Take"), _("Taken from the wire")),
    ("redaksi.catch_up", _("Catch up"), _("Caught up with a later version from the wire")),
    ("redaksi.spike", _("Spike"), _("Spiked")),
    ("redaksi.restore", _("Restore"), _("Restored to the inbox")),
    ("redaksi.correct", _("Correct"), _("Correction posted")),
    ("redaksi.withdraw", _("Withdraw"), _("Withdrawn with a public reason")),
    ("redaksi.breaking_end", _("End a breaking line"), _("Breaking line ended early")),
    ("redaksi.breaking_again", _("Show a breaking line again"), _("Breaking line shown again")),
    ("redaksi.front", _("Arrange a front"), _("Front arranged anew")),
    ("redaksi.front_undo", _("Undo on a front"), _("Last change of a front undone")),
    ("redaksi.reparse", _("Read again"), _("Delivery read again")),
    ("redaksi.aside", _("Put aside"), _("Delivery put aside")),
    ("redaksi.aside_back", _("Bring back"), _("Delivery brought back into quarantine")),
    ("redaksi.reroute", _("Apply the rules"), _("Rules applied to what waits")),
    ("redaksi.reroute_done", _("Rules applied"), _("All waiting items were routed anew")),
    ("redaksi.reroute_undo", _("Undo the rules"), _("Undoing of applied rules begun")),
    ("redaksi.reroute_undone", _("Rules undone"), _("Former routing of waiting items restored")),
    ("redaksi.source_try", _("Try now"), _("Asked out of turn")),
    ("redaksi.source_pause", _("Pause"), _("Source paused")),
    ("redaksi.source_resume", _("Resume"), _("Source resumed")),
    ("redaksi.source_token", _("Delivery token"), _("Delivery token made or replaced")),
    ("redaksi.source_token_end", _("End the token"), _("Delivery token ended")),
    ("redaksi.source_key", _("Accept the new key"), _("New key of the server accepted")),
    ("redaksi.source_settle", _("Settled"), _("Missing numbers settled")),
)


class InboxMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may(request.user, WRITE)


class StorySearchArea(SearchArea):
    def is_shown(self, request: HttpRequest) -> bool:
        return may(request.user, WRITE)


class AnswerWords(LogFormatter):
    """The answer to an alarm in a story's history: what the agency had said, and the reason that was given."""

    label = _("Answer an alarm")

    def format_message(self, log_entry: ModelLogEntry) -> str:
        said = _("Alarm of the agency answered: %(message)s")
        return str(said) % {"message": log_entry.data.get("message", "")}

    def format_comment(self, log_entry: ModelLogEntry) -> str:
        return str(log_entry.data.get("reason", ""))


class StoryAct(ActionMenuItem):
    """An act on a public story, beside Publish: a link to the screen where it is done."""

    def __init__(self, url_name: str, label: Any, act: str, icon: str, order: int) -> None:
        super().__init__(order)
        self.url_name, self.label, self.act, self.icon_name = url_name, label, act, icon
        self.name = f"action-{url_name}"

    def is_shown(self, context: Any) -> bool:
        story = context.get("instance")
        return context["view"] == "edit" and story is not None and story.live and may(context["request"].user, self.act)

    def get_url(self, parent_context: Any) -> str:
        return reverse(self.url_name, args=[parent_context["instance"].pk])


@hooks.register("register_admin_viewset")
def screens() -> list[Any]:
    return [viewsets.FrontGroup(), viewsets.StructureGroup(), SourceViewSet()]


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("inbox/", inbox_views.inbox_list, name="desk_inbox"),
        path("inbox/dibuang/", inbox_views.inbox_list, {"tab": "spiked"}, name="desk_spiked"),
        path("inbox/baru/", arrivals.arrivals, name="desk_arrivals"),
        path("inbox/karantina/", quarantine_views.quarantine_list, name="desk_quarantine"),
        path("inbox/karantina/urai/", quarantine_views.reparse_files, name="desk_reparse_all"),
        path("inbox/karantina/<int:pk>/", quarantine_views.quarantined_file, name="desk_quarantined"),
        path("inbox/karantina/<int:pk>/unduh/", quarantine_views.download, name="desk_raw"),
        path("inbox/karantina/<int:pk>/urai/", quarantine_views.reparse_files, name="desk_reparse"),
        path("inbox/karantina/<int:pk>/<slug:act>/", quarantine_views.move_file, name="desk_move_file"),
        path("inbox/aturan/", rule_views.rule_list, name="desk_rules"),
        path("inbox/aturan/baru/", rule_views.rule_edit, name="desk_rule_add"),
        path("inbox/aturan/terapkan/", reroute_views.reroute, name="desk_reroute"),
        path("inbox/aturan/terapkan/<int:pk>/", reroute_views.reroute_run, name="desk_reroute_run"),
        path("inbox/aturan/terapkan/<int:pk>/<slug:act>/", reroute_views.reroute_act, name="desk_reroute_act"),
        path("inbox/aturan/<int:pk>/", rule_views.rule_edit, name="desk_rule"),
        path("inbox/aturan/<int:pk>/pindah/", rule_views.rule_move, name="desk_rule_move"),
        path("inbox/aturan/<int:pk>/saklar/", rule_views.rule_switch, name="desk_rule_switch"),
        path("inbox/aturan/<int:pk>/hapus/", rule_views.rule_delete, name="desk_rule_delete"),
        path("inbox/tempel/", paste_views.paste, name="desk_paste"),
        path("inbox/<int:pk>/", inbox_views.item_detail, name="desk_item"),
        path("inbox/<int:pk>/ambil/", inbox_views.take_item, name="desk_take"),
        path("inbox/<int:pk>/pernah/", inbox_views.take_again, name="desk_item_again"),
        path("inbox/<int:pk>/buang/", inbox_views.spike_item, name="desk_spike"),
        path("inbox/<int:pk>/pulihkan/", inbox_views.restore_item, name="desk_restore"),
        path("naskah/<int:pk>/ralat/", act_views.correct_story, name="desk_correct"),
        path("naskah/<int:pk>/cabut/", act_views.withdraw_story, name="desk_withdraw"),
        path("naskah/<int:pk>/peringatan/", alarm_views.story_alarms, name="desk_alarms"),
        path("peringatan/", alarm_views.bar, name="desk_alarm_bar"),
        path("peringatan/terlihat/", alarm_views.watch_seen, name="desk_watch_seen"),
        path("naskah/<int:pk>/periksa/", act_views.checklist, name="desk_checklist"),
        path("naskah/<int:pk>/sekitar/", beside_views.beside, name="desk_beside"),
        path("pilih/<slug:kind>/", act_views.picks, name="desk_pick"),
    ]


@hooks.register("register_admin_urls")
def portal_urls() -> list[URLPattern]:
    """What the desk arranges of the portal: fronts, the breaking bar, advertisements, the look."""
    return [
        path("halaman-depan/", front_views.front, name="desk_front"),
        path("halaman-depan/urungkan/", front_views.front_undo, name="desk_front_undo"),
        path("halaman-depan/pratinjau/", front_views.front_preview, name="desk_front_preview"),
        path("halaman-depan/r/<slug:slug>/", front_views.front, name="desk_front_section"),
        path("halaman-depan/r/<slug:slug>/urungkan/", front_views.front_undo, name="desk_front_undo_section"),
        path("halaman-depan/r/<slug:slug>/pratinjau/", front_views.front_preview, name="desk_front_preview_section"),
        path("kabar-terkini/", breaking_views.breaking_list, name="desk_breaking"),
        path("kabar-terkini/<int:pk>/akhiri/", breaking_views.breaking_end, name="desk_breaking_end"),
        path("kabar-terkini/<int:pk>/lagi/", breaking_views.breaking_again, name="desk_breaking_again"),
        path("tampilan/", look_views.look, name="desk_look"),
        path("tampilan/pratinjau/", look_views.look_preview, name="desk_look_preview"),
        path("gaya/", look_views.style_page, name="desk_style_page"),
        path("gaya/bagian/", look_views.style_specimen, name="desk_style_specimen"),
        path("angka-iklan/", ad_report.ad_report, name="desk_ad_report"),
    ]


@hooks.register("register_admin_menu_item")
def inbox_menu_item() -> MenuItem:
    return InboxMenuItem(_("Inbox"), reverse("desk_inbox"), name="inbox", icon_name="mail", order=100)


@hooks.register("register_settings_menu_item")
def look_menu_item() -> MenuItem:
    return viewsets.LookMenuItem(_("Look of the portal"), reverse("desk_look"), name="look", icon_name="view", order=2)


@hooks.register("register_settings_menu_item")
def style_menu_item() -> MenuItem:
    return viewsets.LookMenuItem(
        _("Parts of the portal"), reverse("desk_style_page"), name="styles", icon_name="view", order=3
    )


@hooks.register("register_admin_search_area")
def story_search() -> SearchArea:
    return StorySearchArea(
        pgettext_lazy("desk", "Stories"), reverse("wagtailsnippets_stories_story:list"), name="stories", order=1
    )


@hooks.register("construct_main_menu")
def tidy_main_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name not in HIDDEN_MENU]
    for item in items:
        if item.name == "explorer":
            item.label, item.order = _("Standing pages"), 150


@hooks.register("construct_settings_menu")
def tidy_settings_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name not in HIDDEN_SETTINGS]


@hooks.register("construct_reports_menu")
def tidy_reports_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name not in HIDDEN_REPORTS]


@hooks.register("construct_homepage_panels")
def first_screen(request: HttpRequest, panels: list[Any]) -> None:
    panels[:] = dashboard.panels(account(request))


@hooks.register("construct_homepage_summary_items")
def no_summary(request: HttpRequest, items: list[Any]) -> None:
    items.clear()


@hooks.register("construct_snippet_action_menu")
def story_acts(items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    if context["model"] is Story:
        items[:] = [item for item in items if item.name != "action-unpublish"]
        acts = [
            StoryAct("desk_correct", _("Correct"), PUBLISH, "edit", 70),
            StoryAct("desk_withdraw", _("Withdraw"), WITHDRAW, "no-view", 80),
        ]
        items.extend(act for act in acts if act.is_shown(context))


@hooks.register("before_bulk_action")
def no_bulk_on_accounts(request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any) -> None:
    if action.model is User and not request.user.is_superuser:
        raise PermissionDenied


@hooks.register("register_log_actions")
def log_words(actions: LogActionRegistry) -> None:
    for name, label, message in LOG_WORDS:
        actions.register_action(name, label, message)
    actions.register_action("redaksi.answer")(AnswerWords)


@hooks.register("insert_global_admin_css")
def styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("desk/desk.css"))


@hooks.register("insert_global_admin_js")
def keyboard() -> SafeString:
    scripts = ((static(f"desk/{name}.js"),) for name in ("desk", "alarms"))
    return format_html_join("", '<script src="{}" defer></script>', scripts)
