"""Options of every command that runs a session, and of those in front of a camera."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from posetrainer.commands.common import (
    FpsOption,
    JsonOption,
    LanguageOption,
    RotateOption,
    SpeedOption,
    ThreadsOption,
    UnitsOption,
    VoiceOption,
    adjustment_of,
    keep_apart,
)
from posetrainer.language.translation import current_language
from posetrainer.language.units import use_units

if TYPE_CHECKING:
    from posetrainer.profiles.model import PersonProfile
    from posetrainer.runtime.options import SessionOptions


@dataclass(frozen=True)
class SessionArguments:
    """What a session shows, speaks and writes, and how its source is corrected."""

    zoom: Annotated[
        bool,
        typer.Option(help="Show yourself as large as the window lets you, or all of the picture."),
    ] = True
    save_video: Annotated[
        Path | None, typer.Option("--save-video", help="Write the annotated video (H.264, mp4).")
    ] = None
    events: Annotated[
        Path | None, typer.Option("--events", help="Write every event, one JSON object a line.")
    ] = None
    headless: Annotated[bool, typer.Option("--headless", help="Open no window.")] = False
    as_json: JsonOption = False
    rotate: RotateOption = "0"
    fps: FpsOption = None
    speed: SpeedOption = 1.0
    voice: VoiceOption = "full"
    language: LanguageOption = None
    units: UnitsOption = None
    rate: Annotated[
        int,
        typer.Option("--rate", min=80, max=400, help="Words a minute that the voice speaks."),
    ] = 160
    sound_to: Annotated[
        Path | None, typer.Option("--sound-to", help="Speak into this WAV file instead.")
    ] = None
    transcript: Annotated[
        Path | None, typer.Option("--transcript", help="Write what is said, a line each.")
    ] = None
    threads: ThreadsOption = None

    def keep_apart(self, *inputs: Path | str | None, **more: Path | None) -> None:
        """Refuse outputs, these and more by their options, that would overwrite anything.

        Raises
        ------
        OutputError
            As :func:`posetrainer.commands.common.keep_apart` does.
        """
        outputs = {
            "save_video": self.save_video,
            "events": self.events,
            **more,
            "sound_to": self.sound_to,
            "transcript": self.transcript,
        }
        named = {f"--{name.replace('_', '-')}": path for name, path in outputs.items()}
        keep_apart(named, *inputs)

    def options(self, stature_m: float, **more: Any) -> "SessionOptions":
        """Return the options of a session; ``more`` are other fields of `SessionOptions`."""
        from posetrainer.runtime.options import SessionOptions, VoiceOptions

        language = self.language or current_language()
        return SessionOptions(
            headless=self.headless,
            zoom=self.zoom,
            video=self.save_video,
            events=self.events,
            transcript=self.transcript,
            stature_m=stature_m,
            voice=VoiceOptions(self.voice, language, self.rate, self.sound_to),
            adjustment=adjustment_of(self.rotate, self.fps, self.speed),
            threads=self.threads,
            **more,
        )


@dataclass(frozen=True)
class LiveArguments(SessionArguments):
    """What is asked for in front of a camera."""

    camera: Annotated[str, typer.Option(help="Camera number, or a stream's address.")] = "0"
    profile: Annotated[
        str | None, typer.Option("--profile", help="Who exercises: see `posetrainer profile`.")
    ] = None
    stature_cm: Annotated[
        float | None,
        typer.Option(
            "--stature-cm", min=50, max=250, help="Your height; 170, or as in the profile."
        ),
    ] = None
    mirror: Annotated[
        bool | None, typer.Option(help="Show yourself as in a mirror; by default in front views.")
    ] = None
    full_screen: Annotated[bool, typer.Option("--full-screen", help="Cover the screen.")] = False
    record: Annotated[
        bool, typer.Option(help="Keep the landmarks on this machine, never a picture.")
    ] = True

    def person(self) -> "PersonProfile":
        """Return the profile of the person, overridden by the command line.

        Also uses the profile's units, unless others are given.
        """
        from posetrainer.profiles.model import PersonProfile
        from posetrainer.profiles.store import load_profile

        name = self.profile
        person = PersonProfile(name="somebody") if name is None else load_profile(name)
        if self.units is None and person.units is not None:
            use_units(person.units)
        stature_cm = self.stature_cm
        return person.model_copy(update={"stature_cm": stature_cm}) if stature_cm else person

    def keep_apart(self, *inputs: Path | str | None, **more: Path | None) -> None:
        """Refuse outputs that would overwrite anything, the profile and the history included."""
        from posetrainer.history.database import history_path
        from posetrainer.profiles.store import profile_path

        profile = None if self.profile is None else profile_path(self.profile)
        super().keep_apart(self.camera, *inputs, profile, history_path(), **more)

    def options(self, stature_m: float, **more: Any) -> "SessionOptions":
        """Return the options of a session in front of the camera."""
        mirrored, full_screen = self.mirror, self.full_screen
        return super().options(stature_m, mirrored=mirrored, full_screen=full_screen, **more)


def with_session_options(
    **defaults: object,
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the fields of its parameter ``session`` as options, for Typer to read.

    Parameters
    ----------
    **defaults
        Defaults of options that differ from those of the fields.
    """

    def decorated(command: Callable[..., None]) -> Callable[..., None]:
        own = dict(inspect.signature(command).parameters)
        kind = own.pop("session").annotation
        shared = inspect.signature(kind).parameters
        options = [
            field.replace(default=defaults.get(name, field.default), kind=field.KEYWORD_ONLY)
            for name, field in shared.items()
        ]

        @wraps(command)
        def called(**values: Any) -> None:
            given = {field.name: values.pop(field.name) for field in fields(kind)}
            command(**values, session=kind(**given))

        parameters = [*own.values(), *options]
        called.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        called.__annotations__ = {one.name: one.annotation for one in parameters}
        return called

    return decorated
