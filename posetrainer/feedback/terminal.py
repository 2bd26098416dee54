"""Events and summaries as lines and tables of a terminal."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from rich.box import SIMPLE
from rich.table import Column, Table
from rich.text import Text

from posetrainer.exercises.spec import ExerciseSpec, Level, Unit
from posetrainer.feedback.announcements import dose_words
from posetrainer.feedback.durations import in_words
from posetrainer.feedback.obstacle_words import sentence_for, unseen_words
from posetrainer.rules import events as ev
from posetrainer.workout import notices as no
from posetrainer.workout.plan import Plan

_UNITS: dict[Unit, str] = {"deg": "°", "in": " in"}
_SHORTFALLS = {
    "target": "short of the target",
    "hold": "hold too short",
    "tempo": "too fast",
    "form": "form",
    "return": "not all the way back",
    "rhythm": "out of rhythm",
    "turn": "the other side's turn",
}
_RHYTHM = {"slow": "too slow", "quick": "too quick", "uneven": "uneven"}


def _side(event: Any) -> str:
    return "" if event.side in ("both", None) else f" {event.side}"


def _completed(event: ev.RepetitionCompleted) -> tuple[str, str]:
    held = "" if event.held_s is None else f", held {event.held_s:.1f} s"
    reached = "paced"
    if event.peak is not None and event.unit is not None:
        reached = f"{event.peak:.0f}{_UNITS[event.unit]}"
    text = f"repetition {event.number}{_side(event)}: {reached}{held}"
    if event.good:
        return f"✓ {text}, good", "green"
    reasons = [_SHORTFALLS[s] for s in event.shortfalls if s != "form"]
    reasons += [fault.replace("_", " ") for fault in event.faults]
    return f"○ {text}; not good: {', '.join(reasons)}", "yellow"


def _apart(value: float, limit: float) -> tuple[str, str]:
    """Return two numbers as briefly as they still differ."""
    for digits in range(3):
        told = f"{value:.{digits}f}", f"{limit:.{digits}f}"
        if told[0] != told[1]:
            break
    return told


def _missed(event: ev.RepetitionMissed) -> tuple[str, str]:
    unit = _UNITS[event.unit]
    reached, needed = _apart(event.peak, event.needed)
    why = f"{reached}{unit} of at least {needed}{unit}"
    if event.obstacle is not None:
        why = sentence_for(event.obstacle)
    return f"✗ attempt{_side(event)} not counted: {why}", "yellow"


def _too_fast(event: ev.TooFast) -> tuple[str, str]:
    unit = _UNITS[event.unit]
    speed, limit = _apart(event.speed, event.limit)
    return (
        f"⚠ too fast{_side(event)} on the way {event.phase}: {speed}{unit}/s, "
        f"limit {limit}{unit}/s",
        "bold red",
    )


_LINES: dict[type[ev.Event], Callable[[Any], tuple[str, str]]] = {
    ev.Ready: lambda e: (f"● ready{_side(e)}", "blue"),
    ev.PostureLost: lambda e: (f"● out of place: {sentence_for(e.obstacle)}", "magenta"),
    ev.LostSight: lambda e: (f"● cannot see {unseen_words(e.unseen)}", "magenta"),
    ev.SightRegained: lambda e: (f"● seen again after {e.unseen_s:.1f} s", "blue"),
    ev.TargetReached: lambda _: ("  far enough", "cyan"),
    ev.HoldStarted: lambda _: ("  holding", "cyan"),
    ev.HoldCompleted: lambda e: (f"  held {e.seconds:g} s", "cyan"),
    ev.HoldBroken: lambda e: (f"  hold broken: {e.held_s:.1f} of {e.prescribed_s:g} s", "yellow"),
    ev.TooFast: _too_fast,
    ev.FormFaultFound: lambda e: (f"⚠ {e.fault.replace('_', ' ')}: {e.say}", "yellow"),
    ev.FormRestored: lambda e: (f"  {e.fault.replace('_', ' ')}: right again", "cyan"),
    ev.RepetitionCompleted: _completed,
    ev.RepetitionMissed: _missed,
    ev.RhythmBroken: lambda e: (f"⚠ {_RHYTHM[e.flaw]}: {e.per_min:.0f} a minute", "yellow"),
    ev.SideChanged: lambda e: (f"  now the {e.side} side", "blue"),
    ev.SideRepeated: lambda e: (f"⚠ the {e.side} side again; now the {e.due}", "yellow"),
    ev.SetCompleted: lambda e: (f"★ set {e.set_number} of {e.sets} done", "bold green"),
}


_NOTICES: dict[type[no.Notice], Callable[[Any], str]] = {
    no.ExerciseBegins: lambda n: f"▶ exercise {n.number} of {n.of}: {n.spec.title}",
    no.RestBegins: lambda n: f"‖ rest, {n.seconds:g} s",
    no.RestEnds: lambda n: "▶ on before the rest is over" if n.early else "▶ the rest is over",
    no.Paused: lambda n: (
        f"‖ paused: {sentence_for(n.obstacle)}" if n.obstacle else "‖ paused by key"
    ),
    no.PoorPicture: lambda n: f"? {sentence_for(n.obstacle)}",
    no.Idle: lambda n: f"? does not go on, {n.counted} done",
    no.ExerciseLeft: lambda n: f"▶ left by gesture, {n.counted} of {n.prescribed} done",
    no.Resumed: lambda n: f"▶ goes on, {n.counted} of {n.prescribed} done",
    no.ProgrammeEnds: lambda n: f"★ all done, {in_words(n.seconds)}",
}


def event_line(event: ev.Event) -> Text:
    """Return an event as one coloured line that begins with its media time."""
    text, style = _LINES[type(event)](event)
    return _timed(event.time_s, text, style)


def notice_line(notice: no.Notice) -> Text:
    """Return what changes in the flow as one line that begins with its media time."""
    return _timed(notice.time_s, _NOTICES[type(notice)](notice), "blue")


def _timed(time_s: float, text: str, style: str) -> Text:
    minutes, seconds = divmod(time_s, 60)
    return Text.assemble((f"{minutes:2.0f}:{seconds:04.1f}  ", "dim"), (text, style))


def plan_table(plan: Plan) -> Table:
    """Return a plan as a table."""
    table = Table("", "exercise", "posture", "dose", "rest after", box=SIMPLE, pad_edge=False)
    for number, block in enumerate(plan.blocks, 1):
        spec = block.spec
        rest = f"{block.rest_s:g} s" if number < len(plan.blocks) else ""
        posture = spec.posture.replace("_", " ")
        table.add_row(str(number), spec.title, posture, dose_words(spec), rest)
    table.title = f"{plan.title}: about {in_words(plan.seconds)}"
    table.title_justify = "left"
    return table


def programme_table(records: list[dict[str, Any]], plan: Plan) -> Table:
    """Return what a programme came to, exercise by exercise."""
    titles = {block.spec.id: block.spec.title for block in plan.blocks}
    table = Table(
        "exercise", "repetitions", "good", "not counted", "too fast", box=SIMPLE, pad_edge=False
    )
    for record in records:
        numbers = (record[key] for key in ("repetitions", "good", "missed", "too_fast"))
        table.add_row(titles[record["exercise"]], *map(str, numbers))
    table.title, table.title_justify = plan.title, "left"
    return table


def summary_table(record: dict[str, Any], spec: ExerciseSpec) -> Table:
    """Return a session's summary record as a table."""
    table = Table(title=spec.title, show_header=False, title_justify="left")
    sides = ", ".join(f"{n} {side}" for side, n in record["by_side"].items() if n)
    one_sided = spec.dose.sides != "both"
    table.add_row(
        "Repetitions", f"{record['repetitions']}" + (f"  ({sides})" * one_sided if sides else "")
    )
    table.add_row("Good", str(record["good"]), style="green" if record["good"] else "")
    if spec.paced:
        table.add_row("Paced", "by the trainer: no camera sees whether the muscles were tight")
    else:
        table.add_row("Not counted", str(record["missed"]))
        fast = record["too_fast"]
        table.add_row("Too fast", str(fast), style="red" if fast else "")
    if spec.hold_s:
        holds = ", ".join(f"{seconds:.1f}" for seconds in record["holds_s"]) or "–"
        table.add_row("Held (s)", holds)
    faults = ", ".join(f"{k.replace('_', ' ')} ×{n}" for k, n in record["faults"].items())
    table.add_row("Form faults", faults or "–")
    if record["rhythm"]:
        table.add_row("Rhythm", _rhythm(record["rhythm"]))
    table.add_row("Watched", f"{record['duration_s']:.1f} s, {record['frames']} frames")
    if record["frames_without_person"]:
        table.add_row("Nobody seen in", f"{record['frames_without_person']} frames")
    if record["refused"]:
        table.add_row("Not judged", record["refused"], style="magenta")
    return table


def _rhythm(rhythm: dict[str, Any]) -> str:
    unit = _UNITS[rhythm["unit"]]
    return (
        f"{rhythm['per_min']:.0f} a minute, uneven by {rhythm['uneven_percent']:.0f} % on average, "
        f"{rhythm['peak']:.0f}{unit} on average, for {rhythm['minutes']:.1f} min"
    )


def catalogue_table(levels: Mapping[Level, Iterable[ExerciseSpec]]) -> Table:
    """Return the exercises by level as a table: what to type, and what it is."""
    table = Table(Column(no_wrap=True), Column(), box=None, show_header=False, pad_edge=False)
    for level, specs in levels.items():
        table.add_row(Text(level, "bold"))
        for spec in specs:
            posture = spec.posture.replace("_", " ")
            dose = dose_words(spec).rstrip(".").lower()
            table.add_row(
                f"  {spec.id}", Text.assemble((spec.title, "bold"), f": {posture}, {dose}")
            )
    return table
