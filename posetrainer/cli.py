"""The command line. Heavy modules are imported by the commands that need them."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from posetrainer.exercises.spec import ExerciseSpec
    from posetrainer.sessions.play import Outcome

app = typer.Typer(
    help="A trainer for back-pain relief exercises: it watches, counts, times and corrects.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    # Typer's coloured help costs a quarter of a second of imports.
    rich_markup_mode=None,
)
exercises_app = typer.Typer(help="The exercises, and specs of your own.", rich_markup_mode=None)
app.add_typer(exercises_app, name="exercises")
bench_app = typer.Typer(
    help="How fast it runs on this machine.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(bench_app, name="bench")

SpecOption = Annotated[
    Path | None, typer.Option("--spec", help="Judge by this spec file, not the catalogue's.")
]
EventsOption = Annotated[
    Path | None, typer.Option("--events", help="Write every event, one JSON object a line.")
]
VideoOption = Annotated[
    Path | None, typer.Option("--save-video", help="Write the annotated video (H.264, mp4).")
]
HeadlessOption = Annotated[bool, typer.Option("--headless", help="Open no window.")]
JsonOption = Annotated[
    bool, typer.Option("--json", help="Print the result as one JSON object on stdout.")
]
StatureOption = Annotated[
    float,
    typer.Option("--stature-cm", min=50, max=250, help="Your height: inches depend on it."),
]
#: The stature of a recording is known.
KnownStatureOption = Annotated[
    float | None,
    typer.Option(
        "--stature-cm", min=50, max=250, help="Height of the person; 170, or as recorded."
    ),
]


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="Folder for what the demo writes.")] = Path(
        "posetrainer-demo"
    ),
) -> None:
    """Replay a sample and keep its annotated video."""
    from posetrainer.resources import demo_clip
    from posetrainer.sessions.options import SessionOptions
    from posetrainer.sessions.replay import replay

    console = _console(as_json=False)
    clip = demo_clip()
    console.print(f"Replaying a sample: the straight leg raise, with mistakes ({clip.name}).\n")
    video, events = out / "annotated.mp4", out / "events.jsonl"
    options = SessionOptions(headless=True, video=video, events=events)
    spec = _spec("straight_leg_raise", None)
    _finish(replay(str(clip), spec, options, console), spec, console, as_json=False)
    console.print(f"\nWritten to {out}: {video.name} (watch it) and {events.name}.")


@app.command(name="replay")
def replay_command(
    video: Annotated[str, typer.Argument(help="A video file, a recording, or a stream's address.")],
    exercise: Annotated[
        str | None, typer.Option(help="Id of the exercise; a recording knows its own.")
    ] = None,
    spec_file: SpecOption = None,
    save_video: VideoOption = None,
    events: EventsOption = None,
    record: Annotated[
        Path | None, typer.Option("--record", help="Keep the landmarks in this file.")
    ] = None,
    headless: HeadlessOption = False,
    as_json: JsonOption = False,
    stature_cm: KnownStatureOption = None,
) -> None:
    """Judge a video, or a recording, exactly as if it were live."""
    from posetrainer.recordings.reader import is_recording, load_recording, spec_of
    from posetrainer.sessions.options import SessionOptions
    from posetrainer.sessions.replay import replay, replay_recording

    path = Path(video)
    recording = load_recording(path) if is_recording(path) else None
    asked = exercise is not None or spec_file is not None
    spec = _spec(exercise, spec_file) if asked or not recording else spec_of(path, recording)
    stature_m = recording.header.stature_m if recording else SessionOptions.stature_m
    if stature_cm is not None:
        stature_m = stature_cm / 100
    console = _console(as_json)
    options = SessionOptions(
        headless=headless, video=save_video, events=events, recording=record, stature_m=stature_m
    )
    if recording:
        outcome = replay_recording(path, recording, spec, options, console)
    else:
        outcome = replay(video, spec, options, console)
    _finish(outcome, spec, console, as_json)


@app.command(name="train")
def train_command(
    exercise: Annotated[str | None, typer.Argument(help="Id of the exercise.")] = None,
    camera: Annotated[str, typer.Option(help="Camera number, or a stream's address.")] = "0",
    spec_file: SpecOption = None,
    repetitions: Annotated[
        int | None, typer.Option(min=1, max=100, help="As many today, not as prescribed.")
    ] = None,
    mirror: Annotated[
        bool | None, typer.Option(help="Show yourself as in a mirror; by default in front views.")
    ] = None,
    full_screen: Annotated[bool, typer.Option("--full-screen", help="Cover the screen.")] = False,
    save_video: VideoOption = None,
    events: EventsOption = None,
    record: Annotated[
        bool, typer.Option(help="Keep the landmarks on this machine, never a picture.")
    ] = True,
    record_to: Annotated[
        Path | None, typer.Option(help="Keep the landmarks in this file, not in the usual folder.")
    ] = None,
    headless: HeadlessOption = False,
    as_json: JsonOption = False,
    stature_cm: StatureOption = 170,
) -> None:
    """Exercise in front of a camera. Keys: q or Esc ends, f covers the screen."""
    from posetrainer.sessions.options import SessionOptions
    from posetrainer.sessions.recorder import usual_path
    from posetrainer.sessions.train import train

    spec = _spec(exercise, spec_file)
    console = _console(as_json)
    recording = (record_to or usual_path(spec.id)) if record else None
    options = SessionOptions(
        headless=headless,
        video=save_video,
        events=events,
        stature_m=stature_cm / 100,
        recording=recording,
        mirrored=spec.view == "front" if mirror is None else mirror,
        full_screen=full_screen,
    )
    outcome = train(camera, spec, options, console, repetitions)
    if recording:
        line = f"Landmarks kept in {recording} (no pictures)."
        console.print(line, highlight=False, soft_wrap=True)
    _finish(outcome, spec, console, as_json)


@app.command(name="extract")
def extract_command(
    videos: Annotated[list[Path], typer.Argument(help="Video files.")],
    out: Annotated[Path, typer.Option(help="Folder for the recordings.")] = Path("recordings"),
) -> None:
    """Make recordings of videos, several at once; what is there is not made again."""
    from rich.progress import track

    from posetrainer.sessions.extract import extract, plan

    console = _console(as_json=False)
    places = plan(videos, out)
    problems = []
    for done in track(extract(places), "Looking", len(places), console=console, transient=True):
        if done.outcome != "failed":
            words = {"made": "made", "there": "is there already"}[done.outcome]
            line = f"{done.recording}: {words}, {done.moments} moments"
            console.print(line, highlight=False, soft_wrap=True)
        if done.problem:
            problems.append(done.problem)
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        raise typer.Exit(2)


@app.command()
def doctor(
    camera: Annotated[str, typer.Option(help="Camera number, or a stream's address.")] = "0",
) -> None:
    """Tell what works on this machine, and how to mend the rest."""
    from posetrainer.sessions.doctor import examine

    console = _console(as_json=False)
    needed_fail = False
    for finding in examine(camera):
        mark, style = ("✓", "green") if finding.works else ("✗", "red")
        console.print(f"{mark} {finding.what}: {finding.detail}", style=style, highlight=False)
        if finding.mend:
            console.print(f"  → {finding.mend}", highlight=False)
        needed_fail |= finding.needed and not finding.works
    raise typer.Exit(1 if needed_fail else 0)


@app.command()
def score(
    places: Annotated[list[Path], typer.Argument(help="Folders with *.truth.json files.")],
    cross: Annotated[
        bool, typer.Option("--cross", help="Let every exercise judge every clip.")
    ] = False,
    report: Annotated[
        Path | None, typer.Option(help="Write the scores as a Markdown page, too.")
    ] = None,
    readings: Annotated[
        Path | None, typer.Option(help="Write the driving measures, said and true, as a CSV, too.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Compare what is said with what is true, over clips."""
    from rich.progress import track

    from posetrainer.feedback.terminal import cross_table, mistake_lines, score_table
    from posetrainer.tuning.accuracy import write_report
    from posetrainer.tuning.score import as_record, find_truths, score_clips, write_readings

    console = _console(as_json)
    truths = find_truths(places)
    judged = score_clips(truths, cross=cross or report is not None)
    scores = list(track(judged, "Judging", len(truths), console=console))
    record = as_record(scores)
    if report is not None:
        write_report(record, report)
    if readings is not None:
        write_readings(scores, readings)
    if as_json:
        print(json.dumps(record))
        return
    console.print(score_table(record))
    for line in mistake_lines(record):
        console.print(line, highlight=False, soft_wrap=True)
    if cross:
        console.print(cross_table(record))


@exercises_app.callback(invoke_without_command=True)
def exercises(context: typer.Context) -> None:
    """List the exercises."""
    if context.invoked_subcommand is not None:
        return
    from posetrainer.exercises.catalogue import exercise_ids, load_exercise
    from posetrainer.feedback.terminal import catalogue_table

    _console(as_json=False).print(catalogue_table(load_exercise(i) for i in exercise_ids()))


@exercises_app.command()
def show(exercise: Annotated[str, typer.Argument(help="Id of the exercise.")]) -> None:
    """Print the spec of an exercise."""
    from posetrainer.resources import specs_folder

    spec = _spec(exercise, None)
    print((specs_folder() / f"{spec.id}.yaml").read_text(encoding="utf-8"), end="")


@exercises_app.command()
def schema() -> None:
    """Print the JSON Schema of specs, for editors."""
    from posetrainer.exercises.spec import ExerciseSpec

    print(json.dumps(ExerciseSpec.model_json_schema(), indent=2))


@exercises_app.command()
def validate(file: Annotated[Path, typer.Argument(help="A spec.")]) -> None:
    """Check a spec of your own."""
    print(f"{file}: {_validated(file).title}: this spec is valid.")


@bench_app.command(name="replay")
def bench_replay_command(
    video: Annotated[str | None, typer.Argument(help="A clip; by default the demo's.")] = None,
    exercise: Annotated[str, typer.Option(help="Id of the exercise.")] = "straight_leg_raise",
    rounds: Annotated[int, typer.Option(min=1, max=20, help="Measured rounds of each.")] = 3,
    as_json: JsonOption = False,
) -> None:
    """Time `replay --headless` against a bare loop of decoding and MediaPipe."""
    from posetrainer.resources import demo_clip
    from posetrainer.sessions.bench import bench_replay

    result = bench_replay(video or str(demo_clip()), _spec(exercise, None), rounds)
    print(json.dumps(result.as_record()) if as_json else result.as_text())


def _spec(exercise: str | None, file: Path | None) -> "ExerciseSpec":
    from posetrainer.exercises.catalogue import exercise_ids, load_exercise
    from posetrainer.exercises.problem import SpecError

    if file is not None:
        return _validated(file)
    if exercise is None:
        raise SpecError(f"Which exercise? Known are {', '.join(exercise_ids())}.")
    return load_exercise(exercise)


def _validated(file: Path) -> "ExerciseSpec":
    """Load a spec; what is doubtful about it is told on stderr."""
    from posetrainer.exercises.loader import load_spec

    loaded = load_spec(file)
    for warning in loaded.warnings:
        print(f"warning: {warning}", file=sys.stderr)
    return loaded.spec


def _console(as_json: bool) -> "Console":
    """Return where people read: stdout, unless a JSON object goes there."""
    from rich.console import Console

    return Console(stderr=as_json)


def _finish(outcome: "Outcome", spec: "ExerciseSpec", console: "Console", as_json: bool) -> None:
    """Print what a session came to; a source that broke off is an error, told last."""
    from posetrainer.feedback.terminal import summary_table

    record = outcome.summary.as_record()
    if as_json:
        print(json.dumps(record))
    else:
        console.print(summary_table(record, spec))
    if outcome.broken_off:
        print(outcome.broken_off, file=sys.stderr)
        raise typer.Exit(2)


def main() -> None:
    """Run the command line; what the user can mend is one sentence and exit code 2."""
    from posetrainer.errors import UserError

    try:
        app()
    except UserError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
