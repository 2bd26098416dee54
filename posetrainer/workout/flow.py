"""The flow of a programme: setting up, exercising, pausing, resting, and on to the next.

Live, replay and benches all drive this one object. It only watches what the rules tell and what
time it is by the frames; nobody has to touch anything.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from posetrainer.capture.light import Light
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.pose.landmarks import Side
from posetrainer.pose.pose import Pose
from posetrainer.rules.events import (
    Event,
    LostSight,
    PostureLost,
    SetCompleted,
    SideChanged,
    SightRegained,
)
from posetrainer.rules.obstacles import Grainy, Obstacle
from posetrainer.rules.person import Person
from posetrainer.rules.progress import Progress
from posetrainer.rules.readiness import Lasting
from posetrainer.rules.sight import BEGIN_ANEW_S
from posetrainer.rules.trainer import Trainer
from posetrainer.workout.idling import Idling
from posetrainer.workout.lighting import GRAINY_S, is_grainy, light_problem
from posetrainer.workout.notices import (
    ExerciseBegins,
    ExerciseLeft,
    Idle,
    Notice,
    Paused,
    PoorPicture,
    ProgrammeEnds,
    RestBegins,
    RestEnds,
    Resumed,
)
from posetrainer.workout.plan import Block, Plan
from posetrainer.workout.results import ExerciseResult
from posetrainer.workout.situation import Situation, Stage
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
        The person.
    endless : bool
        Whether the last exercise goes on beyond its dose, as in a replay, which judges all there
        is to see.
    begin_at : int
        Position of the block to begin with, from 0.
    counted : tuple of int
        Repetitions of it that were done earlier today, and good ones among them.
    side_due : {"left", "right"} or None
        Whose turn it is after those.
    elapsed_s : float
        Seconds done earlier today.
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
        begin_at: int = 0,
        counted: tuple[int, int] = (0, 0),
        side_due: Side | None = None,
        elapsed_s: float = 0.0,
        briefing_s: Callable[[ExerciseSpec], float] = lambda _: 0.0,
    ) -> None:
        self._plan = plan
        self._person = person
        self._endless = endless
        self._elapsed_s = elapsed_s
        self._briefing_s = briefing_s
        self._time_s = math.nan
        self._notices: list[Notice] = []
        self._entry = -1
        self._results: dict[int, ExerciseResult] = {}
        self._enter(begin_at, counted, side_due)

    def _enter(
        self, index: int, counted: tuple[int, int] = (0, 0), side_due: Side | None = None
    ) -> None:
        """Begin the exercise at a position of the plan."""
        self._index = index
        self._entry += 1
        self._results[self._entry] = ExerciseResult(self._block.spec, *counted)
        self._stage: Stage = "setup"
        self._trainer = Trainer(self._block.spec, self._person, counted, side_due=side_due)
        self._announced = False
        self._set_number = 1 + counted[0] // self._block.spec.dose.repetitions
        self._rest: tuple[float, float] | None = None
        self._rest_side: Side | None = None
        self._between = False
        self._lost: LostSight | None = None
        self._grainy = Lasting(GRAINY_S)
        self._doubted = False
        self._paused_s: float | None = None
        self._paused_from: Stage = "setup"
        self._idling = Idling()

    @property
    def _block(self) -> Block:
        return self._plan.blocks[self._index]

    @property
    def index(self) -> int:
        """Position in the plan of the exercise at work, from 0; its length when all is done."""
        return len(self._plan.blocks) if self.over else self._index

    @property
    def counted(self) -> tuple[int, int]:
        """Repetitions of the exercise at work, and good ones among them."""
        progress = self._trainer.progress
        return progress.counted, progress.good

    @property
    def side_due(self) -> Side | None:
        """Whose turn it is in the exercise at work, where the sides take turns."""
        return self._trainer.progress.side_due

    @property
    def elapsed_s(self) -> float:
        """Seconds of exercise and rest so far today."""
        return self._elapsed_s

    @property
    def over(self) -> bool:
        """Whether the last exercise is done."""
        return self._stage == "done"

    @property
    def looks_away(self) -> bool:
        """Whether the user has paused it: nothing may be looked at then."""
        return self._paused_s is not None

    def pause(self) -> None:
        """Pause, or go on after a pause: what the user asks for with a key."""
        if self.over:
            return
        if self._paused_s is None:
            self._paused_s = self._time_s
            self._paused_from, self._stage = self._stage, "paused"
            self._tell(Paused(self._time_s, None))
            return
        away_s = self._time_s - self._paused_s
        self._paused_s = None
        if self._rest is not None:
            self._rest = self._rest[0] + away_s, self._rest[1] + away_s
        # Whoever exercised has to get into place again.
        self._stage = "paused" if self._paused_from == "exercise" else self._paused_from

    def next(self) -> None:
        """Go to the next exercise at once; after the last one all is done."""
        if self._between:
            self._enter(self._index)
        elif self._index + 1 < len(self._plan.blocks):
            self._enter(self._index + 1)
        elif not self._endless:
            self._finish(self._time_s)

    def back(self) -> None:
        """Go back to the exercise before; of the first one, to its beginning."""
        if self._index == 0:
            self.anew()
            return
        # In the rest after an exercise, the one before is the one just done.
        self._enter(self._index - 1)

    def anew(self) -> None:
        """Begin this exercise anew, with nothing counted."""
        del self._results[self._entry]
        self._enter(self._index)

    def step(self, pose: Pose | None, time_s: float, light: Light | None = None) -> StepResult:
        """Go on to one more moment.

        Parameters
        ----------
        pose : Pose or None
            The person's pose, None if nobody is seen.
        time_s : float
            Media time; must not go backwards.
        light : Light or None
            What it makes of the picture, where that is known.
        """
        step_s = 0.0 if math.isnan(self._time_s) else time_s - self._time_s
        self._time_s = time_s
        if self._stage in ("exercise", "rest"):
            self._elapsed_s += step_s
        if self._between:
            return self._wait(time_s)
        spec, trainer, entry, judged = self._block.spec, self._trainer, self._entry, not self.over
        if not self._announced and not self.over:
            self._announced = True
            self._tell(ExerciseBegins(time_s, spec, self._index + 1, len(self._plan.blocks)))
        events = trainer.step(pose, time_s) if judged else []
        progress = replace(self._lit(trainer.progress, light), time_s=time_s)
        if judged:
            self._follow(events, progress, time_s, light)
            self._look_after_idlers(pose, events, progress)
        if self._stage in ("rest", "done") and not progress.ready:
            # Whoever rests may be where they like.
            progress = replace(progress, obstacle=None)
        return self._moment(StepResult(spec, events, progress, (), self.situation, entry, judged))

    def finish(self) -> StepResult:
        """Judge what is under way, as nothing more comes: a film ends."""
        spec, judged = self._block.spec, not self.over and not self._between
        events = self._trainer.finish() if judged else []
        progress = replace(self._trainer.progress, time_s=self._time_s)
        if events:
            self._follow(events, progress, self._time_s, None)
        return self._moment(
            StepResult(spec, events, progress, (), self.situation, self._entry, judged)
        )

    def _lit(self, progress: Progress, light: Light | None) -> Progress:
        problem = light_problem(light)
        if problem is None or progress.ready:
            return progress
        return replace(progress, obstacle=problem)

    def _follow(
        self, events: Sequence[Event], progress: Progress, time_s: float, light: Light | None
    ) -> None:
        """Let the stage follow what happened."""
        if events:
            self._results[self._entry] = self._results[self._entry].after(events)
        self._look_after_sight(events, time_s, light)
        if self.looks_away:
            return
        for event in events:
            if isinstance(event, PostureLost) and self._stage == "exercise":
                self._pause_by_itself(event.obstacle, time_s)
        if progress.ready and self._lost is None:
            self._get_ready(progress, time_s)
        self._doubt_the_picture(time_s, light)
        self._rest_or_go_on(events, progress, time_s)
        for event in events:
            if isinstance(event, SetCompleted) and event.set_number == event.sets:
                self._complete(time_s)

    def _look_after_sight(
        self, events: Sequence[Event], time_s: float, light: Light | None
    ) -> None:
        for event in events:
            if isinstance(event, LostSight):
                self._lost = event
            elif isinstance(event, SightRegained):
                self._lost = None
        lost = self._lost
        if lost and time_s - lost.time_s >= BEGIN_ANEW_S and self._stage == "exercise":
            self._pause_by_itself(light_problem(light) or lost.unseen, time_s)

    def _doubt_the_picture(self, time_s: float, light: Light | None) -> None:
        """Tell once in an exercise that what is judged may be wrong."""
        grainy = self._grainy(time_s, is_grainy(light))
        if grainy and not self._doubted and self._stage in ("setup", "exercise"):
            self._doubted = True
            self._tell(PoorPicture(time_s, Grainy()))

    def _look_after_idlers(
        self, pose: Pose | None, events: Sequence[Event], progress: Progress
    ) -> None:
        """Speak to somebody who does not go on, and let them end the exercise."""
        time_s = progress.time_s
        active = bool(events) or progress.phase == "hold" or self._stage != "exercise"
        question = self._idling.step(time_s, active=active)
        if question is not None:
            self._tell(Idle(time_s, question, progress.counted))
        if self._idling.ends(pose, time_s):
            self._tell(ExerciseLeft(time_s, progress.counted, progress.prescribed))
            self._complete(time_s)

    def _pause_by_itself(self, obstacle: Obstacle, time_s: float) -> None:
        self._stage = "paused"
        self._tell(Paused(time_s, obstacle))

    def _get_ready(self, progress: Progress, time_s: float) -> None:
        if self._stage == "paused":
            self._tell(Resumed(time_s, progress.counted, progress.prescribed))
        if self._stage in ("paused", "setup"):
            self._stage = "exercise"

    def _rest_or_go_on(self, events: Sequence[Event], progress: Progress, time_s: float) -> None:
        """Begin and end the rests within an exercise."""
        spec = self._block.spec
        if self._rest is not None:
            early = progress.phase != "rest"
            if early or time_s >= self._rest[1]:
                self._rest = None
                self._stage = "exercise" if progress.ready else "paused"
                self._tell(RestEnds(time_s, early, between=False, side=self._rest_side))
            return
        sets = [e for e in events if isinstance(e, SetCompleted) and e.set_number < e.sets]
        sides = [e for e in events if isinstance(e, SideChanged) and spec.dose.sides == "each"]
        for done in sets:
            self._set_number = done.set_number + 1
        if (sets or sides) and spec.dose.rest_s > 0:
            self._begin_rest(spec.dose.rest_s, time_s)
            self._rest_side = sides[0].side if sides else None
            self._tell(RestBegins(time_s, spec.dose.rest_s, None, self._rest_side))

    def _begin_rest(self, seconds: float, time_s: float) -> None:
        self._rest = time_s, time_s + seconds
        self._stage = "rest"

    def _complete(self, time_s: float) -> None:
        """The dose of an exercise is done: no rest within it any more."""
        if not self._endless:
            self._notices = [n for n in self._notices if not isinstance(n, RestBegins)]
        if self._index + 1 == len(self._plan.blocks):
            if not self._endless:
                self._finish(time_s)
            return
        rest_s = self._block.rest_s
        self._enter(self._index + 1)
        seconds = max(rest_s, PRAISE_S, math.ceil(self._briefing_s(self._block.spec)))
        self._between = True
        self._begin_rest(seconds, time_s)
        self._tell(RestBegins(time_s, seconds, self._block.spec, None))

    def _wait(self, time_s: float) -> StepResult:
        """A rest between two exercises: nothing is judged."""
        assert self._rest is not None
        if not self.looks_away and time_s >= self._rest[1]:
            self._tell(RestEnds(time_s, early=False, between=True, side=None))
            self._between, self._rest, self._stage = False, None, "setup"
        progress = replace(self._trainer.progress, time_s=time_s, obstacle=None)
        return self._moment(
            StepResult(
                self._block.spec, [], progress, (), self.situation, self._entry, judged=False
            )
        )

    def _finish(self, time_s: float) -> None:
        self._stage = "done"
        self._rest = None
        minutes = round(self._elapsed_s / 60, 1)
        self._tell(ProgrammeEnds(time_s, minutes, tuple(self._results.values())))

    def _tell(self, notice: Notice) -> None:
        self._notices.append(notice)

    def _moment(self, moment: StepResult) -> StepResult:
        """Return a moment with all that has been told since the last one."""
        notices, self._notices = tuple(self._notices), []
        return replace(moment, notices=notices)

    @property
    def situation(self) -> Situation:
        """Where the programme stands now."""
        blocks = self._plan.blocks
        after = self._index + 1
        begin_s, end_s = self._rest or (0.0, 0.0)
        return Situation(
            stage=self._stage,
            spec=self._block.spec,
            block=self._index + 1,
            blocks=len(blocks),
            set_number=self._set_number,
            sets=self._block.spec.dose.sets,
            next_spec=blocks[after].spec if after < len(blocks) else None,
            rest_left_s=max(0.0, end_s - self._time_s) if self._rest else 0.0,
            rest_s=end_s - begin_s,
            elapsed_s=self._elapsed_s,
            planned_s=self._plan.seconds,
            by_user=self.looks_away,
            results=tuple(self._results.values()),
        )


def exercise_alone(spec: ExerciseSpec, person: Person | None = None) -> Flow:
    """Return the flow of one exercise that goes on for as long as there is anything to see."""
    return Flow(Plan(spec.title, (Block(spec),)), person or Person(), endless=True)
