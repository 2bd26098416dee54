"""Whether one side is in place: what is read of it, and what keeps it from being judged."""

import math
from typing import get_args

from posetrainer.exercises.spec import ExerciseSpec, Phase
from posetrainer.kinematics.readings import MeasureReader
from posetrainer.kinematics.signals import UNSEEN
from posetrainer.pose.landmarks import Side, other
from posetrainer.rules.attempt import Attempt
from posetrainer.rules.needs import exercising_sides
from posetrainer.rules.obstacles import Unmet
from posetrainer.rules.pacing import PacedAttempt, PacedDetector
from posetrainer.rules.readiness import LASTING_S, Lasting, asked, unmet
from posetrainer.rules.repetition_detector import RepetitionDetector
from posetrainer.rules.tempo import TempoLimits
from posetrainer.rules.thresholds import Demands, Thresholds

AnyDetector = RepetitionDetector | PacedDetector
AnyAttempt = Attempt | PacedAttempt

#: Slower than this, in units a second, a body at rest shifts; faster, it begins to move.
REST_DRIFT = 2.0
#: A body that keeps still below its resting place by this share of the rest band for so long
#: rests there.
BELOW_REST = 0.5
STAYS_BELOW_S = 0.2
#: Where it rested for this long in all, it surely rests.
SURE_REST_S = 1.0
#: Where nothing has begun yet, a place so far below it as a repetition goes above it is the rest:
#: what was held as the film began was the movement itself. Legs that are named wrongly are named
#: rightly within this time.
FAR_BELOW_S = 1.0
#: Then it rests elsewhere only if it stays there for this long.
RESTS_ELSEWHERE_S = 3.0
#: No exercise asks for a longer hold.
LONGEST_HOLD_S = 30.0


class SideTracker:
    """The repetitions of one side, and whether the person is in place for it.

    Parameters
    ----------
    spec : ExerciseSpec
    detector : RepetitionDetector or PacedDetector
    reader : MeasureReader
        Of the spec's measures.
    """

    def __init__(self, spec: ExerciseSpec, detector: AnyDetector, reader: MeasureReader) -> None:
        self.detector = detector
        #: The side whose measures are read; None where both exercise together.
        self.body_side: Side | None = None if detector.side == "both" else detector.side
        self.value_of = reader.values_of(self.body_side)
        #: What the driving measure reads.
        self.driver = UNSEEN
        self._counted_on = spec.repetition.measure if spec.repetition else None
        #: Whether repetitions count.
        self.ready = False
        self._driver = spec.driver
        self._reader = reader
        self._start = asked(spec.start)
        self._always = {
            phase: asked({id_: c for id_, c in spec.throughout.items() if phase in c.during})
            for phase in get_args(Phase)
        }
        self._off = Lasting()
        self._elsewhere = Lasting(RESTS_ELSEWHERE_S)
        self._short = Lasting(LONGEST_HOLD_S)
        self._below = Lasting(STAYS_BELOW_S)
        self._far_below = Lasting(FAR_BELOW_S)
        self._rested_s = 0.0
        #: Whether any attempt has begun.
        self._began = False
        self._looked_s = math.nan

    def read(self) -> None:
        """Take in what the reader reads now."""
        if self._counted_on is not None:
            self.driver = self._reader.reading(self._counted_on, self.body_side)

    def exchange(self) -> None:
        """Go on on the other side: the legs were named the wrong way round."""
        if self.body_side is not None and isinstance(self.detector, RepetitionDetector):
            self.body_side = other(self.body_side)
            self.value_of = self._reader.values_of(self.body_side)
            self.detector.exchange()

    def leave(self) -> None:
        """Reset: out of place, nothing under way."""
        self.ready = False
        self.detector.drop()
        self.read()

    def settle(self) -> None:
        """Be in place, and rest where the body is now."""
        self._reader.settle(self.body_side)
        self._rested_s = 0.0
        self.ready = True

    def check_conditions(self, time_s: float) -> None:
        """Go on to one more moment: conditions that do not hold for long take out of place."""
        wrong = self._broken() if self.ready else []
        attempt = self.detector.attempt
        if self.ready and isinstance(attempt, Attempt):
            attempt.look(self.driver.value, wrong)
        if self._off(time_s, bool(wrong)):
            self.ready = False

    def unmet(self) -> list[Unmet]:
        """Return the conditions that keep a side that is not in place from beginning."""
        return unmet(self._start, self.value_of, unseen_is_unmet=True) + self._broken()

    @property
    def may_begin(self) -> bool:
        """Whether conditions and driving measure allow to begin: at its zero, or to learn it."""
        at_zero = (
            isinstance(self.detector, PacedDetector)
            or self._driver is None
            or self._driver.relative_to != "zero"
            or self.driver.value <= self.detector.bands.rest
        )
        return at_zero and not self.unmet()

    def _broken(self) -> list[Unmet]:
        """Return the conditions of the phase that do not hold."""
        attempt = self.detector.attempt
        always = self._always[attempt.phase if attempt else "rest"]
        return unmet(always, self.value_of, unseen_is_unmet=False)

    def relearn_rest(self, time_s: float) -> bool:
        """Learn the resting place anew where it turns out to be another one.

        If the body comes to rest lower, it was learnt on the way or on tiptoe; if it stays a
        little higher, the body or the camera has settled there. A place where it rested for a
        while is given up only for one where it stays.

        Returns
        -------
        bool
            Whether it was learnt anew just now.
        """
        if isinstance(self.detector, PacedDetector) or self._driver is None or not self.ready:
            return False
        bands, value = self.detector.bands, self.driver.value
        steady = abs(self.driver.drift) <= bands.rest
        below = steady and value < -BELOW_REST * bands.rest
        attempt = self.detector.attempt
        above = steady and value > bands.rest
        stays = self._elsewhere(time_s, below or (above and attempt is None))
        # What began on the way into place, and stays short of the target, is no attempt.
        short = attempt is not None and not attempt.from_rest and attempt.peak < bands.target
        stays |= self._short(time_s, above and short)
        stays |= self._far_below(time_s, below and value < -bands.target and not self._began)
        stays_below = self._below(time_s, below)
        if not stays and not (stays_below and self._rested_s < SURE_REST_S):
            return False
        self._rested_s = 0.0
        self._reader.settle(self.body_side)
        self.detector.reset_rest()
        return True

    @property
    def rests(self) -> bool:
        """Whether the driving measure is where it rests, and stays there."""
        return (
            self.ready
            and isinstance(self.detector, RepetitionDetector)
            and self.driver.value <= self.detector.bands.rest
            and abs(self.driver.drift) <= REST_DRIFT
        )

    def step(self, time_s: float) -> AnyAttempt | None:
        """Let the detector go on to this moment; return the attempt that is over, if one is."""
        step_s, self._looked_s = time_s - self._looked_s, time_s
        if isinstance(self.detector, RepetitionDetector):
            bands, driver = self.detector.bands, self.driver
            rests = abs(driver.value) <= bands.rest and abs(driver.sure_drift) <= bands.rest
            if rests and step_s <= LASTING_S:
                self._rested_s += step_s
            self.detector.from_rest = self._rested_s >= SURE_REST_S
        done = self.detector.step(time_s, self.driver, self.value_of)
        self._began |= self.detector.attempt is not None
        return done


def trackers_of(spec: ExerciseSpec, reader: MeasureReader) -> list[SideTracker]:
    """Return the trackers of an exercise: one for each side that may exercise by itself."""
    return [SideTracker(spec, detector, reader) for detector in _detectors(spec)]


def _detectors(spec: ExerciseSpec) -> list[AnyDetector]:
    if spec.paced is not None:
        return [PacedDetector(spec.paced, spec.form)]
    assert spec.repetition is not None
    assert spec.tempo is not None
    assert spec.driver is not None
    unit = spec.driver.unit
    demands = Demands(spec.repetition, TempoLimits.of(spec.tempo, unit), spec.form, spec.rhythm)
    bands = Thresholds.of(spec.repetition, unit)
    return [RepetitionDetector(demands, bands, side) for side in exercising_sides(spec)]
