"""Sweeps as pictures."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from posetrainer.errors import UserError
from posetrainer.exercises.numbers import SpecNumber
from posetrainer.system.output_files import write_file
from posetrainer.tuning.score import Score
from posetrainer.tuning.sweep import Sweep

#: Colours for people who are colour-blind, too (after Okabe and Ito).
_BLUE, _ORANGE, _GREEN, _PURPLE, _SKY = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9"
_INK, _QUIET, _GREY = "#222222", "#E9EDF1", "#B8BEC6"
_DPI = 140
_KINDS = (".png", ".svg", ".pdf")


def require_picture(path: Path) -> None:
    """Refuse a file whose ending is of no picture that can be drawn.

    Raises
    ------
    UserError
        If it is not.
    """
    if path.suffix.lower() not in _KINDS:
        raise UserError(f"{path}: is no kind of picture; end it in .png, .svg or .pdf.")


def plot_sweep(sweep: Sweep, title: str, path: Path) -> None:
    """Draw a sweep: of one threshold its scores as curves, of two the mistakes as a map.

    Parameters
    ----------
    sweep : Sweep
    title : str
        The exercise, and on what it was judged.
    path : Path
        Its suffix is the format: ``.png``, ``.svg`` or ``.pdf``.

    Raises
    ------
    UserError
        If the file cannot be written, or is of no such kind.
    """
    from matplotlib.figure import Figure

    require_picture(path)
    figure = Figure(figsize=(8, 7 if len(sweep.axes) == 1 else 6.5), layout="constrained")
    figure.suptitle(f"{title}\n{_legend(sweep)}", fontsize=12, color=_INK)
    if len(sweep.axes) == 1:
        _curves(figure, sweep)
    else:
        _map(figure, sweep)
    save_figure(figure, path)


def save_figure(figure: Any, path: Path) -> None:
    """Write a matplotlib figure; the same figure gives the same file, as long as it is an SVG."""
    from matplotlib import rc_context

    kind, picture = path.suffix.lower().removeprefix("."), io.BytesIO()
    # Else every file would be another one.
    metadata = {"Date": None} if kind == "svg" else None
    salt = path.name.encode(errors="backslashreplace").decode()
    with rc_context({"svg.hashsalt": salt}):
        figure.savefig(picture, format=kind, dpi=_DPI, metadata=metadata)
    write_file(path, picture.getvalue())


def _legend(sweep: Sweep) -> str:
    """Return what the background means."""
    shaded = ["shaded: nothing changes"] if len(sweep.axes) == 1 else []
    hatched = ["hatched: not valid"] if any(point.problem for point in sweep.points) else []
    return "; ".join(shaded + hatched)


def _label(number: SpecNumber) -> str:
    return f"{number.name} ({number.unit})"


@dataclass(frozen=True)
class _Curve:
    """One line of a plot: its name, what of a score it shows, and how it is drawn."""

    name: str
    key: str
    colour: str
    style: str
    width: float = 2.0


#: Panels from above: what the axis counts, and the curves. Wide ones lie under narrow ones, since
#: many are alike over long stretches.
_PANELS: dict[str, tuple[_Curve, ...]] = {
    "number": (
        _Curve("count error, mean of clips", "count_error", _BLUE, "-", 4.5),
        _Curve("wrong sides", "side_errors", _ORANGE, ":"),
        _Curve("ghosts", "phantoms", _PURPLE, "--"),
    ),
    "share": (
        _Curve("count at most one off", "off_by_one", _BLUE, "-", 6.0),
        _Curve("good count right", "good_right", _GREEN, "-", 4.0),
        _Curve("too fast, precision", "too_fast.precision", _ORANGE, "-", 2.5),
        _Curve("too fast, recall", "too_fast.recall", _ORANGE, ":", 2.5),
        _Curve("form, precision", "faults.precision", _PURPLE, "-", 1.2),
        _Curve("form, recall", "faults.recall", _PURPLE, ":", 1.2),
    ),
    "seconds": (_Curve("hold, mean error", "hold_error_s", _SKY, "-"),),
}


def _curves(figure: Any, sweep: Sweep) -> None:
    from matplotlib.ticker import MaxNLocator

    panels = figure.subplots(3, 1, sharex=True, height_ratios=(3, 3, 2))
    x = [point.values[0] for point in sweep.points]
    scores = [point.verdict.score if point.verdict else None for point in sweep.points]
    for panel, (name, curves) in zip(panels, _PANELS.items(), strict=True):
        panel.set_ylabel(name)
        for curve in curves:
            _draw(panel, x, _of(scores, curve.key), curve)
    wrong = [float(p.verdict.mistakes) if p.verdict else np.nan for p in sweep.points]
    _draw(panels[0], x, wrong, _Curve("mistakes in all", "", _INK, "-"))
    panels[0].yaxis.set_major_locator(MaxNLocator(integer=True))
    for panel in panels:
        _dress(panel, sweep)
    panels[1].set_ylim(-0.05, 1.1)
    panels[2].set_xlabel(_label(sweep.axes[0].number))
    panels[2].set_xlim(x[0], x[-1])


def _draw(panel: Any, x: list[float], y: list[float], curve: _Curve) -> None:
    """Draw a curve, if there is anything to draw."""
    if not np.all(np.isnan(y)):
        panel.plot(
            x,
            y,
            curve.style,
            color=curve.colour,
            label=curve.name,
            linewidth=curve.width,
            drawstyle="steps-mid",
            solid_capstyle="butt",
        )


def _of(scores: list[Score | None], key: str) -> list[float]:
    values = []
    for score in scores:
        value: Any = score
        for part in key.split("."):
            value = getattr(value, part, None)
        values.append(np.nan if value is None else float(value))
    return values


def _dress(panel: Any, sweep: Sweep) -> None:
    """Show where the spec stands, how far nothing changes, and where it is not valid."""
    number, plateau = sweep.axes[0].number, sweep.plateau
    top = max(1.0, panel.get_ylim()[1])
    panel.set_ylim(-0.05 * top, 1.1 * top)
    panel.axvspan(plateau.low, plateau.high, color=_QUIET, zorder=0)
    panel.axvline(number.value, color=_INK, linewidth=1.2, linestyle=(0, (5, 3)), zorder=1)
    own = (number.value, 1.0)
    if panel.get_subplotspec().is_first_row():
        place = {"xycoords": panel.get_xaxis_transform(), "textcoords": "offset points"}
        panel.annotate(
            f"the spec's {number.value:g}", own, (0, 4), ha="center", fontsize=9, **place
        )
    values = sweep.axes[0].values
    for run in sweep.runs:
        if run.points[0].problem:
            low, high = _half_way(values, run.low, -1), _half_way(values, run.high, 1)
            panel.axvspan(low, high, facecolor="none", edgecolor=_GREY, hatch="///", linewidth=0)
    panel.grid(axis="y", color=_QUIET)
    panel.spines[["top", "right"]].set_visible(False)
    panel.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), frameon=False, fontsize=9)


def _half_way(values: tuple[float, ...], value: float, step: int) -> float:
    """Return the middle between a value and its neighbour; the value itself at the end."""
    neighbour = min(max(values.index(value) + step, 0), len(values) - 1)
    return (value + values[neighbour]) / 2


def _map(figure: Any, sweep: Sweep) -> None:
    from matplotlib.ticker import MaxNLocator

    down, along = sweep.axes
    wrong = [p.verdict.mistakes if p.verdict else np.nan for p in sweep.points]
    cells = np.reshape(wrong, (len(down.values), len(along.values)))
    panel = figure.subplots()
    # The colours of the map are greyish, too.
    panel.patch.set(facecolor="white", edgecolor=_GREY, hatch="///", linewidth=0)
    image = panel.pcolormesh(
        along.values, down.values, cells, cmap="cividis_r", shading="nearest", vmin=0
    )
    own = (along.number.value, down.number.value)
    panel.plot(*own, "o", markersize=11, markerfacecolor="white", markeredgecolor=_INK)
    panel.annotate(
        f"the spec's {own[0]:g}, {own[1]:g}", own, (9, 7), textcoords="offset points", color=_INK
    )
    panel.set_xlabel(_label(along.number))
    panel.set_ylabel(_label(down.number))
    ticks = MaxNLocator(integer=True)
    figure.colorbar(image, ax=panel, label="mistakes in all", ticks=ticks)
