"""Choosing and editing the profile of the person who exercises."""

from collections.abc import Callable
from html import escape
from typing import Any

from nicegui import ui

from posetrainer.errors import UserError
from posetrainer.exercises.catalogue import exercise_ids, load_exercise
from posetrainer.feedback.spec_words import spec_words
from posetrainer.home.elements import button, section, text
from posetrainer.home.model import Home
from posetrainer.language.translation import msg, tr
from posetrainer.profiles.model import USUAL_STATURE_CM, Override, PersonProfile
from posetrainer.profiles.store import (
    load_profile,
    plain_name,
    profile_names,
    profile_path,
    save_profile,
)

_SPARED = {
    "": msg("as prescribed"),
    "all": msg("leave out"),
    "left": msg("spare the left side"),
    "right": msg("spare the right side"),
}
_UNITS = {
    "": msg("as the system has it"),
    "metric": msg("centimetres"),
    "imperial": msg("inches"),
}


def build_person(home: Home) -> Callable[[], None]:
    """Build the choice of a person; return what brings it up to date."""
    with section(tr("Who exercises")):
        person = ui.select(
            {"": ""},
            value="",
            label=tr("Person"),
            on_change=lambda e: _choose(home, e.value or None),
        ).props("outlined")
        with ui.element("div").classes("buttons"):
            button(tr("New person"), lambda: _open_form(home, None)).props("id=new-person")
            change = button(tr("Change"), lambda: _open_form(home, home.settings.person))

    def show() -> None:
        names = profile_names()
        chosen = home.settings.person if home.settings.person in names else None
        people = {"": tr("nobody in particular"), **{name: name for name in names}}
        person.set_options(people, value=chosen or "")
        change.set_visibility(chosen is not None)

    return show


def _choose(home: Home, person: str | None) -> None:
    # It is shown what was chosen already, too.
    if person != home.settings.person:
        home.choose(person=person)


def spared_of(override: Override) -> str:
    """Return what is spared in an exercise, as the form names it."""
    if override.skip:
        return "all"
    return override.skip_sides[0] if override.skip_sides else ""


def with_spared(override: Override, spared: str) -> Override:
    """Return an override with something else spared; the rest of it stays."""
    sides = (spared,) if spared in ("left", "right") else ()
    return override.model_copy(update={"skip": spared == "all", "skip_sides": sides})


def _open_form(home: Home, name: str | None) -> None:
    try:
        known = None if name is None else load_profile(name)
    except UserError as error:
        ui.notify(str(error), type="negative", timeout=0, close_button=tr("Close"), multi_line=True)
        return
    title = tr("New person") if known is None else tr("Change {name}").format(name=known.name)
    with ui.dialog(value=True) as dialog, ui.card().classes("form"):
        dialog.props["aria-label"] = title
        dialog.on("hide", dialog.delete)
        ui.html(escape(title), tag="h2", sanitize=False)
        _Form(home, known, dialog).build()


class _Form:
    """The form of one profile.

    Parameters
    ----------
    home : Home
    known : PersonProfile or None
        What is changed; None to make a new one.
    dialog : ui.dialog
        Is closed when it is kept.
    """

    def __init__(self, home: Home, known: PersonProfile | None, dialog: ui.dialog) -> None:
        self._home = home
        self._known = known
        self._dialog = dialog
        self._spared: dict[str, Any] = {}

    def build(self) -> None:
        """Lay it out."""
        known = self._known
        self._name = ui.input(tr("Name"), value=known.name if known else "").props(
            "outlined autofocus"
        )
        self._name.set_enabled(known is None)
        self._stature = ui.number(
            tr("Height in cm"),
            value=known.stature_cm if known else USUAL_STATURE_CM,
            min=50,
            max=250,
        ).props("outlined")
        self._units = ui.select(
            {key: tr(words) for key, words in _UNITS.items()},
            value=(known and known.units) or "",
            label=tr("Lengths in"),
        ).props("outlined")
        with ui.expansion(tr("What to spare")).classes("full"):
            for exercise in exercise_ids():
                override = known.override(exercise) if known else Override()
                self._spared[exercise] = ui.select(
                    {key: tr(words) for key, words in _SPARED.items()},
                    value=spared_of(override),
                    label=spec_words(load_exercise(exercise).title),
                ).props("outlined")
        self._problem = text("", classes="problem", status=True)
        with ui.element("div").classes("buttons"):
            button(tr("Keep"), self._keep, main=True)
            button(tr("Cancel"), self._dialog.close)

    def _keep(self) -> None:
        try:
            profile = self._profile()
            save_profile(profile)
        except UserError as error:
            self._problem.set_content(escape(str(error)))
            return
        self._dialog.close()
        self._home.choose(person=profile.name)

    def _profile(self) -> PersonProfile:
        known, name = self._known, plain_name(str(self._name.value or ""))
        if known is None and name in profile_names():
            raise UserError(
                tr("There is a profile {name} already: choose another name.").format(name=name)
            )
        # Refuses a name that no file could have.
        profile_path(name)
        profile = known or PersonProfile(name=name)
        for exercise, spared in self._spared.items():
            override = with_spared(profile.override(exercise), str(spared.value))
            if override != profile.override(exercise):
                profile = profile.with_override(exercise, override)
        units = self._units.value or None
        stature_cm = float(self._stature.value or USUAL_STATURE_CM)
        return profile.model_copy(update={"stature_cm": stature_cm, "units": units})
