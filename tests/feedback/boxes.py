"""Whether parts of a picture overlap."""

from posetrainer.feedback.text import Box


def overlap(a: Box, b: Box) -> Box | None:
    """Return what two boxes have in common."""
    x, y = max(a.x, b.x), max(a.y, b.y)
    w, h = min(a.x + a.w, b.x + b.w) - x, min(a.y + a.h, b.y + b.h) - y
    return Box(x, y, w, h) if w > 0 and h > 0 else None
