"""A new exercise is a YAML file and nothing else: the one of the documentation."""

import re
from pathlib import Path

import pytest
from acceptance.cli import REAL_CLIPS, REPOSITORY, posetrainer, posetrainer_here
from bodies import judge
from sample_poses import EXERCISES, recorded

from posetrainer.exercises.loader import load_spec
from posetrainer.rules.events import RepetitionCompleted

PAGE = (REPOSITORY / "docs" / "adding-an-exercise.md").read_text(encoding="utf-8")
BRIDGING = REAL_CLIPS / "bridging.mp4"


@pytest.fixture
def bridge(tmp_path: Path) -> Path:
    found = re.search(r"```yaml\n(.+?)```", PAGE, flags=re.DOTALL)
    assert found is not None
    path = tmp_path / "glute_bridge.yaml"
    path.write_text(found.group(1), encoding="utf-8")
    return path


def test_the_file_is_valid_and_nothing_in_it_is_doubtful(bridge: Path) -> None:
    assert load_spec(bridge, expected_id="glute_bridge").warnings == ()
    assert posetrainer_here("exercises", "validate", bridge).code == 0


def test_what_it_leaves_out_is_shown_with_where_it_comes_from(bridge: Path, tmp_path: Path) -> None:
    shown = posetrainer_here("exercises", "show", "--spec", bridge, "--expanded")
    numbers = [" ".join(line.split()) for line in shown.out.splitlines() if "#" in line]
    assert "at_least_deg: 17 # 0.83 of what reaches the target" in numbers
    lines = bridge.read_text(encoding="utf-8").splitlines()
    [written] = [number for number, line in enumerate(lines, 1) if "at_most_in: 3" in line]
    assert f"at_most_in: 3 # line {written}" in numbers
    whole = tmp_path / "whole.yaml"
    whole.write_text(shown.out, encoding="utf-8")
    assert load_spec(whole).spec == load_spec(bridge).spec


@pytest.mark.slow
@pytest.mark.parametrize("exercise", EXERCISES)
def test_no_exercise_of_the_catalogue_is_a_bridge(exercise: str, bridge: Path) -> None:
    events = judge(load_spec(bridge).spec, recorded(exercise))
    assert not [event for event in events if isinstance(event, RepetitionCompleted)]


@pytest.mark.slow
@pytest.mark.skipif(not BRIDGING.is_file(), reason="the clip of a real person is not here")
def test_a_real_bridge_is_counted(bridge: Path) -> None:
    run = posetrainer("replay", BRIDGING, "--spec", bridge, "--headless", "--json")
    assert run.code == 0, run.err
    assert run.record["repetitions"] == 1
    assert run.record["missed"] == 0
    assert run.record["holds_s"] == pytest.approx([1.4], abs=0.4)
