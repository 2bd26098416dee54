"""The home page, by stage."""

from collections.abc import Callable

from nicegui import run, ui

from posetrainer.home.camera_view import build_camera, build_sound
from posetrainer.home.elements import text
from posetrainer.home.history_view import build_history
from posetrainer.home.model import Home, Stage
from posetrainer.home.person_view import build_person
from posetrainer.home.programme_view import build_choices, build_programme
from posetrainer.home.questions_view import (
    build_after,
    build_before,
    build_summary,
    build_training,
)
from posetrainer.language.translation import tr

#: Brings what is shown up to date.
Refresh = Callable[[], None]
#: A screen reader goes on where something new begins.
_TO_HEADING = "document.querySelector('main h2')?.focus()"


def build_page(home: Home) -> None:
    """Build one visitor's page, which follows the stages."""
    ui.add_head_html(
        '<link rel="stylesheet" href="/web/colours.css">'
        '<link rel="stylesheet" href="/home/home.css">'
        '<link rel="stylesheet" href="/home/parts.css">'
    )
    with ui.element("header").classes("head"):
        ui.html("posetrainer", tag="h1", sanitize=False)
        text(tr("Back exercises, watched by your camera. Nothing leaves this machine."))
    main = ui.element("main")
    refresh: Refresh | None = None

    def show() -> None:
        nonlocal refresh
        main.clear()
        with main:
            refresh = _STAGES[home.stage](home)

    def follow_stage() -> None:
        show()
        ui.run_javascript(_TO_HEADING)

    def follow_choice() -> None:
        if refresh is not None:
            refresh()

    show()
    home.changed.subscribe(follow_stage)
    home.chosen.subscribe(follow_choice)

    async def leave() -> None:
        await run.io_bound(home.preview.stop)

    # A camera that nobody looks at any more is turned off.
    ui.context.client.on_disconnect(leave)


def _build_home(home: Home) -> Refresh:
    """Build the first stage; return what brings it up to date when something was chosen.

    Where something is chosen nothing is built anew: who does it by keyboard goes on from there.
    """
    with ui.element("div").classes("columns"):
        programme = ui.element("div").classes("today")
        with ui.element("div").classes("side"):
            show_person = build_person(home)
            build_choices(home)
            build_camera(home)
            build_sound(home)
        history = ui.element("div").classes("history")

    def refresh() -> None:
        programme.clear()
        with programme:
            if home.problem:
                text(home.problem, classes="pane problem", status=True)
            build_programme(home)
        history.clear()
        with history:
            build_history(home)
        show_person()

    refresh()
    return refresh


_STAGES: dict[Stage, Callable[[Home], Refresh | None]] = {
    "home": _build_home,
    "before": build_before,
    "training": build_training,
    "after": build_after,
    "summary": build_summary,
}
