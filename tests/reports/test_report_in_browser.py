"""A report as it is looked at: on screen, in the dark, and on paper."""

import base64
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tools.report_pictures import example
from tools.studio_pictures import chromium

pytestmark = pytest.mark.slow

A4 = (595, 842)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    if not shutil.which("chromedriver"):
        pytest.skip("chromium and chromedriver are not installed")
    folder: Path = tmp_path_factory.mktemp("report")
    page = folder / "report.html"
    page.write_text(example(folder), encoding="utf-8")
    with chromium() as browser:
        browser.get(page.as_uri())
        yield browser


def look(browser: Any, width: int, scheme: str, media: str = "screen") -> None:
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": features})


def ground(browser: Any) -> str:
    return str(browser.execute_script("return getComputedStyle(document.body).backgroundColor"))


def test_nothing_is_wider_than_the_screen(browser: Any) -> None:
    for width in (360, 768, 1280):
        look(browser, width, "light")
        wide = browser.execute_script("return document.documentElement.scrollWidth")
        assert wide <= width, width


def test_it_is_dark_on_a_dark_screen_and_light_on_paper(browser: Any) -> None:
    white = "rgb(255, 255, 255)"
    look(browser, 768, "light")
    assert ground(browser) == white
    look(browser, 768, "dark")
    assert ground(browser) != white
    look(browser, 768, "dark", "print")
    assert ground(browser) == white


def test_it_prints_on_a4_without_an_empty_page(browser: Any) -> None:
    look(browser, 768, "dark", "")
    printed = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    pdf = base64.b64decode(printed["data"]).decode("latin-1")
    boxes = re.findall(r"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", pdf)
    assert {(int(float(wide)), int(float(high))) for wide, high in boxes} == {(594, 841)}
    assert 4 <= len(boxes) <= 9


def test_nothing_is_asked_of_the_network(browser: Any) -> None:
    asked = "return performance.getEntriesByType('resource').length"
    assert browser.execute_script(asked) == 0
    log = browser.get_log("browser")
    assert not [entry for entry in log if entry["level"] == "SEVERE"]
