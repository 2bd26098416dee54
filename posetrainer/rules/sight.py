"""Whether what the exercise needs can be seen."""

from cmath import isnan
from collections.abc import Sequence

from posetrainer.exercises.spec import ExerciseSpec, Measure, Part
from posetrainer.kinematics.geometry import Points
from posetrainer.kinematics.measures import landmarks_of
from posetrainer.pose.landmarks import INDEX, SIDES, Side, index_of, other
from posetrainer.rules.events import Event, LostSight, RepetitionSide, SightRegained
from posetrainer.rules.obstacles import BodyPart, CameraStopped, PartsUnseen, Unseen

#: A landmark may be gone for this long before anything is said.
BLINK_S = 0.5
#: After this long unseen, the movement has to begin anew.
BEGIN_ANEW_S = 3.0

_PARTS: dict[Part, BodyPart] = {
    "shoulder": "shoulders",
    "elbow": "elbows",
    "wrist": "hands",
    "hip": "hips",
    "knee": "knees",
    "ankle": "feet",
    "heel": "feet",
    "foot_index": "feet",
}
_TRUNK = [INDEX[f"{side}_{part}"] for part in ("shoulder", "hip") for side in SIDES]
_HEAD: dict[int, BodyPart] = {INDEX[part]: "head" for part in ("nose", "left_ear", "right_ear")}
_BELOW: tuple[Part, ...] = ("shoulder", "hip", "knee", "ankle", "heel", "foot_index")
_WHOLE_BODY = _HEAD | {index_of(part, side): _PARTS[part] for part in _BELOW for side in SIDES}


class Needs:
    """What must be seen of a body, for one exercise.

    Parameters
    ----------
    spec : ExerciseSpec
    sides : sequence of {"left", "right", "both"}
        The sides that may exercise by themselves.
    """

    def __init__(self, spec: ExerciseSpec, sides: Sequence[RepetitionSide]) -> None:
        self._needed = {near: [_needed(spec, side, near) for side in sides] for near in SIDES}
        #: What should be well inside of the picture, by the nearer side: landmarks, and the part
        #: that each belongs to. The head is part of it: the estimator finds people by their heads.
        self.wanted = {near: _wanted(needed) for near, needed in self._needed.items()}

    def missing(self, points: Points | None, near: Side) -> PartsUnseen | None:
        """Return what cannot be seen, or None when all needed is seen.

        Where either leg may move, seeing one of them is enough to go on.

        Parameters
        ----------
        points : sequence of complex, or None
            Landmarks, NaN where one cannot be judged; None without a person.
        near : {"left", "right"}
            The side turned to the camera.
        """
        if points is None:
            return PartsUnseen()
        for index in _TRUNK:
            if isnan(points[index]):
                return PartsUnseen(("trunk",))
        unseen = None
        for needed in self._needed[near]:
            parts = [part for part, index in needed if isnan(points[index])]
            if not parts:
                return None
            unseen = PartsUnseen(tuple(dict.fromkeys(_PARTS[part] for part in parts)))
        return unseen


class Sight:
    """Tell when sight was lost and regained."""

    def __init__(self) -> None:
        self._unseen_since_s: float | None = None
        self._lost = False
        self._camera_stopped = False

    def step(self, time_s: float, missing: Unseen | None) -> tuple[list[Event], float]:
        """Go on to one more look.

        Returns
        -------
        tuple
            Events, and for how many seconds sight has been gone up to now. Where the camera had
            stopped that is 0: nobody knows of a movement, and the body goes on from there.
        """
        if missing is not None:
            if self._unseen_since_s is None:
                self._unseen_since_s = time_s
                self._camera_stopped = True
            self._camera_stopped &= isinstance(missing, CameraStopped)
        if self._unseen_since_s is None:
            return [], 0.0
        unseen_s = time_s - self._unseen_since_s
        gone_s = 0.0 if self._camera_stopped else unseen_s
        if missing is None:
            self._unseen_since_s = None
            was_lost, self._lost = self._lost, False
            return [SightRegained(time_s, unseen_s)] if was_lost else [], gone_s
        if self._lost or unseen_s < BLINK_S:
            return [], gone_s
        self._lost = True
        return [LostSight(time_s, missing)], gone_s


def _wanted(needed: list[list[tuple[Part, int]]]) -> dict[int, BodyPart]:
    parts = {index: _PARTS[part] for one_side in needed for part, index in one_side}
    return _WHOLE_BODY | parts


def _needed(spec: ExerciseSpec, side: RepetitionSide, near: Side) -> list[tuple[Part, int]]:
    """Parts that must be seen on one side, with their landmarks."""
    needed = (
        seen
        for measure in spec.watched
        for here in _places(measure, side, near)
        for seen in zip(measure.parts, landmarks_of(measure.quantity, here), strict=True)
    )
    return list(dict.fromkeys(needed))


def _places(measure: Measure, side: RepetitionSide, near: Side) -> tuple[Side, ...]:
    place = measure.side
    if place in ("both", "difference"):
        return SIDES
    if place == "left" or place == "right":  # noqa: PLR1714 (narrows the type)
        return (place,)
    # Where both sides exercise together, none is the moving or the other one.
    if place == "near" or side == "both":
        return (near,)
    return (side,) if place == "moving" else (other(side),)
