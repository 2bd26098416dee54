"""What keeps a person from being judged, as codes and numbers; feedback words it."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from posetrainer.exercises.spec import Posture, View
from posetrainer.pose.landmarks import Side
from posetrainer.quarter_turns import Turn

#: ``trunk`` is shoulders and hips.
BodyPart = Literal["head", "shoulders", "elbows", "hands", "trunk", "hips", "knees", "feet"]
#: Where to move to be in the picture, as the person sees it.
Way = Literal["left", "right", "forwards", "backwards", "towards_head", "towards_feet"]


@dataclass(frozen=True)
class Obstacle:
    """Something to be put right before anything counts."""

    kind: ClassVar[str]

    @property
    def code(self) -> str:
        """What it is; does not change from release to release."""
        return self.kind


@dataclass(frozen=True)
class Outside(Obstacle):
    """Nobody has come into the picture yet."""

    kind: ClassVar[str] = "outside"


@dataclass(frozen=True)
class NobodySeen(Obstacle):
    """Nobody was seen from the beginning to the end."""

    kind: ClassVar[str] = "nobody_seen"


@dataclass(frozen=True)
class Unseen(Obstacle):
    """Something the exercise needs cannot be seen."""


@dataclass(frozen=True)
class PartsUnseen(Unseen):
    """Parts of the body cannot be seen; where there are none, the whole person."""

    kind: ClassVar[str] = "not_seen"
    parts: tuple[BodyPart, ...] = ()


@dataclass(frozen=True)
class CameraStopped(Unseen):
    """The picture stands still."""

    kind: ClassVar[str] = "camera_stopped"


@dataclass(frozen=True)
class BodyIncomplete(Obstacle):
    """Too little of the body is seen to know its posture."""

    kind: ClassVar[str] = "body_incomplete"


@dataclass(frozen=True)
class OutOfPicture(Obstacle):
    """A part of the body is out of the picture, or at its edge.

    Parameters
    ----------
    part : BodyPart
    wholly : bool
        Whether it is out of the picture, not just at its edge.
    way : Way or None
        Where to move; None where that is not known.
    """

    kind: ClassVar[str] = "out_of_picture"
    part: BodyPart
    wholly: bool
    way: Way | None


@dataclass(frozen=True)
class TooFar(Obstacle):
    """The person is too small in the picture."""

    kind: ClassVar[str] = "too_far"


@dataclass(frozen=True)
class TooNear(Obstacle):
    """The person does not fit into the picture."""

    kind: ClassVar[str] = "too_near"


@dataclass(frozen=True)
class TooFewPictures(Obstacle):
    """There are too few pictures a second to follow a movement."""

    kind: ClassVar[str] = "too_few_pictures"


@dataclass(frozen=True)
class WrongView(Obstacle):
    """The person is seen from another direction than ``view``."""

    kind: ClassVar[str] = "wrong_view"
    view: View


@dataclass(frozen=True)
class WrongPosture(Obstacle):
    """The person is in another posture than ``posture``."""

    kind: ClassVar[str] = "wrong_posture"
    posture: Posture


@dataclass(frozen=True)
class PictureTurned(Obstacle):
    """The picture lies on its side or is upside down.

    Parameters
    ----------
    turn_deg : {90, 180, 270}
        Clockwise turn that would set it upright.
    unless : Posture or None
        The posture that the person should be in; if they are not in it yet, it is that which
        is wrong, not the picture. None where the picture surely is turned.
    """

    kind: ClassVar[str] = "picture_turned"
    turn_deg: Turn
    unless: Posture | None = None


@dataclass(frozen=True)
class Unmet(Obstacle):
    """A condition of the exercise does not hold.

    Parameters
    ----------
    condition : str
        Its id in the spec.
    say : str
        The spec's own words for it.
    """

    kind: ClassVar[str] = "unmet"
    condition: str
    say: str

    @property
    def code(self) -> str:
        """What it is, with the condition's id."""
        return f"{self.kind}:{self.condition}"


@dataclass(frozen=True)
class OtherSideOnly(Obstacle):
    """Only the side ``side`` exercises."""

    kind: ClassVar[str] = "other_side_only"
    side: Side


@dataclass(frozen=True)
class Moving(Obstacle):
    """The person is in place, but has to keep still for a moment."""

    kind: ClassVar[str] = "moving"


@dataclass(frozen=True)
class TooDark(Obstacle):
    """There is too little light for a person to be found."""

    kind: ClassVar[str] = "too_dark"


@dataclass(frozen=True)
class TooBright(Obstacle):
    """There is too much light for a person to be found."""

    kind: ClassVar[str] = "too_bright"


@dataclass(frozen=True)
class Grainy(Obstacle):
    """The picture's noise makes landmarks unsure."""

    kind: ClassVar[str] = "grainy"
