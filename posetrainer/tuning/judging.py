"""Judging of recordings again and again, with one spec after the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.kinematics.traces import Wanted
from posetrainer.pose.landmarks import Side
from posetrainer.rules.events import Event
from posetrainer.rules.observation import Observer
from posetrainer.rules.person import Person
from posetrainer.rules.progress import Progress
from posetrainer.rules.trainer import Trainer
from posetrainer.tuning.cases import Case
from posetrainer.tuning.trace_cache import CachedTraces, TraceCache

#: Observations of a recording are kept for so many exercises, the latest.
_KEPT = 2


@dataclass(frozen=True)
class Curves:
    """One recording moment by moment, as a spec sees it.

    Parameters
    ----------
    times_s : ndarray, shape (N,)
        Media times in seconds.
    measures : dict
        Measure name and the side it is read for (None where both exercise together) to its
        smoothed values in degrees or inches, shape (N,); NaN where it cannot be judged.
    speeds : dict
        Side to the speed of the driving measure there as far as it is sure, which is what limits
        are compared with, in units a second, shape (N,); NaN where it is not known, and where
        nothing drives the exercise.
    progress : tuple of Progress, length N
        Where the exercise stands.
    events : tuple of Event
        Of the rules.
    """

    times_s: NDArray[np.float64]
    measures: dict[tuple[str, Side | None], NDArray[np.float64]]
    speeds: dict[Side | None, NDArray[np.float64]]
    progress: tuple[Progress, ...]
    events: tuple[Event, ...]


class Judging(Protocol):
    """Judges recordings, with one spec after the other."""

    @property
    def cases(self) -> Sequence[Case]:
        """What is judged."""

    def events(self, spec: ExerciseSpec) -> list[tuple[Event, ...]]:
        """Return the events of each case, in the order of the cases."""

    def curves(self, number: int, spec: ExerciseSpec) -> Curves:
        """Return the curves of one case, by its number."""


class Judge:
    """Judge some recordings, with the same rules that judge a camera.

    What does not depend on a threshold is computed once and kept, so that another number is
    judged quickly.

    Parameters
    ----------
    cases : sequence of Case
    """

    def __init__(self, cases: Sequence[Case]) -> None:
        #: What is judged.
        self.cases = tuple(cases)
        self._observations = [_CaseObservations(case) for case in cases]

    def events(self, spec: ExerciseSpec) -> list[tuple[Event, ...]]:
        """Return the events of each case, in the order of the cases."""
        key = _observation_key(spec)
        return [observations.by(key, spec).events(spec) for observations in self._observations]

    def curves(self, number: int, spec: ExerciseSpec) -> Curves:
        """Return the curves of one case, by its number."""
        return self._observations[number].by(_observation_key(spec), spec).curves(spec)


def curves_of(case: Case, spec: ExerciseSpec) -> Curves:
    """Judge one case once, and return its curves."""
    return _Observed(case, spec).curves(spec)


def _observation_key(spec: ExerciseSpec) -> str:
    """Return what observations depend on in a spec, none of it a threshold."""
    counted_on = spec.repetition.measure if spec.repetition else None
    measures = {
        name: measure.model_dump(exclude={"swing_within_s"})
        for name, measure in spec.measures.items()
    }
    return repr((spec.posture, spec.view, spec.dose.sides, counted_on, measures))


class _CaseObservations:
    """One case, as several exercises observe it."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._kept: dict[str, _Observed] = {}

    def by(self, key: str, spec: ExerciseSpec) -> "_Observed":
        observed = self._kept.pop(key, None) or _Observed(self._case, spec)
        self._kept[key] = observed
        if len(self._kept) > _KEPT:
            del self._kept[next(iter(self._kept))]
        return observed


class _Observed:
    """One case as an exercise observes it."""

    def __init__(self, case: Case, spec: ExerciseSpec) -> None:
        self._profile = Person(case.stature_m)
        self._times_s = case.recording.times_s
        observer, pose = Observer(spec), case.recording.pose
        self._seen = [
            observer.observe(pose(number), time_s)
            for number, time_s in enumerate(self._times_s.tolist())
        ]
        self._cache: TraceCache | None = None

    def events(self, spec: ExerciseSpec) -> tuple[Event, ...]:
        trainer = self._trainer(spec)
        judge = trainer.judge
        events = [event for seen in self._seen for event in judge(seen)]
        return tuple(events + trainer.finish())

    def curves(self, spec: ExerciseSpec) -> Curves:
        trainer = self._trainer(spec)
        read = [(place, trainer.values_of(place[1])) for place in trainer.reading_places]
        values = np.full((len(read), len(self._seen)), np.nan)
        speeds = {side: np.full(len(self._seen), np.nan) for side in trainer.drivers}
        progress, events = [], []
        for number, seen in enumerate(self._seen):
            events += trainer.judge(seen)
            progress.append(trainer.progress)
            if seen.body is not None:
                values[:, number] = [value_of(name) for (name, _), value_of in read]
                for side, driver in trainer.drivers.items():
                    speeds[side][number] = driver.sure_speed
        return Curves(
            self._times_s,
            {place: row for (place, _), row in zip(read, values, strict=True)},
            speeds,
            tuple(progress),
            tuple(events + trainer.finish()),
        )

    def _trainer(self, spec: ExerciseSpec) -> Trainer:
        return Trainer(spec, self._profile, tracing=self._replay)

    def _replay(self, wanted: Sequence[Wanted], stature_m: float) -> CachedTraces:
        if self._cache is None or self._cache.wanted != tuple(wanted):
            self._cache = TraceCache(wanted, stature_m)
        return CachedTraces(self._cache)
