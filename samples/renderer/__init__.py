"""Renders a dressed person doing an exercise in a room, with the truth known to the digit."""
