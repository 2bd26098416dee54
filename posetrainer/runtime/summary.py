"""The summary of a session: the numbers that scripts use."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from statistics import fmean, median
from typing import Any

from posetrainer.capture import Frame
from posetrainer.exercises.spec import ExerciseSpec, Unit
from posetrainer.feedback.obstacle_words import instruction_for
from posetrainer.language.translation import english
from posetrainer.rules.events import (
    Event,
    FormFaultFound,
    Ready,
    RepetitionCompleted,
    RepetitionMissed,
    TooFast,
)
from posetrainer.rules.obstacles import NobodySeen, Obstacle
from posetrainer.rules.progress import Progress
from posetrainer.rules.rhythm import PAUSE
from posetrainer.runtime.loop import Step


@dataclass(frozen=True)
class RhythmSummary:
    """How regular the repetitions were, where that is part of the exercise.

    Parameters
    ----------
    per_min : float
        Median cadence, repetitions a minute.
    uneven_percent : float
        Mean absolute deviation of the intervals from their median, in percent of it.
    peak : float
        Mean of the repetitions' peaks, in ``unit``.
    unit : {"deg", "in"}
    minutes : float
        Time under way, pauses left out.
    """

    per_min: float
    uneven_percent: float
    peak: float
    unit: Unit
    minutes: float


@dataclass(frozen=True)
class SessionSummary:
    """The result of one session.

    Parameters
    ----------
    exercise : str
        Id of the spec.
    duration_s : float
        Media time from the first frame to the end of the last.
    repetitions, good, missed : int
        Counted, good ones among them, and attempts that did not count.
    by_side : dict
        Counted repetitions of ``left``, ``right`` and, where the sides move together,
        ``both``.
    too_fast : int
        Repetitions and attempts with a warning about their speed.
    holds_s : tuple of float
        Seconds held, one for each counted repetition; empty where nothing is held.
    paced : bool
        Whether the trainer set the pace, and repetitions are no measure of what was done.
    rhythm : RhythmSummary or None
        None where it is no part of the exercise, and before the third repetition.
    faults : dict
        Repetitions and attempts with each form fault, by fault id.
    refused : Obstacle or None
        Why nothing could be judged at all.
    frames, frames_without_person : int
        Frames looked at, and those in which nobody was found.
    """

    exercise: str
    duration_s: float
    repetitions: int
    good: int
    missed: int
    by_side: dict[str, int]
    too_fast: int
    holds_s: tuple[float, ...]
    paced: bool
    rhythm: RhythmSummary | None
    faults: dict[str, int]
    refused: Obstacle | None
    frames: int
    frames_without_person: int

    def as_record(self) -> dict[str, Any]:
        """Return the summary as a JSON object; ``refused`` is an English sentence there."""
        refused = self.refused
        return {
            **asdict(self),
            "holds_s": list(self.holds_s),
            "refused": instruction_for(refused, english) if refused else None,
            "refused_code": refused.code if refused else None,
        }


def _rhythm(spec: ExerciseSpec, done: Sequence[RepetitionCompleted]) -> RhythmSummary | None:
    if spec.rhythm is None or spec.driver is None:
        return None
    # Longer than this is a pause between two bouts.
    longest_s = PAUSE * 60 / spec.rhythm.at_least_per_min
    intervals_s = [after.end_s - before.end_s for before, after in pairwise(done)]
    intervals_s = [interval_s for interval_s in intervals_s if interval_s <= longest_s]
    if len(intervals_s) < 2:
        return None
    usual_s = median(intervals_s)
    off_s = fmean(abs(interval_s - usual_s) for interval_s in intervals_s)
    return RhythmSummary(
        per_min=round(60 / usual_s, 1),
        uneven_percent=round(100 * off_s / usual_s, 1),
        peak=round(fmean(r.peak for r in done if r.peak is not None), 2),
        unit=spec.driver.unit,
        minutes=round(sum(intervals_s) / 60, 2),
    )


class Tracker:
    """Follow a session and sum it up at any moment."""

    def __init__(self, spec: ExerciseSpec) -> None:
        self._spec = spec
        self._frames = 0
        self._without_person = 0
        self._times_s: tuple[float, float] | None = None
        self._obstacles: Counter[Obstacle] = Counter()
        self._events: list[Event] = []

    def add(self, step: Step) -> None:
        """Take in one step of a session."""
        is_new = isinstance(step.item, Frame) and not step.last
        seen = step.pose is not None if is_new else None
        self.add_moment(step.time_s, step.events, step.progress, seen)

    def add_moment(
        self, time_s: float, events: Sequence[Event], progress: Progress, seen: bool | None
    ) -> None:
        """Take in one moment.

        Parameters
        ----------
        time_s : float
            Media time in seconds.
        events : sequence of Event
            What the rules noticed.
        progress : Progress
            Where the exercise stands.
        seen : bool or None
            Whether somebody is seen in the frame; None where there is no frame.
        """
        self._events += events
        if not progress.ready and progress.obstacle:
            self._obstacles[progress.obstacle] += 1
        if seen is None:
            return
        self._frames += 1
        self._without_person += not seen
        self._times_s = (self._times_s or (time_s, 0.0))[0], time_s

    def summary(self) -> SessionSummary:
        """Return what the session has come to so far."""
        done = self._of(RepetitionCompleted)
        sides = Counter(r.side for r in done)
        names = ("both",) if self._spec.dose.sides == "both" else ()
        return SessionSummary(
            exercise=self._spec.id,
            duration_s=round(self._duration_s(), 3),
            repetitions=len(done),
            good=sum(r.good for r in done),
            missed=len(self._of(RepetitionMissed)),
            by_side={side: sides[side] for side in ("left", "right", *names)},
            too_fast=len({(e.side, e.start_s) for e in self._of(TooFast)}),
            holds_s=tuple(round(r.held_s, 2) for r in done if r.held_s is not None),
            paced=self._spec.paced is not None,
            rhythm=_rhythm(self._spec, done),
            faults=dict(Counter(e.fault for e in self._of(FormFaultFound) if not e.again)),
            refused=self._refused(),
            frames=self._frames,
            frames_without_person=self._without_person,
        )

    def _of(self, kind: type[Any]) -> list[Any]:
        return [event for event in self._events if isinstance(event, kind)]

    def _duration_s(self) -> float:
        """The last frame lasts as long as the others do on average."""
        if self._times_s is None or self._frames < 2:
            return 0.0
        first_s, last_s = self._times_s
        return (last_s - first_s) * self._frames / (self._frames - 1)

    def _refused(self) -> Obstacle | None:
        if self._of(Ready):
            return None
        if self._frames == self._without_person:
            return NobodySeen()
        return self._obstacles.most_common(1)[0][0] if self._obstacles else None
