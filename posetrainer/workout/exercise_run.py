"""One running exercise of a programme: its trainer, and its state."""

from collections.abc import Sequence
from dataclasses import replace

from posetrainer.capture.light import Light
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.pose.pose import Pose
from posetrainer.rules.events import (
    Event,
    LostSight,
    RepetitionCompleted,
    SetCompleted,
    SightRegained,
)
from posetrainer.rules.obstacles import Obstacle
from posetrainer.rules.person import Person
from posetrainer.rules.progress import Progress
from posetrainer.rules.readiness import Lasting
from posetrainer.rules.sight import RESTART_AFTER_S
from posetrainer.rules.trainer import Trainer
from posetrainer.workout.day import BEGINNING, DaySoFar
from posetrainer.workout.idling import Idling
from posetrainer.workout.lighting import GRAINY_S, is_grainy, light_problem
from posetrainer.workout.results import ExerciseResult


class ExerciseRun:
    """Judge one exercise, and follow what a programme needs to know of it.

    Parameters
    ----------
    spec : ExerciseSpec
    person : Person
    day : DaySoFar
        What was done of it earlier today.
    entry : int
        Its number among those that were begun.
    """

    def __init__(
        self, spec: ExerciseSpec, person: Person, day: DaySoFar = BEGINNING, entry: int = 0
    ) -> None:
        self.spec = spec
        self.entry = entry
        self.idling = Idling()
        self.result = ExerciseResult(spec, day.counted, day.good, day.reasons)
        self.set_number = 1 + day.counted // spec.dose.repetitions
        #: Whether it has been announced that it begins.
        self.announced = False
        self._trainer = Trainer(spec, person, (day.counted, day.good), side_due=day.side_due)
        self._light: Light | None = None
        self._lost: LostSight | None = None
        self._grainy = Lasting(GRAINY_S)
        self._doubted = False

    @property
    def progress(self) -> Progress:
        """Where it stands; poor light is what keeps somebody from being in place first."""
        progress = self._trainer.progress
        problem = None if progress.ready else light_problem(self._light)
        return replace(progress, obstacle=problem) if problem else progress

    def step(self, pose: Pose | None, time_s: float, light: Light | None) -> list[Event]:
        """Go on to one more moment; return what the rules noticed."""
        self._light = light
        return self._after(self._trainer.step(pose, time_s))

    def finish(self) -> list[Event]:
        """Judge what is under way, as nothing more comes."""
        self._light = None
        return self._after(self._trainer.finish())

    def _after(self, events: list[Event]) -> list[Event]:
        if events:
            self.result = self.result.after(events)
        for event in events:
            if isinstance(event, LostSight):
                self._lost = event
            elif isinstance(event, SightRegained):
                self._lost = None
            elif isinstance(event, SetCompleted) and event.set_number < event.sets:
                self.set_number = event.set_number + 1
        return events

    @property
    def is_ready(self) -> bool:
        """Whether the person is in place and seen."""
        return self._lost is None and self._trainer.progress.ready

    def out_of_sight(self, time_s: float) -> Obstacle | None:
        """Return why nothing can be seen, once that has lasted."""
        lost = self._lost
        if lost is None or time_s - lost.time_s < RESTART_AFTER_S:
            return None
        return light_problem(self._light) or lost.unseen

    def is_doubtful(self, time_s: float, *, judges: bool) -> bool:
        """Return whether what is judged may be wrong, as the picture is full of grain: once."""
        grainy = self._grainy(time_s, is_grainy(self._light))
        first = grainy and judges and not self._doubted
        self._doubted |= first
        return first


def goes_on(events: Sequence[Event], progress: Progress) -> bool:
    """Return whether somebody goes on; attempts that fall short, again and again, do not count."""
    return progress.phase == "hold" or any(isinstance(e, RepetitionCompleted) for e in events)


def is_complete(events: Sequence[Event]) -> bool:
    """Return whether the last set has just been completed."""
    return any(isinstance(e, SetCompleted) and e.set_number == e.sets for e in events)
