"""Values that templates ask by name."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.template import Context, Engine

from redaksi.stories.fields import Fields


@dataclass(frozen=True, slots=True)
class Tide(Fields):
    port: str
    metres: float

    @property
    def high(self) -> bool:
        return self.metres > 2


def test_fields_and_properties_are_found_at_the_first_try():
    tide = Tide("Ambon", 2.5)
    assert (tide["port"], tide["metres"], tide["high"]) == ("Ambon", 2.5, True)
    with pytest.raises(AttributeError):
        tide["depth"]
    assert not hasattr(tide, "__dict__")


def test_a_template_shows_them_and_nothing_for_what_is_missing():
    template = Engine().from_string("{{ tide.port }}{% if tide.high %}!{% endif %}[{{ tide.depth }}{{ tide.0 }}]")
    assert template.render(Context({"tide": Tide("Ambon", 2.5)})) == "Ambon![]"
