"""The form of one routing rule: what it looks for, a line for each word, and what it does with what it catches."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from redaksi.desk.widgets import PickOne
from redaksi.stories.models import Section, Topic
from redaksi.wire.models import RoutingRule, Source
from redaksi.wire.routing import Rule

PRIORITIES: Final = {0: gettext_lazy("as usual"), 1: gettext_lazy("high"), 2: gettext_lazy("highest")}
LINES: Final = ("credit", "subject", "keyword", "words", "place", "language")
"""Fields of the form that hold one word or name a line; `credit` joins `source`, which names senders."""
LONGEST: Final = 120
MOST: Final = 100


class Lines(forms.CharField):
    """One entry a line: a list of texts without blanks around, none twice."""

    def __init__(self, label: Any, help_text: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 2})
        super().__init__(label=label, help_text=help_text, required=False, widget=widget, max_length=LONGEST * MOST)

    def clean(self, value: Any) -> list[str]:  # type: ignore[override]
        text = super().clean(value) or ""
        lines = list(dict.fromkeys(" ".join(line.split()) for line in text.splitlines() if line.strip()))
        if len(lines) > MOST or any(len(line) > LONGEST for line in lines):
            raise forms.ValidationError(
                _("At most %(most)s lines of %(longest)s characters."), params={"most": MOST, "longest": LONGEST}
            )
        return lines


class RuleForm(forms.ModelForm[RoutingRule]):
    source = forms.MultipleChoiceField(
        label=gettext_lazy("Source"), required=False, widget=forms.CheckboxSelectMultiple, choices=[]
    )
    credit = Lines(gettext_lazy("Agency named in the item"), gettext_lazy("For feeds that pass on several agencies."))
    subject = Lines(gettext_lazy("Subject"), gettext_lazy("Name or code, as the agency writes it: medtop:04000000."))
    keyword = Lines(gettext_lazy("Keyword"), gettext_lazy("A keyword that the agency gave the item, whole."))
    words = Lines(
        gettext_lazy("Words in the text"), gettext_lazy("Whole words in headline, summary or text: harga beras.")
    )
    place = Lines(gettext_lazy("Place"), gettext_lazy("A place of the item, or the city of its dateline."))
    language = Lines(gettext_lazy("Language"), gettext_lazy("Two letters: id, en."))
    urgency = forms.TypedChoiceField(
        label=gettext_lazy("At least as urgent as"),
        choices=[("", gettext_lazy("any")), *((n, str(n)) for n in range(1, 10))],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=gettext_lazy("1 is a flash, 9 can wait. Items without an urgency are not caught."),
    )
    section = forms.ModelChoiceField(
        label=gettext_lazy("Rubric"),
        queryset=Section.objects.all(),
        to_field_name="slug",
        required=False,
        empty_label=gettext_lazy("leave it open"),
    )
    topic = forms.ModelChoiceField(
        label=gettext_lazy("Topic"), queryset=Topic.objects.all(), required=False, widget=PickOne("topik")
    )
    priority = forms.TypedChoiceField(
        label=gettext_lazy("Priority"),
        choices=list(PRIORITIES.items()),
        coerce=int,
        required=False,
        empty_value=None,
    )

    class Meta:
        model = RoutingRule
        fields = ["name", "active", "watch", "stop"]
        labels = {
            "active": gettext_lazy("This rule is used"),
            "watch": gettext_lazy("Watch: tell the desk when something is caught"),
            "stop": gettext_lazy("Ask no further rules after this one"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sources = list(Source.objects.values_list("slug", "name"))
        self.fields["source"].choices = sources  # type: ignore[attr-defined]
        self.fields["name"].label = _("Name")
        given = self.instance.conditions if isinstance(self.instance.conditions, dict) else {}
        known = {slug for slug, _name in sources}
        named = [each for each in given.get("source", []) if isinstance(each, str)]
        self.initial["source"] = [each for each in named if each in known]
        lines = {**given, "credit": [each for each in named if each not in known]}
        for name in LINES:
            self.initial[name] = "\n".join(map(str, lines.get(name, [])))
        self.initial["urgency"] = given.get("urgency")
        self.initial["priority"] = self.instance.priority
        self.initial["section"] = self.instance.section
        self.initial["topic"] = Topic.objects.filter(slug=self.instance.topic or None).first()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        effects = ("section", "topic", "priority", "watch", "stop")
        if not self.errors and not any(cleaned.get(name) for name in effects):
            self.add_error(None, _("Say what the rule does: this one would change nothing."))
        return cleaned

    def conditions(self) -> dict[str, Any]:
        """What was filled in, as `RoutingRule.conditions` keeps it."""
        given = self.cleaned_data
        found: dict[str, Any] = {name: given[name] for name in LINES if name != "credit" and given.get(name)}
        if sources := [*given.get("source", []), *(given.get("credit") or [])]:
            found = {"source": sources, **found}
        if given.get("urgency"):
            found["urgency"] = given["urgency"]
        return found

    def filled(self) -> RoutingRule:
        """The rule as filled in, not saved."""
        rule = self.instance
        rule.conditions = self.conditions()
        rule.priority = self.cleaned_data.get("priority") or 0
        rule.section = self.cleaned_data["section"].slug if self.cleaned_data.get("section") else ""
        rule.topic = self.cleaned_data["topic"].slug if self.cleaned_data.get("topic") else ""
        return rule

    def rule(self) -> Rule:
        """The rule as `wire.routing` understands it, for a dry run."""
        return self.filled().rule
