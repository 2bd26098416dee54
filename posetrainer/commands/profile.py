"""``posetrainer profile``: create, show and change profiles, and measure comfortable ranges."""

from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from posetrainer.commands.common import MaybeExerciseArgument, UnitsOption, VoiceMode, chosen_spec
from posetrainer.commands.help import CommandGroup
from posetrainer.language.translation import decimal, tr
from posetrainer.language.units import prescribed, shown, unit_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from posetrainer.exercises.spec import ExerciseSpec
    from posetrainer.profiles.model import Override, PersonProfile
    from posetrainer.rules.events import Event

profile_app = typer.Typer(
    cls=CommandGroup,
    help="Change height, targets and sides for one person.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


class SideName(str, Enum):
    """A side of the body."""

    LEFT = "left"
    RIGHT = "right"


NameArgument = Annotated[str, typer.Argument(help="Name of the profile: small letters.")]


@profile_app.command()
def create(
    name: NameArgument,
    stature_cm: Annotated[
        float, typer.Option("--stature-cm", min=50, max=250, help="Height: inches depend on it.")
    ] = 170,
    units: UnitsOption = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an existing profile.")] = False,
) -> None:
    """Create a profile."""
    from posetrainer.profiles.model import PersonProfile, ProfileError
    from posetrainer.profiles.store import profile_path, save_profile

    if profile_path(name).exists() and not force:
        raise ProfileError(f"There is a profile {name!r} already; add --force to replace it.")
    path = save_profile(PersonProfile(name=name, stature_cm=stature_cm, units=units))
    line = tr("Profile {name}, {height} cm tall, is kept in {path}.")
    print(line.format(name=name, height=decimal(stature_cm, "g"), path=path))


@profile_app.command()
def show(
    name: Annotated[str | None, typer.Argument(help="Name of a profile; all, if left out.")] = None,
) -> None:
    """Show what differs from the prescription."""
    from rich.console import Console

    from posetrainer.errors import UserError
    from posetrainer.profiles.model import PersonProfile
    from posetrainer.profiles.store import load_profile, profile_names, profiles_folder
    from posetrainer.profiles.tables import names_table, profile_table

    console = Console()
    if name is not None:
        console.print(profile_table(load_profile(name)))
        return

    def read(name: str) -> PersonProfile | str:
        try:
            return load_profile(name)
        except UserError as error:
            return str(error)

    names = profile_names()
    if names:
        console.print(names_table((name, read(name)) for name in names))
    else:
        line = tr("There is no profile in {folder} yet; make one with profile create NAME.").format(
            folder=profiles_folder()
        )
        console.print(line, highlight=False, soft_wrap=True)


@profile_app.command(name="set")
def set_command(
    name: NameArgument,
    exercise: MaybeExerciseArgument = None,
    target: Annotated[
        float | None, typer.Option(help="Target for now, in the exercise's unit.")
    ] = None,
    hold_s: Annotated[
        float | None, typer.Option("--hold-s", min=0.5, max=120, help="How long to hold, seconds.")
    ] = None,
    repetitions: Annotated[
        int | None, typer.Option(min=1, max=100, help="Repetitions in one set.")
    ] = None,
    skip_side: Annotated[SideName | None, typer.Option(help="The side to spare.")] = None,
    skip: Annotated[
        bool | None, typer.Option("--skip/--no-skip", help="Leave the exercise out, or not.")
    ] = None,
    note: Annotated[str | None, typer.Option(help="Why, or until when.")] = None,
    clear: Annotated[
        bool, typer.Option("--clear", help="First reset everything to the prescription.")
    ] = False,
) -> None:
    """Change one exercise of a profile; other values are kept."""
    from posetrainer.profiles.model import Override, ProfileError
    from posetrainer.profiles.store import load_profile

    profile, spec = load_profile(name), chosen_spec(exercise, None)
    changes: dict[str, Any] = {"hold_s": hold_s, "repetitions": repetitions, "skip": skip}
    changes["note"] = note.strip() or None if note else None
    changes["skip_sides"] = (skip_side.value,) if skip_side else None
    changes = {key: value for key, value in changes.items() if value is not None}
    if target is not None:
        changes |= _target(spec, target)
    if not changes and not clear:
        raise ProfileError("Nothing to change: name an option, such as --target 30.")
    override = Override() if clear else profile.override(spec.id)
    _keep(profile, spec, override.model_copy(update=changes))


@profile_app.command()
def measure(
    name: NameArgument,
    exercise: MaybeExerciseArgument = None,
    from_video: Annotated[
        str | None,
        typer.Option("--from-video", help="Measure in a video or a recording instead of live."),
    ] = None,
    camera: Annotated[str, typer.Option(help="Camera number, or a stream's address.")] = "0",
    headless: Annotated[bool, typer.Option("--headless", help="Open no window.")] = False,
    voice: Annotated[
        VoiceMode, typer.Option("--voice", help="Words and tones, tones alone, or silence.")
    ] = "full",
    save: Annotated[bool, typer.Option("--save", help="Save the proposal in the profile.")] = False,
) -> None:
    """Measure two slow, comfortable repetitions, guided by voice, and propose a target."""
    from rich.console import Console

    from posetrainer.feedback.terminal import event_line
    from posetrainer.profiles.apply import with_sides
    from posetrainer.profiles.feasibility import bands_of
    from posetrainer.profiles.propose import comfort_spec, propose
    from posetrainer.profiles.store import load_profile
    from posetrainer.runtime import measuring

    profile, spec = load_profile(name), chosen_spec(exercise, None)
    comfort = comfort_spec(with_sides(spec, profile))
    console = Console()

    def report(events: "Iterable[Event]") -> None:
        for event in events:
            console.print(event_line(event), soft_wrap=True)

    if from_video is None:
        peaks = _guided(comfort, profile.stature_m, camera, headless, voice, console)
    else:
        peaks = measuring.measure(from_video, comfort, profile.stature_m, report)
    bands = bands_of(spec)
    assert bands is not None
    words = unit_name(bands.unit)
    measured = tr(" and ").join(decimal(shown(peak, bands.unit), ".1f") for peak in peaks)
    print(tr("Measured: {values} {unit}.").format(values=measured, unit=words))
    proposal = propose(spec, peaks)
    if proposal is None:
        line = tr("The prescribed {value} {unit} were reached; nothing is proposed.")
        print(line.format(value=prescribed(bands.prescribed, bands.unit), unit=words))
        return
    line = tr("Proposed target for now: {value} {unit}; prescribed are {prescribed}.")
    values = [prescribed(value, bands.unit) for value in (proposal, bands.prescribed)]
    print(line.format(value=values[0], unit=words, prescribed=values[1]))
    present = profile.override(spec.id).targets.get(bands.unit)
    if present is not None and present < proposal:
        line = tr("The profile asks for {value} only, which stays; change it with profile set.")
        print(line.format(value=prescribed(present, bands.unit)))
    elif save:
        override = profile.override(spec.id).model_copy(update=_target(spec, proposal))
        _keep(profile, spec, override)
    else:
        print(tr("Nothing is changed; add --save to keep it."))


def _guided(
    spec: "ExerciseSpec",
    stature_m: float,
    camera: str,
    headless: bool,
    voice: VoiceMode,
    console: "Console",
) -> list[float]:
    """Guide the user through two slow repetitions in front of a camera; return the peaks."""
    from posetrainer.feedback.obstacle_words import instruction_for
    from posetrainer.profiles.propose import ComfortRange
    from posetrainer.rules.person import Person
    from posetrainer.runtime.loop import Step
    from posetrainer.runtime.measuring import too_few
    from posetrainer.runtime.options import SessionOptions, VoiceOptions
    from posetrainer.runtime.play import SessionOver
    from posetrainer.runtime.train import train
    from posetrainer.workout.flow import exercise_alone

    comfort = ComfortRange()

    def watch(step: Step) -> None:
        comfort.add(step.events)
        if comfort.complete:
            raise SessionOver

    options = SessionOptions(
        headless=headless, stature_m=stature_m, mirrored=None, voice=VoiceOptions(voice)
    )
    flow = exercise_alone(spec, Person(stature_m))
    outcome = train(camera, flow, options, console, also=[watch])
    if not comfort.complete:
        refused = outcome.summary.refused
        why = outcome.broken_off or (instruction_for(refused) if refused else None)
        raise too_few(camera, spec, comfort, why)
    return comfort.peaks


@profile_app.command()
def path(name: NameArgument) -> None:
    """Print the path of a profile, to edit it by hand."""
    from posetrainer.profiles.store import existing_path

    print(existing_path(name))


def _target(spec: "ExerciseSpec", target: float) -> dict[str, float]:
    """Return a target with the key of the exercise's unit."""
    unit = spec.driver.unit if spec.driver else "deg"
    return {f"target_{unit}": target}


def _keep(profile: "PersonProfile", spec: "ExerciseSpec", override: "Override") -> None:
    from posetrainer.feedback.spec_words import spec_words
    from posetrainer.profiles.store import save_profile

    where = save_profile(profile.with_override(spec.id, override))
    line = tr("{title} is changed for {name} in {path}.")
    print(line.format(title=spec_words(spec.title), name=profile.name, path=where))
