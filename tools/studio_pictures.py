"""Make the pictures of the studio: ``uv run python -m tools.studio_pictures``.

The real command over the samples, in a browser that nobody sees, with one number changed so that
it shows what differs, and the page on which recordings are opened, with two patients. Nothing is
saved. Chromium and its driver must be installed.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urljoin

import cv2
import numpy as np
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from tools.screenshots import IMAGES, REPOSITORY, save

#: Its first recording, in the order of names, is the one with errors.
EXERCISE = "straight_leg_raise"
#: With this the short raise at this moment counts, though it truly does not.
FIELD, VALUE, MOMENT_S = "repetition.counts.at_least_in", "4.5", 25.0
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_S = 30.0


@dataclass(frozen=True)
class Picture:
    """How the page is looked at."""

    name: str
    look: str
    wide: int
    high: int


PICTURES = (
    Picture("studio-light", "light", 1280, 800),
    Picture("studio-dark", "dark", 1920, 1080),
)
OPENING = Picture("studio-open", "light", 1280, 800)
PATIENTS = ("anna", "ben")


def main() -> None:
    """Write all pictures."""
    with studio() as address, chromium() as browser:
        for picture in PICTURES:
            _save(picture.name, taken(browser, address, picture))
        _save(OPENING.name, opening(browser, address))


def _save(name: str, picture: Any) -> None:
    path = IMAGES / f"{name}.png"
    save(path, picture)
    print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB", flush=True)


@contextmanager
def studio() -> Iterator[str]:
    """Open the studio for a user with two patients and no session, and yield its address."""
    command = [sys.executable, "-m", "posetrainer", "tune", EXERCISE, "samples", "--no-browser"]
    with (
        TemporaryDirectory() as home,
        subprocess.Popen(
            command,
            cwd=REPOSITORY,
            stdout=subprocess.PIPE,
            text=True,
            env={
                **os.environ,
                "PYTHONUNBUFFERED": "1",
                "XDG_CONFIG_HOME": home,
                "XDG_DATA_HOME": home,
            },
        ) as process,
    ):
        profiles = Path(home) / "posetrainer" / "profiles"
        profiles.mkdir(parents=True)
        for name in PATIENTS:
            (profiles / f"{name}.yaml").write_text(f"name: {name}\n", encoding="utf-8")
        assert process.stdout is not None
        found = next(filter(None, (re.search(r"http://\S+", line) for line in process.stdout)))
        try:
            yield found[0]
        finally:
            process.send_signal(signal.SIGINT)


@contextmanager
def chromium() -> Iterator[webdriver.Chrome]:
    """Open the browser of this machine; selenium looks for none elsewhere."""
    driver = shutil.which("chromedriver")
    binary = shutil.which("chromium") or shutil.which("chromium-browser")
    if not driver or not binary:
        raise SystemExit("chromium and chromedriver are not installed: install them first.")
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    with TemporaryDirectory() as folder:
        for flag in (*FLAGS, f"--user-data-dir={folder}"):
            options.add_argument(flag)
        browser = webdriver.Chrome(options=options, service=Service(driver))
        try:
            yield browser
        finally:
            browser.quit()


def taken(browser: webdriver.Chrome, address: str, picture: Picture) -> Any:
    """Return the page as it is shown, blue, green, red."""
    look_at(browser, picture)
    browser.get(address)
    until(browser, "document.querySelector('#picture')?.naturalWidth")
    field = browser.find_element("css selector", f'input[data-field="{FIELD}"]')
    field.send_keys(Keys.CONTROL, "a")
    field.send_keys(VALUE)
    until(browser, "document.querySelector('.bar.differs')")
    browser.execute_script("document.activeElement.blur(); studio.seek(arguments[0])", MOMENT_S)
    until(browser, "document.querySelector('#picture').ariaBusy === 'false'")
    return shown(browser)


def opening(browser: webdriver.Chrome, address: str) -> Any:
    """Return the page on which recordings are opened, as :func:`taken` does."""
    look_at(browser, OPENING)
    browser.get(urljoin(address, "/open"))
    until(browser, "document.querySelectorAll('.file-row').length > 1")
    browser.find_elements("css selector", ".people .case")[1].click()
    until(browser, "document.querySelector('.people .is-chosen')?.textContent === 'anna'")
    for box in range(2):
        browser.find_elements("css selector", ".file-row .q-checkbox")[box].click()
    until(browser, "document.querySelector('.open-foot').textContent.includes('2 chosen')")
    return shown(browser)


def look_at(browser: webdriver.Chrome, picture: Picture) -> None:
    """Make the page as large as the picture shall be, light or dark."""
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {
            "width": picture.wide,
            "height": picture.high,
            "deviceScaleFactor": 1,
            "mobile": False,
        },
    )
    look = {"name": "prefers-color-scheme", "value": picture.look}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [look]})


def shown(browser: webdriver.Chrome) -> Any:
    """Return what the browser shows, blue, green, red."""
    png = np.frombuffer(browser.get_screenshot_as_png(), np.uint8)
    return cv2.imdecode(png, cv2.IMREAD_COLOR)


def until(browser: webdriver.Chrome, so: str) -> None:
    """Wait until an expression is true in the page."""
    WebDriverWait(browser, PATIENCE_S).until(lambda b: b.execute_script(f"return Boolean({so})"))


if __name__ == "__main__":
    main()
