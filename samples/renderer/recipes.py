"""What a sample clip is made of: who does what, seen from where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from samples.renderer.looks import DRESSED, Body, Clothes, Room, View
from samples.renderer.passer import Passer
from samples.renderer.posture import Side
from samples.renderer.shapes import Exercise

MovingSide = Side | Literal["both"]


@dataclass(frozen=True)
class Repetition:
    """One planted repetition, of a kind that its exercise knows."""

    kind: str
    side: MovingSide


@dataclass(frozen=True)
class Clip:
    """One sample clip; `take` distinguishes it from others of the exercise.

    `noise` multiplies the sensor's noise. `refused` tells why nothing may be counted in it. The
    passer walks through behind the person who exercises.
    """

    exercise: Exercise
    take: str
    body: Body
    room: Room
    view: View
    repetitions: tuple[Repetition, ...]
    seed: int
    fps: int = 15
    size: tuple[int, int] = (480, 360)
    noise: float = 1.0
    refused: Literal["view"] | None = None
    passer: Passer | None = None

    @property
    def name(self) -> str:
        """The name of its files."""
        return f"{self.exercise.id}_{self.take}"

    @property
    def clothes(self) -> Clothes:
        """What the person wears."""
        return DRESSED[self.body]


def on(side: MovingSide, *kinds: str) -> tuple[Repetition, ...]:
    """Return repetitions of some kinds on one side."""
    return tuple(Repetition(kind, side) for kind in kinds)


def in_turn(*kinds: str, first: Side = "left") -> tuple[Repetition, ...]:
    """Return repetitions of some kinds on one side and the other in turn."""
    sides: tuple[Side, Side] = ("left", "right") if first == "left" else ("right", "left")
    return tuple(Repetition(kind, sides[i % 2]) for i, kind in enumerate(kinds))
