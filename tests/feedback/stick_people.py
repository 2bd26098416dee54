"""Stick people, events and progress to show: no camera, no model."""

import math
from dataclasses import fields, replace
from typing import Any, get_args

import numpy as np

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.exercises.spec import ExerciseSpec, Posture
from posetrainer.feedback.cues import Cue, Priority
from posetrainer.pose.landmarks import COUNT, NAMES, index_of
from posetrainer.pose.pose import Pose
from posetrainer.rules import obstacles as ob
from posetrainer.rules.events import Event
from posetrainer.rules.obstacles import Obstacle, OtherSideOnly, PartsUnseen, Unmet
from posetrainer.rules.progress import Progress
from posetrainer.workout.situation import Situation, Stage

#: One of every kind of driving measure, view and dose; a paced one among them.
IDS = (
    "wall_squat", "straight_leg_raise", "heel_slides", "abdominal_contraction", "aerobic_march",
    "hamstring_stretch", "hip_flexor_stretch",
)  # fmt: skip

#: Where parts are in a picture of size 1 x 1, from the side.
STANDING = {
    "shoulder": (0.55, 0.25), "elbow": (0.56, 0.4), "wrist": (0.53, 0.52), "hip": (0.56, 0.5),
    "knee": (0.45, 0.62), "ankle": (0.47, 0.8), "heel": (0.49, 0.83), "foot_index": (0.4, 0.83),
}  # fmt: skip
LYING = {
    "shoulder": (0.7, 0.68), "elbow": (0.6, 0.7), "wrist": (0.5, 0.7), "hip": (0.48, 0.68),
    "knee": (0.35, 0.6), "ankle": (0.22, 0.53), "heel": (0.2, 0.55), "foot_index": (0.2, 0.46),
}  # fmt: skip


def stick(parts: dict[str, tuple[float, float]], size: tuple[int, int]) -> Pose:
    """A stick person; the right side is a little behind the left."""
    xy = np.full((COUNT, 2), 0.3)
    for part, at in parts.items():
        xy[index_of(part, "left")] = at  # type: ignore[arg-type]
        xy[index_of(part, "right")] = (at[0] + 0.015, at[1] - 0.01)
    visibility = np.where([name.startswith("left") for name in NAMES], 0.99, 0.7)
    return Pose(0.0, xy * size, np.zeros((COUNT, 3)), visibility, size)


def picture(width: int, height: int) -> np.ndarray:
    """A picture with some texture."""
    rows, columns = np.mgrid[0:height, 0:width]
    grey = ((rows * 3 + columns * 2) % 120 + 80).astype(np.uint8)
    return np.repeat(grey[:, :, None], 3, axis=2)


def progress_of(spec: ExerciseSpec, **changes: Any) -> Progress:
    """Progress of somebody at rest, changed as asked for."""
    side = "both" if spec.dose.sides == "both" else "left"
    base = Progress(
        time_s=1.0,
        ready=True,
        obstacle=None,
        phase="rest",
        side=side,
        near="left",
        side_due="left" if spec.dose.sides == "alternate" else None,
        counted=3,
        good=2,
        missed=0,
        prescribed=spec.dose.repetitions,
        sets=spec.dose.sets,
        value=5.0,
        target=37.0,
        rest=10.0,
        unit=spec.driver.unit if spec.driver else None,
        held_s=0.0,
        hold_s=spec.hold_s,
        harmful=False,
        faults=(),
        too_fast=False,
        wrong_side=False,
    )
    return replace(base, **changes)


KEYS = frozenset({"space", "n", "b", "r", "m", "f", "q"})
RAISE = load_exercise("straight_leg_raise")


def situation(stage: Stage, spec: ExerciseSpec = RAISE, **more: Any) -> Situation:
    return Situation(stage, spec, block=3, blocks=9, elapsed_s=750.0, planned_s=1800.0, **more)


#: A plausible value for every field of every event.
USUAL: dict[str, Any] = {
    "side": "left", "reason": "partial", "unseen": PartsUnseen(("feet",)), "unseen_s": 2.0,
    "obstacle": OtherSideOnly("left"),
    "start_s": 0.5, "end_s": 5.0, "seconds": 5.0, "held_s": 3.94, "prescribed_s": 5.0,
    "phase": "out", "speed": 90.0, "limit": 60.0, "unit": "deg", "say": "Too fast!",
    "fault": "knee_bent", "value": 40.0, "severity": "correction", "again": False,
    "number": 3, "good": True, "shortfalls": (), "faults": (), "peak": 90.0,
    "due": "right",
    "flaw": "quick", "per_min": 160.0,
    "peak_speed": 30.0, "needed": 50.0, "too_fast": False, "set_number": 1, "sets": 1,
}  # fmt: skip


def unmet(say: str) -> Obstacle:
    """A condition of the exercise that does not hold."""
    return Unmet("any", say)


def happened(kind: type[Event], time_s: float, **known: Any) -> Event:
    """An event with usual values for what a test does not care about."""
    filled = {field.name: USUAL[field.name] for field in fields(kind) if field.name in USUAL}
    return kind(**{**filled, **known, "time_s": time_s})


#: All there are, in all their forms.
OBSTACLES: list[Obstacle] = [
    ob.Outside(),
    ob.NobodySeen(),
    ob.PartsUnseen(),
    *(ob.PartsUnseen((part,)) for part in get_args(ob.BodyPart) if part != "head"),
    ob.PartsUnseen(("hips", "knees")),
    ob.CameraStopped(),
    ob.BodyIncomplete(),
    *(
        ob.OutOfPicture(part, wholly, way)
        for part in get_args(ob.BodyPart)
        if part != "trunk"
        for wholly in (False, True)
        for way in (None, *get_args(ob.Way))
    ),
    ob.TooFar(),
    ob.TooNear(),
    ob.TooFewPictures(),
    ob.WrongView("side"),
    ob.WrongView("front"),
    *(ob.WrongPosture(posture) for posture in get_args(Posture)),
    *(
        ob.PictureTurned(turn, unless)
        for turn in (90, 180, 270)
        for unless in (None, *get_args(Posture))
    ),
    ob.Unmet("knees_straight", "Stand up with your knees straight."),
    ob.OtherSideOnly("left"),
    ob.Moving(),
    ob.TooDark(),
    ob.TooBright(),
    ob.Grainy(),
]

#: Sizes of a picture.
SIZES = [(480, 360), (640, 480), (1280, 720), (480, 854), (320, 240), (241, 321)]
#: What a person may be shown doing.
SITUATIONS: dict[str, dict[str, Any]] = {
    "rest": {},
    "out": {"phase": "out", "value": 20.0},
    "hold": {"phase": "hold", "held_s": 2.0, "hold_s": 5.0, "value": 45.0},
    "held": {"phase": "hold", "held_s": 5.5, "hold_s": 5.0, "value": 45.0},
    "back": {"phase": "back", "value": 30.0},
    "too fast": {"phase": "out", "too_fast": True, "value": 30.0},
    "unknown": {"phase": "out", "value": math.nan, "target": math.nan, "held_s": math.nan},
    "unknown hold": {"phase": "hold", "value": math.nan, "held_s": math.nan, "hold_s": 5.0},
    "infinite": {"phase": "out", "value": math.inf, "target": -math.inf},
    "negative": {"phase": "rest", "value": -3.0},
    "not ready": {"ready": False, "obstacle": unmet("Turn sideways to the camera, please.")},
    "nowhere": {"side": None, "side_due": None},
    "done": {"counted": 10, "good": 10},
}
#: What may be spoken at the time.
CUES = [
    None,
    Cue("Slide down slowly until your knees are bent to 45 degrees.", Priority.INSTRUCTION, 0, 3),
    Cue("Too fast! Slide the heel very slowly.", Priority.SAFETY, 0, 3),
    Cue("3. Other leg.", Priority.COUNT, 0, 1),
    Cue("3", Priority.COUNT, 0, 1, good=True),
    Cue("Straighten the knee of the lifted leg.", Priority.CORRECTION, 0, 3),
    Cue("I cannot see your left foot.", Priority.SIGHT, 0, 3),
    Cue("Well done. That was the last one.", Priority.PRAISE, 0, 3, good=True),
]
