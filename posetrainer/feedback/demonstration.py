"""The movement before it is done: what an animated figure shows at a media time."""

import math
from dataclasses import dataclass
from typing import NamedTuple

from posetrainer.exercises.key_poses import KeyPoses
from posetrainer.exercises.spec import ExerciseSpec, Phase
from posetrainer.feedback.movement import between, swapped
from posetrainer.feedback.scene import Pose, Scene, scene_of, scene_of_poses
from posetrainer.rules.tempo import TempoLimits
from posetrainer.rules.thresholds import Thresholds

#: A calm movement takes this many times as long as the tempo's limits allow at least: these leave
#: room for the camera's error.
CALM = 2.0
#: No movement is shown quicker than this, in seconds, unless it has a rhythm.
LEAST_S = 1.5
#: A hold is shown for so long at most, in seconds: it is the movement that is to be seen.
HOLD_SHOWN_S = 2.0
#: Between two repetitions, in seconds; the sides change in it.
REST_S = 1.0


class Timing(NamedTuple):
    """How long each phase of a repetition is shown, in seconds."""

    out: float
    hold: float
    back: float
    rest: float


class Instant(NamedTuple):
    """A moment of the demonstration.

    Parameters
    ----------
    repetition : int
        Which one it is, from 0.
    phase : {"out", "hold", "back", "rest"}
    share : float
        How much of the phase is over, 0 to 1, with a soft beginning and end.
    """

    repetition: int
    phase: Phase
    share: float


def eased(share: float) -> float:
    """Return a share of a time as a share of a way that begins and ends softly."""
    return (1 - math.cos(math.pi * min(1.0, max(0.0, share)))) / 2


def timing_of(spec: ExerciseSpec) -> Timing:
    """Return the tempo that an exercise should have.

    A paced one has its own; one with a rhythm goes in the middle of it.
    """
    if spec.paced is not None:
        return Timing(0.0, spec.paced.hold_s, spec.paced.relax_s, 0.0)
    if spec.rhythm is not None:
        per_min = (spec.rhythm.at_least_per_min + spec.rhythm.at_most_per_min) / 2
        return Timing(30 / per_min, 0.0, 30 / per_min, 0.0)
    out, back = _ways_s(spec)
    return Timing(out, min(spec.hold_s, HOLD_SHOWN_S), back, REST_S)


def _ways_s(spec: ExerciseSpec) -> tuple[float, float]:
    """Return how long the ways out and back take, with the top speed well within the limits."""
    if spec.repetition is None or spec.driver is None or spec.tempo is None:
        return LEAST_S, LEAST_S
    limits = TempoLimits.of(spec.tempo, spec.driver.unit)
    bands = Thresholds.of(spec.repetition, spec.driver.unit)
    # A soft beginning and end make the top speed this much more than the mean.
    way = math.pi / 2 * (bands.prescribed - bands.rest)
    out, back = (
        max(LEAST_S, CALM * max(limits.shortest_s[phase], way / limits.highest[phase]))
        for phase in limits.highest
    )
    return out, back


def instant_of(timing: Timing, time_s: float) -> Instant:
    """Return which moment of the demonstration is at a media time, in seconds."""
    lasts_s = sum(timing)
    repetition, into_s = divmod(time_s, lasts_s)
    phases: tuple[Phase, ...] = ("out", "hold", "back", "rest")
    for phase, seconds in zip(phases, timing, strict=True):
        if into_s < seconds:
            return Instant(int(repetition), phase, eased(into_s / seconds))
        into_s -= seconds
    return Instant(int(repetition), "rest", 1.0)


@dataclass(frozen=True)
class Shown:
    """What is to be drawn of the figure.

    Parameters
    ----------
    scene : Scene
        Which parts move, and which way.
    pose : dict of str to tuple of float
        Where the parts are now.
    held : bool
        Whether the target is held now.
    """

    scene: Scene
    pose: Pose
    held: bool


class Demonstration:
    """The repetitions of an exercise, one after the other, where the sides take turns in turn.

    Parameters
    ----------
    spec : ExerciseSpec
    poses : KeyPoses
        Of this exercise.
    mirrored : bool
        Whether the camera's picture is shown as a mirror shows it.
    """

    def __init__(self, spec: ExerciseSpec, poses: KeyPoses, mirrored: bool) -> None:
        self._timing = timing_of(spec)
        scene = scene_of(spec, poses, mirrored)
        self._frontal = frontal = spec.view == "front"
        self.scenes: tuple[Scene, ...] = (scene,)
        if spec.dose.sides == "alternate":
            start, target = (swapped(pose, frontal=frontal) for pose in (scene.start, scene.target))
            self.scenes = (scene, scene_of_poses(spec, start, target, mirrored))

    def at(self, time_s: float) -> Shown:
        """Return what is shown at a media time, in seconds."""
        instant = instant_of(self._timing, time_s)
        scene = self.scenes[instant.repetition % len(self.scenes)]
        following = self.scenes[(instant.repetition + 1) % len(self.scenes)]
        if instant.phase == "rest":
            pose = between(scene.start, following.start, instant.share, frontal=self._frontal)
        elif instant.phase == "hold":
            pose = scene.target
        else:
            out = instant.phase == "out"
            share = instant.share if out else 1 - instant.share
            pose = between(scene.start, scene.target, share, frontal=self._frontal)
        return Shown(scene, pose, instant.phase == "hold")
