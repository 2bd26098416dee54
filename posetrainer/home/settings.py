"""The last settings of the home page: person, camera, programme."""

from contextlib import suppress
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from posetrainer.errors import UserError
from posetrainer.exercises.problem import one_of
from posetrainer.exercises.spec import Level
from posetrainer.system.files import write_whole
from posetrainer.system.folders import config_folder, make_folder
from posetrainer.workout.builder import EQUIPMENT

Voice = Literal["full", "tones", "off"]


class Settings(BaseModel):
    """What was chosen; the usual, where nothing was."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    #: Name of the profile; None for nobody in particular.
    person: str | None = None
    #: Number of the camera, or address of a stream.
    camera: str = "0"
    level: Level = "beginner"
    minutes: Annotated[float, Field(ge=3, le=120)] = 30
    #: What is at hand.
    equipment: tuple[str, ...] = EQUIPMENT
    voice: Voice = "full"

    @field_validator("equipment")
    @classmethod
    def _known(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        if not set(names).issubset(EQUIPMENT):
            raise ValueError(f"only {one_of(EQUIPMENT)} is known")
        return names

    def changed(self, **choices: object) -> "Settings":
        """Return other settings.

        Raises
        ------
        ValidationError
            If a choice makes no sense.
        """
        return Settings.model_validate({**self.model_dump(), **choices})


def settings_path() -> Path:
    """Return where this user's settings are kept; they may not be there yet."""
    return config_folder() / "home.json"


def load_settings() -> Settings:
    """Return what was chosen last; the usual, where that cannot be read."""
    with suppress(OSError, ValidationError):
        return Settings.model_validate_json(settings_path().read_bytes())
    return Settings()


def save_settings(settings: Settings) -> None:
    """Keep the settings.

    Raises
    ------
    UserError
        If they cannot be written.
    """
    path = settings_path()
    try:
        make_folder(path.parent)
        write_whole(path, settings.model_dump_json(indent=2) + "\n")
    except OSError as error:
        raise UserError(
            f"{path} cannot be written ({error.strerror}); check the rights of its folder."
        ) from None
