"""What cannot be played is refused in one sentence."""

import os
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
from capture.playing import assert_one_sentence, play_whole
from numbered_pictures import HEIGHT, WIDTH, numbered

from posetrainer.capture import open_source
from posetrainer.errors import CaptureError

MakeVideo = Callable[..., Path]


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
