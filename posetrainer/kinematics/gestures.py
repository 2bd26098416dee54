"""Gestures that steer a session without a keyboard."""

import numpy as np

from posetrainer.kinematics.body import trunk_length_px
from posetrainer.kinematics.view import usable_xy
from posetrainer.pose.landmarks import INDEX, SIDES
from posetrainer.pose.pose import Pose

_ELBOWS = [INDEX[f"{side}_elbow"] for side in SIDES]
#: The elbow of a raised arm is above its shoulder by at least this share of the trunk's length.
RAISED = 0.25


def both_arms_up(pose: Pose) -> bool:
    """Return whether both hands are held up high: towards the ceiling, standing or lying.

    Parameters
    ----------
    pose : Pose
        Image coordinates, y down. The elbow of one arm must be seen; where the other arm is hidden
        behind the body, or hands are above the picture, the estimator's guess has to agree.
    """
    if np.isnan(usable_xy(pose)[_ELBOWS]).all():
        return False
    xy = pose.image_xy
    least_px = RAISED * trunk_length_px(xy)
    return all(
        xy[INDEX[f"{side}_shoulder"], 1] - xy[INDEX[f"{side}_elbow"], 1] >= least_px
        and xy[INDEX[f"{side}_elbow"], 1] > xy[INDEX[f"{side}_wrist"], 1]
        for side in SIDES
    )
