"""Recordings of landmarks: what was seen, never a picture of it."""
