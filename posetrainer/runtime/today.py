"""What has been done today, so that an interrupted programme goes on where it was."""

import contextlib
import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import platformdirs
from pydantic import Field, TypeAdapter

from posetrainer.files import replacing
from posetrainer.pose.landmarks import Side
from posetrainer.runtime.loop import Step
from posetrainer.workout.flow import Flow
from posetrainer.workout.plan import Plan

#: The clock is written down at least this often, in seconds.
KEEP_EVERY_S = 5.0


_NotNegative = Annotated[int, Field(ge=0)]


@dataclass(frozen=True)
class Day:
    """How far a day's training has come.

    Parameters
    ----------
    date : str
        Of the day, as 2026-11-25.
    plan : str
        Which plan it is: changes with its exercises and doses.
    block : int
        Position of the exercise to go on with, from 0; the plan's length when all is done.
    counted, good : int
        Repetitions done of it already, and good ones among them.
    side_due : {"left", "right"} or None
        Whose turn it is after those.
    elapsed_s : float
        Seconds trained today, over all plans.
    """

    date: str
    plan: str
    block: _NotNegative = 0
    counted: _NotNegative = 0
    good: _NotNegative = 0
    side_due: Side | None = None
    elapsed_s: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0


_DAY: TypeAdapter[Day] = TypeAdapter(Day)


def day_path() -> Path:
    """Return where the day is written down."""
    return platformdirs.user_data_path("posetrainer") / "today.json"


def name_of(plan: Plan) -> str:
    """Return a name for a plan that changes with its exercises and doses."""
    doses = [
        (block.spec.id, block.spec.dose.model_dump_json(), block.rest_s) for block in plan.blocks
    ]
    return hashlib.sha256(json.dumps([plan.title, doses]).encode()).hexdigest()[:16]


def load_day(path: Path, plan: Plan, today: date) -> Day:
    """Return how far this plan has come today; at its beginning, if nothing is known of it.

    A file that cannot be read is no reason not to train: the day begins anew.
    """
    fresh = Day(today.isoformat(), name_of(plan))
    try:
        kept = _DAY.validate_json(path.read_bytes(), strict=True)
    except (OSError, ValueError):
        return fresh
    if kept.date != fresh.date:
        return fresh
    if kept.plan != fresh.plan or kept.block >= len(plan.blocks):
        return Day(fresh.date, fresh.plan, elapsed_s=kept.elapsed_s)
    return kept


def keeping(path: Path, plan: Plan, flow: Flow, today: date) -> Callable[[Step], None]:
    """Return a watcher that writes down how far the day has come, whenever that changes."""
    name = name_of(plan)
    last: Day | None = None

    def keep(_: Step) -> None:
        nonlocal last
        now = Day(
            today.isoformat(),
            name,
            flow.index,
            *flow.counted,
            flow.side_due,
            round(flow.elapsed_s, 1),
        )
        same = last is not None and (
            (last.block, last.counted) == (now.block, now.counted)
            and now.elapsed_s - last.elapsed_s < KEEP_EVERY_S
        )
        if not same:
            last = now
            # A disk that is full must not stop the training.
            with contextlib.suppress(OSError):
                _write(path, json.dumps(asdict(now)))

    return keep


def _write(path: Path, text: str) -> None:
    """Replace a file as a whole, but wait for no disk: the next picture is there already."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as part:
        part.write_text(text, encoding="utf-8")
