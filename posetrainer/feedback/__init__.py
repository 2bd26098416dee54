"""Presentation of events and progress on screen, by voice and in the terminal; no decisions."""
