from __future__ import annotations

from django.utils import translation

from redaksi.desk import source_terms
from redaksi.formats import READERS
from redaksi.wire.models import Source


def test_every_format_and_kind_has_a_name() -> None:
    assert {reader.NAME for reader in READERS} <= set(source_terms.FORMATS)
    assert set(Source.Kind.values) == set(source_terms.KINDS)


def test_schedules_are_said_in_words() -> None:
    with translation.override("id"):
        said = [source_terms.every(seconds) for seconds in (45, 60, 900, 3600, 7200, 86400)]
    assert said == [
        "setiap 45 detik",
        "setiap 1 menit",
        "setiap 15 menit",
        "setiap 1 jam",
        "setiap 2 jam",
        "setiap 1 hari",
    ]


def test_what_a_source_has_already_can_be_kept() -> None:
    assert 47 in dict(source_terms.schedule_choices(47))
    assert "jv-id" in dict(source_terms.language_choices("jv-id"))
    assert "zh" not in dict(source_terms.language_choices())


def test_each_zone_is_offered_once_and_ours_come_first() -> None:
    groups = source_terms.zone_choices()
    names = [name for _group, zones in groups for name, _label in zones]
    assert names[:3] == ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]
    assert len(names) == len(set(names)) > 400
