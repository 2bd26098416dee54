"""What is measured of a body: quantities, and how each is read.

A *quantity* is read off one set of landmarks, on either side of the body. A *measurand* is a
quantity with the side it is read on, from which zero and over which time. Both are plain values:
equal ones are the same. Angles follow goniometry: a straight knee is 0.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

Unit = Literal["deg", "in"]
Part = Literal["shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "foot_index"]
Joint = Literal["knee", "hip", "ankle", "shoulder", "elbow"]
#: ``near`` is the side turned to the camera, ``both`` the mean of the two; ``moving`` is the
#: side that exercises at the moment and ``other`` its opposite.
#: ``difference`` is how far the two sides are apart.
SideName = Literal["near", "left", "right", "both", "moving", "other", "difference"]

#: The landmarks between which a joint's flexion is measured: from the first to the second lies
#: the proximal segment, from the last but one to the last the distal one. The foot is its sole,
#: from heel to toes; an arm that hangs beside the trunk is at 0.
JOINT_PARTS: dict[Joint, tuple[Part, ...]] = {
    "knee": ("hip", "knee", "ankle"),
    "hip": ("shoulder", "hip", "knee"),
    "ankle": ("knee", "ankle", "heel", "foot_index"),
    "shoulder": ("shoulder", "hip", "shoulder", "elbow"),
    "elbow": ("shoulder", "elbow", "wrist"),
}


@dataclass(frozen=True)
class JointAngle:
    """How far a joint is bent, in degrees; 0 is straight.

    At the ankle it is dorsiflexion: 0 is a foot at right angles to the shank, plantarflexion
    is negative.

    Parameters
    ----------
    joint : {"knee", "hip", "ankle", "shoulder", "elbow"}
    extension : bool
        Read minus the angle instead, which grows as the joint is straightened.
    """

    unit: ClassVar[Unit] = "deg"
    joint: Joint
    extension: bool = False

    @property
    def parts(self) -> tuple[Part, ...]:
        """Landmarks that must be seen."""
        return JOINT_PARTS[self.joint]


@dataclass(frozen=True)
class SegmentAngle:
    """How far a segment leans from the vertical or rises from the horizontal, in degrees.

    Parameters
    ----------
    start, end : str
        Landmarks at its lower or fixed end, and at its upper or moving end.
    against : {"vertical", "horizontal"}
        ``vertical``: lean, 0 is upright. ``horizontal``: rise, 0 is level, negative below.
    """

    unit: ClassVar[Unit] = "deg"
    start: Part
    end: Part
    against: Literal["vertical", "horizontal"]

    @property
    def parts(self) -> tuple[Part, ...]:
        """Landmarks that must be seen."""
        return (self.start, self.end)


@dataclass(frozen=True)
class Height:
    """How high a landmark is above the ground, or above another landmark.

    Parameters
    ----------
    part : str
    over : str or None
        The other landmark; None for the ground.
    """

    unit: ClassVar[Unit] = "in"
    part: Part
    over: Part | None = None

    @property
    def parts(self) -> tuple[Part, ...]:
        """Landmarks that must be seen."""
        return (self.part,) if self.over is None else (self.part, self.over)


@dataclass(frozen=True)
class Separation:
    """How far two landmarks are apart in the picture.

    Parameters
    ----------
    start, end : str
    end_on : {"same", "opposite"}
        Which side of the body the second landmark is on.
    along : {"line", "horizontal", "vertical"}
        ``line``: straight across; else only that component of it.
    """

    unit: ClassVar[Unit] = "in"
    start: Part
    end: Part
    end_on: Literal["same", "opposite"] = "same"
    along: Literal["line", "horizontal", "vertical"] = "line"

    @property
    def parts(self) -> tuple[Part, ...]:
        """Landmarks that must be seen."""
        return (self.start, self.end)


Quantity = JointAngle | SegmentAngle | Height | Separation


@dataclass(frozen=True)
class Measurand:
    """A quantity, and how it is read over time.

    Parameters
    ----------
    quantity : Quantity
    side : str
        Which side of the body, see :data:`SideName`.
    from_rest : bool
        Read how far it is from its own value at rest.
    swing_within_s : float or None
        Read instead how far it went to and fro within so many seconds.
    """

    quantity: Quantity
    side: SideName
    from_rest: bool = False
    swing_within_s: float | None = None
