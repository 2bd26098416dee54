"""What damage is done to: landmarks that the pose model saw in the good samples."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from posetrainer.pose.pose import Pose
from tools.record import CLIPS, PIXEL_STEPS, RECORDED, VISIBILITY_STEPS

EXERCISES = tuple(sorted(path.stem for path in RECORDED.glob("*.npz")))


@dataclass(frozen=True)
class Film:
    """Landmarks over time.

    Parameters
    ----------
    times_s : ndarray, shape (N,)
        Media time, in seconds.
    xy : ndarray, shape (N, 33, 2)
        Pixels.
    visibility : ndarray, shape (N, 33)
        0 to 1.
    size : tuple of int
        Width and height of the picture in pixels.
    """

    times_s: NDArray[np.float64]
    xy: NDArray[np.float64]
    visibility: NDArray[np.float64]
    size: tuple[int, int]


@cache
def recorded(exercise: str) -> Film:
    """Return the film of a good sample; it must not be changed."""
    with np.load(RECORDED / f"{exercise}.npz") as kept:
        return Film(
            kept["times_s"].astype(np.float64),
            kept["xy"].astype(np.float64) / PIXEL_STEPS,
            kept["visibility"].astype(np.float64) / VISIBILITY_STEPS,
            (int(kept["size"][0]), int(kept["size"][1])),
        )


@cache
def _repetitions(exercise: str) -> list[dict[str, Any]]:
    text = (CLIPS / f"{exercise}_good.truth.json").read_text(encoding="utf-8")
    return list(json.loads(text)["repetitions"])


def true_count(exercise: str) -> int:
    """Return how many repetitions the good sample truly has."""
    return sum(repetition["counted"] for repetition in _repetitions(exercise))


def first_start_s(exercise: str) -> float:
    """Return when the first repetition of the good sample truly starts."""
    return float(_repetitions(exercise)[0]["start_s"])


def pose_at(film: Film, number: int, time_s: float | None = None) -> Pose:
    """Return the pose of a moment of a film, at another time if one is given."""
    time_s = float(film.times_s[number]) if time_s is None else time_s
    world = np.zeros((film.xy.shape[1], 3))
    return Pose(time_s, film.xy[number], world, film.visibility[number], film.size)
