"""A recording with its truth, and functions that derive other recordings from it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.kinematics.geometry import Array
from posetrainer.pose.landmarks import COUNT, INDEX, SIDES
from posetrainer.recordings.columns import NUMBERS, ROW
from posetrainer.recordings.reader import Recording
from posetrainer.tuning.truth import TrueRepetition, Truth

#: A shorter pause is no rest.
REST_S = 0.5


@dataclass(frozen=True)
class Take:
    """One recording, and its truth.

    Parameters
    ----------
    recording : Recording
    truth : Truth
    spec : ExerciseSpec
        Of the exercise that is done.
    lost_s : tuple of float or None
        From when to when the person cannot be observed: a repetition that reaches into
        it may be found or not.
    """

    recording: Recording
    truth: Truth
    spec: ExerciseSpec
    lost_s: tuple[float, float] | None = None

    @property
    def lost(self) -> tuple[TrueRepetition, ...]:
        """The attempts that cannot be observed completely."""
        if self.lost_s is None:
            return ()
        start_s, end_s = self.lost_s
        return tuple(
            one for one in self.truth.expected if one.start_s < end_s and start_s < one.end_s
        )


def landmarks_of(recording: Recording) -> NDArray[np.float32]:
    """Return a copy of the landmarks, shape (N, 33, 6)."""
    return recording.landmarks.reshape(-1, COUNT, NUMBERS).copy()


def with_landmarks(recording: Recording, landmarks: NDArray[np.float32]) -> Recording:
    """Return a recording with other landmarks, shape (N, 33, 6)."""
    return replace(recording, landmarks=landmarks.reshape(-1, ROW))


def xy_of(recording: Recording) -> Array:
    """Return a copy of the landmarks in pixels, shape (N, 33, 2)."""
    return landmarks_of(recording)[:, :, :2].astype(np.float64)


def seen_at(take: Take, xy: Array) -> Take:
    """Return a take with its landmarks at other places."""
    landmarks = landmarks_of(take.recording)
    landmarks[:, :, :2] = xy
    return replace(take, recording=with_landmarks(take.recording, landmarks))


def rows_of(recording: Recording, rows: NDArray[np.intp]) -> Recording:
    """Return a recording of some of its moments; gaps become moments in which nobody is seen."""
    return replace(
        recording,
        times_s=recording.times_s[rows],
        sizes=recording.sizes[rows],
        landmarks=recording.landmarks[rows],
        seen=recording.seen[rows],
        gaps={},
    )


def middles_of(recording: Recording) -> Array:
    """Return the middle of each picture, shape (N, 1, 2)."""
    return recording.sizes[:, None, :].astype(np.float64) / 2


def trunk_px(recording: Recording) -> float:
    """Return the length of the trunk, from the hips to the shoulders, as it is mostly seen."""
    if not recording.seen.any():
        return 0.0
    xy = xy_of(recording)[recording.seen]
    ends = [
        xy[:, [INDEX[f"{side}_{part}"] for side in SIDES]].mean(axis=1)
        for part in ("shoulder", "hip")
    ]
    return float(np.median(np.linalg.norm(ends[0] - ends[1], axis=1)))


def in_order(truth: Truth) -> list[tuple[int, TrueRepetition]]:
    """Return the attempts in the order of time, each with its number in the truth."""
    return sorted(enumerate(truth.repetitions), key=lambda one: one[1].start_s)


def middle_of_a_rest(take: Take, chance: Generator) -> float:
    """Return a moment between two repetitions; where they follow at once, before the first."""
    found = [one for _, one in in_order(take.truth)]
    rests = [
        (before.end_s + after.start_s) / 2
        for before, after in pairwise(found)
        if after.start_s - before.end_s >= REST_S
    ]
    if rests:
        return float(chance.choice(rests))
    times_s = take.recording.times_s
    begin_s = float(times_s[0]) if len(times_s) else 0.0
    until_s = found[0].start_s if found else take.truth.duration_s
    return (begin_s + until_s) / 2


def some_moment(take: Take, chance: Generator, after_s: float, lasts_s: float) -> float | None:
    """Return when something that lasts so long begins, a while after the start; None if never."""
    times_s = take.recording.times_s
    if not len(times_s):
        return None
    first_s, last_s = float(times_s[0]) + after_s, float(times_s[-1]) - lasts_s
    return float(chance.uniform(first_s, last_s)) if last_s > first_s else None


def within(take: Take, start_s: float, lasts_s: float) -> NDArray[np.bool_]:
    """Return which moments lie in a stretch of time, shape (N,)."""
    times_s = take.recording.times_s
    inside: NDArray[np.bool_] = (times_s >= start_s) & (times_s < start_s + lasts_s)
    return inside


def at_times(truth: Truth, new: Callable[[float], float]) -> Truth:
    """Return a truth whose moments lie elsewhere; what it knows of each frame is left out."""

    def at(one: TrueRepetition) -> TrueRepetition:
        moved: dict[str, Any] = {"start_s": new(one.start_s), "end_s": new(one.end_s)}
        if one.hold is not None:
            times = {"start_s": new(one.hold.start_s), "end_s": new(one.hold.end_s)}
            moved["hold"] = one.hold.model_copy(update=times)
        if one.too_fast_s is not None:
            moved["too_fast_s"] = new(one.too_fast_s)
        return one.model_copy(update=moved)

    return truth.model_copy(
        update={
            "repetitions": tuple(at(one) for one in truth.repetitions),
            "duration_s": new(truth.duration_s),
            "measures": {},
            "landmarks_px": {},
        }
    )


def interpolated(time_s: float, old_s: Array, new_s: Array) -> float:
    """Map a time from old times to new ones; beyond the last, at the same distance from it."""
    if time_s > old_s[-1]:
        return float(new_s[-1] + time_s - old_s[-1])
    return float(np.interp(time_s, old_s, new_s))
