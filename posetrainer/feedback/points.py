"""Points of a plane: of a picture in pixels, y down, or of a body in trunk lengths, y up."""

import math

Point = tuple[float, float]


def vector(a: Point, b: Point) -> Point:
    """Return the way from one point to another."""
    return b[0] - a[0], b[1] - a[1]


def shifted(point: Point, way: Point, times: float = 1.0) -> Point:
    """Return a point moved along a vector."""
    return point[0] + times * way[0], point[1] + times * way[1]


def between(a: Point, b: Point, share: float) -> Point:
    """Return the point at a share of the way from one point to another."""
    return shifted(a, vector(a, b), share)


def cross(a: Point, b: Point) -> float:
    """Return the cross product of two vectors: above zero if b is turned from x toward y."""
    return a[0] * b[1] - a[1] * b[0]


def at_angle(middle: Point, radius: float, angle_deg: float) -> Point:
    """Return the point of a circle at an angle from the x axis toward the y axis."""
    angle = math.radians(angle_deg)
    return middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle)


def angle_of(way: Point) -> float:
    """Return the angle of a vector in degrees, from the x axis toward the y axis."""
    return math.degrees(math.atan2(way[1], way[0]))


def short_turn(from_deg: float, to_deg: float) -> float:
    """Return the turn from one angle to another, -180 to 180 degrees."""
    return (to_deg - from_deg + 180.0) % 360.0 - 180.0


def arc_points(middle: Point, radius: float, start_deg: float, sweep_deg: float) -> list[Point]:
    """Return points along an arc that starts at an angle and goes on from there by another."""
    steps = max(2, math.ceil(abs(sweep_deg) / 4) + 1)
    angles = (start_deg + sweep_deg * i / (steps - 1) for i in range(steps))
    return [at_angle(middle, radius, angle) for angle in angles]
