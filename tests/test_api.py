"""What ``import posetrainer`` gives to a program of one's own."""

import ast
import doctest
import inspect
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from bodies import Film
from numpy.typing import NDArray
from sample_poses import recorded

import posetrainer
from posetrainer import errors
from posetrainer.exercises.catalogue import exercise_path
from posetrainer.recordings.columns import RecordedMoment
from posetrainer.recordings.reader import RecordingSource
from posetrainer.recordings.writer import RecordingWriter
from posetrainer.runtime.loop import run
from posetrainer.runtime.recorder import header_of
from posetrainer.workout.flow import exercise_alone

PACKAGE = Path(posetrainer.__file__).parent
EXERCISE = "heel_raises"
SPEC = posetrainer.load_exercise(EXERCISE)
SIZE = (480, 360)
#: These run the pose model.
WITH_MODEL = ("posetrainer.runtime.judge.estimate_poses", "posetrainer.pose.opening.open_estimator")


def landmarks(film: Film) -> NDArray[np.float64]:
    """Landmarks as MediaPipe gives them: x, y, z, visibility, as shares of the picture."""
    found = np.zeros((len(film), 33, 4))
    for row, (_, pose) in zip(found, film, strict=True):
        assert pose is not None
        row[:, :2] = pose.image_xy / SIZE
        row[:, 2] = -0.3
        row[:, 3] = pose.visibility
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that the examples read."""
    folder, film = tmp_path_factory.mktemp("examples"), recorded(EXERCISE)
    np.save(folder / "landmarks.npy", landmarks(film))
    with RecordingWriter(folder / "session.arrows", header_of(SPEC, 1.70, live=False)) as writer:
        for time_s, pose in film:
            writer.add(RecordedMoment(time_s, SIZE, pose, None))
    (folder / "my_exercise.yaml").write_bytes(exercise_path(EXERCISE).read_bytes())
    clips = PACKAGE.parent / "samples" / "clips"
    (folder / "clip.mp4").write_bytes((clips / f"{EXERCISE}_good.mp4").read_bytes())
    return folder


def examples() -> list[doctest.DocTest]:
    """All examples in the docstrings of the package."""
    found: list[doctest.DocTest] = []
    for path in sorted(PACKAGE.rglob("*.py")):
        if ">>>" in path.read_text(encoding="utf-8"):
            name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
            module = import_module(name.removesuffix(".__init__"))
            found += doctest.DocTestFinder(exclude_empty=True).find(module)
    return [example for example in found if example.examples]


def failures(example: doctest.DocTest) -> str:
    """What of an example does not come true."""
    report: list[str] = []
    doctest.DocTestRunner().run(example, out=report.append)
    return "".join(report)


@pytest.mark.slow
def test_the_examples_of_the_docstrings_come_true(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    quick = [example for example in examples() if example.name not in WITH_MODEL]
    assert "posetrainer" in {example.name for example in quick}
    assert [failures(example) for example in quick] == [""] * len(quick)


@pytest.mark.slow
def test_the_examples_with_the_pose_model_come_true(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    with_model = [example for example in examples() if example.name in WITH_MODEL]
    assert [failures(example) for example in with_model] == ["", ""]


@pytest.mark.slow
def test_a_stranger_judges_landmarks_of_their_own_in_ten_lines(folder: Path) -> None:
    page = (PACKAGE.parent / "docs" / "api.md").read_text(encoding="utf-8")
    script = page.partition("```python\n")[2].partition("```")[0]
    assert 0 < len([line for line in script.splitlines() if line]) <= 10
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    counts, *events = done.stdout.splitlines()
    assert counts == "4 4"
    assert sum(event.startswith("RepetitionCompleted(") for event in events) == 4


def test_every_public_name_is_there_typed_and_documented() -> None:
    typed = {
        alias.name: f"{node.module}"
        for node in ast.walk(ast.parse(inspect.getsource(posetrainer)))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("posetrainer.")
        for alias in node.names
    }
    assert typed == posetrainer._MODULES
    assert {*typed, "__version__"} == set(posetrainer.__all__)
    for name, module in typed.items():
        value = getattr(posetrainer, name)
        assert name in dir(posetrainer)
        assert value.__doc__
        assert ">>>" in value.__doc__ or not inspect.isroutine(inspect.unwrap(value)), name
        assert value is getattr(import_module(module), name)
    assert (PACKAGE / "py.typed").exists()


def test_the_version_is_the_one_of_the_project() -> None:
    project = (PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8")
    assert f'\nversion = "{posetrainer.__version__}"\n' in project


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'posetrainer' has no attribute 'jugde'"):
        _ = posetrainer.jugde


@pytest.mark.slow
@pytest.mark.parametrize(
    ("imported", "not_loaded"),
    [
        ("posetrainer", ("numpy", "pydantic", "cv2", "mediapipe", "importlib.metadata")),
        (
            ", ".join(f"posetrainer.kinematics.{p.stem}" for p in PACKAGE.glob("kinematics/*.py")),
            ("pydantic", "cv2", "mediapipe", "posetrainer.exercises", "posetrainer.rules"),
        ),
    ],
    ids=["posetrainer", "kinematics"],
)
def test_what_is_imported_loads_no_more_than_it_needs(
    imported: str, not_loaded: tuple[str, ...]
) -> None:
    script = f"import sys, {imported}; print(sorted({set(not_loaded)!r} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_poses_are_judged_as_a_replay_judges_them(folder: Path) -> None:
    path = folder / "session.arrows"
    recording = posetrainer.load_recording(str(path))
    source = RecordingSource(path, recording)
    replayed = [e for step in run(source, source, exercise_alone(SPEC)) for e in step.events]
    judgement = posetrainer.judge(recording, SPEC)
    assert list(judgement.events) == replayed
    assert judgement.summary.frames == len(recording) == 426


def test_what_a_user_can_mend_is_an_error_with_a_sentence(tmp_path: Path) -> None:
    missing = tmp_path / "missing"
    for load, argument, error in (
        (posetrainer.load_exercise, "heel_raise", errors.SpecError),
        (posetrainer.load_spec, str(missing), errors.SpecError),
        (posetrainer.load_recording, str(missing), errors.RecordingError),
        (posetrainer.open_source, str(missing), errors.CaptureError),
    ):
        with pytest.raises(posetrainer.UserError, match=r"heel_raises|missing") as caught:
            load(argument)
        assert type(caught.value) is error


def test_the_stature_is_that_of_a_person() -> None:
    assert posetrainer.judge([], SPEC, stature_m=1.6).summary.repetitions == 0
    with pytest.raises(ValueError, match=r"stature_m must be metres, 0.5 to 2.5, not 170"):
        posetrainer.judge([], SPEC, stature_m=170)
