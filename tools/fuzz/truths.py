"""Damaged truth files."""

import json
import random
from functools import cache
from pathlib import Path
from typing import Any

from posetrainer.errors import UserError
from posetrainer.exercises.catalogue import load_exercise
from posetrainer.rules.events import Event
from posetrainer.rules.person import Person
from posetrainer.rules.trainer import Trainer
from posetrainer.tuning.compare import compare
from posetrainer.tuning.labels import labels_of
from posetrainer.tuning.truth_file import load_truth, save_truth
from tools.fuzz.mutation import damaged, misshapen
from tools.fuzz.samples import EXERCISES, pose_at, recorded
from tools.fuzz.target import FaultError, Target, check_sentences
from tools.record import CLIPS

#: Enough frames to be wrong in.
_FRAMES = 5


@cache
def _truth(exercise: str) -> dict[str, Any]:
    """A truth file with few frames."""
    truth: dict[str, Any] = json.loads(
        (CLIPS / f"{exercise}_good.truth.json").read_text(encoding="utf-8")
    )
    truth["frames"] = _FRAMES
    for key in ("measures", "landmarks_px"):
        rows = list(truth.get(key, {}).items())[:3]
        truth[key] = {name: values[:_FRAMES] for name, values in rows}
    return truth


def _make(rng: random.Random) -> bytes:
    truth = _truth(rng.choice(EXERCISES))
    if rng.random() < 0.7:
        return json.dumps(misshapen(truth, rng), default=str).encode()
    return damaged(json.dumps(truth).encode(), rng)


@cache
def _events() -> tuple[Event, ...]:
    trainer, film = Trainer(load_exercise("wall_squat"), Person()), recorded("wall_squat")
    numbers = range(len(film.times_s))
    steps = [trainer.step(pose_at(film, n), float(film.times_s[n])) for n in numbers]
    return tuple(event for events in steps for event in events)


def _judge(path: Path) -> bool:
    try:
        truth = load_truth(path)
    except UserError as error:
        check_sentences(str(error))
        return False
    # All that tuning asks of it.
    _ = compare(truth, _events()).mistake_lines
    truth.off_deg("side")
    if truth.landmarks_px:
        truth.image_xy()
    truth.inches_per_px()
    labels_of(truth).as_truth(truth)
    again = path.with_name("again.json")
    again.unlink(missing_ok=True)
    save_truth(again, truth)
    if load_truth(again).model_dump_json() != truth.model_dump_json():
        raise FaultError("what was written is not what is read")
    return True


TRUTHS = Target("truths", ".truth.json", _make, _judge)
