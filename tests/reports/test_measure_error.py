"""The camera's error in a report is that of docs/accuracy.md."""

import re
from pathlib import Path

import pytest

import posetrainer
from posetrainer.exercises.catalogue import exercise_ids, load_exercise
from posetrainer.reports.measure_error import MeasureError, measure_error

PAGE = Path(posetrainer.__file__).parent.parent / "docs" / "accuracy.md"
ROW = re.compile(r"^\| (\w+) \| ([-+][\d.]+) \| ([\d.]+) \| (?:inches|degrees) \| \d+ \|$", re.M)


@pytest.mark.slow
def test_every_driving_measure_has_the_error_of_the_page() -> None:
    _, _, table = PAGE.read_text(encoding="utf-8").partition("## Driving measures")
    listed = {
        exercise: MeasureError(float(bias), float(rmse))
        for exercise, bias, rmse in ROW.findall(table.partition("\n## ")[0])
    }
    specs = [load_exercise(exercise) for exercise in exercise_ids()]
    assert {spec.id: measure_error(spec) for spec in specs if spec.driver} == listed
