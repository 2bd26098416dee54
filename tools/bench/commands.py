"""``posetrainer bench``: how fast it runs on this machine."""

import json
from pathlib import Path
from typing import Annotated

import typer

from posetrainer.commands.cases import PlacesArgument, cases_at
from posetrainer.commands.common import (
    ExerciseArgument,
    JsonOption,
    ThreadsOption,
    console_for,
    exercise_id,
)
from posetrainer.commands.help import CommandGroup

bench_app = typer.Typer(
    cls=CommandGroup,
    help="How fast it runs on this machine.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

VideoArgument = Annotated[str | None, typer.Argument(help="A clip; by default the demo's.")]
ExerciseOption = Annotated[
    str, typer.Option(help="Id or title of the exercise.", callback=exercise_id)
]


@bench_app.command(name="replay")
def replay_command(
    video: VideoArgument = None,
    exercise: ExerciseOption = "straight_leg_raise",
    rounds: Annotated[int, typer.Option(min=1, max=20, help="Measured rounds of each.")] = 3,
    threads: ThreadsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Time `replay --headless`, also with a video saved, against a bare loop.

    The bare loop decodes with OpenCV and runs MediaPipe as it comes, nothing else.
    """
    from posetrainer.exercises.catalogue import load_exercise
    from posetrainer.system.resources import demo_clip
    from tools.bench.replay import bench_replay

    result = bench_replay(video or str(demo_clip()), load_exercise(exercise), rounds, threads)
    print(json.dumps(result.as_record()) if as_json else result.as_text())


@bench_app.command(name="live")
def live_command(
    video: VideoArgument = None,
    exercise: ExerciseOption = "straight_leg_raise",
    fps: Annotated[
        float | None, typer.Option(min=1, max=240, help="Pictures a second; the clip's own.")
    ] = None,
    seconds: Annotated[float, typer.Option(min=2, max=600, help="How long each is measured.")] = 10,
    threads: ThreadsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Time live training on a clip, sent in real time as a camera would, without a window."""
    from posetrainer.exercises.catalogue import load_exercise
    from posetrainer.system.resources import demo_clip
    from tools.bench.live import bench_live

    result = bench_live(video or str(demo_clip()), load_exercise(exercise), seconds, fps, threads)
    print(json.dumps(result.as_record()) if as_json else result.as_text())


@bench_app.command(name="memory")
def memory_command(
    video: VideoArgument = None,
    exercise: ExerciseOption = "straight_leg_raise",
    minutes: Annotated[
        float, typer.Option(min=4, max=600, help="So much of a stream, as quickly as it goes.")
    ] = 30,
    threads: ThreadsOption = None,
    as_json: JsonOption = False,
) -> None:
    """See whether memory grows while somebody trains for long; without a window."""
    from posetrainer.exercises.catalogue import load_exercise
    from posetrainer.system.resources import demo_clip
    from tools.bench.memory import bench_memory

    result = bench_memory(video or str(demo_clip()), load_exercise(exercise), minutes, threads)
    print(json.dumps(result.as_record()) if as_json else result.as_text())


@bench_app.command(name="archive")
def archive_command(
    videos: Annotated[list[Path], typer.Argument(help="Video files.")],
    rounds: Annotated[int, typer.Option(min=1, max=20, help="Measured rounds of each.")] = 1,
    as_json: JsonOption = False,
) -> None:
    """Time `extract` in one process and on all cores, and scale it to a large archive."""
    from tools.bench.archive import bench_archive

    result = bench_archive(videos, rounds)
    print(json.dumps(result.as_record()) if as_json else result.as_text())


@bench_app.command(name="tuning")
def tuning_command(
    exercise: ExerciseArgument,
    places: PlacesArgument,
    minutes: Annotated[
        float, typer.Option(min=0.1, max=600, help="So much recording at least.")
    ] = 10,
    as_json: JsonOption = False,
) -> None:
    """Time until recordings have been judged with another number."""
    from posetrainer.exercises.catalogue import load_exercise
    from tools.bench.tuning import bench_tuning

    spec = load_exercise(exercise)
    cases = cases_at(places, exercise, console_for(as_json))
    result = bench_tuning(cases, spec, minutes * 60)
    print(json.dumps(result.as_record()) if as_json else result.as_text())
