"""What a person's joints do at one moment, in angles a physiotherapist would use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Side = Literal["left", "right"]
SIDES: tuple[Side, Side] = ("left", "right")

STANDING_LEAN_DEG = 0.0
SUPINE_LEAN_DEG = 90.0


def other(side: Side) -> Side:
    """Return the opposite side."""
    return "right" if side == "left" else "left"


@dataclass(frozen=True)
class LegAngles:
    """Flexion in degrees from anatomical zero; ankle dorsiflexion is positive."""

    hip: float
    knee: float
    ankle: float


@dataclass(frozen=True)
class ArmAngles:
    """Degrees from a hanging arm: out to the side, forward, and elbow flexion."""

    out: float
    forward: float
    elbow: float


@dataclass(frozen=True)
class Posture:
    """All joint angles, and where the body is.

    The middle between the hip joints is at x = 0, y = 0, z = `hip_height_m` in the room.
    `lean_deg` is how far the trunk is tipped back: 0 standing, 90 lying on the back.
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

    def leg(self, side: Side) -> LegAngles:
        """Return the angles of one leg."""
        return self.left_leg if side == "left" else self.right_leg

    def arm(self, side: Side) -> ArmAngles:
        """Return the angles of one arm."""
        return self.left_arm if side == "left" else self.right_arm
