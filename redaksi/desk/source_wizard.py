"""Adding a source: give an address, see what would come from it, correct what is proposed, done."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django_htmx.http import reselect, reswap, retarget
from wagtail.admin import messages
from wagtail.log_actions import log

from redaksi.conf import config
from redaksi.desk import source_actions as acts
from redaksi.desk.permissions import account
from redaksi.desk.reasons import in_words
from redaksi.desk.source_panels import check_address, section_choices, whole_address
from redaksi.desk.source_terms import format_choices, language_choices, schedule_choices, zone_choices
from redaksi.desk.source_views import address_of_page, frame
from redaksi.formats import NewsItem
from redaksi.newsroom.models import Identity, User
from redaksi.stories.models import Section
from redaksi.wire import host_keys
from redaksi.wire.addresses import bare, is_masked, leads_home, masked
from redaksi.wire.credentials import MARK, open_sealed, seal, without_account
from redaksi.wire.fetch import Policy
from redaksi.wire.models import Source
from redaksi.wire.suggest import SourceDraft
from redaksi.wire.trial import look

PATIENCE: Final = 8
"""Seconds that one question to the sender may take while the editor waits."""

WAYS: Final = (
    ("web", gettext_lazy("An address on the web"), gettext_lazy("A feed, or the page of an agency that has one.")),
    ("server", gettext_lazy("FTP or SFTP server"), gettext_lazy("The agency puts files there; we take each once.")),
    ("mailbox", gettext_lazy("Mailbox"), gettext_lazy("Each message becomes an item; nothing is marked or moved.")),
    ("folder", gettext_lazy("Folder of this machine"), gettext_lazy("Another program puts files there.")),
    ("push", gettext_lazy("The sender delivers to us"), gettext_lazy("With a token, to an address of ours.")),
)
"""The ways in which copy can come: value, name, explanation."""

_KINDS: Final = {
    "web": {Source.Kind.HTTP, Source.Kind.WEBSUB},
    "server": {Source.Kind.FTP, Source.Kind.SFTP},
    "mailbox": {Source.Kind.IMAP},
    "folder": {Source.Kind.FOLDER},
    "push": {Source.Kind.PUSH},
}


@dataclass(frozen=True, slots=True)
class Arrival:
    """An item as it would stand in the inbox."""

    headline: str
    when: datetime | str
    credit: str
    summary: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What the look at an address brought: a problem in words, or items; other feeds of the page as (value,
    address as shown, title)."""

    problem: str
    arrivals: tuple[Arrival, ...]
    warnings: tuple[str, ...]
    others: tuple[tuple[str, str, str], ...]
    twin: Source | None
    hub: str


class AddressForm(forms.Form):
    """Where copy is to come from."""

    way = forms.ChoiceField(choices=[way[:2] for way in WAYS], initial="web", widget=forms.RadioSelect)
    address = forms.CharField(
        label=gettext_lazy("Address"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autofocus": True}),
    )
    username = forms.CharField(label=gettext_lazy("Account"), required=False, max_length=200)
    password = forms.CharField(
        label=gettext_lazy("Password"),
        required=False,
        strip=False,
        max_length=300,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    #: Sealed: the address with its keys and the password as they came at the last look, while both are shown masked.
    kept = forms.CharField(required=False, max_length=6000, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.known, self.known_password = _opened(str(cleaned.get("kept", "")))
        try:
            self.whole = whole_address(self._full_address(), self.known)
        except forms.ValidationError as error:
            self.add_error("address", error)
        return cleaned

    def account_for(self, address: str) -> tuple[str, str]:
        """Account and password, from their fields or else from the address; none for another server than was typed."""
        typed = self.cleaned_data
        if not leads_home(self.whole, address):
            return "", ""
        known = self.known_password if leads_home(self.known, self.whole) else ""
        _address, username, password = without_account(self.whole)
        return typed["username"] or username, typed["password"] or password or known

    def shown(self) -> AddressForm:
        """The same for the next step, with every secret sealed in `kept` and masked where it was typed."""
        secret = {"address": self.whole, "password": self.account_for(self.whole)[1]}
        hidden = is_masked(masked(self.whole)) or secret["password"]
        names = {name: self.cleaned_data[name] for name in ("way", "username")}
        address = masked(self.whole) if hidden else self.cleaned_data["address"]
        form = AddressForm(initial={**names, "address": address, "kept": seal(json.dumps(secret)) if hidden else ""})
        form.fields["address"].widget.attrs.pop("autofocus")
        for name in ("address", "kept") if hidden else ("kept",):
            form.fields[name].widget.attrs["hx-swap-oob"] = "true"
        return form

    def _full_address(self) -> str:
        typed, way = str(self.cleaned_data.get("address") or "").strip(), self.cleaned_data.get("way", "web")
        if not typed or "://" in typed or (way == "web" and typed.startswith(("/", "."))):
            return typed
        begin = {"server": "ftps://", "mailbox": "imaps://", "folder": "./"}.get(way, "https://")
        return begin + typed.lstrip("/")


class SettingsForm(forms.ModelForm):
    """The settings of the new source, as proposed and corrected."""

    format = forms.ChoiceField(label=gettext_lazy("Format"), required=False, choices=format_choices)
    zone = forms.ChoiceField(label=gettext_lazy("Time zone"), choices=zone_choices)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    interval = forms.TypedChoiceField(label=gettext_lazy("Schedule"), coerce=int)
    default_section = forms.ChoiceField(label=gettext_lazy("Default rubric"), required=False)
    #: Sealed where it holds a key.
    url = forms.CharField(required=False, max_length=6000, widget=forms.HiddenInput)

    #: The key that the SFTP server showed; what comes later must show the same.
    host_key = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput)
    key_confirmed = forms.BooleanField(
        label=gettext_lazy("The sender confirms this key: from now on the server must show it"), required=False
    )

    class Meta:
        model = Source
        fields = (
            *("name", "kind", "url", "credit_line", "default_section", "interval", "silence_hours", "format"),
            *("language", "zone"),
        )
        widgets = {"kind": forms.HiddenInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        interval = str(self["interval"].value() or "")
        offered = {
            "language": language_choices(str(self["language"].value() or "")),
            "interval": schedule_choices(int(interval) if interval.isascii() and interval.isdigit() else 0),
            "default_section": section_choices(),
        }
        for name, choices in offered.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices

    def clean_url(self) -> str:
        return whole_address(open_sealed(str(self.cleaned_data["url"])), "")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "url" in cleaned:
            check_address(self, str(cleaned.get("kind", "")), cleaned["url"])
        if self.fingerprint() and not cleaned.get("key_confirmed"):
            self.add_error("key_confirmed", _("Compare the key with the one that the sender names, then confirm it."))
        return cleaned

    def fingerprint(self) -> str:
        """The key of the server as it is read out on the telephone; empty where there is none to confirm."""
        return host_keys.fingerprint(str(self["host_key"].value() or ""))


@never_cache
def add_source(request: HttpRequest) -> HttpResponse:
    """The wizard: the address first, then what was found there, then the new source's page."""
    user = account(request)
    if not acts.may_manage(user):
        raise PermissionDenied
    if request.method != "POST":
        return _show(request, AddressForm())
    form = AddressForm(request.POST)
    if not form.is_valid():
        return _show(request, form)
    if "buat" in request.POST:
        settings = SettingsForm(request.POST, prefix="s")
        if settings.is_valid():
            return _created(request, settings, form, user)
        return _show(request, form.shown(), settings)
    draft = _looked(form, open_sealed(request.POST.get("pilih", "")))
    settings = SettingsForm(prefix="s", initial=proposed(draft))
    return _show(request, form.shown(), settings, finding_of(draft))


def policy() -> Policy:
    """What a look may cost while the editor waits."""
    return Policy(timeout=min(PATIENCE, config.fetch_timeout))


def proposed(draft: SourceDraft) -> dict[str, Any]:
    """What the form of the settings holds at first."""
    credits_ = Counter(said for item in draft.items if (said := item.credit or item.source or ""))
    return {
        "name": draft.name,
        "kind": draft.kind,
        "url": _carried(draft.url),
        "host_key": draft.host_key,
        "format": draft.format,
        "zone": draft.zone or config.time_zone,
        "language": draft.language,
        "interval": draft.interval,
        "credit_line": credits_.most_common(1)[0][0][:120] if credits_ else draft.name,
        "default_section": section_named(draft),
    }


def section_named(draft: SourceDraft) -> str:
    """The slug of the rubric that most items, or the address, name; empty where none does."""
    known = {name.casefold(): each.slug for each in Section.objects.all() for name in (each.slug, each.name)}
    said = Counter(name.casefold() for item in draft.items for name in _names_in(item) if name.casefold() in known)
    parts = [
        part for part in bare(draft.url).casefold().replace("-", "/").replace(".", "/").split("/") if part in known
    ]
    named = said.most_common(1)[0][0] if said else next(iter(parts), "")
    return known.get(named, "")


def finding_of(draft: SourceDraft) -> Finding:
    """What a look brought, in the words of the desk."""
    zone = Identity.load().tzinfo
    return Finding(
        problem=in_words(draft.problem) if draft.problem else "",
        arrivals=tuple(_arrival(item, draft, zone) for item in draft.items),
        warnings=tuple(in_words(warning) for warning in draft.warnings),
        others=tuple((_carried(url), masked(url), title or masked(url)) for url, title in draft.alternatives),
        twin=Source.objects.filter(url=masked(draft.url)).exclude(url="").first(),
        hub=masked(draft.hub),
    )


def _arrival(item: NewsItem, draft: SourceDraft, zone: ZoneInfo) -> Arrival:
    when = item.published or item.version_created
    shown: datetime | str = str(when or "")
    if isinstance(when, datetime):
        shown = when.astimezone(zone) if when.tzinfo else when
    credit = item.credit or item.source or draft.name
    return Arrival(item.headline or item.guid, shown, credit, (item.summary or item.body_text or "")[:240])


def _looked(form: AddressForm, chosen: str) -> SourceDraft:
    way = form.cleaned_data["way"]
    if way == "push":
        return SourceDraft(kind=Source.Kind.PUSH, zone=config.time_zone)
    address = without_account(chosen or form.whole)[0]
    draft = look(address, policy(), *form.account_for(address))
    if draft.kind not in _KINDS[way] and not draft.problem and way != "web":
        return SourceDraft(url=address, problem="the address cannot be understood")
    return draft


def _created(request: HttpRequest, settings: SettingsForm, form: AddressForm, user: User) -> HttpResponse:
    source = settings.save(commit=False)
    source.slug = _free_slug(source.name)
    source.username, source.password = form.account_for(source.url)
    with transaction.atomic():
        source.save()
        if source.kind == Source.Kind.SFTP:
            host_keys.pin(source, settings.cleaned_data["host_key"])
        log(instance=source, action="wagtail.create", user=user, content_changed=True)
    messages.success(request, _("“%(name)s” was added.") % {"name": source.name})
    if source.kind == Source.Kind.PUSH:
        return redirect("sumber:token", source.pk)
    return redirect(address_of_page(source, acts.try_now(source, user)))


def _free_slug(name: str) -> str:
    wanted = slugify(name)[:50] or "sumber"
    taken = set(Source.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    return next(slug for slug in (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)


def _carried(address: str) -> str:
    """An address as a form carries it unseen: sealed where it holds a secret."""
    return seal(address) if is_masked(masked(address)) else address


def _opened(kept: str) -> tuple[str, str]:
    """Address and password that `AddressForm.shown` sealed; nothing where it was sealed with another key or forged."""
    try:
        found = json.loads(open_sealed(kept)) if kept.startswith(MARK) else {}
        return str(found.get("address", "")), str(found.get("password", ""))
    except (ValueError, AttributeError):
        return "", ""


def _names_in(item: NewsItem) -> Iterable[str]:
    return (*(subject.name for subject in item.subjects if subject.name), *item.keywords, item.genre or "")


def _show(
    request: HttpRequest, form: AddressForm, settings: SettingsForm | None = None, finding: Finding | None = None
) -> HttpResponse:
    context = {
        **frame(request, _("Add a source")),
        "form": form,
        "details": settings,
        "finding": finding,
        "ways": WAYS,
        "way": form["way"].value() or "web",
        "root": config.home / "incoming",
        "here": reverse("sumber:add"),
    }
    context["part"] = part = request.htmx and settings is not None  # type: ignore[attr-defined]
    status = 422 if settings is not None and settings.errors and not part else 200
    answer = render(request, f"desk/sources/{'found' if part else 'add'}.html", context, status=status)
    if request.htmx and not part:  # type: ignore[attr-defined]
        # An address that cannot be asked: the whole form is shown again, with the reason.
        answer = reswap(retarget(reselect(answer, ".src-wizard"), ".src-wizard"), "outerHTML")
    return answer
