"""Rooms, clothes, light and cameras: everything that is only appearance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

MAT_M = 0.012  # how thick a mat is

Body = Literal["person_m", "person_f"]
MAN: Final = "person_m"
WOMAN: Final = "person_f"

Colour = tuple[float, float, float]  # red, green, blue in 0..1


@dataclass(frozen=True)
class Clothes:
    """Colours of one person."""

    skin: Colour
    shirt: Colour
    trousers: Colour
    hair: Colour
    socks: Colour
    hair_length_m: float = 0.014


@dataclass(frozen=True)
class Furniture:
    """A plain box in the room; metres, from the middle between the hips on the floor.

    The person faces -y (feet towards -y when lying) and the camera looks along x: `depth` counts
    away from the camera.
    """

    depth: tuple[float, float]
    y: tuple[float, float]
    z: tuple[float, float]
    colour: Colour


@dataclass(frozen=True)
class Room:
    """Colours of the room, and what stands in it."""

    wall: Colour
    floor: Colour
    mat: Colour
    light_deg: float  # the light comes from this far beside the camera
    light_height: float  # 1 is 45 degrees
    furniture: tuple[Furniture, ...] = ()


@dataclass(frozen=True)
class View:
    """Where the camera is: seen from above, 0 is in front of a standing person (at the feet of
    one lying), +90 at the person's left side. The camera aims `aside_m` to the right of the body.
    """

    azimuth_deg: float
    distance_m: float
    height_m: float
    aim_height_m: float
    fov_deg: float = 45.0
    aside_m: float = 0.0


BRIGHT_ROOM = Room(
    wall=(0.74, 0.71, 0.66),
    floor=(0.52, 0.40, 0.29),
    mat=(0.24, 0.45, 0.44),
    light_deg=-29.0,
    light_height=1.15,
    furniture=(
        Furniture(depth=(1.55, 1.60), y=(-1.20, -0.50), z=(1.25, 1.75), colour=(0.40, 0.48, 0.52)),
    ),
)
EVENING_ROOM = Room(
    wall=(0.55, 0.62, 0.60),
    floor=(0.36, 0.34, 0.33),
    mat=(0.44, 0.30, 0.42),
    light_deg=35.0,
    light_height=0.95,
    furniture=(
        Furniture(depth=(1.15, 1.60), y=(-2.10, -1.25), z=(0.0, 0.62), colour=(0.50, 0.38, 0.26)),
        Furniture(depth=(1.55, 1.60), y=(-1.10, -0.65), z=(1.20, 1.75), colour=(0.72, 0.62, 0.40)),
    ),
)

SUNNY_ROOM = Room(
    wall=(0.83, 0.80, 0.72),
    floor=(0.62, 0.55, 0.45),
    mat=(0.20, 0.28, 0.50),
    light_deg=-52.0,
    light_height=0.8,
    furniture=(
        Furniture(depth=(1.20, 1.60), y=(1.25, 1.80), z=(0.0, 1.10), colour=(0.30, 0.34, 0.30)),
    ),
)

DRESSED: dict[Body, Clothes] = {
    MAN: Clothes(
        skin=(0.80, 0.58, 0.46),
        shirt=(0.20, 0.36, 0.62),
        trousers=(0.13, 0.14, 0.17),
        hair=(0.13, 0.085, 0.06),
        socks=(0.86, 0.86, 0.84),
    ),
    WOMAN: Clothes(
        skin=(0.72, 0.50, 0.38),
        shirt=(0.66, 0.24, 0.26),
        trousers=(0.27, 0.30, 0.40),
        hair=(0.10, 0.06, 0.045),
        socks=(0.30, 0.32, 0.34),
        hair_length_m=0.02,
    ),
}
PASSER = Clothes(
    skin=(0.76, 0.55, 0.43),
    shirt=(0.38, 0.50, 0.30),
    trousers=(0.40, 0.34, 0.28),
    hair=(0.22, 0.16, 0.10),
    socks=(0.20, 0.20, 0.22),
)

# Camera A: the person's left side, at table height. Camera B: the right side, further away,
# another height and 8 degrees off the true side view: towards the face of a standing person,
# towards the head of one lying (from the foot end pose estimation is known to fail).
STANDING_A = View(azimuth_deg=90.0, distance_m=2.9, height_m=1.1, aim_height_m=0.88)
STANDING_B = View(azimuth_deg=-82.0, distance_m=3.2, height_m=1.35, aim_height_m=0.86)
LYING_A = View(azimuth_deg=90.0, distance_m=2.9, height_m=0.95, aim_height_m=0.40)
LYING_B = View(azimuth_deg=-98.0, distance_m=3.2, height_m=1.2, aim_height_m=0.38)
# The left side, a little towards the head.
LYING_C = View(azimuth_deg=105.0, distance_m=2.9, height_m=1.1, aim_height_m=0.40)
# Closer to one that lies, the body as large as it may be.
LYING_CLOSE = View(azimuth_deg=90.0, distance_m=2.45, height_m=0.9, aim_height_m=0.35)
# In front of somebody standing or sitting; and between the feet and the side of somebody lying,
# from where a body cannot be judged.
FRONT = View(azimuth_deg=4.0, distance_m=2.9, height_m=1.05, aim_height_m=0.88)
FRONT_SEATED = View(azimuth_deg=-5.0, distance_m=2.7, height_m=1.0, aim_height_m=0.80)
FOOT_END = View(azimuth_deg=28.0, distance_m=3.0, height_m=1.3, aim_height_m=0.25)
# On the floor, kneeling or on hands and knees.
KNEELING_A = View(azimuth_deg=90.0, distance_m=2.7, height_m=0.9, aim_height_m=0.62)
KNEELING_B = View(azimuth_deg=-86.0, distance_m=3.0, height_m=1.0, aim_height_m=0.62)
CRAWLING_A = View(azimuth_deg=90.0, distance_m=2.9, height_m=0.85, aim_height_m=0.45)
CRAWLING_B = View(azimuth_deg=-94.0, distance_m=3.1, height_m=1.05, aim_height_m=0.45)
# The person is at the edge of the picture.
STANDING_ASIDE = View(
    azimuth_deg=90.0, distance_m=2.9, height_m=1.1, aim_height_m=0.88, aside_m=0.75
)
LYING_ASIDE = View(
    azimuth_deg=-96.0, distance_m=3.3, height_m=1.1, aim_height_m=0.62, aside_m=-0.35
)
