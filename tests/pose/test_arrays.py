"""Landmarks of one's own: from arrays to poses, and from poses to arrays and tables."""

import sys
from typing import Any

import numpy as np
import pytest
from each import for_each
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from posetrainer.errors import MissingPackageError, UserError
from posetrainer.pose.arrays import poses_from_numpy, to_dataframe, to_numpy
from posetrainer.pose.landmarks import INDEX
from posetrainer.pose.pose import Pose

SIZE = (640, 480)
#: So many columns are x, y, visibility, or x, y, z, visibility.
COLUMNS = st.sampled_from((3, 4))


def pixels(frames: int = 3, columns: int = 3) -> np.ndarray[Any, np.dtype[np.float64]]:
    chance = np.random.default_rng(0)
    found = chance.uniform(50, 400, (frames, 33, columns))
    found[..., -1] = chance.random((frames, 33))
    return found


@given(
    hnp.arrays(np.float64, (4, 33, 2), elements=st.floats(-500, 1000)),
    hnp.arrays(np.float64, (4, 33), elements=st.floats(0, 1)),
    hnp.arrays(np.bool_, (4, 33)),
    COLUMNS,
    st.booleans(),
)
def test_what_goes_in_comes_out(
    xy: Any, visibility: Any, hidden: Any, columns: int, normalised: bool
) -> None:
    xy = np.where(hidden[..., None], np.nan, xy + 2000)
    given_xy = xy / SIZE if normalised else xy
    parts = [given_xy, np.full((4, 33, columns - 3), -9.0), visibility[..., None]]
    times_s = [0.0, 0.1, 0.3, 2.5]
    poses = poses_from_numpy(np.concatenate(parts, axis=2), times_s, SIZE, normalised=normalised)
    arrays = to_numpy(poses)
    assert arrays.times_s.tolist() == times_s
    np.testing.assert_allclose(arrays.image_xy, xy)
    somebody = ~hidden.all(axis=1)
    assert [pose is not None for _, pose in poses] == somebody.tolist()
    known = np.where(hidden, 0.0, visibility)
    np.testing.assert_array_equal(arrays.visibility[somebody], known[somebody])
    assert np.isnan(arrays.visibility[~somebody]).all()
    np.testing.assert_array_equal(arrays.frame_sizes, somebody[:, None] * np.array(SIZE))
    assert np.isnan(arrays.world_xyz).all()


def test_one_frame_is_a_pose_at_a_time() -> None:
    given_xy = pixels()
    _, pose = poses_from_numpy(given_xy, [0.0, 0.5, 1.0], SIZE)[1]
    alone = Pose.from_numpy(given_xy[1].tolist(), 0.5, SIZE)
    assert pose is not None
    assert (alone.time_s, alone.frame_size) == (pose.time_s, pose.frame_size) == (0.5, SIZE)
    np.testing.assert_array_equal(alone.image_xy, pose.image_xy)
    np.testing.assert_array_equal(alone.visibility, pose.visibility)


def test_what_is_given_stays_as_it_was() -> None:
    given_xy = pixels()
    before = given_xy.copy()
    for _, pose in poses_from_numpy(given_xy, range(3), SIZE):
        assert pose is not None
        pose.image_xy[:] = 0
    np.testing.assert_array_equal(given_xy, before)


OUT_OF_RANGE = pixels()
OUT_OF_RANGE[0, 0, 2] = -0.3
FAR = pixels()
FAR[0, 0, 0] = np.inf


@for_each(
    ("landmarks", "times_s", "size", "normalised", "message"),
    [
        (np.zeros((3, 17, 3)), range(3), SIZE, False, r"must be 33 in each frame.*\(3, 17, 3\)"),
        (np.zeros((3, 33, 2)), range(3), SIZE, False, r"3 numbers each \(x, y, visibility\) or 4"),
        (np.zeros(33), range(3), SIZE, False, r"the shape is \(33,\)"),
        (pixels()[0], [0.0], SIZE, False, r"must have shape \(frames, 33, 3 or 4\)"),
        ([["x"]], range(3), SIZE, False, r"landmarks must be an array of numbers"),
        (OUT_OF_RANGE, range(3), SIZE, False, r"visibility, 0 to 1, but it goes from -0.3 to"),
        (FAR, range(3), SIZE, False, r"Pose.image_xy must lie within"),
        (pixels() / 480, range(3), SIZE, False, r"pass normalised=True"),
        (pixels(), range(3), SIZE, True, r"leave out normalised=True for pixels"),
        (pixels(), range(2), SIZE, False, r"one time for each of the 3 frames.*\(2,\)"),
        (pixels(), [0, 2, 1], SIZE, False, r"each later.*times_s\[2\] is 1"),
        (pixels(), [0, 1, 1], SIZE, False, r"each later.*times_s\[2\] is 1"),
        (pixels(), [0, np.nan, 1], SIZE, False, r"finite seconds.*times_s\[1\] is nan"),
        (pixels(), [0, 1, np.inf], SIZE, False, r"finite seconds.*times_s\[2\] is inf"),
        (pixels(), range(3), (0, 480), False, r"frame_size must be width and height.*\(0, 480\)"),
        (pixels(), range(3), (480, 640, 3), True, r"frame_size must be width and height"),
    ],
)
def test_what_cannot_be_is_an_error_that_reports_what_would_be_right(
    landmarks: Any, times_s: Any, size: tuple[int, int], normalised: bool, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        poses_from_numpy(landmarks, times_s, size, normalised=normalised)


def test_no_frames_are_no_poses() -> None:
    assert poses_from_numpy(np.zeros((0, 33, 4)), [], SIZE) == []
    assert to_numpy([]).image_xy.shape == (0, 33, 2)


@pytest.mark.slow
def test_a_table_has_a_row_for_each_moment() -> None:
    given_xy = pixels()
    given_xy[1] = np.nan
    table = to_dataframe(poses_from_numpy(given_xy, [0.0, 0.5, 1.0], SIZE))
    assert table.shape == (3, 3 + 33 * 6)
    assert table["time_s"].tolist() == [0.0, 0.5, 1.0]
    assert table["width"].tolist() == [640, 0, 640]
    knee = given_xy[:, INDEX["left_knee"]]
    for column, name in enumerate(("x_px", "y_px", "visibility")):
        np.testing.assert_array_equal(table[f"left_knee_{name}"], knee[:, column])
    assert table["nose_z_m"].isna().all()


def test_without_pandas_a_table_is_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match=r"pip install 'posetrainer\[pandas\]'") as caught:
        to_dataframe([])
    assert isinstance(caught.value, MissingPackageError)
    assert isinstance(caught.value, UserError)
