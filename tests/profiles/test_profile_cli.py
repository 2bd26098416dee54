"""``posetrainer profile``, as a user types it."""

from datetime import datetime
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from bodies import Course, Film, squats
from invoking import printed_by, refusal

from posetrainer.commands.exercises import exercises_app
from posetrainer.commands.profile import profile_app
from posetrainer.profiles.model import Override
from posetrainer.profiles.store import load_profile
from posetrainer.recordings.columns import Header, RecordedMoment
from posetrainer.recordings.writer import RecordingWriter

run = partial(printed_by, profile_app)
refused = partial(refusal, run)


@pytest.fixture
def anna() -> None:
    run("create", "anna", "--stature-cm", "164")


def test_create_reports_where_it_is_kept(folder: Path) -> None:
    reported = run("create", "anna", "--stature-cm", "164")
    assert reported == f"Profile anna, 164 cm tall, is kept in {folder / 'anna.yaml'}.\n"
    assert load_profile("anna").stature_cm == 164
    assert run("path", "anna") == f"{folder / 'anna.yaml'}\n"


@pytest.mark.usefixtures("anna")
def test_a_profile_is_not_begun_anew_by_accident() -> None:
    run("set", "anna", "wall_squat", "--target", "30")
    assert "--force" in refused("create", "anna")
    assert load_profile("anna").exercises
    run("create", "anna", "--force")
    assert not load_profile("anna").exercises


@pytest.mark.usefixtures("anna")
def test_set_changes_what_is_named_and_nothing_else() -> None:
    run("set", "anna", "wall_squat", "--target", "30", "--hold-s", "3", "--note", "until March")
    run("set", "anna", "wall_squat", "--target", "35", "--repetitions", "6")
    run("set", "anna", "straight_leg_raise", "--target", "8", "--skip-side", "left")
    run("set", "anna", "heel_raises", "--skip")
    assert load_profile("anna").exercises == {
        "wall_squat": Override(target_deg=35, hold_s=3, repetitions=6, note="until March"),
        "straight_leg_raise": Override(target_in=8, skip_sides=("left",)),
        "heel_raises": Override(skip=True),
    }
    run("set", "anna", "heel_raises", "--no-skip")
    run("set", "anna", "wall_squat", "--clear", "--target", "40")
    run("set", "anna", "straight_leg_raise", "--clear")
    assert load_profile("anna").exercises == {"wall_squat": Override(target_deg=40)}


@pytest.mark.usefixtures("anna")
def test_show_reports_what_differs() -> None:
    assert "as prescribed" in run("show", "anna")
    run("set", "anna", "wall_squat", "--target", "30", "--note", "until the check-up")
    run("set", "anna", "knee_to_chest", "--skip-side", "left")
    run("set", "anna", "heel_raises", "--skip")
    lines = [" ".join(line.strip("│").split()) for line in run("show", "anna").splitlines()]
    assert "Wall squat │ target │ 45° │ 30°" in lines
    assert "│ note │ │ until the check-up" in [line.strip() for line in lines]
    assert any("only the right" in line for line in lines)
    assert "Heel raises │ exercise │ as prescribed │ left out" in lines
    assert not any("hold" in line for line in lines)


def test_show_lists_all_and_reports_which_one_is_broken(folder: Path) -> None:
    assert "There is no profile" in run("show")
    run("create", "anna", "--stature-cm", "164")
    (folder / "bob.yaml").write_text("name: bob\nstature: 180\n", encoding="utf-8")
    reported = " ".join(run("show").split())
    assert "anna │ 164 cm │ nothing" in reported
    assert "bob" in reported
    assert "stature" in reported


@pytest.mark.usefixtures("anna")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "ana"), "did you mean 'anna'"),
        (("path", "ana"), "did you mean 'anna'"),
        (("create", "../anna"), "did you mean 'anna'"),
        (("set", "ana", "wall_squat", "--target", "30"), "did you mean 'anna'"),
        (("set", "anna", "wall_squat"), "Nothing to change"),
        (("set", "anna", "wall_squat", "--target", "3"), "write 20 or more"),
        (("set", "anna", "wall_squat", "--target", "90"), "beyond too_deep, which allows 70"),
        (("set", "anna", "wall_squat", "--target", "nan"), "nan is no ordinary number"),
        (("set", "anna", "wall_squat", "--skip-side", "left"), "both sides work together"),
        (("set", "anna", "knee_to_chest", "--repetitions", "3"), "make it even"),
        (("set", "anna", "abdominal_contraction", "--target", "3"), "there is no target"),
        (("measure", "anna", "abdominal_contraction", "--from-video", "x"), "no range"),
        (("measure", "anna", "wall_squat", "--from-video", "nowhere.mp4"), "nowhere.mp4"),
    ],
)
def test_bad_input_is_one_sentence(arguments: tuple[str, ...], said: str) -> None:
    assert said in refused(*arguments)


def kept(film: Film, path: Path) -> Path:
    """A recording of a film."""
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    header = Header(spec=None, stature_m=1.7, live=False, made_at=now, versions={})
    writer = RecordingWriter(path, header)
    for time_s, pose in film:
        writer.add(RecordedMoment(time_s, (640, 480), pose, None))
    writer.close()
    return path


def shallow(*depths: float) -> Film:
    course = Course(0).stay(2)
    for depth in depths:
        course = course.to(depth, 3).stay(0.5).to(0, 3).stay(1)
    return squats(course, fps=15)


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return kept(shallow(38, 34), tmp_path / "clip.poses")


@pytest.mark.usefixtures("anna")
def test_measure_proposes_and_keeps_only_when_asked(clip: Path) -> None:
    reported = run("measure", "anna", "wall_squat", "--from-video", clip)
    found = [line for line in reported.splitlines() if line.startswith("Measured: ")]
    numbers = [float(word) for word in found[0].split() if word[0].isdigit()]
    assert np.allclose(numbers, [38, 34], atol=1.5)
    assert "Proposed target for now: 30 degrees; prescribed are 45." in reported
    assert load_profile("anna").exercises == {}
    run("measure", "anna", "wall_squat", "--from-video", clip, "--save")
    assert load_profile("anna").exercises == {"wall_squat": Override(target_deg=30)}


@pytest.mark.usefixtures("anna")
def test_a_smaller_target_that_somebody_set_stays(clip: Path) -> None:
    run("set", "anna", "wall_squat", "--target", "25", "--note", "not deeper")
    assert "which stays" in run("measure", "anna", "wall_squat", "--from-video", clip, "--save")
    assert load_profile("anna").override("wall_squat").target_deg == 25


@pytest.mark.usefixtures("anna")
def test_reaching_the_prescribed_target_needs_no_other(tmp_path: Path) -> None:
    clip = kept(shallow(48, 50), tmp_path / "clip.poses")
    reported = run("measure", "anna", "wall_squat", "--from-video", clip, "--save")
    assert "The prescribed 45 degrees were reached; nothing is proposed." in reported
    assert load_profile("anna").exercises == {}


@pytest.mark.usefixtures("anna")
def test_one_repetition_is_too_few(tmp_path: Path) -> None:
    clip = kept(shallow(35), tmp_path / "clip.poses")
    reported = refused("measure", "anna", "wall_squat", "--from-video", clip)
    assert "1 of 2 slow repetitions of wall_squat were seen" in reported


def test_an_exercise_is_shown_as_it_is_for_a_person(anna: None) -> None:
    run("set", "anna", "wall_squat", "--target", "30")
    shown = printed_by(exercises_app, "show", "wall_squat", "--profile", "anna")
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    assert "at_least_deg: 30 # profile: anna" in lines
    assert any(line.startswith("at_most_deg: 10 # line ") for line in lines), (
        "rest is as prescribed"
    )
