from __future__ import annotations

import pytest
from django import forms
from django.db import connection
from django.test.utils import CaptureQueriesContext

from redaksi.desk.widgets import OneLine, PickMany, PickOne
from redaksi.newsroom.models import Person
from redaksi.stories.models import Topic
from tests.factories import make_person, make_topic

pytestmark = pytest.mark.django_db


class Form(forms.Form):
    topics = forms.ModelMultipleChoiceField(Topic.objects.all(), widget=PickMany("topik"), required=False)
    person = forms.ModelChoiceField(Person.objects.all(), widget=PickOne("orang"), required=False)


def test_only_what_is_chosen_is_in_the_page() -> None:
    chosen = make_topic("Pakistan")
    make_topic("Rusia")
    page = str(Form(initial={"topics": [chosen.pk]}))
    assert "Pakistan" in page
    assert "Rusia" not in page
    assert 'data-url="/desk/pilih/topik/"' in page


def test_an_empty_choice_is_an_empty_option() -> None:
    make_person()
    with CaptureQueriesContext(connection) as queries:
        page = str(Form()["person"])
    assert '<option value="" selected>' in page
    assert len(queries) <= 1


def test_what_is_sent_is_checked_against_what_there_is() -> None:
    topic, person = make_topic("Pakistan"), make_person()
    form = Form({"topics": [topic.pk], "person": person.pk})
    assert form.is_valid()
    assert list(form.cleaned_data["topics"]) == [topic]
    assert not Form({"topics": ["99999"]}).is_valid()


def test_a_headline_is_one_line_whatever_was_pasted_into_it() -> None:
    assert OneLine().value_from_datadict({"headline": " Judul\r\n dua   baris "}, {}, "headline") == "Judul dua baris"
