"""Running the command line as a user does, and what the repository has to run it on."""

import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from sharing import cache_home

from posetrainer.cli import main

REPOSITORY = Path(__file__).resolve().parents[2]
CLIPS = REPOSITORY / "samples" / "clips"
#: Clips of real people that may lie beside a checkout; they are not ours to ship.
REAL_CLIPS = REPOSITORY.parent / "shared" / "clips"


#: Where sessions keep their recordings while tests run.
DATA_HOME = tempfile.TemporaryDirectory()
HOMES = {"XDG_DATA_HOME": DATA_HOME.name, "XDG_CACHE_HOME": str(cache_home())}


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str

    @property
    def refusal(self) -> str:
        """The one sentence of a command that is refused."""
        assert (self.code, self.out) == (2, ""), self
        (sentence,) = self.err.splitlines()
        return sentence

    @cached_property
    def record(self) -> dict[str, Any]:
        """The JSON object that must be all of standard output."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found


def posetrainer(*arguments: object, timeout_s: float = 240, **environment: str) -> Run:
    done = subprocess.run(
        [sys.executable, "-m", "posetrainer", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=timeout_s,
        env={**os.environ, "COLUMNS": "100", **HOMES, **environment},
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Run(done.returncode, done.stdout, done.stderr)


def posetrainer_here(*arguments: object) -> Run:
    """Run a command in this process: quicker, but blind to what C libraries print."""
    out, err = io.StringIO(), io.StringIO()
    code: object = 0
    before, sys.argv = sys.argv, ["posetrainer", *map(str, arguments)]
    homes = {name: os.environ.pop(name, None) for name in HOMES}
    os.environ.update(HOMES)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            main()
    except SystemExit as end:
        code = end.code
    finally:
        sys.argv = before
        for name, home in homes.items():
            os.environ.pop(name)
            if home is not None:
                os.environ[name] = home
    return Run(int(str(code or 0)), out.getvalue(), err.getvalue())


def read_events(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]
