"""Landmarks to readings: joint angles, inclinations, heights and how fast they change.

Pure functions over numpy arrays. No module here knows a camera, a picture, a clock or an
exercise, so it can be used alone on landmarks from any source, one frame or a whole recording at
once:

>>> import numpy as np
>>> from posetrainer.kinematics.measurands import JointAngle
>>> from posetrainer.kinematics.measures import measure_both_sides
>>> from posetrainer.pose.landmarks import INDEX
>>> xy = np.full((100, 33, 2), np.nan)  # pixels, y down; NaN where a landmark is not known
>>> xy[:, INDEX["left_hip"]] = 0, 0
>>> xy[:, INDEX["left_knee"]] = 100, 0
>>> xy[:, INDEX["left_ankle"]] = 100, 100
>>> left, right = measure_both_sides(JointAngle("knee"), xy).T
>>> float(left[0]), float(right[0])
(90.0, nan)
"""
