"""Draw where the trainer works from: ``uv run python -m tools.where``.

It writes docs/images/where.svg: a person on a mat from above, and the places of the camera.
"""

import math

from tools.readme import IMAGES

FIGURE = IMAGES / "where.svg"
WIDTH, HEIGHT = 640, 330
#: Middle of the body, and the distance of the camera, in the drawing's units: 90 are a metre.
MIDDLE = (320, 70)
DISTANCE = 225
#: How far off the side everything is judged, and how far repetitions still count, in degrees.
ALL_DEG, COUNTS_DEG = 22, 40


def _at(off_deg: float, distance: float) -> tuple[float, float]:
    """Where a camera stands, so many degrees off the side towards the head."""
    angle = math.radians(off_deg)
    return (
        MIDDLE[0] + distance * math.sin(angle),
        MIDDLE[1] + distance * math.cos(angle),
    )


def _sector(half_deg: float, colour: str) -> str:
    (x1, y1), (x2, y2) = _at(-half_deg, DISTANCE), _at(half_deg, DISTANCE)
    return (
        f'<path d="M {MIDDLE[0]} {MIDDLE[1]} L {x1:.1f} {y1:.1f} '
        f'A {DISTANCE} {DISTANCE} 0 0 0 {x2:.1f} {y2:.1f} Z" fill="{colour}"/>'
    )


def _text(x: float, y: float, words: str, anchor: str = "middle") -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}">{words}</text>'


def drawing() -> str:
    """Return the picture as SVG."""
    x, y = MIDDLE
    camera_x, camera_y = _at(0, DISTANCE)
    edge_x, edge_y = _at(-COUNTS_DEG, DISTANCE)
    parts = [
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        _sector(COUNTS_DEG, "#cfe3f5"),
        _sector(ALL_DEG, "#9cc7ec"),
        f'<rect x="{x - 95}" y="{y - 34}" width="190" height="68" rx="8" fill="#d9d2c5"/>',
        # Head, trunk and legs of somebody who lies with the head to the right.
        f'<circle cx="{x + 72}" cy="{y}" r="12" fill="#4a4a4a"/>',
        f'<rect x="{x}" y="{y - 17}" width="60" height="34" rx="12" fill="#4a4a4a"/>',
        f'<rect x="{x - 82}" y="{y - 13}" width="86" height="10" rx="5" fill="#4a4a4a"/>',
        f'<rect x="{x - 82}" y="{y + 3}" width="86" height="10" rx="5" fill="#4a4a4a"/>',
        f'<rect x="{camera_x - 14:.1f}" y="{camera_y - 8:.1f}" width="28" height="18" rx="3"/>',
        _text(camera_x, camera_y + 28, "best: at the side, 2 to 3 m away"),
        _text(x, y + 130, f"{ALL_DEG}°: all is judged"),
        _text(edge_x - 8, edge_y + 4, f"{COUNTS_DEG}°: it counts", "end"),
        _text(x - 130, y + 5, "feet: refused", "end"),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="sans-serif" font-size="14" fill="#222222">{"".join(parts)}</svg>\n'
    )


if __name__ == "__main__":
    FIGURE.write_text(drawing(), encoding="utf-8")
