"""What posetrainer promises of bad input and long sessions, and the tests of each promise."""

from collections.abc import Iterator
from dataclasses import dataclass

from tools.readme import REPOSITORY


@dataclass(frozen=True)
class Promise:
    """One promise.

    Parameters
    ----------
    says : str
        What is promised, as a sentence.
    tests : tuple of str
        Files of tests, or ``file::test``, below ``tests``.
    """

    says: str
    tests: tuple[str, ...]


PROMISES = (
    Promise(
        "Whatever a spec, plan, profile, truth file, recording or video holds, it is accepted or "
        "refused in sentences with exit code 2, within two seconds of processor time.",
        ("fuzz/test_fuzz.py::test_every_input_is_accepted_or_refused_in_a_sentence",),
    ),
    Promise(
        "What is told of an input brings no control character of it to the terminal.",
        ("fuzz/test_fuzz.py::test_every_input_is_accepted_or_refused_in_a_sentence",),
    ),
    Promise(
        "A spec that is accepted can be exercised by.",
        ("fuzz/test_fuzz.py::test_every_input_is_accepted_or_refused_in_a_sentence",),
    ),
    Promise(
        "A mistake in a spec is told with file, line, field and mend.",
        ("exercises/test_spec_files.py", "exercises/test_spec_keys.py"),
    ),
    Promise(
        "A recording that ends anywhere is read up to its last whole batch, and a session that is "
        "killed loses a second of it at the most.",
        (
            "recording/test_recordings.py"
            "::test_cut_off_anywhere_it_is_read_up_to_its_last_whole_batch",
            "recording/test_recordings.py::test_killed_at_any_moment_it_loses_a_second_at_the_most",
        ),
    ),
    Promise(
        "A video that is cut off is played up to the cut, which is told.",
        ("capture/test_video_file.py", "acceptance/test_bad_input.py"),
    ),
    Promise(
        "Landmarks that no body has, and times that repeat, jump or go back, do not stop a "
        "session, and what comes after them counts as ever.",
        (
            "fuzz/test_fuzz.py::test_every_input_is_accepted_or_refused_in_a_sentence",
            "rules/test_robustness.py",
        ),
    ),
    Promise(
        "Resting, fidgeting, getting up, leaving and coming back count nothing.",
        (
            "fuzz/test_fuzz.py::test_every_input_is_accepted_or_refused_in_a_sentence",
            "rules/test_set_up.py",
            "acceptance/test_phantoms.py",
        ),
    ),
    Promise(
        "Hours in front of the camera need no more memory than the first, and every set counts.",
        (
            "fuzz/test_fuzz.py"
            "::test_hours_in_front_of_the_camera_count_every_set_and_need_no_more_memory",
        ),
    ),
    Promise(
        "Whatever is sent to the studio, it answers, and goes on; who does not have its address "
        "gets nothing.",
        (
            "fuzz/test_fuzz.py::test_every_input_is_accepted_or_refused_in_a_sentence",
            "studio/test_guard.py",
        ),
    ),
)


def missing_tests() -> Iterator[str]:
    """Find promised tests that are not there."""
    for test in {test for promise in PROMISES for test in promise.tests}:
        file, _, name = test.partition("::")
        path = REPOSITORY / "tests" / file
        if not path.is_file() or (name and f"def {name}(" not in path.read_text(encoding="utf-8")):
            yield test
