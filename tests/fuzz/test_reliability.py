"""The page on reliability."""

import json
import re
from pathlib import Path

import pytest

from posetrainer.tuning.accuracy import page
from tools.fuzz.campaign import Fault, Tally
from tools.fuzz.fidgeting import FIDGETING
from tools.fuzz.targets import TARGETS
from tools.promises import PROMISES, missing_tests
from tools.readme import REPOSITORY
from tools.reliability import FIGURES, INPUTS, PAGE, WHAT, after, figure_of, parts


def test_every_promise_has_tests_that_are_there() -> None:
    assert all(promise.tests for promise in PROMISES)
    assert list(missing_tests()) == []


def test_no_promise_rests_on_inputs_that_are_not_in_the_repository() -> None:
    for file in {test.partition("::")[0] for promise in PROMISES for test in promise.tests}:
        text = (REPOSITORY / "tests" / file).read_text(encoding="utf-8")
        assert not re.search(r'"shared"|REAL_CLIPS', text), file


def test_every_kind_is_tried_and_named() -> None:
    assert [target.name for target in TARGETS] == list(INPUTS)
    assert set(WHAT) == set(INPUTS)
    assert INPUTS["fidgeting"] * FIDGETING.hours == 1000


def test_the_page_reports_what_was_tried_and_what_went_wrong() -> None:
    tally = Tally(accepted=5, seconds=90.0, faults=[Fault(13, "counted", PAGE)])
    text = page(parts({"fidgeting": figure_of(FIDGETING, tally, 10)}))
    assert "| 6 | 5 | 0 | 1 | 0 | 1 h | 10 to 15 |" in text
    for promise in PROMISES:
        assert promise.says in text


def test_the_page_that_is_kept_reports_what_its_figures_say() -> None:
    figures = json.loads(FIGURES.read_text(encoding="utf-8"))
    assert PAGE.read_text(encoding="utf-8") == page(parts(figures))
    assert [
        kind for kind, figure in figures.items() if figure["faults"] > figure.get("mended", 0)
    ] == []


def test_a_campaign_may_be_run_in_pieces() -> None:
    piece = {"kind": "specs", "accepted": 1, "refused": 8, "faults": 1, "hours": 0.5, "seconds": 3}
    first = {**piece, "seeds": [0, 9], "on": "2026-01-01"}
    second = {**piece, "seeds": [10, 19], "on": "2026-01-02"}
    both = after(first, second)
    assert (both["accepted"], both["refused"], both["faults"]) == (2, 16, 2)
    assert (both["seeds"], both["on"], both["hours"]) == ([0, 19], "2026-01-02", 1.0)
    assert after({**first, "mended": 1}, second)["mended"] == 1
    # Seeds that do not go on are another campaign.
    assert after(first, {**second, "seeds": [0, 9]})["accepted"] == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("exercise", "seed"), [("piriformis_stretch", 1591369552), ("lumbar_stabilization", 3093611620)]
)
def test_fidgeting_that_was_counted_once_counts_nothing(
    exercise: str, seed: int, tmp_path: Path
) -> None:
    """Legs misnamed for one picture after a gap; rest learnt on the way onto hands and knees."""
    path = tmp_path / "fidgeting.json"
    path.write_text(json.dumps({"exercise": exercise, "seed": seed, "minutes": 10.0}))
    assert FIDGETING.judge(path)
