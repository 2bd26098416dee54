"""A trainer that is killed loses no repetition, and the day goes on."""

import random
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest
from histories import plan_of

from posetrainer.history.database import reading
from posetrainer.history.sessions import attempts, exercises, sessions
from posetrainer.history.span import Span
from posetrainer.history.today import day_so_far

TRAINING = """
import os, sys, time
sys.path[:0] = {path!r}
from dataclasses import replace
from datetime import datetime
from pathlib import Path
import numpy as np
from history.test_killed import PLAN
from sample_poses import recorded
from posetrainer.capture import Frame
from posetrainer.history.records import SessionInfo
from posetrainer.history.today import name_of, day_so_far
from posetrainer.history.writer import HistoryWriter
from posetrainer.rules.events import RepetitionCompleted
from posetrainer.rules.person import Person
from posetrainer.workout.flow import Flow

path, trainer = Path(sys.argv[1]), sys.argv[2]
day = day_so_far(path, PLAN, trainer, datetime.now().date())
flow = Flow(PLAN, Person(), day=day)
with HistoryWriter(path, SessionInfo("Day", name_of(PLAN), trainer), print) as writer:
    offset_s = 0.0
    while True:
        for time_s, pose in recorded("wall_squat"):
            time_s += offset_s
            moment = flow.step(replace(pose, time_s=time_s), time_s)
            writer.add(moment, time_s)
            for event in moment.events:
                if isinstance(event, RepetitionCompleted):
                    os.write(1, b"%d\\n" % event.number)
            time.sleep(0.0005)
        offset_s = time_s + 1 / 15
"""
#: More than anybody does here.
PLAN = plan_of("wall_squat", repetitions=100)
TESTS = Path(__file__).parents[1]


def begin(path: Path, trainer: str) -> "subprocess.Popen[bytes]":
    code = TRAINING.format(path=[str(TESTS), str(TESTS.parent)])
    return subprocess.Popen([sys.executable, "-c", code, path, trainer], stdout=subprocess.PIPE)


def killed_after(trainer: "subprocess.Popen[bytes]", seconds: float) -> list[int]:
    """Kill a trainer so long after its first repetition; return those it was done with."""
    assert trainer.stdout is not None
    first = trainer.stdout.readline()
    time.sleep(seconds)
    trainer.kill()
    rest = trainer.stdout.read().splitlines(keepends=True)
    trainer.wait()
    return [int(line) for line in (first, *rest)]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="has no such signal")
def test_killed_at_ten_moments_two_trainers_lose_nothing_and_go_on(tmp_path: Path) -> None:
    path, chance = tmp_path / "history.sqlite3", random.Random()
    seed = chance.randrange(10**6)
    chance.seed(seed)
    done: dict[str, list[int]] = {"anna": [], "bert": []}
    for _ in range(5):
        trainers = {name: begin(path, name) for name in done}
        for name, trainer in trainers.items():
            done[name] += killed_after(trainer, chance.uniform(0, 1.2))
    today = datetime.now().date()
    with reading(path) as db:
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        for name, numbers in done.items():
            span = Span(person=name)
            kept = [attempt.number for _, attempt in attempts(db, span) if attempt.number]
            # Whatever was done last may have been written and not reported.
            assert set(numbers) <= set(kept), seed
            assert kept == list(range(1, len(kept) + 1)), seed
            assert len(kept) <= len(numbers) + 5
            assert len(sessions(db, span)) == len(exercises(db, span)) == 5
            assert day_so_far(path, PLAN, name, today).counted == len(kept)
