"""Numbers and recordings in a real browser: dragged, typed, dropped and saved."""

import base64
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.common.keys import Keys
from studio_page import COUNTS, FASTEST, FASTEST_BACK, TARGET, TOLERANCE, Page
from studios import Studio, until

from posetrainer.exercises.loader import load_spec

pytestmark = pytest.mark.slow


def test_a_line_is_dragged_the_count_changes_and_one_number_is_saved(
    browser: Any, open_studio: Callable[[], Studio]
) -> None:
    studio = open_studio()
    text = studio.spec.read_text(encoding="utf-8")
    page = Page(browser, studio)
    assert page.text(".case-found") == "4 counted, 0 good"
    page.drag(COUNTS, by=8)
    until(lambda: page.text(".case-found") == "0 counted, 0 good", "fewer repetitions")
    assert page.text(".case-disk") == "on disk 4 counted, 0 good"
    assert page.text(".lane-found .lane-sum") == "0 counted, 0 good"
    moved = float(page.line(COUNTS).get_attribute("aria-valuenow"))
    assert 15 < moved < 17
    assert page.text(".number.is-changed .disk").startswith("on disk: 8")
    assert page.asks_before_it_closes()
    page.keys("z", control=True)
    until(lambda: page.text(".case-found") == "4 counted, 0 good", "undone in one step")
    until(lambda: not page.asks_before_it_closes(), "nothing is lost")
    assert float(page.line(COUNTS).get_attribute("aria-valuenow")) == 8
    page.keys("y", control=True)
    until(lambda: page.text(".case-found") == "0 counted, 0 good", "done again")
    page.one("[data-act=save]").click()
    until(lambda: page.text(".head .changed") == "as on disk", "saved")
    before, after = text.splitlines(), studio.spec.read_text(encoding="utf-8").splitlines()
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    [(old, new)] = changed
    assert old.startswith("  counts: {at_least_in: 8}")
    assert new == old.replace("8}", f"{moved:g}}}")
    repetition = load_spec(studio.spec).spec.repetition
    assert repetition is not None
    assert repetition.counts.at_least_in == moved
    assert page.errors() == []


def test_a_limit_of_tempo_is_dragged_and_a_warning_appears(browser: Any, shared: Studio) -> None:
    page = Page(browser, shared)
    assert page.text(".lane-too-fast .lane-sum") == ""
    page.drag(FASTEST, by=-16)
    until(lambda: "warning" in page.text(".lane-too-fast .lane-sum"), "a warning")
    assert 3 < float(page.line(FASTEST).get_attribute("aria-valuenow")) < 5
    page.keys("z", control=True)
    until(lambda: page.text(".lane-too-fast .lane-sum") == "", "it vanishes")
    assert page.errors() == []


@pytest.mark.parametrize(("name", "by"), [(FASTEST_BACK, 6), (TOLERANCE, -1)])
def test_what_is_taken_off_another_number_grows_as_its_line_goes_down(
    browser: Any, shared: Studio, name: str, by: float
) -> None:
    page = Page(browser, shared)
    before = float(page.line(name).get_attribute("aria-valuenow"))
    page.drag(name, by)
    until(lambda: page.text(".head .changed") == "1 changed", "it is judged")
    after = float(page.line(name).get_attribute("aria-valuenow"))
    assert after - before == pytest.approx(-by, abs=abs(by) / 3)
    assert float(page.one(f'input[data-field="{name}"]').get_attribute("value")) == after
    page.keys("z", control=True)
    until(lambda: page.text(".head .changed") == "as on disk", "undone in one step")
    assert float(page.line(name).get_attribute("aria-valuenow")) == before


def test_a_target_is_kept_for_one_person(browser: Any, open_studio: Callable[[], Studio]) -> None:
    studio = open_studio()
    page = Page(browser, studio)
    # With its tolerance it would lie below what counts.
    page.type(TARGET, "11")
    page.type(FASTEST, "18")
    until(lambda: page.text(".head .changed") == "2 changed", "two changes")
    page.button("Save for a person").click()
    page.button("Keep").click()
    until(lambda: "but not tempo.out" in page.text(".q-notification"), "what cannot be kept")
    profile = (studio.spec.parent / "posetrainer" / "profiles" / "anna.yaml").read_text()
    assert "name: anna # of Monday's group" in profile
    assert "target_in: 11" in profile
    assert "at_least_in: 20" in studio.spec.read_text(encoding="utf-8")


def test_what_is_wrong_is_reported_where_it_is(browser: Any, shared: Studio) -> None:
    page = Page(browser, shared)
    page.type(COUNTS, "19")
    reported = "return [...document.querySelectorAll('.number .problem')].map((e) => e.textContent)"
    until(lambda: "lies below counts" in "".join(page.js(reported)), "in the form")
    assert "lies below counts" in page.text(".limit.wrong .trouble")
    assert not page.one("[data-act=save]").is_enabled()
    page.keys("z", control=True)
    until(lambda: not page.all(".limit.wrong"), "right again")
    page.type(COUNTS, Keys.DELETE)
    until(lambda: page.text(".case-found") == "not judged", "a number is missing")
    assert "Not judged: one number is wrong" in page.text("#total")
    assert page.text(".lane-found .lane-sum") == "not judged"
    assert page.all(".lanes .stale .bar"), "what was judged last is greyed"
    assert not page.one("[data-act=save]").is_enabled()
    page.keys("z", control=True)
    until(lambda: page.text(".case-found") == "4 counted, 0 good", "judged again")
    assert not page.all(".stale")


def test_a_limit_of_safety_is_locked_until_somebody_agrees(browser: Any, shared: Studio) -> None:
    page = Page(browser, shared)
    page.type(FASTEST, "35")
    until(lambda: "unlock it" in page.text(".limit.wrong .trouble"), "it is locked")
    assert page.text(".case-found") == "not judged"
    page.one(f'[aria-label="Unlock {FASTEST}"]').click()
    page.click("[data-act=unlock]")
    until(lambda: page.text(".case-found") == "4 counted, 0 good", "it is judged")
    assert page.text(".head .changed") == "1 changed, 1 looser"
    assert [tag.text for tag in page.all(".looser") if tag.is_displayed()] == ["looser"]
    page.keys("z", control=True)
    until(lambda: page.text(".head .changed") == "as on disk", "undone")


VIDEO = Path(__file__).parents[2] / "samples" / "clips" / "straight_leg_raise_good.mp4"
#: A file is dragged over an element and dropped there.
DROP = """
const [target, content, name] = arguments;
const bytes = Uint8Array.from(atob(content), (c) => c.charCodeAt(0));
const dataTransfer = new DataTransfer();
dataTransfer.items.add(new File([bytes], name));
const options = {dataTransfer, bubbles: true, cancelable: true};
const element = document.querySelector(target);
element.dispatchEvent(new DragEvent('dragenter', options));
element.dispatchEvent(new DragEvent('dragover', options));
setTimeout(() => {
  const over = element.querySelector('.q-uploader__dnd') ?? element;
  over.dispatchEvent(new DragEvent('drop', options));
}, 200);
"""


def test_a_recording_is_dropped_and_opened_for_a_patient_without_a_terminal(
    browser: Any, open_studio: Callable[..., Studio], tmp_path: Path
) -> None:
    studio = open_studio(alone=True)
    home = studio.spec.parent
    visit = shutil.copy(studio.recording, tmp_path / "visit.arrows")
    browser.get(studio.address)
    page = Page.__new__(Page)
    page.browser = browser
    # Those of what other tests did.
    page.errors()
    until(lambda: page.all(".people .case"), "the patients")
    until(lambda: page.all(".uploader input[type=file]"), "where files are dropped")
    page.one('input[aria-label="Name, in small letters"]').send_keys("ben")
    page.one("[data-act=add-person]").click()
    until(lambda: page.text(".people .is-chosen") == "ben", "a new patient")
    assert (home / "posetrainer" / "profiles" / "ben.yaml").exists()
    until(lambda: page.all(".uploader input[type=file]"), "anew")
    page.js(DROP, ".uploader", base64.b64encode(visit.read_bytes()).decode(), visit.name)
    until(lambda: page.text(".file-row .q-checkbox") == "visit", "it has arrived")
    until(lambda: page.one("[data-act=open]").is_enabled(), "it tells its exercise")
    page.one("[data-act=open]").click()
    until(lambda: page.all(".lane") and page.text(".case-name") == "visit", "the recording")
    assert page.text(".head .file") == "for ben"
    kept = list((home / "posetrainer" / "uploads" / "ben").iterdir())
    assert [path.name for path in kept] == ["visit.arrows"]
    page.one(".head h1 .q-field").click()
    until(lambda: [o for o in page.all(".q-item") if o.text == "Wall squat"], "exercises")[
        0
    ].click()
    until(lambda: "knee" in page.text(".panel-head strong"), "judged by another exercise")
    page.js(DROP, "body", base64.b64encode(VIDEO.read_bytes()).decode(), VIDEO.name)
    names = [VIDEO.stem, "visit"]
    until(lambda: sorted(page.texts(".file-row .q-checkbox")) == names, "a video beside it")
    for name in names:
        page.click(f'[aria-label="Remove {name}"]')
        page.click("[data-act=remove]")
        until(lambda gone=name: gone not in page.texts(".file-row .q-checkbox"), "removed")
    assert not kept[0].exists()
    assert page.errors() == []
