"""A pose-checking trainer for back-pain relief exercises.

Frames become poses (:mod:`posetrainer.pose`), poses become readings
(:mod:`posetrainer.kinematics`), readings become events (:mod:`posetrainer.rules`), and
events become coaching (:mod:`posetrainer.feedback`). Data flows in that direction only.
"""
