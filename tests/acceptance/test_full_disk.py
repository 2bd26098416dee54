"""On a disk that is full a session goes on, says so once, and what was written can be read."""

import json
import wave
from pathlib import Path

import av
import pytest
from acceptance.cli import CLIPS, posetrainer, posetrainer_here
from acceptance.limited import needs_dev_full, needs_limits, no_file_larger_than
from labelled import put_recording

from posetrainer.recordings.reader import load_recording

pytestmark = pytest.mark.slow

CLIP = CLIPS / "straight_leg_raise_far.mp4"
FULL = "/dev/full"


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return put_recording("wall_squat", tmp_path_factory.mktemp("recording"))


@needs_limits
def test_a_replay_comes_to_its_end_and_reports_what_is_missing(
    recording: Path, tmp_path: Path
) -> None:
    outputs = {
        "--record": tmp_path / "kept.arrows",
        "--events": tmp_path / "events.jsonl",
        "--transcript": tmp_path / "said.txt",
    }
    more = [part for output in outputs.items() for part in output]
    whole = posetrainer_here("replay", recording, "--headless", "--json", *more)
    assert whole.code == 0, whole.err
    before = {path: path.read_bytes() for path in outputs.values()}
    events, said = (outputs[option] for option in ("--events", "--transcript"))
    for limit in (40_000, 700, 0):
        with no_file_larger_than(limit):
            run = posetrainer_here("replay", recording, "--headless", "--json", *more)
        assert run.code == 2
        assert run.record == whole.record
        short = [path for path, content in before.items() if len(content) > limit]
        problems = [line for line in run.err.splitlines() if "cannot be written" in line]
        assert sorted(line.split(" cannot")[0] for line in problems) == sorted(map(str, short))
        assert all("free some space" in line for line in problems)
        for path in (events, said):
            content = path.read_bytes()
            assert before[path].startswith(content)
            assert content == b"" or content.endswith(b"\n")
        if limit < 40_000:
            # Not one batch of landmarks is that small.
            assert not outputs["--record"].exists()
            continue
        kept = load_recording(outputs["--record"])
        assert 0 < len(kept.times_s) < len(load_recording(recording).times_s)
        assert not kept.whole


@needs_dev_full
def test_a_device_that_is_full_is_reported_and_stays(recording: Path) -> None:
    whole = posetrainer_here("replay", recording, "--headless", "--json")
    for option in ("--record", "--events", "--transcript"):
        run = posetrainer_here("replay", recording, "--headless", "--json", option, FULL)
        assert run.code == 2
        assert run.record == whole.record
        assert run.err.count(f"{FULL} cannot be written") == 1
    run = posetrainer_here("replay", recording, "--headless", "--save-video", FULL)
    assert (run.code, run.out) == (2, "")
    assert f"{FULL} cannot be written" in run.err
    run = posetrainer_here("score", recording.parent, "--json", "--report", FULL)
    assert run.code == 2
    assert run.record["all"]["clips"] == 1
    assert f"{FULL} cannot be written" in run.err
    assert Path(FULL).is_char_device()


@needs_limits
def test_training_goes_on_without_its_recording_and_reports_it_once(tmp_path: Path) -> None:
    with no_file_larger_than(20_000):
        run = posetrainer(
            *("train", "straight_leg_raise", "--camera", CLIP, "--headless", "--voice", "tones"),
            *("--save-video", tmp_path / "film.mp4", "--sound-to", tmp_path / "sound.wav"),
            XDG_DATA_HOME=str(tmp_path / "home"),
            # The limit is for whatever is written.
            PYTHONDONTWRITEBYTECODE="1",
        )
    assert run.code == 0, run.err
    assert "Repetitions │ 2" in run.out
    kept = next((tmp_path / "home").rglob("*.arrows"))
    for path in (kept, tmp_path / "film.mp4", tmp_path / "sound.wav"):
        assert run.out.count(f"{path} cannot be written") == 1
    assert run.out.count(f"{tmp_path / 'home' / 'posetrainer' / 'history.sqlite3'} cannot") == 1
    assert run.out.count("The training goes on without it.") == 4
    assert len(load_recording(kept).times_s) > 10
    with wave.open(str(tmp_path / "sound.wav")) as sound:
        assert len(sound.readframes(1 << 30)) > 10_000


@needs_limits
def test_a_folder_that_cannot_be_made_does_not_keep_anybody_from_training(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.write_text("in the way")
    asked = ("train", "straight_leg_raise", "--camera", CLIP, "--headless", "--voice", "off")
    run = posetrainer(*asked, XDG_DATA_HOME=str(home))
    assert run.code == 0, run.err
    assert run.out.count("cannot be written") == 1
    assert run.out.count("history.sqlite3 cannot be used") == 1
    assert "Landmarks kept" not in run.out
    # Where the file was asked for by name, it is told before anything begins.
    run = posetrainer(*asked, "--record-to", home / "kept.arrows")
    assert (run.code, len(run.err.splitlines())) == (2, 1)


@needs_limits
def test_the_video_of_a_replay_plays_up_to_where_the_disk_was_full(
    recording: Path, tmp_path: Path
) -> None:
    film = tmp_path / "film.mp4"
    with no_file_larger_than(150_000):
        asked = ("--headless", "--json", "--save-video", film)
        run = posetrainer("replay", recording, *asked, PYTHONDONTWRITEBYTECODE="1")
    assert run.code == 2
    assert run.record["repetitions"] == 3
    assert f"{film} cannot be written" in run.err
    pictures = 0
    with av.open(str(film)) as container:
        for packet in container.demux(video=0):
            if packet.size and not packet.is_corrupt:
                pictures += 1
    assert pictures > 30


def test_events_of_a_replay_are_whole_lines(recording: Path, tmp_path: Path) -> None:
    log = tmp_path / "events.jsonl"
    assert posetrainer_here("replay", recording, "--headless", "--events", log).code == 0
    assert all(json.loads(line) for line in log.read_text().splitlines())
