"""Make the pictures of the live screen: ``uv run python -m tools.screenshots``.

Frames of the sample clips, judged and drawn as in a programme that somebody trains with.
``--out FOLDER --size 1920x1080`` makes them for another window, to look at.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from posetrainer.capture import Frame, open_source
from posetrainer.exercises.catalogue import load_exercise
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback.coach import Coach
from posetrainer.feedback.controls import Controls
from posetrainer.feedback.cues import Cue
from posetrainer.feedback.overlay import Overlay
from posetrainer.feedback.zoom import Zoom
from posetrainer.pose.mediapipe_estimator import MediaPipeEstimator
from posetrainer.pose.pose import Pose
from posetrainer.rules.person import Person
from posetrainer.rules.progress import Progress
from posetrainer.rules.trainer import Trainer
from posetrainer.tuning.truth_file import load_truth
from posetrainer.workout.results import ExerciseResult, Reason
from posetrainer.workout.situation import Situation, Stage

REPOSITORY = Path(__file__).resolve().parents[1]
CLIPS = REPOSITORY / "samples" / "clips"
IMAGES = REPOSITORY / "docs" / "images"
#: Colours of a saved picture: a third of the bytes, without a visible difference.
COLOURS = 224


@dataclass(frozen=True)
class Picture:
    """A moment of a clip, and where a programme stands then."""

    name: str
    clip: str
    time_s: float
    stage: Stage
    block: int
    elapsed_min: float
    coming: str | None
    rest_left_s: float = 0.0
    by_user: bool = False
    #: The exercise that comes after a rest, where the clip's is over.
    next_exercise: str | None = None
    muted: bool = False


PICTURES = (
    Picture("setup", "heel_slides_foot_end", 2.5, "setup", 3, 6.4, "straight_leg_raise"),
    Picture("repetition", "straight_leg_raise_good", 3.4, "exercise", 4, 9.2, "knee_to_chest"),
    Picture("hold-live", "wall_squat_good", 7.0, "exercise", 2, 3.1, "heel_slides"),
    Picture("too-fast-live", "heel_slides_errors", 12.1, "exercise", 3, 7.7, "straight_leg_raise"),
    Picture(
        "rest", "straight_leg_raise_good", 30.0, "rest", 5, 12.3, "hamstring_stretch",
        rest_left_s=18.4, next_exercise="knee_to_chest",
    ),
    Picture(
        "paused", "wall_squat_good", 13.2, "paused", 2, 3.6, "heel_slides", by_user=True, muted=True
    ),
    Picture(
        "breathing", "abdominal_contraction_good", 6.5, "exercise", 2, 3.1, "wall_squat"
    ),
    Picture("summary", "wall_squat_good", 13.2, "done", 8, 30.2, None),
)  # fmt: skip
WHOLE_DAY = (
    *("straight_leg_raise", "ankle_pumps", "heel_slides", "abdominal_contraction"),
    *("wall_squat", "hamstring_stretch", "knee_to_chest", "heel_raises"),
)
BLOCKS, PLANNED_MIN, REST_S = 8, 30, 30.0
SIZE = (1280, 720)
KEYS = frozenset({"space", "n", "b", "r", "m", "f", "q"})
#: The view comes to rest within this time.
BEFORE_S = 8.0


@dataclass(frozen=True)
class Moment:
    """What a session knows at a moment of a clip."""

    frame: Frame
    pose: Pose | None
    progress: Progress
    cue: Cue | None


def main() -> None:
    """Write all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=IMAGES)
    parser.add_argument(
        "--size", default="{}x{}".format(*SIZE), help="width x height of the window"
    )
    asked = parser.parse_args()
    wide, high = map(int, asked.size.split("x"))
    asked.out.mkdir(parents=True, exist_ok=True)
    for picture in PICTURES:
        path = asked.out / f"{picture.name}.png"
        save(path, draw(picture, (wide, high)))
        print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB", flush=True)


def draw(picture: Picture, size: tuple[int, int]) -> NDArray[np.uint8]:
    """Return what a window of a size shows at the picture's moment."""
    truth = load_truth(CLIPS / f"{picture.clip}.truth.json")
    spec = load_exercise(truth.exercise)
    overlay = Overlay(spec, stature_m=truth.stature_m, canvas=size, zoom=Zoom())
    controls = Controls(KEYS, picture.muted, picture.by_user)
    for moment in _moments(CLIPS / truth.clip, spec, Person(truth.stature_m)):
        time_s = moment.frame.time_s
        if time_s < picture.time_s - BEFORE_S:
            continue
        over = time_s >= picture.time_s - 1e-6
        # Before a rest or a pause somebody exercises.
        stage = picture.stage if over or picture.stage == "setup" else "exercise"
        cue = moment.cue if stage in ("setup", "exercise") else None
        drawn = overlay.draw(
            moment.frame.image,
            moment.pose,
            moment.progress,
            cue,
            _situation(picture, stage, spec, moment.progress),
            controls,
        )
        if over:
            return drawn
    raise ValueError(f"{picture.clip} ends before {picture.time_s} s")


def _whole_day() -> tuple[ExerciseResult, ...]:
    """Return what a good day may come to."""
    results = [ExerciseResult(load_exercise(exercise)) for exercise in WHOLE_DAY]
    done = [
        replace(result, counted=result.prescribed, good=result.prescribed) for result in results
    ]
    slips = {Reason("tempo"): 2, Reason("hold"): 1}
    return (replace(done[0], good=done[0].counted - 3, reasons=slips), *done[1:])


def _situation(picture: Picture, stage: Stage, spec: ExerciseSpec, progress: Progress) -> Situation:
    comes = picture.next_exercise if stage == "rest" else None
    now = load_exercise(comes) if comes else spec
    result = ExerciseResult(spec, progress.counted, progress.good)
    return Situation(
        stage=stage,
        spec=now,
        block=picture.block,
        blocks=BLOCKS,
        sets=now.dose.sets,
        next_spec=load_exercise(picture.coming) if picture.coming else None,
        rest_left_s=picture.rest_left_s,
        rest_s=REST_S if stage == "rest" else 0.0,
        elapsed_s=60 * picture.elapsed_min,
        planned_s=60.0 * PLANNED_MIN,
        by_user=picture.by_user and stage == "paused",
        results=_whole_day() if picture.stage == "done" else (result,),
    )


def _moments(clip: Path, spec: ExerciseSpec, profile: Person) -> Iterator[Moment]:
    trainer, coach = Trainer(spec, profile), Coach(spec)
    with MediaPipeEstimator() as estimator, open_source(str(clip)) as source:
        for item in source:
            if not isinstance(item, Frame):
                continue
            pose = estimator.estimate(item)
            events = trainer.step(pose, item.time_s)
            cue = coach.step(events, trainer.progress)
            yield Moment(item, pose, trainer.progress, cue)


def save(path: Path, image: NDArray[np.uint8]) -> None:
    """Write a picture with few colours."""
    rgb: Any = cv2.cvtColor(image, cv2.COLOR_BGR2RGB)
    few = Pillow.fromarray(rgb).quantize(
        COLOURS, method=Pillow.Quantize.MEDIANCUT, dither=Pillow.Dither.NONE
    )
    few.save(path, optimize=True)


if __name__ == "__main__":
    main()
