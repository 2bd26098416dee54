"""Measurands, from landmarks to readings in degrees and inches."""

import math

import numpy as np
import pytest
from bodies import (
    EXACT,
    Course,
    Figure,
    Film,
    film,
    lift_deg,
    lifting,
    lying,
    resting,
    standing,
    supine,
)
from hypothesis import given
from hypothesis import strategies as st

from posetrainer.kinematics.geometry import UNKNOWN, Array, Points, points_of
from posetrainer.kinematics.measurands import (
    Height,
    Joint,
    JointAngle,
    Measurand,
    Quantity,
    SegmentAngle,
    Separation,
    SideName,
)
from posetrainer.kinematics.measures import landmarks_of, measure_both_sides
from posetrainer.kinematics.quantities import Quantities
from posetrainer.kinematics.readings import MeasureReader
from posetrainer.kinematics.traces import swing
from posetrainer.kinematics.view import usable_points
from posetrainer.pose.landmarks import INDEX, Side

KNEE = Measurand(JointAngle("knee"), "moving")
KNEE_FROM_REST = Measurand(JointAngle("knee"), "moving", from_rest=True)
OTHER_KNEE = Measurand(JointAngle("knee"), "other")
LIFT = Measurand(Height("ankle"), "moving", from_rest=True)


def pixels(figure: Figure) -> Array:
    return EXACT.shoot(figure, 0.0).image_xy


class Fed(MeasureReader):
    """A reader that measures landmarks by itself."""

    def __init__(self, measures: dict[str, Measurand], timed: set[str], stature_m: float) -> None:
        self.quantities = Quantities(measures)
        super().__init__(measures, timed, stature_m, self.quantities)

    def feed(self, points: Points, time_s: float, near: Side = "left") -> None:
        self.read(self.quantities.measure(points), time_s, near)


def read(measures: dict[str, Measurand], film: Film, stature_m: float = 1.70) -> Fed:
    """Read a film; its first second is rest."""
    reader = Fed(measures, set(), stature_m)
    settled = False
    for time_s, pose in film:
        assert pose is not None
        reader.feed(usable_points(pose), time_s)
        if time_s >= 1 and not settled:
            settled = True
            sides: tuple[Side, ...] = ("left", "right")
            for side in sides:
                reader.settle(side)
    return reader


def bending(knee: Course) -> Film:
    """Somebody lying whose left knee follows a course while its thigh is held up."""
    return film(knee.length_s, lambda t: supine(45, knee.at(t), 0, 0), camera=EXACT)


@pytest.mark.parametrize(
    ("joint", "left", "right"),
    # The figure's soles are at right angles to its shanks.
    [("knee", 80, 15), ("hip", 50, 20), ("ankle", 0, 0)],
)
def test_flexion_of_each_side_is_its_own(joint: Joint, left: float, right: float) -> None:
    xy = pixels(supine(50, 80, 20, 15))
    assert measure_both_sides(JointAngle(joint), xy) == pytest.approx([left, right], abs=0.01)


@pytest.mark.parametrize("turn_deg", [-30.0, 0.0, 20.0])
def test_a_foot_pulled_up_is_dorsiflexed_and_a_pointed_one_minus(turn_deg: float) -> None:
    ankle = JointAngle("ankle")
    xy = pixels(standing(0))
    heel, toe = xy[INDEX["left_heel"]], xy[INDEX["left_foot_index"]]
    turn = math.radians(turn_deg)
    along = toe - heel
    # Standing they face the picture's left: turned clockwise, the toes come up.
    turned = (
        along[0] * math.cos(turn) - along[1] * math.sin(turn),
        along[0] * math.sin(turn) + along[1] * math.cos(turn),
    )
    level = measure_both_sides(ankle, xy)[0]
    xy[INDEX["left_foot_index"]] = heel + turned
    assert measure_both_sides(ankle, xy)[0] - level == pytest.approx(turn_deg)


@pytest.mark.parametrize(("x", "y", "expected"), [(0, 1, 0), (-1, 0, 90), (0, -1, 180)])
def test_an_arm_hangs_at_0_and_is_overhead_at_180(x: float, y: float, expected: float) -> None:
    shoulder = JointAngle("shoulder")
    xy = pixels(standing(0))
    xy[INDEX["left_elbow"]] = xy[INDEX["left_shoulder"]] + np.array([x, y]) * 50
    assert measure_both_sides(shoulder, xy)[0] == pytest.approx(expected)


def test_straightening_is_flexion_lost_since_rest() -> None:
    straightened = Measurand(JointAngle("knee", extension=True), "moving", from_rest=True)
    bends = bending(Course(60).stay(2).to(10, 2).stay(1))
    reader = read({"straightened": straightened, "knee": KNEE}, bends)
    assert reader.reading("straightened", "left").value == pytest.approx(50, abs=0.5)
    assert reader.reading("knee", "left").value == pytest.approx(10, abs=0.5)


def test_a_height_over_another_landmark_does_not_care_how_high_both_are() -> None:
    over = Height("heel", over="foot_index")
    low, high = pixels(standing(0)), pixels(standing(0))
    high[:, 1] -= 40
    assert measure_both_sides(over, high) == pytest.approx(measure_both_sides(over, low))
    high[INDEX["left_heel"], 1] -= 9
    gained = measure_both_sides(over, high) - measure_both_sides(over, low)
    assert gained == pytest.approx([9, 0])
    assert landmarks_of(over, "left") == (INDEX["left_heel"], INDEX["left_foot_index"])


def test_a_distance_may_reach_over_to_the_other_side() -> None:
    crossing = Separation("knee", "ankle", end_on="opposite")
    xy = pixels(supine(45, 90, 0, 0))
    left, right = measure_both_sides(crossing, xy)
    assert left == pytest.approx(math.dist(xy[INDEX["left_knee"]], xy[INDEX["right_ankle"]]))
    assert right == pytest.approx(math.dist(xy[INDEX["right_knee"]], xy[INDEX["left_ankle"]]))


def test_the_difference_of_the_sides_has_no_sign() -> None:
    apart = Measurand(JointAngle("knee"), "difference")
    for knees in ((45, 90, 20, 30), (20, 30, 45, 90)):
        film = [(i / 15, EXACT.shoot(supine(*knees), i / 15)) for i in range(20)]
        now = read({"apart": apart}, film).reading("apart", None)
        assert now.value == pytest.approx(60, abs=0.1)


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=30))
def test_going_one_way_is_no_swing(values: list[float]) -> None:
    assert swing(sorted(values)) == 0
    assert swing(sorted(values, reverse=True)) == 0


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=30), st.floats(-50, 50))
def test_a_swing_is_the_same_from_any_zero_and_in_either_direction(
    values: list[float], zero: float
) -> None:
    way = swing(values)
    assert 0 <= way <= max(values) - min(values)
    assert swing([value + zero for value in values]) == pytest.approx(way, abs=1e-9)
    assert swing([-value for value in values]) == pytest.approx(way)
    assert swing(values[::-1]) == pytest.approx(way)


def test_a_swing_is_read_over_its_own_time_only() -> None:
    bouncing = Measurand(JointAngle("knee"), "moving", swing_within_s=2)
    bounce = Course(40).stay(2).to(55, 0.4).to(40, 0.4)
    calm = bending(Course(40).stay(2).to(55, 0.4).to(40, 0.4).stay(3))
    now = bending(bounce.stay(0.3))
    assert read({"bouncing": bouncing}, now).reading("bouncing", "left").value > 8
    later = read({"bouncing": bouncing}, calm).reading("bouncing", "left")
    assert later.value == pytest.approx(0, abs=0.1)


def test_inclination_against_the_vertical_and_the_horizontal() -> None:
    upright = SegmentAngle("hip", "shoulder", "vertical")
    level = SegmentAngle("hip", "ankle", "horizontal")
    assert measure_both_sides(upright, pixels(standing(30, lean_deg=25))) == pytest.approx([25, 25])
    assert measure_both_sides(level, pixels(supine(21, 0, 0, 0))) == pytest.approx([21, 0])


def test_all_frames_at_once_are_every_frame_by_itself() -> None:
    xy = np.array([pixels(supine(hip, 2 * hip, 0, hip)) for hip in range(0, 60, 10)])
    quantities: list[Quantity] = [
        JointAngle("knee"),
        Height("ankle"),
        SegmentAngle("hip", "knee", "vertical"),
        Separation("hip", "heel", along="horizontal"),
    ]
    for quantity in quantities:
        together = measure_both_sides(quantity, xy)
        assert together.shape == (6, 2)
        for i in range(6):
            assert together[i].tolist() == measure_both_sides(quantity, xy[i]).tolist()


def test_the_middle_landmark_of_a_flexion_is_the_joint() -> None:
    parts = landmarks_of(KNEE.quantity, "right")
    assert parts == (INDEX["right_hip"], INDEX["right_knee"], INDEX["right_ankle"])


def test_twelve_inches_of_lift_are_about_21_degrees_at_1_70_m() -> None:
    assert lift_deg(12, 1.70) == pytest.approx(21.4, abs=0.1)
    up = lifting(Course(0).stay(1.5).to(lift_deg(12), 1.5).stay(1))
    reader = read({"lift": LIFT}, lying(up, resting(90)))
    assert reader.reading("lift", "left").value == pytest.approx(12, abs=0.1)
    assert reader.reading("lift", "right").value == pytest.approx(0, abs=0.1)


def test_the_same_pixels_are_more_inches_on_a_taller_person() -> None:
    film = lying(lifting(Course(0).stay(1.5).to(20, 1.5).stay(1)), resting(90), camera=EXACT)
    short, tall = (
        read({"lift": LIFT}, film, stature_m).reading("lift", "left").value
        for stature_m in (1.50, 1.95)
    )
    assert tall / short == pytest.approx(1.95 / 1.50)
    assert short == pytest.approx(0.491 * 1.50 * math.sin(math.radians(20)) / 0.0254, rel=0.01)


def test_a_horizontal_distance_is_in_inches() -> None:
    distance = Measurand(Separation("hip", "heel", along="horizontal"), "near")
    film: Film = [(i / 30, EXACT.shoot(standing(20, feet_in=12), i / 30)) for i in range(45)]
    assert read({"feet": distance}, film).reading("feet", "left").value == pytest.approx(12)


def test_relative_measures_start_at_rest_and_are_unknown_before() -> None:
    reader = Fed({"knee": KNEE_FROM_REST}, set(), 1.70)
    points = points_of(pixels(supine(10, 20, 0, 5)))
    for i in range(10):
        reader.feed(points, i / 30)
    assert math.isnan(reader.reading("knee", "left").value)
    reader.settle("left")
    assert reader.reading("knee", "left").value == pytest.approx(0)
    assert math.isnan(reader.reading("knee", "right").value)
    reader.reset()
    assert math.isnan(reader.reading("knee", "left").value)


def test_measures_of_the_moving_and_the_other_side_follow_the_side() -> None:
    reader = read({"knee": KNEE, "other": OTHER_KNEE}, lying(resting(10), resting(80), 10) * 5)
    points = points_of(pixels(supine(5, 10, 40, 80)))
    for i in range(30):
        reader.feed(points, 1 + i / 30)
    assert reader.reading("knee", "left").value == pytest.approx(10)
    assert reader.reading("knee", "right").value == pytest.approx(80)
    assert reader.reading("other", "left").value == pytest.approx(80)
    with pytest.raises(KeyError):
        reader.reading("knee", None)


def test_near_and_both_sides_are_places_of_their_own() -> None:
    sides: tuple[SideName, ...] = ("near", "both", "right")
    measures = {side: Measurand(JointAngle("knee"), side) for side in sides}
    reader = Fed(measures, set(), 1.70)
    points = points_of(pixels(supine(5, 10, 40, 80)))
    for i in range(10):
        reader.feed(points, i / 30, "right")
    values = {side: reader.reading(side, None).value for side in measures}
    assert values == pytest.approx({"near": 80, "both": 45, "right": 80})


def test_the_mean_of_both_sides_is_that_of_the_steady_one_where_the_other_flickers() -> None:
    reader = Fed({"knees": Measurand(JointAngle("knee"), "both")}, set(), 1.70)
    flicker = np.random.default_rng(4).normal(30, 15, 90)
    means = []
    for i, hidden_deg in enumerate(flicker.tolist()):
        reader.feed(points_of(pixels(supine(10, 30 + i / 3, 10, hidden_deg))), i / 30)
        means.append(reader.reading("knees", None).value - (30 + i / 3))
    assert np.abs(means[30:]).max() < 3


def test_measures_that_share_a_quantity_share_its_reading() -> None:
    reader = Fed({"bend": KNEE_FROM_REST, "angle": KNEE, "other": OTHER_KNEE}, {"bend"}, 1.70)
    for i in range(60):
        reader.feed(points_of(pixels(supine(i, i, 0, 0))), i / 30)
    assert reader.reading("angle", "left").speed == pytest.approx(30)
    assert reader.reading("angle", "left") == reader.reading("other", "right")


def test_a_hidden_knee_has_no_reading() -> None:
    reader = Fed({"knee": KNEE}, {"knee"}, 1.70)
    points = points_of(pixels(supine(5, 10, 40, 80)))
    for i in range(10):
        reader.feed(points, i / 30)
    points[INDEX["left_knee"]] = UNKNOWN
    reader.feed(points, 10 / 30)
    assert math.isnan(reader.reading("knee", "left").value)
    assert reader.reading("knee", "right").value == pytest.approx(80)


def test_the_resting_place_follows_a_body_that_shifts() -> None:
    reader = Fed({"knee": KNEE_FROM_REST}, set(), 1.70)
    for i in range(300):
        reader.feed(points_of(pixels(supine(0, 0 if i < 15 else 6, 0, 0))), i / 30)
        if i == 14:
            reader.settle("left")
        if i > 14:
            reader.follow_rest(1 / 30)
    assert 0 < reader.reading("knee", "left").value < 2
