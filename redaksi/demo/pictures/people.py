"""People as silhouettes: a skeleton of joints, dressed in flat shapes. No face is ever drawn."""

from typing import NamedTuple

from redaksi.demo.pictures.inks import Color
from redaksi.demo.pictures.shapes import Outline, Point, between, box, mirror, place, ring, smooth, taper
from redaksi.demo.pictures.sheet import Sheet

Limb = tuple[Point, Point, Point]


class Pose(NamedTuple):
    """Joints of a person one unit tall, the foot point at (0, 0), looking to the right."""

    head: Point
    neck: Point
    hip: Point
    arms: tuple[tuple[Point, Point], ...]
    legs: tuple[tuple[Point, Point], ...]


class Dress(NamedTuple):
    """What a person wears: colours of skin, top and legs, and what is on the head and hips."""

    skin: Color
    top: Color
    legs: Color
    hat: str = ""
    skirt: bool = False
    cloth: Color | None = None


POSES: dict[str, Pose] = {
    "stand": Pose(
        (0.01, -0.92),
        (0, -0.8),
        (0, -0.48),
        (((-0.13, -0.62), (-0.11, -0.46)), ((0.13, -0.62), (0.12, -0.46))),
        (((-0.05, -0.25), (-0.06, 0)), ((0.06, -0.25), (0.06, 0))),
    ),
    "walk": Pose(
        (0.05, -0.91),
        (0.03, -0.79),
        (0, -0.48),
        (((-0.12, -0.63), (-0.14, -0.48)), ((0.13, -0.63), (0.2, -0.52))),
        (((-0.06, -0.25), (-0.2, -0.03)), ((0.12, -0.27), (0.15, 0))),
    ),
    "reach": Pose(
        (0.03, -0.91),
        (0.01, -0.79),
        (0, -0.48),
        (((-0.12, -0.62), (-0.09, -0.46)), ((0.15, -0.68), (0.33, -0.66))),
        (((-0.05, -0.25), (-0.07, 0)), ((0.06, -0.25), (0.08, 0))),
    ),
    "wave": Pose(
        (0.01, -0.92),
        (0, -0.8),
        (0, -0.48),
        (((-0.14, -0.63), (-0.13, -0.47)), ((0.17, -0.86), (0.16, -1.06))),
        (((-0.05, -0.25), (-0.06, 0)), ((0.06, -0.25), (0.06, 0))),
    ),
    "speak": Pose(
        (0.01, -0.92),
        (0, -0.8),
        (0, -0.48),
        (((-0.17, -0.6), (-0.1, -0.5)), ((0.2, -0.62), (0.3, -0.76))),
        (((-0.05, -0.25), (-0.06, 0)), ((0.06, -0.25), (0.06, 0))),
    ),
    "bend": Pose(
        (0.4, -0.56),
        (0.3, -0.6),
        (-0.04, -0.5),
        (((0.3, -0.42), (0.36, -0.22)), ((0.26, -0.4), (0.3, -0.2))),
        (((-0.02, -0.25), (-0.1, 0)), ((0.08, -0.26), (0.04, 0))),
    ),
    "sit": Pose(
        (0.02, -0.68),
        (0, -0.56),
        (-0.03, -0.26),
        (((0.05, -0.38), (0.2, -0.34)), ((0.1, -0.4), (0.24, -0.36))),
        (((0.2, -0.27), (0.2, 0)), ((0.18, -0.27), (0.16, 0))),
    ),
    "carry": Pose(
        (0.03, -0.91),
        (0.02, -0.79),
        (0, -0.48),
        (((0.1, -0.64), (0.24, -0.62)), ((0.13, -0.62), (0.26, -0.58))),
        (((-0.07, -0.25), (-0.16, -0.02)), ((0.1, -0.26), (0.12, 0))),
    ),
    "cheer": Pose(
        (0, -0.92),
        (0, -0.8),
        (0, -0.48),
        (((-0.18, -0.88), (-0.16, -1.08)), ((0.18, -0.88), (0.17, -1.08))),
        (((-0.07, -0.25), (-0.1, 0)), ((0.07, -0.25), (0.1, 0))),
    ),
    "smash": Pose(
        (0.02, -0.86),
        (-0.02, -0.75),
        (-0.08, -0.45),
        (((0.16, -0.74), (0.28, -0.84)), ((-0.02, -0.96), (0.14, -1.1))),
        (((0.12, -0.36), (0.04, -0.12)), ((-0.24, -0.28), (-0.42, -0.2))),
    ),
    "run": Pose(
        (0.1, -0.9),
        (0.07, -0.78),
        (0, -0.48),
        (((-0.1, -0.66), (-0.18, -0.54)), ((0.2, -0.62), (0.28, -0.74))),
        (((-0.08, -0.26), (-0.32, -0.2)), ((0.18, -0.32), (0.16, -0.02))),
    ),
    "sing": Pose(
        (0.03, -0.92),
        (0, -0.8),
        (0, -0.48),
        (((-0.2, -0.74), (-0.34, -0.86)), ((0.15, -0.7), (0.1, -0.82))),
        (((-0.1, -0.25), (-0.14, 0)), ((0.09, -0.25), (0.12, 0))),
    ),
}


class _Body:
    """One posed person: turns joints into places on the sheet."""

    def __init__(self, foot: Point, height: float, left: bool) -> None:
        self.foot, self.height, self.left = foot, height, left

    def at(self, *points: Point) -> Outline:
        moved = place(points, self.foot[0], self.foot[1], self.height)
        return mirror(moved, self.foot[0]) if self.left else moved


def figure(s: Sheet, foot: Point, height: float, pose: str, dress: Dress, left: bool = False) -> None:
    """Draw a person ``height`` units tall standing at ``foot``; ``left`` turns the person round."""
    joints, body = POSES[pose], _Body(foot, height, left)
    far, near = joints.arms
    _arm(s, body, (_shoulder(joints, -1), *far), dress)
    if dress.skirt:
        s.poly(smooth(body.at(*_skirt(joints)), steps=4), dress.legs)
    else:
        for side, (knee, foot_point) in zip((-1, 1), joints.legs, strict=True):
            _leg(s, body, ((joints.hip[0] + side * 0.045, joints.hip[1]), knee, foot_point), dress.legs)
    _torso(s, body, joints, dress)
    s.line(body.at(joints.neck, joints.head), dress.skin, height * 0.05)
    x, y = body.at(joints.head)[0]
    s.oval(x, y, height * 0.056, height * 0.07, dress.skin)
    _headdress(s, body, joints, dress)
    _arm(s, body, (_shoulder(joints, 1), *near), dress)


def _shoulder(joints: Pose, side: int) -> Point:
    return joints.neck[0] + side * 0.085, joints.neck[1] + 0.035


def _arm(s: Sheet, body: _Body, limb: Limb, dress: Dress) -> None:
    shoulder, elbow, hand = body.at(*limb)
    h = body.height
    s.line([elbow, hand], dress.skin, h * 0.036)
    s.line([shoulder, elbow], dress.top, h * 0.062)
    s.poly(taper(elbow, between(elbow, hand, 0.72), h * 0.06, h * 0.048), dress.top)
    s.disc(*elbow, h * 0.03, dress.top)
    s.disc(*hand, h * 0.026, dress.skin)


def _leg(s: Sheet, body: _Body, limb: Limb, color: Color) -> None:
    hip, knee, foot = body.at(*limb)
    h = body.height
    s.poly(taper(hip, knee, h * 0.105, h * 0.078), color)
    s.disc(*knee, h * 0.038, color)
    s.poly(taper(knee, foot, h * 0.076, h * 0.045), color)
    toe = body.at((limb[2][0] + 0.075, limb[2][1]))[0]
    s.poly(
        [
            (foot[0], foot[1] - h * 0.03),
            toe,
            (toe[0], toe[1] + h * 0.012),
            (foot[0] - (toe[0] - foot[0]) * 0.4, toe[1] + h * 0.012),
        ],
        color,
    )


def _torso(s: Sheet, body: _Body, joints: Pose, dress: Dress) -> None:
    (nx, ny), (hx, hy) = joints.neck, joints.hip
    mx, my = (nx + hx) / 2, (ny + hy) / 2
    right = [(hx + 0.1, hy + 0.03), (mx + 0.092, my), (nx + 0.11, ny + 0.03), (nx + 0.04, ny - 0.01)]
    left = [(nx - 0.04, ny - 0.01), (nx - 0.11, ny + 0.03), (mx - 0.092, my), (hx - 0.1, hy + 0.03)]
    outline = body.at(*left, *right)
    s.poly(smooth(outline, steps=4), dress.top)


def _skirt(joints: Pose) -> Outline:
    hx, hy = joints.hip
    left = min(foot[0] for _, foot in joints.legs)
    right = max(foot[0] for _, foot in joints.legs)
    return [
        (hx - 0.1, hy),
        (hx + 0.1, hy),
        (right + 0.075, -0.04),
        (right + 0.05, -0.015),
        (left - 0.05, -0.015),
        (left - 0.075, -0.04),
    ]


def _headdress(s: Sheet, body: _Body, joints: Pose, dress: Dress) -> None:
    x, y = joints.head
    nx, ny = joints.neck
    cloth = dress.cloth or dress.legs
    shapes: dict[str, Outline] = {
        "caping": [(x - 0.17, y - 0.015), (x, y - 0.14), (x + 0.17, y - 0.015), (x, y + 0.01)],
        "peci": [(x - 0.06, y - 0.025), (x - 0.052, y - 0.085), (x + 0.052, y - 0.085), (x + 0.06, y - 0.025)],
        "helmet": [(x - 0.068, y - 0.01), *ring(x, y - 0.015, 0.066, 0.078, (180, 360)), (x + 0.1, y - 0.01)],
        "bun": ring(x - 0.065, y - 0.03, 0.04),
        "cap": [(x - 0.058, y - 0.02), *ring(x, y - 0.02, 0.06, 0.062, (180, 360)), (x + 0.11, y - 0.02)],
    }  # fmt: skip
    if dress.hat == "hijab":
        veil = [
            (x, y - 0.09),
            (x + 0.06, y - 0.06),
            (x + 0.055, y + 0.03),
            (nx + 0.1, ny + 0.07),
            (nx, ny + 0.13),
            (nx - 0.11, ny + 0.07),
            (x - 0.075, y + 0.03),
            (x - 0.065, y - 0.06),
        ]
        s.poly(smooth(body.at(*veil), steps=4), cloth)
        face = body.at((x + 0.022, y + 0.005))[0]
        s.oval(*face, body.height * 0.03, body.height * 0.042, dress.skin)
    elif dress.hat in shapes:
        s.poly(body.at(*shapes[dress.hat]), cloth)


def crowd(s: Sheet, y: float, size: float, color: Color, hands: float = 0.0) -> None:
    """Heads and shoulders seen from behind along the whole width; a share ``hands`` of them raise an arm."""
    x = -size * 0.3
    while x < 1500 + size:
        level = y + s.rng.uniform(-0.28, 0.28) * size
        body = [
            (x - size * 0.5, level + size * 1.6),
            (x - size * 0.42, level + size * 0.62),
            (x - size * 0.14, level + size * 0.36),
            (x + size * 0.14, level + size * 0.36),
            (x + size * 0.42, level + size * 0.62),
            (x + size * 0.5, level + size * 1.6),
        ]
        s.poly(smooth(body, steps=4), color)
        s.oval(x, level, size * 0.24, size * 0.3, color)
        if s.rng.random() < hands:
            side = s.rng.choice((-1, 1))
            elbow = (x + side * size * 0.56, level + size * 0.1)
            s.line(
                [
                    (x + side * size * 0.36, level + size * 0.7),
                    elbow,
                    (x + side * size * s.rng.uniform(0.3, 0.7), level - size * s.rng.uniform(0.6, 0.95)),
                ],
                color,
                size * 0.17,
            )
        x += size * s.rng.uniform(0.72, 1.02)
    s.poly(box(0, y + size, 1500, 1005), color)


def dress(s: Sheet, hat: str = "", bright: bool = False, skirt: bool = False) -> Dress:
    """An outfit in the inks of the sheet; ``bright`` wears the accent."""
    p = s.p
    top = p.pop if bright else s.rng.choice((p.mid, p.sun, p.deep))
    return Dress(p.ink, top, p.tone(0.85), hat, skirt, p.sun if bright else p.pop)


def umbrella(s: Sheet, hand: Point, size: float, colors: tuple[Color, Color]) -> None:
    """An open umbrella over the hand that holds it."""
    x, y = hand
    top = y - size * 0.75
    s.line([(x, y), (x, top - size * 0.42)], s.p.ink, max(2, size * 0.02))
    dome = ring(x, top, size * 0.62, size * 0.4, (180, 360))
    scallops: Outline = []
    for index in range(5, 0, -1):
        scallops += ring(x - size * 0.62 + (index - 0.5) * size * 0.248, top, size * 0.124, size * 0.06, (0, -180))
    s.poly([*dome, *scallops], colors[0])
    s.poly(
        [
            (x, top - size * 0.4),
            *ring(x + size * 0.1, top, size * 0.52, size * 0.4, (300, 360)),
            (x + size * 0.37, top),
            (x + size * 0.25, top - size * 0.05),
        ],
        colors[1],
    )
