"""Events and summaries as lines and tables of a terminal."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from rich.box import SIMPLE
from rich.table import Column, Table
from rich.text import Text

from posetrainer.exercises.spec import ExerciseSpec, Level, Posture, Unit
from posetrainer.feedback.announcements import dose_words
from posetrainer.feedback.durations import in_words
from posetrainer.feedback.obstacle_words import sentence_for, unseen_words
from posetrainer.feedback.spec_words import fault_words, spec_words
from posetrainer.language.translation import decimal, msg, tr, tr_in, tr_many
from posetrainer.language.units import shown, sign
from posetrainer.rules import events as ev
from posetrainer.workout import notices as no
from posetrainer.workout.plan import Plan

_SHORTFALLS = {
    "target": msg("short of the target"),
    "hold": msg("hold too short"),
    "tempo": msg("too fast"),
    "return": msg("not all the way back"),
    "rhythm": msg("out of rhythm"),
    "turn": msg("the other side's turn"),
}
_RHYTHM = {"slow": msg("too slow"), "quick": msg("too quick"), "uneven": msg("uneven")}
_SIDES_NAMED = {"left": msg("the left side"), "right": msg("the right side")}
LEVELS: dict[Level, str] = {
    "beginner": msg("beginner"),
    "intermediate": msg("intermediate"),
    "advanced": msg("advanced"),
}
POSTURES: dict[Posture, str] = {
    "standing": msg("standing"),
    "sitting": msg("sitting"),
    "half_kneeling": msg("half kneeling"),
    "hands_and_knees": msg("hands and knees"),
    "supine": msg("supine"),
}


def amount(value: float, unit: Unit) -> str:
    """Return a measured value, rounded: "47°", "12 in", "30 cm"."""
    return f"{shown(value, unit):.0f}{sign(unit)}"


def side_words(side: str) -> str:
    """Return a side as the terminal names it."""
    return tr_in("side", "left") if side == "left" else tr_in("side", "right")


def _side(event: Any) -> str:
    return "" if event.side in ("both", None) else f" {side_words(event.side)}"


def _completed(event: ev.RepetitionCompleted) -> tuple[str, str]:
    reached = tr("paced")
    if event.peak is not None and event.unit is not None:
        reached = amount(event.peak, event.unit)
    if event.held_s is not None:
        held = tr("held {seconds} s").format(seconds=decimal(event.held_s, ".1f"))
        reached = f"{reached}, {held}"
    text = tr("repetition {number}{side}: {reached}").format(
        number=event.number, side=_side(event), reached=reached
    )
    if event.good:
        return tr("✓ {repetition}, good").format(repetition=text), "green"
    reasons = [tr(_SHORTFALLS[s]) for s in event.shortfalls if s != "form"]
    reasons += [fault_words(fault) for fault in event.faults]
    line = tr("○ {repetition}; not good: {reasons}")
    return line.format(repetition=text, reasons=", ".join(reasons)), "yellow"


def _distinct(value: float, limit: float, unit: Unit) -> tuple[str, str]:
    """Return two numbers as briefly as they still differ."""
    for digits in range(3):
        texts = [decimal(shown(each, unit), f".{digits}f") for each in (value, limit)]
        if texts[0] != texts[1]:
            break
    return texts[0], texts[1]


def _missed(event: ev.RepetitionMissed) -> tuple[str, str]:
    if event.obstacle is not None:
        why = sentence_for(event.obstacle)
    else:
        reached, needed = _distinct(event.peak, event.needed, event.unit)
        unit = sign(event.unit)
        why = tr("{reached} of at least {needed}").format(
            reached=f"{reached}{unit}", needed=f"{needed}{unit}"
        )
    return tr("✗ attempt{side} not counted: {why}").format(side=_side(event), why=why), "yellow"


def _too_fast(event: ev.TooFast) -> tuple[str, str]:
    speed, limit = _distinct(event.speed, event.limit, event.unit)
    unit = sign(event.unit)
    line = (
        tr("⚠ too fast{side} on the way out: {speed}/s, limit {limit}/s")
        if event.phase == "out"
        else tr("⚠ too fast{side} on the way back: {speed}/s, limit {limit}/s")
    )
    return line.format(side=_side(event), speed=speed + unit, limit=limit + unit), "bold red"


def _hold_broken(event: ev.HoldBroken) -> tuple[str, str]:
    held, prescribed = decimal(event.held_s, ".1f"), decimal(event.prescribed_s, "g")
    line = tr("  hold broken: {held} of {prescribed} s")
    return line.format(held=held, prescribed=prescribed), "yellow"


def _side_repeated(event: ev.SideRepeated) -> tuple[str, str]:
    again, due = tr(_SIDES_NAMED[event.side]), tr(_SIDES_NAMED[event.due])
    return tr("⚠ {side} again; now {due}").format(side=again, due=due), "yellow"


_LINES: dict[type[ev.Event], Callable[[Any], tuple[str, str]]] = {
    ev.Ready: lambda e: (tr("● ready{side}").format(side=_side(e)), "blue"),
    ev.PostureLost: lambda e: (
        tr("● out of place: {why}").format(why=sentence_for(e.obstacle)),
        "magenta",
    ),
    ev.LostSight: lambda e: (
        tr("● cannot see {what}").format(what=unseen_words(e.unseen)),
        "magenta",
    ),
    ev.SightRegained: lambda e: (
        tr("● seen again after {seconds} s").format(seconds=decimal(e.unseen_s, ".1f")),
        "blue",
    ),
    ev.TargetReached: lambda _: (tr("  far enough"), "cyan"),
    ev.HoldStarted: lambda _: (tr("  holding"), "cyan"),
    ev.HoldCompleted: lambda e: (
        "  " + tr("held {seconds} s").format(seconds=decimal(e.seconds, "g")),
        "cyan",
    ),
    ev.HoldBroken: _hold_broken,
    ev.TooFast: _too_fast,
    ev.FormFaultFound: lambda e: (f"⚠ {fault_words(e.fault)}: {spec_words(e.say)}", "yellow"),
    ev.FormRestored: lambda e: (
        tr("  {fault}: right again").format(fault=fault_words(e.fault)),
        "cyan",
    ),
    ev.RepetitionCompleted: _completed,
    ev.RepetitionMissed: _missed,
    ev.RhythmBroken: lambda e: (
        tr("⚠ {flaw}: {cadence} a minute").format(
            flaw=tr(_RHYTHM[e.flaw]), cadence=f"{e.per_min:.0f}"
        ),
        "yellow",
    ),
    ev.SideChanged: lambda e: (tr("  now {side}").format(side=tr(_SIDES_NAMED[e.side])), "blue"),
    ev.SideRepeated: _side_repeated,
    ev.SetCompleted: lambda e: (
        tr("★ set {number} of {count} done").format(number=e.set_number, count=e.sets),
        "bold green",
    ),
}


def _counted(notice: Any, line: str) -> str:
    return line.format(counted=notice.counted, prescribed=notice.prescribed)


_NOTICES: dict[type[no.Notice], Callable[[Any], str]] = {
    no.ExerciseBegins: lambda n: tr("▶ exercise {number} of {count}: {title}").format(
        number=n.number, count=n.of, title=spec_words(n.spec.title)
    ),
    no.RestBegins: lambda n: tr("‖ rest, {seconds} s").format(seconds=decimal(n.seconds, "g")),
    no.RestEnds: lambda n: (
        tr("▶ on before the rest is over") if n.early else tr("▶ the rest is over")
    ),
    no.Paused: lambda n: (
        tr("‖ paused: {why}").format(why=sentence_for(n.obstacle))
        if n.obstacle
        else tr("‖ paused by key")
    ),
    no.PoorPicture: lambda n: f"? {sentence_for(n.obstacle)}",
    no.Idle: lambda n: tr("? does not go on, {counted} done").format(counted=n.counted),
    no.ExerciseLeft: lambda n: _counted(n, tr("▶ left by gesture, {counted} of {prescribed} done")),
    no.Resumed: lambda n: _counted(n, tr("▶ goes on, {counted} of {prescribed} done")),
    no.ProgrammeEnds: lambda n: tr("★ all done, {duration}").format(duration=in_words(n.seconds)),
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
    title = tr("{title}: about {duration}").format(
        title=spec_words(plan.title), duration=in_words(plan.seconds)
    )
    table = _table(title, "", tr("exercise"), tr("posture"), tr("dose"), tr("rest after"))
    for number, block in enumerate(plan.blocks, 1):
        spec = block.spec
        rest = f"{decimal(block.rest_s, 'g')} s" if number < len(plan.blocks) else ""
        posture, title = tr(POSTURES[spec.posture]), spec_words(spec.title)
        table.add_row(str(number), title, posture, dose_words(spec), rest)
    return table


def _table(title: str, *columns: str) -> Table:
    return Table(*columns, title=title, title_justify="left", box=SIMPLE, pad_edge=False)


def programme_table(records: list[dict[str, Any]], plan: Plan) -> Table:
    """Return what a programme came to, exercise by exercise."""
    titles = {block.spec.id: spec_words(block.spec.title) for block in plan.blocks}
    repetitions = tr_many("repetition", "repetitions", 2)
    columns = tr("exercise"), repetitions, tr("good"), tr("not counted"), tr("too fast")
    table = _table(spec_words(plan.title), *columns)
    for record in records:
        numbers = (record[key] for key in ("repetitions", "good", "missed", "too_fast"))
        table.add_row(titles[record["exercise"]], *map(str, numbers))
    return table


def catalogue_table(levels: Mapping[Level, Iterable[ExerciseSpec]]) -> Table:
    """Return the exercises by level as a table: what to type, and what it is."""
    table = Table(Column(no_wrap=True), Column(), box=None, show_header=False, pad_edge=False)
    for level, specs in levels.items():
        table.add_row(Text(tr(LEVELS[level]), "bold"))
        for spec in specs:
            posture, title = tr(POSTURES[spec.posture]), spec_words(spec.title)
            dose = dose_words(spec).rstrip(".")
            dose = dose[0].lower() + dose[1:]
            table.add_row(f"  {spec.id}", Text.assemble((title, "bold"), f": {posture}, {dose}"))
    return table
