"""Reading truth files."""

from pathlib import Path

import pytest

from posetrainer.tuning.truth import TruthError, load_truth


def test_a_broken_truth_file_is_named_with_its_field(tmp_path: Path) -> None:
    path = tmp_path / "clip.truth.json"
    path.write_text('{"clip": "clip.mp4", "exercise": "wall_squat", "frames": "many"}')
    with pytest.raises(TruthError, match=r"clip\.truth\.json: frames: "):
        load_truth(path)


def test_a_missing_truth_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(TruthError, match=r"none\.json: cannot be read"):
        load_truth(tmp_path / "none.json")
