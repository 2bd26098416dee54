"""Training live in front of a camera: one exercise, or a programme."""

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace

from rich.console import Console

from posetrainer.capture import Adjustment, Gap, Source, is_live, open_source
from posetrainer.capture.webcam import CameraError
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback.announcements import introduction
from posetrainer.feedback.ending import ending_of
from posetrainer.feedback.instructor import Instructor
from posetrainer.feedback.speaking_time import seconds_to_say
from posetrainer.history.database import history_path
from posetrainer.history.records import SessionInfo
from posetrainer.history.writer import HistoryWriter
from posetrainer.language.translation import tr
from posetrainer.pose.opening import open_estimator
from posetrainer.runtime.loop import Step
from posetrainer.runtime.options import SessionOptions, open_watchers, recorder_of
from posetrainer.runtime.orientation import upright
from posetrainer.runtime.play import Outcome, SessionOver, Watcher, play
from posetrainer.runtime.terminal_report import reported_on
from posetrainer.workout.flow import Flow
from posetrainer.workout.notices import ExerciseBegins, ProgrammeEnds, RestBegins

#: A camera that has been away this long is not waited for any more; with a window, which shows what
#: is wrong, long enough to get up from a mat and mend it.
GIVE_UP_S, GIVE_UP_IN_A_WINDOW_S = 30.0, 180.0
#: Seconds from the last repetition, or the last word, to the end of a session without a window.
LINGER_S = 5.0
#: Longest time the end card in a window stays without a key, in seconds.
DISMISSED_AFTER_S = 600.0


def train(
    camera: str,
    flow: Flow,
    options: SessionOptions,
    console: Console,
    *,
    record: bool = False,
    history: SessionInfo | None = None,
    also: Iterable[Watcher] = (),
) -> Outcome:
    """Train until all is done, the user quits or the camera stays away.

    Parameters
    ----------
    camera : str
        A camera's number or a stream's address; a file would do, too.
    flow : Flow
        The exercises, and where they stand.
    options : SessionOptions
    console : Console
        Where the set-up and the events are printed.
    record : bool
        Whether landmarks are kept in the usual folder where the options name no file. The
        training goes on without an output that cannot be written any more.
    history : SessionInfo or None
        Under what the session is written into the history; None writes none.
    also : iterable of Watcher
        Others who look at every step.

    Raises
    ------
    UserError
        If the camera or an output that the options name cannot be opened, or there is no
        screen for a window.
    """
    live = is_live(camera)

    def open_it(adjustment: Adjustment) -> Source:
        try:
            return open_source(camera, adjustment=adjustment)
        except CameraError as error:
            problem = str(error).removesuffix(".")
            sentence = tr("{problem}; `posetrainer doctor` lists the cameras and tests them.")
            raise CameraError(sentence.format(problem=problem)) from None

    def report(problem: str) -> None:
        console.print(problem, style="magenta", highlight=False, soft_wrap=True)

    lost: list[str] = []

    def report_damaged(problem: str) -> None:
        lost.append(problem)
        report(problem)

    def report_lost(problem: str) -> None:
        lost.append(problem)
        report(tr("{problem} The training goes on without it.").format(problem=problem))

    spec = flow.situation.spec
    options = replace(options, adjustment=upright(open_it, options.adjustment, spec, console))
    writer = HistoryWriter(history_path(), history, report_damaged) if history else None
    recorder = recorder_of(
        options, live=live, usual=record, begun=writer.note_recording if writer else None
    )
    with ExitStack() as stack:
        shown = open_watchers(
            stack,
            flow,
            options,
            live=live,
            recorder=recorder,
            history=writer,
            interactive=True,
            report=report,
            lost=report_lost,
        )

        def watchers(source: Source) -> Iterable[Watcher]:
            printed = stack.enter_context(reported_on(console, source))
            # Those before the screen see the step in which a key ends the session, too.
            return [*also, *shown, printed, _introduced_on(console), EndOfSession(options)]

        outcome = play(
            lambda: open_it(options.adjustment),
            flow,
            watchers,
            estimator=lambda: open_estimator(
                live=live, drawn=options.drawn, threads=options.threads
            ),
            instructor=Instructor(options.voice.rate_wpm),
        )
    return replace(
        outcome,
        lost=tuple(lost),
        recordings=tuple(recorder.paths) if recorder else (),
        session_id=writer.session_id if writer else None,
    )


def _introduced_on(console: Console) -> Watcher:
    """Print what to do before each exercise, as soon as it is known."""
    printed: set[int] = set()

    def introduce(step: Step) -> None:
        for notice in step.moment.notices:
            spec: ExerciseSpec | None = None
            if isinstance(notice, ExerciseBegins):
                spec = notice.spec
            elif isinstance(notice, RestBegins):
                spec = notice.next_spec
            if spec is not None and id(spec) not in printed:
                printed.add(id(spec))
                for line in introduction(spec):
                    console.print(f"• {line}", highlight=False)

    return introduce


class EndOfSession:
    """Ends the session when all is done, or the camera has been away too long."""

    def __init__(self, options: SessionOptions) -> None:
        self._windowed = not options.headless
        self._voice = options.voice
        self._linger_s = DISMISSED_AFTER_S if self._windowed else LINGER_S
        self._give_up_s = GIVE_UP_IN_A_WINDOW_S if self._windowed else GIVE_UP_S
        self._done_s: float | None = None
        self._away_since_s: float | None = None

    def __call__(self, step: Step) -> None:
        """Look at one step.

        Raises
        ------
        SessionOver
            If this is the end.
        """
        situation = step.moment.situation
        if situation.stage != "done":
            self._done_s = None
        elif self._done_s is None:
            self._done_s = step.time_s
        if not isinstance(step.item, Gap) or situation.by_user:
            self._away_since_s = None
        elif self._away_since_s is None:
            self._away_since_s = step.time_s
        for notice in step.moment.notices:
            if isinstance(notice, ProgrammeEnds) and not self._windowed:
                self._linger_s = LINGER_S + self._seconds_to_say(notice)
        waits = (self._done_s, self._linger_s), (self._away_since_s, self._give_up_s)
        for since_s, wait_s in waits:
            if since_s is not None and step.time_s - since_s >= wait_s:
                raise SessionOver

    def _seconds_to_say(self, notice: ProgrammeEnds) -> float:
        if self._voice.mode != "full":
            return 0.0
        ending = ending_of(notice.results, notice.seconds)
        return sum(seconds_to_say(line, self._voice.rate_wpm) for line in ending.spoken)
