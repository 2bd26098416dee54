"""A recording is taken for the landmarks of a video only where it can be."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from recording_files import HEADER

from posetrainer.recordings.origin import doubt
from posetrainer.system.files import file_digest

FILM = replace(HEADER, live=False)


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    path = tmp_path / "a.arrows"
    path.write_bytes(b"as far as its name goes")
    return path


@pytest.fixture
def video(recording: Path) -> Path:
    path = recording.with_name("a.mp4")
    path.write_bytes(b"a video")
    return path


def made_after(video: Path, recording: Path, seconds: float) -> None:
    made = recording.stat().st_mtime + seconds
    os.utime(video, (made, made))


def test_one_that_knows_its_video_is_compared_with_the_content(
    recording: Path, video: Path
) -> None:
    header = replace(FILM, video=file_digest(video))
    for seconds in (-500, 500):
        made_after(video, recording, seconds)
        assert doubt(recording, header, video) is None
    video.write_bytes(b"another")
    made_after(video, recording, -500)
    assert doubt(recording, header, video) == (
        f"{recording} was made of another video than {video} and is not used: make it again with "
        "extract, or delete it."
    )


def test_one_that_does_not_is_not_older_than_its_video(recording: Path, video: Path) -> None:
    for seconds in (-500, 0, 20):
        made_after(video, recording, seconds)
        assert doubt(recording, FILM, video) is None
    made_after(video, recording, 500)
    reported = doubt(recording, FILM, video)
    assert reported is not None
    assert reported.startswith(f"{recording} is older than {video} and is not used")


def test_what_was_filmed_beside_a_live_session_may_be_copied_later(
    recording: Path, video: Path
) -> None:
    made_after(video, recording, 500)
    assert doubt(recording, HEADER, video) is None


def test_a_video_that_is_gone_is_no_doubt(recording: Path) -> None:
    gone = recording.with_name("gone.mp4")
    for header in (FILM, replace(FILM, video="0" * 40)):
        assert doubt(recording, header, gone) is None
