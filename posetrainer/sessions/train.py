"""Training live in front of a camera."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from rich.console import Console

from posetrainer.capture import Gap, Source, open_source
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.rules.events import SetCompleted
from posetrainer.rules.profile import Profile
from posetrainer.sessions.loop import Step
from posetrainer.sessions.play import Outcome, StopSession, Watcher, play
from posetrainer.sessions.replay import Keepers, ReplayOptions
from posetrainer.sessions.report import told_on

#: A camera that has been away this long is not waited for any more.
GIVE_UP_S = 30.0
#: After the last repetition the screen stays on for this long.
LINGER_S = 4.0


@dataclass(frozen=True)
class TrainOptions(ReplayOptions):
    """What a live session shows and keeps.

    Parameters
    ----------
    repetitions : int or None
        Instead of the prescribed number.
    mirror : bool or None
        Show the picture as a mirror does; None does so in front views.
    full_screen : bool
        Cover the screen.
    """

    repetitions: int | None = None
    mirror: bool | None = None
    full_screen: bool = False


def train(camera: str, spec: ExerciseSpec, options: TrainOptions, console: Console) -> Outcome:
    """Train until the dose is done, the user quits or the camera stays away.

    Raises
    ------
    UserError
        If the camera cannot be opened, an output cannot be written, or there is no screen
        for a window.
    """
    if options.repetitions is not None:
        dose = spec.dose.model_copy(update={"repetitions": options.repetitions, "sets": 1})
        spec = spec.model_copy(update={"dose": dose})
    mirrored = spec.view == "front" if options.mirror is None else options.mirror
    with ExitStack() as open_things:
        keepers = Keepers(
            open_things, spec, options, mirrored=mirrored, full_screen=options.full_screen
        )

        def watchers(source: Source) -> Sequence[Watcher]:
            for line in (*spec.setup, spec.stop_if):
                console.print(f"• {line}", highlight=False)
            tell = open_things.enter_context(told_on(console, source))
            return [*keepers.watchers(source, paced=False), tell, _Ending(spec)]

        return play(lambda: open_source(camera), spec, Profile(options.stature_m), watchers)


class _Ending:
    """Ends the session when the dose is done, or the camera has been away too long."""

    def __init__(self, spec: ExerciseSpec) -> None:
        self._sets = spec.dose.sets
        self._done_s: float | None = None
        self._away_since_s: float | None = None

    def __call__(self, step: Step) -> None:
        if any(isinstance(e, SetCompleted) and e.set_number == self._sets for e in step.events):
            self._done_s = step.time_s
        if not isinstance(step.item, Gap):
            self._away_since_s = None
        elif self._away_since_s is None:
            self._away_since_s = step.time_s
        for since_s, wait_s in ((self._done_s, LINGER_S), (self._away_since_s, GIVE_UP_S)):
            if since_s is not None and step.time_s - since_s >= wait_s:
                raise StopSession
