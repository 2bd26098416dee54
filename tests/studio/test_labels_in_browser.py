"""Recordings are labelled in a real browser."""

from collections.abc import Callable
from typing import Any

import pytest
from studio_page import Page
from studios import Studio, until

from posetrainer.tuning.truth_file import load_truth

pytestmark = pytest.mark.slow


def test_a_recording_is_labelled_with_keys_and_scored(
    browser: Any, open_studio: Callable[[], Studio]
) -> None:
    studio = open_studio()
    truth_path = studio.recording.with_name("patient.truth.json")
    page = Page(browser, studio)
    assert "the truth is not known" in page.text("#total")
    page.tab("Label")
    until(lambda: page.all("[data-act=save-labels]"), "the labels")
    page.keys("1")
    for key, time_s in (("[", 2), ("h", 4), ("h", 9.5), ("]", 12), ("[", 30), ("]", 33), ("m", 33)):
        page.js("studio.seek(arguments[0])", time_s)
        page.keys(key)
    page.keys("h")
    until(lambda: "mark its start" in page.text(".q-notification"), "what cannot be is told")
    page.js("studio.seek(5)")
    page.one('[data-label="fault:knee_bent"]').click()
    page.js("studio.seek(40)")
    page.keys("[")
    until(lambda: "from 40" in page.text(".q-tab-panel"), "one more is begun")
    page.keys("z", control=True)
    until(lambda: "from 40" not in page.text(".q-tab-panel"), "and taken back")
    assert len(page.all(".mistake.label")) == 2
    assert page.asks_before_it_closes()
    assert not truth_path.exists()
    page.one("[data-act=save-labels]").click()
    until(truth_path.exists, "a truth file")
    first, second = load_truth(truth_path).repetitions
    assert (first.side, first.counted, round(first.start_s)) == ("left", True, 2)
    assert (first.good, first.faults) == (False, ("knee_bent",))
    assert first.hold is not None
    assert 5 < first.hold.seconds < 6
    assert (second.counted, second.missed) == (False, "partial")
    until(lambda: "count errors 3" in page.text("#total"), "a score")
    until(lambda: not page.asks_before_it_closes(), "nothing is lost")
    person = page.one('input[aria-label="Person"]')
    person.send_keys("anna")
    until(lambda: page.one("[data-act=save-labels]").is_enabled(), "another person is a change")
    page.one("[data-act=save-labels]").click()
    until(lambda: load_truth(truth_path).body == "anna", "the person")
    page.tab("Differences")
    until(lambda: "not found" in page.text("main"), "what differs")
    assert page.all(".lane-true .bar.differs")
    assert page.errors() == []


def test_labels_are_not_saved_over_what_somebody_else_labelled(
    browser: Any, open_studio: Callable[[], Studio]
) -> None:
    studio = open_studio()
    truth_path = studio.recording.with_name("patient.truth.json")
    page = Page(browser, studio)
    page.tab("Label")
    until(lambda: page.all("[data-act=save-labels]"), "the labels")
    for key, time_s in (("[", 2), ("]", 12)):
        page.js("studio.seek(arguments[0])", time_s)
        page.keys(key)
    until(lambda: "1. 2.0 s" in page.text(".q-tab-panel"), "a label")
    truth_path.write_text("theirs", encoding="utf-8")
    page.one("[data-act=save-labels]").click()
    until(lambda: "was changed by somebody else" in page.text(".q-notification"), "it is told")
    assert truth_path.read_text(encoding="utf-8") == "theirs"
    assert page.asks_before_it_closes()
    truth_path.unlink()
    page.one("[data-act=save-labels]").click()
    until(truth_path.exists, "a truth file")
    assert len(load_truth(truth_path).repetitions) == 1
