"""What a person's joints do at one moment, in angles a physiotherapist would use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Side = Literal["left", "right"]
SIDES: tuple[Side, Side] = ("left", "right")

STANDING_LEAN_DEG = 0.0
SUPINE_LEAN_DEG = 90.0
CRAWLING_LEAN_DEG = -90.0


def other(side: Side) -> Side:
    """Return the opposite side."""
    return "right" if side == "left" else "left"


@dataclass(frozen=True)
class LegAngles:
    """Degrees from anatomical zero: flexion is positive, at the ankle dorsiflexion.

    `out` is how far the thigh is moved out to the side, `turn` how far it is rotated outward.
    """

    hip: float
    knee: float
    ankle: float
    out: float = 0.0
    turn: float = 0.0


@dataclass(frozen=True)
class ArmAngles:
    """Degrees from a hanging arm: out to the side, forward, elbow flexion, wrist extension."""

    out: float
    forward: float
    elbow: float
    wrist: float = 0.0


@dataclass(frozen=True)
class Posture:
    """All joint angles, and where the body is.

    The middle between the hip joints is at x = 0, y = -`forward_m`, z = `hip_height_m` in the
    room. `lean_deg` is how far the trunk is tipped back: 0 standing, 90 lying on the back, -90 on
    hands and knees. `sway_deg` bends the spine to the person's left.
    """

    left_leg: LegAngles
    right_leg: LegAngles
    left_arm: ArmAngles
    right_arm: ArmAngles
    hip_height_m: float
    lean_deg: float = STANDING_LEAN_DEG
    spine_deg: float = 0.0
    neck_deg: float = 0.0
    head_turn_deg: float = 0.0
    sway_deg: float = 0.0
    forward_m: float = 0.0

    def leg(self, side: Side) -> LegAngles:
        """Return the angles of one leg."""
        return self.left_leg if side == "left" else self.right_leg

    def arm(self, side: Side) -> ArmAngles:
        """Return the angles of one arm."""
        return self.left_arm if side == "left" else self.right_arm
