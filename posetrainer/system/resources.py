"""Locations of the files shipped with the program, in the wheel or in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def specs_folder() -> Path:
    """Return the folder of the exercise specs."""
    installed = _PACKAGE / "exercise_specs"
    return installed if installed.is_dir() else _PACKAGE.parent / "exercise_specs"


def demo_clip() -> Path:
    """Return the sample clip that the demo replays."""
    name = "straight_leg_raise_errors.mp4"
    installed = _PACKAGE / "samples" / name
    return installed if installed.is_file() else _PACKAGE.parent / "samples" / "clips" / name
