"""Gestures that steer a session without a keyboard."""

from cmath import isnan

from posetrainer.kinematics.body import trunk_length_px
from posetrainer.kinematics.geometry import points_of
from posetrainer.kinematics.view import usable_points
from posetrainer.pose.landmarks import INDEX, SIDES
from posetrainer.pose.pose import Pose

_ELBOWS = [INDEX[f"{side}_elbow"] for side in SIDES]
#: The elbow of a raised arm is above its shoulder by at least this share of the trunk's length.
RAISED = 0.25
#: A hand this far from both knees, in trunks, holds no thigh.
FREE = 0.8


def both_arms_up(pose: Pose) -> bool:
    """Return whether both hands are held up high: towards the ceiling, standing or lying.

    Hands that hold a thigh are none, however high that is.

    Parameters
    ----------
    pose : Pose
        Image coordinates, y down. The elbow of one arm must be seen; where the other arm is hidden
        behind the body, or hands are above the picture, the estimator's guess has to agree.
    """
    usable = usable_points(pose)
    if all(isnan(usable[elbow]) for elbow in _ELBOWS):
        return False
    points = points_of(pose.image_xy)
    trunk_px = trunk_length_px(points)
    least_px = RAISED * trunk_px
    knees = [points[INDEX[f"{side}_knee"]] for side in SIDES]
    for side in SIDES:
        shoulder, elbow, wrist = (
            points[INDEX[f"{side}_{part}"]] for part in ("shoulder", "elbow", "wrist")
        )
        raised = shoulder.imag - elbow.imag >= least_px and elbow.imag > wrist.imag
        if not raised or any(abs(wrist - knee) < FREE * trunk_px for knee in knees):
            return False
    return True
