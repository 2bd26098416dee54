"""Make the picture of the home page: ``uv run python -m tools.home_pictures``.

Runs the real command in an empty home folder and a headless browser. Chromium and its driver must
be installed.
"""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from tools.screenshots import IMAGES, save
from tools.studio_pictures import chromium, shown, until

_WIDE, _HIGH = 1280, 860
_SHOWN = "[...document.querySelectorAll('.tile img')].length > 5"
_LOADED = "[...document.querySelectorAll('.tile img')].every(i => i.naturalWidth)"


def main() -> None:
    """Write the picture."""
    path = IMAGES / "home-light.png"
    size = {"width": _WIDE, "height": _HIGH, "deviceScaleFactor": 1, "mobile": False}
    # Without animation, the picture is the same each time.
    still = {"name": "prefers-reduced-motion", "value": "reduce"}
    with home() as address, chromium() as browser:
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [still]})
        browser.get(address)
        until(browser, f"{_SHOWN} && {_LOADED}")
        picture = shown(browser)
    save(path, picture)
    print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


@contextmanager
def home() -> Iterator[str]:
    """Open the home page, and yield its address."""
    command = [sys.executable, "-m", "posetrainer", "start", "--no-browser"]
    with TemporaryDirectory() as folder:
        homes = {f"XDG_{kind}_HOME": folder for kind in ("CONFIG", "DATA", "CACHE")}
        with subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **homes, "PYTHONUNBUFFERED": "1"},
        ) as process:
            assert process.stdout is not None
            found = next(filter(None, (re.search(r"http://\S+", line) for line in process.stdout)))
            yield found[0]
            process.send_signal(signal.SIGINT)


if __name__ == "__main__":
    main()
