"""Smoothing and speed: how late, how steady, and what a wrong frame does."""

import math
from collections.abc import Callable

import numpy as np
import pytest

from posetrainer.kinematics.signals import FORGET_AFTER_S, SPEED_WINDOW_S, OneEuro, Reading, Signal

FPS = (10, 15, 30, 60)
#: Lag of a value that changes by 40 units a second, as a very slow heel slide does: the
#: median's frame and the One Euro filter's delay.
LAG_S = {15: 0.1, 30: 0.075}


def run(
    value_at: Callable[[float], float], fps: float = 30, seconds: float = 3
) -> list[tuple[float, Reading]]:
    signal = Signal()
    times = [i / fps for i in range(round(seconds * fps) + 1)]
    return [(time_s, signal(time_s, value_at(time_s))) for time_s in times]


@pytest.mark.parametrize("fps", LAG_S)
def test_a_slow_movement_is_followed_without_delay_that_matters(fps: int) -> None:
    time_s, reading = run(lambda t: 40 * t, fps)[-1]
    lag_s = (40 * time_s - reading.value) / 40
    assert 0 < lag_s < LAG_S[fps]


@pytest.mark.parametrize("fps", FPS)
def test_at_rest_nothing_lags(fps: int) -> None:
    assert run(lambda t: 72.5, fps)[-1][1] == pytest.approx((72.5, 0, 0, 0, 0), abs=1e-9)


@pytest.mark.parametrize("fps", FPS)
def test_after_a_movement_the_value_arrives(fps: int) -> None:
    _, reading = run(lambda t: 40 * min(t, 2.0), fps)[-1]
    assert reading.value == pytest.approx(80, abs=0.1)
    assert (reading.speed, reading.drift) == pytest.approx((0, 0), abs=1e-9)


def test_one_euro_is_smooth_when_slow_and_quick_when_fast() -> None:
    def lag_s(speed: float) -> float:
        smooth = OneEuro()
        values = [smooth(i / 30, speed * i / 30) for i in range(91)]
        return (speed * 3 - values[-1]) / speed

    assert lag_s(200) < lag_s(40) < lag_s(5)


@pytest.mark.parametrize("fps", FPS)
def test_noise_shrinks(fps: int) -> None:
    rng = np.random.default_rng(1)
    readings = [reading for _, reading in run(lambda t: 40 + rng.normal(), fps, 60)][fps:]
    assert np.std([reading.value for reading in readings]) < 0.75
    assert np.std([reading.drift for reading in readings]) < 4


@pytest.mark.parametrize("fps", FPS)
def test_noise_alone_is_never_fast(fps: int) -> None:
    rng = np.random.default_rng(2)
    readings = [reading for _, reading in run(lambda t: 40 + rng.normal(), fps, 120)]
    assert max(abs(reading.speed) for reading in readings[fps:]) < 45


@pytest.mark.parametrize("fps", FPS)
@pytest.mark.parametrize("wrong", [200.0, -200.0])
def test_a_single_wrong_frame_moves_neither_value_nor_what_is_sure_of_the_speed(
    fps: int, wrong: float
) -> None:
    at_s = round(fps * 1.5) / fps
    for time_s, reading in run(lambda t: wrong if t == at_s else 30, fps)[2:]:
        assert reading.value == 30
        if time_s > 0.5:
            sure = (reading.sure_speed, reading.drift, reading.sure_drift)
            assert sure == pytest.approx((0, 0, 0), abs=1e-9)


@pytest.mark.parametrize("fps", FPS)
@pytest.mark.parametrize("jump", [60.0, -60.0])
def test_what_jumps_to_another_place_has_no_sure_speed(fps: int, jump: float) -> None:
    for time_s, reading in run(lambda t: jump if t > 1.5 else 0, fps)[2:]:
        if time_s > 0.5:
            assert (reading.sure_speed, reading.sure_drift) == pytest.approx((0, 0), abs=1e-9)


@pytest.mark.parametrize("fps", FPS)
def test_of_a_speed_less_is_sure_the_more_its_values_tremble(fps: int) -> None:
    rng = np.random.default_rng(5)
    means = []
    for sigma in (0.0, 1.0, 4.0):
        readings = run(lambda t: 80 * t + sigma * rng.normal(), fps, 20)[fps:]  # noqa: B023
        means.append(np.mean([reading.sure_speed for _, reading in readings]))
        assert all(abs(r.sure_speed) <= abs(r.speed) + 1e-9 for _, r in readings)
    assert means[0] == pytest.approx(80)
    assert 80 > means[1] > means[2] > 0


@pytest.mark.parametrize("fps", FPS)
def test_nothing_is_sure_of_the_speed_of_noise_alone(fps: int) -> None:
    rng = np.random.default_rng(2)
    sure = [abs(r.sure_speed) for _, r in run(lambda t: 40 + rng.normal(), fps, 120)[fps:]]
    assert np.quantile(sure, 0.95) < 8


@pytest.mark.parametrize("speed", [-120.0, 15.0, 90.0])
def test_speed_and_drift_of_a_ramp_are_exact_even_if_frames_come_unevenly(speed: float) -> None:
    times = np.cumsum(np.random.default_rng(3).uniform(0.01, 0.06, 100))
    signal = Signal()
    readings = [signal(t, speed * t) for t in times.tolist()]
    assert readings[-1].speed == pytest.approx(speed)
    # The value's median is a frame late, and frames are not alike.
    assert readings[-1].drift == pytest.approx(speed, rel=0.1)
    even = run(lambda t: speed * t)[-1][1]
    assert even.speed == pytest.approx(speed)
    assert even.drift == pytest.approx(speed)


def test_a_movement_is_read_alike_at_any_frame_rate() -> None:
    def movement(t: float) -> float:
        return 45 - 45 * math.cos(math.pi * t / 2)

    finest = dict(run(movement, 60))
    for fps in (10, 15, 30):
        for time_s, reading in run(movement, fps):
            if time_s > 0.6 and time_s in finest:
                assert reading.value == pytest.approx(finest[time_s].value, abs=8)
                assert reading.speed == pytest.approx(finest[time_s].speed, abs=10)


def test_what_is_unseen_reads_nothing_and_changes_nothing() -> None:
    blinking, steady = Signal(), Signal()
    for i in range(20):
        reading = steady(i / 30, 3.0 * i)
        assert blinking(i / 30, 3.0 * i) == pytest.approx(reading, nan_ok=True)
        assert all(math.isnan(number) for number in blinking(i / 30 + 0.01, math.nan))


def test_speed_is_unknown_until_there_is_enough_to_tell() -> None:
    for fps in FPS:
        for time_s, reading in run(lambda t: 50 * t, fps, 1):
            assert math.isnan(reading.speed) == (time_s < max(SPEED_WINDOW_S / 2, 2 / fps) - 1e-9)


def test_after_a_gap_the_past_is_forgotten() -> None:
    signal = Signal()
    for i in range(31):
        signal(i / 30, 90.0)
    back_s = 1 + FORGET_AFTER_S + 0.1
    first, second, third = (signal(back_s + i / 30, 10.0) for i in range(3))
    assert math.isnan(first.value)
    assert math.isnan(second.value)
    assert third.value == 10
    assert math.isnan(third.speed)
    assert math.isnan(third.drift)


def test_the_first_frame_after_a_gap_may_be_wrong() -> None:
    signal = Signal()
    for i in range(31):
        signal(i / 30, 10.0)
    readings = [signal(2 + i / 30, 10.0 if i else 120.0) for i in range(30)]
    seen = [reading for reading in readings if not math.isnan(reading.value)]
    assert {reading.value for reading in seen} == {10}
    assert all(abs(reading.sure_speed) < 1e-9 for reading in seen if reading.speed > -math.inf)


def test_an_untimed_signal_only_has_a_value() -> None:
    signal = Signal(timed=False)
    for i in range(10):
        reading = signal(i / 30, 5.0)
    assert reading.value == 5
    assert math.isnan(reading.speed)
    assert math.isnan(reading.drift)


@pytest.mark.parametrize("stall_s", [0.5, 0.9, 1.5])
@pytest.mark.parametrize("fps", [15, 30])
def test_what_was_held_up_does_not_seem_fast(stall_s: float, fps: int) -> None:
    """A movement of 20 degrees a second, of which a part comes late and all at once."""
    signal, speeds, come_s = Signal(), [], 0.0
    for number in range(5 * fps):
        true_s = number / fps
        held_up = 2.0 <= true_s < 2.0 + stall_s
        come_s = max(come_s + 0.002, 2.0 + stall_s if held_up else true_s)
        speeds.append(signal(come_s, 20.0 * true_s).sure_speed)
    known = [speed for speed in speeds if not math.isnan(speed)]
    assert max(known) < 30
    assert speeds[-1] == pytest.approx(20, abs=0.1)
