from __future__ import annotations

import pytest

from redaksi.desk import actions
from redaksi.desk.people import known_people, unknown_names
from tests.desk.conftest import staff, wire_item
from tests.factories import make_draft, make_person

pytestmark = pytest.mark.django_db


def test_names_match_whatever_their_case_and_keep_their_order() -> None:
    ratna, wira = make_person("Ratna Wulandari", "RWD"), make_person("Wira Adi", "WIR")
    assert known_people(["WIRA ADI", "Siapa Saja", "ratna wulandari", "Wira Adi"]) == [wira, ratna]


def test_names_are_unknown_only_where_nobody_signs_yet() -> None:
    story = actions.take(wire_item(byline="Orang Asing"), staff("reporter"))
    assert unknown_names(story) == ["Orang Asing"]
    assert unknown_names(make_draft()) == []
