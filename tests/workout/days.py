"""A day's training without a camera: landmarks that MediaPipe saw, fed to a flow."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from bodies import alive
from sample_poses import recorded

from posetrainer.capture.light import Light
from posetrainer.exercises.catalogue import load_exercise
from posetrainer.feedback.instructor import Instructor
from posetrainer.feedback.utterance import Utterance
from posetrainer.pose.landmarks import INDEX, SIDES
from posetrainer.pose.pose import Pose
from posetrainer.rules import events as ev
from posetrainer.rules.person import Person
from posetrainer.workout.flow import Flow
from posetrainer.workout.notices import Notice
from posetrainer.workout.plan import Block, Plan, with_dose
from posetrainer.workout.step_result import StepResult

FPS = 10
SQUAT_AND_RAISE = (("wall_squat", 3), ("straight_leg_raise", 4))
#: Between the first and the second squat of the recording.
BETWEEN_SQUATS_S = 14.0
STATURE_M = 1.75


def plan_of(*doses: tuple[str, int], rest_s: float = 20.0, sets: int = 1) -> Plan:
    """Exercises by their ids, each with so many repetitions."""
    return Plan(
        "A test", tuple(Block(with_dose(load_exercise(i), n, sets), rest_s) for i, n in doses)
    )


class Day:
    """One person in front of the camera, and all that comes of it."""

    def __init__(self, plan: Plan, flow: Flow | None = None) -> None:
        self.flow = flow or Flow(plan, Person(STATURE_M))
        self.instructor = Instructor()
        self.time_s = 0.0
        self.moments: list[StepResult] = []
        self.said: list[Utterance] = []

    def see(self, pose: Pose | None, time_s: float, light: Light | None = None) -> StepResult:
        """One frame."""
        self.time_s = time_s
        paused_by_user = self.flow.paused_by_user
        seen = None if pose is None or paused_by_user else replace(pose, time_s=time_s)
        moment = self.flow.step(seen, time_s, light)
        _, said = self.instructor.step(moment, "Paused." if paused_by_user else None)
        self.moments.append(moment)
        self.said += said
        return moment

    def stay(self, pose: Pose | None, seconds: float, light: Light | None = None) -> None:
        """The same for a while; None is an empty picture."""
        moments = [(self.time_s + (i + 1) / FPS, pose) for i in range(round(seconds * FPS))]
        for time_s, seen in alive(moments):
            self.see(seen, time_s, light)

    def do(
        self,
        exercise: str,
        until_s: float | None = None,
        from_s: float = 0.0,
        light: Light | None = None,
    ) -> None:
        """What was recorded of an exercise, or a part of it."""
        begin_s = self.time_s + 1 / FPS - from_s
        for time_s, pose in recorded(exercise):
            if from_s <= time_s and (until_s is None or time_s <= until_s):
                self.see(pose, begin_s + time_s, light)

    def rest_pose(self, exercise: str) -> Pose:
        """The person in place for an exercise, before it begins."""
        pose = recorded(exercise)[0][1]
        assert pose is not None
        return pose

    @property
    def notices(self) -> list[Notice]:
        return [notice for moment in self.moments for notice in moment.notices]

    @property
    def transcript(self) -> list[str]:
        """All that was said, in order."""
        return [utterance.text for utterance in self.said if utterance.text]

    def counted(self, exercise: str) -> int:
        return sum(
            isinstance(event, ev.RepetitionCompleted)
            for moment in self.moments
            if moment.spec.id == exercise
            for event in moment.events
        )


def kinds(notices: Iterable[Notice]) -> list[str]:
    """What happened, by name."""
    return [type(notice).__name__ for notice in notices]


def whole_day() -> Day:
    """Standing, lying and on the ball, with an absence, and rests in an empty picture."""
    day = Day(plan_of(*SQUAT_AND_RAISE, ("ball_supine", 3)))
    day.stay(None, 3)
    day.stay(day.rest_pose("wall_squat"), 30)
    day.do("wall_squat", until_s=BETWEEN_SQUATS_S)
    day.stay(None, 8)
    day.do("wall_squat", from_s=BETWEEN_SQUATS_S)
    for exercise in ("straight_leg_raise", "ball_supine"):
        day.stay(None, 22)
        day.stay(day.rest_pose(exercise), 6)
        day.do(exercise)
    day.stay(None, 5)
    return day


def bad_day() -> Day:
    """Too fast, too deep, too short, the wrong leg, a bent knee, bouncing: every mistake."""
    day = Day(plan_of(("wall_squat", 4), ("straight_leg_raise", 4), ("knee_to_chest", 3)))
    day.stay(day.rest_pose("errors/wall_squat"), 25)
    day.do("errors/wall_squat")
    for exercise in ("straight_leg_raise", "knee_to_chest"):
        day.stay(None, 25)
        day.stay(day.rest_pose(f"errors/{exercise}"), 10)
        day.do(f"errors/{exercise}")
    day.stay(None, 30)
    return day


def unfinished_day() -> Day:
    """Four of ten leg raises, then lying still; both arms up when that is offered."""
    day = Day(plan_of(("straight_leg_raise", 10), ("wall_squat", 3)))
    rest = day.rest_pose("straight_leg_raise")
    day.stay(rest, 25)
    day.do("straight_leg_raise")
    day.stay(rest, 100)
    day.stay(with_arms_up(rest), 3)
    day.stay(None, 45)
    return day


def with_arms_up(pose: Pose, sides: tuple[str, ...] = SIDES) -> Pose:
    """The same body with its hands above its head."""
    xy = pose.image_xy.copy()
    trunk_px = float(np.abs(xy[INDEX["left_shoulder"]] - xy[INDEX["left_hip"]]).max())
    for side in sides:
        shoulder = xy[INDEX[f"{side}_shoulder"]]
        xy[INDEX[f"{side}_elbow"]] = shoulder - (0, 0.5 * trunk_px)
        xy[INDEX[f"{side}_wrist"]] = shoulder - (0, trunk_px)
    return replace(pose, image_xy=xy)
