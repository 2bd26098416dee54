"""The instructor: from the result of a step to the cue to show and the words to speak."""

import math

from posetrainer.feedback.coach import Coach
from posetrainer.feedback.cues import Cue, Priority
from posetrainer.feedback.narrator import Narrator
from posetrainer.feedback.utterance import Utterance
from posetrainer.language.translation import tr
from posetrainer.workout.step_result import StepResult


class Instructor:
    """Coach one session, step by step; the voice's rate is in words a minute."""

    def __init__(self, rate_wpm: float = 160.0) -> None:
        self._coach: Coach | None = None
        self._narrator = Narrator(rate_wpm)
        self._gap: Cue | None = None

    def step(
        self, moment: StepResult, gap: str | None = None
    ) -> tuple[Cue | None, tuple[Utterance, ...]]:
        """Take in one step.

        Parameters
        ----------
        moment : StepResult
        gap : str or None
            Why there is no picture, if there is none.

        Returns
        -------
        tuple
            The cue that is shown now, the same object for as long as it lasts; and what is to
            be heard now.
        """
        if self._coach is None:
            self._coach = Coach(moment.spec)
        self._coach.turn_to(moment.spec)
        cue = self._coach.step(moment.events, moment.progress, moment.notices)
        # Once all is done, nobody needs the picture.
        if gap is not None and moment.situation.stage != "done":
            text = tr(gap)
            if self._gap is None or self._gap.text != text:
                self._gap = Cue(text, Priority.SIGHT, moment.progress.time_s, math.inf)
            cue = self._gap
        else:
            self._gap = None
        return cue, self._narrator.step(moment, cue)
