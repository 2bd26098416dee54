"""Landmarks that cannot be where they are said to be."""

import cmath
import math
from dataclasses import replace

import numpy as np
import pytest
from bodies import (
    EXACT,
    Course,
    film,
    jittered,
    legs_swapped,
    lying,
    mirrored,
    resting,
    scaled,
    sliding,
    squats,
    standing,
    supine,
)
from each import for_each

from posetrainer.kinematics.body import trunk_length_px
from posetrainer.kinematics.geometry import UNKNOWN, Array, Points, points_of
from posetrainer.kinematics.leg_names import BELIEVED_S, OTHERS_WEIGH, LegNames
from posetrainer.kinematics.plausible import (
    BONE_MEMORY_S,
    STRANGER_S,
    Bones,
    CoveredFeet,
    SameBody,
)
from posetrainer.pose.landmarks import NAMES, SIDES, Side, index_of
from posetrainer.pose.pose import OPPOSITE, Pose

LEG_BELOW_HIP = ("knee", "ankle", "heel", "foot_index")
BELOW_HIPS = [index_of(part, side) for part in LEG_BELOW_HIP for side in SIDES]
BENT = EXACT.shoot(supine(45, 90, 0, 0), 0.0)


BENT_POINTS = points_of(BENT.image_xy)


def dropped(points: Points) -> set[str]:
    return {name for name, point in zip(NAMES, points, strict=True) if cmath.isnan(point)}


def below_hips(points: Points) -> list[complex]:
    return [points[i] for i in BELOW_HIPS]


def names(*parts: str, sides: tuple[str, ...] = ("left", "right")) -> set[str]:
    return {f"{side}_{part}" for side in sides for part in parts}


def test_a_moving_body_is_plausible() -> None:
    course = Course(0).stay(0.5).to(90, 0.7).to(0, 0.7)
    for fps in (10, 30):
        bones, legs = Bones(), LegNames()
        for time_s, pose in jittered(lying(resting(), sliding(course), fps), 0.5, seed=1):
            assert pose is not None
            assert dropped(bones(legs(points_of(pose.image_xy), time_s), time_s)) == set()


@pytest.mark.parametrize(
    ("joint", "gone"),
    [("knee", LEG_BELOW_HIP), ("ankle", LEG_BELOW_HIP[1:])],
)
def test_what_lies_beyond_a_bone_of_a_new_length_is_dropped(
    joint: str, gone: tuple[str, ...]
) -> None:
    bones = Bones()
    for i in range(10):
        assert dropped(bones(BENT_POINTS, i / 30)) == set()
    wrong = BENT_POINTS.copy()
    wrong[index_of(joint, "right")] -= 40
    assert dropped(bones(wrong, 10 / 30)) == names(*gone, sides=("right",))
    assert dropped(bones(BENT_POINTS, 11 / 30)) == set()


def test_a_bone_that_stays_changed_is_believed_in_the_end() -> None:
    bones = Bones()
    nearer = [point * 1.4 for point in BENT_POINTS]
    for i in range(15):
        bones(BENT_POINTS, i / 30)
    believed = [i for i in range(15, 60) if not dropped(bones(nearer, i / 30))]
    assert 15 < believed[0] < 15 + 30 * BONE_MEMORY_S
    assert believed == list(range(believed[0], 60))


def test_a_person_back_in_view_is_compared_with_what_was_known() -> None:
    bones = Bones()
    for i in range(15):
        bones(BENT_POINTS, i / 30)
    wrong = BENT_POINTS.copy()
    wrong[index_of("ankle", "left")] += 60
    assert dropped(bones(wrong, 2.0)) == names(*LEG_BELOW_HIP[1:], sides=("left",))


def test_legs_named_the_wrong_way_round_are_named_anew() -> None:
    legs = LegNames()
    for i in range(20):
        pose = legs_swapped(BENT) if i in (7, 8, 15) else BENT
        assert below_hips(legs(points_of(pose.image_xy), i / 30)) == below_hips(BENT_POINTS)


@pytest.mark.parametrize("fps", [8, 30])
@pytest.mark.parametrize("named_s", [1.0, 4.0, 20.0])
def test_new_names_are_believed_once_they_outweigh_those_before(fps: int, named_s: float) -> None:
    """Over a whole hold the legs keep their names; those of one picture are soon given up."""
    legs = LegNames()
    swapped = points_of(legs_swapped(BENT).image_xy)
    for i in range(round(named_s * fps)):
        assert legs(BENT_POINTS, i / fps) == BENT_POINTS
    lasts_s = min(named_s, BELIEVED_S) / OTHERS_WEIGH
    exchanged = None
    for i in range(1, round((lasts_s + 2) * fps)):
        named = legs(swapped, named_s + i / fps)
        if legs.exchanged:
            assert exchanged is None
            exchanged = i / fps
        believed = swapped if exchanged else BENT_POINTS
        assert below_hips(named) == below_hips(believed)
    assert exchanged == pytest.approx(lasts_s, abs=6.01 / fps)


def test_names_of_one_picture_after_a_gap_exchange_nothing() -> None:
    legs = LegNames()
    for i in range(100):
        legs(RAISED, i / 10)
    for i, points in enumerate([swapped_points(RAISED), *[RAISED] * 20]):
        named = legs(points, 12 + i / 10)
        assert not legs.exchanged
    assert named == RAISED


@pytest.mark.parametrize("fps", [8, 30])
def test_flickering_names_are_followed_through_blurred_pictures(fps: int) -> None:
    legs = LegNames()
    other = swapped_points(RAISED)
    blurred = [(a + b) / 2 for a, b in zip(RAISED, other, strict=True)]
    rng = np.random.default_rng(4)
    for i in range(fps):
        legs(RAISED, i / fps)
    known = 0
    for i in range(fps, 20 * fps):
        seen = (RAISED, other, blurred)[rng.integers(3)]
        named = below_hips(legs(seen, i / fps))
        if not any(map(cmath.isnan, named)) and seen is not blurred:
            assert named == below_hips(RAISED)
            known += 1
    assert known > 10 * fps


def test_legs_that_overlapped_are_named_as_the_estimator_has_them_once_they_part() -> None:
    legs = LegNames()
    meeting = list(BENT_POINTS)
    for part in LEG_BELOW_HIP:
        left, right = (index_of(part, side) for side in SIDES)
        meeting[right] = meeting[left] + 2
    for points, begin_s in ((RAISED, 0.0), (meeting, 3.0), (swapped_points(RAISED), 5.0)):
        for i in range(20):
            named = legs(points, begin_s + i / 10)
        assert named == points


RAISED = points_of(EXACT.shoot(supine(80, 0, 45, 90), 0.0).image_xy)


def swapped_points(points: Points) -> Points:
    return [points[i] for i in OPPOSITE.tolist()]


def test_legs_that_blur_on_the_way_to_other_names_are_unknown_and_keep_theirs() -> None:
    """For a picture both legs are seen between the two, then each where the other had been."""
    legs = LegNames()
    other = swapped_points(RAISED)
    blurred = [(a + b) / 2 for a, b in zip(RAISED, other, strict=True)]
    for i in range(10):
        legs(RAISED, i / 10)
    assert dropped(legs(blurred, 1.0)) == names(*LEG_BELOW_HIP)
    for i in range(11, 18):
        assert below_hips(legs(other, i / 10)) == below_hips(RAISED)


def test_legs_that_cross_slowly_keep_their_names() -> None:
    """Bent knees that change places: no leg ever jumps to where the other one was."""
    legs = LegNames()
    for i in range(31):
        hip_deg = 60 - 2 * i
        pose = EXACT.shoot(supine(30 + hip_deg / 2, 60, 30 - hip_deg / 2, 60), 0.0)
        points = points_of(pose.image_xy)
        assert legs(points, i / 30) == points


def test_a_leg_that_is_partly_hidden_is_distinguished_from_the_other() -> None:
    legs = LegNames()
    hidden = BENT_POINTS.copy()
    hidden[index_of("heel", "left")] = UNKNOWN
    for i in range(10):
        legs(hidden, i / 10)
    renamed = legs(points_of(legs_swapped(BENT).image_xy), 1.0)
    assert below_hips(renamed) == below_hips(BENT_POINTS)


UPRIGHT = EXACT.shoot(standing(20), 0.0).image_xy


UPRIGHT_POINTS = points_of(UPRIGHT)


def about_its_hips(points: Points, turn_deg: float = 0.0, size: float = 1.0) -> Points:
    """The body turned and made larger about its hips."""
    hips = sum(points[index_of("hip", side)] for side in SIDES) / 2
    turn = cmath.rect(size, math.radians(turn_deg))
    return [(point - hips) * turn + hips for point in points]


#: Somebody else: further than a body moves from picture to picture, turned, or of another size.
STRANGERS = {
    "beside": [point + 0.4 * trunk_length_px(UPRIGHT_POINTS) for point in UPRIGHT_POINTS],
    "above": [point - 0.4j * trunk_length_px(UPRIGHT_POINTS) for point in UPRIGHT_POINTS],
    "leaning": about_its_hips(UPRIGHT_POINTS, turn_deg=20),
    "larger": about_its_hips(UPRIGHT_POINTS, size=1.3),
    "smaller": about_its_hips(UPRIGHT_POINTS, size=0.7),
}


@pytest.mark.parametrize("who", STRANGERS)
@pytest.mark.parametrize("fps", [10, 30])
def test_another_body_is_not_the_same_until_it_stays(who: str, fps: int) -> None:
    same = SameBody()
    for i in range(fps):
        assert same(UPRIGHT_POINTS, i / fps)
    believed = [same(STRANGERS[who], 1 + i / fps) for i in range(6 * fps)]
    assert believed.index(True) / fps == pytest.approx(STRANGER_S, abs=1.01 / fps)
    assert all(believed[believed.index(True) :])


@for_each("who", STRANGERS)
def test_a_body_that_is_seen_again_is_the_same_at_once(who: str) -> None:
    same = SameBody()
    for i in range(90):
        stranger = 30 <= i < 75
        assert same(STRANGERS[who] if stranger else UPRIGHT_POINTS, i / 30) == (not stranger)


@pytest.mark.parametrize("turn_deg", [20, 40])
def test_a_body_that_has_leaned_behind_a_stranger_is_the_same_at_once(turn_deg: int) -> None:
    same, leaning = SameBody(), about_its_hips(UPRIGHT_POINTS, turn_deg)
    for i in range(90):
        stranger = 30 <= i < 75
        points = STRANGERS["beside"] if stranger else UPRIGHT_POINTS if i < 30 else leaning
        assert same(points, i / 30) == (i < 30 or (i >= 75 and turn_deg < 30))


def test_a_stranger_who_walks_to_where_the_body_was_stays_a_stranger() -> None:
    same, trunk_px = SameBody(), trunk_length_px(UPRIGHT_POINTS)
    assert same(UPRIGHT_POINTS, 0.0)
    for i in range(60):
        away_px = (2 - i / 30) * trunk_px
        stranger = [point + away_px for point in about_its_hips(UPRIGHT_POINTS, turn_deg=20)]
        assert not same(stranger, (i + 1) / 30)


@pytest.mark.parametrize("mirrors", [False, True])
def test_a_body_that_moves_stays_the_same_one(mirrors: bool) -> None:
    """Squats, and sitting up: the trunk moves and turns, but from look to look little."""
    up = Course(0).to(80, 1.5)
    films = (
        jittered(squats(Course(0).to(90, 0.6).to(0, 0.6), fps=10), 1.0, seed=2),
        film(up.length_s, lambda t: supine(0, 0, 0, 0, trunk_deg=up.at(t)), 15),
    )
    for moments in films:
        same = SameBody()
        for time_s, pose in mirrored(moments) if mirrors else moments:
            assert pose is not None
            assert same(points_of(pose.image_xy), time_s)


def test_without_a_trunk_people_cannot_be_distinguished() -> None:
    same = SameBody()
    same(UPRIGHT_POINTS, 0.0)
    assert same([UNKNOWN] * len(UPRIGHT_POINTS), 0.1)
    assert not same(STRANGERS["beside"], 0.2)


def covered(
    xy: Array, seen: list[float], sides: tuple[Side, ...], share: float, belief: float
) -> Pose:
    """Shanks seen as long as a share of themselves, and feet believed in as little as said."""
    xy, visibility = xy.copy(), np.array(seen)
    for side in sides:
        knee = xy[index_of("knee", side)]
        feet = [index_of(part, side) for part in LEG_BELOW_HIP[1:]]
        xy[feet] = knee + share * (xy[feet] - knee)
        visibility[feet] = belief
    return replace(BENT, image_xy=xy, visibility=visibility)


@pytest.mark.parametrize("sides", [("left",), ("right",), ("left", "right")])
@pytest.mark.parametrize("share", [0.2, 0.6, 0.75])
def test_covered_feet_are_not_seen_and_come_back(sides: tuple[Side, ...], share: float) -> None:
    feet, seen = CoveredFeet(), [0.9] * 33
    for i in range(30):
        assert dropped(feet(UPRIGHT_POINTS, seen, i / 30)) == set()
    pose = covered(UPRIGHT, seen, sides, share, belief=0.3)
    for i in range(30, 60):
        gone = dropped(feet(points_of(pose.image_xy), pose.visibility.tolist(), i / 30))
        assert gone == names(*LEG_BELOW_HIP[1:], sides=sides)
    assert dropped(feet(UPRIGHT_POINTS, seen, 2.0)) == set()


@pytest.mark.parametrize(("share", "belief"), [(0.9, 0.2), (1.0, 0.2), (0.6, 0.5), (0.6, 0.9)])
def test_a_far_or_a_foreshortened_shank_is_no_covered_one(share: float, belief: float) -> None:
    """It is believed in as little but as long, or shorter but believed in."""
    feet, seen = CoveredFeet(), [0.9] * 33
    for i in range(30):
        feet(UPRIGHT_POINTS, seen, i / 30)
    pose = covered(UPRIGHT, seen, ("left", "right"), share, belief)
    for i in range(30, 45):
        assert dropped(feet(points_of(pose.image_xy), pose.visibility.tolist(), i / 30)) == set()


def test_feet_that_were_never_seen_are_not_said_to_be_covered() -> None:
    feet, little = CoveredFeet(), [0.2] * 33
    for i in range(30):
        assert dropped(feet(UPRIGHT_POINTS, little, i / 30)) == set()


def test_plausibility_does_not_depend_on_resolution() -> None:
    film = jittered(lying(resting(), sliding(Course(0).to(90, 1))), 1.5, seed=4)

    def judged(moments: list) -> list[set[str]]:  # type: ignore[type-arg]
        bones = Bones()
        return [dropped(bones(points_of(pose.image_xy), time_s)) for time_s, pose in moments]

    assert judged(film) == judged(scaled(film, 2.5))
