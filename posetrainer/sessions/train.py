"""Training live in front of a camera."""

from collections.abc import Iterable
from contextlib import ExitStack

from rich.console import Console

from posetrainer.capture import Gap, Source, open_source
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.rules.events import SetCompleted
from posetrainer.rules.profile import Profile
from posetrainer.sessions.loop import Step
from posetrainer.sessions.options import SessionOptions, open_watchers
from posetrainer.sessions.play import Outcome, SessionOver, Watcher, play
from posetrainer.sessions.report import told_on

#: A camera that has been away this long is not waited for any more.
GIVE_UP_S = 30.0
#: After the last repetition the screen stays on for this long.
LINGER_S = 4.0


def train(
    camera: str,
    spec: ExerciseSpec,
    options: SessionOptions,
    console: Console,
    repetitions: int | None = None,
) -> Outcome:
    """Train until the dose is done, the user quits or the camera stays away.

    Parameters
    ----------
    camera : str
        A camera's number or a stream's address; a file would do, too.
    spec : ExerciseSpec
    options : SessionOptions
    console : Console
        Where the set-up and the events are told.
    repetitions : int or None
        Instead of the prescribed number.

    Raises
    ------
    UserError
        If the camera cannot be opened, an output cannot be written, or there is no screen
        for a window.
    """
    if repetitions is not None:
        dose = spec.dose.model_copy(update={"repetitions": repetitions, "sets": 1})
        spec = spec.model_copy(update={"dose": dose})
    with ExitStack() as open_things:
        shown = open_watchers(open_things, spec, options, live=True)

        def watchers(source: Source) -> Iterable[Watcher]:
            for line in (*spec.setup, spec.stop_if):
                console.print(f"• {line}", highlight=False)
            tell = open_things.enter_context(told_on(console, source))
            return [*shown, tell, _Ending(spec)]

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
                raise SessionOver
