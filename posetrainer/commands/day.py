"""Where a programme begins today, and how an interrupted one continues."""

from datetime import date
from typing import TYPE_CHECKING

import typer

from posetrainer.errors import UserError
from posetrainer.language.translation import tr

if TYPE_CHECKING:
    from rich.console import Console

    from posetrainer.workout.day import DaySoFar
    from posetrainer.workout.plan import Plan


def begin_day(
    plan: "Plan", person: str | None, today: date, console: "Console", *, anew: bool
) -> "DaySoFar | None":
    """Return where a plan begins; None if it is done and the user does not want to repeat it.

    Raises
    ------
    UserError
        If it is done and the user cannot be asked.
    """
    from posetrainer.feedback.spec_words import spec_words
    from posetrainer.history.database import history_path
    from posetrainer.history.today import day_so_far
    from posetrainer.workout.day import DaySoFar

    if anew:
        return DaySoFar()
    day = day_so_far(history_path(), plan, person, today)
    if day.done:
        return DaySoFar() if _wants_it_again(console) else None
    if day.block or day.counted:
        title = spec_words(plan.blocks[day.block].spec.title)
        console.print(
            tr(
                "Goes on where it was today: exercise {number}, {title}, {counted} done. "
                "(--anew begins at the beginning.)"
            ).format(number=day.block + 1, title=title, counted=day.counted),
            highlight=False,
        )
    return day


def print_how_to_go_on(
    plan: "Plan", person: str | None, today: date, console: "Console", *, anew: bool
) -> None:
    """Print how an interrupted programme continues."""
    from posetrainer.feedback.spec_words import spec_words
    from posetrainer.history.database import history_path
    from posetrainer.history.today import day_so_far

    day = day_so_far(history_path(), plan, person, today)
    if day.done:
        return
    spec = plan.blocks[day.block].spec
    sentence = (
        tr(
            "Interrupted. The same command without --anew goes on today with exercise {number} of "
            "{count}, {title}, {counted} of {prescribed} done."
        )
        if anew
        else tr(
            "Interrupted. The same command goes on today with exercise {number} of {count}, "
            "{title}, {counted} of {prescribed} done."
        )
    )
    words = sentence.format(
        number=day.block + 1,
        count=len(plan.blocks),
        title=spec_words(spec.title),
        counted=day.counted,
        prescribed=spec.dose.repetitions * spec.dose.sets,
    )
    console.print(words, highlight=False)


def _wants_it_again(console: "Console") -> bool:
    question = tr("This programme is done for today. Do it again from the beginning?")
    try:
        return typer.confirm(question, err=console.stderr)
    except typer.Abort:
        raise UserError(tr("This programme is done for today; --anew does it again.")) from None
