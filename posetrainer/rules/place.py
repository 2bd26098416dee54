"""Whether one track is in place: what is read of it, and what keeps it from being judged."""

from typing import get_args

from posetrainer.exercises.spec import ExerciseSpec, Phase
from posetrainer.kinematics.readings import Reader
from posetrainer.kinematics.signals import UNSEEN
from posetrainer.pose.landmarks import Side
from posetrainer.rules.attempt import Attempt, Demands, Thresholds
from posetrainer.rules.observation import exercising_sides
from posetrainer.rules.pacing import PacedAttempt, PacedTrack
from posetrainer.rules.readiness import Lasting, unmet
from posetrainer.rules.tempo import TempoLimits
from posetrainer.rules.track import Track

AnyTrack = Track | PacedTrack
AnyAttempt = Attempt | PacedAttempt

#: Slower than this, in units a second, a body at rest shifts; faster, it begins to move.
REST_DRIFT = 2.0
#: Turning round, a body drifts nowhere but is soon faster than this, in units a second.
REST_SPEED = 10.0


class Place:
    """One track, and whether the person is in place for it.

    Parameters
    ----------
    spec : ExerciseSpec
    track : Track or PacedTrack
    reader : Reader
        Of the spec's measures.
    """

    def __init__(self, spec: ExerciseSpec, track: AnyTrack, reader: Reader) -> None:
        self.track = track
        #: The side whose measures are read; None where both exercise together.
        self.body_side: Side | None = None if track.side == "both" else track.side
        self.value_of = reader.values_of(self.body_side)
        #: What the driving measure reads.
        self.driver = UNSEEN
        self._counted_on = spec.repetition.measure if spec.repetition else None
        #: Whether repetitions count.
        self.ready = False
        self._driver = spec.driver
        self._reader = reader
        self._start = tuple(spec.start.values())
        self._always = {
            phase: [c for c in spec.throughout.values() if phase in c.during]
            for phase in get_args(Phase)
        }
        self._off = Lasting()

    def read(self) -> None:
        """Take in what the reader reads now."""
        if self._counted_on is not None:
            self.driver = self._reader.reading(self._counted_on, self.body_side)

    def leave(self) -> None:
        """Begin anew: out of place, nothing under way."""
        self.ready = False
        self.track.drop()
        self.read()

    def settle(self) -> None:
        """Be in place, and rest where the body is now."""
        self._reader.settle(self.body_side)
        self.ready = True

    def wrong(self, time_s: float) -> list[str]:
        """Return what is to be put right, a sentence each; lasting, it takes out of place."""
        attempt = self.track.attempt
        wrong = unmet(
            self._always[attempt.phase if attempt else "rest"],
            self.value_of,
            unseen_is_unmet=False,
        )
        if self.ready:
            if isinstance(attempt, Attempt):
                attempt.look(self.driver.value, wrong)
            if self._off(time_s, bool(wrong)):
                self.ready = False
            return wrong
        self._off(time_s, False)
        return unmet(self._start, self.value_of, unseen_is_unmet=True) + wrong

    @property
    def keeps_still(self) -> bool:
        """Whether the driving measure allows to begin, in a body that keeps still."""
        track, driver = self.track, self.driver
        if isinstance(track, PacedTrack):
            return True
        if self._driver is not None and self._driver.relative_to == "zero":
            return driver.value <= track.bands.rest
        # Its value at rest is about to be learnt: it must not change.
        return abs(driver.drift) <= REST_DRIFT and abs(driver.speed) <= REST_SPEED

    @property
    def rests(self) -> bool:
        """Whether the driving measure is where it rests, and stays there."""
        return (
            self.ready
            and isinstance(self.track, Track)
            and self.driver.value <= self.track.bands.rest
            and abs(self.driver.drift) <= REST_DRIFT
        )

    def step(self, time_s: float) -> AnyAttempt | None:
        """Let the track go on to this moment; return the attempt that is over, if one is."""
        return self.track.step(time_s, self.driver, self.value_of)


def places_of(spec: ExerciseSpec, reader: Reader) -> list[Place]:
    """Return the places of an exercise: one for each side that may exercise by itself."""
    return [Place(spec, track, reader) for track in _tracks(spec)]


def _tracks(spec: ExerciseSpec) -> list[AnyTrack]:
    if spec.paced is not None:
        return [PacedTrack(spec.paced, spec.form)]
    assert spec.repetition is not None
    assert spec.tempo is not None
    assert spec.driver is not None
    unit = spec.driver.unit
    demands = Demands(spec.repetition, TempoLimits.of(spec.tempo, unit), spec.form)
    bands = Thresholds.of(spec.repetition, unit)
    return [Track(demands, bands, side) for side in exercising_sides(spec)]
