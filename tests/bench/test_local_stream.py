"""A clip as a camera on the network sends it: in real time, once or for ever, and cut off."""

import http.client
import socket
import sys
import time
from itertools import islice
from urllib.parse import urlsplit

import cv2
import numpy as np
import pytest
from acceptance.cli import CLIPS

from posetrainer.capture import Frame, open_source
from posetrainer.errors import CaptureError
from tools.bench.local_clip import LocalClip, load_clip
from tools.bench.local_stream import MjpegServer

#: Shown at 0, 0.1 and 0.4 s; over again after 0.6 s.
UNEVEN = LocalClip((0.0, 0.1, 0.4), (b"a", b"b", b"c"))


def ask(server: MjpegServer, path: str | None = None) -> http.client.HTTPResponse:
    where = urlsplit(server.url)
    connection = http.client.HTTPConnection(str(where.hostname), where.port, timeout=5)
    connection.request("GET", path or where.path)
    return connection.getresponse()


class TestServer:
    def test_each_picture_is_a_part_sent_when_it_is_due(self) -> None:
        with MjpegServer([(0.0, b"one"), (0.1, b"two"), (0.05, b"three")]) as server:
            answer = ask(server)
            body = answer.read()
            sent_at_s = np.array(server.sent_at_s)
        assert answer.headers.get_content_type() == "multipart/x-mixed-replace"
        boundary = b"--" + str(answer.headers.get_param("boundary")).encode()
        parts = body.split(boundary)
        assert [part.partition(b"\r\n\r\n")[2].strip() for part in parts[1:-1]] == [
            b"one",
            b"two",
            b"three",
        ]
        assert all(b"Content-Type: image/jpeg" in part for part in parts[1:-1])
        assert parts[-1] == b"--\r\n"
        # Never too early; how late depends on the machine.
        assert np.all(sent_at_s - sent_at_s[0] >= np.array([0.0, 0.1, 0.15]) - 0.02)

    def test_nothing_else_is_there(self) -> None:
        with MjpegServer([(0.0, b"one")]) as server:
            assert ask(server, "/").status == 404

    @pytest.mark.skipif(sys.platform != "linux", reason="has one address of its own only")
    def test_only_this_machine_can_connect(self) -> None:
        with MjpegServer([(0.0, b"one")]) as server:
            where = urlsplit(server.url)
            assert where.hostname == "127.0.0.1"
            # Another address of this machine stands for all others.
            with pytest.raises(ConnectionRefusedError):
                socket.create_connection(("127.0.0.2", where.port or 0), timeout=5)

    def test_stop_cuts_off_and_start_serves_again_at_the_same_address(self) -> None:
        with MjpegServer([(0.0, b"one"), (60.0, b"two")]) as server:
            before = server.url
            answer = ask(server)
            start_s = time.perf_counter()
            server.stop()
            answer.read()
            assert time.perf_counter() - start_s < 5
            with pytest.raises(ConnectionRefusedError):
                ask(server)
            server.start()
            assert server.url == before
            assert ask(server).status == 200


class TestClip:
    def test_its_own_times_over_and_over(self) -> None:
        sent = list(islice(UNEVEN.paced(), 7))
        assert [jpeg for _, jpeg in sent] == [b"a", b"b", b"c", b"a", b"b", b"c", b"a"]
        assert np.cumsum([wait_s for wait_s, _ in sent]) == pytest.approx(
            [0.0, 0.1, 0.4, 0.6, 0.7, 1.0, 1.2]
        )

    def test_at_another_rate_people_move_at_their_own_speed(self) -> None:
        sent = list(islice(UNEVEN.paced(20), 16))
        assert b"".join(jpeg for _, jpeg in sent) == b"aabbbbbbccccaabb"
        assert [wait_s for wait_s, _ in sent] == pytest.approx([0.0, *[0.05] * 15])

    def test_a_slower_rate_leaves_pictures_out(self) -> None:
        clip = LocalClip((0.0, 0.1, 0.2, 0.3), (b"a", b"b", b"c", b"d"))
        assert b"".join(jpeg for _, jpeg in islice(clip.paced(5), 4)) == b"acac"

    def test_it_comes_from_a_video(self) -> None:
        path = str(CLIPS / "wall_squat_good.mp4")
        clip = load_clip(path, longest_s=1.0)
        assert clip.fps == pytest.approx(15)
        assert len(clip.jpegs) == 16
        with open_source(path) as source:
            first = next(iter(source))
        assert isinstance(first, Frame)
        shown = cv2.imdecode(np.frombuffer(clip.jpegs[0], np.uint8), cv2.IMREAD_COLOR)
        assert np.abs(shown.astype(int) - first.image).mean() < 5

    def test_one_picture_is_no_clip(self) -> None:
        path = str(CLIPS / "wall_squat_good.mp4")
        with pytest.raises(CaptureError, match="fewer than two pictures"):
            load_clip(path, longest_s=0.01)


@pytest.mark.parametrize("fps", [None, 45.0])
def test_frames_are_numbered_as_they_were_sent(fps: float | None) -> None:
    """The latency of a frame is known by its number."""
    jpegs = tuple(
        cv2.imencode(".jpg", np.full((240, 320, 3), 12 * i, np.uint8) + noise(i))[1].tobytes()
        for i in range(20)
    )
    clip = LocalClip(tuple(i / 30 for i in range(20)), jpegs)
    with (
        MjpegServer(lambda: clip.paced(fps)) as server,
        open_source(server.url, reconnect=False) as source,
    ):
        for item in islice(source, 15):
            assert isinstance(item, Frame)
            sent = list(islice(clip.paced(fps), item.index + 1))[-1][1]
            picture = cv2.imdecode(np.frombuffer(sent, np.uint8), cv2.IMREAD_COLOR)
            assert np.abs(picture.astype(int) - item.image).mean() < 3


def noise(seed: int) -> np.ndarray:
    """Enough to make a picture of some kilobytes, as FFmpeg wants to see before it is sure."""
    return np.random.default_rng(seed).integers(0, 8, (240, 320, 3), np.uint8)
