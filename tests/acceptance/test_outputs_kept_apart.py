"""No output is ever written over an input, or over another output; nothing is destroyed."""

import os
import shutil
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from acceptance.cli import posetrainer_here
from labelled import put_recording

from posetrainer.exercises.catalogue import exercise_path

#: Of `replay`.
OPTIONS = ("--save-video", "--events", "--record", "--transcript", "--sound-to")


def same(path: Path) -> Path:
    return path


def round_about(path: Path) -> Path:
    return path.parent / "nowhere" / ".." / path.name


def linked(path: Path) -> Path:
    link = path.with_name("soft")
    link.symlink_to(path)
    return link


def linked_hard(path: Path) -> Path:
    link = path.with_name("hard")
    os.link(path, link)
    return link


WAYS = (
    linked_hard,
    *(pytest.param(way, marks=pytest.mark.slow) for way in (same, linked, round_about)),
)


def refused(*arguments: object) -> str:
    return posetrainer_here(*arguments).refusal


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    return put_recording("wall_squat", tmp_path)


@pytest.mark.parametrize("way", WAYS)
def test_no_output_of_a_replay_is_its_input(way: Callable[[Path], Path], recording: Path) -> None:
    before = recording.read_bytes()
    spec = Path(shutil.copy(exercise_path("wall_squat"), recording.parent / "mine.yaml"))
    for option in OPTIONS:
        for link in recording.parent.glob("[sh][oa][fr][td]"):
            link.unlink()
        over = way(recording)
        sentence = refused("replay", recording, "--headless", option, over)
        assert str(over) in sentence
        assert option in sentence
        assert "another file" in sentence
        assert recording.read_bytes() == before
        refused("replay", recording, "--headless", "--spec", spec, option, spec)
    assert spec.read_bytes() == exercise_path("wall_squat").read_bytes()


@pytest.mark.slow
def test_two_outputs_are_never_one_file(recording: Path) -> None:
    kept, link = recording.parent / "kept", recording.parent / "link"
    link.symlink_to(kept)
    for exists in (False, True):
        if exists:
            kept.write_text("notes")
        for one, other in combinations(OPTIONS, 2):
            sentence = refused("replay", recording, "--headless", one, kept, other, link)
            assert one in sentence
            assert other in sentence
    assert kept.read_text() == "notes"


@pytest.mark.slow
def test_what_is_no_file_may_be_named_twice(recording: Path) -> None:
    to = os.devnull
    run = posetrainer_here("replay", recording, "--headless", "--events", to, "--transcript", to)
    assert run.code == 0, run.err


@pytest.mark.slow
def test_no_command_writes_over_what_it_reads(recording: Path) -> None:
    folder = recording.parent
    truth = next(folder.glob("*.truth.json"))
    film = Path(shutil.copy(recording, folder / "film.arrows"))
    mine = Path(shutil.copy(exercise_path("wall_squat"), folder / "mine.yaml"))
    before = {path: path.read_bytes() for path in (recording, truth, film, mine)}
    picture = folder / "looks.png"
    picture.symlink_to(truth)
    on = ("--on", folder)
    asked: list[tuple[object, ...]] = [
        ("score", folder, "--report", truth),
        ("score", folder, "--readings", recording),
        ("score", folder, "--report", folder / "new", "--readings", folder / "new"),
        ("fit", "wall_squat", folder, "--out", truth),
        ("fit", "wall_squat", folder, "--spec", mine, "--out", mine),
        ("fit", "wall_squat", folder, "--out", exercise_path("wall_squat")),
        ("sweep", "wall_squat", "counts", 20, 60, *on, "--plot", picture),
        ("demonstrate", recording, "--out", recording, "--force"),
        ("extract", film, "--out", folder),
        ("train", "wall_squat", "--camera", film, "--record-to", film),
        ("train", "wall_squat", "--spec", mine, "--events", mine),
        ("programme", "--camera", film, "--save-video", film),
    ]
    for arguments in asked:
        refused(*arguments)
    assert {path: path.read_bytes() for path in before} == before
    assert not (folder / "new").exists()


@pytest.mark.slow
def test_a_name_with_a_colon_is_a_file_and_an_address_is_none(
    recording: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(recording.parent)
    before = set(recording.parent.iterdir())
    for address in ("http://127.0.0.1:9/x.mp4", "rtmp://host/x", "file:///tmp/x", "tcp://host:1"):
        for option in OPTIONS:
            sentence = refused("replay", recording, "--headless", option, address)
            assert "address" in sentence
    assert set(recording.parent.iterdir()) == before
    more = ("--events", "tcp:1", "--transcript", "12:30")
    run = posetrainer_here("replay", recording, "--headless", *more)
    assert run.code == 0, run.err
    assert {path.name for path in set(recording.parent.iterdir()) - before} == {"tcp:1", "12:30"}
