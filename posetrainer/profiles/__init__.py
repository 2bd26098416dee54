"""Profiles: height, targets, doses and spared sides of one person."""
