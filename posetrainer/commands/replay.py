"""``posetrainer demo`` and ``posetrainer replay``: judging videos and recordings."""

from pathlib import Path
from typing import Annotated

import typer

from posetrainer.commands.common import (
    SpecOption,
    adjustment_of,
    chosen_spec,
    console_for,
    exercise_id,
    finish,
    keep_apart,
)
from posetrainer.commands.session import SessionArguments, with_session_options
from posetrainer.language.translation import tr


def demo_command(
    out: Annotated[Path, typer.Option(help="Folder for what the demo writes.")] = Path(
        "posetrainer-demo"
    ),
) -> None:
    """Replay a sample and keep its annotated video."""
    from posetrainer.runtime.options import SessionOptions
    from posetrainer.runtime.replay import replay
    from posetrainer.system.resources import demo_clip

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


@with_session_options(voice="off")
def replay_command(
    video: Annotated[str, typer.Argument(help="A video file, a recording, or a stream's address.")],
    exercise: Annotated[
        str | None,
        typer.Option(
            help="Id or title of the exercise; by default a recording's own.", callback=exercise_id
        ),
    ] = None,
    spec_file: SpecOption = None,
    record: Annotated[
        Path | None, typer.Option("--record", help="Keep the landmarks in this file.")
    ] = None,
    stature_cm: Annotated[
        float | None,
        typer.Option(
            "--stature-cm", min=50, max=250, help="Height of the person; 170, or as recorded."
        ),
    ] = None,
    *,
    session: SessionArguments,
) -> None:
    """Judge a video or a recording exactly like a live session."""
    from posetrainer.capture import AS_IT_IS, is_live, open_source
    from posetrainer.errors import UserError
    from posetrainer.recordings.reader import is_recording, load_recording, spec_of
    from posetrainer.runtime.options import SessionOptions
    from posetrainer.runtime.replay import replay, replay_recording

    path = Path(video)
    session.keep_apart(path, spec_file, record=record)
    recording = load_recording(path) if is_recording(path) else None
    adjustment = adjustment_of(session.rotate, session.fps, session.speed)
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
    console = console_for(session.as_json)
    options = session.options(stature_m, record=record)
    if recording is not None:
        outcome = replay_recording(path, recording, spec, options, console)
    else:
        outcome = replay(video, spec, options, console)
    finish(outcome, spec, console, session.as_json)
