"""Landmarks to readings: joint angles, inclinations, heights and how fast they change.

Pure functions over numpy arrays. No module here knows a camera, a picture or a clock.
"""
