"""From a clip's recipe to a posture at every moment, and the exact value that drives it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from math import ceil
from typing import overload

import numpy as np

from samples.renderer.body import Person
from samples.renderer.contact import LegSolver
from samples.renderer.motion import Track, Tremor
from samples.renderer.posture import SIDES, ArmAngles, Posture, Side
from samples.renderer.recipes import Clip, MovingSide, Repetition
from samples.renderer.rotation import Floats
from samples.renderer.scene import Ball
from samples.renderer.shapes import LEAD_IN_S, LEAD_OUT_S, REST_S, Shape

# How far tremor and breathing move a joint, in degrees, and a leg held in the air, in inches.
JOINT_TREMOR_DEG = 0.4
KNEE_TREMOR_DEG = 0.3
LIFT_TREMOR_IN = 0.2

# The thickness of the shirt one lies on.
SHIRT_M = 0.012


@dataclass(frozen=True)
class Timed:
    """A repetition and when it happens: leaves rest, is at rest again."""

    repetition: Repetition
    start_s: float
    end_s: float


class Choreography(ABC):
    """A person doing one clip."""

    def __init__(self, clip: Clip, person: Person) -> None:
        self.clip, self.person = clip, person
        self.tremor = Tremor(clip.seed)
        self.solvers = {side: LegSolver(person.legs[side]) for side in SIDES}
        self.timed: list[Timed] = []
        last_s = self._plan(LEAD_IN_S)
        self.frames = ceil((last_s + LEAD_OUT_S) * clip.fps)
        self.duration_s = self.frames / clip.fps

    @abstractmethod
    def _plan(self, start_s: float) -> float:
        """Lay out all repetitions from `start_s`; return when the last one is at rest."""

    @abstractmethod
    def posture(self, time_s: float) -> Posture:
        """Return the posture at a time in seconds."""

    @abstractmethod
    def driver(self, times_s: Floats, side: MovingSide) -> Floats:
        """Return the driving measure of a side at some times (N,), in the exercise's unit."""

    @property
    def ball(self) -> Ball | None:
        """The Swiss ball that is used, if one is."""
        return None

    def _shape(self, repetition: Repetition) -> Shape:
        return self.clip.exercise.shapes[repetition.kind]

    def _sway(self, channel: str, time_s: float) -> float:
        return JOINT_TREMOR_DEG * self.tremor.at(channel, time_s)

    def _arm(self, side: Side, rest: ArmAngles, time_s: float) -> ArmAngles:
        return ArmAngles(
            out=rest.out + self._sway(f"{side} arm out", time_s),
            forward=rest.forward + self._sway(f"{side} arm forward", time_s),
            elbow=rest.elbow + self._sway(f"{side} elbow", time_s),
            wrist=rest.wrist,
        )


@dataclass(frozen=True)
class Wobble:
    """To and fro on top of a movement: bouncing in a stretch."""

    start_s: float
    end_s: float
    size: float
    hertz: float

    FADE_S = 0.5

    def at(self, time_s: Floats) -> Floats:
        """Return it at some times (N,)."""
        inside = np.minimum(time_s - self.start_s, self.end_s - time_s) / self.FADE_S
        fade = np.clip(inside, 0.0, 1.0)
        wave: Floats = np.sin(2 * np.pi * self.hertz * (time_s - self.start_s))
        return self.size * fade * wave


class Keyed(Choreography):
    """A choreography on named channels, each with keyframes of its own.

    Good repetitions vary a little, as a person's do.
    """

    #: How much a good repetition's size and times vary.
    VARIES = 0.04
    REST_S = REST_S
    BOUNCE_HZ = 0.8

    def _plan(self, start_s: float) -> float:
        rng = np.random.default_rng(self.clip.seed)
        self.tracks = {name: Track(value) for name, value in self.resting().items()}
        self.wobbles: dict[str, list[Wobble]] = {}
        end_s = start_s
        for repetition in self.clip.repetitions:
            shape = self._shape(repetition)
            if repetition.kind == "good":
                shape = self._varied(shape, rng)
            start_s = self.prepare(repetition, start_s)
            end_s = start_s + shape.seconds
            self.perform(repetition, shape, start_s)
            self.timed.append(Timed(repetition, start_s, end_s))
            start_s = self.leave(repetition, end_s) + self.REST_S
        return self.leave(self.clip.repetitions[-1], end_s)

    def _varied(self, shape: Shape, rng: np.random.Generator) -> Shape:
        size, out, back = 1 + self.VARIES * rng.uniform(-1, 1, 3)
        return Shape(
            shape.peak * size,
            shape.out_s * out,
            shape.stay_s,
            shape.back_s * back,
            shape.counted,
            shape.faults,
            shape.extra,
        )

    @abstractmethod
    def resting(self) -> dict[str, float]:
        """Return all channels and their values at rest."""

    @abstractmethod
    def perform(self, repetition: Repetition, shape: Shape, start_s: float) -> None:
        """Move the channels through one repetition."""

    def prepare(self, repetition: Repetition, start_s: float) -> float:  # noqa: ARG002
        """Get into place for a repetition; return when it may start."""
        return start_s

    def leave(self, repetition: Repetition, end_s: float) -> float:  # noqa: ARG002
        """Get out of place after a repetition that ended at `end_s`; return when that is done."""
        return end_s

    def out_and_back(self, channel: str, shape: Shape, start_s: float, peak: float) -> None:
        """Move a channel to a peak, stay and come back, in a repetition's rhythm."""
        track = self.tracks[channel]
        rest = track.last
        track.move(start_s, shape.out_s, peak)
        track.move(start_s + shape.out_s + shape.stay_s, shape.back_s, rest)
        bounce = shape.extra.get("bounce")
        if bounce:
            still_s = start_s + shape.out_s
            self.wobbles.setdefault(channel, []).append(
                Wobble(still_s, still_s + shape.stay_s, bounce, self.BOUNCE_HZ)
            )

    def during(self, channel: str, shape: Shape, start_s: float, value: float) -> None:
        """Take a channel to a value well before a repetition's peak and back after it."""
        track = self.tracks[channel]
        rest = track.last
        track.move(start_s, 0.6 * shape.out_s, value)
        back_s = start_s + shape.out_s + shape.stay_s
        track.move(back_s + 0.4 * shape.back_s, 0.6 * shape.back_s, rest)

    @overload
    def at(self, channel: str, time_s: float) -> float: ...
    @overload
    def at(self, channel: str, time_s: Floats) -> Floats: ...
    def at(self, channel: str, time_s: float | Floats) -> float | Floats:
        """Return a channel's value at a time in seconds, or at each of several."""
        times = np.asarray(time_s, dtype=float)
        value = np.asarray(self.tracks[channel].at(times))
        for wobble in self.wobbles.get(channel, ()):
            value = value + wobble.at(times)
        return value if isinstance(time_s, np.ndarray) else float(value)
