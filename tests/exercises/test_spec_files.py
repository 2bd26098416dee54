"""Files that are no specs, or hardly YAML; and YAML's harmless extras."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from each import for_each
from hypothesis import given
from hypothesis import strategies as st
from mistakes import mistakes

from posetrainer.errors import SpecError
from posetrainer.exercises.loader import load_spec

Broken = Callable[..., Path]
Complaints = Callable[[Path], list[str]]


@for_each(
    ("content", "said"),
    [
        (b"", " is empty; begin with `id:`."),
        (b"# only a comment\n", " is empty; begin with `id:`."),
        (
            b"- id\n- title\n",
            " does not hold `key: value` lines; begin with `id:`.",
        ),
        (
            b"hello\n",
            " does not hold `key: value` lines; begin with `id:`.",
        ),
        (b"\x89PNG\xff\x00", " is not a text file; save the spec as UTF-8 text."),
        (b"id: x\n" * 10_000, " is far too large for a spec; check the path."),
        (b"id: x\na: \x00\n", "2: YAML: a character stands here that no text holds; delete it."),
        (b"id: x\nid: y\n", "2: id: is given twice, in line 1 too; delete one of the two."),
        (b"id: x\n7: y\n", "2: spec: 7 is no name for a key; write a word."),
        (
            b"a: &a\n  b: [*a]\n",
            "1: a.b.0: this reference contains itself; write the value out.",
        ),
        (
            b"id: !python/object x\n",
            "1: id: begins with a tag (!), which means nothing here; delete the tag.",
        ),
        (
            b"a: &a 5\nb:\n  <<: *a\n",
            "3: b.<<: takes in keys from a reference such as *name; name a group of keys.",
        ),
        (
            b"[" * 2000,
            "1: YAML: far more brackets are open here than a spec needs; close some.",
        ),
        (
            b"- " * 2000,
            "1: YAML: something here cannot be read; write plain text and numbers.",
        ),
        (
            b'id: "\\UFFFFFFFF"\n',
            "1: YAML: something here cannot be read; write plain text and numbers.",
        ),
    ],
)
def test_no_spec_at_all(tmp_path: Path, complaints: Complaints, content: bytes, said: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes(content)
    assert complaints(path) == [said]


def test_a_missing_file_and_a_folder(tmp_path: Path, complaints: Complaints) -> None:
    missing = tmp_path / "missing.yaml"
    assert complaints(missing) == [" there is no such file; check the path."]
    assert complaints(tmp_path) == [" is a folder; name a spec file in it."]


SYNTAX = mistakes(r"""
\n  say: Too fast => \n\tsay: Too fast
    a tab stands here; indent with spaces.
{at_most_deg: 10} => {at_most_deg: 10
    the brace that opens here is not closed; add the comma or } it lacks.
[wall] => [wall
    the bracket that opens here is not closed; add the comma or ] it lacks.
back: Slowly => back: "Slowly
    the quote that opens here is not closed; add the closing one.
title: Wall squat => title: 'Wall' squat
    a quote ends too early, or one further up is not closed; put the whole text in quotes.
title: Wall squat => title: "Wall\q"
    a backslash means something in double quotes; use single quotes.
title: Wall squat => title:Wall squat
    this line is neither `key: value` nor `- item`; add the colon.
say: Too deep. => say: Too deep:
    no key is expected here; line it up with those beside it, see that the line above has its colon
    and a space after it, and put a text that holds a colon in quotes.
title: Wall squat => title: @Wall
    a text cannot begin with @; put it in quotes.
title: Wall squat => title: *Wall
    *Wall refers to nothing; define it as &Wall further up.
title: Wall squat => title: * Wall
    * and & begin a reference; put the text in quotes.
cues: => ---\ncues:
    a second document begins here; keep one exercise in a file.
""")


@for_each(("old", "new", "said"), SYNTAX)
def test_what_is_not_yaml(
    broken: Broken, complaints: Complaints, old: str, new: str, said: str
) -> None:
    path = broken(old, new)
    text = path.read_text(encoding="utf-8")
    line = text[: text.index(new.strip("\n"))].count("\n") + 1
    assert complaints(path) == [f"{line}: YAML: {said}"]


def test_a_key_out_of_line_is_reported_where_the_next_begins(
    broken: Broken, complaints: Complaints
) -> None:
    path = broken("  start: Slide", "   start: Slide")
    [reported] = complaints(path)
    assert reported.startswith(
        "94: YAML: this does not fit the lines above; line it up with them, or"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(broken: Broken, encoding: str) -> None:
    path = broken("id:", "id:")
    text = path.read_text(encoding="utf-8")
    path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    assert load_spec(path).spec.id == "wall_squat"


def test_references_and_merged_keys_do_no_harm(broken: Broken, complaints: Complaints) -> None:
    path = broken(
        "  out: {at_least_s: 0.5, at_most_deg_s: 60}\n  back: {at_least_s: 0.5, at_most_deg_s: 60}",
        "  out: &slow {at_least_s: 0.5, at_most_deg_s: 60}\n  back: {<<: *slow, at_most_deg_s: 50}",
    )
    tempo = load_spec(path).spec.tempo
    assert (tempo.back.at_least_s, tempo.back.at_most_deg_s) == (0.5, 50)

    path.write_text(path.read_text(encoding="utf-8").replace("at_least_s", "at_leest_s"))
    reported = complaints(path)
    assert [line.partition(":")[2] for line in reported] == [
        f" tempo.{phase}.at_leest_s: unknown key; did you mean 'at_least_s'?"
        for phase in ("out", "back")
    ]
    assert len({line.partition(":")[0] for line in reported}) == 1, (
        "both stand where they are written"
    )


BOMBS = {
    "lists": ("&a{i} [x, x]", "&a{i} [*a{j}, *a{j}]"),
    "groups": ("&a{i} {{x: 1, y: 2}}", "&a{i} {{x: *a{j}, y: *a{j}}}"),
    "merged": ("&a{i} {{x: 1, y: 2}}", "&a{i} {{<<: [*a{j}, *a{j}]}}"),
    "merged, by one": ("&a{i} {{x: 1, y: 2}}", "&a{i} {{<<: *a{j}, x: *a{j}}}"),
    "a long chain": ("&a{i} {{x: 1, y: 2}}", "&a{i} {{<<: *a{j}}}"),
}


@for_each(("first", "other"), BOMBS.values())
def test_a_short_file_that_stands_for_more_than_any_memory_holds(
    tmp_path: Path, complaints: Complaints, first: str, other: str
) -> None:
    lines = [f"a{i}: " + (other if i else first).format(i=i, j=i - 1) for i in range(40)]
    path = tmp_path / "mine.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    (reported,) = complaints(path)
    assert re.fullmatch(r"\d+: a\d+: holds far more than a spec does, .*; write less\.", reported)


@for_each(
    "line", ["x: !!bool maybe", "x: !!int a", "x: &x !!timestamp 1", "x: !foo {}", "x: ! [1]"]
)
def test_a_tag_is_refused_whatever_it_is_put_before(
    broken: Broken, complaints: Complaints, line: str
) -> None:
    path = broken("level: beginner", f"level: beginner\n{line}")
    said = "5: x: begins with a tag (!), which means nothing here; delete the tag."
    assert complaints(path) == [said]


@pytest.mark.slow
def test_of_a_thousand_unknown_keys_a_handful_is_reported(
    broken: Broken, complaints: Complaints
) -> None:
    unknown = "".join(f"k{i}: 1\n" for i in range(1200))
    reported = complaints(broken("level: beginner", f"level: beginner\n{unknown}"))
    assert len(reported) == 11
    assert reported[0].startswith("5: k0: unknown key; ")
    assert reported[-1] == "15: spec: there is more from here on; mend the above first."


def test_a_date_is_a_text(broken: Broken) -> None:
    path = broken("source: Exercise 4 of the article; 10", "source: 2024-13-45\n#")
    assert load_spec(path).spec.source == "2024-13-45"


@given(text=st.text(alphabet=" \n\tab:-[]{}&*!|>'\"#%@`,?0.~<=\\\0é", max_size=40))
def test_no_text_gives_any_other_error(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SpecError):
        load_spec(path)
