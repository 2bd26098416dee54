"""The optional questions before and after training, and the summary."""

from nicegui import background_tasks, ui

from posetrainer.history.records import Ratings
from posetrainer.home.elements import button, scale, section, text
from posetrainer.home.model import Home
from posetrainer.home.ratings import EFFORT, PAIN_AFTER, PAIN_BEFORE
from posetrainer.language.translation import tr


def build_before(home: Home) -> None:
    """Ask for the pain before training."""

    def begin(pain: int | None) -> None:
        # Goes on when the page is closed.
        background_tasks.create(home.train(pain))

    with section(tr("Before you start"), classes="question"):
        pain = scale(PAIN_BEFORE)
        with ui.element("div").classes("buttons"):
            button(tr("Start now"), lambda: begin(_whole(pain.value)), main=True)
            button(tr("Skip the question"), lambda: begin(None))
            button(tr("Back"), lambda: home.go("home"))


def build_training(_: Home) -> None:
    """Say what goes on in the window."""
    with section(tr("Training"), classes="question"):
        text(tr("Training opens in its own window, in some seconds. This page waits."), status=True)
        text(tr("In the window: the space bar pauses, n goes on to the next exercise, q ends."))


def build_after(home: Home) -> None:
    """Ask how it was."""
    with section(tr("How was it?"), classes="question"):
        _build_problem(home)
        pain, effort = scale(PAIN_AFTER), scale(EFFORT)

        def keep() -> None:
            home.answer(Ratings(pain_after=_whole(pain.value), effort=effort.value))

        with ui.element("div").classes("buttons"):
            button(tr("Keep"), keep, main=True)
            button(tr("Skip the questions"), lambda: home.answer(Ratings()))


def build_summary(home: Home) -> None:
    """Show what it came to."""
    ending = home.ending
    assert ending is not None
    with section(ending.headline, classes="question summary"):
        _build_problem(home)
        with ui.element("dl"):
            for label, number in ending.numbers:
                with ui.element("div"):
                    ui.html(label, tag="dt", sanitize=True)
                    ui.html(number, tag="dd", sanitize=True)
        for line in (ending.not_good, ending.tip, ending.next):
            if line:
                text(line)
        button(tr("Back to the home page"), lambda: home.go("home"), main=True)


def _build_problem(home: Home) -> None:
    if home.problem:
        text(home.problem, classes="problem", status=True)


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)
