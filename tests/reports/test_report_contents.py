"""What a report has of each exercise: what was done, how far, with which faults, and unseen."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from histories import MISSED, completed, keep
from report_pages import changing_the_history, now, report, train, typical_error_in

from posetrainer.history.database import history_path
from posetrainer.history.records import Ratings
from posetrainer.rules.events import LostSight, SightRegained
from posetrainer.rules.obstacles import PartsUnseen

pytestmark = pytest.mark.usefixtures("home")


def test_a_page_has_what_was_done_against_what_was_prescribed() -> None:
    train()
    text = report()
    assert "Trained on 6 days in" in text
    assert "20 minutes a training day on average;" in text
    assert "24 of 24 prescribed repetitions were done (100 %); 100 % of them were good" in text
    assert "Straight leg raise 6 120 24 24 100 % 100 %" in text
    assert "Prescribed: 4 times, 5 seconds each, legs in turn. Target: 12.0 inches" in text


@pytest.mark.slow
def test_what_an_interrupted_exercise_has_left_is_prescribed_once() -> None:
    train(1)
    train(1)
    with changing_the_history() as db:
        db.execute("UPDATE exercise SET prescribed = 10 WHERE id = 1")
        db.execute("UPDATE exercise SET prescribed = 6, counted_before = 4 WHERE id = 2")
    assert "8 of 10 prescribed repetitions were done (80 %)" in report()
    with changing_the_history() as db:
        db.execute("DELETE FROM session WHERE id = 1")
        db.execute("DELETE FROM exercise WHERE id = 1")
    assert "4 of 6 prescribed repetitions" in report()


def test_left_stands_against_right_and_change_against_the_cameras_error() -> None:
    train()
    text = report()
    assert "Left goes 2.0 inches further than right." in text
    assert "left 12 100 % 12.2 in, at most 13.5 +3.5 in 7.0 s 5.2 s 0 %" in text
    assert "right 12 100 % 10.2 in, at most 11.5 +3.5 in" in text
    assert f"a reading is typically {typical_error_in():.1f} inches off" in text
    assert "The range of motion grows in Straight leg raise (left and right)." in text
    page = Path("page.html").read_text()
    assert page.count('<polygon class="band') == 2


@pytest.mark.slow
def test_a_difference_within_the_cameras_error_is_none() -> None:
    done = [completed(n, unit="in", peak=12.0 + 0.4 * (n % 2)) for n in range(1, 5)]
    keep(history_path(), now(), done)
    text = report()
    assert "Left and right differ by 0.4 inches on average, which is less than the camera's" in text
    assert "left 2 100 % 12.4 in, at most 12.4 no sure change" in text
    assert "No range of motion has changed by more than the camera's error." in text


@pytest.mark.slow
def test_a_sure_change_within_the_cameras_error_is_called_so() -> None:
    for day in range(5):
        done = [completed(1, unit="in", peak=12 - day / 10)]
        keep(history_path(), now() - timedelta(days=4 - day), done)
    text = report()
    assert "-0.7 in, in all less than the camera's error" in text
    assert "No range of motion has changed by more than the camera's error." in text


def test_tempo_faults_pain_and_effort_are_in_plain_words() -> None:
    for day in (2, 1):
        bent = completed(1, unit="in", faults=("knee_bent",), shortfalls=("form",))
        fast = completed(2, unit="in", shortfalls=("tempo", "target"))
        rating = Ratings(6 - day, 3, 5)
        keep(history_path(), now() - timedelta(days=day), [bent, fast, MISSED], ratings=rating)
    keep(history_path(), now(), [completed(1, unit="in", shortfalls=("hold",))])
    text = report()
    last = now() - timedelta(days=1)
    on_two = f"29 % 2 {last.day} {last:%b %Y}"
    assert f"knee bent Straighten the knee of the lifted leg. 2 {on_two}" in text
    assert f"too fast Take more time for each movement. 2 {on_two}" in text
    assert f"not far enough Lift a little higher next time. 2 {on_two}" in text
    assert f"not far enough, not counted Lift a little higher next time. 2 {on_two}" in text
    assert "hold too short (one day only) Hold a little longer. 1 14 % 1" in text
    assert text.count("2 of 7 attempts were too fast (29 %).") == 2
    assert "Pain before training was 4.5 on average, from 0 (none) to 10 (worst" in text
    assert "Effort was 5.0 on average" in text


@pytest.mark.slow
def test_unanswered_questions_and_no_faults_are_named() -> None:
    train(1)
    with changing_the_history() as db:
        db.execute("DELETE FROM unjudged")
    text = report()
    assert "No question about pain or effort was answered." in text
    assert "No fault was found." in text
    assert "All that was done could be judged." in text


def test_what_could_not_be_judged_stands_with_its_reason() -> None:
    lost = LostSight(31.0, PartsUnseen(("feet",))), SightRegained(45.0, 14.0)
    keep(history_path(), now(), [completed(1, unit="in"), *lost])
    keep(history_path(), now(), [completed(1, unit="in")])
    with changing_the_history() as db:
        db.execute("UPDATE exercise SET ready = 0 WHERE id = 2")
    text = report()
    assert "Straight leg raise I cannot see you. 16 s I cannot see your feet. 14 s" in text
    assert "For 30 s in all nothing could be judged" in text
    assert "Straight leg raise: never in place in 1 of 2 times that it was begun." in text


@pytest.mark.slow
def test_a_paced_exercise_has_no_range_of_motion() -> None:
    paced = completed(1, side="both", peak=None, peak_speed=None, unit=None)
    keep(history_path(), now(), [paced], exercise="abdominal_contraction")
    text = report()
    assert "No camera sees this movement: the trainer sets its pace" in text
    assert "both 1 100 % – – 7.0 s 5.2 s – How fast it is done is not judged." in text
    assert "Range of motion, in" not in text


@pytest.mark.slow
def test_it_reports_which_version_and_spec_judged_and_when_that_changed() -> None:
    train(2)
    with changing_the_history() as db:
        [text] = db.execute("SELECT text FROM spec").fetchone()
        spec = json.loads(text)
        spec["repetition"]["target"]["at_least_in"] = 10.0
        db.execute("INSERT INTO spec VALUES (9, 'abcdef0123456789', ?)", (json.dumps(spec),))
        db.execute("UPDATE exercise SET spec_id = 9 WHERE id = 2")
        db.execute("UPDATE session SET version = '9.8.7' WHERE id = 2")
    text = report()
    today = f"{now().day} {now():%b %Y}"
    assert f"{today} to {today} 1 9.8.7 abcdef012345" in text
    assert "Target: 10.0 inches" in text
    assert "from then on it was judged with other limits" in text
    assert Path("page.html").read_text().count('<line class="changed"') == 1


@pytest.mark.slow
def test_a_spec_that_this_version_cannot_read_takes_nothing_but_its_own_words() -> None:
    train(2)
    with changing_the_history() as db:
        db.execute("""UPDATE spec SET text = '{"id": "of_another_time"}'""")
    text = report()
    assert "8 of 8 prescribed repetitions" in text
    assert "Prescribed: " not in text


@pytest.mark.slow
def test_a_measure_of_ones_own_has_no_error_band() -> None:
    train(1)
    with changing_the_history() as db:
        [text] = db.execute("SELECT text FROM spec").fetchone()
        spec = json.loads(text)
        spec["measures"]["ankle_lift"]["part"] = "heel"
        db.execute("UPDATE spec SET text = ?", (json.dumps(spec),))
    assert "How exactly the camera measures this movement is not known" in report()
    assert '<polygon class="band' not in Path("page.html").read_text()
