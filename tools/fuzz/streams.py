"""Landmarks as no body and no pose model gives them, in the middle of good ones."""

import io
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from posetrainer.errors import UserError
from posetrainer.exercises.catalogue import load_exercise
from posetrainer.feedback.event_records import as_record
from posetrainer.pose.pose import Pose
from posetrainer.rules.events import RepetitionCompleted
from posetrainer.rules.trainer import Trainer
from tools.fuzz.samples import EXERCISES, pose_at, recorded, true_count
from tools.fuzz.target import FaultError, Target, check_sentences

#: Longest part of the good film that is damaged, in moments.
_DAMAGED = (1, 1, 2, 10, 60)
#: Seconds with an empty picture before the good film is shown once more.
_AWAY_S = 12.0
_ODD = (float("nan"), float("inf"), float("-inf"), 0.0, -1.0, 1e-300, 1e6, 1e30, 1e300, -1e300)
_Arrays = dict[str, NDArray[Any]]


def _make(rng: random.Random) -> bytes:
    exercise = rng.choice(EXERCISES)
    film = recorded(exercise)
    count = len(film.times_s)
    arrays: _Arrays = {
        "times_s": film.times_s.copy(),
        "xy": film.xy.copy(),
        "visibility": film.visibility.copy(),
        "sizes": np.tile(np.array(film.size, np.int64), (count, 1)),
        "seen": np.ones(count, np.bool_),
    }
    changes = [rng.choice(_CHANGES) for _ in range(rng.choice((1, 1, 2, 3)))]
    # Narrow types come last: they have no place for what the others put there.
    for change in sorted(changes, key=lambda change: change is _narrow):
        first = rng.randrange(count)
        change(arrays, slice(first, first + rng.choice(_DAMAGED)), rng)
    out = io.BytesIO()
    np.savez_compressed(out, exercise=np.array(exercise), **arrays)
    return out.getvalue()


def _odd_places(arrays: _Arrays, part: slice, rng: random.Random) -> None:
    chance = np.random.default_rng(rng.getrandbits(64))
    xy = arrays["xy"][part]
    xy[chance.random(xy.shape) < rng.choice((0.01, 0.3, 1.0))] = rng.choice(_ODD)


def _odd_visibilities(arrays: _Arrays, part: slice, rng: random.Random) -> None:
    chance = np.random.default_rng(rng.getrandbits(64))
    visibility = arrays["visibility"][part]
    visibility[chance.random(visibility.shape) < rng.choice((0.01, 0.3, 1.0))] = rng.choice(_ODD)


def _one_point(arrays: _Arrays, part: slice, rng: random.Random) -> None:
    arrays["xy"][part] = rng.choice((0.0, 100.0, 1e9))


def _jump(arrays: _Arrays, part: slice, rng: random.Random) -> None:
    arrays["xy"][part] += rng.choice((3.0, 30.0, 300.0, 1e7))


def _scatter(arrays: _Arrays, part: slice, rng: random.Random) -> None:
    chance = np.random.default_rng(rng.getrandbits(64))
    xy = arrays["xy"][part]
    xy[:] = chance.uniform(-200, 900, xy.shape)


def _turn(arrays: _Arrays, part: slice, rng: random.Random) -> None:
    arrays["xy"][part] = arrays["xy"][part][..., ::-1] * rng.choice((1, -1))


def _odd_times(arrays: _Arrays, part: slice, rng: random.Random) -> None:
    times_s = arrays["times_s"]
    last_s = float(times_s[-1])
    odd = (float("nan"), float("inf"), float("-inf"), -1e9, 0.0, last_s, last_s + 1e5)
    times_s[part] = rng.choice(odd)


def _back_and_forth(arrays: _Arrays, part: slice, rng: random.Random) -> None:
    arrays["times_s"][part] += rng.choice((-30.0, -0.5, -0.04, 0.04, 0.5, 3.0, 100.0))


def _burst(arrays: _Arrays, part: slice, rng: random.Random) -> None:
    times_s = arrays["times_s"][part]
    times_s[:] = times_s[:1] + np.arange(len(times_s)) * rng.choice((0.0, 1e-9, 1e-3))


def _gap(arrays: _Arrays, part: slice, rng: random.Random) -> None:
    arrays["times_s"][part.start :] += rng.choice((0.3, 2.0, 20.0, 4000.0))


def _nobody(arrays: _Arrays, part: slice, _: random.Random) -> None:
    arrays["seen"][part] = False


def _odd_sizes(arrays: _Arrays, part: slice, rng: random.Random) -> None:
    arrays["sizes"][part] = rng.choice(((0, 0), (1, 1), (360, 480), (65535, 65535), (-1, 480)))


def _narrow(arrays: _Arrays, _: slice, rng: random.Random) -> None:
    with np.errstate(invalid="ignore", over="ignore"):
        for name in ("xy", "visibility"):
            arrays[name] = arrays[name].astype(rng.choice((np.float32, np.float16, np.int64)))


_CHANGES: tuple[Callable[[_Arrays, slice, random.Random], None], ...] = (
    *(_odd_places, _odd_places, _odd_visibilities, _one_point, _jump, _scatter, _turn),
    *(_odd_times, _back_and_forth, _burst, _gap, _nobody, _odd_sizes, _narrow),
)


def _judge(path: Path) -> bool:
    """Judge the damaged film and, after a while, the good one: which must count as usual."""
    with np.load(path) as kept:
        arrays = {name: kept[name] for name in kept.files}
    exercise = str(arrays.pop("exercise"))
    trainer = Trainer(load_exercise(exercise))
    accepted = True
    for number, time_s in enumerate(arrays["times_s"].tolist()):
        accepted &= _step(trainer, arrays, number, time_s)
    times_s = arrays["times_s"]
    end_s = float(times_s[np.isfinite(times_s)].max(initial=0.0))
    for tenth in range(1, int(10 * _AWAY_S)):
        trainer.step(None, end_s + tenth / 10)
    film, events = recorded(exercise), []
    for number, time_s in enumerate((film.times_s + end_s + _AWAY_S).tolist()):
        events += trainer.step(pose_at(film, number, time_s), time_s)
    events += trainer.finish()
    found = sum(isinstance(event, RepetitionCompleted) for event in events)
    if found != true_count(exercise):
        raise FaultError(f"{exercise}: {found} of {true_count(exercise)} counted afterwards")
    return accepted


def _step(trainer: Trainer, arrays: _Arrays, number: int, time_s: float) -> bool:
    """Go on to a moment; whether it was taken rather than refused in a sentence."""
    try:
        pose = None
        if arrays["seen"][number]:
            width, height = arrays["sizes"][number].tolist()
            xy = arrays["xy"][number]
            world = np.zeros((len(xy), 3))
            pose = Pose(time_s, xy, world, arrays["visibility"][number], (width, height))
        events = trainer.step(pose, time_s)
    except (ValueError, UserError) as error:
        check_sentences(f"{error}".rstrip(".") + ".")
        return False
    for event in events:
        as_record(event)
    trainer.progress  # noqa: B018 - the screen asks for it
    return True


STREAMS = Target("streams", ".npz", _make, _judge)
