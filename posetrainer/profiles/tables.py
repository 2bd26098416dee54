"""Profiles as terminal tables."""

from collections.abc import Iterable, Iterator

from rich.table import Column, Table

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback.spec_words import spec_words
from posetrainer.language import units
from posetrainer.language.translation import decimal, msg, tr
from posetrainer.profiles.apply import adapted
from posetrainer.profiles.feasibility import bands_of
from posetrainer.profiles.model import PersonProfile

_SIDES = {
    "both": msg("both together"),
    "each": msg("one, then the other"),
    "alternate": msg("in turn"),
    "either": msg("as you like"),
    "left": msg("only the left"),
    "right": msg("only the right"),
}


def profile_table(profile: PersonProfile) -> Table:
    """Return a table of a profile's changes to the prescription."""
    table = Table(
        Column(tr("Exercise"), no_wrap=True),
        tr("What"),
        tr("Prescribed"),
        tr("For {name}").format(name=profile.name),
        title=tr("{name}: {height} cm tall").format(
            name=profile.name, height=decimal(profile.stature_cm, "g")
        ),
        title_justify="left",
    )
    as_prescribed = tr("as prescribed")
    for exercise, override in profile.exercises.items():
        title = spec_words(load_exercise(exercise).title)
        rows = [(tr("exercise"), as_prescribed, tr("left out"))] if override.skip else []
        rows += _changes(profile, exercise)
        if override.note:
            rows.append((tr("note"), "", override.note))
        for what, before, own in rows or [(tr("nothing"), as_prescribed, as_prescribed)]:
            table.add_row(title, what, before, own)
            title = ""
    if not profile.exercises:
        table.add_row(tr("all"), tr("everything"), as_prescribed, as_prescribed)
    return table


def _changes(profile: PersonProfile, exercise: str) -> list[tuple[str, str, str]]:
    spec = load_exercise(exercise)
    before, after = _numbers(spec), _numbers(adapted(spec, profile))
    return [
        (what, old, new) for (what, old), (_, new) in zip(before, after, strict=True) if old != new
    ]


def _numbers(spec: ExerciseSpec) -> Iterator[tuple[str, str]]:
    bands = bands_of(spec)
    if bands:
        for what, value in (
            (tr("target"), bands.prescribed),
            (tr("reached from"), bands.target),
            (tr("counts from"), bands.counts),
        ):
            yield what, units.prescribed(value, bands.unit) + units.sign(bands.unit)
    yield tr("hold"), f"{decimal(spec.hold_s, 'g')} s"
    yield tr("repetitions"), f"{spec.dose.repetitions}"
    yield tr("sides"), tr(_SIDES[spec.dose.sides])


def names_table(profiles: Iterable[tuple[str, PersonProfile | str]]) -> Table:
    """Return a table of all profiles, with the error of each that cannot be read."""
    table = Table(Column(tr("Name"), no_wrap=True), tr("Height"), tr("Other than prescribed"))
    for name, profile in profiles:
        if isinstance(profile, str):
            table.add_row(name, "", profile, style="magenta")
            continue
        exercises = ", ".join(profile.exercises) or tr("nothing")
        table.add_row(name, f"{profile.stature_cm:g} cm", exercises)
    return table
