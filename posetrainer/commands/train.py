"""``posetrainer train`` and ``posetrainer programme``."""

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from posetrainer.commands.common import (
    MaybeExerciseArgument,
    SpecOption,
    chosen_spec,
    console_for,
    finish,
)
from posetrainer.commands.day import begin_day, print_how_to_go_on
from posetrainer.commands.session import LiveArguments, with_session_options
from posetrainer.language.translation import decimal, tr

if TYPE_CHECKING:
    from rich.console import Console

    from posetrainer.runtime.play import Outcome

#: The same as ``posetrainer.workout.plan.Level``, which takes longer to import.
Level = Literal["beginner", "intermediate", "advanced"]
#: A programme that fills less than this share of the time prints a message.
ENOUGH = 0.75


@with_session_options()
def train_command(
    exercise: MaybeExerciseArgument = None,
    spec_file: SpecOption = None,
    repetitions: Annotated[
        int | None,
        typer.Option(min=1, max=100, help="Repetitions for today, instead of the prescribed ones."),
    ] = None,
    record_to: Annotated[
        Path | None,
        typer.Option(help="Keep the landmarks in this file instead of the usual folder."),
    ] = None,
    *,
    session: LiveArguments,
) -> None:
    """Exercise in front of a camera, hands free.

    Keys: space pauses, r starts again, m mutes, f is full screen, q or Esc ends.
    """
    from posetrainer.history.records import SessionInfo
    from posetrainer.profiles.apply import adapted
    from posetrainer.rules.person import Person
    from posetrainer.runtime.train import train
    from posetrainer.workout.flow import Flow
    from posetrainer.workout.plan import Block, Plan, with_dose

    person = session.person()
    kept_in = record_to if session.record else None
    session.keep_apart(spec_file, record_to=kept_in)
    spec = adapted(chosen_spec(exercise, spec_file), person)
    if repetitions is not None:
        spec = with_dose(spec, repetitions, 1)
    console = console_for(session.as_json)
    options = session.options(person.stature_m, record=kept_in)
    flow = Flow(Plan(spec.title, (Block(spec),)), Person(person.stature_m))
    history = SessionInfo(spec.title, person=session.profile)
    outcome = train(session.camera, flow, options, console, record=session.record, history=history)
    _name_recordings(outcome, console)
    # What was lost has been reported when it was.
    finish(replace(outcome, lost=()), spec, console, session.as_json)


@with_session_options()
def programme_command(
    minutes: Annotated[
        float | None, typer.Option(min=3, max=120, help="Time available; with --plan, as written.")
    ] = None,
    level: Annotated[Level, typer.Option(help="Level of the exercises.")] = "beginner",
    equipment: Annotated[
        str | None, typer.Option(help="What you have, such as mat,wall; by default everything.")
    ] = None,
    pain_before: Annotated[
        int | None,
        typer.Option(
            "--pain-before", min=0, max=10, help="Pain before training, 0 to 10, for the history."
        ),
    ] = None,
    plan_file: Annotated[
        Path | None, typer.Option("--plan", help="A plan of your own, as a YAML file.")
    ] = None,
    show: Annotated[bool, typer.Option("--show", help="Only show the plan.")] = False,
    anew: Annotated[
        bool, typer.Option("--anew", help="Start from the beginning, whatever was done today.")
    ] = False,
    *,
    session: LiveArguments,
) -> None:
    """Do today's programme, hands free; an interrupted one continues on the same day.

    Keys: space pauses, n and b go to the next exercise and back, r starts it again, m mutes,
    f is full screen, q or Esc ends.
    """
    from datetime import datetime

    from posetrainer.feedback.durations import in_words
    from posetrainer.feedback.terminal import plan_table, programme_table
    from posetrainer.profiles.apply import unless_skipped
    from posetrainer.workout.builder import build, check_equipment, shipped_plan
    from posetrainer.workout.flow import Flow
    from posetrainer.workout.plan import load_plan

    person = session.person()
    session.keep_apart(plan_file)
    file = load_plan(plan_file) if plan_file else shipped_plan(level)
    if minutes is None and plan_file is None:
        minutes = 30
    at_hand = None if equipment is None else check_equipment(equipment.split(","))
    plan = build(file, minutes, at_hand, lambda spec: unless_skipped(spec, person))
    console = console_for(session.as_json)
    if minutes is not None and plan.seconds < ENOUGH * minutes * 60:
        line = tr("Only {filled} of {minutes} minutes are filled; more equipment offers more.")
        line = line.format(filled=in_words(plan.seconds), minutes=decimal(minutes, "g"))
        console.print(line, highlight=False)
    if show:
        console.print(plan_table(plan))
        return
    from posetrainer.feedback.speaking_time import seconds_to_explain
    from posetrainer.history.records import Ratings, SessionInfo
    from posetrainer.history.today import name_of
    from posetrainer.rules.person import Person
    from posetrainer.runtime.train import train

    today = datetime.now().date()
    day = begin_day(plan, session.profile, today, console, anew=anew)
    if day is None:
        return
    flow = Flow(
        plan,
        Person(person.stature_m),
        day=day,
        briefing_s=lambda spec: (
            seconds_to_explain(spec, session.rate) if session.voice == "full" else 0.0
        ),
    )
    options = session.options(person.stature_m)
    history = SessionInfo(plan.title, name_of(plan), session.profile, Ratings(pain_before))
    outcome = train(session.camera, flow, options, console, record=session.record, history=history)
    records = [summary.as_record() for summary in outcome.summaries]
    if session.as_json:
        done = {"title": plan.title, "done": flow.over, "exercises": records}
        print(json.dumps({**done, "lost": outcome.lost}))
    else:
        console.print(programme_table(records, plan))
    _name_recordings(outcome, console)
    if not flow.over:
        print_how_to_go_on(plan, session.profile, today, console, anew=anew)
    if outcome.broken_off:
        from posetrainer.errors import UserError

        raise UserError(outcome.broken_off)


def _name_recordings(outcome: "Outcome", console: "Console") -> None:
    for path in outcome.recordings:
        line = tr("Landmarks kept in {path} (no pictures).").format(path=path)
        console.print(line, highlight=False, soft_wrap=True)
