"""The form of every number in a spec: value, unit, meaning, and what is on disk."""

from collections.abc import Awaitable, Callable, Sequence
from html import escape
from itertools import groupby
from typing import Any

from nicegui import ui
from nicegui.events import ValueChangeEventArguments

from posetrainer.exercises.numbers import SpecNumber
from posetrainer.exercises.problem import FieldPath
from posetrainer.tuning.working_spec import WorkingSpec

#: What is tuned most stands first.
_ORDER = ("repetition", "tempo", "rhythm", "paced", "form", "throughout", "start", "dose")
_TITLES = {
    "repetition": "Repetition: what counts",
    "tempo": "Tempo: how fast it may be",
    "rhythm": "Rhythm: how regular it is",
    "paced": "Pace: set by the trainer",
    "form": "Form: what is corrected",
    "throughout": "Throughout: what tells the movement from others",
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
    """

    def __init__(
        self,
        change: Callable[[FieldPath, float], Awaitable[None]],
        reset: Callable[[FieldPath], Awaitable[None]],
    ) -> None:
        self._change = change
        self._reset = reset
        self._rows: dict[FieldPath, _Row] = {}

    def build(self, draft: WorkingSpec) -> None:
        """Make the rows, grouped by section."""
        for section, numbers in groupby(sorted(draft.numbers, key=_place), key=_section):
            ui.html(escape(_TITLES.get(section, section)), tag="h2", sanitize=False)
            for _, group in groupby(numbers, key=_group):
                self._build_group(list(group))
        self.show(draft)

    def _build_group(self, numbers: Sequence[SpecNumber]) -> None:
        alone = len(numbers) == 1
        if not alone and _group(numbers[0]):
            ui.html(escape(_group(numbers[0])), tag="h3", sanitize=False)
        for number in numbers:
            name = number.label if alone else _inside(number)
            self._rows[number.field] = _Row(number, name, self._change, self._reset)

    def show(self, draft: WorkingSpec) -> None:
        """Show a draft's values, what is on disk beside them, and what is wrong."""
        on_disk = {d.field: d.on_disk for d in draft.differences}
        for number in draft.numbers:
            row = self._rows[number.field]
            row.show(number.value, on_disk.get(number.field), draft.problems.get(number.field))


class _Row:
    def __init__(
        self,
        number: SpecNumber,
        name: str,
        change: Callable[[FieldPath, float], Awaitable[None]],
        reset: Callable[[FieldPath], Awaitable[None]],
    ) -> None:
        self._field = number.field
        self._change = change
        self._value: float = number.value
        self._shown: object = None
        with ui.element("div").classes("number") as self._box:
            ui.label(name).classes("name")
            self._input = _input(number).on_value_change(self._typed)
            ui.label(number.unit).classes("unit")
            self._problem = ui.label().classes("problem").props("role=alert")
            with ui.element("div").classes("disk") as self._disk:
                self._disk_text = ui.label()
                ui.button("reset", on_click=lambda: reset(number.field)).props("flat dense no-caps")
            # What is cut off is read in the title, and whole while the row has the focus.
            meaning = ui.label(number.meaning).classes("meaning")
            meaning.props["title"] = f"{number.name}: {number.meaning}"

    def show(self, value: float, on_disk: float | None, problem: str | None) -> None:
        shown = (value, on_disk, problem)
        if shown == self._shown:
            # Most rows stay as they are while one is dragged.
            return
        self._value, self._shown = value, shown
        if self._input.value != value:
            self._input.value = value
        self._tell(problem)
        self._disk.set_visibility(on_disk is not None)
        self._box.classes(replace="number" if on_disk is None else "number is-changed")
        if on_disk is not None:
            self._disk_text.text = f"on disk: {on_disk:g}"

    def _tell(self, problem: str | None) -> None:
        self._problem.text = _sentence(problem) if problem else ""
        self._problem.set_visibility(problem is not None)
        self._input.props("error" if problem else "", remove="" if problem else "error")

    async def _typed(self, event: ValueChangeEventArguments[Any]) -> None:
        if event.value is None:
            self._shown = None
            self._tell("a number is missing; write one.")
        elif event.value != self._value:
            await self._change(self._field, event.value)


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
    return str(number.field[1]).replace("_", " ") if len(number.field) > 2 else ""


def _place(number: SpecNumber) -> int:
    section = _section(number)
    return _ORDER.index(section) if section in _ORDER else len(_ORDER)


def _sentence(problem: str) -> str:
    return problem[0].upper() + problem[1:]
