"""The head of the page: the exercise, the result over all recordings, and the commands."""

from collections.abc import Awaitable, Callable
from html import escape

from nicegui import ui

from posetrainer.exercises.catalogue import exercise_path
from posetrainer.profiles.store import profile_names
from posetrainer.studio.exercise_titles import exercise_titles
from posetrainer.studio.labelling import KEYS as LABEL_KEYS
from posetrainer.studio.look import look_switch
from posetrainer.studio.notices import dialog_card, errors_shown, notify
from posetrainer.studio.workbench import Workbench, figures_of, summary_of

_KEYS = (
    ("Space", "play or pause"),
    ("← →", "one frame back or on; with Shift, one second"),
    ("Home End", "to the beginning or the end"),
    ("+ − =", "zoom in, zoom out, the whole recording"),
    ("Ctrl wheel", "zoom; Shift wheel moves in time"),
    ("Tab ↑ ↓", "go to a line and move it; with Shift, ten steps"),
    ("Ctrl Z, Ctrl Y", "undo, redo"),
    ("Ctrl S", "save into the spec's file"),
    ("?", "these keys"),
)


class Head:
    """The head of the page.

    Parameters
    ----------
    bench : Workbench
    do : callable
        Does what a button names: ``undo``, ``redo``, ``save``, ``open``.
    choose : callable
        Takes the exercise that shall judge instead: the path of its spec.
    """

    def __init__(
        self,
        bench: Workbench,
        do: Callable[[str], Awaitable[None]],
        choose: Callable[[str], Awaitable[None]],
    ) -> None:
        self._bench = bench
        self._do = do
        self._choose = choose

    def build(self) -> None:
        """Build it."""
        draft = self._bench.draft
        with ui.element("header").classes("pane head"):
            open_ = ui.button("Open", icon="folder_open", on_click=lambda: self._do("open"))
            open_.props("flat dense no-caps data-act=open")
            open_.tooltip("Other recordings, another patient; or drop a file on this page")
            with ui.element("h1"):
                self._exercise = ui.select(self._exercises(), value=str(draft.path))
                self._exercise.props('dense borderless options-dense aria-label="Exercise"')
                self._exercise.on_value_change(self._chosen)
            whose = f"for {draft.person}" if draft.person else draft.path.name
            file = ui.label(whose).classes("file ellipsis")
            file.props["title"] = str(draft.path)
            if draft.person:
                file.props["data-person"] = draft.person
            self._total = ui.html("", tag="span", sanitize=False).classes("total")
            self._total.props('role="status" id=total')
            self._changed = ui.label().classes("changed text-no-wrap")
            self._undo = self._button("undo", "undo", "Undo (Ctrl+Z)")
            self._redo = self._button("redo", "redo", "Redo (Ctrl+Y)")
            look_switch()
            self._icon("help_outline", "Keys (?)").on_click(self.help)
            self._person = ui.button("Save for a person", on_click=self._ask_person)
            self._person.props("flat dense no-caps").tooltip("Keep it in somebody's profile")
            self._person.set_visibility(draft.person is None)
            where = f"the profile of {draft.person}" if draft.person else "the spec's file"
            label = f"Save for {draft.person}" if draft.person else "Save"
            self._save = ui.button(label, on_click=lambda: self._do("save"))
            self._save.props("unelevated dense no-caps color=primary data-act=save")
            self._save.style("padding: 0 14px").tooltip(f"Write into {where} (Ctrl+S)")
        self.show()

    def show(self) -> None:
        """Show how the draft and its verdicts stand now."""
        draft, verdicts = self._bench.draft, self._bench.verdicts
        known = [v for v in verdicts if v.comparison is not None]
        changes, problems, looser = len(draft.changes), len(draft.problems), len(draft.loosened)
        if problems:
            state, total = "stale", f"<b>– Not judged: {_numbers(problems)} wrong</b>"
        else:
            state = "differs" if any(v.mistakes or v.differs for v in known) else "alike"
            mark = {"differs": "≠ ", "alike": "✓ "}[state] if known else ""
            total = f"<b>{mark}{escape(summary_of(verdicts))}</b>"
        if draft.changes:
            figures = escape(figures_of(self._bench.disk_verdicts))
            total += f' <span class="ellipsis">on disk: {figures}</span>'
        self._total.set_content(total)
        self._total.classes(replace=f"total {state if known or problems else ''}")
        counts = [f"{changes} changed" if changes else "as on disk"]
        counts += [f"{looser} looser"] if looser else []
        counts += [f"{problems} wrong"] if problems else []
        self._changed.text = ", ".join(counts)
        for button, on in (
            (self._undo, draft.can_undo),
            (self._redo, draft.can_redo),
            (self._save, bool(changes) and not problems),
            (self._person, bool(changes) and not problems),
        ):
            button.set_enabled(on)

    def help(self) -> None:
        """Show the keys."""
        with dialog_card() as dialog:
            ui.html("<strong>Keys</strong>", sanitize=False)
            ui.html(_key_list(_KEYS), sanitize=False)
            ui.html("<strong>Keys for labels</strong> (where Label is open)", sanitize=False)
            ui.html(_key_list(LABEL_KEYS), sanitize=False)
            ui.button("Close", on_click=dialog.close).props("flat dense no-caps")

    def _ask_person(self) -> None:
        names = profile_names()
        if not names:
            notify("There is no profile yet: make one with posetrainer profile.", "info")
            return
        with dialog_card() as dialog:
            ui.label("In whose profile are the changes kept?")
            person = ui.select(list(names), value=names[0], label="Person").classes("full-width")
            with ui.row():
                keep = ui.button("Keep", on_click=lambda: self._keep(dialog, str(person.value)))
                keep.props("unelevated dense no-caps").style("padding: 0 14px")
                ui.button("Cancel", on_click=dialog.close).props("flat dense no-caps")

    def _keep(self, dialog: ui.dialog, person: str) -> None:
        with errors_shown():
            path, left_out = self._bench.draft.save_as_override(person)
            dialog.close()
            notify(f"Kept in {path}. {left_out or ''}", "warning" if left_out else "positive")

    def _exercises(self) -> dict[str, str]:
        """Return what can be chosen: the spec that is open, be it of the catalogue or not."""
        draft = self._bench.draft
        titles = {str(exercise_path(name)): title for name, title in exercise_titles().items()}
        return {str(draft.path): draft.spec.title, **titles}

    async def _chosen(self) -> None:
        own = str(self._bench.draft.path)
        chosen = str(self._exercise.value)
        if chosen != own:
            # The choice stays what is open: the other exercise opens on a new page.
            self._exercise.value = own
            await self._choose(chosen)

    def _button(self, what: str, icon: str, name: str) -> ui.button:
        button = self._icon(icon, name)
        button.on_click(lambda: self._do(what))
        return button

    def _icon(self, icon: str, name: str) -> ui.button:
        button = ui.button(icon=icon).props(f'flat round dense aria-label="{name}"')
        button.tooltip(name)
        return button


def _numbers(count: int) -> str:
    return "one number is" if count == 1 else f"{count} numbers are"


def _key_list(keys: tuple[tuple[str, str], ...]) -> str:
    rows = "".join(f"<dt><kbd>{escape(k)}</kbd></dt><dd>{escape(what)}</dd>" for k, what in keys)
    return f'<dl class="key-list">{rows}</dl>'
