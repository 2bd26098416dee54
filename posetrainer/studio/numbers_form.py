"""The form of every number in a spec: value, unit, meaning, and what is on disk."""

import math
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Any

from nicegui import ui
from nicegui.events import ValueChangeEventArguments

from posetrainer.exercises.numbers import SpecNumber
from posetrainer.exercises.problem import FieldPath
from posetrainer.studio.notices import dialog_card
from posetrainer.studio.words import in_words
from posetrainer.tuning.working_spec import WorkingSpec

Act = Callable[[FieldPath], Awaitable[None]]
Change = Callable[[FieldPath, float], Awaitable[None]]

#: What is tuned most stands first.
_ORDER = ("repetition", "tempo", "rhythm", "paced", "form", "throughout", "start", "dose")
_TITLES = {
    "repetition": "Repetition: what counts",
    "tempo": "Tempo: how fast it may be",
    "rhythm": "Rhythm: how regular it is",
    "paced": "Pace: set by the trainer",
    "form": "Form: what is corrected",
    "throughout": "Throughout: what distinguishes it from other movements",
    "start": "Start: before the first repetition",
    "dose": "Dose: how much is prescribed",
    "measures": "Measures",
}


class NumbersForm:
    """One row for each number.

    Parameters
    ----------
    change : callable
        Takes a field and its new value.
    reset : callable
        Takes a field that shall be as it is on disk.
    unlock : callable
        Takes a limit of safety that shall be loosened.
    """

    def __init__(self, change: Change, reset: Act, unlock: Act) -> None:
        self._change, self._reset, self._unlock = change, reset, unlock
        self._rows: dict[FieldPath, _Row] = {}

    def build(self, draft: WorkingSpec) -> None:
        """Make the rows, grouped by section."""
        for section, numbers in groupby(sorted(draft.numbers, key=_place), key=_section):
            ui.html(escape(_TITLES.get(section, section)), tag="h2", sanitize=False)
            for _, group in groupby(numbers, key=_group):
                self._build_group(list(group))
        self.show(draft)

    def _build_group(self, numbers: Sequence[SpecNumber]) -> None:
        """Build the rows of a group, and once the text that they share."""
        first, alone = numbers[0], len(numbers) == 1
        is_shared = not alone and {number.about for number in numbers} == {first.about}
        if not alone and _group(first):
            ui.html(escape(_group(first)), tag="h3", sanitize=False)
            about = f"{first.about if is_shared else ''} {first.spoken}".strip()
            if about:
                ui.label(about).classes("meaning")
        for number in numbers:
            name = number.label if alone else _inside(number)
            meaning = number.own if is_shared else f"{number.about} {number.own}".strip()
            if alone and number.spoken:
                meaning = number.meaning
            self._rows[number.field] = _Row(self, number, name, meaning)

    def show(self, draft: WorkingSpec) -> None:
        """Show a draft's values, what is on disk beside them, and what is wrong."""
        on_disk = {d.field: d.on_disk for d in draft.differences}
        looser = {d.field for d in draft.loosened}
        for number in draft.numbers:
            field = number.field
            shown = _Shown(
                number.value,
                on_disk.get(field),
                draft.problems.get(field),
                draft.is_locked(field),
                field in looser,
            )
            self._rows[field].show(shown)

    async def typed(self, field: FieldPath, value: float) -> None:
        """Change a number."""
        await self._change(field, value)

    async def reset(self, field: FieldPath) -> None:
        """Give a number the value that it has on disk."""
        await self._reset(field)

    def ask(self, number: SpecNumber) -> None:
        """Ask whether a limit of safety shall be loosened."""
        with dialog_card() as dialog:
            ui.label(f"Unlock “{number.label}”?").classes("asked")
            ui.label(number.meaning)
            ui.label(
                "It is a limit of safety: when it is looser, people are warned later or not at "
                "all, and nothing else protects them. Only who treats them should change it."
            )
            with ui.row():
                unlock = ui.button("Unlock", on_click=lambda: self._allow(dialog, number.field))
                unlock.props("unelevated dense no-caps data-act=unlock")
                unlock.style("padding: 0 14px")
                ui.button("Leave it locked", on_click=dialog.close).props("flat dense no-caps")

    async def _allow(self, dialog: ui.dialog, field: FieldPath) -> None:
        dialog.close()
        await self._unlock(field)


@dataclass(frozen=True)
class _Shown:
    """What a row shows of a draft."""

    value: float
    on_disk: float | None
    problem: str | None
    locked: bool
    looser: bool


class _Row:
    def __init__(self, form: NumbersForm, number: SpecNumber, name: str, meaning: str) -> None:
        self._form = form
        self._field = number.field
        self._shown: _Shown | None = None
        with ui.element("div").classes("number") as self._box:
            ui.label(name).classes("name").props["title"] = number.name
            self._input = _input(number).on_value_change(self._typed)
            with ui.element("div").classes("unit"):
                ui.label(number.unit)
                self._lock = ui.button(icon="lock", on_click=lambda: form.ask(number))
                tip = f"Locked: {number.label} is a limit of safety. It may only be made tighter."
                self._lock.props(f'flat round dense aria-label="Unlock {number.name}"').tooltip(tip)
            self._problem = ui.label().classes("problem").props("role=alert")
            with ui.element("div").classes("disk") as self._disk:
                self._disk_text = ui.label()
                self._looser = ui.label("looser").classes("looser")
                self._looser.tooltip("A limit of safety that allows more than the file does")
                reset = ui.button("reset", on_click=lambda: form.reset(number.field))
                reset.props("flat dense no-caps")
            if meaning:
                ui.label(meaning).classes("meaning")

    def show(self, shown: _Shown) -> None:
        if shown == self._shown:
            # Most rows stay as they are while one is dragged.
            return
        self._shown = shown
        value = None if math.isnan(shown.value) else shown.value
        if self._input.value != value:
            self._input.value = value
        problem, on_disk = shown.problem, shown.on_disk
        self._problem.text = _sentence(problem) if problem else ""
        self._problem.set_visibility(problem is not None)
        self._input.props("error" if problem else "", remove="" if problem else "error")
        self._lock.set_visibility(shown.locked)
        self._looser.set_visibility(shown.looser)
        self._disk.set_visibility(on_disk is not None)
        self._box.classes(replace="number" if on_disk is None else "number is-changed")
        if on_disk is not None:
            self._disk_text.text = f"on disk: {on_disk:g}"

    async def _typed(self, event: ValueChangeEventArguments[Any]) -> None:
        value = math.nan if event.value is None else float(event.value)
        if self._shown is None or not _alike(value, self._shown.value):
            await self._form.typed(self._field, value)


def _alike(one: float, other: float) -> bool:
    return one == other or (math.isnan(one) and math.isnan(other))


def _input(number: SpecNumber) -> ui.number:
    step = {"degrees": 1, "inches": 0.1, "seconds": 0.1}.get(number.unit, 1)
    field = ui.number(value=number.value, step=1 if number.whole else step)
    field.props(
        f'dense outlined hide-bottom-space no-error-icon debounce=300 aria-label="{number.name}"'
    )
    return field.props(f'data-field="{number.name}"')


def _inside(number: SpecNumber) -> str:
    """What a number is called below the name of its group."""
    name = number.label.removeprefix(f"{_group(number)} ")
    return name.removeprefix("keep ").removeprefix("reach ")


def _section(number: SpecNumber) -> str:
    return str(number.field[0])


def _group(number: SpecNumber) -> str:
    return in_words(str(number.field[1])) if len(number.field) > 2 else ""


def _place(number: SpecNumber) -> int:
    section = _section(number)
    return _ORDER.index(section) if section in _ORDER else len(_ORDER)


def _sentence(problem: str) -> str:
    return problem[0].upper() + problem[1:]
