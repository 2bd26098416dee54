"""Readings to events: phases, holds, tempo, form, sides and sight.

Pure and deterministic: time is the media time that comes with each pose.
"""
