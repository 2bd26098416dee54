"""The home page: what is shown at each stage."""

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

#: A screen reader goes on where something new begins.
_TO_HEADING = "document.querySelector('main h2')?.focus()"


def build_page(home: Home) -> None:
    """Build one visitor's page, which follows the stages."""
    ui.add_head_html(
        '<link rel="stylesheet" href="/web/colours.css">'
        '<link rel="stylesheet" href="/home/home.css">'
    )
    with ui.element("header").classes("head"):
        ui.html("posetrainer", tag="h1", sanitize=False)
        text("Back exercises, watched by your camera. Nothing leaves this machine.")
    main = ui.element("main")
    shown: list[Stage] = []

    def show() -> None:
        main.clear()
        with main:
            _STAGES[home.stage](home)
        if shown and shown[-1] != home.stage:
            ui.run_javascript(_TO_HEADING)
        shown[:] = [home.stage]

    show()
    home.changed.subscribe(show)

    async def leave() -> None:
        await run.io_bound(home.preview.stop)

    # A camera that nobody looks at any more is turned off.
    ui.context.client.on_disconnect(leave)


def _build_home(home: Home) -> None:
    with ui.element("div").classes("columns"):
        with ui.element("div").classes("today"):
            if home.problem:
                text(home.problem, classes="pane problem", status=True)
            build_programme(home)
        with ui.element("div").classes("side"):
            build_person(home)
            build_choices(home)
            build_camera(home)
            build_sound(home)
        build_history(home)


_STAGES: dict[Stage, Callable[[Home], None]] = {
    "home": _build_home,
    "before": build_before,
    "training": build_training,
    "after": build_after,
    "summary": build_summary,
}
