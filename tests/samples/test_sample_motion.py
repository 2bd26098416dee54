"""Keyframes ease in and out; tremor is small, slow and repeatable."""

from __future__ import annotations

import numpy as np
import pytest

from samples.renderer.motion import Track, Tremor


def test_track_waits_moves_and_stays() -> None:
    track = Track(4.0)
    track.move(2.0, 2.5, 47.0)
    track.move(10.0, 1.0, 4.0)
    assert track.at(0.0) == track.at(2.0) == 4.0
    assert track.at(3.25) == pytest.approx((4.0 + 47.0) / 2)
    assert track.at(4.5) == track.at(9.99) == pytest.approx(47.0)
    assert track.at(11.0) == track.at(99.0) == pytest.approx(4.0)


def test_track_is_still_at_every_key_and_fastest_half_way() -> None:
    track = Track(0.0)
    track.move(1.0, 2.0, 10.0)
    times = np.linspace(0.0, 4.0, 4001)
    speed = np.gradient(track.at(times), times)
    assert abs(speed[1000]) < 0.02
    assert abs(speed[3000]) < 0.02
    assert times[np.argmax(speed)] == pytest.approx(2.0, abs=0.01)
    assert speed.max() == pytest.approx(np.pi / 2 * 10.0 / 2.0, rel=1e-3)
    assert (speed > -1e-9).all()


def test_track_gives_the_same_one_by_one_as_together() -> None:
    track = Track(1.0)
    track.move(0.5, 1.0, 3.0)
    times = np.linspace(0.0, 2.0, 21)
    assert track.at(times) == pytest.approx([track.at(float(time)) for time in times])


def test_track_refuses_overlapping_moves() -> None:
    track = Track(0.0)
    track.move(1.0, 2.0, 10.0)
    with pytest.raises(ValueError, match="before the last one has ended"):
        track.move(2.0, 1.0, 0.0)


def test_tremor_is_small_slow_and_never_frozen() -> None:
    times = np.arange(0.0, 60.0, 0.01)
    noise = Tremor(1).at("knee", times)
    assert np.abs(noise).max() <= 1.0
    assert np.abs(np.gradient(noise, times)).max() <= 2 * np.pi * Tremor.HIGHEST_HZ
    for start in range(0, 6000, 500):
        assert np.ptp(noise[start : start + 500]) > 0.1


def test_tremor_is_the_same_for_the_same_seed_only() -> None:
    times = np.linspace(0.0, 10.0, 50)
    assert Tremor(1).at("knee", times) == pytest.approx(Tremor(1).at("knee", times))
    assert Tremor(1).at("knee", 3.0) == pytest.approx(Tremor(1).at("knee", np.array([3.0]))[0])
    assert not np.allclose(Tremor(1).at("knee", times), Tremor(2).at("knee", times))
    assert not np.allclose(Tremor(1).at("knee", times), Tremor(1).at("elbow", times))
