"""Today's programme: a tile for each exercise, and the button that begins."""

from collections.abc import Sequence
from html import escape

from nicegui import ui

from posetrainer.errors import UserError
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback.announcements import dose_words
from posetrainer.feedback.durations import in_words
from posetrainer.feedback.spec_words import spec_words
from posetrainer.feedback.terminal import LEVELS
from posetrainer.home.elements import button, section, text
from posetrainer.home.model import Home
from posetrainer.home.programme import Today
from posetrainer.language.translation import decimal, msg, tr, tr_many
from posetrainer.workout.builder import EQUIPMENT

_STATES = {"done": msg("✓ done"), "next": msg("goes on here")}
_MINUTES = (3, 5, 8, 10, 15, 20, 25, 30, 40, 60)


def build_programme(home: Home) -> None:
    """Build the programme with its tiles."""
    with section(tr("Today's programme"), classes="programme"):
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
    with section(tr("For this programme")):
        minutes = sorted({*_MINUTES, settings.minutes})
        ui.select(
            {value: tr("{number} minutes").format(number=decimal(value, "g")) for value in minutes},
            value=settings.minutes,
            label=tr("Time"),
            on_change=lambda e: home.choose(minutes=e.value),
        ).props("outlined")
        ui.select(
            {level: tr(words) for level, words in LEVELS.items()},
            value=settings.level,
            label=tr("Level"),
            on_change=lambda e: home.choose(level=e.value),
        ).props("outlined")
        ui.select(
            {name: spec_words(name) for name in EQUIPMENT},
            value=list(settings.equipment),
            multiple=True,
            label=tr("At hand"),
            on_change=lambda e: home.choose(equipment=e.value),
        ).props("outlined")


def about(today: Today) -> str:
    """Return how long a programme takes, and how far it has come."""
    count = len({block.spec.id for block in today.plan.blocks})
    exercises = tr_many("{number} exercise", "{number} exercises", count).format(number=count)
    words = tr("{exercises}, about {duration}.").format(
        exercises=exercises, duration=in_words(today.plan.seconds)
    )
    if today.is_done:
        return f"{words} {tr('Done for today.')}"
    if today.is_begun:
        title = spec_words(today.plan.blocks[today.day.block].spec.title)
        goes_on = tr("Goes on with {title}, {counted} done.")
        return f"{words} {goes_on.format(title=title, counted=today.day.counted)}"
    return words


def _begin_words(today: Today) -> str:
    if today.is_done:
        return tr("Do it again")
    return tr("Go on") if today.is_begun else tr("Start")


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


def _tile(spec: ExerciseSpec, rounds: int, state: str) -> str:
    picture = ""
    if spec.key_poses is not None:
        picture = (
            f'<picture><source media="(prefers-reduced-motion: reduce)" '
            f'srcset="/still/{spec.id}.webp"><img src="/moving/{spec.id}.webp" alt="" '
            f'width="480" height="320"></picture>'
        )
    words = dose_words(spec)
    if rounds > 1:
        words += " " + tr("{number} rounds.").format(number=rounds)
    if state in _STATES:
        words += f" – {tr(_STATES[state])}"
    return (
        f'<li class="tile {state}">{picture}<div><b>{escape(spec_words(spec.title))}</b>'
        f"<span>{escape(words)}</span></div></li>"
    )
