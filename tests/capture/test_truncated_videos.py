"""Truncated and damaged videos are played up to the damage, which is reported; others are whole."""

import os
import struct
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from capture.playing import assert_one_sentence, play, play_whole
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numbered_pictures import number_of

from posetrainer.errors import CaptureError

MakeVideo = Callable[..., Path]


class TestWholeFilesRaiseNoAlarm:
    @pytest.mark.parametrize("sound_s", [0.5, 3.0])
    @pytest.mark.parametrize("name", ["clip.mp4", "clip.mkv"])
    def test_sound_of_another_length(
        self, make_video: MakeVideo, name: str, sound_s: float
    ) -> None:
        assert len(play_whole(make_video(name, sound_s=sound_s))) == 25

    def test_a_long_pause_before_the_last_frame(self, make_video: MakeVideo) -> None:
        assert len(play_whole(make_video(stamps_ms=[0, 40, 80, 5000]))) == 4

    @pytest.mark.parametrize(
        ("first_ms", "length_ms"), [(0, 600), (400, 600), (400, 300)], ids=["end", "start", "both"]
    )
    def test_a_trim_by_edit_list(
        self, make_video: MakeVideo, first_ms: int, length_ms: int
    ) -> None:
        path = make_video()
        trim(path, first_ms, length_ms)
        frames = play_whole(path)
        assert len(frames) == pytest.approx(length_ms / 40, abs=1.1)
        assert number_of(frames[0].image) == first_ms // 40
        assert frames[0].time_s == 0.0


def trim(path: Path, first_ms: int, length_ms: int) -> None:
    """Rewrite an MP4's edit list, as phones do to trim a clip without encoding it anew.

    Only for files of `make_video`: one edit, movie and media time in units that the boxes
    ``mvhd`` and ``mdhd`` of version 0 tell.
    """
    data = bytearray(path.read_bytes())
    movie_unit, media_unit = (
        struct.unpack_from(">I", data, data.index(box) + 16)[0] for box in (b"mvhd", b"mdhd")
    )
    edit = data.index(b"elst") + 12
    start = struct.unpack_from(">i", data, edit + 4)[0] + first_ms * media_unit // 1000
    struct.pack_into(">Ii", data, edit, length_ms * movie_unit // 1000, start)
    path.write_bytes(data)


class TestCutOff:
    @pytest.mark.parametrize(
        ("name", "at_frame"),
        [("clip.mp4", 10), ("clip.mp4", 90), ("clip.mkv", 55), ("clip.avi", 10)],
    )
    def test_whole_frames_come_and_then_the_alarm(
        self, make_video: MakeVideo, name: str, at_frame: int
    ) -> None:
        codec = "mpeg4" if name.endswith("avi") else "libx264"
        path = make_video(name, range(0, 4000, 40), codec=codec)
        os.truncate(path, positions(path)[at_frame] + 12)
        frames, cut = play(path)
        assert [frame.index for frame in frames] == list(range(len(frames)))
        assert at_frame - 4 <= len(frames) <= at_frame
        assert cut is not None
        assert str(path) in str(cut)
        assert f"second {frames[-1].time_s:.1f} of 4.0" in str(cut)

    def test_nothing_is_shown_that_was_not_filmed(self, make_video: MakeVideo) -> None:
        path = make_video(stamps_ms=range(0, 2000, 40))
        whole = play_whole(path)
        os.truncate(path, int(path.stat().st_size * 0.8))
        frames, _ = play(path)
        by_time = {frame.time_s: frame.image for frame in whole}
        assert all(np.array_equal(frame.image, by_time[frame.time_s]) for frame in frames)

    def test_a_cut_between_two_frames_is_noticed(self, make_video: MakeVideo) -> None:
        path = make_video(stamps_ms=range(0, 2000, 40))
        os.truncate(path, positions(path)[25])
        frames, cut = play(path)
        assert 20 <= len(frames) <= 25
        assert cut is not None

    def test_a_cut_in_a_trimmed_file_is_noticed(self, make_video: MakeVideo) -> None:
        path = make_video(stamps_ms=range(0, 4000, 40))
        end = positions(path)[75]
        trim(path, 2000, 2000)
        os.truncate(path, end)
        frames, cut = play(path)
        assert 20 <= len(frames) <= 25
        assert cut is not None

    @settings(
        max_examples=30,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(share=st.floats(0, 1), name=st.sampled_from(["clip.mp4", "clip.mkv", "clip.avi"]))
    def test_any_cut_ends_in_one_sentence(
        self, make_video: MakeVideo, tmp_path: Path, share: float, name: str
    ) -> None:
        path = tmp_path / name
        if not path.exists():
            make_video(name, codec="mpeg4" if name.endswith("avi") else "libx264", sound_s=1.0)
            path.with_suffix(".whole" + path.suffix).write_bytes(path.read_bytes())
        data = path.with_suffix(".whole" + path.suffix).read_bytes()
        path.write_bytes(data[: int(len(data) * share)])
        try:
            frames, cut = play(path)
        except CaptureError as error:
            assert_one_sentence(error, path)
            return
        if cut is None:
            assert len(frames) >= 25 - 7  # what the tolerance for the length lets pass
        else:
            assert_one_sentence(cut, path)
        assert all(a.time_s < b.time_s for a, b in pairwise(frames))

    def test_damage_in_the_middle_is_passed_over(self, make_video: MakeVideo) -> None:
        path = make_video(stamps_ms=range(0, 2000, 40))
        with av.open(str(path)) as container:
            packets = [packet for packet in container.demux(video=0) if packet.size]
        data = bytearray(path.read_bytes())
        data[packets[20].pos : packets[20].pos + packets[20].size] = bytes(packets[20].size)
        path.write_bytes(data)
        assert len(play_whole(path)) >= 45


def positions(path: Path) -> list[int]:
    """The byte at which each coded frame begins."""
    with av.open(str(path)) as container:
        return [packet.pos for packet in container.demux(video=0) if packet.size]
