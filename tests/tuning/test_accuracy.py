"""The accuracy page."""

from dataclasses import replace
from pathlib import Path

import pytest

from posetrainer.errors import UserError
from posetrainer.tuning.accuracy import report, write_report
from posetrainer.tuning.compare import Comparison, Hits
from posetrainer.tuning.score import ByAnother, ClipScore, as_record

RIGHT = Comparison(
    clip="a.mp4",
    exercise="heel_slides",
    body="person_f",
    refused_right=None,
    count_error=0,
    good_error=0,
    missed_error=0,
    side_errors=0,
    phantoms=0,
    too_fast=Hits(right=1),
)
WRONG = replace(
    RIGHT,
    clip="b.mp4",
    exercise="wall_squat",
    count_error=-2,
    too_fast=Hits(right=1, wrong=1, unsaid=2),
    mistakes=("2.0 s, good: not found",),
)
END = replace(RIGHT, clip="c.mp4", refused_right=True)


def page(*cross: int) -> str:
    first, second = cross
    scores = [
        ClipScore(RIGHT, None, None, {"wall_squat": ByAnother(first, "Stand up.")}),
        ClipScore(WRONG, None, None, {"heel_slides": ByAnother(second, None)}),
        ClipScore(END, None, None, {"wall_squat": ByAnother(0, "Stand up.")}),
    ]
    return report(as_record(scores))


def test_the_page_tells_scores_mistakes_and_refusals() -> None:
    text = page(0, 0)
    assert "| **all** | 3 | 0.67 | 0.67 |" in text
    assert "0.75 / 0.50" not in text.split("wall_squat")[0]
    assert "`b.mp4`: 2.0 s, good: not found" in text
    assert "`c.mp4`: refused, as it should be" in text
    assert "`a.mp4`: all right" in text


def test_the_page_names_what_other_exercises_counted() -> None:
    assert "3 pairs, 0 in which anything was counted" in page(0, 0)
    text = page(0, 4)
    assert "3 pairs, 1 in which anything was counted" in text
    assert "`b.mp4` judged as `heel_slides`: 4 counted" in text


def test_the_page_tells_where_another_exercise_found_the_person_in_place() -> None:
    text = page(0, 0)
    assert "In 2 of them the user was told all the time what is wrong" in text
    assert "- `heel_slides` in clips of wall_squat" in text


def test_a_page_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    record = as_record([ClipScore(RIGHT, None, None, {})])
    with pytest.raises(UserError, match="cannot be written"):
        write_report(record, tmp_path / "no" / "page.md")
