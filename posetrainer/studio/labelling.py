"""Labelling the recording in view: keys and buttons that mark its repetitions."""

from collections.abc import Callable
from dataclasses import replace
from html import escape

from nicegui import ui

from posetrainer.errors import UserError
from posetrainer.profiles.store import profile_names
from posetrainer.rules.events import RepetitionSide
from posetrainer.studio.markup import moment_html
from posetrainer.studio.notices import errors_shown, notify
from posetrainer.studio.timeline import Bar, details_of
from posetrainer.studio.words import in_words
from posetrainer.studio.workbench import Workbench
from posetrainer.tuning.cases import Case
from posetrainer.tuning.labels import Labels, labels_of, new_truth
from posetrainer.tuning.truth import TrueRepetition, Truth

#: Keys and what they mark at the moment in view.
KEYS: tuple[tuple[str, str], ...] = (
    ("[", "a repetition starts"),
    ("h", "its hold begins, or ends"),
    ("]", "it ends"),
    ("1", "left"),
    ("2", "right"),
    ("0", "both sides"),
    ("g", "good"),
    ("n", "counts, not good"),
    ("m", "does not count"),
    ("f", "too fast here"),
    ("Delete", "delete it"),
)
_SIDES: dict[str, RepetitionSide] = {"1": "left", "2": "right", "0": "both"}
_FAULT = "fault:"


class Labelling:
    """The labels of each recording that was shown.

    Parameters
    ----------
    bench : Workbench
    changed : callable
        Called after every change.
    """

    def __init__(self, bench: Workbench, changed: Callable[[], None]) -> None:
        self._bench = bench
        self._changed = changed
        self._all: dict[int, Labels] = {}
        # Another page may have saved other labels since.
        self._begun: dict[int, Case] = {}
        self._number = 0
        self._side: RepetitionSide = "both" if bench.draft.spec.dose.sides == "both" else "right"

    def build(self) -> None:
        """Make the buttons, which show the keys, and the list."""
        ui.html(_buttons(list(self._bench.draft.spec.form)), sanitize=False)
        with ui.element("div").classes("label-foot"):
            self._person = ui.input(
                "Person", on_change=self._named, autocomplete=list(profile_names())
            )
            self._person.props("dense outlined debounce=300").classes("person")
            self._person.tooltip("A name for who exercises; recordings of one person share it")
            self._save = ui.button("Save labels", on_click=self.save)
            self._save.props("unelevated dense no-caps data-act=save-labels")
        self._list = ui.html("", sanitize=False)
        self.open(0)

    def open(self, number: int) -> None:
        """Go to another recording."""
        self._number = number
        self._show()

    @property
    def unsaved(self) -> bool:
        """Whether there are labels, of any recording, that are not in its truth file."""
        return any(labels.before is not None for labels in self._all.values())

    @property
    def truth(self) -> Truth | None:
        """The labels as a truth, where they differ from the file; unfinished ones left out."""
        labels = self._all.get(self._number)
        if labels is None or labels.before is None:
            return None
        return replace(labels, started=None).as_truth(self._base)

    @property
    def marking(self) -> Bar | None:
        """The repetition whose end is not marked yet."""
        labels = self._all.get(self._number)
        if labels is None or labels.started is None:
            return None
        start_s, end_s = labels.started.start_s, labels.started.latest_s
        return Bar(start_s, max(end_s, start_s + 0.5), "marking", "…", "Its end is not marked yet.")

    def press(self, key: str, time_s: float) -> None:
        """Do what a key means at a time in seconds."""
        with errors_shown("warning"):
            self._put(self._marked(self._labels, key, time_s))

    def undo(self) -> None:
        """Take back the last change of these labels."""
        self._put(self._labels.undo())

    def save(self) -> None:
        """Write the truth file; from now on events are compared with it."""
        case = self._case
        with errors_shown():
            truth = self._labels.as_truth(self._base)
            self._bench.save_truth(self._number, truth, case.truth_digest)
            self._begun[self._number] = self._bench.cases[self._number]
            notify(f"Saved into {case.truth_path}", "positive")
            self._put(labels_of(truth))

    def _named(self) -> None:
        name = str(self._person.value or "").strip()
        if name != self._body:
            self._put(self._labels.set_body(name))

    @property
    def _body(self) -> str:
        """Who exercises in the recording in view, by its labels."""
        labels = self._all.get(self._number)
        truth = self._bench.cases[self._number].truth
        return labels.body if labels else truth.body if truth else ""

    def _put(self, labels: Labels) -> None:
        self._all[self._number] = labels
        self._show()
        self._changed()

    @property
    def _case(self) -> Case:
        """The recording in view, as its labels were begun over it."""
        return self._begun.setdefault(self._number, self._bench.cases[self._number])

    @property
    def _base(self) -> Truth:
        return self._case.truth or new_truth(self._case, self._bench.draft.spec.id)

    @property
    def _labels(self) -> Labels:
        if self._number not in self._all:
            self._all[self._number] = labels_of(self._base)
        return self._all[self._number]

    def _marked(self, labels: Labels, key: str, time_s: float) -> Labels:
        match key:
            case "[":
                return labels.begin(time_s, self._side)
            case "]":
                return labels.end(time_s)
            case "h":
                held = labels.started is not None and labels.started.hold_start_s is not None
                return labels.hold_ends(time_s) if held else labels.hold_begins(time_s)
            case "1" | "2" | "0":
                return self._sided(labels, _SIDES[key], time_s)
        return _judged(labels, self._at(labels, time_s), key, time_s)

    def _sided(self, labels: Labels, side: RepetitionSide, time_s: float) -> Labels:
        """Give a repetition its side, and all that are marked later as well."""
        self._side = side
        if labels.started is not None:
            return replace(labels, started=replace(labels.started, side=side), before=labels)
        spans = enumerate(labels.repetitions)
        number = next((i for i, r in spans if r.start_s <= time_s <= r.end_s), None)
        return labels if number is None else labels.set_side(number, side)

    def _at(self, labels: Labels, time_s: float) -> int:
        """The repetition at a time; between two, the one that ended last."""
        number = labels.at(time_s)
        if number is not None:
            return number
        ended = [i for i, r in enumerate(labels.repetitions) if r.end_s <= time_s]
        if not ended:
            raise UserError("No repetition is marked here: mark its start and end first.")
        return ended[-1]

    def _show(self) -> None:
        labels = self._all.get(self._number)
        truth = self._bench.cases[self._number].truth
        repetitions = labels.repetitions if labels else truth.repetitions if truth else ()
        if str(self._person.value or "").strip() != self._body:
            self._person.value = self._body
        self._list.set_content(_list(repetitions, labels))
        # A person's name alone does not mean that there is no repetition.
        is_labelled = truth is not None or bool(repetitions)
        unsaved = labels is not None and labels.before is not None
        self._save.set_enabled(unsaved and is_labelled)


def _judged(labels: Labels, number: int, key: str, time_s: float) -> Labels:
    if key.startswith(_FAULT):
        return labels.toggle_fault(number, key.removeprefix(_FAULT))
    match key:
        case "g" | "n":
            return labels.set_good(number, key == "g")
        case "m":
            return labels.set_missed(number)
        case "f":
            return labels.set_too_fast(number, time_s)
        case "Delete":
            return labels.delete(number)
    return labels


def _buttons(faults: list[str]) -> str:
    keys = "".join(
        f'<button type="button" data-label="{escape(key)}"><kbd>{escape(key)}</kbd> '
        f"{escape(what)}</button>"
        for key, what in KEYS
    )
    flaws = "".join(
        f'<button type="button" data-label="{_FAULT}{escape(name)}" '
        f'title="{escape(name)}">{escape(in_words(name))}</button>'
        for name in faults
    )
    return (
        f'<div class="label-keys">{keys}</div><p class="quiet">Faults of the form:</p>'
        f'<div class="label-keys">{flaws}</div>'
    )


def _list(repetitions: tuple[TrueRepetition, ...], labels: Labels | None) -> str:
    rows = "".join(_row(i, repetition) for i, repetition in enumerate(repetitions, 1))
    started = labels.started if labels else None
    if started is not None:
        held = "" if started.hold_start_s is None else f", hold from {started.hold_start_s:.2f} s"
        rows += f'<p class="quiet">from {started.start_s:.2f} s, {started.side}{held} …</p>'
    return rows or '<p class="quiet">Nothing is marked yet.</p>'


def _row(number: int, repetition: TrueRepetition) -> str:
    verdict = "good" if repetition.good else "counts" if repetition.counted else "does not count"
    parts = [repetition.side or "side not known", verdict, *details_of(repetition)]
    text = f"to {repetition.end_s:.1f} s: {', '.join(parts)}"
    return moment_html(repetition.start_s, text, number)
