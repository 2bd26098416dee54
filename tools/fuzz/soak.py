"""A session of hours: sets now and then, and fidgeting, leaving and coming back between them.

All sets must be counted, nothing else, and the memory must stay as it is. It is the loop of a
session in front of a camera, with its recording, without the camera, the model and the screen.
"""

import gc
import json
import random
import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from typing_extensions import Self

from posetrainer.capture import Frame, Gap, SourceInfo
from posetrainer.exercises.catalogue import load_exercise
from posetrainer.pose.pose import Pose
from posetrainer.recordings.columns import RecordedMoment
from posetrainer.recordings.writer import RecordingWriter
from posetrainer.rules.person import Person
from posetrainer.runtime.loop import run
from posetrainer.runtime.recorder import header_of
from posetrainer.runtime.summary import Tracker
from posetrainer.workout.flow import exercise_alone
from tools.fuzz.fidgeting import FIDGETED, RATE_HZ, fidgeting
from tools.fuzz.samples import pose_at, recorded, true_count
from tools.fuzz.target import FaultError, Target

HOURS = 8.0
#: Fidgeting after each set, in minutes.
_BETWEEN_MINUTES = 20.0
#: Seconds with an empty picture before a set, longer than a glance away.
_AWAY_S = 12.0
#: What may be added in the hours after the first: little, and what the summary needs of the
#: events of each repetition.
_MOST_BYTES, _MOST_BYTES_EACH = 50_000, 2_500


@dataclass
class Soaked:
    """What a long session came to.

    Parameters
    ----------
    counted, true : int
        Repetitions.
    hours : float
        Media time.
    grown_bytes : int
        By how much Python's memory grew from the first quarter to the end.
    """

    counted: int
    true: int
    hours: float
    grown_bytes: int


class _Person:
    """A camera in front of somebody, and the model that finds them."""

    def __init__(self, exercise: str, seed: int, hours: float) -> None:
        self.info = SourceInfo("soak", live=False, size=recorded(exercise).size)
        self.sets = 0
        self._exercise, self._seed, self._hours = exercise, seed, hours
        self._pose: Pose | None = None

    def __iter__(self) -> Iterator[Frame | Gap]:
        picture = np.zeros((1, 1, 3), np.uint8)
        for index, (time_s, pose) in enumerate(self._seen()):
            self._pose = pose
            yield Frame(index, time_s, picture)

    def _seen(self) -> Iterator[tuple[float, Pose | None]]:
        film, now_s = recorded(self._exercise), 0.0
        while now_s < self._hours * 3600:
            now_s += 1 / RATE_HZ
            for number in range(round(_AWAY_S * RATE_HZ)):
                yield now_s + number / RATE_HZ, None
            now_s += _AWAY_S
            for number, time_s in enumerate((film.times_s + now_s).tolist()):
                yield time_s, pose_at(film, number, time_s)
            now_s += float(film.times_s[-1]) + 1 / RATE_HZ
            self.sets += 1
            scene = fidgeting(self._exercise, self._seed + self.sets, _BETWEEN_MINUTES)
            for number in range(len(scene.seen)):
                time_s = now_s + number / RATE_HZ
                yield time_s, scene.pose(number, time_s)
            now_s += len(scene.seen) / RATE_HZ

    def estimate(self, frame: Frame) -> Pose | None:  # noqa: ARG002 - there is one at a time
        """Return the pose in the frame that was given last."""
        return self._pose

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return


def soak(exercise: str, seed: int, hours: float, recording: Path) -> Soaked:
    """Let somebody be in front of the trainer for hours of media time.

    Parameters
    ----------
    exercise : str
        What is done now and then.
    seed : int
        Of the fidgeting.
    hours : float
    recording : Path
        Is written as a session writes it.
    """
    spec = load_exercise(exercise)
    person, tracker = _Person(exercise, seed, hours), Tracker(spec)
    first_bytes = last_bytes = 0
    next_look_s = quarter_s = hours * 3600 / 4
    end_s = 0.0
    tracemalloc.start()
    try:
        with RecordingWriter(recording, header_of(spec, 1.70, live=False)) as writer:
            for step in run(person, person, exercise_alone(spec, Person())):
                tracker.add(step)
                if step.last:
                    continue
                end_s = step.time_s
                writer.add(RecordedMoment(end_s, person.info.size, step.pose, None))
                if end_s >= next_look_s:
                    next_look_s += quarter_s
                    gc.collect()
                    last_bytes = tracemalloc.get_traced_memory()[0]
                    first_bytes = first_bytes or last_bytes
    finally:
        tracemalloc.stop()
    counted = tracker.summary().repetitions
    true = person.sets * true_count(exercise)
    return Soaked(counted, true, end_s / 3600, last_bytes - first_bytes)


def _make(rng: random.Random) -> bytes:
    asked = {"exercise": rng.choice(FIDGETED), "seed": rng.getrandbits(32), "hours": HOURS}
    return json.dumps(asked).encode()


def _judge(path: Path) -> bool:
    asked = json.loads(path.read_bytes())
    recording = path.with_name("soak.arrows")
    found = soak(asked["exercise"], asked["seed"], asked["hours"], recording)
    recording.unlink()
    most_bytes = _MOST_BYTES + _MOST_BYTES_EACH * found.true
    if found.counted != found.true or found.grown_bytes > most_bytes:
        raise FaultError(f"{asked['exercise']}: {found}")
    return True


SOAK = Target("soak", ".json", _make, _judge, slowest_s=3600.0, hours=HOURS)
