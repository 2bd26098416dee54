"""Starting the studio as a user does, and waiting for what it shows."""

import http.client
import subprocess
from dataclasses import dataclass
from pathlib import Path

from browsing import CHROMEDRIVER, CHROMIUM, FLAGS, PATIENCE_S, until

__all__ = ["CHROMEDRIVER", "CHROMIUM", "EXERCISE", "FLAGS", "PATIENCE_S", "Studio", "until"]

EXERCISE = "straight_leg_raise"


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
        reported = {key.lower(): value for key, value in answer.getheaders()}
        text = answer.read().decode(errors="replace")
        connection.close()
        return answer.status, reported, text
