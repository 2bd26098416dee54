"""A studio that is open on a recording, and a browser in front of it."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from browsing import browser
from labelled import labelled, put_recording
from studios import EXERCISE, PATIENCE_S, Studio

from posetrainer.system.resources import specs_folder
from posetrainer.tuning.cases import Case

__all__ = ["browser"]


@pytest.fixture(scope="module")
def open_studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Studio]]:
    """Open a studio on a recording without truth, with a copy of the exercise's spec.

    Alone, it is opened on nothing.
    """
    running: list[Studio] = []

    def opened(alone: bool = False) -> Studio:
        folder = tmp_path_factory.mktemp("studio")
        spec = folder / f"{EXERCISE}.yaml"
        shipped = (specs_folder() / spec.name).read_text(encoding="utf-8")
        # With a far target the line of what counts has somewhere to go.
        spec.write_text(shipped.replace("at_least_in: 12", "at_least_in: 20"), encoding="utf-8")
        recording = put_recording(EXERCISE, folder).rename(folder / "patient.arrows")
        profile = folder / "posetrainer" / "profiles" / "anna.yaml"
        profile.parent.mkdir(parents=True)
        profile.write_text("name: anna # of Monday's group\nstature_cm: 170\n", encoding="utf-8")
        command = [sys.executable, "-m", "posetrainer", "tune", "--no-browser"]
        on = [] if alone else ["--spec", str(spec), EXERCISE, str(recording)]
        process = subprocess.Popen(
            [*command, *on],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            text=True,
            env={
                **os.environ,
                "PYTHONUNBUFFERED": "1",
                **{f"XDG_{kind}_HOME": str(folder) for kind in ("CONFIG", "CACHE", "DATA")},
            },
        )
        assert process.stdout is not None
        found = None
        while found is None:
            line = process.stdout.readline()
            assert line, process.stderr.read() if process.stderr else ""
            found = re.search(r"http://127\.0\.0\.1:(\d+)/\?token=\S+", line)
        running.append(Studio(found[0], int(found[1]), spec, recording, process))
        return running[-1]

    yield opened
    for studio in running:
        if studio.process.poll() is None:
            studio.process.send_signal(signal.SIGINT)
            studio.process.communicate(timeout=PATIENCE_S)


@pytest.fixture(scope="session")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The good sample, labelled, without its video."""
    return labelled(EXERCISE, tmp_path_factory.mktemp("labelled"))[0]


@pytest.fixture(scope="module")
def shared(open_studio: Callable[[], Studio]) -> Studio:
    """A studio in which nothing is saved."""
    return open_studio()
