"""Damaged recordings of landmarks."""

import random
import tempfile
from functools import cache
from pathlib import Path

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.recordings.columns import Header, RecordedMoment
from posetrainer.recordings.writer import RecordingWriter
from tools.fuzz.mutation import damaged
from tools.fuzz.samples import EXERCISES, pose_at, recorded
from tools.fuzz.target import Target, command

#: Moments in a recording: three or four batches.
_MOMENTS = 40
#: Damage to the front of the file, its header, is as frequent as damage to all the rest.
_HEADER_BYTES = 6000


@cache
def recording_of(exercise: str) -> bytes:
    """Return a short recording of an exercise, with a gap in it."""
    spec = load_exercise(exercise).model_dump(mode="json", exclude_none=True)
    header = Header(spec, 1.70, False, "2026-01-02T03:04:05+00:00", {"posetrainer": "0"})
    film = recorded(exercise)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.arrows"
        with RecordingWriter(path, header) as writer:
            for number in range(_MOMENTS):
                pose = None if number == 20 else pose_at(film, number)
                gap = "The camera has gone." if number == 20 else None
                writer.add(RecordedMoment(float(film.times_s[number]), film.size, pose, gap))
        return path.read_bytes()


def _make(rng: random.Random) -> bytes:
    data = recording_of(rng.choice(EXERCISES))
    how = rng.random()
    if how < 0.2:
        return data[: rng.randrange(len(data))]
    if how < 0.6:
        return damaged(data[:_HEADER_BYTES], rng) + data[_HEADER_BYTES:]
    return damaged(data, rng)


def _judge(path: Path) -> bool:
    return command("replay", path, "--headless", "--json", told=True)


RECORDINGS = Target("recordings", ".arrows", _make, _judge)
