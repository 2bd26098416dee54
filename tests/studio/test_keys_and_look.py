"""The studio in a real browser: by keyboard, on any screen, in the dark."""

from typing import Any

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from studio_page import COUNTS, FASTEST, Page
from studios import Studio, until

pytestmark = pytest.mark.slow


def test_keys_work_after_a_click_on_a_tab(browser: Any, shared: Studio) -> None:
    page = Page(browser, shared)
    page.tab("Differences")
    ActionChains(browser).send_keys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT).perform()
    assert page.one("#scrubber").get_attribute("value") == "2"
    assert page.all("[role=tab][aria-selected=true]")[0].text.startswith("Differences")


CUT = """
const shown = (e) => e.getClientRects().length;
const wide = [...document.querySelectorAll(arguments[0])].filter(
  (e) => shown(e) && e.textContent && e.scrollWidth > e.clientWidth + 1 &&
    getComputedStyle(e).display !== "inline"
);
return wide.map((e) => e.textContent)
"""


def test_no_words_are_cut(browser: Any, shared: Studio) -> None:
    browser.set_window_size(1280, 800)
    page = Page(browser, shared)
    assert (
        page.js(CUT, ".grip span, .meaning, .name, .panel-head, .lane-name, .lane-sum, .head *")
        == []
    )
    # A word of a bar is on its only line, or on none that is seen.
    cut = page.js(
        "return [...document.querySelectorAll('.bar')].filter((bar) => {"
        "const range = document.createRange(); range.selectNodeContents(bar.lastChild);"
        "const box = bar.getBoundingClientRect();"
        "return [...range.getClientRects()].some((word) =>"
        "word.top < box.bottom - 3 && word.right > box.right + 1)}).map((bar) => bar.textContent)"
    )
    assert cut == []
    assert page.text(".panel-head strong") == "ankle lift"
    assert page.one(".panel-head strong").get_attribute("title") == "ankle_lift"


def test_a_line_moves_with_the_arrow_keys(browser: Any, shared: Studio) -> None:
    page = Page(browser, shared)
    page.js("arguments[0].focus()", page.line(COUNTS))
    ActionChains(browser).send_keys(Keys.ARROW_UP, Keys.ARROW_UP, Keys.ARROW_DOWN).perform()
    assert page.line(COUNTS).get_attribute("aria-valuetext") == "8.1 in"
    until(lambda: page.text(".head .changed") == "1 changed", "it is judged")
    page.keys("z", control=True)
    until(lambda: page.text(".head .changed") == "as on disk", "undone in one step")


def test_a_line_keeps_the_focus_when_its_axis_grows(browser: Any, shared: Studio) -> None:
    page = Page(browser, shared)
    most = page.line(FASTEST).get_attribute("aria-valuemax")
    page.js("arguments[0].focus()", page.line(FASTEST))
    ActionChains(browser).send_keys(Keys.PAGE_UP, Keys.PAGE_UP).perform()
    until(
        lambda: page.js(
            "const line = document.activeElement;"
            "return line.dataset.name === arguments[0] && line.ariaValueMax !== arguments[1]",
            FASTEST,
            most,
        ),
        "the line on a longer axis",
    )
    page.keys("z", control=True)
    until(lambda: page.text(".head .changed") == "as on disk", "undone in one step")


def test_the_player_steps_seeks_and_plays(browser: Any, shared: Studio) -> None:
    page = Page(browser, shared)

    def moment() -> int:
        return int(page.one("#scrubber").get_attribute("value"))

    page.keys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_LEFT)
    assert moment() == 1
    page.one(".lane-found .bar").click()
    assert moment() > 20
    page.keys(" ")
    begun = moment()
    until(lambda: moment() > begun + 5, "it plays")
    page.keys(" ")
    stopped = moment()
    shown = f"moment={stopped}&"
    until(lambda: shown in page.one("#picture").get_attribute("src"), "the picture follows")
    assert moment() == stopped


def test_nothing_is_loaded_from_elsewhere(browser: Any, shared: Studio) -> None:
    page = Page(browser, shared)
    loaded = page.js("return performance.getEntriesByType('resource').map((e) => e.name)")
    own = f"http://127.0.0.1:{shared.port}/"
    assert len(loaded) > 20
    assert [name for name in loaded if not name.startswith((own, "data:", "blob:"))] == []
    assert "token" not in page.js("return location.href")
    assert page.errors() == []


@pytest.mark.parametrize("size", [(1024, 700), (1280, 800), (1920, 1080)])
def test_the_page_fits_the_screen(browser: Any, shared: Studio, size: tuple[int, int]) -> None:
    browser.set_window_size(*size)
    page = Page(browser, shared)
    high, wide = page.js(
        "const e = document.documentElement;"
        "return [e.scrollHeight - e.clientHeight, e.scrollWidth - e.clientWidth]"
    )
    assert (high, wide) == (0, 0)
    middle, numbers = page.one("#middle").rect, page.one(".numbers").rect
    assert middle["x"] + middle["width"] < numbers["x"]
    spills = "const e = document.querySelector('#plots'); return e.scrollWidth - e.clientWidth"
    assert page.js(spills) == 0
    assert page.js("return document.querySelector('.lanes').getBoundingClientRect().bottom") < (
        page.js("return innerHeight")
    )


def test_light_and_dark_are_switched(browser: Any, shared: Studio) -> None:
    page = Page(browser, shared)
    ground = "return getComputedStyle(document.querySelector('.middle')).backgroundColor"
    seen = set()
    for _ in range(3):
        page.one('button[aria-label^="Light or dark"]').click()
        until(lambda: page.js("return document.body.className"), "a look")
        seen.add(page.js(ground))
    assert len(seen) == 2
