"""Clips in which none of the exercises is done."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from labelled import put_recording
from rich.console import Console

from posetrainer.exercises.catalogue import exercise_ids
from posetrainer.tuning.case_files import CaseFiles
from posetrainer.tuning.cases import recorded_cases
from posetrainer.tuning.negatives import (
    Counted,
    NegativePair,
    NegativeScore,
    negatives_in,
    negatives_record,
    score_negatives,
)
from posetrainer.tuning.score import score_cases
from posetrainer.tuning.score_record import as_record
from posetrainer.tuning.score_tables import negative_lines

GOOD = Counted("a.arrows", "wall_squat", 1.0, 4.0, True)
BAD = Counted("a.arrows", "heel_raises", 5.0, 6.0, False)


def case_of(path: Path, near: list[str]) -> CaseFiles:
    """The good sample of an exercise, said to be of none."""
    truth_path = path.with_name(path.name.replace(".arrows", ".truth.json"))
    truth = json.loads(truth_path.read_text())
    truth |= {"exercise": None, "near": near, "repetitions": []}
    truth_path.write_text(json.dumps(truth))
    (case,) = recorded_cases([path], labelled=True)
    return case


def test_what_is_counted_is_separated_by_how_similar_it_is() -> None:
    pairs = (
        NegativePair("heel_raises", False, (BAD,), 2),
        NegativePair("heel_slides", False, (), 1),
        NegativePair("wall_squat", True, (GOOD, GOOD), 4),
    )
    found = negatives_record([NegativeScore("a.arrows", 1800.0, pairs)])
    assert (found["pairs"], found["hours"], found["too_fast"]) == (2, 1.0, 3)
    assert (found["phantoms"], found["phantoms_per_hour"]) == ([asdict(BAD)], 1.0)
    assert (found["near_pairs"], found["near_counted"]) == (1, 2)
    assert found["near_good"] == [asdict(GOOD), asdict(GOOD)]


def test_the_record_and_the_lines_name_each() -> None:
    pairs = (
        NegativePair("heel_raises", False, (BAD,), 0),
        NegativePair("wall_squat", True, (GOOD,), 0),
    )
    record = as_record([], [NegativeScore("a.arrows", 60.0, pairs)])
    assert (record["all"], record["bands"]) == (None, [])
    assert json.loads(json.dumps(record))["negatives"]["phantoms"] == [
        {"clip": "a.arrows", "exercise": "heel_raises", "start_s": 5, "end_s": 6, "good": False}
    ]
    lines = negative_lines(record)
    assert "counted: a.arrows as heel_raises, 5.0 to 6.0 s, not good" in lines
    assert "near, called good: a.arrows as wall_squat, 1.0 to 4.0 s, good" in lines
    assert negative_lines(as_record([])) == []


@pytest.mark.slow
def test_every_exercise_judges_them(tmp_path: Path) -> None:
    case = case_of(put_recording("wall_squat", tmp_path), ["wall_squat"])
    assert negatives_in([case]) == [case]
    assert list(score_cases([case], cross=True)) == []
    (score,) = score_negatives([case])
    assert [pair.exercise for pair in score.pairs] == list(exercise_ids())
    found = negatives_record([score])
    assert found["pairs"] == len(exercise_ids()) - 1
    assert found["near_counted"] == len(found["near_good"]) > 0
    assert found["hours"] * 3600 == pytest.approx(score.seconds * found["pairs"])
    Console(quiet=True).print(negative_lines(as_record([], [score])))
