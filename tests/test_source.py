"""What the program's own code never does, wherever it stands."""

import ast
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import posetrainer

pytestmark = pytest.mark.slow

PACKAGE = Path(posetrainer.__file__).parent


@cache
def calls() -> tuple[tuple[str, ast.Call], ...]:
    """All calls, each with the file it stands in."""
    found = []
    for module in PACKAGE.rglob("*.py"):
        name = module.relative_to(PACKAGE).as_posix()
        tree = ast.parse(module.read_text(encoding="utf-8"))
        found += [(name, node) for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return tuple(found)


def where(is_so: Callable[[str, ast.Call], bool]) -> set[str]:
    """The files with such a call, which is given with its dotted name."""
    return {file for file, call in calls() if is_so(ast.unparse(call.func), call)}


def test_no_jpeg_from_outside_is_decoded_with_opencv() -> None:
    """Its flaw (CVE-2025-53644) is reached by these, and by backends of its video capture.

    Those that are named, Video4Linux with raw JPEGs, FFmpeg and the systems' own, decode without.
    """
    readers = ("imread", "imreadmulti", "imreadanimation", "imdecode", "imdecodemulti", "imcount")
    assert where(lambda name, _: name.rpartition(".")[2] in readers) == set()
    assert where(lambda name, _: name.endswith("create_from_file")) == set()
    assert where(lambda name, _: name == "cv2.VideoCapture") == {"capture/webcam.py"}
    unnamed = where(lambda name, call: name == "cv2.VideoCapture" and len(call.args) < 2)
    assert unnamed == set()


def test_one_function_renames_what_is_written_as_a_whole() -> None:
    def own_way(name: str, call: ast.Call) -> bool:
        method = name.rpartition(".")[2]
        # That of a text is given two.
        of_a_file = method == "replace" and len(call.args) == 1 and not call.keywords
        return of_a_file or method in ("rename", "mkstemp", "mktemp", "NamedTemporaryFile")

    assert where(own_way) == {"system/files.py"}


def imported(module: Path) -> set[str]:
    """The modules that one imports, by their dotted names."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return names


@pytest.mark.parametrize("room", ["kinematics", "rules"])
def test_what_judges_knows_no_camera_clock_or_screen(room: str) -> None:
    others = ("capture", "feedback", "runtime", "studio", "recordings", "workout", "tuning")
    unknown = {"time", "datetime", "cv2", "av", "mediapipe", *(f"posetrainer.{o}" for o in others)}
    modules = list((PACKAGE / room).glob("*.py"))
    assert modules
    for module in modules:
        for name in imported(module):
            assert not any(name == u or name.startswith(f"{u}.") for u in unknown), (module, name)


def test_kinematics_is_usable_alone() -> None:
    """It knows landmarks and numbers: no exercise, no rule, and nothing that needs a file."""
    known = ("posetrainer.kinematics", "posetrainer.pose.landmarks", "posetrainer.pose.pose")
    for module in (PACKAGE / "kinematics").glob("*.py"):
        for name in imported(module):
            outside = name.partition(".")[0] not in {*sys.stdlib_module_names, "numpy"}
            own = name.startswith(known) or name == "posetrainer.quarter_turns"
            assert own or not outside, (module, name)
