"""Make the pictures of a report: ``uv run python -m tools.report_pictures``.

Renders the report of a synthetic history in a headless browser. Chromium and its driver must be
installed.
"""

import base64
from datetime import datetime, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import cv2
import numpy as np

from posetrainer.history.database import reading
from posetrainer.reports.collect import collect
from posetrainer.reports.page import page
from tools.screenshots import IMAGES, save
from tools.studio_pictures import chromium
from tools.synthetic_history import WEEKS, write_history

#: The same on every day, so that the pictures are.
LAST = datetime(2026, 3, 27, 17, tzinfo=timezone.utc)
#: By name: what is at the top of a picture, and what is at its bottom.
PICTURES = {"report": ("html", ".pair"), "report-exercise": ("section", "section")}
_WIDE, _MARGIN = 800, 8


def main() -> None:
    """Write all pictures."""
    with TemporaryDirectory() as folder, chromium() as browser:
        path = Path(folder, "report.html")
        path.write_text(example(Path(folder)), encoding="utf-8")
        size = {"width": _WIDE, "height": 1000, "deviceScaleFactor": 1, "mobile": False}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        browser.get(path.as_uri())
        for name, (first, last) in PICTURES.items():
            picture = IMAGES / f"{name}.png"
            save(picture, taken(browser, first, last))
            print(f"{picture.name}: {picture.stat().st_size / 1000:.0f} kB", flush=True)


def example(folder: Path) -> str:
    """Return a report of a history that is written into a folder."""
    history = folder / "history.sqlite3"
    write_history(history, LAST)
    with reading(history) as db:
        report = collect(db, None, LAST.date().replace(year=LAST.year - 1), LAST.date())
    assert report is not None
    assert len(report.weeks) == WEEKS
    return page(report)


def taken(browser: Any, first: str, last: str) -> Any:
    """Return the page from the top of an element to the bottom of one, blue, green, red."""
    edge = "return document.querySelector(arguments[0]).getBoundingClientRect()"
    top = browser.execute_script(f"{edge}.top", first)
    bottom = browser.execute_script(f"{edge}.bottom", last)
    high = bottom - top + 2 * _MARGIN
    clip = {"x": 0, "y": top - _MARGIN, "width": _WIDE, "height": high, "scale": 1}
    png = browser.execute_cdp_cmd(
        "Page.captureScreenshot", {"captureBeyondViewport": True, "clip": clip}
    )
    return cv2.imdecode(np.frombuffer(base64.b64decode(png["data"]), np.uint8), cv2.IMREAD_COLOR)


if __name__ == "__main__":
    main()
