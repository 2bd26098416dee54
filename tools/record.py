"""Record what MediaPipe sees in samples: ``uv run python -m tools.record``.

The good sample of each exercise, and some with mistakes, for tests that judge real landmarks
without a pose model.
"""

from pathlib import Path

import numpy as np

from posetrainer.capture import Frame, open_source
from posetrainer.exercises.catalogue import exercise_ids
from posetrainer.pose.mediapipe_estimator import MediaPipeEstimator

REPOSITORY = Path(__file__).resolve().parents[1]
CLIPS = REPOSITORY / "samples" / "clips"
RECORDED = REPOSITORY / "tests" / "recorded"
#: Exercises whose sample with mistakes is recorded, too.
WITH_ERRORS = ("wall_squat", "straight_leg_raise", "knee_to_chest")
#: Landmarks are kept to a tenth of a pixel, visibilities to a 255th.
PIXEL_STEPS, VISIBILITY_STEPS = 10, 255


def main() -> None:
    """Write the recordings."""
    (RECORDED / "errors").mkdir(parents=True, exist_ok=True)
    wanted = {f"{exercise}_good": exercise for exercise in exercise_ids()}
    wanted |= {f"{exercise}_errors": f"errors/{exercise}" for exercise in WITH_ERRORS}
    for clip, name in wanted.items():
        path = RECORDED / f"{name}.npz"
        record(CLIPS / f"{clip}.mp4", path)
        print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB", flush=True)


def record(clip: Path, path: Path) -> None:
    """Write the landmarks of every frame of a clip in which a person is seen."""
    times_s, xy, visibility = [], [], []
    size = (0, 0)
    with MediaPipeEstimator() as estimator, open_source(str(clip)) as source:
        for item in source:
            pose = estimator.estimate(item) if isinstance(item, Frame) else None
            if pose is None:
                continue
            size = pose.frame_size
            times_s.append(pose.time_s)
            xy.append(pose.image_xy)
            visibility.append(pose.visibility)
    np.savez_compressed(
        path,
        times_s=np.array(times_s),
        xy=np.rint(np.array(xy) * PIXEL_STEPS).astype(np.int16),
        visibility=np.rint(np.array(visibility) * VISIBILITY_STEPS).astype(np.uint8),
        size=np.array(size, np.int16),
    )


if __name__ == "__main__":
    main()
