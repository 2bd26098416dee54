"""Video files: order, times, upright pictures, and files that are not whole."""

import os
import struct
import threading
import time
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numbered_pictures import HEIGHT, WIDTH, number_of, numbered

from posetrainer.capture import Frame, Gap, open_source
from posetrainer.errors import CaptureError, CutOffError

MakeVideo = Callable[..., Path]


def play(path: Path) -> tuple[list[Frame], CutOffError | None]:
    """Every frame of a file, and how it was found to be cut off."""
    frames: list[Frame] = []
    with open_source(str(path)) as source:
        try:
            for item in source:
                assert not isinstance(item, Gap)
                frames.append(item)
        except CutOffError as error:
            return frames, error
    return frames, None


def play_whole(path: Path) -> list[Frame]:
    frames, cut = play(path)
    assert cut is None
    return frames


class TestFrames:
    @pytest.mark.parametrize(
        "name", ["clip.mp4", "clip.mov", "clip.mkv", "clip.webm", "clip.avi", "clip.ts"]
    )
    def test_every_frame_comes_once_in_order(self, make_video: MakeVideo, name: str) -> None:
        codec = {".webm": "libvpx", ".avi": "mpeg4"}.get(Path(name).suffix, "libx264")
        frames = play_whole(make_video(name, codec=codec))
        assert [number_of(frame.image) for frame in frames] == list(range(25))
        assert [frame.index for frame in frames] == list(range(25))

    def test_a_slow_consumer_misses_nothing(self, make_video: MakeVideo) -> None:
        seen = []
        with open_source(str(make_video())) as source:
            for frame in source:
                time.sleep(0.01)
                seen.append(number_of(frame.image))
        assert seen == list(range(25))

    def test_images_are_blue_green_red_bytes(self, make_video: MakeVideo) -> None:
        image = play_whole(make_video())[0].image
        assert image.dtype == np.uint8
        assert image.shape == (HEIGHT, WIDTH, 3)
        blue, green, red = image[4:12, 4:20].mean((0, 1))
        assert red > 230
        assert max(blue, green) < 30

    def test_info_tells_what_is_known(self, make_video: MakeVideo) -> None:
        path = make_video()
        with open_source(str(path)) as source:
            info = source.info
        assert (info.name, info.live, info.size) == (str(path), False, (WIDTH, HEIGHT))
        assert info.fps == pytest.approx(25)
        assert info.frame_count == 25
        assert info.duration_s == pytest.approx(1.0)

    def test_a_file_is_played_once(self, make_video: MakeVideo) -> None:
        with open_source(str(make_video())) as source:
            assert len(list(source)) == 25
            assert list(source) == []


class TestTimes:
    @pytest.mark.parametrize(
        "stamps_ms",
        [range(0, 1000, 40), [0, 33, 67, 250, 251, 900, 2000, 2033], range(700, 1700, 50)],
        ids=["constant rate", "variable rate", "late start"],
    )
    @pytest.mark.parametrize("name", ["clip.mp4", "clip.mkv"])
    def test_times_are_the_containers_from_the_first_frame(
        self, make_video: MakeVideo, name: str, stamps_ms: "list[int] | range"
    ) -> None:
        frames = play_whole(make_video(name, stamps_ms))
        expected = [(stamp - stamps_ms[0]) / 1000 for stamp in stamps_ms]
        assert [frame.time_s for frame in frames] == pytest.approx(expected, abs=1e-6)

    def test_frames_without_stamps_follow_at_the_usual_rate(self, make_video: MakeVideo) -> None:
        frames = play_whole(make_video("raw.h264"))
        assert len(frames) == 25
        steps = {round(b.time_s - a.time_s, 6) for a, b in pairwise(frames)}
        assert len(steps) == 1
        assert 0.01 <= steps.pop() <= 0.1


class TestUpright:
    # Where the red corner, top left as coded, is seen after the turn (counterclockwise).
    @pytest.mark.parametrize(
        ("rotation", "mirrored", "size", "corner"),
        [
            (0, False, (WIDTH, HEIGHT), "top left"),
            (90, False, (HEIGHT, WIDTH), "bottom left"),
            (180, False, (WIDTH, HEIGHT), "bottom right"),
            (-90, False, (HEIGHT, WIDTH), "top right"),
            (0, True, (WIDTH, HEIGHT), "top right"),
        ],
    )
    def test_a_phones_picture_is_turned(
        self,
        make_video: MakeVideo,
        rotation: int,
        mirrored: bool,
        size: tuple[int, int],
        corner: str,
    ) -> None:
        path = make_video(rotation=rotation, mirrored=mirrored)
        with open_source(str(path)) as source:
            assert source.info.size == size
            image = next(iter(source)).image
        assert (image.shape[1], image.shape[0]) == size
        assert red_corner(image) == corner
        assert image.flags.c_contiguous

    def test_pyav_agrees_on_the_sense_of_the_rotation(self, make_video: MakeVideo) -> None:
        path = make_video(rotation=90)
        with av.open(str(path)) as container:
            decoded = next(container.decode(video=0))
        turned = np.rot90(decoded.to_ndarray(format="bgr24"), decoded.rotation // 90)
        assert red_corner(turned) == red_corner(play_whole(path)[0].image)

    def test_pixels_become_square(self, make_video: MakeVideo) -> None:
        path = make_video(pixel_aspect=Fraction(4, 3))
        with open_source(str(path)) as source:
            assert source.info.size == (WIDTH * 4 // 3, HEIGHT)
            assert next(iter(source)).image.shape == (HEIGHT, WIDTH * 4 // 3, 3)


def red_corner(image: np.ndarray) -> str:
    height, width = image.shape[:2]
    corners = {
        "top left": image[:8, :8],
        "top right": image[:8, width - 8 :],
        "bottom left": image[height - 8 :, :8],
        "bottom right": image[height - 8 :, width - 8 :],
    }
    redness = {name: float(c[..., 2].mean() - c[..., 0].mean()) for name, c in corners.items()}
    return max(redness, key=lambda name: redness[name])


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
    @pytest.mark.parametrize("at_frame", [10, 55, 90])
    @pytest.mark.parametrize("name", ["clip.mp4", "clip.mkv", "clip.avi"])
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


def assert_one_sentence(error: CaptureError, path: Path) -> None:
    message = str(error)
    assert str(path) in message
    rest = message.replace(str(path), "")
    assert rest.endswith(".")
    assert ". " not in rest
    assert "\n" not in rest


class TestBadInputs:
    def refusal(self, path: Path, capfd: pytest.CaptureFixture[str]) -> str:
        with pytest.raises(CaptureError) as refused:
            open_source(str(path))
        assert_one_sentence(refused.value, path)
        assert capfd.readouterr() == ("", "")
        return str(refused.value)

    def test_missing(self, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
        assert "does not exist" in self.refusal(tmp_path / "clip.mp4", capfd)

    def test_folder(self, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
        assert "folder" in self.refusal(tmp_path, capfd)

    def test_empty(self, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "clip.mp4"
        path.touch()
        assert "empty" in self.refusal(path, capfd)

    @pytest.mark.parametrize("name", ["notes.mp4", "notes.txt"])
    def test_text(self, tmp_path: Path, name: str, capfd: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / name
        path.write_text("Lie on your back. Bend your knees.\n" * 100)
        assert "not a video" in self.refusal(path, capfd)

    def test_playlist_asks_nobody(self, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "clip.mp4"
        path.write_text("#EXTM3U\n#EXTINF:10,\nhttp://127.0.0.1:1/part.ts\n#EXT-X-ENDLIST\n")
        assert "not a video" in self.refusal(path, capfd)

    def test_still_picture(self, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "photo.png"
        with av.open(str(path), "w", format="image2", options={"update": "1"}) as container:
            stream = container.add_stream("png")
            stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "rgb24"
            frame = av.VideoFrame.from_ndarray(numbered(3), format="bgr24")
            container.mux(stream.encode(frame.reformat(format="rgb24")))
            container.mux(stream.encode(None))
        assert "not a video" in self.refusal(path, capfd)

    def test_sound_alone(self, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "clip.mp4"
        with av.open(str(path), "w") as container:
            sound = container.add_stream("aac", rate=8000)
            silence = np.zeros((1, 1024), np.int16)
            quiet = av.AudioFrame.from_ndarray(silence, format="s16", layout="mono")
            quiet.sample_rate = 8000
            container.mux(sound.encode(quiet))
            container.mux(sound.encode(None))
        assert "only sound" in self.refusal(path, capfd)

    def test_index_lost(
        self, make_video: MakeVideo, tmp_path: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        data = make_video().read_bytes()
        start = data.index(b"moov") - 4
        size = int.from_bytes(data[start : start + 4], "big")
        path = tmp_path / "recording.mp4"  # as a phone writes it: the index would come last
        path.write_bytes(data[:start] + data[start + size :])
        assert "index is lost" in self.refusal(path, capfd)

    def test_cut_inside_the_index(
        self, make_video: MakeVideo, capfd: pytest.CaptureFixture[str]
    ) -> None:
        path = make_video()
        os.truncate(path, path.read_bytes().index(b"stsz"))
        assert "index is lost" in self.refusal(path, capfd)

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
    def test_no_right_to_read(
        self, make_video: MakeVideo, capfd: pytest.CaptureFixture[str]
    ) -> None:
        path = make_video()
        path.chmod(0)
        assert "permissions" in self.refusal(path, capfd)

    def test_a_colon_in_the_name_is_no_protocol(self, make_video: MakeVideo) -> None:
        path = make_video()
        assert len(play_whole(path.rename(path.with_name("http:clip.mp4")))) == 25


class TestThreads:
    # That none is left is checked after every test of this folder.
    def readers(self) -> list[threading.Thread]:
        return [thread for thread in threading.enumerate() if thread.name == "read-ahead"]

    def test_a_loop_left_early_ends_its_thread(self, make_video: MakeVideo) -> None:
        source = open_source(str(make_video()))
        for frame in source:
            assert len(self.readers()) == 1
            if frame.index == 3:
                break
        assert not self.readers()

    def test_leaving_the_context_ends_the_thread(self, make_video: MakeVideo) -> None:
        with open_source(str(make_video())) as source:
            frames = iter(source)
            next(frames)
            assert len(self.readers()) == 1
        assert not self.readers()
        assert next(frames, None) is None

    def test_a_source_never_read_has_no_thread(self, make_video: MakeVideo) -> None:
        with open_source(str(make_video())):
            assert not self.readers()
