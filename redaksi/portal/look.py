"""How the portal looks as far as a newsroom chooses it: ground, accent, faces of letters. Pure: choices in, CSS out.

Every ground keeps its words at AAA (7:1) and its greys at AA; the accent is turned towards readable on each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from redaksi.newsroom.models import Face, Identity, Paper
from redaksi.portal.colour import NIGHT, PAPER, readable


@dataclass(frozen=True, slots=True)
class Ground:
    """The colours of a page but the accent, as #rrggbb."""

    paper: str
    ink: str
    soft: str
    line: str
    tint: str


DAYS: Final[Mapping[str, Ground]] = {
    Paper.WARM: Ground(PAPER, "#1b1a17", "#5b564e", "#dad4c8", "#f3f0e8"),
    Paper.WHITE: Ground("#ffffff", "#171717", "#565656", "#d9d9d9", "#f3f3f3"),
    Paper.COOL: Ground("#f9fbfc", "#14181b", "#4f585f", "#ccd4da", "#ecf1f4"),
    Paper.SALMON: Ground("#fff4ea", "#221a14", "#5f5249", "#e3d0bf", "#fae7d6"),
}
NIGHTS: Final[Mapping[str, Ground]] = {
    Paper.WARM: Ground(NIGHT, "#e6e1d6", "#a9a297", "#383530", "#1f1d1a"),
    Paper.WHITE: Ground("#121212", "#e4e4e4", "#a3a3a3", "#363636", "#1d1d1d"),
    Paper.COOL: Ground("#101417", "#dde4e8", "#99a4ab", "#313a40", "#1a2024"),
    Paper.SALMON: Ground("#17120e", "#eadfd4", "#b0a092", "#3d332b", "#231c16"),
}
# Faces that devices have already, so that none is loaded; the next in line is never far from the first.
FACES: Final[Mapping[str, str]] = {
    Face.CHARTER: "Charter, 'Bitstream Charter', 'Sitka Text', Cambria, Georgia, serif",
    Face.PALATINO: "'Iowan Old Style', 'Palatino Linotype', 'URW Palladio L', P052, serif",
    Face.TIMES: "'Times New Roman', 'Liberation Serif', 'Nimbus Roman', Tinos, serif",
    Face.SLAB: "Rockwell, 'Rockwell Nova', 'Roboto Slab', 'DejaVu Serif', 'Sitka Small', serif",
    Face.SANS: "system-ui, sans-serif",
    Face.HUMANIST: "Seravek, 'Gill Sans Nova', Ubuntu, Calibri, 'DejaVu Sans', sans-serif",
}


@dataclass(frozen=True, slots=True)
class Look:
    """What a newsroom chose. `scheme` day or night is for previews alone: readers' devices choose for themselves."""

    accent: str = "#a3161e"
    paper: str = Paper.WARM
    headlines: str = Face.CHARTER
    body: str = Face.CHARTER
    scheme: Literal["", "day", "night"] = ""

    @classmethod
    def of(cls, identity: Identity, scheme: Literal["", "day", "night"] = "") -> Look:
        return cls(identity.accent, identity.paper, identity.headline_face, identity.body_face, scheme)

    def words(self) -> dict[str, str]:
        """What the style sheet's words in capitals stand for."""
        found = {"HEADLINE-FACE": FACES[self.headlines], "BODY-FACE": FACES[self.body]}
        for name, ground in (("DAY", DAYS[self.paper]), ("NIGHT", NIGHTS[self.paper])):
            found |= {f"{name}-{part.upper()}": getattr(ground, part) for part in Ground.__dataclass_fields__}
            found[f"{name}-ACCENT"] = readable(self.accent, ground.paper)
        return found
