"""What the home page is made of, without a browser."""

import asyncio
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from html.parser import HTMLParser
from pathlib import Path

import pytest
from acceptance.cli import CLIPS
from acceptance.limited import needs_limits, no_file_larger_than
from each import for_each
from histories import NOON, RAISE, completed, keep
from hypothesis import given
from hypothesis import strategies as st

from posetrainer.capture.light import Light
from posetrainer.errors import UserError
from posetrainer.exercises.catalogue import load_exercise
from posetrainer.feedback.ending import ending_of
from posetrainer.history.database import reading
from posetrainer.history.records import Ratings
from posetrainer.history.sessions import last_session, sessions
from posetrainer.history.span import Span
from posetrainer.history.summaries import DaySummary, days, exercise_days
from posetrainer.history.today import done_until
from posetrainer.home.calendar import WEEKS, calendar_html
from posetrainer.home.camera_view import camera_choices
from posetrainer.home.model import Home
from posetrainer.home.person_view import spared_of, with_spared
from posetrainer.home.preview import READY, set_up_words
from posetrainer.home.programme import Today, programme_of
from posetrainer.home.programme_view import about, tiles_html
from posetrainer.home.ratings import EFFORT, PAIN_BEFORE, keep_ratings
from posetrainer.home.settings import Settings, load_settings, save_settings, settings_path
from posetrainer.home.training import command_of, lost_in, problem_of, train
from posetrainer.home.trend import chart_option, felt_lines, motion_lines, sentence, unit_of
from posetrainer.profiles.model import Override, PersonProfile
from posetrainer.profiles.store import save_profile
from posetrainer.rules.trainer import Trainer

FRIDAY = date(2026, 3, 6)
DAYLIGHT = Light(brightness=120.0, grain=0.0)


@pytest.fixture(autouse=True)
def empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for kind in ("DATA", "CONFIG"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    return tmp_path


# Settings


def test_settings_are_kept_and_private() -> None:
    assert load_settings() == Settings()
    chosen = Settings().changed(person="anna", minutes=8, camera="http://127.0.0.1/video")
    save_settings(chosen)
    assert load_settings() == chosen
    if sys.platform != "win32":
        assert settings_path().stat().st_mode & 0o077 == 0


@for_each("text", ["", "{", "[]", '{"minutes": 1e9}', '{"equipment": ["sofa"]}'])
def test_settings_that_cannot_be_read_are_the_usual_ones(text: str) -> None:
    save_settings(Settings())
    settings_path().write_text(text, encoding="utf-8")
    assert load_settings() == Settings()


# Today's programme


def test_a_programme_leaves_out_what_its_person_spares() -> None:
    save_profile(PersonProfile(name="anna", exercises={"wall_squat": Override(skip=True)}))
    everybody = programme_of(Settings(), FRIDAY)
    anna = programme_of(Settings(person="anna"), FRIDAY)
    assert "Wall squat" in tiles_html(everybody)
    assert "Wall squat" not in tiles_html(anna)
    with pytest.raises(UserError, match="There is no profile 'bert'"):
        programme_of(Settings(person="bert"), FRIDAY)


def test_tiles_show_how_far_a_programme_has_come() -> None:
    today = programme_of(Settings(), FRIDAY)
    assert tiles_html(today).count("<li") == len({b.spec.id for b in today.plan.blocks})
    assert "10 times. 3 rounds." in tiles_html(today)
    assert "done" not in tiles_html(today)
    begun = replace(today, day=replace(today.day, block=6, counted=2))
    assert tiles_html(begun).count("✓ done") == 2
    assert tiles_html(begun).count("goes on here") == 1
    assert "Goes on with Ankle pumps, 2 done." in about(begun)
    done = replace(today, day=replace(today.day, done=True))
    assert "Done for today." in about(done)


# Training


def test_the_command_has_all_that_was_chosen_and_no_value_is_an_option() -> None:
    settings = Settings(person="anna", camera="--headless", minutes=8, equipment=("mat",))
    command = command_of(settings, 6, anew=True)
    assert command[:2] == [sys.executable, "-m"]
    for argument in ("--camera=--headless", "--minutes=8", "--equipment=mat", "--profile=anna"):
        assert argument in command
    assert "--pain-before=6" in command
    assert "--anew" in command
    skipped = command_of(Settings(), None, anew=False)
    assert not any(word.startswith(("--pain", "--profile", "--anew")) for word in skipped)


def test_what_went_wrong_in_training_is_its_last_sentence() -> None:
    problem = b"INFO: something\nCamera 0 cannot be opened: plug it in.\n"
    assert problem_of(problem, 2) == "Camera 0 cannot be opened: plug it in."
    assert problem_of(b"\xff", -9) == "The training ended early. What was done until then is kept."
    fails = [sys.executable, "-S", "-c", "import sys; sys.exit('x' * 9) if 0 else sys.exit(3)"]
    assert asyncio.run(train(fails)) == problem_of(b"", 3)
    assert asyncio.run(train([sys.executable, "-S", "-c", ""])) is None


def test_what_a_training_could_not_keep_is_reported_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert lost_in(b"") is None
    assert lost_in(b'{"lost": []}') is None
    said = lost_in(b'{"lost": ["The history x cannot be used: free some space there."]}')
    assert said is not None
    assert said.startswith("The history x cannot be used: free some space there. You have trained")

    async def loses(_command: list[str]) -> str | None:
        return said

    async def at_once(do: Callable[..., None], *given: object) -> None:
        do(*given)

    home = Home()
    monkeypatch.setattr("posetrainer.home.model.train", loses)
    monkeypatch.setattr("posetrainer.home.model.run.io_bound", at_once)
    asyncio.run(home.train(None))
    assert (home.stage, home.problem) == ("home", said)
    home.go("before")
    assert home.problem is None


@needs_limits
@pytest.mark.slow
def test_a_training_on_a_full_disk_goes_on_and_reports_what_is_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    clip = str(CLIPS / "heel_raises_good.mp4")
    settings = Settings(camera=clip, minutes=3, voice="off")
    with no_file_larger_than(20_000):
        said = asyncio.run(train([*command_of(settings, None, anew=False), "--headless"]))
    assert said is not None
    assert said.count("history.sqlite3 cannot be used") == 1
    assert said.endswith("You have trained all the same; this part is not kept.")


# Person


@given(st.sampled_from(["", "all", "left", "right"]))
def test_what_is_spared_comes_back_as_it_was_chosen(spared: str) -> None:
    before = Override(target_deg=30, note="until May")
    after = with_spared(before, spared)
    assert spared_of(after) == spared
    assert (after.target_deg, after.note) == (before.target_deg, before.note)


# Camera


def test_the_set_up_check_says_one_thing() -> None:
    spec = load_exercise(RAISE)
    trainer = Trainer(spec)
    progress = trainer.progress
    assert set_up_words(None, progress, Light(10.0, 0.0)).startswith("It is too dark")
    assert set_up_words(None, progress, DAYLIGHT) == "Come into the picture."
    ready = replace(progress, ready=True, obstacle=None)
    assert set_up_words(None, ready, Light(120.0, 0.9)).startswith("The picture is too grainy")
    assert set_up_words(None, ready, DAYLIGHT) == READY


def test_the_chosen_camera_is_among_the_choices_whatever_the_system_reports() -> None:
    assert camera_choices({}, "0") == {"0": "0: the first camera"}
    assert camera_choices({2: "Desk"}, "http://a/b") == {
        "2": "2: Desk",
        "0": "0: the first camera",
        "http://a/b": "http://a/b",
    }


# Ratings and summary


def test_the_scales_have_their_steps() -> None:
    assert list(PAIN_BEFORE.options) == list(range(11))
    assert "numeric rating scale" in PAIN_BEFORE.named
    assert list(EFFORT.options) == [0, 0.5, *range(1, 11)]
    assert "Borg CR10" in EFFORT.named
    for scale in (PAIN_BEFORE, EFFORT):
        for value in scale.options:
            Ratings(pain_before=int(value), effort=value)


def test_a_session_is_summed_up_and_rated(empty_home: Path) -> None:
    path = empty_home / "data" / "posetrainer" / "history.sqlite3"
    keep(path, NOON - timedelta(hours=1), person="anna")
    events = (completed(1), completed(2, shortfalls=("hold",)), completed(3))
    number = keep(path, NOON, events, person="anna", ratings=Ratings(pain_before=6))
    keep(path, NOON + timedelta(hours=1), person="bert")
    keep_ratings(number, Ratings(pain_after=4, effort=0.5))
    with reading(path) as db:
        assert last_session(db, NOON, "anna") == number
        assert last_session(db, NOON + timedelta(hours=1), "anna") is None
        [found] = sessions(db, Span(session_id=number))
        assert found.ratings == Ratings(6, 4, 0.5)
        ending = ending_of(*done_until(db, number))
    assert dict(ending.counts) == {"repetitions": "3", "good": "2"}
    assert ending.not_good == "To do better: hold too short 1."
    assert ending.headline == "Enough for today"


# History


class Cells(HTMLParser):
    """The classes of a calendar's days, and what is read aloud of them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.classes: list[str] = []
        self.read: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "td":
            self.classes.append(dict(attrs)["class"] or "")
            self.read.append(dict(attrs)["title"] or "")


def day_of(day: date, minutes: float) -> DaySummary:
    return DaySummary(day, (1,), minutes, 10, 8, 0, 0, Ratings())


def test_a_calendar_has_whole_weeks_and_reads_each_day() -> None:
    cells = Cells(calendar_html([day_of(FRIDAY, 12), day_of(date(2026, 3, 2), 31)], FRIDAY))
    assert len(cells.classes) == 7 * WEEKS
    assert cells.classes[-7:] == ["full", "", "", "", "today some", "", ""]
    assert cells.read[-3] == "Fri 6 Mar: 12 minutes, 10 repetitions, 8 good"
    assert cells.read[-1] == "Sun 8 Mar"


def test_trends_are_lines_and_sentences(empty_home: Path) -> None:
    path = empty_home / "history.sqlite3"
    for day, peak in enumerate((30.0, 33.0, 36.1, 39.0, 42.0)):
        began = datetime(2026, 3, 2 + 2 * day, 12, tzinfo=timezone.utc)
        events = [completed(number, peak=peak) for number in (1, 2)]
        keep(path, began, events, ratings=Ratings(pain_before=6 - day))
    with reading(path) as db:
        by_day, by_exercise = days(db, Span()), exercise_days(db, Span())
    lines = motion_lines(by_exercise, RAISE)
    assert [name for name, _ in lines] == ["left side", "right side"]
    unit = unit_of(by_exercise, RAISE)
    assert sentence(lines[0], unit) == ("left side: 30° on 2 Mar, 42° on 10 Mar; +10.5° a week.")
    assert felt_lines(by_day)[0][0] == "pain before"
    assert sentence(("effort", [(FRIDAY, 3.0)]), "") == "effort: 3 on 6 Mar."
    option = chart_option(lines, unit)
    assert len({(s["color"], s["symbol"]) for s in option["series"]}) == 2


def test_a_day_is_of_its_programme() -> None:
    today = programme_of(Settings(), FRIDAY)
    assert isinstance(today, Today)
    assert (today.is_begun, today.is_done) == (False, False)
