"""Live pictures: the newest one, its time, and what happens when there is none."""

import threading
import time
from collections.abc import Callable, Iterator
from itertools import islice, pairwise

import numpy as np
import pytest
from numbered_pictures import HEIGHT, WIDTH, jpeg, number_of, numbered

from posetrainer.capture import Frame, Gap, Source, open_source
from posetrainer.capture import live as live_module
from posetrainer.capture.live import LiveSource
from posetrainer.errors import CaptureError
from tools.bench.local_stream import MjpegServer

Clip = Callable[[], Iterator[tuple[float, bytes]]]


@pytest.fixture
def quick_to_look_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_module, "_RECONNECT_EVERY_S", 0.3)


def take(source: Source, seconds: float) -> list[Frame | Gap]:
    """What a source gives out in a while."""
    taken = []
    end = time.perf_counter() + seconds
    for item in source:
        taken.append(item)
        if time.perf_counter() > end:
            break
    return taken


def frames_of(items: list[Frame | Gap]) -> list[Frame]:
    return [item for item in items if isinstance(item, Frame)]


def gaps_of(items: list[Frame | Gap]) -> list[Gap]:
    return [item for item in items if isinstance(item, Gap)]


class TestStream:
    @pytest.mark.alone
    @pytest.mark.slow
    def test_frames_come_at_the_pace_they_are_sent(self) -> None:
        delays_s = [0.0, *[0.02, 0.06] * 9]
        clip = [(delay_s, jpeg(index)) for index, delay_s in enumerate(delays_s)]
        with MjpegServer(clip) as server, open_source(server.url, reconnect=False) as source:
            frames = frames_of(list(source))
            sent_at_s = server.sent_at_s
        assert [number_of(frame.image) for frame in frames] == list(range(19))
        assert [frame.index for frame in frames] == list(range(19))
        assert frames[0].time_s == 0.0
        assert all(a.time_s < b.time_s for a, b in pairwise(frames))
        # From the second: the first is grabbed while the connection is still being looked at.
        lateness = np.array([frame.time_s for frame in frames[1:]]) - sent_at_s[1:]
        assert np.ptp(lateness) < 0.03

    @pytest.mark.alone
    @pytest.mark.slow
    def test_a_picture_is_here_soon_after_it_was_sent(self, endless_clip: Clip) -> None:
        lateness = []
        with MjpegServer(endless_clip) as server, open_source(server.url) as source:
            for item in islice(source, 40):
                # The newest one sent is the one at hand, unless the next is on its way.
                lateness.append(time.perf_counter() - server.sent_at_s[-1])
                assert isinstance(item, Frame)
                behind = (len(server.sent_at_s) - 1 - number_of(item.image)) % 30
                assert behind <= 2
        assert np.median(lateness) < 0.02

    def test_info_and_image(self, endless_clip: Clip) -> None:
        with MjpegServer(endless_clip) as server, open_source(server.url) as source:
            assert source.info.name == server.url
            assert source.info.live
            assert source.info.size == (WIDTH, HEIGHT)
            assert source.info.duration_s is None
            item = next(iter(source))
        assert isinstance(item, Frame)
        assert item.image.shape == (HEIGHT, WIDTH, 3)
        assert item.image[4:12, 4:20, 2].mean() > 200  # the red corner: blue, green, red

    @pytest.mark.alone
    def test_a_slow_consumer_gets_the_newest(self, endless_clip: Clip) -> None:
        with MjpegServer(endless_clip) as server, open_source(server.url) as source:
            frames = []
            for item in islice(source, 8):
                assert isinstance(item, Frame)
                frames.append(item)
                time.sleep(0.1)
        steps = [b.index - a.index for a, b in pairwise(frames)]
        assert all(3 <= step <= 8 for step in steps[1:])  # 50 a second, one every 0.1 s
        for a, b in pairwise(frames[1:]):
            assert b.time_s - a.time_s == pytest.approx(0.1, abs=0.04)
            assert (number_of(b.image) - number_of(a.image)) % 30 == b.index - a.index

    @pytest.mark.alone
    @pytest.mark.usefixtures("quick_to_look_again")
    @pytest.mark.slow
    def test_a_stream_that_goes_comes_back(self, endless_clip: Clip) -> None:
        with MjpegServer(endless_clip) as server, open_source(server.url) as source:
            before = take(source, 0.3)
            start = time.perf_counter()
            server.stop()
            gone = take(source, 1.0)
            away_s = time.perf_counter() - start
            server.start()
            back = take(source, 1.0)
        assert not gaps_of(before)
        gaps = gaps_of(gone)
        assert 4 <= len(gaps) <= 6
        assert gaps[0].reason == (
            "The stream has stopped: check the camera and the network; waiting for it."
        )
        assert len(frames_of(back)) > 10
        everything = before + gone + back
        assert all(a.time_s <= b.time_s for a, b in pairwise(everything))
        # The clock has run on through the gap.
        assert frames_of(back)[0].time_s - before[-1].time_s > away_s - 0.1
        assert isinstance(back[-1], Frame)
        indices = [frame.index for frame in frames_of(everything)]
        assert all(a < b for a, b in pairwise(indices))

    def test_without_reconnecting_the_frames_end(self, endless_clip: Clip) -> None:
        with MjpegServer(endless_clip) as server:
            with open_source(server.url, reconnect=False) as source:
                assert take(source, 0.2)
                server.stop()
                rest = list(source)
            assert not gaps_of(rest)

    @pytest.mark.slow
    def test_a_stall_is_a_gap_too(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(live_module, "_STALLED_AFTER_S", 0.3)
        clip = [(0.0, jpeg(1)), (1.0, jpeg(2))]
        with MjpegServer(clip) as server, open_source(server.url, reconnect=False) as source:
            items = list(source)
        assert [type(item) for item in items[:2]] == [Frame, Gap]
        assert 2 <= len(gaps_of(items)) <= 5
        assert isinstance(items[-1], Frame)
        assert items[-1].time_s == pytest.approx(1.0, abs=0.15)
        assert all(a.time_s < b.time_s for a, b in pairwise(items))

    def test_a_damaged_picture_is_passed_over(self) -> None:
        clip = [(0.02, jpeg(0)), (0.02, b"no picture"), (0.02, jpeg(2)), (0.02, jpeg(3))]
        with MjpegServer(clip) as server, open_source(server.url, reconnect=False) as source:
            numbers = [number_of(frame.image) for frame in frames_of(list(source))]
        assert numbers[-2:] == [2, 3]

    def test_every_client_gets_the_clip_from_the_start(self) -> None:
        clip = [(0.02, jpeg(index)) for index in range(5)]
        with MjpegServer(iter(clip)) as server:
            for _ in range(2):
                with open_source(server.url, reconnect=False) as source:
                    numbers = [number_of(frame.image) for frame in frames_of(list(source))]
                # A busy machine leaves out pictures that are overtaken.
                assert numbers == sorted(numbers)
                assert (numbers[0], numbers[-1]) == (0, 4)


class TestRefusals:
    def refusal(self, where: str, capfd: pytest.CaptureFixture[str]) -> str:
        capfd.readouterr()
        with pytest.raises(CaptureError) as refused:
            open_source(where)
        assert capfd.readouterr() == ("", "")
        message = str(refused.value)
        assert message.endswith(".")
        assert ". " not in message
        return message

    def test_camera_that_is_not_there(self, capfd: pytest.CaptureFixture[str]) -> None:
        message = self.refusal("99", capfd)
        assert message.startswith("Camera 99 cannot be opened")
        assert "doctor" not in message

    def test_connection_refused(self, capfd: pytest.CaptureFixture[str]) -> None:
        assert "refuses the connection" in self.refusal("http://127.0.0.1:1/video", capfd)

    @pytest.mark.parametrize("where", ["http://[::1", "http://nowhere.invalid/video"])
    def test_nonsense_address(self, where: str, capfd: pytest.CaptureFixture[str]) -> None:
        assert "cannot be reached" in self.refusal(where, capfd)

    def test_unknown_protocol(self, capfd: pytest.CaptureFixture[str]) -> None:
        assert "use http:// or rtsp://" in self.refusal("camera://garden", capfd)

    def test_not_found(self, endless_clip: Clip, capfd: pytest.CaptureFixture[str]) -> None:
        with MjpegServer(endless_clip) as server:
            assert "404" in self.refusal(server.url + "s", capfd)

    def test_no_answer(
        self, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
    ) -> None:
        from posetrainer.capture import network_stream as stream

        monkeypatch.setattr(stream, "_OPEN_TIMEOUT_S", 0.3)
        # The clip's first picture never comes: connected, but silent.
        with MjpegServer([(60.0, jpeg(0))]) as server:
            assert "does not answer in time" in self.refusal(server.url, capfd)

    def test_page_that_is_no_video(self, capfd: pytest.CaptureFixture[str]) -> None:
        with MjpegServer([(0.0, b"<html>Camera settings</html>" * 50)]) as server:
            self.refusal(server.url, capfd)

    def test_the_password_is_never_shown(
        self, endless_clip: Clip, capfd: pytest.CaptureFixture[str]
    ) -> None:
        with MjpegServer(endless_clip, login="anna:s3cret") as server:
            wrong = server.url.replace("//", "//anna:wr0ng@")
            message = self.refusal(wrong + "?token=t0ken", capfd)
            assert "name and password" in message
            with open_source(server.url.replace("//", "//anna:s3cret@")) as source:
                assert source.info.name == server.url
                names = [thread.name for thread in threading.enumerate()]
        shown = message + " ".join(names)
        assert not any(secret in shown for secret in ("anna", "s3cret", "wr0ng", "t0ken"))


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://10.0.0.7:8080/video", "http://10.0.0.7:8080/video"),
        ("rtsp://anna:s3cret@cam/1", "rtsp://cam/1"),
        ("rtsp://anna:s3/cr@e?t@cam/1?x=1#y", "rtsp://cam/1"),
        ("http://anna@cam/?user=anna&password=s3cret", "http://cam/"),
    ],
)
def test_addresses_are_shown_without_secrets(url: str, shown: str) -> None:
    from posetrainer.capture.network_stream import without_secrets

    assert without_secrets(url) == shown


class ReaderForTests:
    """A reader whose pictures come from a function."""

    name, fps, gone = "reader", None, "It has gone."

    def __init__(self, read: Callable[[], np.ndarray | None]) -> None:
        self._read = read
        self.opened = self.closed = 0

    def open(self) -> None:
        self.opened += 1

    def read(self) -> np.ndarray | None:
        return self._read()

    def close(self) -> None:
        self.closed += 1


class TestThread:
    # That none is left is checked after every test of this folder.
    @pytest.mark.slow
    def test_closing_is_quick_while_a_read_is_blocked(self) -> None:
        with MjpegServer([(0.0, jpeg(0)), (60.0, jpeg(1))]) as server:
            source = open_source(server.url)
            with source:
                next(iter(source))
                time.sleep(0.1)
                start = time.perf_counter()
            assert time.perf_counter() - start < 2.0

    @pytest.mark.slow
    def test_closing_is_quick_even_if_the_reader_hangs(self) -> None:
        release = threading.Event()
        pictures = iter([numbered(0)])

        def read() -> np.ndarray | None:
            for picture in pictures:
                return picture
            release.wait(10.0)
            return None

        source = LiveSource(ReaderForTests(read))
        start = time.perf_counter()
        source.close()
        assert time.perf_counter() - start < 2.0
        release.set()

    def test_closing_ends_a_loop_that_waits(self) -> None:
        def read() -> np.ndarray:
            time.sleep(0.01)
            return numbered(0)

        source = LiveSource(ReaderForTests(read))
        threading.Timer(0.1, source.close).start()
        assert len(list(source)) >= 2

    def test_a_picture_grabbed_just_before_a_gap_was_reported_is_not_older(self) -> None:
        pictures = iter([numbered(0)])

        def read() -> np.ndarray | None:
            time.sleep(0.01)
            return next(pictures, None)

        with LiveSource(ReaderForTests(read)) as source:
            source._gone = True
            items = iter(source)
            next(items)
            gap = next(items)
            assert isinstance(gap, Gap)
            source._publish(numbered(1), grabbed_at_s=gap.time_s - 0.01)
            assert next(items).time_s >= gap.time_s

    def test_an_unforeseen_error_reaches_the_consumer(self) -> None:
        pictures = iter([numbered(0), numbered(1)])

        def read() -> np.ndarray:
            for picture in pictures:
                return picture
            raise ZeroDivisionError

        reader = ReaderForTests(read)
        with LiveSource(reader) as source, pytest.raises(ZeroDivisionError):
            list(source)
        assert reader.closed == 1

    def test_a_reader_that_fails_at_once_is_closed(self) -> None:
        def read() -> np.ndarray:
            raise CaptureError("No picture.")

        reader = ReaderForTests(read)
        with pytest.raises(CaptureError, match="No picture"):
            LiveSource(reader)
        assert reader.closed == 1
