"""Profiles as tables of a terminal."""

from collections.abc import Iterable, Iterator

from rich.table import Column, Table

from posetrainer.exercises.spec import ExerciseSpec, Unit
from posetrainer.profiles.apply import adapted
from posetrainer.profiles.feasibility import bands_of
from posetrainer.profiles.model import PersonProfile
from posetrainer.profiles.store import prescribed

_UNITS: dict[Unit, str] = {"deg": "°", "in": " in"}
_SIDES = {
    "both": "both together",
    "each": "one, then the other",
    "alternate": "in turn",
    "either": "as you like",
    "left": "only the left",
    "right": "only the right",
}


def profile_table(profile: PersonProfile) -> Table:
    """Return a profile as a table of what is other than prescribed."""
    table = Table(
        Column("Exercise", no_wrap=True),
        "What",
        "Prescribed",
        f"For {profile.name}",
        title=f"{profile.name}: {profile.stature_cm:g} cm tall",
        title_justify="left",
    )
    for exercise, override in profile.exercises.items():
        title = prescribed(exercise).title
        rows = [("exercise", "as prescribed", "left out")] if override.skip else []
        rows += _changes(profile, exercise)
        if override.note:
            rows.append(("note", "", override.note))
        for what, before, own in rows or [("nothing", "as prescribed", "as prescribed")]:
            table.add_row(title, what, before, own)
            title = ""
    if not profile.exercises:
        table.add_row("all", "everything", "as prescribed", "as prescribed")
    return table


def _changes(profile: PersonProfile, exercise: str) -> list[tuple[str, str, str]]:
    spec = prescribed(exercise)
    before, after = _numbers(spec), _numbers(adapted(spec, profile))
    return [
        (what, old, new) for (what, old), (_, new) in zip(before, after, strict=True) if old != new
    ]


def _numbers(spec: ExerciseSpec) -> Iterator[tuple[str, str]]:
    bands = bands_of(spec)
    if bands:
        unit = _UNITS[bands.unit]
        yield "target", f"{bands.prescribed:g}{unit}"
        yield "reached from", f"{bands.target:g}{unit}"
        yield "counts from", f"{bands.counts:g}{unit}"
    yield "hold", f"{spec.hold_s:g} s"
    yield "repetitions", f"{spec.dose.repetitions}"
    yield "sides", _SIDES[spec.dose.sides]


def names_table(profiles: Iterable[tuple[str, PersonProfile | str]]) -> Table:
    """Return all profiles as a table; of one that cannot be read, what is wrong with it."""
    table = Table(Column("Name", no_wrap=True), "Height", "Other than prescribed")
    for name, profile in profiles:
        if isinstance(profile, str):
            table.add_row(name, "", profile, style="magenta")
            continue
        exercises = ", ".join(profile.exercises) or "nothing"
        table.add_row(name, f"{profile.stature_cm:g} cm", exercises)
    return table
