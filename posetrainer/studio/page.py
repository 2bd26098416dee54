"""The studio's page: its layout, and its reaction to what the user does."""

from pathlib import Path
from typing import Any

from nicegui import run, ui

from posetrainer.exercises.problem import FieldPath
from posetrainer.studio import markup
from posetrainer.studio.chart import Panel, height_of, panels_of
from posetrainer.studio.desk import Desk
from posetrainer.studio.echart import option_of
from posetrainer.studio.head import Head
from posetrainer.studio.labelling import Labelling
from posetrainer.studio.lists import Lists
from posetrainer.studio.messages import CaseNumber, Marked, Moved, Room, checked
from posetrainer.studio.notices import errors_shown, notify
from posetrainer.studio.numbers_form import NumbersForm
from posetrainer.studio.rejudging import Rejudging
from posetrainer.studio.saving import saved
from posetrainer.studio.script import call_script, limit_data, panel_data
from posetrainer.studio.timeline import lanes_of
from posetrainer.tuning.judging import Curves
from posetrainer.tuning.working_spec import WorkingSpec


class Page:
    """One visitor's view of a workbench.

    Parameters
    ----------
    desk : Desk
    rejudging : Rejudging
        Of the workbench that is open.
    """

    def __init__(self, desk: Desk, rejudging: Rejudging) -> None:
        self._desk = desk
        self._bench = bench = rejudging.bench
        self._rejudging = rejudging
        self._draft = bench.draft
        self._fields = {number.name: number.field for number in bench.draft.numbers}
        self._in_view = 0
        self._is_filled = False
        self._labels_are_open = False
        self._curves: Curves = bench.curves(0)
        self._line_is_held, self._last_move = False, 0
        self._room_px = 0.0
        self._panels = self._panels_now()
        self._form = NumbersForm(self._type, self._reset, self._unlock)
        self._head = Head(bench, self._do, self._choose)
        self._labelling = Labelling(bench, self._relabelled)
        self._lists = Lists(bench)

    def build(self) -> None:
        """Lay out the page; it is filled when the browser has reported how much room there is.

        Nothing waits for that here: a tab may be closed before it is there.
        """
        ui.add_head_html(
            '<link rel="stylesheet" href="/studio/studio.css">'
            '<script type="module" src="/studio/studio.js"></script>'
        )
        self._head.build()
        with ui.element("main").classes("main bench"):
            with ui.element("section").classes("left").props('aria-label="Recording"'):
                ui.html(markup.PLAYER, sanitize=False).classes("pane player")
                self._lists.build(self._labelling, self._tab)
            self._build_middle()
            with ui.element("section").classes("pane scrolls numbers") as numbers:
                numbers.props('aria-label="Numbers"')
                self._form.build(self._bench.draft)
        self._listen()
        ui.context.client.on_connect(_ask_room)
        for sentence in self._desk.left_out:
            notify(sentence, "warning")

    def _build_middle(self) -> None:
        together = self._bench.draft.spec.dose.sides == "both"
        with ui.element("section").classes("pane middle").props('id=middle aria-label="Curves"'):
            ui.html(markup.legend_html(together), sanitize=False).classes("legend")
            with (
                ui.element("div").classes("plots scrolls").props("id=plots"),
                ui.element("div").classes("plots-inner") as self._inner,
            ):
                self._chart = ui.echart(self._option_now(), renderer="svg")
                ui.html('<div id="limits"></div><div class="playhead"></div>', sanitize=False)
            with ui.element("div").classes("lanes scrolls"):
                self._lanes = ui.html("", sanitize=False)
                ui.element("div").classes("playhead")

    def _listen(self) -> None:
        ui.on("limit", checked(Moved, self._drag))
        ui.on("case", checked(CaseNumber, self._open))
        ui.on("do", checked(str, self._press))
        ui.on("label", checked(Marked, self._label))
        ui.on("room", checked(Room, self._make_room))
        ui.on("failed", checked(str, _show_failure))
        self._desk.opened.subscribe(lambda: ui.navigate.to("/"))
        self._rejudging.judged.subscribe(self._judged)
        self._rejudging.settled.subscribe(self._settle)

    # What the user does

    async def _drag(self, moved: Moved) -> None:
        field = self._fields.get(moved.name)
        if field is None:
            return
        self._line_is_held, self._last_move = moved.held, moved.move
        gesture = ("moved", field, moved.gesture, ui.context.client.id)
        await self._change(self._bench.draft.set(field, moved.value, group=gesture))

    async def _type(self, field: FieldPath, value: float) -> None:
        await self._change(self._bench.draft.set(field, value, group=("typed", field)))

    async def _reset(self, field: FieldPath) -> None:
        await self._change(self._bench.draft.reset(field))

    async def _unlock(self, field: FieldPath) -> None:
        await self._change(self._bench.draft.allow(field))

    async def _press(self, what: str) -> None:
        """What a key does; while labels are open, the labels are undone."""
        if what == "undo" and self._labels_are_open:
            self._labelling.undo()
        else:
            await self._do(what)

    async def _do(self, what: str) -> None:
        draft = self._bench.draft
        if what == "undo":
            await self._change(draft.undo())
        elif what == "redo":
            await self._change(draft.redo())
        elif what == "save":
            await self._save()
        elif what == "help":
            self._head.help()
        elif what == "open":
            ui.navigate.to("/open")

    async def _choose(self, spec: str) -> None:
        """Judge the same recordings by another exercise, unless something would be lost."""
        if self._is_unsaved:
            notify(
                "Save what is changed, or undo it, before you choose another exercise.", "warning"
            )
            return
        files = [case.path for case in self._bench.cases]
        person = self._bench.draft.person
        with errors_shown():
            await run.io_bound(self._desk.open, Path(spec), files, person)
            await self._desk.opened.call()

    async def _save(self) -> None:
        if not self._bench.draft.changes:
            return
        with errors_shown():
            self._bench.draft, done, is_all = saved(self._bench.draft)
            notify(done, "positive" if is_all else "warning")
            self._show_numbers()
            await self._rejudging.ask()

    async def _change(self, draft: WorkingSpec) -> None:
        self._bench.draft = draft
        self._show_numbers()
        await self._rejudging.ask()

    # What is shown

    async def _open(self, number: int) -> None:
        """Bring another recording into view."""
        if number >= len(self._bench.cases):
            return
        curves = await run.io_bound(self._bench.curves, number)
        if curves is None:
            # The program ends.
            return
        self._in_view, self._curves = number, curves
        self._redraw()
        self._labelling.open(number)
        times_s = self._curves.times_s
        data = {
            "number": number,
            "times": [round(t, 4) for t in times_s.tolist()],
            "ends": [float(times_s[0]), float(times_s[-1])],
            "chart": self._chart.id,
            "panels": self._panel_data(),
            "version": self._bench.version(number),
        }
        call_script("open", data)
        self._show_verdicts()
        self._show_unsaved()

    def _redraw(self) -> None:
        self._panels = self._panels_now()
        self._inner.style(f"height: {height_of(self._panels)}px")
        self._chart.options.clear()
        self._chart.options.update(self._option_now())
        self._chart.update()

    def _show_numbers(self) -> None:
        self._draft = draft = self._bench.draft
        self._form.show(draft)
        self._head.show()
        shown = self._panels_now()
        limits = [limit for panel in shown for limit in limit_data(panel, draft)]
        call_script("update", {"limits": limits, "move": self._last_move})
        self._show_unsaved()

    def _show_unsaved(self) -> None:
        call_script("unsaved", self._is_unsaved)

    @property
    def _is_unsaved(self) -> bool:
        return bool(self._bench.draft.changes) or self._labelling.unsaved

    def _show_verdicts(self) -> None:
        verdict, stale = self._bench.verdicts[self._in_view], self._bench.is_stale
        truth = self._labelling.truth or verdict.case.truth
        mistakes = () if self._labelling.truth else verdict.mistakes
        lanes = lanes_of(self._curves, verdict.events, truth, mistakes, self._labelling.marking)
        times_s = self._curves.times_s
        ends = float(times_s[0]), float(times_s[-1])
        self._lanes.set_content(markup.lanes_html(lanes, ends, stale))
        found = next(lane for lane in lanes if lane.name == "found")
        self._lists.show(self._in_view, found)
        self._head.show()

    def _judged(self) -> None:
        if self._draft is not self._bench.draft:
            # It was changed on another page.
            self._show_numbers()
        self._show_verdicts()

    async def _settle(self) -> None:
        """When nothing moves any more, read the recording in view again and redraw changes."""
        number, before = self._in_view, option_of(self._panels, self._curves.times_s)
        curves = await run.io_bound(self._bench.curves, number)
        if curves is None or number != self._in_view:
            # The program ends, or another recording was opened meanwhile.
            return
        self._curves = curves
        # A redraw would drop a line that is being dragged.
        if not self._line_is_held and self._option_now() != before:
            self._redraw()
            call_script("panels", self._panel_data())
        self._show_verdicts()
        call_script("refresh", self._bench.version(number))

    def _panels_now(self) -> tuple[Panel, ...]:
        draft = self._bench.draft
        return panels_of(draft.spec, draft.numbers, self._curves, self._room_px)

    def _option_now(self) -> dict[str, Any]:
        return option_of(self._panels_now(), self._curves.times_s)

    async def _make_room(self, room_px: float) -> None:
        self._room_px = room_px
        if not self._is_filled:
            self._is_filled = True
            await self._open(0)
            return
        self._redraw()
        call_script("panels", self._panel_data())

    def _panel_data(self) -> list[dict[str, Any]]:
        return [panel_data(panel, self._bench.draft) for panel in self._panels]

    # Labelling

    def _tab(self, event: Any) -> None:
        self._labels_are_open = event.value == "Label"
        call_script("labelling", self._labels_are_open)

    def _label(self, marked: Marked) -> None:
        self._labelling.press(marked.key, marked.time)

    def _relabelled(self) -> None:
        self._show_verdicts()
        self._show_unsaved()


def _show_failure(sentence: str) -> None:
    notify(sentence, "negative")


def _ask_room() -> None:
    ui.run_javascript('emitEvent("room", studio.room())')
