"""Scores by how far the camera is off the best place for the view."""

import math
from dataclasses import replace

import numpy as np
from each import for_each
from hypothesis import given
from hypothesis import strategies as st

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.kinematics.body import breadth
from posetrainer.kinematics.geometry import points_of
from posetrainer.kinematics.posture import postures
from posetrainer.rules.events import Event, Ready
from posetrainer.rules.obstacles import Moving, Obstacle, WrongView
from posetrainer.rules.readiness import stance_obstacle
from posetrainer.rules.trainer import Trainer
from posetrainer.tuning.bands import refused_in_time, sum_up_bands
from posetrainer.tuning.compare import Comparison
from posetrainer.tuning.judging import Curves

RIGHT = Comparison("a.mp4", "wall_squat", "anna", None, 0, 0, 0, 0, 0)
FEWER = replace(RIGHT, count_error=-1, good_error=-1)
REFUSED = replace(RIGHT, refused_right=True)


def test_clips_are_summed_up_by_their_angle() -> None:
    near, middle, far, beyond = sum_up_bands(
        [(9.9, RIGHT), (0, FEWER), (10, RIGHT), (22, REFUSED), (37.9, RIGHT), (38, REFUSED)]
    )
    assert [b["band"] for b in (near, middle, far)] == ["0 to 10°", "10 to 22°", "22 to 38°"]
    assert beyond["band"] == "from 38° on"
    assert (near["clips"], near["count_exact"], near["good_exact"]) == (2, 1, 1)
    assert (far["clips"], far["count_exact"], far["good_exact"], far["refused_right"]) == (
        2,
        1,
        1,
        1,
    )
    assert (beyond["count_exact"], beyond["refused_right"]) == (0, 1)


@given(st.lists(st.floats(0, 180)))
def test_every_clip_is_in_one_band(angles_deg: list[float]) -> None:
    bands = sum_up_bands([(off_deg, RIGHT) for off_deg in angles_deg])
    assert sum(band["clips"] for band in bands) == len(angles_deg)


def view_refused() -> Obstacle:
    """The report on a person who faces the camera."""
    xy = np.zeros((33, 2))
    xy[11], xy[12], xy[23], xy[24] = (-40, 100), (40, 100), (-30, 200), (30, 200)
    xy[25:27], xy[27:29] = xy[23:25] + np.array((0, 80)), xy[23:25] + np.array((0, 160))
    points = points_of(xy)
    spec = load_exercise("wall_squat")
    said = stance_obstacle(spec, postures(points), breadth(points), math.nan, ready=False)
    assert said == WrongView("side")
    return said


def judged(said: dict[float, Obstacle], *events: Event) -> Curves:
    times_s = np.arange(0, 6, 0.5)
    start = Trainer(load_exercise("wall_squat")).progress
    progress = tuple(replace(start, obstacle=said.get(time_s)) for time_s in times_s.tolist())
    return Curves(times_s, {}, {}, progress, events)


@for_each(
    ("off_deg", "said_at_s", "events", "may_be"),
    [
        (31.0, 3.0, (), True),
        (30.0, 3.0, (), False),
        (None, 3.0, (), False),
        (31.0, 3.5, (), False),
        (31.0, 1.0, (Ready(5.0, None),), False),
    ],
)
def test_a_view_that_is_far_off_may_be_refused_if_it_is_named_soon(
    off_deg: float | None, said_at_s: float, events: tuple[Event, ...], may_be: bool
) -> None:
    curves = judged({0.0: Moving(), said_at_s: view_refused()}, *events)
    assert refused_in_time(off_deg, "side", curves) is may_be


def test_another_reason_is_no_refusal_of_the_view() -> None:
    assert not refused_in_time(35.0, "side", judged({1.0: Moving()}))
