"""A report as it is looked at: on screen, in the dark, and on paper."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import assert_accessible, assert_is_a4, printed, show_as

from posetrainer.language.translation import use_language
from tools.report_pictures import example
from tools.studio_pictures import chromium

pytestmark = pytest.mark.slow

#: 180 mm, which the margins leave.
A4_TEXT_PX = 680
WIDEST = "return Math.max(...[...document.querySelectorAll('body, table')].map(e => e.scrollWidth))"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    if not shutil.which("chromedriver"):
        pytest.skip("chromium and chromedriver are not installed")
    with chromium() as browser:
        browser.get(written(tmp_path_factory.mktemp("report"), "en"))
        yield browser


def written(folder: Path, language: str) -> str:
    """Write a report in a language; return its address."""
    use_language(language)
    page = folder / "report.html"
    page.write_text(example(folder), encoding="utf-8")
    use_language("en")
    return page.as_uri()


def ground(browser: Any) -> str:
    return str(browser.execute_script("return getComputedStyle(document.body).backgroundColor"))


def test_nothing_is_wider_than_the_screen(browser: Any) -> None:
    for width in (360, 768, 1280):
        show_as(browser, width, "light")
        wide = browser.execute_script("return document.documentElement.scrollWidth")
        assert wide <= width, width


def test_it_is_dark_on_a_dark_screen_and_light_on_paper(browser: Any) -> None:
    white = "rgb(255, 255, 255)"
    show_as(browser, 768, "light")
    assert ground(browser) == white
    show_as(browser, 768, "dark")
    assert ground(browser) != white
    show_as(browser, 768, "dark", "print")
    assert ground(browser) == white


def test_it_can_be_read_and_read_aloud(browser: Any) -> None:
    for scheme in ("light", "dark"):
        show_as(browser, 1280, scheme)
        assert_accessible(browser)


def test_it_prints_on_a4_without_an_empty_page(browser: Any) -> None:
    show_as(browser, 768, "dark", "")
    pdf = printed(browser)
    assert_is_a4(pdf)
    assert 4 <= len(pdf.pages) <= 9
    texts = [page.extract_text() for page in pdf.pages]
    assert all(len(text.split()) > 20 for text in texts)
    assert "Training report: Anna" in texts[0]
    assert "What judged it" in " ".join(texts)


def test_no_table_is_wider_than_the_paper(browser: Any, tmp_path: Path) -> None:
    english = browser.current_url
    for page in (english, written(tmp_path, "de")):
        browser.get(page)
        show_as(browser, A4_TEXT_PX, "light", "print")
        assert browser.execute_script(WIDEST) <= A4_TEXT_PX
    browser.get(english)


def test_nothing_is_asked_of_the_network(browser: Any) -> None:
    asked = "return performance.getEntriesByType('resource').length"
    assert browser.execute_script(asked) == 0
    log = browser.get_log("browser")
    assert not [entry for entry in log if entry["level"] == "SEVERE"]
