"""Timing of the animated figure that demonstrates a movement."""

import math
from dataclasses import dataclass
from typing import NamedTuple

from posetrainer.exercises.key_poses import KeyPoses
from posetrainer.exercises.spec import ExerciseSpec, Phase
from posetrainer.feedback.movement import pose_between, swapped
from posetrainer.feedback.scene import Pose, Scene, scene_of, scene_of_poses
from posetrainer.rules.tempo import TempoLimits
from posetrainer.rules.thresholds import Thresholds

#: A calm movement takes this many times as long as the tempo's limits allow at least: these leave
#: room for the camera's error.
CALM = 2.0
#: No movement is shown quicker than this, in seconds, unless it has a rhythm.
LEAST_S = 1.5
#: Longest time a hold is shown, in seconds: the movement is what matters.
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
    """A moment of the demonstration: the repetition, from 0, its phase, and the share of that
    which is over, 0 to 1, with a soft beginning and end.
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
    repetition, into_s = divmod(time_s, sum(timing))
    phases: tuple[Phase, ...] = ("out", "hold", "back", "rest")
    for phase, seconds in zip(phases, timing, strict=True):
        if into_s < seconds:
            return Instant(int(repetition), phase, eased(into_s / seconds))
        into_s -= seconds
    return Instant(int(repetition), "rest", 1.0)


@dataclass(frozen=True)
class Shown:
    """What is to be drawn: which parts move, where they are, and whether the target is held."""

    scene: Scene
    pose: Pose
    held: bool


class Demonstration:
    """The repetitions of an exercise in a loop; sides that take turns do so.

    ``mirrored``: whether the camera's picture is shown as a mirror shows it.
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
        number, phase, share = instant_of(self._timing, time_s)
        scene, following = (self.scenes[i % len(self.scenes)] for i in (number, number + 1))
        begin, end = scene.start, scene.target
        if phase == "hold":
            begin = end
        elif phase == "back":
            share = 1 - share
        elif phase == "rest":
            end = following.start
        pose = pose_between(begin, end, share, frontal=self._frontal)
        return Shown(scene, pose, phase == "hold")
