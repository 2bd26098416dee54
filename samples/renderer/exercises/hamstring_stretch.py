"""Hamstring stretch: the thigh upright in both hands, the knee straightened and held 20 s."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from samples.renderer.contact import HOOK_KNEE_DEG
from samples.renderer.exercises.supine import Supine, one_side
from samples.renderer.looks import BRIGHT_ROOM, LYING_A, LYING_ASIDE, MAN, SUNNY_ROOM, WOMAN
from samples.renderer.posture import SIDES, LegAngles, Posture, Side
from samples.renderer.recipes import Clip, MovingSide, Repetition, on
from samples.renderer.rotation import Floats
from samples.renderer.shapes import Exercise, Shape

# Before the knee is straightened the thigh is brought upright, and afterwards put down.
RAISE_S, PAUSE_S = 2.0, 0.6
UPRIGHT_DEG, DROPPED_DEG = 86.0, 56.0

GOOD = Shape(peak=62, out_s=3.0, stay_s=20.6, back_s=2.5)
EXERCISE = Exercise(
    id="hamstring_stretch",
    driver="knee_straightening",
    unit="deg",
    ground="mat",
    held=True,
    counting_threshold=25.0,
    speed_limit=70.0,
    still_speed=6.0,
    shapes={
        "good": GOOD,
        "too_fast": replace(GOOD, out_s=0.7, stay_s=2.0),
        "partial": Shape(peak=17, out_s=1.5, stay_s=0.8, back_s=1.5, counted=False),
        "broken_hold": replace(GOOD, stay_s=7.0),
        "bouncing": replace(GOOD, peak=57, stay_s=7.0).with_faults("bouncing", bounce=8.0),
        "thigh_drops": replace(GOOD, peak=60, stay_s=5.0).with_faults(
            "thigh_drops", thigh_deg=DROPPED_DEG
        ),
    },
)


class HamstringStretch(Supine):
    """Channels: for each side how far the thigh is up, and how far the knee is straightened."""

    def resting(self) -> dict[str, float]:
        """Return all channels and their values at rest."""
        hook = {f"{side} thigh": self.on_mat(side).hip for side in SIDES}
        return {**hook, **{f"{side} straight": 0.0 for side in SIDES}}

    def prepare(self, repetition: Repetition, start_s: float) -> float:
        """Bring the thigh upright."""
        thigh = self._shape(repetition).extra.get("thigh_deg", UPRIGHT_DEG)
        self.tracks[f"{one_side(repetition)} thigh"].move(start_s, RAISE_S, thigh)
        return start_s + RAISE_S + PAUSE_S

    def leave(self, repetition: Repetition, end_s: float) -> float:
        """Put the foot down again."""
        side = one_side(repetition)
        track = self.tracks[f"{side} thigh"]
        if track.times_s[-1] < end_s:
            track.move(end_s + PAUSE_S, RAISE_S, self.on_mat(side).hip)
        return track.times_s[-1]

    def perform(self, repetition: Repetition, shape: Shape, start_s: float) -> None:
        """Straighten one knee."""
        self.out_and_back(f"{one_side(repetition)} straight", shape, start_s, shape.peak)

    def driver(self, times_s: Floats, side: MovingSide) -> Floats:
        """Return how far the knee is straightened (N,), in degrees."""
        tremor = 0.3 * self.tremor.at(f"{side} knee", times_s)
        return self.at(f"{side} straight", times_s) + tremor

    def _raised(self, side: Side, time_s: float) -> float:
        mat = self.on_mat(side).hip
        return (self.at(f"{side} thigh", time_s) - mat) / (0.9 * (DROPPED_DEG - mat))

    def _leg(self, side: Side, time_s: float) -> LegAngles:
        straight = float(self.driver(np.array([time_s]), side)[0])
        share = float(np.clip(self._raised(side, time_s), 0.0, 1.0))
        thigh = self.at(f"{side} thigh", time_s)
        if share == 0.0:
            return self.on_mat(side)
        return self.held(side, thigh, HOOK_KNEE_DEG - straight, share)

    def posture(self, time_s: float) -> Posture:
        """Return the posture at a time in seconds."""
        legs = {side: self._leg(side, time_s) for side in SIDES}
        up: Side = max(SIDES, key=lambda side: self.at(f"{side} thigh", time_s))
        arms = self.hands_behind(legs[up], self._raised(up, time_s), time_s)
        return self.lying(legs, arms, time_s)


MOTION = HamstringStretch
CLIPS = (
    Clip(
        EXERCISE,
        "good",
        WOMAN,
        BRIGHT_ROOM,
        LYING_A,
        (*on("right", "good"), *on("left", "good")),
        seed=51,
        fps=10,
    ),
    Clip(
        EXERCISE,
        "errors",
        MAN,
        SUNNY_ROOM,
        LYING_ASIDE,
        (
            *on("right", "too_fast", "partial", "broken_hold"),
            *on("left", "bouncing", "thigh_drops"),
        ),
        seed=52,
        fps=12,
    ),
)
