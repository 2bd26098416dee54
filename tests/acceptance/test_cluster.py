"""The same jobs on a Dask cluster: a real scheduler, and two workers, one of which is killed."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from acceptance.cli import HOMES, posetrainer, posetrainer_here
from acceptance.reels import Part, write_film
from each import for_each
from labelled import put_recording

from posetrainer.recordings.reader import load_recording

FAR = "straight_leg_raise_far"
DASK = (sys.executable, "-m", "dask")


@dataclass(frozen=True)
class Cluster:
    address: str
    workers: list[subprocess.Popen[bytes]]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    folder = tmp_path_factory.mktemp("cluster")
    reported = folder / "scheduler.json"
    started = []

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        command = [*DASK, *arguments, "--scheduler-file", str(reported), "--no-dashboard"]
        with (folder / f"{len(started)}.log").open("wb") as log:
            environment = {**os.environ, **HOMES}
            started.append(
                subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, env=environment)
            )
        return started[-1]

    try:
        start("scheduler", "--host", "127.0.0.1", "--port", "0")
        while not reported.exists():
            assert started[0].poll() is None
            time.sleep(0.1)
        workers = [start("worker", "--nthreads", "1", "--no-nanny") for _ in range(2)]
        yield Cluster(json.loads(reported.read_text())["address"], workers)
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(30)


def films_in(folder: Path, count: int, seconds: float) -> list[Path]:
    folder.mkdir()
    first = write_film(folder / "0.mp4", [Part(FAR, to_s=seconds)])
    return [first, *(Path(shutil.copy(first, folder / f"{n}.mp4")) for n in range(1, count))]


def landmarks_in(folder: Path) -> dict[str, list[bytes]]:
    """What recordings hold, beside when they were made."""
    kept = {path.name: load_recording(path) for path in folder.glob("*.arrows")}
    assert all(one.whole for one in kept.values())
    return {
        name: [numbers.tobytes() for numbers in (r.times_s, r.sizes, r.landmarks, r.seen)]
        for name, r in sorted(kept.items())
    }


@pytest.mark.slow
def test_scores_and_sweeps_are_those_of_one_machine(cluster: Cluster, tmp_path: Path) -> None:
    put_recording("wall_squat", tmp_path)
    put_recording("heel_raises", tmp_path)
    commands = (
        ("score", tmp_path, "--json"),
        ("sweep", "wall_squat", "counts", 20, 40, "--steps", 3, "--on", tmp_path, "--json"),
    )
    for command in commands:
        here = posetrainer(*command)
        there = posetrainer(*command, "--scheduler", cluster.address)
        assert (there.code, here.code) == (0, 0), there.err
        assert there.out == here.out != ""


@pytest.mark.slow
def test_one_bad_video_does_not_spoil_the_others(cluster: Cluster, tmp_path: Path) -> None:
    bad = tmp_path / "bad.mp4"
    bad.write_text("no video\n" * 50)
    (film,) = films_in(tmp_path / "films", 1, 1)
    out = tmp_path / "kept"
    run = posetrainer("extract", bad, film, "--out", out, "--scheduler", cluster.address)
    assert run.code == 2
    assert run.err.strip() == (
        f"{bad} is not a video that can be read: name a video file, such as an MP4."
    )
    assert [path.name for path in out.iterdir()] == ["0.arrows"]


@pytest.mark.slow
def test_no_connection_is_opened_but_to_the_scheduler(cluster: Cluster, tmp_path: Path) -> None:
    put_recording("wall_squat", tmp_path)
    watched = """
import sys
def note(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.sendto"):
        print(event, arguments[1], file=sys.stderr)
sys.addaudithook(note)
from posetrainer.__main__ import main
main()
"""
    command = ["score", str(tmp_path), "--json", "--scheduler", cluster.address]
    environment = {**os.environ, **HOMES}
    run = subprocess.run(
        [sys.executable, "-c", watched, *command],
        capture_output=True,
        text=True,
        env=environment,
        timeout=240,
        check=True,
    )
    host, port = cluster.address.removeprefix("tcp://").split(":")
    assert set(run.stderr.split("\n")) == {f"socket.connect ('{host}', {port})", ""}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="knows no SIGKILL")
def test_a_killed_worker_loses_no_work(cluster: Cluster, tmp_path: Path) -> None:
    """Last: it costs a worker."""
    films, out = films_in(tmp_path / "films", 5, 4), tmp_path / "there"
    command = ("extract", *films, "--out", out, "--scheduler", cluster.address)
    running = subprocess.Popen(
        [sys.executable, "-m", "posetrainer", *map(str, command)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **HOMES},
    )
    # Both are in the middle of a recording.
    while len(list(out.glob(".*.part"))) < 2:
        assert running.poll() is None
        time.sleep(0.02)
    cluster.workers[0].send_signal(signal.SIGKILL)
    reported, problems = running.communicate(timeout=240)
    assert (running.returncode, problems) == (0, "")
    assert reported.count(": made, 60 moments") == len(films)
    here = tmp_path / "here"
    assert posetrainer("extract", *films, "--out", here).code == 0
    assert landmarks_in(out) == landmarks_in(here)
    assert len(landmarks_in(out)) == len(films)
    again = posetrainer(*command)
    assert (again.code, again.out.count("is there already")) == (0, len(films))


@for_each("address", ["nonsense", "10.0.0.5:8786", "http://h:1", "tcp://h", "tcp://h:x"])
def test_what_is_no_address_is_reported(address: str, tmp_path: Path) -> None:
    run = posetrainer_here("extract", tmp_path / "a.mp4", "--scheduler", address)
    assert run.code == 2
    assert run.err.strip() == (
        f"--scheduler {address}: this is no address of a scheduler; name it as tcp://HOST:8786, as"
        " dask scheduler prints it."
    )


@pytest.mark.slow
def test_a_scheduler_that_does_not_answer_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("posetrainer.system.cluster._PATIENCE_S", 0.5)
    # The discard port: nothing listens there.
    address = "tcp://127.0.0.1:9"
    run = posetrainer_here("extract", tmp_path / "a.mp4", "--scheduler", address)
    assert run.code == 2
    assert run.err.startswith(f"--scheduler {address}: no Dask scheduler answers there (")
    assert len(run.err.strip().splitlines()) == 1


def test_without_the_extra_it_reports_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    run = posetrainer_here("score", tmp_path, "--scheduler", "tcp://127.0.0.1:9")
    assert run.code == 2
    assert run.err.strip() == (
        "--scheduler needs Dask, which is not installed: pip install 'posetrainer[cluster]'."
    )
