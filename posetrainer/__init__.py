"""A pose-checking trainer for back-pain relief exercises.

Frames become poses (:mod:`posetrainer.pose`), poses become readings
(:mod:`posetrainer.kinematics`), readings become events (:mod:`posetrainer.rules`), and
events become coaching (:mod:`posetrainer.feedback`). Data flows in that direction only.

Judge landmarks from any pose model in ten lines:

>>> import numpy as np
>>> import posetrainer
>>> landmarks = np.load("landmarks.npy")  # (frames, 33, 4): x, y, z, visibility, from MediaPipe
>>> times_s = np.arange(len(landmarks)) / 15
>>> poses = posetrainer.poses_from_numpy(landmarks, times_s, (480, 360), normalised=True)
>>> judgement = posetrainer.judge(poses, posetrainer.load_exercise("heel_raises"))
>>> print(judgement.summary.repetitions, judgement.summary.good)
4 4

Each name is loaded when it is first used, so importing this package is cheap. A mistake that a user
can correct raises :class:`posetrainer.errors.UserError`, whose message names the correction; an
invalid argument raises ``ValueError``.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from posetrainer.capture.source import open_source
    from posetrainer.errors import UserError
    from posetrainer.exercises.catalogue import exercise_ids, load_exercise
    from posetrainer.exercises.loader import load_spec
    from posetrainer.exercises.spec import ExerciseSpec
    from posetrainer.feedback.event_records import as_record
    from posetrainer.pose.arrays import poses_from_numpy, to_dataframe, to_numpy
    from posetrainer.pose.opening import open_estimator
    from posetrainer.pose.pose import Pose, TimedPose
    from posetrainer.recordings.reader import Recording, load_recording
    from posetrainer.rules.events import Event
    from posetrainer.rules.person import Person
    from posetrainer.rules.trainer import Trainer
    from posetrainer.runtime.judge import Judgement, estimate_poses, judge

    __version__: str

__all__ = [
    "Event",
    "ExerciseSpec",
    "Judgement",
    "Person",
    "Pose",
    "Recording",
    "TimedPose",
    "Trainer",
    "UserError",
    "__version__",
    "as_record",
    "estimate_poses",
    "exercise_ids",
    "judge",
    "load_exercise",
    "load_recording",
    "load_spec",
    "open_estimator",
    "open_source",
    "poses_from_numpy",
    "to_dataframe",
    "to_numpy",
]

#: Where each name is defined.
_MODULES = {
    name: f"posetrainer.{module}"
    for module, names in {
        "capture.source": ("open_source",),
        "errors": ("UserError",),
        "exercises.catalogue": ("exercise_ids", "load_exercise"),
        "exercises.loader": ("load_spec",),
        "exercises.spec": ("ExerciseSpec",),
        "feedback.event_records": ("as_record",),
        "pose.arrays": ("poses_from_numpy", "to_dataframe", "to_numpy"),
        "pose.opening": ("open_estimator",),
        "pose.pose": ("Pose", "TimedPose"),
        "recordings.reader": ("Recording", "load_recording"),
        "rules.events": ("Event",),
        "rules.person": ("Person",),
        "rules.trainer": ("Trainer",),
        "runtime.judge": ("Judgement", "estimate_poses", "judge"),
    }.items()
    for name in names
}


if not TYPE_CHECKING:  # a type checker would otherwise accept any name

    def __getattr__(name: str) -> Any:
        """Load a public name when it is first used (PEP 562)."""
        if name == "__version__":
            from importlib.metadata import version

            value: Any = version("posetrainer")
        elif name in _MODULES:
            value = getattr(import_module(_MODULES[name]), name)
        else:
            raise AttributeError(f"module 'posetrainer' has no attribute {name!r}")
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
