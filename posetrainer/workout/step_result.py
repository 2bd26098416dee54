"""What one step of a programme brought."""

from dataclasses import dataclass

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.rules.events import Event
from posetrainer.rules.progress import Progress
from posetrainer.workout.notices import Notice
from posetrainer.workout.situation import Situation


@dataclass(frozen=True)
class StepResult:
    """What one step brought.

    Parameters
    ----------
    spec : ExerciseSpec
        The exercise that ``events`` and ``progress`` are about.
    events : list of Event
        What the rules noticed.
    progress : Progress
        Where the exercise stands.
    notices : tuple of Notice
        What changed in the flow.
    situation : Situation
        Where the programme stands.
    entry : int
        Grows by one with each exercise that is started or restarted.
    judged : bool
        Whether the rules looked at it; they don't in a rest between exercises, nor at the end.
    """

    spec: ExerciseSpec
    events: list[Event]
    progress: Progress
    notices: tuple[Notice, ...]
    situation: Situation
    entry: int = 0
    judged: bool = True
