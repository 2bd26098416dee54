"""Where a programme begins today, and how one that was interrupted goes on."""

from datetime import date
from typing import TYPE_CHECKING

import typer

from posetrainer.errors import UserError

if TYPE_CHECKING:
    from rich.console import Console

    from posetrainer.history.today import Day
    from posetrainer.workout.plan import Plan


def begin_day(
    plan: "Plan", person: str | None, today: date, console: "Console", *, anew: bool
) -> "Day | None":
    """Return where to begin a plan; None if it is done and the user does not want it again.

    Raises
    ------
    UserError
        If it is done and nobody is there to be asked.
    """
    from posetrainer.history.database import history_path
    from posetrainer.history.today import Day, day_so_far

    if anew:
        return Day()
    day = day_so_far(history_path(), plan, person, today)
    if day.done:
        return Day() if _wants_it_again(console) else None
    if day.block or day.counted:
        title = plan.blocks[day.block].spec.title
        console.print(
            f"Goes on where it was today: exercise {day.block + 1}, {title}, {day.counted} done. "
            "(--anew begins at the beginning.)",
            highlight=False,
        )
    return day


def print_how_to_go_on(
    plan: "Plan", person: str | None, today: date, console: "Console", *, anew: bool
) -> None:
    """Print how a programme that was interrupted goes on."""
    from posetrainer.history.database import history_path
    from posetrainer.history.today import day_so_far

    day = day_so_far(history_path(), plan, person, today)
    if day.done:
        return
    spec = plan.blocks[day.block].spec
    console.print(
        f"Interrupted. The same command{' without --anew' if anew else ''} goes on today with "
        f"exercise {day.block + 1} of {len(plan.blocks)}, {spec.title}, {day.counted} of "
        f"{spec.dose.repetitions * spec.dose.sets} done.",
        highlight=False,
    )


def _wants_it_again(console: "Console") -> bool:
    question = "This programme is done for today. Do it again from the beginning?"
    try:
        return typer.confirm(question, err=console.stderr)
    except typer.Abort:
        raise UserError("This programme is done for today; --anew does it again.") from None
