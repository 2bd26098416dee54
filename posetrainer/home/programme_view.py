"""Today's programme: a tile for each exercise, and the button that begins."""

from collections.abc import Sequence
from html import escape

from nicegui import ui

from posetrainer.errors import UserError
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.home.elements import button, section, text
from posetrainer.home.model import Home
from posetrainer.home.programme import Today
from posetrainer.home.settings import LEVELS
from posetrainer.workout.builder import EQUIPMENT

_STATES = {"done": "✓ done", "next": "goes on here"}
_MINUTES = (3, 5, 8, 10, 15, 20, 25, 30, 40, 60)


def build_programme(home: Home) -> None:
    """Build the programme with its tiles."""
    with section("Today's programme", classes="programme"):
        try:
            today = home.today()
        except UserError as error:
            text(str(error), classes="problem", status=True)
        else:
            _build(home, today)


def _build(home: Home, today: Today) -> None:
    with ui.element("div").classes("start"):
        begin = button(_begin_words(today), lambda: home.go("before"), main=True)
        begin.props("id=start")
        text(about(today))
    ui.html(f'<ol class="tiles">{tiles_html(today)}</ol>', sanitize=False)


def build_choices(home: Home) -> None:
    """Build what the programme is made for: time, level, and what is at hand."""
    settings = home.settings
    with section("For this programme"):
        minutes = sorted({*_MINUTES, settings.minutes})
        ui.select(
            {value: f"{value:g} minutes" for value in minutes},
            value=settings.minutes,
            label="Time",
            on_change=lambda e: home.choose(minutes=e.value),
        ).props("outlined")
        ui.select(
            {level: level for level in LEVELS},
            value=settings.level,
            label="Level",
            on_change=lambda e: home.choose(level=e.value),
        ).props("outlined")
        ui.select(
            list(EQUIPMENT),
            value=list(settings.equipment),
            multiple=True,
            label="At hand",
            on_change=lambda e: home.choose(equipment=e.value),
        ).props("outlined")


def about(today: Today) -> str:
    """Return how long a programme takes, and how far it has come."""
    count = len({block.spec.id for block in today.plan.blocks})
    told = f"{count} {'exercise' if count == 1 else 'exercises'}, "
    told += f"about {max(1, round(today.plan.seconds / 60))} minutes."
    if today.is_done:
        return f"{told} Done for today."
    if today.is_begun:
        title = today.plan.blocks[today.day.block].spec.title
        return f"{told} Goes on with {title}, {today.day.counted} done."
    return told


def _begin_words(today: Today) -> str:
    if today.is_done:
        return "Do it again"
    return "Go on" if today.is_begun else "Start"


def tiles_html(today: Today) -> str:
    """Return a tile for each exercise, however many rounds of it there are."""
    rounds: dict[str, list[int]] = {}
    for number, block in enumerate(today.plan.blocks):
        rounds.setdefault(block.spec.id, []).append(number)
    return "".join(
        _tile(today.plan.blocks[numbers[0]].spec, len(numbers), _state(numbers, today))
        for numbers in rounds.values()
    )


def _state(rounds: Sequence[int], today: Today) -> str:
    """Return whether an exercise is done, or goes on, by the positions of its rounds."""
    if today.is_done or rounds[-1] < today.day.block:
        return "done"
    return "next" if today.day.block in rounds and today.is_begun else ""


def dose_words(spec: ExerciseSpec) -> str:
    """Return how much of an exercise is prescribed."""
    dose = spec.dose
    sets = f"{dose.sets} × " if dose.sets > 1 else ""
    hold = f", hold {spec.hold_s:g}\u00a0s" if spec.hold_s else ""
    return f"{sets}{dose.repetitions} times{hold}"


def _tile(spec: ExerciseSpec, rounds: int, state: str) -> str:
    picture = ""
    if spec.key_poses is not None:
        picture = (
            f'<picture><source media="(prefers-reduced-motion: reduce)" '
            f'srcset="/still/{spec.id}.webp"><img src="/moving/{spec.id}.webp" alt="" '
            f'width="480" height="320"></picture>'
        )
    words = f"{rounds} rounds of {dose_words(spec)}" if rounds > 1 else dose_words(spec)
    if state in _STATES:
        words += f" – {_STATES[state]}"
    return (
        f'<li class="tile {state}">{picture}<div><b>{escape(spec.title)}</b>'
        f"<span>{escape(words)}</span></div></li>"
    )
