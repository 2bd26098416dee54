"""Poses: landmarks of a person, and the estimator that finds them in pictures."""
