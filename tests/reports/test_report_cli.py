"""``posetrainer report``, as a user types it: what stands on the page, and what does not."""

import json
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from histories import completed, keep, posetrainer_in_less_than
from invoking import printed_by, refusal

from posetrainer.cli import app
from posetrainer.exercises.catalogue import load_exercise
from posetrainer.history.database import history_path, reading
from posetrainer.history.records import Ratings
from posetrainer.history.span import Span
from posetrainer.history.summaries import days
from posetrainer.reports.measure_error import measure_error
from posetrainer.rules.events import LostSight, RepetitionMissed, SightRegained
from posetrainer.rules.obstacles import PartsUnseen
from tools.synthetic_history import write_history, write_many


def now() -> datetime:
    return datetime.now().astimezone()


MISSED = RepetitionMissed(
    time_s=30.0,
    side="left",
    reason="partial",
    peak=6.0,
    needed=8.0,
    unit="in",
    start_s=25.0,
    end_s=30.0,
    too_fast=False,
    faults=(),
    obstacle=None,
)


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)


class _Text(HTMLParser):
    """What is read on a page, a piece for each element."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.pieces: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attributes

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] != ["style"] and data.strip():
            self.pieces.append(" ".join(data.split()))


def read(page: Path) -> _Text:
    found = _Text()
    found.feed(page.read_text(encoding="utf-8"))
    return found


def report(*arguments: str) -> str:
    """Write a report and return what is read on it."""
    printed = printed_by(app, "report", *arguments, "--to", "page.html")
    assert printed.startswith("Written to page.html: open it")
    return " ".join(read(Path("page.html")).pieces)


def refused(*arguments: str) -> str:
    sentence = refusal(report, *arguments)
    assert not Path("page.html").exists()
    return sentence


@contextmanager
def changing_the_history() -> Iterator[sqlite3.Connection]:
    with sqlite3.connect(history_path()) as db:
        yield db
    db.close()


def typical_error_in() -> float:
    error = measure_error(load_exercise("straight_leg_raise"))
    assert error is not None
    assert 0 < error.rmse < 2
    return error.rmse


def train(days: int = 6, **other: object) -> None:
    """Four leg raises a day, the left leg two inches ahead and both gaining half an inch."""
    for day in range(days):
        ahead = {"left": 2.0, "right": 0.0}
        events = [completed(n, unit="in") for n in range(1, 5)]
        done = [replace(e, peak=9 + day / 2 + ahead[e.side]) for e in events]
        keep(history_path(), now() - timedelta(days=days - 1 - day), done, minutes=20, **other)  # type: ignore[arg-type]


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
def test_lengths_are_in_the_users_units_and_all_words_in_one_language() -> None:
    train()
    chosen = ["--language", "de", "--units", "metric", "report", "--to", "page.html"]
    assert printed_by(app, *chosen).startswith("Written to")
    page = read(Path("page.html"))
    assert ("lang", "de") in page.attributes
    text = " ".join(page.pieces)
    error = f"{2.54 * typical_error_in():.1f}".replace(".", ",")
    assert "Ziel: 30,5 Zentimeter" in text
    assert "Beine im Wechsel" in text
    assert f"liegt üblicherweise {error} Zentimeter daneben" in text
    assert "links 12 100 % 31,1 cm, höchstens 34,3 +8,9 cm" in text


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


@pytest.mark.slow
def test_the_page_needs_nothing_else_and_has_no_codes() -> None:
    write_history(history_path(), now())
    text = report()
    with reading(history_path()) as db:
        trained = len(days(db, Span()))
    assert f"Trained on {trained} days in" in text
    assert "Training report: Anna" in text
    words = set(text.replace(".", " ").replace(",", " ").split())
    assert not {word for word in words if "_" in word}
    page = read(Path("page.html"))
    assert not {"script", "link", "img", "iframe", "object", "form"} & set(page.tags)
    assert not [key for key, _ in page.attributes if key in ("src", "href") or key[:2] == "on"]
    style = Path("page.html").read_text()
    assert "http:" not in style
    assert "https:" not in style
    assert "@import" not in style


def test_names_and_reasons_are_escaped() -> None:
    sly = "<script>alert('Ada & Co')</script>"
    train(1, person=sly)
    with changing_the_history() as db:
        db.execute("INSERT INTO unjudged VALUES (1, 'x', '<img src=x onerror=y>', 3)")
        db.execute("UPDATE exercise SET title = 'A </title><b>title'")
        db.execute("UPDATE session SET version = '<i>1'")
    text = report("--person", sly)
    assert f"Training report: {sly}" in text
    assert "<img src=x onerror=y> 3 s" in text
    assert not {"script", "img", "b", "i"} & set(read(Path("page.html")).tags)


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_the_page_is_readable_by_its_user_alone() -> None:
    train(1)
    before = os.umask(0o022)
    try:
        report()
        assert stat.S_IMODE(Path("page.html").stat().st_mode) == 0o600
        Path("page.html").chmod(0o644)
        report()
    finally:
        os.umask(before)
    assert stat.S_IMODE(Path("page.html").stat().st_mode) == 0o600


def test_without_sessions_it_reports_it_in_one_sentence() -> None:
    since = (now() - timedelta(weeks=12)).date()
    assert refused() == (
        f"Nothing was trained since {since}; name an earlier day with --since, or train with "
        "`posetrainer programme`."
    )
    assert not history_path().exists()
    keep(history_path(), now() - timedelta(weeks=20))
    assert "Nothing was trained since" in refused()
    assert "Trained on 1 day" in report("--since", f"{now() - timedelta(weeks=30):%Y-%m-%d}")


@pytest.mark.slow
def test_a_report_is_about_one_person() -> None:
    train(1, person="anna")
    train(1)
    assert "anna 14" not in report()
    assert "Sessions in which nobody was named are among them." in report()
    assert "4 of 4 prescribed" in report("--person", "anna")
    Path("page.html").unlink()
    train(1, person="ben")
    assert refused() == (
        "A report is about one person, and anna and ben have trained since "
        f"{(now() - timedelta(weeks=12)).date()}: choose one on the home page, or with --person."
    )
    assert "of anna, ben; name a profile" in refused("--person", "bem")


@pytest.mark.slow
def test_idle_weeks_count_and_an_earlier_time_is_not_in_it() -> None:
    keep(history_path(), now() - timedelta(weeks=20))
    keep(history_path(), now() - timedelta(weeks=5))
    text = report("--since", f"{now() - timedelta(weeks=9):%Y-%m-%d}")
    assert "Trained on 1 day in 10 weeks" in text


@pytest.mark.slow
def test_a_long_time_is_averaged() -> None:
    write_history(history_path(), now(), weeks=30)
    text = report("--since", f"{now() - timedelta(weeks=40):%Y-%m-%d}")
    assert "Each point of a chart is the mean of a week." in text


def test_the_history_is_not_written_over(tmp_path: Path) -> None:
    train(1)
    assert "would be written over" in refusal(printed_by, app, "report", "--to", history_path())


@pytest.mark.slow
@pytest.mark.alone
def test_of_ten_thousand_sessions_the_usual_weeks_are_reported_in_less_than_a_second() -> None:
    write_many(history_path(), 10_000, now())
    assert b"Written to" in posetrainer_in_less_than(1, "report")
    assert b"Written to" in posetrainer_in_less_than(1.5, "report", "--since", "2000-01-01")
