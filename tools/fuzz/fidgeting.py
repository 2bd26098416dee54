"""A person who does everything but the exercise: nothing may be counted.

They rest in the start position, shift, scratch, look round, move their limbs a little, begin the
movement and think better of it, get up, leave and come back to about the same place. The
landmarks are those of the good samples at rest, with noise, hidden parts, legs taken for one
another and pictures that stand still, as cameras and pose models have them.
"""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.pose.landmarks import COUNT, INDEX, NAMES, Side
from posetrainer.pose.pose import OPPOSITE, Pose
from posetrainer.rules.events import RepetitionCompleted
from posetrainer.rules.trainer import Trainer
from tools.fuzz.samples import EXERCISES, first_start_s, recorded
from tools.fuzz.target import FaultError, Target

#: Pictures a second: few, since each costs time; under 7 the trainer refuses.
RATE_HZ = 8.0
#: Media time of one input.
MINUTES = 10.0
#: Where the trainer sets the pace, it counts what nobody sees: being there is enough.
FIDGETED = tuple(name for name in EXERCISES if load_exercise(name).paced is None)
#: How far parts move by themselves, as a share of the trunk's length of about half a metre. A
#: heel that rises by 3 cm is a heel raise, so legs move by less.
_LEGS, _ARMS, _HEAD, _BODY = 0.04, 0.25, 0.15, 0.03
#: Arms that are themselves exercised.
_EXERCISED_ARMS = 0.04
_WITH_ARMS = ("ball_seated_march", "ball_supine", "lumbar_stabilization")
#: The share of a repetition that is started and taken back.
_BEGUN = 0.25
#: Noise in pixels, and the share of pictures in which legs are taken for one another.
_NOISE_PX, _SWAPPED = 0.4, 0.005
_LEG_LANDMARKS = [
    INDEX[name]
    for name in NAMES
    if name.split("_", 1)[-1] in ("knee", "ankle", "heel", "foot_index")
]
_UPRIGHT = "wall_squat"

Array = NDArray[np.float64]


def _part(side: Side, *names: str) -> list[int]:
    return [INDEX[f"{side}_{name}"] for name in names]


@dataclass(frozen=True)
class Scene:
    """Landmarks of a stretch of time.

    Parameters
    ----------
    xy : ndarray, shape (N, 33, 2)
        Pixels.
    visibility : ndarray, shape (N, 33)
    seen : ndarray, shape (N,), bool
        Whether anybody is in the picture.
    size : tuple of int
        Width and height of the picture in pixels.
    """

    xy: Array
    visibility: Array
    seen: NDArray[np.bool_]
    size: tuple[int, int]

    def pose(self, number: int, time_s: float) -> Pose | None:
        """Return the pose of a moment, None where nobody is seen."""
        if not self.seen[number]:
            return None
        world = np.zeros((COUNT, 3))
        return Pose(time_s, self.xy[number], world, self.visibility[number], self.size)


@cache
def _at_rest(exercise: str) -> tuple[Array, Array]:
    """Landmarks and visibilities before the first repetition of a good sample."""
    film = recorded(exercise)
    before = film.times_s < first_start_s(exercise) - 0.3
    return film.xy[before].mean(axis=0), film.visibility[before].mean(axis=0)


def _trunk_px(xy: Array) -> float:
    middle = [
        xy[[INDEX[f"left_{part}"], INDEX[f"right_{part}"]]].mean(axis=0)
        for part in ("shoulder", "hip")
    ]
    return float(np.hypot(*(middle[0] - middle[1])))


class _Fidget:
    """Lets somebody fidget, one thing after the other."""

    def __init__(self, exercise: str, seed: int, count: int) -> None:
        self._exercise = exercise
        self._rng = np.random.default_rng(seed)
        self._rest, visibility = _at_rest(exercise)
        self._trunk_px = _trunk_px(self._rest)
        self._xy = np.tile(self._rest, (count, 1, 1))
        self._visibility = np.tile(visibility, (count, 1))
        self._seen = np.ones(count, np.bool_)
        self._frozen = list[slice]()
        self._size = recorded(exercise).size

    def scene(self) -> Scene:
        """Return all of it."""
        at, doings = 0, list(self._doings())
        while at < len(self._seen):
            at += self._frames(2, 40)
            doing = doings[self._rng.integers(len(doings))]
            length = self._frames(1, 8)
            doing(slice(at, min(at + length, len(self._seen))))
            at += length
        return self._disturbed()

    def _doings(self) -> Iterator[Callable[[slice], None]]:
        yield from (self._move_arm, self._move_leg, self._look_round, self._shift)
        yield from (self._begin, self._begin, self._hide, self._freeze, self._leave)

    def _frames(self, least_s: float, most_s: float) -> int:
        return int(self._rng.uniform(least_s, most_s) * RATE_HZ)

    def _side(self) -> Side:
        return "left" if self._rng.random() < 0.5 else "right"

    def _there_and_back(self, when: slice) -> Array:
        """0, up to 1 and back, shape (n, 1, 1)."""
        share = np.linspace(0, 1, when.stop - when.start) if when.stop > when.start else np.zeros(0)
        return np.asarray(np.sin(np.pi * share) ** 2)[:, None, None]

    def _displace(self, when: slice, part: list[int], share: float) -> None:
        away = self._rng.uniform(-share, share, 2) * self._trunk_px / np.sqrt(2)
        self._xy[when, part] += self._there_and_back(when) * away

    def _move_arm(self, when: slice) -> None:
        share = _EXERCISED_ARMS if self._exercise in _WITH_ARMS else _ARMS
        self._displace(when, _part(self._side(), "wrist", "pinky", "index", "thumb"), share)
        self._displace(when, _part(self._side(), "elbow"), share / 2)

    def _move_leg(self, when: slice) -> None:
        side = self._side()
        self._displace(when, _part(side, "ankle", "heel", "foot_index"), _LEGS)
        self._displace(when, _part(side, "knee"), _LEGS)

    def _look_round(self, when: slice) -> None:
        head = [i for i, name in enumerate(NAMES) if i < INDEX["left_shoulder"]]
        self._displace(when, head, _HEAD)

    def _shift(self, when: slice) -> None:
        """Lie, sit or stand a little elsewhere from now on; or somebody touches the camera."""
        away = self._rng.uniform(-_BODY, _BODY, 2) * self._trunk_px
        self._xy[when.start :] += away

    def _begin(self, when: slice) -> None:
        """Begin the movement, and take it back."""
        film = recorded(self._exercise)
        away = film.xy[np.abs(film.xy - self._rest).sum(axis=(1, 2)).argmax()] - self._rest
        self._xy[when] += self._there_and_back(when) * self._rng.uniform(0.05, _BEGUN) * away

    def _hide(self, when: slice) -> None:
        hidden = self._rng.choice(COUNT, self._rng.integers(1, 12), replace=False)
        self._visibility[when, hidden[:, None]] = self._rng.uniform(0, 0.5)

    def _freeze(self, when: slice) -> None:
        self._frozen.append(when)

    def _leave(self, when: slice) -> None:
        """Get up, walk out of the picture, stay away, come back and lie down as before."""
        length, at = self._frames(2, 5), when.start
        end = min(at + 2 * length + self._frames(5, 60), len(self._seen))
        upright = self._upright()
        half = max(1, length // 2)
        for first, step in ((at, 1), (end - 1, -1)):
            for number in range(length):
                moment = first + step * number
                if not 0 <= moment < len(self._seen):
                    break
                up = min(1.0, number / half)
                out = max(0.0, (number - half) / half)
                self._xy[moment] = (1 - up) * self._xy[moment] + up * upright
                self._xy[moment, :, 0] += out * 1.2 * self._size[0]
        self._seen[at + length : max(at + length, end - length)] = False

    def _upright(self) -> Array:
        """Somebody of the same height who stands where this one rests."""
        xy = _at_rest(_UPRIGHT)[0]
        hips = [INDEX["left_hip"], INDEX["right_hip"]]
        scaled = xy * (self._trunk_px / _trunk_px(xy))
        away = self._rest[hips].mean(axis=0) - scaled[hips].mean(axis=0)
        return np.asarray(scaled + away - (0, self._trunk_px / 2))

    def _disturbed(self) -> Scene:
        """Add what cameras and pose models get wrong."""
        rng, xy = self._rng, self._xy
        xy += rng.normal(0, _NOISE_PX, xy.shape)
        swapped = np.flatnonzero(rng.random(len(xy)) < _SWAPPED)
        opposite = [OPPOSITE[i] for i in _LEG_LANDMARKS]
        xy[swapped[:, None], _LEG_LANDMARKS] = xy[swapped[:, None], opposite]
        for when in self._frozen:
            xy[when] = xy[when.start : when.start + 1]
        return Scene(xy, self._visibility, self._seen, self._size)


def fidgeting(exercise: str, seed: int, minutes: float = MINUTES) -> Scene:
    """Return somebody fidgeting; the same seed gives the same, at :data:`RATE_HZ`.

    Parameters
    ----------
    exercise : str
        Id of the one that is not done.
    seed : int
    minutes : float
        How long.
    """
    return _Fidget(exercise, seed, round(minutes * 60 * RATE_HZ)).scene()


def _make(rng: random.Random) -> bytes:
    asked = {"exercise": rng.choice(FIDGETED), "seed": rng.getrandbits(32), "minutes": MINUTES}
    return json.dumps(asked).encode()


def _judge(path: Path) -> bool:
    asked = json.loads(path.read_bytes())
    scene = fidgeting(asked["exercise"], asked["seed"], asked["minutes"])
    trainer = Trainer(load_exercise(asked["exercise"]))
    for number in range(len(scene.seen)):
        time_s = number / RATE_HZ
        for event in trainer.step(scene.pose(number, time_s), time_s):
            if isinstance(event, RepetitionCompleted):
                raise FaultError(f"{asked['exercise']}: counted from {event.start_s:.1f} s on")
    return True


FIDGETING = Target("fidgeting", ".json", _make, _judge, slowest_s=60.0, hours=MINUTES / 60)
