"""The accuracy page."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from labelled import labelled_files

from posetrainer.errors import UserError
from posetrainer.tuning.accuracy import page as page_of
from posetrainer.tuning.accuracy import report, write_report
from posetrainer.tuning.case_files import find_cases
from posetrainer.tuning.cases import recorded_cases
from posetrainer.tuning.compare import Comparison, Hits
from posetrainer.tuning.disturbed import DisturbedRun
from posetrainer.tuning.negatives import Counted, NegativePair, NegativeScore
from posetrainer.tuning.score import ByAnother, ClipScore, score_cases
from posetrainer.tuning.score_record import as_record
from tools.accuracy import dots_of, envelope_parts, real_parts
from tools.envelope_plot import plot_envelope
from tools.readme import REPOSITORY

RECORDINGS = REPOSITORY.parent / "shared" / "recordings"

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
SCORE = ClipScore(RIGHT, None, None, {})


def page(*cross: int) -> str:
    first, second = cross
    scores = [
        ClipScore(RIGHT, None, None, {"wall_squat": ByAnother(first, "Stand up.")}),
        ClipScore(WRONG, None, None, {"heel_slides": ByAnother(second, None)}),
        ClipScore(END, None, None, {"wall_squat": ByAnother(0, "Stand up.")}),
    ]
    return report(as_record(scores))


def test_the_page_reports_scores_mistakes_and_refusals() -> None:
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


def test_the_page_reports_where_another_exercise_found_the_person_in_place() -> None:
    text = page(0, 0)
    assert "In 2 of them the instruction named what is wrong" in text
    assert "- `heel_slides` in clips of wall_squat" in text


def test_the_page_has_a_section_for_all_that_was_scored() -> None:
    phantom = Counted("d.arrows", "heel_raises", 1.0, 2.0, False)
    negatives = [
        NegativeScore("d.arrows", 3600.0, (NegativePair("heel_raises", False, (phantom,), 3),))
    ]
    runs = [DisturbedRun("trembling, 1 px", "a.mp4", True, None, 4, 1, 0)]
    text = report(as_record([replace(SCORE, off_deg=12.0)], negatives, runs))
    assert "| 10 to 22° | 1 | 1 | 1 | 0 |" in text
    assert "| trembling, 1 px | 1 | 1.00 | – | 25.0 | 0 |" in text
    assert "1 repetitions were counted, 1.0 an hour" in " ".join(text.split())
    assert "- `heel_raises`: 1" in text
    only = report(as_record([], negatives))
    assert "repetitions were counted" in " ".join(only.split())
    assert "## Scores" not in only


ANGLED = [
    ("heel_slides", 5.0, {"count_error": 0}),
    ("heel_slides", 15.0, {"count_error": 1}),
    ("heel_slides", 35.0, {"refused_right": True}),
    ("heel_slides", 36.0, {"count_error": -1}),
    ("wall_squat", 15.5, {"count_error": 0}),
]


def angled() -> dict[str, Any]:
    return as_record(
        [
            ClipScore(replace(RIGHT, exercise=exercise, **changes), None, None, {}, off_deg)
            for exercise, off_deg, changes in ANGLED
        ]
    )


def test_the_envelope_is_reported_by_exercise_and_angle() -> None:
    text = page_of(envelope_parts(angled(), "images/envelope.svg"))
    assert "| exercise | 0 to 10° | 10 to 22° | 22 to 38° |" in text
    assert "| heel_slides | 1 of 1 | 0 of 1 | 0 of 2, 1 refused |" in text
    assert "| wall_squat | – | 1 of 1 | – |" in text
    assert "| **all** | 1 of 1 | 1 of 2 | 0 of 2, 1 refused |" in text
    assert "(images/envelope.svg)" in text


@pytest.mark.parametrize("kind", [".svg", pytest.param(".png", marks=pytest.mark.slow)])
def test_the_same_envelope_gives_the_same_picture(kind: str, tmp_path: Path) -> None:
    dots = dots_of(angled()["clips"])
    assert [dot.outcome for dot in dots].count("counted exactly") == 2
    pictures = [tmp_path / f"a{kind}", tmp_path / "again" / f"a{kind}"]
    for picture in pictures:
        picture.parent.mkdir(exist_ok=True)
        plot_envelope(dots, (10, 22), picture)
    one, again = (picture.read_bytes() for picture in pictures)
    assert one == again
    assert len(one) < 100_000


def test_real_people_are_reported_as_counted_by_eye(tmp_path: Path) -> None:
    (case,) = labelled_files("wall_squat", tmp_path)
    assert case.truth is not None
    clip = replace(RIGHT, clip=case.truth.clip, exercise="wall_squat", count_error=-1)
    record = as_record([ClipScore(clip, None, None, {})])
    true, stem = len(case.truth.counted), Path(case.truth.clip).stem
    text = page_of(real_parts([case], record["clips"]))
    assert f"| {stem} | `wall_squat` | {true} | {true - 1} |" in text


@pytest.mark.slow
@pytest.mark.skipif(not RECORDINGS.is_dir(), reason="the shared recordings are not here")
def test_the_shared_recordings_are_all_scored() -> None:
    scores = list(score_cases(recorded_cases([RECORDINGS / "real"], labelled=True), cross=False))
    assert len(scores) == 8
    assert sum(score.comparison.side_errors for score in scores) == 0
    assert all(score.comparison.faults == Hits() for score in scores)
    found = find_cases([RECORDINGS / "envelope"], labelled=True)
    assert all(case.truth and case.truth.envelope for case in found)
    nothing = find_cases([RECORDINGS / "negatives"], labelled=True)
    assert all(case.truth and case.truth.exercise is None for case in nothing)


def test_a_page_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
    record = as_record([ClipScore(RIGHT, None, None, {})])
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="cannot be written"):
        write_report(record, tmp_path / "file" / "page.md")
