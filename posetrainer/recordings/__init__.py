"""Recordings of landmarks, without pictures."""
