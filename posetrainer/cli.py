"""The command line. Heavy modules are imported by the commands that need them."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from posetrainer.commands.common import (
    AnyLanguageOption,
    AnyUnitsOption,
    EventsOption,
    FpsOption,
    HeadlessOption,
    JsonOption,
    KnownStatureOption,
    LanguageOption,
    MaybeExerciseArgument,
    RateOption,
    RotateOption,
    SoundOption,
    SpecOption,
    SpeedOption,
    ThreadsOption,
    TranscriptOption,
    UnitsOption,
    VideoOption,
    VoiceOption,
    ZoomOption,
    adjustment_of,
    chosen_spec,
    console_for,
    exercise_id,
    finish,
    keep_apart,
    validated,
)
from posetrainer.commands.demonstrate import demonstrate_command
from posetrainer.commands.extract import extract_command
from posetrainer.commands.help import CommandGroup, RootGroup
from posetrainer.commands.history import export_command, forget_command, history_app
from posetrainer.commands.profile import profile_app
from posetrainer.commands.report import report_command
from posetrainer.commands.score import score_command
from posetrainer.commands.start import (
    browser_can_open,
    install_shortcut_command,
    start_command,
)
from posetrainer.commands.train import programme_command, train_command
from posetrainer.commands.tune import tune_command
from posetrainer.commands.tuning import fit_command, sweep_command
from posetrainer.language.system import system_language, system_units
from posetrainer.language.translation import current_language, tr, use_language
from posetrainer.language.units import use_units

app = typer.Typer(
    cls=RootGroup,
    help="A trainer for back-pain relief exercises: it watches, counts, times and corrects.",
    invoke_without_command=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    # Typer's coloured help costs a quarter of a second of imports.
    rich_markup_mode=None,
)
exercises_app = typer.Typer(
    cls=CommandGroup, help="The exercises, and specs of your own.", rich_markup_mode=None
)
app.add_typer(exercises_app, name="exercises")
# Benchmarks are for whoever works on posetrainer: they are in the tools of a checkout.
if (Path(__file__).parents[1] / "tools" / "bench").is_dir():
    from tools.bench.commands import bench_app

    app.add_typer(bench_app, name="bench")

app.command(name="start")(start_command)
app.command(name="install-shortcut")(install_shortcut_command)
app.command(name="train")(train_command)
app.command(name="programme")(programme_command)
app.command(name="extract")(extract_command)
app.command(name="score")(score_command)
# So that a negative number is not taken for an option.
app.command(name="sweep", context_settings={"ignore_unknown_options": True})(sweep_command)
app.command(name="fit")(fit_command)
app.command(name="tune")(tune_command)
app.command(name="demonstrate")(demonstrate_command)
app.add_typer(profile_app, name="profile")
app.add_typer(history_app, name="history")
app.command(name="report")(report_command)
app.command(name="export")(export_command)
app.command(name="forget")(forget_command)


@app.callback()
def choose_words(
    context: typer.Context, language: AnyLanguageOption = None, units: AnyUnitsOption = None
) -> None:
    """Set language and units for all commands, by default those of the system.

    Without a command, open the home page; print help if no browser can be opened.
    """
    use_language(language or system_language())
    use_units(units or system_units())
    if context.invoked_subcommand is not None:
        return
    if browser_can_open():
        start_command()
    else:
        print(context.get_help())


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="Folder for what the demo writes.")] = Path(
        "posetrainer-demo"
    ),
) -> None:
    """Replay a sample and keep its annotated video."""
    from posetrainer.resources import demo_clip
    from posetrainer.runtime.options import SessionOptions
    from posetrainer.runtime.replay import replay

    console = console_for(as_json=False)
    clip = demo_clip()
    sample = tr("Replaying a sample: the straight leg raise, with mistakes ({file}).")
    console.print(sample.format(file=clip.name) + "\n")
    video, events = out / "annotated.mp4", out / "events.jsonl"
    keep_apart({"the video": video, "the log of events": events}, clip)
    options = SessionOptions(headless=True, video=video, events=events)
    spec = chosen_spec("straight_leg_raise", None)
    finish(replay(str(clip), spec, options, console), spec, console, as_json=False)
    written = tr("Written to {folder}: {video} (watch it) and {events}.")
    console.print("\n" + written.format(folder=out, video=video.name, events=events.name))


@app.command(name="replay")
def replay_command(
    video: Annotated[str, typer.Argument(help="A video file, a recording, or a stream's address.")],
    exercise: Annotated[
        str | None,
        typer.Option(
            help="Id or title of the exercise; by default a recording's own.", callback=exercise_id
        ),
    ] = None,
    spec_file: SpecOption = None,
    save_video: VideoOption = None,
    events: EventsOption = None,
    record: Annotated[
        Path | None, typer.Option("--record", help="Keep the landmarks in this file.")
    ] = None,
    headless: HeadlessOption = False,
    zoom: ZoomOption = True,
    as_json: JsonOption = False,
    stature_cm: KnownStatureOption = None,
    rotate: RotateOption = "0",
    fps: FpsOption = None,
    speed: SpeedOption = 1.0,
    voice: VoiceOption = "off",
    language: LanguageOption = None,
    units: UnitsOption = None,  # noqa: ARG001 (its callback chooses them)
    rate: RateOption = 160,
    sound_to: SoundOption = None,
    transcript: TranscriptOption = None,
    threads: ThreadsOption = None,
) -> None:
    """Judge a video or a recording exactly like a live session."""
    from posetrainer.capture import AS_IT_IS, is_live, open_source
    from posetrainer.errors import UserError
    from posetrainer.recordings.reader import is_recording, load_recording, spec_of
    from posetrainer.runtime.options import SessionOptions, VoiceOptions
    from posetrainer.runtime.replay import replay, replay_recording

    path = Path(video)
    adjustment = adjustment_of(rotate, fps, speed)
    outputs = {
        "--save-video": save_video,
        "--events": events,
        "--record": record,
        "--sound-to": sound_to,
        "--transcript": transcript,
    }
    keep_apart(outputs, path, spec_file)
    recording = load_recording(path) if is_recording(path) else None
    if recording is not None and adjustment != AS_IT_IS:
        raise UserError(
            f"{path} is a recording: its pictures were turned and timed when it was made; leave"
            " out --rotate, --fps and --speed, or replay the video."
        )
    asked = exercise is not None or spec_file is not None
    if not (asked or recording is not None or is_live(video)):
        # A source that cannot be opened is reported before a missing exercise.
        with open_source(video):
            pass
    spec = (
        chosen_spec(exercise, spec_file) if asked or recording is None else spec_of(path, recording)
    )
    stature_m = recording.header.stature_m if recording is not None else SessionOptions.stature_m
    if stature_cm is not None:
        stature_m = stature_cm / 100
    console = console_for(as_json)
    options = SessionOptions(
        headless=headless,
        zoom=zoom,
        video=save_video,
        events=events,
        transcript=transcript,
        record=record,
        stature_m=stature_m,
        voice=VoiceOptions(voice, language or current_language(), rate, sound_to),
        adjustment=adjustment,
        threads=threads,
    )
    if recording is not None:
        outcome = replay_recording(path, recording, spec, options, console)
    else:
        outcome = replay(video, spec, options, console)
    finish(outcome, spec, console, as_json)


@app.command()
def doctor(
    camera: Annotated[
        str, typer.Option(help="Camera number, or a stream's address; all others are listed.")
    ] = "0",
) -> None:
    """Try what this machine needs for training; exit code 1 if something does not work."""
    from posetrainer.runtime.doctor import examine

    console = console_for(as_json=False)
    all_work = True
    for finding in examine(camera):
        failed = ("✗", "red") if finding.chosen else ("○", "yellow")
        mark, style = ("✓", "green") if finding.works else failed
        console.print(f"{mark} {finding.what}: {finding.detail}", style=style, highlight=False)
        if finding.mend:
            console.print(f"  → {finding.mend}", highlight=False)
        all_work &= finding.works or not finding.chosen
    raise typer.Exit(0 if all_work else 1)


@exercises_app.callback(invoke_without_command=True)
def exercises(context: typer.Context) -> None:
    """List the exercises."""
    if context.invoked_subcommand is not None:
        return
    from posetrainer.exercises.catalogue import exercises_by_level
    from posetrainer.feedback.terminal import catalogue_table

    console_for(as_json=False).print(catalogue_table(exercises_by_level()))


@exercises_app.command()
def show(
    exercise: MaybeExerciseArgument = None,
    spec_file: Annotated[
        Path | None, typer.Option("--spec", help="A spec file of your own.")
    ] = None,
    expanded: Annotated[
        bool, typer.Option("--expanded", help="Every number, and where it comes from.")
    ] = False,
    profile: Annotated[
        str | None, typer.Option("--profile", help="Every number as it is for this person.")
    ] = None,
) -> None:
    """Print the spec of an exercise."""
    from posetrainer.exercises.catalogue import exercise_path

    path = spec_file or exercise_path(chosen_spec(exercise, None).id)
    if expanded or profile:
        from posetrainer.commands.show import written_out

        print(written_out(path, profile), end="")
    else:
        from posetrainer.exercises.document import read_text

        print(read_text(path), end="")


@exercises_app.command()
def library() -> None:
    """Print the library: measures and conditions that a spec may name."""
    from posetrainer.exercises.library import library_path

    print(library_path().read_text(encoding="utf-8"), end="")


@exercises_app.command()
def schema() -> None:
    """Print the JSON Schema of specs, for editors."""
    from posetrainer.exercises.spec import ExerciseSpec

    print(json.dumps(ExerciseSpec.model_json_schema(), indent=2))


@exercises_app.command()
def validate(file: Annotated[Path, typer.Argument(help="A spec.")]) -> None:
    """Check a spec of your own."""
    from posetrainer.printable import printable

    print(printable(f"{file}: {validated(file).title}: this spec is valid."))


def main() -> None:
    """Run the command line; a `UserError` is printed as one sentence, with exit code 2."""
    from posetrainer.commands.streams import standard_streams
    from posetrainer.errors import UserError

    with standard_streams():
        try:
            app()
        except UserError as error:
            print(error, file=sys.stderr)
            sys.exit(2)
