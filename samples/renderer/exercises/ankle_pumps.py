"""Ankle pumps: the feet of straight legs pointed and pulled up."""

from __future__ import annotations

from samples.renderer.exercises.supine import Supine
from samples.renderer.looks import BRIGHT_ROOM, EVENING_ROOM, LYING_A, LYING_CLOSE, MAN, WOMAN
from samples.renderer.posture import SIDES, LegAngles, Posture, Side
from samples.renderer.recipes import Clip, MovingSide, Repetition, on
from samples.renderer.rotation import Floats
from samples.renderer.shapes import LYING_KNEE_DEG, Exercise, Shape

# First the toes are pointed by so much, in this share of the way out.
POINTED_DEG, POINTING_SHARE = -20.0, 0.4

GOOD = Shape(peak=28, out_s=2.2, stay_s=0.6, back_s=1.2)
EXERCISE = Exercise(
    id="ankle_pumps",
    driver="dorsiflexion_from_rest",
    unit="deg",
    ground="mat",
    held=False,
    counting_threshold=15.0,
    speed_limit=120.0,
    still_speed=6.0,
    shapes={
        "good": GOOD,
        "too_fast": Shape(peak=28, out_s=0.45, stay_s=0.4, back_s=0.35),
        "partial": Shape(peak=12, out_s=1.6, stay_s=0.4, back_s=0.8, counted=False),
        "knee_bent": Shape(peak=28, out_s=2.4, stay_s=1.0, back_s=2.0).with_faults(
            "knee_bends", knee_deg=52.0
        ),
        "leg_lifted": Shape(peak=28, out_s=2.4, stay_s=1.0, back_s=2.0).with_faults(
            "heel_lifts", lift_m=0.17
        ),
    },
)


class AnklePumps(Supine):
    """Channels: for each side the foot, from relaxed; the knee; and the height of the leg."""

    def resting(self) -> dict[str, float]:
        """Return all channels and their values at rest."""
        rest = {"foot": 0.0, "knee": LYING_KNEE_DEG, "lift": 0.0}
        return {f"{side} {what}": value for side in SIDES for what, value in rest.items()}

    def perform(self, repetition: Repetition, shape: Shape, start_s: float) -> None:
        """Point the toes, pull them up, and let go."""
        for side in SIDES:
            if repetition.side not in (side, "both"):
                continue
            foot = self.tracks[f"{side} foot"]
            pointing_s = POINTING_SHARE * shape.out_s
            pointed = POINTED_DEG if shape.counted else 0.3 * POINTED_DEG
            foot.move(start_s, pointing_s, pointed)
            foot.move(start_s + pointing_s, shape.out_s - pointing_s, shape.peak)
            foot.move(start_s + shape.out_s + shape.stay_s, shape.back_s, 0.0)
            if "knee_deg" in shape.extra:
                self.during(f"{side} knee", shape, start_s, shape.extra["knee_deg"])
            if "lift_m" in shape.extra:
                self.during(f"{side} lift", shape, start_s, shape.extra["lift_m"])

    def driver(self, times_s: Floats, side: MovingSide) -> Floats:
        """Return how far the foot is pulled up from where it hangs (N,), in degrees."""
        one: Side = "left" if side == "both" else side
        return self.at(f"{one} foot", times_s) + 0.3 * self.tremor.at(f"{one} foot", times_s)

    def posture(self, time_s: float) -> Posture:
        """Return the posture at a time in seconds."""
        legs = {side: self._leg(side, time_s) for side in SIDES}
        return self.lying(legs, self.arms_resting(time_s), time_s)

    def _leg(self, side: Side, time_s: float) -> LegAngles:
        knee, lift = self.at(f"{side} knee", time_s), self.at(f"{side} lift", time_s)
        foot = self.at(f"{side} foot", time_s) + 0.3 * self.tremor.at(f"{side} foot", time_s)
        # A knee that bends rolls the foot over its heel: the ankle does not move by that.
        rolled = self.on_mat(side, knee, lift).ankle - self.on_mat(side, LYING_KNEE_DEG).ankle
        return self.on_mat(side, knee, lift, foot - rolled)


MOTION = AnklePumps
CLIPS = (
    Clip(
        EXERCISE,
        "good",
        MAN,
        EVENING_ROOM,
        LYING_A,
        on("both", "good", "good", "good", "good"),
        seed=61,
    ),
    Clip(
        EXERCISE,
        "errors",
        WOMAN,
        BRIGHT_ROOM,
        LYING_CLOSE,
        on("left", "good", "too_fast", "partial", "knee_bent", "leg_lifted"),
        seed=62,
    ),
)
