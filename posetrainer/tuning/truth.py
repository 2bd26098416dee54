"""Truth files: what really happens in a clip, repetition by repetition."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from posetrainer.errors import UserError


class TruthError(UserError):
    """A truth file cannot be used; the message names the file and the field."""


class TrueHold(BaseModel):
    """When the target position was really kept still, in seconds of media time."""

    model_config = ConfigDict(frozen=True)

    start_s: float
    end_s: float

    @property
    def seconds(self) -> float:
        """How long it was held."""
        return self.end_s - self.start_s


class TrueRepetition(BaseModel):
    """One attempt as it really was; times in seconds of media time.

    ``too_fast_s`` is when the true speed first passed the limit; ``counted`` and ``good``
    are what a trainer should make of it.
    """

    model_config = ConfigDict(frozen=True)

    kind: str
    side: Literal["left", "right", "both"]
    start_s: float
    end_s: float
    hold: TrueHold | None
    too_fast_s: float | None
    counted: bool
    good: bool
    missed: str | None
    faults: tuple[str, ...]


class Truth(BaseModel):
    """What really happens in one clip.

    ``measures`` holds one value a frame: joint angles in degrees, goniometric; lifts in inches.
    """

    model_config = ConfigDict(frozen=True)

    clip: str
    exercise: str
    frames: int
    duration_s: float
    repetitions: tuple[TrueRepetition, ...]
    measures: dict[str, tuple[float, ...]]

    @property
    def counted(self) -> tuple[TrueRepetition, ...]:
        """The attempts that are repetitions."""
        return tuple(r for r in self.repetitions if r.counted)


def load_truth(path: Path) -> Truth:
    """Read a truth file.

    Raises
    ------
    TruthError
        If the file cannot be read or is not a truth file.
    """
    try:
        return Truth.model_validate_json(path.read_bytes())
    except OSError as error:
        raise TruthError(f"{path}: cannot be read ({error.strerror}).") from None
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or "file"
        raise TruthError(f"{path}: {field}: {first['msg'].lower()}.") from None
