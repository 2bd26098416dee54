"""The curves as an ECharts option."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from posetrainer.pose.landmarks import Side
from posetrainer.studio.chart import LEFT_PX, RIGHT_PX, Panel


def option_of(panels: Sequence[Panel], times_s: NDArray[np.float64]) -> dict[str, Any]:
    """Return curves over times in seconds as an ECharts option.

    Its colours are variables of the page's style.
    """
    ends = _ends(times_s)
    source: dict[str, list[float | None]] = {"t": _column(times_s, 3)}
    series = []
    for i, panel in enumerate(panels):
        for side, values in panel.curves.items():
            shown = side if len(panel.curves) > 1 else None
            key = f"{panel.name} {shown or ''}".strip()
            source[key] = _column(values, 2)
            series.append(_series(key, i, shown))
    return {
        "animation": False,
        "dataset": {"source": source},
        "grid": [
            {"left": LEFT_PX, "right": RIGHT_PX, "top": panel.top, "height": panel.height}
            for panel in panels
        ],
        "xAxis": [_time_axis(i, ends) for i in range(len(panels))],
        "yAxis": [_value_axis(i, panel) for i, panel in enumerate(panels)],
        "series": series,
        "dataZoom": [
            {
                "type": "inside",
                "xAxisIndex": list(range(len(panels))),
                "zoomOnMouseWheel": False,
                "moveOnMouseMove": False,
                "moveOnMouseWheel": False,
            }
        ],
        "axisPointer": {"link": [{"xAxisIndex": "all"}]},
        "tooltip": {
            "trigger": "axis",
            "className": "curve-tip",
            "confine": True,
            "axisPointer": {"lineStyle": {"color": "var(--ink-3)"}, "animation": False},
            ":formatter": "(shown) => studio.tip(shown)",
            ":position": "(at) => [at[0] + 16, 24]",
            "transitionDuration": 0,
        },
    }


def _ends(times_s: NDArray[np.float64]) -> tuple[float, float]:
    return (float(times_s[0]), float(times_s[-1])) if len(times_s) else (0.0, 1.0)


def _column(values: NDArray[np.float64], digits: int) -> list[float | None]:
    return [v if math.isfinite(v) else None for v in np.round(values, digits).tolist()]


def _series(key: str, panel: int, side: Side | None) -> dict[str, Any]:
    # Left is a full line and right a dashed one, so that no colour is needed.
    look = {"color": f"var(--side-{side or 'both'})", "width": 1.7}
    return {
        "type": "line",
        "name": key,
        "encode": {"x": "t", "y": key},
        "xAxisIndex": panel,
        "yAxisIndex": panel,
        "showSymbol": False,
        # Downsampling keeps extremes: a peak of speed is never left out.
        "sampling": "minmax",
        "silent": True,
        "lineStyle": {**look, "type": [5, 2.5] if side == "right" else "solid"},
        "itemStyle": {"color": look["color"]},
        "emphasis": {"disabled": True},
    }


def _time_axis(panel: int, ends: tuple[float, float]) -> dict[str, Any]:
    first = panel == 0
    return {
        "type": "value",
        "gridIndex": panel,
        "min": ends[0],
        "max": ends[1],
        "axisLine": {"show": True, "onZero": False, "lineStyle": {"color": "var(--line)"}},
        "axisTick": {"show": first, "lineStyle": {"color": "var(--line)"}},
        "axisLabel": {
            "show": first,
            "color": "var(--ink-2)",
            "fontSize": 11,
            "hideOverlap": True,
            ":formatter": "v => Number.isInteger(v) ? v + ' s' : ''",
        },
        "splitLine": {"show": True, "lineStyle": {"color": "var(--grid)"}},
        "axisPointer": {"label": {"show": False}},
    }


def _value_axis(panel: int, shown: Panel) -> dict[str, Any]:
    return {
        "type": "value",
        "gridIndex": panel,
        "min": shown.low,
        "max": shown.high,
        "splitNumber": 5 if shown.driving else 2,
        "axisLabel": {
            "color": "var(--ink-2)",
            "fontSize": 11,
            "showMinLabel": False,
            "showMaxLabel": False,
            ":formatter": f"v => Number(v.toFixed(1)) + '{shown.sign}'",
        },
        "splitLine": {"show": True, "lineStyle": {"color": "var(--grid)"}},
    }
