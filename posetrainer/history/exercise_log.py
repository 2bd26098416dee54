"""The record of one exercise of a session, followed step by step; pure."""

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback.obstacle_words import sentence_for
from posetrainer.language.translation import english
from posetrainer.pose.landmarks import Side
from posetrainer.rules.events import LostSight, RepetitionCompleted, SightRegained
from posetrainer.rules.obstacles import Obstacle, Unseen
from posetrainer.workout.notices import PoorPicture
from posetrainer.workout.step_result import StepResult

#: In place of an obstacle's code: the camera gave no picture.
NO_PICTURE = "no_picture"


class ExerciseLog:
    """Follow one exercise: how long it was trained, and for how long not judged, and why.

    Parameters
    ----------
    moment : StepResult
        The first one of the exercise.
    time_s : float
        Its media time.
    """

    def __init__(self, moment: StepResult, time_s: float) -> None:
        done = [event for event in moment.events if isinstance(event, RepetitionCompleted)]
        progress = moment.progress
        self.spec: ExerciseSpec = moment.spec
        self.entry = moment.entry
        #: Position in the plan, from 0.
        self.block = moment.situation.block - 1
        #: Repetitions done earlier today, and good ones among them.
        self.counted_before = progress.counted - len(done)
        self.good_before = progress.good - sum(event.good for event in done)
        self.began_s = time_s
        #: Whether the person was ever in place.
        self.ready = False
        #: The side that is next, where sides alternate.
        self.side_due: Side | None = None
        #: Seconds in which nothing could be judged, by the code and the sentence of the reason.
        self.unjudged_s: dict[tuple[str, str], float] = {}
        self._time_s = time_s
        self._elapsed_s = (moment.situation.elapsed_s,) * 2
        self._unseen: Unseen | None = None
        #: Why nothing can be judged now.
        self._why: tuple[str, str] | None = None

    @property
    def prescribed(self) -> int:
        """Repetitions that are still to be done."""
        dose = self.spec.dose
        return max(0, dose.repetitions * dose.sets - self.counted_before)

    @property
    def trained_s(self) -> float:
        """Seconds of exercise and of rests, pauses left out."""
        return self._elapsed_s[1] - self._elapsed_s[0]

    def follow(self, moment: StepResult, time_s: float, gap: str | None) -> None:
        """Go on to one more moment of the exercise; ``gap``: why there is no picture."""
        step_s, self._time_s = time_s - self._time_s, time_s
        situation = moment.situation
        self._elapsed_s = self._elapsed_s[0], situation.elapsed_s
        self.ready |= moment.progress.ready
        self.side_due = moment.progress.side_due
        for event in moment.events:
            if isinstance(event, LostSight):
                self._unseen = event.unseen
            elif isinstance(event, SightRegained):
                self._unseen = None
        if self._why is not None:
            self.unjudged_s[self._why] += step_s
        self._why = None
        if situation.stage not in ("rest", "done") and not situation.by_user:
            self._why = (NO_PICTURE, gap) if gap else _why(moment.progress.obstacle or self._unseen)
        doubts = [_why(n.obstacle) for n in moment.notices if isinstance(n, PoorPicture)]
        for why in (self._why, *doubts):
            if why is not None:
                self.unjudged_s.setdefault(why, 0.0)


def _why(obstacle: Obstacle | None) -> tuple[str, str] | None:
    return None if obstacle is None else (obstacle.code, sentence_for(obstacle, english))
