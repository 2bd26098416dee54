"""Judging recordings again and again, with one spec after the other."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from posetrainer.exercises.spec import ExerciseSpec, Phase
from posetrainer.kinematics.traces import Wanted
from posetrainer.pose.landmarks import Side
from posetrainer.rules.events import Event, RepetitionSide
from posetrainer.rules.observation import Observer
from posetrainer.rules.profile import Profile
from posetrainer.rules.trainer import Trainer
from posetrainer.tuning.cases import Case
from posetrainer.tuning.tape import Replay, Tape


class Judge:
    """Judge some recordings, with the same rules that judge a camera.

    What hangs on no threshold is worked out once and kept, so that another number is judged
    quickly.

    Parameters
    ----------
    cases : sequence of Case
    """

    def __init__(self, cases: Sequence[Case]) -> None:
        self._cases = tuple(cases)
        self._looked: dict[str, list[_Look]] = {}

    @property
    def cases(self) -> tuple[Case, ...]:
        """What is judged."""
        return self._cases

    def events(self, spec: ExerciseSpec) -> list[tuple[Event, ...]]:
        """Return what the rules notice in each case, in the order of the cases."""
        optics = _optics(spec)
        if optics not in self._looked:
            self._looked[optics] = [_Look(case, spec) for case in self._cases]
        return [look.events(spec) for look in self._looked[optics]]


def _optics(spec: ExerciseSpec) -> str:
    """What of a spec decides on what is seen and read, whatever the thresholds."""
    counted_on = spec.repetition.measure if spec.repetition else None
    measures = {
        name: measure.model_dump(exclude={"swing_within_s"})
        for name, measure in spec.measures.items()
    }
    return repr((spec.posture, spec.view, spec.dose.sides, counted_on, measures))


class _Look:
    """One case as an exercise sees it."""

    def __init__(self, case: Case, spec: ExerciseSpec) -> None:
        self._profile = Profile(case.stature_m)
        observer = Observer(spec)
        recording = case.recording
        self._seen = [
            observer.observe(recording.pose(number), time_s)
            for number, time_s in enumerate(recording.times_s.tolist())
        ]
        self._tape: Tape | None = None

    def events(self, spec: ExerciseSpec) -> tuple[Event, ...]:
        judge = Trainer(spec, self._profile, tracing=self._replay).judge
        return tuple(event for seen in self._seen for event in judge(seen))

    def _replay(self, wanted: Sequence[Wanted], stature_m: float) -> Replay:
        if self._tape is None:
            self._tape = Tape(wanted, stature_m)
        return Replay(self._tape)


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
    phases : tuple of str, length N
        Phase of the attempt under way; ``rest`` when there is none.
    sides : tuple, length N
        The side that exercises, or did so last; None before.
    ready : ndarray, shape (N,), bool
        Whether repetitions count.
    instructions : tuple, length N
        What must be put right before anything counts; None when ready.
    events : tuple of Event
        What the rules noticed.
    """

    times_s: NDArray[np.float64]
    measures: dict[tuple[str, Side | None], NDArray[np.float64]]
    phases: tuple[Phase, ...]
    sides: tuple[RepetitionSide | None, ...]
    ready: NDArray[np.bool_]
    instructions: tuple[str | None, ...]
    events: tuple[Event, ...]


def curves_of(case: Case, spec: ExerciseSpec) -> Curves:
    """Judge one case, and keep what was read on the way."""
    trainer = Trainer(spec, Profile(case.stature_m))
    recording = case.recording
    times_s = recording.times_s.tolist()
    columns = trainer.reading_places
    measures = {place: np.full(len(times_s), np.nan) for place in columns}
    events: list[Event] = []
    phases: list[Phase] = []
    sides: list[RepetitionSide | None] = []
    ready: list[bool] = []
    instructions: list[str | None] = []
    for number, time_s in enumerate(times_s):
        pose = recording.pose(number)
        events += trainer.step(pose, time_s)
        progress = trainer.progress
        phases.append(progress.phase)
        sides.append(progress.side)
        ready.append(progress.ready)
        instructions.append(progress.instruction)
        if pose is not None:
            for (name, side), values in measures.items():
                values[number] = trainer.value(name, side)
    return Curves(
        recording.times_s,
        measures,
        tuple(phases),
        tuple(sides),
        np.array(ready, dtype=np.bool_),
        tuple(instructions),
        tuple(events),
    )
