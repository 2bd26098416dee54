"""The summary of a session as a terminal table."""

from rich.table import Table

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback.obstacle_words import instruction_for
from posetrainer.feedback.spec_words import fault_words, spec_words
from posetrainer.feedback.terminal import amount, side_words
from posetrainer.language.translation import decimal, tr, tr_in
from posetrainer.runtime.summary import RhythmSummary, SessionSummary


def summary_table(summary: SessionSummary, spec: ExerciseSpec) -> Table:
    """Return a session's summary as a table."""
    table = Table(title=spec_words(spec.title), show_header=False, title_justify="left")
    sides = ", ".join(
        f"{n} {side_words(s)}" for s, n in summary.by_side.items() if n and s != "both"
    )
    repetitions = f"{summary.repetitions}"
    table.add_row(tr("Repetitions"), f"{repetitions}  ({sides})" if sides else repetitions)
    table.add_row(tr("Good"), str(summary.good), style="green" if summary.good else "")
    if summary.paced:
        paced = tr("by the trainer: no camera sees whether the muscles were tight")
        table.add_row(tr("Paced"), paced)
    else:
        table.add_row(tr("Not counted"), str(summary.missed))
        fast = summary.too_fast
        table.add_row(tr("Too fast"), str(fast), style="red" if fast else "")
    if spec.hold_s:
        # A decimal comma needs another sign between the numbers.
        between = tr_in("between numbers", ", ")
        holds = between.join(decimal(seconds, ".1f") for seconds in summary.holds_s) or "–"
        table.add_row(tr("Held (s)"), holds)
    faults = ", ".join(f"{fault_words(name)} ×{n}" for name, n in summary.faults.items())
    table.add_row(tr("Form faults"), faults or "–")
    if summary.rhythm:
        table.add_row(tr("Rhythm"), _rhythm(summary.rhythm))
    watched = tr("{seconds} s, {frames} frames").format(
        seconds=decimal(summary.duration_s, ".1f"), frames=summary.frames
    )
    table.add_row(tr("Watched"), watched)
    if summary.frames_without_person:
        nobody = tr("{frames} frames").format(frames=summary.frames_without_person)
        table.add_row(tr("Nobody seen in"), nobody)
    if summary.refused:
        table.add_row(tr("Not judged"), instruction_for(summary.refused), style="magenta")
    return table


def _rhythm(rhythm: RhythmSummary) -> str:
    return tr(
        "{cadence} a minute, uneven by {percent} % on average, {peak} on average, for {minutes} min"
    ).format(
        cadence=f"{rhythm.per_min:.0f}",
        percent=f"{rhythm.uneven_percent:.0f}",
        peak=amount(rhythm.peak, rhythm.unit),
        minutes=decimal(rhythm.minutes, ".1f"),
    )
