"""The language that users read and hear, and the units of lengths in it."""
