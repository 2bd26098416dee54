"""Keys and words of a spec that are unknown, missing or of the wrong kind."""

from collections.abc import Callable
from pathlib import Path

from each import for_each
from mistakes import mistakes

Broken = Callable[..., Path]
Complaints = Callable[[Path], list[str]]
LineWith = Callable[[Path, str], int]

OUT = "out: {at_least_s: 0.5, at_most_deg_s: 60}"
LEAN = "keep: {at_most_deg: 20}"

UNKNOWN_KEYS = mistakes(r"""
title: W => titel: W
    titel: unknown key; did you mean 'title'?
rest_s: 30 => rest: 30
    dose.rest: unknown key; its unit is missing: write rest_s.
joint: knee, side: near, relative_to => jiont: knee, side: near, relative_to
    measures.knee_bend.jiont: unknown key; did you mean 'joint'?
against: vertical => agianst: vertical
    measures.trunk_lean.agianst: unknown key; did you mean 'against'?
along: horizontal => alon: horizontal
    measures.feet_from_hips.alon: unknown key; did you mean 'along'?
kind: distance => knd: distance
    measures.feet_from_hips.knd: unknown key; did you mean 'kind'?
{at_most_deg: 30}\n    say => {at_mots_deg: 30}\n    say
    start.knees_straight.keep.at_mots_deg: unknown key; did you mean 'at_most_deg'?
keep: {at_most_deg: 20} => keep: {at_most: 20}
    form.trunk_leans.keep.at_most: unknown key; its unit is missing: write at_most_deg or
    at_most_in.
tolerance_deg => tolerence_deg
    repetition.target.tolerence_deg: unknown key; did you mean 'tolerance_deg'?
hold: {seconds => hold: {secconds
    repetition.hold.secconds: unknown key; did you mean 'seconds'?
{seconds: 5, still_deg_s: 6} => {seconds: 5, still: 6}
    repetition.hold.still: unknown key; its unit is missing: write still_deg_s or still_in_s.
out: { => aut: {
    tempo.aut: unknown key; did you mean 'out'?
out: {at_least_s: 0.5, at_most_deg_s: 60} => out: {at_leest_s: 0.5, at_most_deg_s: 60}
    tempo.out.at_leest_s: unknown key; did you mean 'at_least_s'?
severity: s => severty: s
    form.too_deep.severty: unknown key; did you mean 'severity'?
go_on: => goon:
    cues.goon: unknown key; did you mean 'go_on'?
""")
WRONG_WORDS = mistakes(r"""
posture: standing => posture: standng
    posture: 'standng' is not known here; did you mean 'standing'?
view: side => view: x
    view: 'x' is not known here; write side or front.
kind: distance => kind: distanse
    measures.feet_from_hips.kind: 'distanse' is no kind of measure; did you mean 'distance'?
kind: distance => kind: [distance]
    measures.feet_from_hips.kind: a list is no kind of measure; write flexion, straightening,
    inclination, lift or distance.
during: [hold] => during: [hold, rest]
    form.feet_too_close.during: at rest nothing is corrected, only reached; delete 'rest'.
measure: trunk_lean\n    keep: {at_most_deg: 20} => measure: trunk_leen\n    keep: {at_most_deg: 20}
    form.trunk_leans.measure: there is no measure 'trunk_leen'; did you mean 'trunk_lean'?
measure: knee_bend => measure: x
    repetition.measure: there is no measure 'x'; write knee_bend, knee_angle, trunk_lean, heel,
    knees_apart or feet_from_hips.
id: wall_squat => id: Wall Squat
    id: 'Wall Squat' is not made of small letters, digits and _; did you mean 'wall_squat'?
start: hip, end: heel => start: hip, end: hip
    measures.feet_from_hips.end: 'hip' is the start as well; name another landmark.
""")
WRONG_TYPES = mistakes(r"""
repetitions: 10 => repetitions: ten
    dose.repetitions: 'ten' is not a whole number; write one, without quotes.
repetitions: 10 => repetitions: "10"
    dose.repetitions: '10' is not a whole number; write one, without quotes.
repetitions: 10 => repetitions: true
    dose.repetitions: true is not a whole number; write one, without quotes.
rest_s: 30 => rest_s: x
    dose.rest_s: 'x' is not a number; write one, without quotes.
title: Wall squat => title: 4
    title: 4 is not a text; write words, a number among them in quotes.
title: Wall squat => title: ' '
    title: is empty; write words.
equipment: [wall] => equipment: wall
    equipment: 'wall' is not a list; write one in brackets, or a line with a dash for each.
hold: {seconds: 5, still_deg_s: 6} => hold: 5
    repetition.hold: 5 is not a group of keys; write its keys indented below it.
feet_from_hips: {kind: distance, start: hip, end: heel, along: horizontal, side: near}
=> feet_from_hips: 12
    measures.feet_from_hips: 12 is not a group of keys; write its keys indented below it.
during: [hold] => during: []
    form.feet_too_close.during: too few entries (0); write 1 or more.
""")
MISSING = [
    (
        "posture: standing\n",
        "",
        "posture: is missing; add it: standing, sitting, half_kneeling, hands_and_knees or supine.",
        "id:",
    ),
    (
        "  sides: both\n",
        "",
        "dose.sides: is missing; add it: both, each, alternate, either, left or right.",
        "dose:",
    ),
    (
        "kind: distance, ",
        "",
        "measures.feet_from_hips.kind: is missing; "
        "add it: flexion, straightening, inclination, lift or distance.",
        "feet_from_hips:",
    ),
    (
        "title: Wall squat",
        "title:",
        "title: has no value; write one after the colon, or delete the key.",
        "title:",
    ),
    (
        LEAN,
        "keep: {}",
        "form.trunk_leans.keep: has no number; write at_least_deg or at_most_deg.",
        "keep: {}",
    ),
    (
        OUT,
        "out: {at_least_s: 0.5}",
        "tempo.out.at_most_deg_s: is missing; add it.",
        "out: {at_least_s",
    ),
]


@for_each(("old", "new", "said"), [*UNKNOWN_KEYS, *WRONG_WORDS, *WRONG_TYPES])
def test_one_sentence_with_its_line(
    broken: Broken, complaints: Complaints, line_with: LineWith, old: str, new: str, said: str
) -> None:
    path = broken(old, new)
    assert complaints(path) == [f"{line_with(path, new)}: {said}"]


@for_each(("old", "new", "said", "about"), MISSING)
def test_what_is_missing_is_reported_at_the_group_it_belongs_to(
    broken: Broken,
    complaints: Complaints,
    line_with: LineWith,
    old: str,
    new: str,
    said: str,
    about: str,
) -> None:
    path = broken(old, new)
    assert complaints(path) == [f"{line_with(path, about)}: {said}"]


def test_several_problems_are_reported_in_the_order_of_the_lines(
    broken: Broken, complaints: Complaints
) -> None:
    path = broken("posture: standing\nview: side\n", "view: sid\npostur: standing\n")
    reported = complaints(path)
    assert [line.split(":")[0] for line in reported] == ["6", "7"]


def test_two_form_faults_at_least(
    broken: Broken, complaints: Complaints, line_with: LineWith
) -> None:
    path = broken("  heel_lifted:", "  heel_lifted:", "heel_slides")
    text = path.read_text(encoding="utf-8")
    start, end = text.index("  trunk_rises:"), text.index("cues: ")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    line = line_with(path, "form:")
    assert complaints(path) == [f"{line}: form: too few entries (1); write 2 or more."]


def test_all_that_a_spec_of_one_key_lacks_is_reported(
    tmp_path: Path, complaints: Complaints
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("id: mine\n", encoding="utf-8")
    reported = complaints(path)
    assert "1: dose: is missing; add it." in reported
    assert len(reported) == 11


def test_long_values_are_reported_on_one_short_line(broken: Broken, complaints: Complaints) -> None:
    reported = complaints(broken("view: side", 'view: "' + "a\\n" * 500 + '"'))
    assert len(reported) == 1
    assert len(reported[0]) < 120
    reported = complaints(broken("view: side", '"view\\nx": side'))
    assert len(reported) == 1


@for_each("odd", ["\\e[31m", "\\a", "\\x7f", "\\x9b1m", "\\r", "\\u202e", "\\0"])
def test_control_characters_are_refused(broken: Broken, complaints: Complaints, odd: str) -> None:
    path = broken("title: Wall squat", f'title: "Wall {odd}squat"')
    assert complaints(path) == ["3: title: holds a control character; delete it."]
    text = path.read_text(encoding="utf-8").replace(f"Wall {odd}squat", "Wall squat")
    path.write_text(text.replace("trunk_leans:", f'"trunk {odd}leans":'), encoding="utf-8")
    (reported,) = complaints(path)
    assert reported.endswith(
        "is no name that can be shown; write words without control characters."
    )
    assert reported.isprintable()


def test_a_mistake_is_quoted_without_control_characters(
    broken: Broken, complaints: Complaints
) -> None:
    path = broken("posture: standing", 'posture: "\\e]0;mine\\astanding"')
    (reported,) = complaints(path)
    assert reported.startswith("6: posture: '\\x1b]0;mine\\x07standing' is not known here;")


def test_too_many_names_are_refused(broken: Broken, complaints: Complaints) -> None:
    more = "".join(f"  more_{i}: {{kind: flexion, joint: knee, side: near}}\n" for i in range(40))
    path = broken("measures:\n", f"measures:\n{more}")
    assert complaints(path) == ["19: measures: too many entries; keep 40 or fewer."]
