"""The exercises of a plan in order: the current one, and the results of the others."""

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.rules.person import Person
from posetrainer.workout.day import DaySoFar
from posetrainer.workout.exercise_run import ExerciseRun
from posetrainer.workout.plan import Block, Plan
from posetrainer.workout.results import ExerciseResult


class ExerciseSequence:
    """The exercises of a plan, one of them at work.

    Attributes
    ----------
    plan : Plan
    index : int
        Position of the exercise at work, from 0.
    run : ExerciseRun
        The exercise at work.
    """

    def __init__(self, plan: Plan, person: Person, day: DaySoFar) -> None:
        self.plan = plan
        self._person = person
        self._before = day.before
        self.index = day.block
        self.run = ExerciseRun(self.block.spec, person, day)

    def begin(self, index: int, *, forget: bool = False) -> None:
        """Begin the exercise at a position of the plan, with nothing counted.

        ``forget``: what was done of the one at work is no result.
        """
        if not forget:
            self._before = self.results
        self.index = index
        self.run = ExerciseRun(self.block.spec, self._person, entry=self.run.entry + 1)

    @property
    def block(self) -> Block:
        """The exercise at work as planned."""
        return self.plan.blocks[self.index]

    @property
    def next_spec(self) -> ExerciseSpec | None:
        """The exercise after the one at work; None after the last."""
        following = self.plan.blocks[self.index + 1 : self.index + 2]
        return following[0].spec if following else None

    @property
    def results(self) -> tuple[ExerciseResult, ...]:
        """What came of each exercise so far, the one at work included."""
        done = (result for result in self._before if result.counted or result.reasons)
        return (*done, self.run.result)
