"""What a live benchmark makes of what it noted, and that it measures anything."""

from dataclasses import replace
from pathlib import Path

import pytest
from acceptance.cli import CLIPS, posetrainer, posetrainer_here

from tools.bench.figures import (
    BenchError,
    FrameDone,
    LiveBench,
    Phase,
    Plain,
    Saturated,
    Spread,
    spread_ms,
)


def phase(indices: list[int], interval_s: float, *, latency_s: float = 0.05) -> Phase:
    """Frames done at even intervals, half of the time spent on one core."""
    moments = [
        FrameDone(index, 100 + i * interval_s, 7 + i * interval_s / 2)
        for i, index in enumerate(indices)
    ]
    sent_s = dict.fromkeys(range(max(indices) + 1), -1.0)
    sent_s.update({moment.index: moment.done_s - latency_s for moment in moments})
    return Phase.of(moments, list(sent_s.values()), dict.fromkeys(indices, 0.03))


def bench(
    latency_ms: Spread,
    ratio: float = 0.97,
    memory_mb: float | None = 300.0,
    dropped: int = 0,
    plain_p95: float = 100,
) -> LiveBench:
    return LiveBench(
        clip="clip.mp4",
        exercise="wall_squat",
        seconds=10,
        stream_fps=20,
        frames=200,
        dropped=dropped,
        latency_ms=latency_ms,
        inference_ms=Spread(30, 40),
        plain=Plain(Spread(80, plain_p95), Spread(60, 70), 0.9),
        saturated=Saturated(60, 30, 30 * ratio, ratio, Spread(45, 60)),
        cores_used=0.5,
        peak_memory_mb=memory_mb,
    )


class TestPhase:
    def test_what_was_passed_over_is_counted(self) -> None:
        assert phase([15, 16, 17], 0.1).dropped == 0
        assert phase([15, 17, 18, 22], 0.1).dropped == 4

    def test_the_first_frame_begins_the_time_and_is_not_counted(self) -> None:
        assert phase([3, 4, 5, 6, 7], 0.25).fps == pytest.approx(4)

    def test_processor_time_is_that_between_first_and_last(self) -> None:
        assert phase([3, 4, 5, 6, 7], 0.25).cores_used == pytest.approx(0.5)

    def test_latency_is_from_the_sending_of_the_very_frame(self) -> None:
        assert phase([2, 5, 6], 0.1, latency_s=0.07).latencies_s == pytest.approx([0.07] * 3)

    def test_inference_is_that_of_the_frames_that_count(self) -> None:
        moments = [FrameDone(4, 1.0, 0.0), FrameDone(6, 1.1, 0.1)]
        noted = Phase.of(moments, [0.9] * 7, {3: 9.0, 4: 0.02, 6: 0.03})
        assert noted.inference_s == (0.02, 0.03)

    @pytest.mark.parametrize("count", [0, 1])
    def test_too_few_frames_are_refused(self, count: int) -> None:
        with pytest.raises(BenchError, match="--seconds"):
            Phase.of([FrameDone(0, 1.0, 0.0)] * count, [0.9], {0: 0.03})


def test_spread_is_in_milliseconds() -> None:
    hundred_and_one = [i / 1000 for i in range(101)]
    assert spread_ms(hundred_and_one) == Spread(50.0, 95.0)


def test_a_round_compares_only_what_was_measured_one_after_the_other() -> None:
    # The machine was half as fast in the last round, and live was disturbed in the first.
    bare = [phase([0, 1, 2], interval_s) for interval_s in (0.02, 0.02, 0.04)]
    live = [phase([0, 1, 2], interval_s) for interval_s in (0.08, 0.025, 0.05)]
    flood = Saturated.of(60, bare, live)
    assert flood.ratio == pytest.approx(0.8)
    assert flood.bare_fps == pytest.approx(50)
    assert flood.live_fps == pytest.approx(20)


class TestVerdict:
    # 1.5 times 30 ms and one interval of 50 ms.
    @pytest.mark.parametrize(("p95", "met"), [(94.9, True), (95.1, False)])
    def test_of_latency(self, p95: float, met: bool) -> None:
        result = bench(Spread(40, p95))
        record = result.as_record()
        assert record["latency_limit_ms"] == pytest.approx(95)
        assert record["latency_met"] is met
        line = next(line for line in result.as_text().splitlines() if "at most 95.0 ms" in line)
        assert line.endswith("met" if met else "missed")

    @pytest.mark.parametrize(("ratio", "met"), [(0.951, True), (0.949, False)])
    def test_of_rate(self, ratio: float, met: bool) -> None:
        result = bench(Spread(40, 50), ratio)
        assert result.as_record()["rate_met"] is met
        line = next(line for line in result.as_text().splitlines() if "at least 0.95" in line)
        assert line.endswith("met" if met else "missed")

    @pytest.mark.parametrize(("p95", "met"), [(69.0, True), (71.0, False)])
    def test_of_latency_beside_mediapipe_as_it_comes(self, p95: float, met: bool) -> None:
        result = bench(Spread(40, p95), plain_p95=100)
        assert result.as_record()["plain_share"] == pytest.approx(p95 / 100)
        assert result.as_record()["plain_share_met"] is met
        line = next(line for line in result.as_text().splitlines() if "of its p95" in line)
        assert line.endswith("met" if met else "missed")


def test_all_that_was_sent_is_reported() -> None:
    assert "passed over:       3 of 203 frames" in bench(Spread(40, 50), dropped=3).as_text()


def test_where_no_memory_is_reported_the_rest_is() -> None:
    result = bench(Spread(40, 50), memory_mb=None)
    assert result.as_record()["peak_memory_mb"] is None
    assert "not reported by this system" in result.as_text()


@pytest.mark.parametrize(("load", "reported"), [(None, False), (0.1, False), (1.5, True)])
def test_that_others_were_at_work_is_reported(load: float | None, reported: bool) -> None:
    result = replace(bench(Spread(40, 50)), load=load)
    assert ("Other programs" in result.as_text()) is reported
    assert result.as_record()["load"] == load


def test_a_camera_is_no_clip() -> None:
    run = posetrainer_here("bench", "live", "0")
    assert run.code == 2
    assert "0 is no video file" in run.err


def test_a_clip_that_is_not_there(tmp_path: Path) -> None:
    run = posetrainer_here("bench", "live", tmp_path / "none.mp4")
    assert run.code == 2
    assert "none.mp4" in run.err


@pytest.mark.slow
def test_the_command_measures_a_clip() -> None:
    """Shape and orders of magnitude only: others may be at work on this machine."""
    clip = CLIPS / "wall_squat_good.mp4"
    run = posetrainer("bench", "live", clip, "--exercise", "wall_squat", "--seconds", 3, "--json")
    assert run.code == 0, run.err
    record = run.record
    assert record["clip"] == str(clip)
    assert record["exercise"] == "wall_squat"
    assert record["stream_fps"] == pytest.approx(15, abs=0.1)
    sent = record["frames"] + record["dropped"]
    assert sent == pytest.approx(3 * 15, abs=8)
    assert 1 < record["inference_ms"]["p50"] <= record["inference_ms"]["p95"] < 3000
    assert record["inference_ms"]["p50"] < record["latency_ms"]["p50"] < 5000
    assert record["latency_ms"]["p50"] <= record["latency_ms"]["p95"]
    assert record["latency_met"] == (record["latency_ms"]["p95"] <= record["latency_limit_ms"])
    assert record["plain"]["inference_ms"]["p50"] > 1
    assert record["plain_share"] == pytest.approx(
        record["latency_ms"]["p95"] / record["plain"]["latency_ms"]["p95"]
    )
    flood = record["saturated"]
    assert flood["stream_fps"] >= 60
    # More is sent than is looked at.
    assert 0 < flood["live_fps"] < flood["stream_fps"]
    assert 0 < flood["bare_fps"] < flood["stream_fps"]
    assert 0.1 < flood["ratio"] < 10
    assert record["rate_met"] == (flood["ratio"] >= record["rate_share"])
    assert 0 < record["cpu_percent_of_all_cores"] <= record["cpu_percent_of_one_core"]
    assert record["cpu_percent_of_all_cores"] <= 105
    assert record["peak_memory_mb"] is None or 50 < record["peak_memory_mb"] < 4000
