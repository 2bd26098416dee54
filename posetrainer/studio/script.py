"""Calls of the page's own script: see ``static/studio.js``."""

import json
from typing import Any

from nicegui import ui

from posetrainer.exercises.numbers import dotted
from posetrainer.studio.chart import Panel
from posetrainer.studio.words import in_words
from posetrainer.tuning.working_spec import WorkingSpec


def call_script(name: str, data: object) -> None:
    """Call a function of the page's script."""
    ui.run_javascript(f"studio.{name}({json.dumps(data)})")


def panel_data(panel: Panel, draft: WorkingSpec) -> dict[str, Any]:
    """Return a panel and its limits as the script needs them."""
    return {
        "name": panel.name,
        "called": panel.called,
        "about": panel.about,
        "sign": panel.sign,
        "step": panel.step,
        "top": panel.top,
        "height": panel.height,
        "low": panel.low,
        "high": panel.high,
        "limits": limit_data(panel, draft),
    }


def limit_data(panel: Panel, draft: WorkingSpec) -> list[dict[str, Any]]:
    """Return a panel's limits: their values, those on disk, and what is wrong with them."""
    on_disk = {d.field: d.on_disk for d in draft.differences}
    numbers = {number.field: number for number in draft.numbers}
    looser = {d.field for d in draft.loosened}
    return [
        {
            "name": dotted(limit.field),
            "called": in_words(limit.name),
            "label": f"{in_words(limit.name)}, {limit.role}, on {panel.called}",
            "look": limit.role.split()[0],
            "zone": limit.zone and limit.zone.split()[0],
            "value": limit.value,
            "below": limit.below,
            "least": numbers[limit.field].least,
            "disk": on_disk.get(limit.field),
            "locked": draft.is_locked(limit.field),
            "looser": limit.field in looser,
            "problem": draft.problems.get(limit.field, ""),
            "meaning": numbers[limit.field].meaning,
        }
        for limit in panel.limits
    ]
