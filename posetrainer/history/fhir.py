"""Export of the history as FHIR R4 Observations, for the records of a practice.

A bundle has, for each session, the answers about pain and effort, and for each exercise one
Observation with its sums, whose members are Observations of the counted repetitions. What could
not be judged is absent, with the reason, and never a value.
"""

import json
import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime
from statistics import fmean
from typing import Any

from posetrainer.history.records import Attempt
from posetrainer.history.sessions import ExerciseRow, SessionTree, session_trees
from posetrainer.history.span import Span

Resource = dict[str, Any]

#: Names of code systems: nothing is fetched from there.
_LOINC = "http://loinc.org"
_UCUM = "http://unitsofmeasure.org"
_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
_ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
#: What no public system has a code for.
_OURS = "urn:posetrainer:observation"
_OUR_EXERCISES = "urn:posetrainer:exercise"
_OUR_PERSONS = "urn:posetrainer:profile"

_PAIN = {
    "system": _LOINC,
    "code": "72514-3",
    "display": "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
}
_DURATION = {"system": _LOINC, "code": "55411-3", "display": "Exercise duration"}
_MOTION_UNITS = {"deg": ("degrees", "deg"), "in": ("inches", "[in_i]")}
_SPEED_UNITS = {"deg": ("degrees a second", "deg/s"), "in": ("inches a second", "[in_i]/s")}


def as_fhir(db: sqlite3.Connection, span: Span) -> str:
    """Return a bundle of Observations as JSON."""
    resources = [resource for tree in session_trees(db, span) for resource in observations(tree)]
    entries = [
        {"fullUrl": _reference(resource)["reference"], "resource": resource}
        for resource in resources
    ]
    bundle: Resource = {"resourceType": "Bundle", "type": "collection"}
    return json.dumps({**bundle, **({"entry": entries} if entries else {})}, indent=1) + "\n"


def observations(tree: SessionTree) -> Iterator[Resource]:
    """Yield the Observations of one session."""
    yield from _answers(tree)
    for number, (exercise, attempts) in enumerate(tree.exercises, 1):
        counted = [attempt for attempt in attempts if attempt.number is not None]
        members = [
            _repetition(tree, exercise, attempt, f"{number}-{place}")
            for place, attempt in enumerate(counted, 1)
        ]
        yield _exercise(tree, exercise, attempts, str(number), members)
        yield from members


def _answers(tree: SessionTree) -> Iterator[Resource]:
    """Yield the answers about pain and effort; a question that was skipped is no Observation."""
    ratings = tree.session.ratings
    ended = tree.at(max((e.began_s + e.trained_s for e, _ in tree.exercises), default=0.0))
    effort = _ours("effort", "Effort, on Borg's CR10 scale")
    for name, value, code, at in (
        ("pain-before", ratings.pain_before, _coded("Pain before exercising", _PAIN), None),
        ("pain-after", ratings.pain_after, _coded("Pain after exercising", _PAIN), ended),
        ("effort", ratings.effort, effort, ended),
    ):
        if value is None:
            continue
        yield {
            **_observation(tree, name, "survey"),
            "code": code,
            "effectiveDateTime": _time(at or tree.session.began_at),
            "valueQuantity": _quantity(value, "of 10", "{score}"),
        }


def _exercise(
    tree: SessionTree,
    exercise: ExerciseRow,
    attempts: Sequence[Attempt],
    name: str,
    members: Sequence[Resource],
) -> Resource:
    counted = [attempt for attempt in attempts if attempt.number is not None]
    numbers = {
        "prescribed": ("Repetitions to be done", exercise.prescribed),
        "repetitions": ("Repetitions", len(counted)),
        "good": ("Good repetitions", sum(attempt.good for attempt in counted)),
        "not-counted": ("Attempts that were not counted", len(attempts) - len(counted)),
        "too-fast": ("Attempts that were too fast", sum(a.too_fast for a in attempts)),
    }
    components = [
        {"code": _ours(code, text), "valueQuantity": _quantity(number, "times", "{count}")}
        for code, (text, number) in numbers.items()
    ]
    duration = _coded("Duration", _DURATION)
    minutes = _quantity(round(exercise.trained_s / 60, 2), "minutes", "min")
    components.append({"code": duration, "valueQuantity": minutes})
    components += _mean_motion(counted)
    return {
        **_observation(tree, name, "activity"),
        "code": _code_of(exercise),
        "effectivePeriod": {
            "start": _time(tree.at(exercise.began_s)),
            "end": _time(tree.at(_end_s(exercise, attempts))),
        },
        **({} if exercise.ready else {"dataAbsentReason": _not_judged(exercise)}),
        **({"note": [{"text": text} for text in _notes(exercise)]} if exercise.unjudged else {}),
        **({"hasMember": [_reference(member) for member in members]} if members else {}),
        "component": components,
    }


def _repetition(tree: SessionTree, exercise: ExerciseRow, attempt: Attempt, name: str) -> Resource:
    components = [
        {"code": _ours("good", "Good repetition"), "valueBoolean": attempt.good},
        {"code": _ours("too-fast", "Too fast"), "valueBoolean": attempt.too_fast},
    ]
    for code, text, value, unit in (
        ("range-of-motion", "Range of motion", attempt.peak, _MOTION_UNITS),
        ("speed", "Highest speed", attempt.peak_speed, _SPEED_UNITS),
    ):
        if value is not None and attempt.unit is not None:
            quantity = _quantity(round(value, 2), *unit[attempt.unit])
            components.append({"code": _ours(code, text), "valueQuantity": quantity})
    if attempt.held_s is not None:
        held = _quantity(round(attempt.held_s, 2), "seconds", "s")
        components.append({"code": _ours("hold", "Longest hold"), "valueQuantity": held})
    for fault in attempt.faults:
        text = fault.replace("_", " ")
        components.append({"code": _ours("fault", "Form fault"), "valueString": text})
    return {
        **_observation(tree, name, "activity"),
        "code": _ours("repetition", f"Repetition {attempt.number} of {exercise.title}"),
        "effectivePeriod": {
            "start": _time(tree.at(attempt.start_s)),
            "end": _time(tree.at(max(attempt.start_s, attempt.end_s))),
        },
        "bodySite": {"text": "both sides" if attempt.side == "both" else f"{attempt.side} side"},
        "component": components,
    }


def _mean_motion(counted: Sequence[Attempt]) -> Iterator[Resource]:
    for side in ("left", "right", "both"):
        peaks = [
            (a.peak, a.unit) for a in counted if a.side == side and a.peak is not None and a.unit
        ]
        if peaks:
            mean = round(fmean(peak for peak, _ in peaks), 2)
            of_side = "" if side == "both" else f", {side} side"
            yield {
                "code": _ours("range-of-motion", f"Mean range of motion{of_side}"),
                "valueQuantity": _quantity(mean, *_MOTION_UNITS[peaks[0][1]]),
            }


def _observation(tree: SessionTree, name: str, category: str) -> Resource:
    """Return what all Observations have; the same name in the same session is the same one."""
    person, version = tree.session.person, tree.session.version
    subject = {"identifier": {"system": _OUR_PERSONS, "value": person}, "display": person}
    return {
        "resourceType": "Observation",
        "id": str(uuid.uuid5(uuid.UUID(tree.session.uid), name)),
        "status": "final",
        "category": [{"coding": [{"system": _CATEGORY, "code": category}]}],
        **({"subject": subject} if person else {}),
        "device": {"display": f"posetrainer {version}"},
    }


def _code_of(exercise: ExerciseRow) -> Resource:
    coding = {"system": _OUR_EXERCISES, "code": exercise.exercise, "version": exercise.spec_digest}
    return _coded(exercise.title, coding)


def _not_judged(exercise: ExerciseRow) -> Resource:
    why = [unjudged.reason for unjudged in exercise.unjudged] or ["Nothing was seen."]
    return {"coding": [{"system": _ABSENT, "code": "unknown"}], "text": why[0]}


def _notes(exercise: ExerciseRow) -> Iterator[str]:
    for unjudged in exercise.unjudged:
        yield f"Not judged for {unjudged.seconds:.0f} s: {unjudged.reason}"


def _end_s(exercise: ExerciseRow, attempts: Sequence[Attempt]) -> float:
    """The media time up to which something is known of an exercise."""
    ends_s = [attempt.end_s for attempt in attempts]
    return max([exercise.began_s + exercise.trained_s, *ends_s])


def _reference(resource: Resource) -> Resource:
    return {"reference": f"urn:uuid:{resource['id']}"}


def _ours(code: str, text: str) -> Resource:
    return _coded(text, {"system": _OURS, "code": code})


def _coded(text: str, coding: Resource) -> Resource:
    return {"coding": [coding], "text": text}


def _quantity(value: float, unit: str, code: str) -> Resource:
    return {"value": value, "unit": unit, "system": _UCUM, "code": code}


def _time(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")
