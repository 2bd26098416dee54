"""What is taken along can be read by others, and has all there is."""

import csv
import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from histories import NOON, completed, keep
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from posetrainer.history.database import reading
from posetrainer.history.export import as_csv, as_json
from posetrainer.history.fhir import as_fhir
from posetrainer.history.records import Ratings
from posetrainer.history.span import Span
from posetrainer.rules.events import RepetitionMissed
from posetrainer.rules.obstacles import Unmet

MISSED = RepetitionMissed(
    *(30.0, "right", "other_movement", 20.0, 30.0, "deg", 25.0, 30.0, True, ("bent",)),
    Unmet("bend", "Bent, so."),
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("some") / "history.sqlite3"
    faulty = completed(2, faults=("knee_bent", "too_high"), shortfalls=("form", "tempo"))
    keep(path, NOON, [completed(1), faulty, MISSED], person="anna", ratings=Ratings(4, 0, 2.5))
    paced = completed(1, peak=None, peak_speed=None, unit=None, held_s=None, side="both")
    keep(path, NOON + timedelta(days=1), [paced], exercise="abdominal_contraction")
    # Nothing was ever judged.
    keep(path, NOON + timedelta(days=2), [])
    return path


def test_csv_has_a_row_for_each_attempt(path: Path) -> None:
    with reading(path) as db:
        rows = list(csv.DictReader(io.StringIO(as_csv(db, Span()))))
        assert len(list(csv.DictReader(io.StringIO(as_csv(db, Span(person="anna")))))) == 3
    assert [row["number"] for row in rows] == ["1", "2", "", "1"]
    first, second, missed, paced = rows
    assert first["began_at"] == "2026-03-02T12:00:01+00:00"
    assert (first["good"], first["peak"], first["held_s"]) == ("1", "45.0", "5.2")
    assert (second["faults"], second["shortfalls"]) == ("knee_bent too_high", "form tempo")
    assert (missed["obstacle"], missed["reason"]) == ("unmet:bend", "Bent, so.")
    assert (missed["pain_before"], missed["pain_after"], missed["effort"]) == ("4", "0", "2.5")
    assert (paced["peak"], paced["person"], paced["pain_before"]) == ("", "", "")


def test_json_has_all_there_is(path: Path) -> None:
    with reading(path) as db:
        record = json.loads(as_json(db, Span()))
    assert [session["person"] for session in record["sessions"]] == ["anna", None, None]
    [exercise] = record["sessions"][0]["exercises"]
    assert [attempt["number"] for attempt in exercise["attempts"]] == [1, 2, None]
    assert record["specs"][exercise["spec_digest"]]["id"] == "straight_leg_raise"
    [idle] = record["sessions"][2]["exercises"]
    assert not idle["ready"]


def checked(text: str) -> list[dict[str, Any]]:
    """The resources of a bundle that a FHIR library takes, whose references all lead somewhere."""
    # Importing it takes half a second.
    from fhir.resources.R4B.bundle import Bundle

    bundle = Bundle.model_validate_json(text)
    entries = json.loads(text).get("entry", [])
    assert len(bundle.entry or []) == len(entries)
    urls = [entry["fullUrl"] for entry in entries]
    assert len(set(urls)) == len(urls)
    resources = [entry["resource"] for entry in entries]
    for resource in resources:
        assert all(member["reference"] in urls for member in resource.get("hasMember", []))
        value = next((key for key in resource if key.startswith("value")), None)
        assert value is None or "dataAbsentReason" not in resource
    return resources


@pytest.mark.slow
def test_fhir_is_taken_by_a_fhir_library(path: Path) -> None:
    with reading(path) as db:
        resources = checked(as_fhir(db, Span()))
        assert checked(as_fhir(db, Span(person="nobody"))) == []
        again = checked(as_fhir(db, Span()))
    assert resources == again
    by_text: dict[str, list[dict[str, Any]]] = {}
    for resource in resources:
        by_text.setdefault(resource["code"]["text"], []).append(resource)
    [before] = by_text["Pain before exercising"]
    assert before["valueQuantity"]["value"] == 4
    assert before["code"]["coding"][0]["code"] == "72514-3"
    assert before["subject"]["display"] == "anna"
    assert by_text["Effort, on Borg's CR10 scale"][0]["valueQuantity"]["value"] == 2.5
    done, idle = by_text["Straight leg raise"]
    numbers = {
        component["code"]["text"]: component["valueQuantity"]["value"]
        for component in done["component"]
    }
    assert numbers["Repetitions"] == 2
    assert numbers["Good repetitions"] == 1
    assert numbers["Attempts that were not counted"] == 1
    assert numbers["Mean range of motion, left side"] == 45
    assert len(done["hasMember"]) == 2
    assert "dataAbsentReason" not in done
    # What could not be judged is absent, for a reason, and not bad.
    assert "I cannot see you" in idle["dataAbsentReason"]["text"]
    [repetition] = by_text["Repetition 1 of Abdominal contraction"]
    said = {component["code"]["text"] for component in repetition["component"]}
    assert said == {"Good repetition", "Too fast"}


@pytest.mark.slow
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    peak=st.none() | st.floats(0, 180),
    side=st.sampled_from(["left", "right", "both"]),
    unit=st.sampled_from(["deg", "in"]),
    start_s=st.floats(0, 1e5),
    ratings=st.builds(Ratings, st.none() | st.integers(0, 10), effort=st.floats(0, 10)),
)
def test_whatever_was_done_is_valid_fhir(
    tmp_path_factory: pytest.TempPathFactory, ratings: Ratings, **what: Any
) -> None:
    path = tmp_path_factory.mktemp("any") / "history.sqlite3"
    keep(path, NOON, [completed(1, **what)], ratings=ratings)
    with reading(path) as db:
        assert checked(as_fhir(db, Span()))
