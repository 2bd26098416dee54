"""What differs from person to person."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """The person who exercises.

    Parameters
    ----------
    stature_m : float
        Stature in metres: lengths in inches are measured against it.
    """

    stature_m: float = 1.70
