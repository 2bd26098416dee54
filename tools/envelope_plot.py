"""A plot for docs/accuracy.md: how far off its best view an exercise is counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from posetrainer.tuning.plots import save_figure


@dataclass(frozen=True)
class Dot:
    """A clip in a picture of the envelope: its exercise, its angle, and what became of it."""

    exercise: str
    off_deg: float
    outcome: str


#: What may become of a clip, and how its dot is drawn; colours after Okabe and Ito.
OUTCOMES: dict[str, dict[str, Any]] = {
    "counted exactly": {"marker": "o", "color": "#0072B2"},
    "refused, as it may be": {"marker": "s", "color": "#009E73"},
    "counted wrongly": {"marker": "x", "color": "#D55E00"},
}


def plot_envelope(dots: Sequence[Dot], edges_deg: Sequence[float], path: Path) -> None:
    """Draw which clips are counted exactly, by exercise and by how far the camera is off.

    Parameters
    ----------
    dots : sequence of Dot
        Their outcomes are those of :data:`OUTCOMES`.
    edges_deg : sequence of float
        Where the bands meet.
    path : Path
        Its suffix is the format.
    """
    from matplotlib.figure import Figure

    names = sorted({dot.exercise for dot in dots}, reverse=True)
    figure = Figure(figsize=(7, 1.3 + 0.25 * len(names)), layout="constrained")
    panel = figure.subplots()
    for outcome, look in OUTCOMES.items():
        those = [dot for dot in dots if dot.outcome == outcome]
        at = [dot.off_deg for dot in those], [names.index(dot.exercise) for dot in those]
        panel.scatter(*at, s=28, label=outcome, **look)
    for edge_deg in edges_deg:
        panel.axvline(edge_deg, color="#B8BEC6", linewidth=0.8, zorder=0)
    panel.set_yticks(range(len(names)), [name.replace("_", " ") for name in names])
    panel.set_xlabel("camera off the best place for the view (degrees)")
    panel.set_xlim(-1, max((dot.off_deg for dot in dots), default=0.0) + 2)
    panel.grid(axis="y", color="#E9EDF1")
    panel.set_axisbelow(True)
    panel.spines[["top", "right"]].set_visible(False)
    figure.legend(loc="outside upper center", ncols=len(OUTCOMES), frameon=False, fontsize=9)
    save_figure(figure, path)
