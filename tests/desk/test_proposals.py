from __future__ import annotations

import pytest

from redaksi.desk.proposals import MOST_TOPICS, propose_section, propose_topics
from redaksi.formats.item import Related, Subject
from redaksi.wire.models import Source
from tests.desk.conftest import wire_item
from tests.factories import make_section, make_topic

pytestmark = pytest.mark.django_db


def test_a_rule_comes_before_subjects_and_subjects_before_the_sources_own() -> None:
    ekonomi, dunia, daerah = make_section("Ekonomi"), make_section("Dunia"), make_section("Daerah")
    item = wire_item(subjects=(Subject("Ekonomi"),), related=(Related("Lain", section="NASIONAL"),))
    Source.objects.filter(pk=item.source_id).update(default_section="dunia")
    item.refresh_from_db()
    assert propose_section(item) == ekonomi
    item.section = "daerah"
    assert propose_section(item) == daerah
    assert propose_section(wire_item(2)) == dunia


def test_leads_tell_the_rubric_where_nothing_else_does_and_else_there_is_none() -> None:
    nasional = make_section("Nasional")
    assert propose_section(wire_item(1, related=(Related("Lain", section="NASIONAL"),))) == nasional
    assert propose_section(wire_item(2)) is None


def test_topics_of_the_headline_come_first_and_are_few() -> None:
    for number in range(8):
        make_topic(f"Kota{number}")
    make_topic("Banda")
    words = " ".join(f"Kota{number}" for number in range(8))
    found = propose_topics(wire_item(headline="Gempa di Banda", body_html=f"<p>{words} {words}</p>"))
    assert len(found) == MOST_TOPICS
    assert found[0].name == "Banda"


def test_a_name_inside_another_word_is_no_topic() -> None:
    make_topic("Rusia")
    assert propose_topics(wire_item(headline="Manusia Purba Ditemukan", body_html="<p>Manusia.</p>")) == []
