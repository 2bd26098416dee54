"""Truth files: the true repetitions of a clip."""

import math
from pathlib import Path
from typing import Annotated, Literal

import numpy as np
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)
from typing_extensions import Self

from posetrainer.exercises.catalogue import exercise_ids
from posetrainer.exercises.spec import View
from posetrainer.kinematics.body import INCH_M
from posetrainer.kinematics.geometry import Array
from posetrainer.pose.landmarks import COUNT, INDEX, Side
from posetrainer.pose.pose import FARTHEST
from posetrainer.printable import printable

#: Stature where a truth file has none, in metres; the trainer's own default.
USUAL_STATURE_M = 1.70
#: The kind of a repetition of which only that it is one, and when, has been seen by eye.
SEEN = "seen"

#: In seconds of media time, up to three months.
_Seconds = Annotated[float, Field(ge=0, le=1e7)]
#: In pixels; landmarks may lie outside of the picture.
_Pixels = Annotated[float, Field(ge=-FARTHEST, le=FARTHEST)]
_Side = Annotated[int, Field(ge=0, le=16_384)]


def _showable(text: str) -> str:
    if printable(text) != text:
        raise ValueError("holds a control character")
    return text


#: Part of what tables and pages show.
_Word = Annotated[str, AfterValidator(_showable)]
_Landmarks = dict[str, tuple[tuple[_Pixels, _Pixels], ...]]


class _Span(BaseModel):
    """From one moment to a later one, in seconds of media time."""

    model_config = ConfigDict(frozen=True, allow_inf_nan=False)

    start_s: _Seconds
    end_s: _Seconds

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end_s < self.start_s:
            raise ValueError(f"end_s, {self.end_s:g}, lies before start_s, {self.start_s:g}")
        return self


class TrueHold(_Span):
    """When the target position was really kept still, in seconds of media time."""

    @property
    def seconds(self) -> float:
        """How long it was held."""
        return self.end_s - self.start_s


class TrueRepetition(_Span):
    """One attempt as it really was; times in seconds of media time.

    ``too_fast_s`` is when the true speed first passed the limit; ``counted`` and ``good``
    are what a trainer should make of it. A side, or whether it is good, that is None is not
    known. Of the kind ``seen``, its hold and speed are not known where they are None, and its
    faults not at all.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    kind: _Word
    side: Literal["left", "right", "both"] | None
    hold: TrueHold | None
    too_fast_s: _Seconds | None
    counted: bool
    good: bool | None
    missed: _Word | None
    faults: tuple[_Word, ...]

    @property
    def knows_hold(self) -> bool:
        """Whether it is known how long it was held."""
        return self.hold is not None or self.kind != SEEN

    @property
    def knows_speed(self) -> bool:
        """Whether it is known if it was too fast."""
        return self.too_fast_s is not None or self.kind != SEEN

    @property
    def knows_faults(self) -> bool:
        """Whether it is known what was wrong with its form."""
        return self.kind != SEEN


class TrueCamera(BaseModel):
    """Where the camera stood.

    ``azimuth_deg`` is 0 in front of the person (at the foot end of one lying) and 90 at the
    left side; ``distance_m`` is that to the middle of the body, ``fov_deg`` the vertical angle
    of view.
    """

    model_config = ConfigDict(frozen=True, extra="allow", allow_inf_nan=False)

    azimuth_deg: float = Field(ge=-360, le=360)
    distance_m: float = Field(gt=0, le=100)
    fov_deg: float = Field(ge=1, le=179)

    @property
    def near(self) -> Side:
        """The side of the person that is turned to the camera."""
        return "left" if self.azimuth_deg > 0 else "right"

    def off_deg(self, view: View) -> float:
        """Return how far it stands off the best place for a view, to whichever side."""
        from_front = abs(math.remainder(self.azimuth_deg, 360))
        return from_front if view == "front" else abs(from_front - 90)


class Envelope(BaseModel):
    """How far a clip was meant to leave what the trainer is made for.

    ``off_deg`` is how far the camera is off the best place for the exercise's view.
    """

    model_config = ConfigDict(frozen=True, extra="allow", allow_inf_nan=False)

    off_deg: float


def _known_exercise(name: str) -> str:
    if name not in exercise_ids():
        raise ValueError(f"there is no exercise {name}")
    return name


def _file_name(name: str) -> str:
    if Path(name).name != name or "\\" in name or not name:
        raise ValueError("should be the name of a file beside this one")
    return _showable(name)


class Truth(BaseModel):
    """What really happens in one clip.

    Where ``exercise`` is None, none of the catalogue is done and nothing may be counted; but of
    the exercises in ``near`` it is so near a movement that a repetition may be counted with its
    faults, and is never good. ``refused`` is the reason why nothing in it can be judged, if so.
    ``measures`` holds one value a frame: joint angles in degrees, goniometric; lifts in inches.
    ``landmarks_px`` holds the pixels of each known landmark, frame by frame; without it and
    ``camera``, the estimator's own error is not scored. Other keys of a file are kept, and
    written again.
    """

    model_config = ConfigDict(frozen=True, extra="allow", allow_inf_nan=False)

    clip: Annotated[str, AfterValidator(_file_name)]
    exercise: _Word | None
    near: tuple[Annotated[str, AfterValidator(_known_exercise)], ...] = ()
    refused: Literal["view", "posture"] | None = None
    body: _Word = ""
    stature_m: float = Field(default=USUAL_STATURE_M, ge=0.5, le=2.5)
    camera: TrueCamera | None = None
    envelope: Envelope | None = None
    fps: float = Field(default=0.0, ge=0, le=1000)
    size: tuple[_Side, _Side] = (0, 0)
    frames: int = Field(ge=0, le=1_000_000)
    duration_s: _Seconds
    repetitions: tuple[TrueRepetition, ...]
    measures: dict[_Word, tuple[float, ...]] = {}
    landmarks_px: _Landmarks = {}

    @field_validator("near")
    @classmethod
    def _where_none_is_done(cls, near: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        if near and info.data.get("exercise") is not None:
            raise ValueError("belongs to a clip whose exercise is null")
        return near

    @field_validator("repetitions")
    @classmethod
    def _of_something(
        cls, repetitions: tuple[TrueRepetition, ...], info: ValidationInfo
    ) -> tuple[TrueRepetition, ...]:
        # Absent where it is wrong itself.
        if repetitions and info.data.get("exercise", "") is None:
            raise ValueError("there can be none where exercise is null")
        return repetitions

    @field_validator("landmarks_px")
    @classmethod
    def _one_a_frame(cls, landmarks_px: _Landmarks, info: ValidationInfo) -> _Landmarks:
        # Absent where they are wrong themselves.
        frames, size = info.data.get("frames"), info.data.get("size")
        for name, points in landmarks_px.items():
            if name not in INDEX:
                raise ValueError(f"there is no landmark {name}")
            if frames is not None and len(points) != frames:
                raise ValueError(f"{name} has {len(points)} places, but there are {frames} frames")
        if landmarks_px and size is not None and not all(size):
            raise ValueError("these are places in a picture whose size is not given")
        return landmarks_px

    @property
    def expected(self) -> tuple[TrueRepetition, ...]:
        """The attempts that should be found: none where nothing can be judged."""
        return () if self.refused else self.repetitions

    @property
    def counted(self) -> tuple[TrueRepetition, ...]:
        """The attempts that are repetitions."""
        return tuple(r for r in self.expected if r.counted)

    def off_deg(self, view: View) -> float | None:
        """Return how far the camera is off the best place for a view; None if not known."""
        if self.envelope is not None:
            return abs(self.envelope.off_deg)
        return self.camera.off_deg(view) if self.camera else None

    def image_xy(self) -> Array:
        """Return the landmarks, shape (frames, 33, 2), in pixels; NaN where one is not known."""
        xy = np.full((self.frames, COUNT, 2), np.nan)
        for name, points in self.landmarks_px.items():
            xy[:, INDEX[name]] = points
        return xy

    def inches_per_px(self) -> float:
        """Return how long a pixel is at the body's distance; NaN where that is not known."""
        if self.camera is None or not self.size[1]:
            return math.nan
        focal_px = self.size[1] / 2 / math.tan(math.radians(self.camera.fov_deg) / 2)
        return self.camera.distance_m / focal_px / INCH_M
