"""Recordings, a draft of a spec, and how the draft judges them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from threading import Lock

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.rules.events import Event, RepetitionCompleted
from posetrainer.studio.pictures import Pictures
from posetrainer.tuning.cases import Case
from posetrainer.tuning.compare import Comparison, Mistake, compare
from posetrainer.tuning.judging import Curves, Judging
from posetrainer.tuning.truth import Truth
from posetrainer.tuning.truth_file import save_truth
from posetrainer.tuning.working_spec import WorkingSpec


@dataclass(frozen=True)
class CaseVerdict:
    """One case judged by a spec.

    Parameters
    ----------
    case : Case
    events : tuple of Event
    comparison : Comparison or None
        With the truth, where that is known.
    """

    case: Case
    events: tuple[Event, ...]
    comparison: Comparison | None

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """Differences from the truth, where that is known."""
        return self.comparison.mistakes if self.comparison else ()

    @property
    def counted(self) -> int:
        """Repetitions found."""
        return len(self._completed)

    @property
    def good(self) -> int:
        """Good ones among them."""
        return sum(event.good for event in self._completed)

    @property
    def _completed(self) -> list[RepetitionCompleted]:
        return [event for event in self.events if isinstance(event, RepetitionCompleted)]

    @property
    def differs(self) -> bool:
        """Whether a number of repetitions is not that of the truth, or the case is not refused."""
        c = self.comparison
        return c is not None and bool(c.count_error or c.good_error or c.refused_right is False)


def verdict_of(case: Case, events: tuple[Event, ...]) -> CaseVerdict:
    """Return what was found in a case, beside the truth where that is known."""
    return CaseVerdict(case, events, compare(case.truth, events) if case.truth else None)


def summary_of(verdicts: Sequence[CaseVerdict]) -> str:
    """Return the result of all cases, in one line."""
    known = sum(v.comparison is not None for v in verdicts)
    what = "recording" if len(verdicts) == 1 else "recordings"
    unknown = f" ({len(verdicts) - known} without truth)" if 0 < known < len(verdicts) else ""
    return f"{len(verdicts)} {what}{unknown}: {figures_of(verdicts)}"


def figures_of(verdicts: Sequence[CaseVerdict]) -> str:
    """Return how well cases are judged; where no truth is known, what was counted."""
    found = [v.comparison for v in verdicts if v.comparison is not None]
    if not found:
        counted, good = sum(v.counted for v in verdicts), sum(v.good for v in verdicts)
        return f"{counted} counted, {good} good; the truth is not known"
    errors = sum(abs(c.count_error) for c in found)
    good = sum(not c.good_error for c in found)
    mistakes = sum(len(c.mistake_lines) for c in found)
    return f"count errors {errors}, good right {good}/{len(found)}, differences {mistakes}"


@dataclass(frozen=True)
class _Read:
    """Curves, the spec they were read by, and how often that was done before."""

    version: int
    spec: ExerciseSpec
    curves: Curves


class Workbench:
    """One draft and some cases; results are kept until a number changes.

    Parameters
    ----------
    draft : WorkingSpec
    judge : Judging
        Of at least one case.
    """

    def __init__(self, draft: WorkingSpec, judge: Judging) -> None:
        self.draft = draft
        self._cases = list(judge.cases)
        self._judge = judge
        self._read: dict[int, _Read] = {}
        self._pictures: dict[int, Pictures] = {}
        self._lock = Lock()
        self._judged = draft.spec
        self._disk_judged = draft.on_disk
        #: Each case judged by the draft, and by the spec on disk.
        self.verdicts: tuple[CaseVerdict, ...] = ()
        self.disk_verdicts = self._verdicts(draft.on_disk)
        self.judge()

    @property
    def is_stale(self) -> bool:
        """Whether the draft is not judged as it is, since a number is wrong."""
        return bool(self.draft.problems)

    @property
    def cases(self) -> Sequence[Case]:
        """The cases, with their current truth."""
        return self._cases

    def judge(self) -> None:
        """Judge all cases by the draft as it is now."""
        spec, on_disk = self.draft.spec, self.draft.on_disk
        self.verdicts, self._judged = self._verdicts(spec), spec
        if on_disk is not self._disk_judged:
            self.disk_verdicts, self._disk_judged = self._verdicts(on_disk), on_disk

    def _verdicts(self, spec: ExerciseSpec) -> tuple[CaseVerdict, ...]:
        return tuple(map(verdict_of, self._cases, self._judge.events(spec)))

    def curves(self, number: int) -> Curves:
        """Return the curves of a case, by the draft as it was judged last."""
        with self._lock:
            read = self._read.get(number)
            if read is None or read.spec is not self._judged:
                spec = self._judged
                version = read.version + 1 if read else 0
                read = _Read(version, spec, self._judge.curves(number, spec))
                self._read[number] = read
            return read.curves

    def version(self, number: int) -> int:
        """Return how often the curves of a case were read: its pictures change with them."""
        return self._read[number].version if number in self._read else 0

    def jpeg(self, number: int, moment: int) -> bytes:
        """Return the picture of a moment of a case, by its curves as they were read last."""
        if number not in self._read:
            self.curves(number)
        read = self._read[number]
        with self._lock:
            if number not in self._pictures:
                # One decoder only: each of a hundred recordings would be too much.
                for pictures in self._pictures.values():
                    pictures.close()
                self._pictures = {number: Pictures(self._cases[number])}
            shown = self._pictures[number]
        moment = max(0, min(moment, len(read.curves.times_s) - 1))
        return shown.jpeg(moment, read.spec, read.curves, read.version)

    def save_truth(self, number: int, truth: Truth, digest: str) -> None:
        """Write a case's truth file, and compare with it from now on.

        Parameters
        ----------
        number : int
            Of the case.
        truth : Truth
        digest : str
            That of the case's truth file as the labels were begun over it.

        Raises
        ------
        TruthError
            If somebody else has changed the file since, or it cannot be written.
        """
        case = self._cases[number]
        saved = save_truth(case.truth_path, truth, digest)
        case = replace(case, truth=saved.truth, truth_digest=saved.digest)
        self._cases[number] = case
        self.verdicts, self.disk_verdicts = (
            tuple(
                verdict_of(case, verdict.events) if i == number else verdict
                for i, verdict in enumerate(verdicts)
            )
            for verdicts in (self.verdicts, self.disk_verdicts)
        )
