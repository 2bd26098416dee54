"""Time a long history: ``uv run python -m tools.history_speed``.

Ten thousand sessions that nobody trained, two a day over fourteen years: the commands as a user
types them, in a process each, and the home page as a browser asks for it. Wall and processor time,
each the best of some.
"""

import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from http.cookiejar import CookieJar
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import HTTPCookieProcessor, build_opener

from tools.readme import machine
from tools.synthetic_history import write_many

SESSIONS, ROUNDS = 10_000, 3
COMMANDS = (
    ("history",),
    ("report", "--to", os.devnull),
    ("report", "--since", "2000-01-01", "--to", os.devnull),
)
_POSETRAINER = (sys.executable, "-m", "posetrainer")


def main() -> None:
    """Write the history, and print what takes how long."""
    with TemporaryDirectory() as folder:
        os.environ.update({f"XDG_{kind}_HOME": folder for kind in ("DATA", "CONFIG", "CACHE")})
        write_many(Path(folder, "posetrainer", "history.sqlite3"), SESSIONS, _now())
        print(f"{SESSIONS} sessions, best of {ROUNDS}, on {machine()}:")
        for command in COMMANDS:
            _print(" ".join(command), partial(_run, *command))
        _time_page()


def _now() -> datetime:
    return datetime.now().astimezone()


def _run(*command: str) -> None:
    subprocess.run([*_POSETRAINER, *command], stdout=subprocess.DEVNULL, check=True)


def _time_page() -> None:
    command = [*_POSETRAINER, "start", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lines = (re.search(r"http://\S+", line) for line in process.stdout)
        browser = build_opener(HTTPCookieProcessor(CookieJar()))
        address = next(filter(None, lines))[0]
        browser.open(address).read()
        _print("the home page", lambda: browser.open(address.partition("?")[0]).read())
        process.send_signal(signal.SIGINT)


def _print(what: str, do: Callable[[], object]) -> None:
    wall_s, processor_s = min(_timed(do) for _ in range(ROUNDS))
    print(f"{what}: {wall_s:.2f} s ({processor_s:.2f} s of a processor)", flush=True)


def _timed(do: Callable[[], object]) -> tuple[float, float]:
    before, began_s = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    do()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - began_s, used_s


if __name__ == "__main__":
    main()
