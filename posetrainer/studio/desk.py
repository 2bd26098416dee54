"""The open workbench of the studio, if any; another one may replace it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from nicegui import Event

from posetrainer.errors import UserError
from posetrainer.profiles.store import load_profile
from posetrainer.studio.rejudging import Rejudging
from posetrainer.studio.workbench import Workbench
from posetrainer.system.jobs import LOCAL, JobRunner
from posetrainer.tuning.cases import Case, load_cases
from posetrainer.tuning.side_by_side import SideBySide
from posetrainer.tuning.working_spec import WorkingSpec, open_draft


class Desk:
    """One workbench at a time, and what else could be opened.

    Parameters
    ----------
    places : sequence of Path
        Recordings, videos, and folders that were named when the studio was started.
    """

    def __init__(self, places: Sequence[Path] = ()) -> None:
        self.places = tuple(places)
        self.rejudging: Rejudging | None = None
        #: Sentences about what was left out when it was opened.
        self.left_out: tuple[str, ...] = ()
        #: After another workbench has come.
        self.opened: Event[[]] = Event()
        self._judge: SideBySide | None = None

    @property
    def bench(self) -> Workbench | None:
        """The workbench; None where nothing is open yet."""
        return self.rejudging.bench if self.rejudging else None

    def put(self, draft: WorkingSpec, cases: Sequence[Case]) -> None:
        """Open a workbench, in place of the one that is open.

        Raises
        ------
        UserError
            If there is nothing to look at.
        """
        cases = [case for case in cases if len(case.recording.times_s)]
        if not cases:
            raise UserError(
                "There is nothing to look at: name a recording or video that is not empty."
            )
        judge = SideBySide(cases)
        bench = Workbench(draft, judge)
        # Read before the page is opened, so that it is shown without delay.
        bench.curves(0)
        self.close()
        self._judge, self.rejudging = judge, Rejudging(bench)

    def open(
        self,
        exercise: str | Path,
        files: Sequence[Path],
        person: str | None = None,
        runner: JobRunner = LOCAL,
    ) -> None:
        """Open recordings and videos, in place of what is open.

        Parameters
        ----------
        exercise : str or Path
            By its id, or a spec's file.
        files : sequence of Path
        person : str or None
            Name of the person's profile.
        runner : JobRunner
            Extracts the landmarks of videos.

        Raises
        ------
        UserError
            If there is no such exercise or person, or nothing can be read; what was open stays
            open.
        """
        draft, left_out = open_draft(exercise, person), list[str]()
        cases = load_cases(files, runner=runner, report=left_out.append)
        stature_m = load_profile(person).stature_m if person else None
        self.put(draft, [case_of(case, draft.spec.id, stature_m) for case in cases])
        self.left_out = tuple(left_out)

    def close(self) -> None:
        """End what judges."""
        if self._judge is not None:
            self._judge.close()


def case_of(case: Case, exercise: str, stature_m: float | None = None) -> Case:
    """Return a case for an exercise: without its truth if that is of another one.

    Parameters
    ----------
    case : Case
    exercise : str
        Id of the exercise it is judged by.
    stature_m : float or None
        Of the person, in metres, where it is known better than by the recording.
    """
    truth = case.truth
    if truth is not None and truth.exercise in (None, exercise):
        return case
    header = replace(case.recording.header, stature_m=stature_m or case.stature_m)
    return replace(case, recording=replace(case.recording, header=header), truth=None)
