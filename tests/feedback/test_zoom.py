"""What is shown of the camera's picture: the person, calmly, and never without a hand or foot."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stick_people import LYING, STANDING, stick

from posetrainer.feedback.zoom import LOST_S, STRONGEST, View, Zoom, whole
from posetrainer.pose.pose import Pose

SIZE = (640, 480)
ROOM = 1468 / 837
BOTH = SIZE[0] / SIZE[1], ROOM
STEP_S = 1 / 20


def person(shift: tuple[float, float] = (0, 0), scale: float = 1.0, lift: float = 0.0) -> Pose:
    """Somebody lying, moved and scaled; with the left foot lifted, in shares of the picture."""
    parts = {
        part: (0.5 + (x - 0.5) * scale + shift[0], 0.6 + (y - 0.6) * scale + shift[1])
        for part, (x, y) in LYING.items()
    }
    for part in ("ankle", "heel", "foot_index"):
        parts[part] = parts[part][0], parts[part][1] - lift
    parts |= {"nose": parts["shoulder"], "eye": parts["shoulder"]}
    return only(parts)


def only(parts: dict[str, tuple[float, float]]) -> Pose:
    """A pose that has these parts, and the rest unseen."""
    pose = stick({part: at for part, at in parts.items() if part not in ("nose", "eye")}, SIZE)
    xy = pose.image_xy.copy()
    xy[(xy == np.array([0.3, 0.3]) * SIZE).all(axis=1)] = np.nan
    return Pose(pose.time_s, xy, pose.world_xyz, pose.visibility, SIZE)


def shares(pose: Pose) -> np.ndarray:
    known = pose.image_xy[np.isfinite(pose.image_xy).all(axis=1)]
    return np.clip((known + 0.5) / SIZE, 0, 1)


def settled(pose: Pose | None, zoom: Zoom, seconds: float = 10.0, from_s: float = 0.0) -> View:
    for i in range(round(seconds / STEP_S)):
        view = zoom.step(pose, from_s + i * STEP_S, BOTH, close=True)
    return view


def test_somebody_lying_fills_the_width() -> None:
    pose = person()
    view = settled(pose, Zoom())
    at = shares(pose)
    assert 0.75 < np.ptp(at[:, 0]) / view.w < 0.9
    assert view.w / view.h == pytest.approx(whole(ROOM / (4 / 3)).w, rel=1e-6)


def test_somebody_far_away_is_not_enlarged_beyond_what_a_camera_shows() -> None:
    assert settled(person(scale=0.1), Zoom()).h == pytest.approx(1 / STRONGEST, rel=0.01)


_poses = st.builds(
    person,
    shift=st.tuples(st.floats(-0.6, 0.6), st.floats(-0.6, 0.6)),
    scale=st.floats(0.1, 1.8),
    lift=st.floats(-0.2, 0.6),
)


@given(
    st.lists(st.one_of(st.none(), _poses), min_size=1, max_size=12),
    st.floats(0.03, 3.0),
    st.floats(0.3, 3.0),
)
def test_the_whole_person_is_in_the_view(
    poses: list[Pose | None], every_s: float, room: float
) -> None:
    zoom = Zoom()
    for i, pose in enumerate(poses):
        view = zoom.step(pose, i * every_s, (4 / 3, room), close=True)
        left, top, right, bottom = view.extent
        assert view.w / view.h == pytest.approx(room * 3 / 4)
        # Nothing beside the picture is shown but where its proportions ask for it.
        assert view.w > 1 or (left >= -1e-9 and right <= 1 + 1e-9)
        assert view.h > 1 or (top >= -1e-9 and bottom <= 1 + 1e-9)
        if pose is None:
            continue
        at = shares(pose)
        margin = 0.03 * max(np.ptp(at[:, 0]) * 4 / 3, np.ptp(at[:, 1]))
        for begin, end, low, high, room_for in (
            (left, right, at[:, 0].min(), at[:, 0].max(), margin * 3 / 4),
            (top, bottom, at[:, 1].min(), at[:, 1].max(), margin),
        ):
            assert begin - 1e-9 <= max(0.0, low - room_for)
            assert end + 1e-9 >= min(1.0, high + room_for)


def test_a_view_comes_to_rest_whatever_the_landmarks_noise() -> None:
    zoom, random = Zoom(), np.random.default_rng(1)
    settled(person(), zoom, 20.0)
    views = set()
    for i in range(200):
        noise = tuple(random.normal(0, 0.002, 2))
        views.add(zoom.step(person(shift=noise), 20 + i * STEP_S, BOTH, close=True))
    extents = np.array([view.extent for view in views])
    assert np.ptp(extents, axis=0).max() < 0.002


def test_repetitions_do_not_zoom_in_and_out() -> None:
    zoom = Zoom()
    heights = []
    for i in range(round(48 / STEP_S)):
        lift = 0.3 * (1 - math.cos(math.tau * i * STEP_S / 8)) / 2
        heights.append(zoom.step(person(lift=lift), i * STEP_S, BOTH, close=True).h)
    late = heights[round(20 / STEP_S) :]
    assert max(late) - min(late) < 0.02


def test_it_follows_slowly() -> None:
    zoom = Zoom()
    before = zoom.step(None, 0.0, BOTH, close=True)
    for i in range(1, 200):
        view = zoom.step(person(), i * STEP_S, BOTH, close=True)
        moved = max(abs(a - b) for a, b in zip(view.extent, before.extent, strict=True))
        assert moved < 0.04
        before = view


def test_two_replays_show_the_same_and_the_frame_rate_hardly_matters() -> None:
    def end(fps: float) -> View:
        zoom = Zoom()
        for i in range(round(3 * fps)):
            view = zoom.step(person(shift=(0.05 * i / fps, 0)), i / fps, BOTH, close=True)
        return view

    assert end(20) == end(20)
    assert end(30).extent == pytest.approx(end(15).extent, abs=0.02)


def test_the_zoom_waits_for_a_person_lost_for_a_moment_then_shows_all() -> None:
    zoom = Zoom()
    close = settled(person(), zoom)
    assert settled(None, zoom, 0.8 * LOST_S, from_s=10.0).h == pytest.approx(close.h, rel=0.01)
    assert settled(None, zoom, 12.0, from_s=12.0).h == pytest.approx(
        whole(ROOM * 3 / 4).h, rel=0.01
    )


def test_getting_into_place_shows_the_whole_picture() -> None:
    zoom = Zoom()
    view = zoom.step(person(), 0.0, BOTH, close=False)
    assert view == whole(ROOM * 3 / 4)
    standing = only(STANDING)
    for i in range(200):
        view = zoom.step(standing, i * STEP_S, BOTH, close=False)
    assert view == whole(ROOM * 3 / 4)


def test_a_window_that_changes_its_proportions_keeps_the_person() -> None:
    zoom = Zoom()
    settled(person(), zoom)
    view = zoom.step(person(), 10.0, (4 / 3, 0.6), close=True)
    assert view.w / view.h == pytest.approx(0.6 * 3 / 4)
    assert view.extent[0] < shares(person())[:, 0].min()
    assert view.extent[2] > shares(person())[:, 0].max()
