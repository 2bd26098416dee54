"""The page that opens the studio: choice of patient, recordings and exercise."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nicegui import run, ui

from posetrainer.errors import UserError
from posetrainer.profiles.model import PersonProfile
from posetrainer.profiles.store import profile_names, profile_path, save_profile
from posetrainer.studio.desk import Desk
from posetrainer.studio.exercise_titles import exercise_titles
from posetrainer.studio.library import ACCEPTED, Listed, Shelf, is_dropped, remove, shelves
from posetrainer.studio.look import look_switch
from posetrainer.studio.notices import dialog_card, errors_shown, notify
from posetrainer.system.jobs import LOCAL, FollowedJobs

_USUAL_STATURE_CM = 170


class OpenPage:
    """One visitor's choice of person, recordings and exercise.

    Parameters
    ----------
    desk : Desk
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._person: str | None = desk.bench.draft.person if desk.bench else None
        self._shelves: tuple[Shelf, ...] = ()
        self._chosen: set[Path] = set()
        self._looked_at = ""

    def build(self) -> None:
        """Lay out the page."""
        ui.add_head_html('<link rel="stylesheet" href="/studio/studio.css">')
        with ui.element("header").classes("pane head"):
            ui.html("Open recordings", tag="h1", sanitize=False)
            ui.element("span").classes("total")
            look_switch()
            if self._desk.bench is not None:
                back = ui.button("Back", icon="arrow_back", on_click=lambda: ui.navigate.to("/"))
                back.props("flat dense no-caps")
        with ui.element("main").classes("main opening"):
            with ui.element("section").classes("pane scrolls people") as people:
                people.props('aria-label="Patients"')
                ui.html("Patient", tag="h2", sanitize=False)
                self._people()
                self._build_new_person()
            with ui.element("section").classes("pane files") as files:
                files.props('aria-label="Recordings"')
                self._uploader()
                with ui.element("div").classes("scrolls shelves"):
                    self._files()
                self._build_foot()
        ui.timer(0, self._list, once=True)

    # For whom

    @ui.refreshable_method
    def _people(self) -> None:
        with ui.element("div").classes("choices").props('role="radiogroup" aria-label="Patient"'):
            for name in (None, *profile_names()):
                chosen = name == self._person
                with ui.element("button").classes("case") as row:
                    row.props(f'type="button" role="radio" aria-checked="{str(chosen).lower()}"')
                    row.classes("is-chosen" if chosen else "")
                    row.on("click", lambda _, name=name: self._choose_person(name))
                    ui.label(name or "Nobody in particular").classes("case-name")
        ui.label(
            "For a patient, an exercise is as the profile has it, and what is saved is kept there."
        ).classes("quiet")

    def _build_new_person(self) -> None:
        ui.html("New patient", tag="h2", sanitize=False)
        with ui.element("div").classes("new-person"):
            name = ui.input("Name, in small letters").props("dense outlined")
            stature = ui.number("Height in cm", value=_USUAL_STATURE_CM, min=50, max=250)
            stature.props("dense outlined")

            async def add() -> None:
                with errors_shown():
                    self._add_person(str(name.value or "").strip(), stature.value)
                    name.value = ""
                    await self._choose_person(self._person)

            ui.button("Add", on_click=add).props("outline dense no-caps data-act=add-person")

    def _add_person(self, name: str, stature_cm: float | None) -> None:
        if profile_path(name).exists():
            raise UserError(f"There is a patient {name!r} already: choose another name.")
        if stature_cm is None:
            raise UserError("The height is missing: write it in centimetres.")
        save_profile(PersonProfile(name=name, stature_cm=stature_cm))
        self._person = name

    async def _choose_person(self, name: str | None) -> None:
        self._person = name
        await self._list()
        # Last, so that the new name is never shown with another person's files.
        self._uploader.refresh()
        self._people.refresh()

    # On what

    @ui.refreshable_method
    def _uploader(self) -> None:
        person = f"&person={self._person}" if self._person else ""
        uploader = ui.element("q-uploader").classes("uploader")
        uploader.props(f'method=PUT send-raw auto-upload multiple flat accept="{ACCEPTED}"')
        uploader.props["label"] = "Drop videos or recordings here, or choose them with +"
        uploader.props[":url"] = (
            f"(files) => '/upload?name=' + encodeURIComponent(files[0].name) + '{person}'"
        )
        uploader.on("uploaded", self._received, js_handler="(info) => emit(info.xhr.responseText)")
        uploader.on("failed", _not_received, js_handler="(info) => emit(info.xhr.responseText)")
        uploader.on("rejected", _rejected, args=[])

    async def _received(self, event: object) -> None:
        await self._list()
        path = Path(str(getattr(event, "args", "")))
        if any(path == listed.path for listed in self._listed()):
            self._chosen.add(path)
            self._chose()

    async def _list(self) -> None:
        found = await run.io_bound(shelves, self._person, self._desk.places)
        if found is None:
            # The program ends.
            return
        self._shelves = found
        self._chosen &= {listed.path for listed in self._listed()}
        self._chose()

    def _listed(self) -> Iterator[Listed]:
        return (listed for shelf in self._shelves for listed in shelf.files)

    @ui.refreshable_method
    def _files(self) -> None:
        if not self._shelves:
            ui.label(
                "There is no recording yet. What you drop here is copied into your cache folder "
                "and never leaves this machine."
            ).classes("quiet")
        for shelf in self._shelves:
            ui.html(shelf.title, tag="h2", sanitize=False)
            for listed in shelf.files:
                self._build_file(listed)
            if shelf.left_out:
                ui.label(
                    f"{shelf.left_out} earlier ones are not listed: name them in the terminal, "
                    "posetrainer tune FILE."
                ).classes("quiet")
            if shelf.problem:
                ui.label(shelf.problem).classes("problem").props("role=alert")

    def _build_file(self, listed: Listed) -> None:
        title = exercise_titles().get(listed.exercise or "", listed.exercise)
        with ui.element("div").classes("file-row"):
            box = ui.checkbox(
                listed.name,
                value=listed.path in self._chosen,
                on_change=lambda event: self._choose(listed.path, bool(event.value)),
            )
            box.props["title"] = str(listed.path)
            ui.label(title or "exercise not known").classes("quiet")
            ui.label(f"{listed.changed_at:%Y-%m-%d %H:%M}").classes("quiet when")
            if is_dropped(listed.path):
                gone = ui.button(icon="delete_outline", on_click=lambda: self._ask(listed))
                gone.props(f'flat round dense aria-label="Remove {listed.name}"')

    def _choose(self, path: Path, chosen: bool) -> None:
        (self._chosen.add if chosen else self._chosen.discard)(path)
        self._show_choice()

    def _chose(self) -> None:
        self._files.refresh()
        self._show_choice()

    def _ask(self, listed: Listed) -> None:
        with dialog_card() as dialog:
            ui.label(f"Remove {listed.name} from this machine, with its labels and landmarks?")
            with ui.row():

                async def gone() -> None:
                    dialog.close()
                    with errors_shown():
                        remove(listed.path)
                    await self._list()

                ui.button("Remove", on_click=gone).props("unelevated dense no-caps data-act=remove")
                ui.button("Keep", on_click=dialog.close).props("flat dense no-caps")

    # By what

    def _build_foot(self) -> None:
        with ui.element("div").classes("open-foot"):
            self._exercise = ui.select(
                exercise_titles(), label="Exercise", on_change=self._show_foot, with_input=True
            )
            self._exercise.props("dense outlined").classes("exercise")
            self._progress = ui.label().classes("quiet").props("role=status")
            self._open = ui.button("Open", on_click=self._go)
            self._open.props("unelevated dense no-caps color=primary data-act=open")
            self._open.style("padding: 0 18px")
        ui.timer(0.3, lambda: self._progress.set_text(self._looked_at))

    def _show_choice(self) -> None:
        known = {one.exercise for one in self._listed() if one.path in self._chosen}
        known.discard(None)
        if len(known) == 1:
            (self._exercise.value,) = known & exercise_titles().keys() or {None}
        self._show_foot()

    def _show_foot(self) -> None:
        count = len(self._chosen)
        self._looked_at = f"{count} chosen" if count else "Choose at least one recording."
        if count and self._exercise.value is None:
            self._looked_at += "; which exercise is it?"
        self._open.set_enabled(bool(count and self._exercise.value))

    async def _go(self) -> None:
        self._open.disable()
        self._looked_at = "Reading …"
        files = [listed.path for listed in self._listed() if listed.path in self._chosen]
        jobs = FollowedJobs(LOCAL, self._counted)
        with errors_shown():
            await run.io_bound(self._desk.open, self._exercise.value, files, self._person, jobs)
            await self._desk.opened.call()
            ui.navigate.to("/")
            return
        self._show_foot()

    def _counted(self, results: Iterator[Any], jobs: int) -> Iterator[Any]:
        """Yield the results of jobs, and report how many are done, of how many."""
        words = "Looked at {} of {} videos …"
        self._looked_at = words.format(0, jobs)
        for done, result in enumerate(results, 1):
            self._looked_at = words.format(done, jobs)
            yield result


def _not_received(event: object) -> None:
    notify(str(getattr(event, "args", "")) or "The file did not arrive: try again.", "negative")


def _rejected() -> None:
    notify(f"Only videos and recordings can be opened: {ACCEPTED.replace(',', ', ')}.", "negative")
