"""A whole programme with nobody touching anything, and what may go wrong meanwhile."""

import contextlib
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from acceptance.cli import DATA_HOME, HOMES, Run, posetrainer, posetrainer_here
from acceptance.reels import Empty, Part, Still, jpegs, write_film

from tools.bench.local_stream import MjpegServer

REVIEWED = Path(__file__).parent / "reviewed" / "programme.txt"
#: Between the first squat of the clip and the second.
BETWEEN_S = 12.5
SQUAT = "wall_squat_good"
RAISE = "straight_leg_raise_good"
BALL = "ball_supine_good"

PLAN = """\
title: Standing, lying, on the ball
blocks:
  - {exercise: wall_squat, repetitions: 3, rest_s: 15}
  - {exercise: straight_leg_raise, repetitions: 4, rest_s: 15}
  - {exercise: ball_supine, repetitions: 3}
"""
PROGRAMME = (
    Empty(3),
    Still(SQUAT, 12),
    Part(SQUAT, to_s=BETWEEN_S),
    # The door bell rings.
    Empty(7),
    Part(SQUAT, from_s=BETWEEN_S),
    Empty(14),
    Still(RAISE, 4),
    Part(RAISE),
    Empty(14),
    Still(BALL, 4),
    Part(BALL),
    Empty(6),
)


#: Exercise, repetitions, good ones, attempts that did not count, repetitions on the left.
DONE = [
    ("wall_squat", 3, 3, 0, 0),
    ("straight_leg_raise", 4, 4, 0, 2),
    # The right leg each time, where it was the left one's turn.
    ("ball_supine", 3, 1, 0, 0),
]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


def counts(record: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [
        (e["exercise"], e["repetitions"], e["good"], e["missed"], e["by_side"]["left"])
        for e in record["exercises"]
    ]


@pytest.mark.slow
def test_a_whole_programme_runs_by_itself(plan: Path, tmp_path: Path) -> None:
    film = write_film(tmp_path / "film.mp4", PROGRAMME)
    said = tmp_path / "said.txt"
    run = posetrainer(
        *("programme", "--plan", plan, "--camera", film, "--headless", "--json", "--anew"),
        *("--transcript", said, "--stature-cm", 175),
        XDG_DATA_HOME=str(tmp_path / "home"),
        timeout_s=400,
    )
    assert run.code == 0, run.err
    assert run.record["done"]
    assert counts(run.record) == DONE
    assert "goes on, 1 of 3 done" in run.err
    transcript = [line[10:].strip() for line in said.read_text(encoding="utf-8").splitlines()]
    assert transcript == REVIEWED.read_text(encoding="utf-8").splitlines()
    # Landmarks of each exercise are kept, and no picture.
    kept = sorted(path.name for path in (tmp_path / "home").rglob("*") if path.is_file())
    assert [name.partition("_")[2].partition("_")[2] for name in kept[:3]] == [
        "wall_squat.arrows",
        "straight_leg_raise.arrows",
        "ball_supine.arrows",
    ]
    assert kept[3:] == ["history.sqlite3"]


STREAMED_PLAN = """\
title: Standing, lying
blocks:
  - {exercise: wall_squat, repetitions: 2, rest_s: 8}
  - {exercise: straight_leg_raise, repetitions: 2}
"""
STREAMED = (
    Still(SQUAT, 3),
    Part(SQUAT, to_s=BETWEEN_S),
    Empty(6),
    Part(SQUAT, from_s=BETWEEN_S, to_s=24.5),
    Empty(8),
    # In place while the exercise is explained.
    Still(RAISE, 15),
    Part(RAISE, to_s=28),
    Empty(6),
)


@pytest.mark.slow
def test_a_whole_programme_runs_from_a_stream(plan: Path, tmp_path: Path) -> None:
    plan.write_text(STREAMED_PLAN, encoding="utf-8")
    said = tmp_path / "said.txt"
    with MjpegServer(list(jpegs(STREAMED))) as server:
        run = posetrainer(
            *("programme", "--plan", plan, "--camera", server.url, "--headless", "--json"),
            *("--anew", "--no-record", "--transcript", said, "--stature-cm", 175),
            XDG_DATA_HOME=str(tmp_path / "home"),
        )
    assert run.code == 0, run.err
    assert run.record["done"]
    done = [(e["exercise"], e["repetitions"], e["by_side"]) for e in run.record["exercises"]]
    assert done == [
        ("wall_squat", 2, {"left": 0, "right": 0, "both": 2}),
        ("straight_leg_raise", 2, {"left": 1, "right": 1}),
    ]
    words = said.read_text(encoding="utf-8")
    for sentence in ("Paused. I cannot see you.", "Go on. 1 of 2 done.", "1. Other leg."):
        # That it is paused is said again if it lasts.
        assert sentence in words
    # The plan's eight seconds are too short to explain how to get into place for the next exercise.
    [rest_s] = re.findall(r"Well done\. Rest (\d+) seconds\. Next:", words)
    assert int(rest_s) > 8
    assert "Well done. That was all for today." in words
    assert words.rstrip().endswith("Next time: tomorrow or the day after.")


@pytest.mark.slow
def test_an_interrupted_programme_goes_on_the_same_day(plan: Path, tmp_path: Path) -> None:
    first = write_film(tmp_path / "first.mp4", [Part(SQUAT, to_s=BETWEEN_S)])
    then = write_film(tmp_path / "then.mp4", [Part(SQUAT, from_s=BETWEEN_S)])
    programme = ["programme", "--plan", plan, "--headless", "--json"]
    home = {"XDG_DATA_HOME": str(tmp_path / "home")}
    morning = posetrainer(*programme, "--camera", first, **home)
    assert [e["repetitions"] for e in morning.record["exercises"]] == [1]
    # It names its recording, and how to go on.
    [recording] = (tmp_path / "home").rglob("*.arrows")
    assert f"Landmarks kept in {recording} (no pictures)." in morning.err
    assert (
        "Interrupted. The same command goes on today with exercise 1 of 3, Wall squat, 1 of 3"
        in (" ".join(morning.err.split()))
    )
    evening = posetrainer(*programme, "--camera", then, **home)
    assert "exercise 1, Wall squat, 1 done" in evening.err
    # With the other two its dose is done, and the next exercise is about to begin.
    assert [e["repetitions"] for e in evening.record["exercises"]] == [2]
    # As long as the next posture takes to be explained, at least.
    assert "rest, " in evening.err


#: Of one squat; done after the first repetition of the clip.
SHORT_PLAN = "title: One squat\nblocks: [{exercise: Wall squat, repetitions: 1}]\n"


@pytest.mark.slow
def test_a_programme_that_is_done_asks_before_it_begins_again_at_zero_minutes(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan.write_text(SHORT_PLAN, encoding="utf-8")
    film = write_film(tmp_path / "film.mp4", [Part(SQUAT, to_s=BETWEEN_S)])
    nobody = write_film(tmp_path / "nobody.mp4", [Empty(1)])
    monkeypatch.setitem(HOMES, "XDG_DATA_HOME", str(tmp_path / "home"))

    def train(camera: Path, answer: str, *more: object) -> Run:
        monkeypatch.setattr(sys, "stdin", io.StringIO(answer))
        programme = ("programme", "--plan", plan, "--headless", "--camera", camera)
        return posetrainer_here(*programme, *more)

    def took(run: Run) -> str:
        [line] = [line for line in run.out.splitlines() if "all done" in line]
        return line.partition("all done")[2]

    first = train(film, "")
    assert first.code == 0, first.err
    # Less than a minute is told in seconds.
    assert re.fullmatch(r", \d+ s", took(first).rstrip())
    unanswered = train(nobody, "")
    assert unanswered.code == 2
    assert "Do it again from the beginning?" in unanswered.out
    assert "done for today" in unanswered.err
    assert "--anew" in unanswered.err
    declined = train(nobody, "n\n")
    assert declined.code == 0
    assert "Landmarks" not in declined.out
    wanted = train(nobody, "y\n")
    assert wanted.code == 0, wanted.err
    assert "exercise 1 of 1: Wall squat" in wanted.out
    said = " ".join(wanted.out.split())
    assert "The same command goes on today with exercise 1 of 1, Wall squat, 0 of 1 done." in said
    anew = train(film, "", "--anew")
    assert anew.code == 0, anew.err
    assert took(anew) == took(first)


#: The camera is covered, unplugged, and nobody is there for some seconds.
BEFORE_UNPLUGGED = (Still(SQUAT, 2), Part(SQUAT, to_s=BETWEEN_S), Empty(4, brightness=0))
AFTER_UNPLUGGED = (Part(SQUAT, from_s=BETWEEN_S), Empty(12), Part(SQUAT, to_s=BETWEEN_S))


class _Camera:
    """A film that goes on where it was when the camera comes back."""

    def __init__(self) -> None:
        self.before = list(jpegs(BEFORE_UNPLUGGED))
        self.after = list(jpegs(AFTER_UNPLUGGED))
        self.unplugged = threading.Event()

    def clip(self) -> list[tuple[float, bytes]]:
        return self.after if self.unplugged.is_set() else self.before


def _kill_voices(of: int, until: threading.Event, killed: list[int]) -> None:
    """Kill voices that a session speaks with, in the middle of what they say."""
    while not until.wait(1.5):
        found = subprocess.run(
            ["pgrep", "-P", str(of), "espeak"], capture_output=True, text=True, check=False
        )
        for number in found.stdout.split():
            # One may have ended by itself meanwhile.
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(number), signal.SIGKILL)
                killed.append(int(number))


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("espeak-ng"), reason="needs espeak-ng")
def test_a_session_survives_all_that_goes_wrong(tmp_path: Path) -> None:
    camera, over = _Camera(), threading.Event()
    log, killed = tmp_path / "said.txt", list[int]()
    with MjpegServer(camera.clip) as server:
        session = subprocess.Popen(
            [
                *(sys.executable, "-m", "posetrainer", "train", "wall_squat", "--headless"),
                *("--camera", server.url, "--repetitions", "4", "--json", "--no-record"),
                *("--transcript", str(log), "--sound-to", str(tmp_path / "sound.wav")),
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "XDG_DATA_HOME": DATA_HOME.name},
        )
        killer = threading.Thread(target=_kill_voices, args=(session.pid, over, killed))
        killer.start()
        try:
            _wait_until_sent(server, len(camera.before))
            camera.unplugged.set()
            server.stop()
            time.sleep(5)
            server.start()
            out, err = session.communicate(timeout=180)
        finally:
            over.set()
            killer.join()
            session.kill()
    assert session.returncode == 0, err
    assert "Traceback" not in err
    record = json.loads(out)
    assert (record["repetitions"], record["good"], record["missed"]) == (4, 4, 0)
    said = log.read_text(encoding="utf-8")
    assert "too dark" in said
    assert "The stream has stopped" in said
    assert said.count("Go on.") >= 2
    assert killed


def _wait_until_sent(server: MjpegServer, frames: int) -> None:
    deadline_s = time.monotonic() + 120
    while len(server.sent_at_s) < frames:
        assert time.monotonic() < deadline_s
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--equipment", "mat,bal"], "'bal' is not known; did you mean 'ball'?"),
        (["--plan", "nowhere.yaml"], "nowhere.yaml: there is no such file"),
        (["--profile", "nobody"], "nobody"),
        (["--level", "expert"], "expert"),
    ],
)
def test_bad_input_is_one_sentence(arguments: list[str], said: str) -> None:
    run = posetrainer_here("programme", "--show", *arguments)
    assert run.code == 2
    assert said in run.err


def test_a_plan_is_shown_before_it_is_done() -> None:
    run = posetrainer_here("programme", "--show", "--level", "advanced", "--minutes", 45)
    assert run.code == 0
    assert "Piriformis stretch" in run.out
    assert "about 4" in run.out
