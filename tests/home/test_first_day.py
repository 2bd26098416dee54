"""The first days on the home page, in a real browser, with a stream as the camera."""

import http.client
import re
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from acceptance.reels import Part, Still, jpegs
from browsing import assert_accessible, assert_is_a4, printed, show_as, until
from feedback.test_window import needs_xdotool, needs_xvfb
from home.conftest import Served
from selenium.common.exceptions import StaleElementReferenceException, WebDriverException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from posetrainer.home.ratings import EFFORT, PAIN_AFTER, PAIN_BEFORE
from tools.bench.local_stream import MjpegServer

pytestmark = [pytest.mark.slow, needs_xvfb, needs_xdotool]

RAISES, SQUAT = "heel_raises_good", "wall_squat_good"
#: Four repetitions, the rest, and three: two of each are waited for.
DAY = (Still(RAISES, 10), Part(RAISES), Still(SQUAT, 18), Part(SQUAT), Still(SQUAT, 60))
LEFT_OUT = ("Abdominal contraction", "Ankle pumps", "Heel slides", "Straight leg raise")
#: A window, its model and a repetition may take so long on a busy machine.
LONG_S = 90.0


_REPETITIONS = (
    "SELECT number FROM exercise JOIN attempt ON exercise_id = id "
    "WHERE number NOT NULL AND exercise = ?"
)


def read(history: Path, query: str, *values: object) -> list[Any]:
    with closing(sqlite3.connect(f"{history.as_uri()}?mode=ro", uri=True)) as db:
        return db.execute(query, values).fetchall()


class Page:
    """What a person sees and does."""

    def __init__(self, browser: Any, served: Served) -> None:
        self.browser, self.served = browser, served
        show_as(browser, 1280, "light")
        self.open()

    def open(self) -> None:
        self.browser.get(self.served.address)
        self.heading("Today's programme")

    def heading(self, words: str, patience_s: float = 20.0) -> None:
        until(lambda: words in self.all_text("h2"), words, patience_s)

    def all_text(self, selector: str) -> list[str]:
        script = "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent)"
        return [text.strip() for text in self.browser.execute_script(script, selector)]

    def all(self, selector: str) -> list[Any]:
        return list(self.browser.find_elements("css selector", selector))

    def find(self, selector: str, words: str = "") -> Any:
        def found() -> Any:
            # The page may be built anew meanwhile.
            with suppress(StaleElementReferenceException):
                shown = (e for e in self.all(selector) if words in e.text and e.is_displayed())
                return next(shown, None)

        return until(found, f"{selector} {words}")

    def press(self, name: str) -> None:
        """Press a button by the keyboard, as it can be reached without a mouse."""
        button = self.find("button", name)
        self.browser.execute_script("arguments[0].scrollIntoView()", button)
        button.send_keys(Keys.ENTER)

    def tab_to(self, name: str) -> None:
        """Press a button by the keyboard alone: Tab up to it, and Enter."""
        focused = "return document.activeElement?.textContent.trim()"
        self.find("button", name)
        for _ in range(60):
            if self.browser.execute_script(focused) == name:
                break
            ActionChains(self.browser).send_keys(Keys.TAB).perform()
        assert self.browser.execute_script(focused) == name
        ActionChains(self.browser).send_keys(Keys.ENTER).perform()

    def choose(self, label: str, option: str) -> None:
        # What takes the keys is there, but nothing of it is seen.
        until(lambda: self.all(f'input[aria-label="{label}"]'), label)[-1].send_keys(Keys.ENTER)
        self.find(".q-menu .q-item", option)

        def chosen() -> bool:
            # A menu that still opens does not hear the first click.
            with suppress(WebDriverException):
                for item in self.all(".q-menu .q-item"):
                    if option in item.text:
                        item.click()
                        break
            time.sleep(0.3)
            return not self.all(".q-menu")

        until(chosen, "a closed menu")

    def write(self, label: str, words: str) -> None:
        field = self.find(f'input[aria-label="{label}"]')
        field.send_keys(Keys.CONTROL, "a")
        field.send_keys(words)

    def answer(self, question: str, option: str) -> None:
        group = self.find(".scale", question)
        radios = group.find_elements("css selector", ".q-radio")
        next(radio for radio in radios if radio.text.strip() == option).click()

    def repetitions(self, exercise: str) -> int:
        """Repetitions in the history, as soon as there is one."""
        with suppress(sqlite3.OperationalError):
            return len(read(self.served.history, _REPETITIONS, exercise))
        return 0

    def key(self, name: str) -> None:
        """Press a key in the window of the training, if it is open."""
        command = ["xdotool", "search", "--name", "posetrainer", "key", name]
        environment = self.served.environment
        subprocess.run(command, env=environment, capture_output=True, check=False)


def test_two_days_without_a_terminal(browser: Any, served: Served) -> None:
    pictures = list(jpegs(DAY))
    with MjpegServer(lambda: iter(pictures)) as camera:
        page = Page(browser, served)
        assert len(page.all_text(".tile b")) == 6
        make_person(page)
        until(lambda: page.all_text(".tile b") == ["Heel raises", "Wall squat"], "two exercises")
        page.choose("Time", "3 minutes")
        page.choose("The trainer speaks", "silent")
        look_through(page, camera.url)

        first = train(page, "6", "4", {"heel_raises": 2, "wall_squat": 2})
        assert first["exercises"] == "2"
        assert int(first["repetitions"]) >= 4
        [today] = page.all_text('td[aria-current="date"] .only-read')
        assert f"{first['repetitions']} repetitions" in today
        assert any(text.startswith("pain before: 6") for text in page.all_text("p"))
        # It goes on where it was.
        page.find("button", "Go on")

        two_days_later(served.history)
        page.open()
        train(page, "5", "3", {"heel_raises": 3})
        assert page.all_text(".calendar .some b") == ["1′", "1′"]
        said = page.all_text("p")
        for trend in (
            r"pain before: 6 on .*, 5 on .*\.",
            r"range of motion: \d+.* on .*, \d+.* on .*",
        ):
            assert any(re.fullmatch(trend, text) for text in said), said
        felt = read(served.history, "SELECT person, pain_before, pain_after, effort FROM session")
        assert felt == [("anna_maria", 6, 4, 3.0), ("anna_maria", 5, 3, 3.0)]
        look_at(page)
        take_the_report(page)
        train_without_a_history(page)
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []


def train(page: Page, before: str, after: str, wanted: dict[str, int]) -> dict[str, str]:
    """Train until the history has so many repetitions of exercises; return the summary."""
    page.tab_to("Go on" if "Go on" in page.all_text("button") else "Start")
    page.heading("Before you start")
    assert PAIN_BEFORE.named in page.all_text(".scale p")
    page.answer(PAIN_BEFORE.question, before)
    assert_accessible(page.browser)
    page.tab_to("Start now")
    page.heading("Training")
    for exercise, number in wanted.items():
        enough = partial(lambda e, n: page.repetitions(e) >= n, exercise, number)
        until(enough, exercise, LONG_S)
        page.key("n" if exercise != list(wanted)[-1] else "q")
    page.heading("How was it?", LONG_S)
    page.answer(PAIN_AFTER.question, after)
    page.answer(EFFORT.question, "3 – moderate")
    assert_accessible(page.browser)
    page.press("Keep")
    page.heading("Enough for today")
    summary = dict(zip(page.all_text("dt"), page.all_text("dd"), strict=True))
    assert_accessible(page.browser)
    page.press("Back to the home page")
    page.heading("What you have done")
    return summary


def train_without_a_history(page: Page) -> None:
    """Where nothing can be written any more, training goes on, and the page reports it once."""
    history = page.served.history
    history.rename(history.with_name("away"))
    history.mkdir()
    recordings = len(list(history.parent.rglob("*.arrows")))
    page.open()
    page.tab_to("Start")
    page.press("Skip the question")
    page.heading("Training")
    until(lambda: len(list(history.parent.rglob("*.arrows"))) > recordings, "it goes on", LONG_S)
    page.key("q")
    page.heading("Today's programme", LONG_S)
    page.find(".pane.problem", "You have trained all the same; this part is not kept.")


def two_days_later(history: Path) -> None:
    """Move all that was done two days into the past."""
    with closing(sqlite3.connect(history)) as db, db:
        db.execute(
            "UPDATE session SET day = date(day, '-2 days'), "
            "began_at = date(day, '-2 days') || substr(began_at, 11)"
        )


def look_at(page: Page) -> None:
    """On no screen is anything cut off, faint, or without a name."""
    for width in (768, 1280, 1920):
        for scheme in ("light", "dark"):
            show_as(page.browser, width, scheme)
            wide = page.browser.execute_script("return document.documentElement.scrollWidth")
            assert wide <= width
            assert_accessible(page.browser)


def take_the_report(page: Page) -> None:
    """Open the report by its link, and save it as PDF."""
    link = page.find("a", "Report for your physiotherapist")
    page.browser.get(link.get_attribute("href"))
    pdf = printed(page.browser)
    assert_is_a4(pdf)
    words = " ".join(" ".join(sheet.extract_text() for sheet in pdf.pages).split())
    assert "Training report: anna_maria" in words
    assert "Trained on 2 days in" in words
    assert "Heel raises" in words
    assert "Pain before training was 5.5 on average" in words


def make_person(page: Page) -> None:
    page.press("New person")
    page.write("Name", "Anna Maria")
    page.write("Height in cm", "168")
    page.find(".q-expansion-item", "What to spare").click()
    assert_accessible(page.browser)
    for exercise in LEFT_OUT:
        page.choose(exercise, "leave out")
    page.press("Keep")
    page.find("button", "Change")


def look_through(page: Page, address: str) -> None:
    """Use a stream as the camera; its picture is shown, and what is to be put right is said."""
    page.find(".q-expansion-item", "A phone or network camera").click()
    page.write("Address", address)
    page.press("Use it")
    page.press("Check camera and place")
    shown = "return document.querySelector('.preview img')?.naturalWidth"
    until(lambda: page.browser.execute_script(shown) == 480, "the camera's picture", LONG_S)
    words = "Everything is in place: you are well in the picture."
    until(lambda: page.all_text("#set-up") == [words], words, LONG_S)
    page.press("Turn the camera off")
    until(lambda: page.all_text("#set-up") == ["The camera is off."], "a camera that is off")


def test_nobody_else_is_let_in(served: Served) -> None:
    parts = urlsplit(served.address)
    assert parts.port is not None

    def status(path: str, **headers: str) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", parts.port, timeout=20)
        connection.request("GET", path, headers=headers)
        return connection.getresponse().status

    ask: Callable[..., int] = status
    assert ask("/") == 403
    assert ask("/camera") == 403
    assert ask(f"/?{parts.query}", Host="example.org") == 403
    assert ask(f"/?{parts.query}", Origin="http://example.org") == 403
    assert ask(f"/?{parts.query}") == 303
