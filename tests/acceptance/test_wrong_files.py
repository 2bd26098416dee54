"""Files that went wrong once, where they lie beside the checkout; they are not ours to ship."""

import shutil
import time
from pathlib import Path

import pytest
from acceptance.cli import REPOSITORY, posetrainer

FILES = REPOSITORY.parent / "shared" / "cases" / "files"
#: The whole answer comes within a second; the rest is for Python to begin on a busy machine.
SOON_S = 8

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not FILES.is_dir(), reason="the cases are not here"),
]

SPECS = {
    "merge_bomb": "58: a29: holds far more than a spec does",
    "tag_bool": "120: x: begins with a tag (!)",
    "esc": "3: title: holds a control character",
    "nofast": "56: tempo.out.at_most_deg_s: 1e+300 is too large",
}


def sentences(*arguments: object, **environment: str) -> str:
    """What is said on standard error, at once, by a command that is refused."""
    start_s = time.perf_counter()
    run = posetrainer(*arguments, timeout_s=60, **environment)
    assert time.perf_counter() - start_s < SOON_S
    assert run.code == 2, run
    assert not run.out
    assert run.err.replace("\n", "").isprintable()
    return run.err


@pytest.mark.parametrize("name", SPECS)
def test_a_spec_that_cannot_be_is_refused(name: str) -> None:
    path = FILES / f"{name}.yaml"
    assert f"{path}:{SPECS[name]}" in sentences("exercises", "validate", path)


@pytest.mark.parametrize("name", SPECS)
def test_so_is_a_plan_and_a_profile(name: str, tmp_path: Path) -> None:
    path = FILES / f"{name}.yaml"
    assert f"{path}:" in sentences("programme", "--plan", path, "--show")
    kept = tmp_path / "posetrainer" / "profiles" / f"{name}.yaml"
    kept.parent.mkdir(parents=True)
    shutil.copy(path, kept)
    assert f"{kept}:" in sentences("profile", "show", name, XDG_CONFIG_HOME=str(tmp_path))


def test_a_damaged_recording_is_told_in_one_sentence() -> None:
    run = posetrainer("replay", FILES / "segfault_1byte.arrows", "--headless")
    assert run.code == 2
    assert "segfault_1byte.arrows is cut off or damaged" in run.err
    assert "a spec that this version does not understand" in sentences(
        "replay", FILES / "rec_1.arrows", "--headless"
    )
    assert posetrainer("replay", FILES / "ok.arrows", "--headless").code == 0
