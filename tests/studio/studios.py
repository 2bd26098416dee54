"""Starting the studio as a user does, and waiting for what it shows."""

import http.client
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

EXERCISE = "straight_leg_raise"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")
CHROMEDRIVER = shutil.which("chromedriver")
#: As root, in a container, and so that nothing goes out by itself.
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_S = 20.0


@dataclass(frozen=True)
class Studio:
    """A running ``posetrainer tune``."""

    address: str
    port: int
    spec: Path
    recording: Path
    process: "subprocess.Popen[str]"

    @property
    def token(self) -> str:
        return self.address.partition("token=")[2]

    def request(self, path: str, headers: dict[str, str]) -> tuple[int, dict[str, str], str]:
        """Ask as any program may: status, headers and text."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        connection.putrequest("GET", path, skip_host="Host" in headers)
        for key, value in headers.items():
            connection.putheader(key, value)
        connection.endheaders()
        answer = connection.getresponse()
        told = {key.lower(): value for key, value in answer.getheaders()}
        text = answer.read().decode(errors="replace")
        connection.close()
        return answer.status, told, text


def until(wanted: Callable[[], Any], what: str) -> Any:
    """Wait until something is so, and return it."""
    ends = time.monotonic() + PATIENCE_S
    while time.monotonic() < ends:
        found = wanted()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"{what}: not within {PATIENCE_S:g} s")
