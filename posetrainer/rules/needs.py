"""What must be seen of a body, for one exercise."""

from cmath import isnan

from posetrainer.exercises.spec import ExerciseSpec, Measure, Part
from posetrainer.kinematics.geometry import Points
from posetrainer.kinematics.measures import landmarks_of
from posetrainer.pose.landmarks import INDEX, SIDES, Side, index_of, other
from posetrainer.rules.events import RepetitionSide
from posetrainer.rules.obstacles import BodyPart, PartsUnseen

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


def exercising_sides(spec: ExerciseSpec) -> tuple[RepetitionSide, ...]:
    """Return the sides that may exercise by themselves; paced by the trainer, none does."""
    return ("both",) if spec.paced is not None or spec.dose.sides == "both" else SIDES


class Needs:
    """What must be seen of a body, for one exercise.

    Parameters
    ----------
    spec : ExerciseSpec
    """

    def __init__(self, spec: ExerciseSpec) -> None:
        sides = exercising_sides(spec)
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
