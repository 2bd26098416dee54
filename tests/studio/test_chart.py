"""Every number that is a limit of a measure is a line on its curve, where it can be moved."""

import numpy as np
import pytest
from each import for_each

from posetrainer.exercises.catalogue import exercise_ids, load_exercise
from posetrainer.exercises.numbers import THRESHOLDS, numbers_of
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.studio.chart import Panel, height_of, panels_of
from posetrainer.studio.echart import option_of
from posetrainer.studio.limit_lines import places_of
from posetrainer.tuning.judging import Curves

TIMES = np.arange(0, 6, 0.1)


def curves_over(spec: ExerciseSpec, seen: float = np.nan) -> Curves:
    """Curves of nobody, or of somebody whose measures never change."""
    sides = (None,) if spec.dose.sides == "both" else ("left", "right")
    count = len(TIMES)
    return Curves(
        TIMES,
        {(name, side): np.full(count, seen) for name in spec.measures for side in sides},
        {side: np.full(count, seen) for side in sides if spec.repetition},
        (),
        (),
    )


def panels(exercise: str) -> tuple[Panel, ...]:
    spec = load_exercise(exercise)
    return panels_of(spec, numbers_of(spec), curves_over(spec))


@for_each("exercise", exercise_ids())
def test_every_threshold_is_one_line_inside_of_its_panel(exercise: str) -> None:
    spec = load_exercise(exercise)
    shown = panels(exercise)
    roles = {*THRESHOLDS, "tolerance", "speed"}
    wanted = [number.field for number in numbers_of(spec) if number.role in roles]
    lines = [limit.field for panel in shown for limit in panel.limits]
    assert sorted(lines) == sorted(wanted)
    for panel in shown:
        assert all(panel.low < at < panel.high for at in places_of(panel.limits))
    if spec.repetition:
        assert shown[0].driving
        assert shown[0].name == spec.repetition.measure


def test_the_speed_of_what_drives_lies_below_it_with_the_limits_of_tempo() -> None:
    panel = panels("straight_leg_raise")[1]
    assert (panel.name, panel.sign, panel.driving) == ("speed of ankle_lift", " in/s", False)
    lines = {limit.name: (limit.value, limit.at, limit.zone) for limit in panel.limits}
    assert lines == {
        "still": (2, 2, "around zero"),
        "out limit": (20, 20, "above"),
        "back limit": (20, -20, "below"),
    }
    assert panels("wall_squat")[1].sign == "°/s"


def test_what_is_paced_has_no_speed() -> None:
    assert not [p for p in panels("abdominal_contraction") if p.name.startswith("speed")]


def test_speeds_are_shown_on_the_side_they_belong_to() -> None:
    spec = load_exercise("straight_leg_raise")
    curves = curves_over(spec, seen=4.25)
    curves.speeds["right"][:] = -31
    shown = panels_of(spec, numbers_of(spec), curves)
    source = option_of(shown, curves.times_s)["dataset"]["source"]
    assert set(source["speed of ankle_lift left"]) == {4.25}
    assert set(source["speed of ankle_lift right"]) == {-31}
    assert shown[1].low < -31


@for_each("exercise", exercise_ids())
def test_panels_do_not_overlap(exercise: str) -> None:
    shown = panels(exercise)
    ends = [0, *(panel.top + panel.height for panel in shown)]
    assert all(panel.top >= end for panel, end in zip(shown, ends[:-1], strict=True))
    assert height_of(shown) >= ends[-1]


@for_each("room_px", [0, 500, 900, 1500, 5000])
def test_panels_fill_the_room_there_is_within_reason(room_px: float) -> None:
    spec = load_exercise("straight_leg_raise")
    least = height_of(panels_of(spec, numbers_of(spec), curves_over(spec)))
    high = height_of(panels_of(spec, numbers_of(spec), curves_over(spec), room_px))
    assert least <= high <= max(least, room_px)
    assert high >= min(room_px - 5, 1.6 * least)


def test_the_tolerance_is_measured_down_from_the_target() -> None:
    limits = {limit.name: limit for limit in panels("straight_leg_raise")[0].limits}
    assert limits["tolerance"].at == limits["target"].value - limits["tolerance"].value


def test_curves_are_shown_as_they_were_read_and_gaps_stay_gaps() -> None:
    spec = load_exercise("straight_leg_raise")
    curves = curves_over(spec, seen=4.25)
    curves.measures["ankle_lift", "left"][7] = np.nan
    option = option_of(panels_of(spec, numbers_of(spec), curves), curves.times_s)
    source = option["dataset"]["source"]
    assert source["ankle_lift left"][6:9] == [4.25, None, 4.25]
    assert source["t"] == pytest.approx(TIMES.tolist())
    named = {series["encode"]["y"] for series in option["series"]}
    assert named == source.keys() - {"t"}
    assert len(option["grid"]) == len(option["xAxis"]) == len(option["yAxis"])


def test_nobody_seen_is_an_empty_panel_not_an_error() -> None:
    for panel in panels("wall_squat"):
        assert panel.high - panel.low >= 4
