"""Heights from the body's own ground, however the camera stands."""

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import get_args

import numpy as np
import pytest
from bodies import (
    EXACT,
    Course,
    Film,
    each_xy,
    lifting,
    lying,
    mirrored,
    resting,
    shifted,
    squats,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from posetrainer.kinematics.body import trunk_length_px
from posetrainer.kinematics.geometry import Array, points_of
from posetrainer.kinematics.ground import LYING_SLOPE_DEG, STEEPEST_DEG, Ground, Support
from posetrainer.pose.landmarks import SIDES, Side, index_of

MIDDLE = np.array((320.0, 240.0))
few = settings(max_examples=8)


def raising(high_deg: float = 30) -> Film:
    """The left leg of somebody lying goes up and comes down again."""
    course = Course(0).stay(2).to(high_deg, 1.5).stay(3).to(0, 1.5).stay(1)
    return lying(lifting(course), resting(90), 15, EXACT)


def levelled(moments: Film, support: Support) -> Iterator[tuple[float, list[complex], Ground]]:
    ground = Ground(support)
    for time_s, pose in moments:
        assert pose is not None
        points = points_of(pose.image_xy)
        yield time_s, ground.level(points, trunk_length_px(points), time_s), ground


def heights(moments: Film, support: Support, part: str, side: Side = "left") -> Array:
    """How high a part is above the ground, from moment to moment, in pixels."""
    index = index_of(part, side)
    return np.array([-points[index].imag for _, points, _ in levelled(moments, support)])


def rises(moments: Film, support: Support, part: str, side: Side = "left") -> Array:
    """The same above where it was after a second."""
    seen = heights(moments, support, part, side)
    return seen - seen[15]


def tilted(moments: Film, degrees: float) -> Film:
    """Clockwise as it is seen."""
    turn = math.radians(degrees)
    matrix = np.array([[math.cos(turn), math.sin(turn)], [-math.sin(turn), math.cos(turn)]])
    return each_xy(moments, lambda xy: (xy - MIDDLE) @ matrix + MIDDLE)


def moved(moments: Film, shift_px: Callable[[float], float]) -> Film:
    """A camera that moves up and down, by so many pixels at a time."""
    return [
        (t, replace(pose, image_xy=pose.image_xy + np.array((0.0, shift_px(t)))))
        for t, pose in moments
        if pose
    ]


@few
@given(degrees=st.floats(-12, 12))
def test_a_leg_rises_as_high_in_a_tilted_picture(degrees: float) -> None:
    true = rises(raising(), "lying", "ankle")
    assert true.max() > 80
    assert rises(tilted(raising(), degrees), "lying", "ankle") == pytest.approx(true, abs=5)


@few
@given(degrees=st.floats(-12, 12))
def test_the_slope_of_the_ground_is_that_of_the_camera(degrees: float) -> None:
    *_, (_, _, level) = levelled(raising(0), "lying")
    *_, (_, _, ground) = levelled(tilted(raising(0), degrees), "lying")
    assert ground.slope_deg - level.slope_deg == pytest.approx(degrees, abs=0.5)


def test_a_leg_that_is_lifted_is_no_slope() -> None:
    both = Course(0).stay(1.5).to(40, 1.5).stay(3).to(0, 1.5).stay(0.5)
    slopes = [g.slope_deg for _, _, g in levelled(lying(lifting(both), lifting(both)), "lying")]
    assert max(slopes) - min(slopes) < 8
    one = [g.slope_deg for _, _, g in levelled(raising(40), "lying")]
    assert max(one) - min(one) < 2


def test_a_line_too_steep_for_a_camera_is_no_ground() -> None:
    [*_, (_, _, ground)] = levelled(tilted(raising(0), STEEPEST_DEG + LYING_SLOPE_DEG + 5), "lying")
    assert math.isnan(ground.slope_deg)


@pytest.mark.parametrize("by_px", [-14.0, 14.0])
def test_a_nudge_lifts_nothing_of_somebody_lying(by_px: float) -> None:
    for at_s in (1.5, 5.0):
        nudged = moved(raising(), lambda t: by_px if t >= at_s else 0.0)  # noqa: B023
        assert rises(nudged, "lying", "ankle") == pytest.approx(
            rises(raising(), "lying", "ankle"), abs=2
        )


@few
@given(hz=st.floats(0.2, 1.0), by_px=st.floats(0, 6))
def test_a_sway_lifts_nothing_of_somebody_lying(hz: float, by_px: float) -> None:
    swaying = moved(raising(), lambda t: by_px * math.sin(math.tau * hz * t))
    true = rises(raising(), "lying", "ankle")
    # Its first second is not at rest; from then on the camera is told from the body.
    seen = rises(swaying, "lying", "ankle")
    assert seen == pytest.approx(true, abs=1.5)


@pytest.mark.parametrize(("support", "part"), [("lying", "ankle"), ("standing", "hip")])
def test_a_mirror_changes_no_height(support: Support, part: str) -> None:
    moments = raising() if support == "lying" else squats(Course(0).stay(1).to(60, 2).to(0, 2), 15)
    for side in SIDES:
        other: Side = "right" if side == "left" else "left"
        seen = heights(moments, support, part, side)
        assert heights(mirrored(moments), support, part, other) == pytest.approx(seen, abs=1e-6)


@few
@given(by_px=st.floats(-60, 60))
def test_where_the_body_is_in_the_picture_does_not_matter(by_px: float) -> None:
    seen = heights(raising(), "lying", "ankle")
    assert heights(moved(raising(), lambda t: by_px), "lying", "ankle") == pytest.approx(seen)


def test_a_standing_person_stands_on_the_lower_foot() -> None:
    moments = squats(Course(0).stay(1).to(60, 2).to(0, 2).stay(1), 15, EXACT)
    left = heights(moments, "standing", "foot_index")
    assert left == pytest.approx(left[0], abs=0.5)
    drops = rises(moments, "standing", "hip")
    assert drops.min() < -20
    # A camera that sinks slowly takes the floor with it.
    sinking = moved(moments, lambda t: 5 * t)
    assert rises(sinking, "standing", "hip") == pytest.approx(drops, abs=2)


def test_a_foot_that_lands_moves_no_floor() -> None:
    """Of somebody who is seen first with one foot lifted, the other one stays where it stands."""
    lifted = Course(40).stay(1).to(0, 0.8).stay(2)
    toes = [index_of("foot_index", side) for side in SIDES]
    moments: Film = []
    for time_s, pose in squats(Course(0).stay(lifted.length_s), 15, EXACT):
        assert pose is not None
        xy = pose.image_xy.copy()
        xy[toes[0], 1] -= lifted.at(time_s)
        moments.append((time_s, replace(pose, image_xy=xy)))
    stands = heights(moments, "standing", "foot_index", "right")
    assert stands[-1] == pytest.approx(stands[0], abs=2)


def test_who_comes_back_elsewhere_stands_there_at_once() -> None:
    before = squats(Course(0).stay(1), 15, EXACT)
    after = shifted(moved(before, lambda _: -60.0), 12)
    for support in get_args(Support):
        seen = heights([*before, *after], support, "foot_index")
        assert seen[len(before) :] == pytest.approx(seen[: len(before)], abs=1)


def test_heights_look_shorter_from_above() -> None:
    def from_above(xy: Array) -> Array:
        xy = xy.copy()
        xy[[index_of(part, "right") for part in ("shoulder", "hip")], 1] -= 30
        return xy

    *_, (_, _, level) = levelled(raising(0), "lying")
    *_, (_, _, above) = levelled(each_xy(raising(0), from_above), "lying")
    assert 1 <= level.stretch < 1.05 < above.stretch < 1.3
