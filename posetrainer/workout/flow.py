"""The flow of a programme: setting up, exercising, pausing, resting, and on to the next.

Live, replay and benchmarks all drive this one object. It follows what the rules report and the
frames' own times, hands free. :mod:`posetrainer.workout.states` has its states.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from posetrainer.capture.light import Light
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.pose.pose import Pose
from posetrainer.rules import events as ev
from posetrainer.rules.events import Event
from posetrainer.rules.obstacles import Grainy
from posetrainer.rules.person import Person
from posetrainer.rules.progress import Progress
from posetrainer.workout import notices as no
from posetrainer.workout.day import BEGINNING, DaySoFar
from posetrainer.workout.exercise_run import ExerciseRun, goes_on, is_complete
from posetrainer.workout.notices import Notice
from posetrainer.workout.plan import Block, Plan
from posetrainer.workout.sequence import ExerciseSequence
from posetrainer.workout.situation import Situation
from posetrainer.workout.states import (
    Done,
    Exercising,
    PausedByItself,
    PausedByUser,
    Resting,
    SettingUp,
    State,
)
from posetrainer.workout.step_result import StepResult

#: Between the last repetition and the rest there is a moment for praise.
PRAISE_S = 2.5


class Flow:
    """Take a person through a plan.

    A rest between sides or sets is an offer: it ends early when the person goes on, and what is
    done in it counts. In a rest between exercises nothing is judged.

    Parameters
    ----------
    plan : Plan
    person : Person
    endless : bool
        Whether the last exercise goes on beyond its dose, as in a replay, which judges all there
        is to see.
    day : DaySoFar
        What was done of the plan earlier today.
    briefing_s : callable
        Gives how long it takes to explain how to get into place for an exercise: the rest
        before it is not shorter.
    """

    def __init__(
        self,
        plan: Plan,
        person: Person,
        *,
        endless: bool = False,
        day: DaySoFar = BEGINNING,
        briefing_s: Callable[[ExerciseSpec], float] = lambda _: 0.0,
    ) -> None:
        self._exercises = ExerciseSequence(plan, person, day)
        self._endless = endless
        self._briefing_s = briefing_s
        self._time_s = math.nan
        self._elapsed_s = day.trained_s
        self._notices: list[Notice] = []
        self._state: State = SettingUp()
        #: What was noticed while a key paused it.
        self._unfollowed: list[Event] = []

    def _begin(self, index: int, *, forget: bool = False) -> None:
        self._exercises.begin(index, forget=forget)
        self._state = SettingUp()
        self._unfollowed = []

    @property
    def _run(self) -> ExerciseRun:
        return self._exercises.run

    @property
    def _between(self) -> bool:
        """Whether it is the time between two exercises, in which nothing is judged."""
        state = self._state
        if isinstance(state, PausedByUser):
            state = state.before
        return isinstance(state, Resting) and state.between

    @property
    def over(self) -> bool:
        """Whether the last exercise is done."""
        return isinstance(self._state, Done)

    @property
    def paused_by_user(self) -> bool:
        """Whether a key has paused it: pictures may not be looked at then."""
        return isinstance(self._state, PausedByUser)

    def pause(self) -> None:
        """Pause, or go on after a pause: what the user asks for with a key."""
        state = self._state
        if isinstance(state, PausedByUser):
            self._state = state.resumed(self._time_s)
        elif not isinstance(state, Done):
            self._state = PausedByUser(self._time_s, state)
            self._notices.append(no.Paused(self._time_s, None))

    def next(self) -> None:
        """Go to the next exercise at once; after the last one all is done."""
        if self._between:
            self._begin(self._exercises.index, forget=True)
        elif self._exercises.next_spec is not None:
            self._begin(self._exercises.index + 1)
        elif not self._endless:
            self._finish()

    def back(self) -> None:
        """Go back to the exercise before; of the first one, to its beginning."""
        # In the rest after an exercise, the one before is the one just done.
        index = self._exercises.index
        self._begin(max(0, index - 1), forget=index == 0)

    def restart(self) -> None:
        """Restart this exercise, with nothing counted."""
        self._begin(self._exercises.index, forget=True)

    def step(self, pose: Pose | None, time_s: float, light: Light | None = None) -> StepResult:
        """Go on to one more moment.

        Media time must not go backwards. ``pose`` is None if nobody is seen, ``light`` where it is
        not known.
        """
        step_s = 0.0 if math.isnan(self._time_s) else time_s - self._time_s
        self._time_s = time_s
        if self._state.stage in ("exercise", "rest"):
            self._elapsed_s += step_s
        if self._between:
            return self._wait()
        run, judged = self._run, not self.over
        events: list[Event] = []
        if judged:
            self._announce_exercise()
            events = run.step(pose, time_s, light)
        progress = replace(run.progress, time_s=time_s)
        self._unfollowed += events
        if judged and not self.paused_by_user:
            # What was under way when a key paused it is over by now.
            noticed, self._unfollowed = self._unfollowed, []
            self._follow(noticed, progress)
            self._check_idling(pose, noticed, progress)
        if isinstance(self._state, Resting | Done) and not progress.ready:
            # In a rest the person may be anywhere.
            progress = replace(progress, obstacle=None)
        return self._result(run, events, progress, judged=judged)

    def finish(self) -> StepResult:
        """Judge what is under way, as nothing more comes: a film ends."""
        run, judged = self._run, not self.over and not self._between
        events = run.finish() if judged else []
        progress = replace(run.progress, time_s=self._time_s)
        if events:
            self._follow(events, progress)
        return self._result(run, events, progress, judged=judged)

    def _announce_exercise(self) -> None:
        run = self._run
        if not run.announced:
            run.announced = True
            number, of = self._exercises.index + 1, len(self._exercises.plan.blocks)
            self._notices.append(no.ExerciseBegins(self._time_s, run.spec, number, of))

    def _follow(self, events: Sequence[Event], progress: Progress) -> None:
        """Let the state follow what happened."""
        run, time_s = self._run, self._time_s
        if isinstance(self._state, Exercising):
            lost = [event.obstacle for event in events if isinstance(event, ev.PostureLost)]
            unseen = run.out_of_sight(time_s)
            if lost or unseen:
                self._state = PausedByItself()
                self._notices.append(no.Paused(time_s, lost[0] if lost else unseen))
        if run.is_ready and isinstance(self._state, SettingUp | PausedByItself):
            if isinstance(self._state, PausedByItself):
                self._notices.append(no.Resumed(time_s, progress.counted, run.result.prescribed))
            self._state = Exercising()
        if run.is_doubtful(time_s, judges=isinstance(self._state, SettingUp | Exercising)):
            self._notices.append(no.PoorPicture(time_s, Grainy()))
        if isinstance(self._state, Resting):
            self._end_rest(self._state, progress)
        else:
            self._begin_rest(events)
        if is_complete(events):
            self._complete()

    def _begin_rest(self, events: Sequence[Event]) -> None:
        """Rest where a side or a set, but not the last one, is done."""
        dose, time_s = self._run.spec.dose, self._time_s
        sets = any(isinstance(e, ev.SetCompleted) and e.set_number < e.sets for e in events)
        sides = [e.side for e in events if isinstance(e, ev.SideChanged) and dose.sides == "each"]
        if (sets or sides) and dose.rest_s > 0:
            side = sides[0] if sides else None
            self._state = Resting(time_s, time_s + dose.rest_s, side)
            self._notices.append(no.RestBegins(time_s, dose.rest_s, None, side))

    def _end_rest(self, rest: Resting, progress: Progress) -> None:
        """End a rest within an exercise: its time is up, or the person goes on."""
        early = progress.phase != "rest"
        if early or self._time_s >= rest.end_s:
            self._state = Exercising() if progress.ready else PausedByItself()
            self._notices.append(no.RestEnds(self._time_s, early, between=False, side=rest.side))

    def _check_idling(self, pose: Pose | None, events: Sequence[Event], progress: Progress) -> None:
        """Ask a person who has stopped moving, and let them end the exercise."""
        idling, time_s = self._run.idling, self._time_s
        need_not = pose is None or isinstance(self._state, Resting | Done)
        question = idling.step(time_s, active=need_not or goes_on(events, progress))
        # Out of place, the reason is shown already; only how to end it is left to explain.
        exercises = isinstance(self._state, Exercising)
        if question is not None and (exercises or question == "enough"):
            self._notices.append(no.Idle(time_s, question, progress.counted))
        if idling.ends(pose, time_s):
            result = self._run.result
            self._notices.append(no.ExerciseLeft(time_s, result.counted, result.prescribed))
            self._complete()

    def _complete(self) -> None:
        """The dose of an exercise is done, or it is left: no rest within it any more."""
        if not self._endless:
            self._notices = [n for n in self._notices if not isinstance(n, no.RestBegins)]
        if self._exercises.next_spec is not None:
            self._rest_between()
        elif not self._endless:
            self._finish()

    def _rest_between(self) -> None:
        rest_s, time_s = self._exercises.block.rest_s, self._time_s
        self._begin(self._exercises.index + 1)
        spec = self._run.spec
        seconds = max(rest_s, PRAISE_S, math.ceil(self._briefing_s(spec)))
        self._state = Resting(time_s, time_s + seconds, between=True)
        self._notices.append(no.RestBegins(time_s, seconds, spec, None))

    def _wait(self) -> StepResult:
        """A rest between two exercises: nothing is judged."""
        run, time_s = self._run, self._time_s
        if isinstance(self._state, Resting) and time_s >= self._state.end_s:
            self._state = SettingUp()
            self._notices.append(no.RestEnds(time_s, early=False, between=True, side=None))
        progress = replace(run.progress, time_s=time_s, obstacle=None)
        return self._result(run, [], progress, judged=False)

    def _finish(self) -> None:
        self._state = Done()
        self._notices.append(
            no.ProgrammeEnds(self._time_s, self._elapsed_s, self._exercises.results)
        )

    def _result(
        self, run: ExerciseRun, events: list[Event], progress: Progress, *, judged: bool
    ) -> StepResult:
        """Return what a step brought, with all that was announced since the last one."""
        notices, self._notices = tuple(self._notices), []
        return StepResult(run.spec, events, progress, notices, self.situation, run.entry, judged)

    @property
    def situation(self) -> Situation:
        """Where the programme stands now."""
        exercises, state, spec = self._exercises, self._state, self._run.spec
        rest = state.before if isinstance(state, PausedByUser) else state
        resting = rest if isinstance(rest, Resting) else None
        return Situation(
            stage=state.stage,
            spec=spec,
            block=exercises.index + 1,
            blocks=len(exercises.plan.blocks),
            set_number=self._run.set_number,
            sets=spec.dose.sets,
            next_spec=exercises.next_spec,
            rest_left_s=max(0.0, resting.end_s - self._time_s) if resting else 0.0,
            rest_s=resting.end_s - resting.begin_s if resting else 0.0,
            elapsed_s=self._elapsed_s,
            planned_s=exercises.plan.seconds,
            by_user=self.paused_by_user,
            results=exercises.results,
        )


def exercise_alone(spec: ExerciseSpec, person: Person | None = None) -> Flow:
    """Return the flow of one exercise that goes on for as long as there is anything to see."""
    return Flow(Plan(spec.title, (Block(spec),)), person or Person(), endless=True)
