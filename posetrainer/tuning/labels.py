"""Labels of a recording: its true repetitions, holds and faults."""

import dataclasses
from typing import Any

from posetrainer.errors import UserError
from posetrainer.rules.events import MissReason, RepetitionSide
from posetrainer.tuning.cases import Case
from posetrainer.tuning.truth import TrueHold, TrueRepetition, Truth


class LabelError(UserError):
    """A label that cannot be; the message is one sentence, and nothing has changed."""


@dataclasses.dataclass(frozen=True)
class Started:
    """A repetition whose end is not marked yet; times in seconds of media time."""

    start_s: float
    side: RepetitionSide
    hold_start_s: float | None = None
    hold_end_s: float | None = None

    @property
    def latest_s(self) -> float:
        """Time of the last mark."""
        marks = (self.start_s, self.hold_start_s, self.hold_end_s)
        return max(mark for mark in marks if mark is not None)


@dataclasses.dataclass(frozen=True)
class Labels:
    """Labels of one recording; every change gives new ones.

    Times are rounded to milliseconds. A repetition counts and is good until it is labelled
    otherwise. What is impossible raises LabelError.

    Parameters
    ----------
    duration_s : float
        Media time of the recording's end.
    repetitions : tuple of TrueRepetition
        In the order of time; they do not overlap.
    started : Started or None
        The one that is being marked.
    body : str
        A name for the person; recordings of the same one share it.
    before : Labels or None
        What :meth:`undo` gives back.
    """

    duration_s: float
    repetitions: tuple[TrueRepetition, ...] = ()
    started: Started | None = None
    body: str = ""
    before: "Labels | None" = dataclasses.field(default=None, repr=False, compare=False)

    def begin(self, time_s: float, side: RepetitionSide = "both") -> "Labels":
        """Mark where a repetition starts."""
        start_s = self._within(time_s)
        if self.started is not None:
            raise LabelError(
                f"The repetition that starts at {self.started.start_s:g} s has no end yet; mark "
                "it first, or undo."
            )
        taken = next((r for r in self.repetitions if r.start_s <= start_s < r.end_s), None)
        if taken is not None:
            raise LabelError(f"{start_s:g} s is inside of {_named(taken)}; delete that one first.")
        return self._with(started=Started(start_s, side))

    def hold_begins(self, time_s: float) -> "Labels":
        """Mark from when on the target position is kept still."""
        started, hold_start_s = self._going_on("a hold", time_s)
        if started.hold_start_s is not None:
            raise LabelError(
                f"The hold began at {started.hold_start_s:g} s already; mark its end, or undo."
            )
        return self._with(started=dataclasses.replace(started, hold_start_s=hold_start_s))

    def hold_ends(self, time_s: float) -> "Labels":
        """Mark until when it is kept."""
        started, hold_end_s = self._going_on("a hold", time_s)
        if started.hold_start_s is None:
            raise LabelError("No hold has begun in this repetition; mark that first.")
        if started.hold_end_s is not None:
            raise LabelError(
                f"The hold ended at {started.hold_end_s:g} s already; mark the end of the "
                "repetition, or undo."
            )
        if hold_end_s == started.hold_start_s:
            raise LabelError(f"The hold begins at {hold_end_s:g} s; mark a later time.")
        return self._with(started=dataclasses.replace(started, hold_end_s=hold_end_s))

    def end(self, time_s: float) -> "Labels":
        """Mark where the repetition that is being marked ends."""
        started, end_s = self._going_on("the end", time_s)
        hold = None
        if started.hold_start_s is not None:
            if started.hold_end_s is None:
                raise LabelError("The hold has no end yet; mark it first, or undo.")
            hold = TrueHold(start_s=started.hold_start_s, end_s=started.hold_end_s)
        if end_s == started.start_s:
            raise LabelError(f"The repetition starts at {end_s:g} s; mark a later time.")
        fresh = TrueRepetition(
            kind="good",
            side=started.side,
            start_s=started.start_s,
            end_s=end_s,
            hold=hold,
            too_fast_s=None,
            counted=True,
            good=True,
            missed=None,
            faults=(),
        )
        repetitions = sorted((*self.repetitions, fresh), key=lambda r: r.start_s)
        return self._with(repetitions=tuple(repetitions), started=None)

    def at(self, time_s: float) -> int | None:
        """Return the number of the repetition at a time, from 0 on; None between them."""
        spans = enumerate(self.repetitions)
        return next((i for i, r in spans if r.start_s <= time_s < r.end_s), None)

    def delete(self, number: int) -> "Labels":
        """Take a repetition away."""
        gone = self._repetition(number)
        return self._with(repetitions=tuple(r for r in self.repetitions if r is not gone))

    def set_side(self, number: int, side: RepetitionSide) -> "Labels":
        """Set the side of a repetition."""
        return self._changed(number, side=side)

    def set_good(self, number: int, good: bool = True) -> "Labels":
        """Label a repetition as counted: with nothing wrong, or as not a good one."""
        if good:
            return self._changed(
                number, counted=True, good=True, missed=None, too_fast_s=None, faults=()
            )
        return self._changed(number, counted=True, good=False, missed=None)

    def set_missed(self, number: int, reason: MissReason = "partial") -> "Labels":
        """Label an attempt as not counted."""
        return self._changed(number, counted=False, good=False, missed=reason)

    def set_too_fast(self, number: int, time_s: float | None) -> "Labels":
        """Set when a repetition was first too fast; None where it was not."""
        if time_s is None:
            return self._changed(number, too_fast_s=None)
        moment_s, own = self._within(time_s), self._repetition(number)
        if not own.start_s <= moment_s <= own.end_s:
            raise LabelError(f"{moment_s:g} s is not inside of {_named(own)}; go there first.")
        return self._changed(number, too_fast_s=moment_s, good=False)

    def toggle_fault(self, number: int, fault: str) -> "Labels":
        """Add a fault of the form to a repetition, or take it away."""
        faults = self._repetition(number).faults
        if fault in faults:
            return self._changed(number, faults=tuple(f for f in faults if f != fault))
        return self._changed(number, faults=(*faults, fault), good=False)

    def set_body(self, body: str) -> "Labels":
        """Name the person; the letters of one name are undone together."""
        named = dataclasses.replace(self, body=body)
        if named == self:
            return self
        before = self.before
        goes_on = before is not None and dataclasses.replace(before, body=self.body) == self
        return dataclasses.replace(named, before=before if goes_on else self)

    def undo(self) -> "Labels":
        """Return the labels before the last change; the same if there is none."""
        return self if self.before is None else self.before

    def as_truth(self, base: Truth) -> Truth:
        """Return a truth with these repetitions and this person, and all else as in ``base``.

        Raises
        ------
        LabelError
            If a repetition has no end yet.
        """
        if self.started is not None:
            raise LabelError(
                f"The repetition that starts at {self.started.start_s:g} s has no end yet; mark "
                "it, or undo."
            )
        return base.model_copy(update={"repetitions": self.repetitions, "body": self.body})

    def _with(self, **changes: Any) -> "Labels":
        return dataclasses.replace(self, **changes, before=self)

    def _within(self, time_s: float) -> float:
        if not 0 <= time_s <= self.duration_s:
            raise LabelError(
                f"{time_s:g} s is not in the recording, which lasts {self.duration_s:g} s."
            )
        return round(time_s, 3)

    def _going_on(self, what: str, time_s: float) -> tuple[Started, float]:
        """The repetition that is being marked, and the time of its next mark."""
        moment_s, started = self._within(time_s), self.started
        if started is None:
            raise LabelError(f"No repetition has started that could have {what}; mark its start.")
        if moment_s < started.latest_s:
            raise LabelError(
                f"{moment_s:g} s is before the last mark, {started.latest_s:g} s; go on from "
                "there, or undo."
            )
        later = (r for r in self.repetitions if started.start_s <= r.start_s < moment_s)
        over = next(later, None)
        if over is not None:
            raise LabelError(f"Until {moment_s:g} s it would overlap {_named(over)}.")
        return started, moment_s

    def _repetition(self, number: int) -> TrueRepetition:
        if not 0 <= number < len(self.repetitions):
            raise LabelError(f"There is no repetition {number + 1} of {len(self.repetitions)}.")
        return self.repetitions[number]

    def _changed(self, number: int, **changes: Any) -> "Labels":
        changed = self._repetition(number).model_copy(update=changes)
        if not changes.keys() <= {"side"}:
            changed = changed.model_copy(update={"kind": _kind(changed)})
        repetitions = (*self.repetitions[:number], changed, *self.repetitions[number + 1 :])
        return self._with(repetitions=repetitions)


def labels_of(truth: Truth) -> Labels:
    """Return the labels of a truth file, to go on with."""
    repetitions = tuple(sorted(truth.repetitions, key=lambda r: r.start_s))
    return Labels(truth.duration_s, repetitions, body=truth.body)


def new_truth(case: Case, exercise: str, body: str = "") -> Truth:
    """Return a truth without repetitions, for a recording that has none yet.

    Parameters
    ----------
    case : Case
    exercise : str
        Id of the exercise that is done in it.
    body : str
        A name for the person; recordings of the same one share it.
    """
    times_s, sizes = case.recording.times_s, case.recording.sizes
    duration_s = float(times_s[-1]) if len(times_s) else 0.0
    return Truth(
        clip=case.path.name,
        exercise=exercise,
        body=body,
        stature_m=case.stature_m,
        fps=round((len(times_s) - 1) / duration_s, 3) if duration_s else 0.0,
        size=(int(sizes[0, 0]), int(sizes[0, 1])) if len(sizes) else (0, 0),
        frames=len(times_s),
        duration_s=round(duration_s, 3),
        repetitions=(),
    )


def _named(repetition: TrueRepetition) -> str:
    return f"the repetition from {repetition.start_s:g} to {repetition.end_s:g} s"


def _kind(repetition: TrueRepetition) -> str:
    """A word for what a repetition is, as the names of sample repetitions are."""
    if repetition.missed is not None:
        return repetition.missed
    if repetition.too_fast_s is not None:
        return "too_fast"
    if repetition.faults:
        return repetition.faults[0]
    return "good" if repetition.good else "not_good"
