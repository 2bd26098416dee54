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
        (
            "fuzz/test_fuzz.py::test_every_input_is_accepted_or_refused_in_a_sentence",
            "acceptance/test_wrong_files.py",
        ),
    ),
    Promise(
        "A message about an input brings no control character of it to the terminal.",
        ("fuzz/test_fuzz.py::test_every_input_is_accepted_or_refused_in_a_sentence",),
    ),
    Promise(
        "A spec that is accepted can be used to exercise.",
        ("fuzz/test_fuzz.py::test_every_input_is_accepted_or_refused_in_a_sentence",),
    ),
    Promise(
        "A mistake in a spec is reported with file, line, field and mend.",
        ("exercises/test_spec_files.py", "exercises/test_spec_keys.py"),
    ),
    Promise(
        "A recording that ends anywhere is read up to its last whole batch, and a session that is "
        "killed loses a second of it at the most.",
        (
            "recordings/test_recordings.py"
            "::test_cut_off_anywhere_it_is_read_up_to_its_last_whole_batch",
            "recordings/test_recordings.py::test_killed_at_any_moment_it_loses_a_second_at_the_most",
        ),
    ),
    Promise(
        "No changed byte of a recording is judged: it is read up to the damage, which is reported.",
        ("recordings/test_damaged.py",),
    ),
    Promise(
        "No output is written over an input or another output, whatever links lead there.",
        ("acceptance/test_outputs_kept_apart.py", "system/test_output_files.py"),
    ),
    Promise(
        "A full disk ends no training, and what was written until then can be read.",
        ("acceptance/test_full_disk.py", "system/test_output_files.py"),
    ),
    Promise(
        "A session that is killed loses no completed repetition of its history, nor do two "
        "trainers at once; a damaged history is kept, and a new one begun.",
        ("history/test_killed.py", "history/test_writer.py"),
    ),
    Promise(
        "What is forgotten is nowhere in the program's own folders any more.",
        ("history/test_forget.py",),
    ),
    Promise(
        "What is printed can be in any encoding, and a standard output that is full or closed "
        "ends quietly.",
        ("system/test_streams.py",),
    ),
    Promise(
        "A picture that is turned, stands still, is too dark or too grainy, a film without times "
        "and one in slow motion are reported; options correct what can be corrected.",
        (
            "acceptance/test_adjusted_pictures.py",
            "rules/test_turned_pictures.py",
            "rules/test_disturbed.py",
            "runtime/test_orientation.py",
        ),
    ),
    Promise(
        "A stream that stalls, and pictures that come in bursts, count nothing twice.",
        ("rules/test_stalls.py",),
    ),
    Promise(
        "A video that is cut off is played up to the cut, which is reported.",
        ("capture/test_truncated_videos.py", "acceptance/test_bad_input.py"),
    ),
    Promise(
        "Landmarks that no body has, and times that repeat, jump or go back, do not stop a "
        "session, and what comes after them counts as ever.",
        (
            "fuzz/test_fuzz.py::test_every_input_is_accepted_or_refused_in_a_sentence",
            "rules/test_robustness.py",
            "rules/test_impossible_moments.py",
        ),
    ),
    Promise(
        "Resting, fidgeting, getting up, leaving and coming back count nothing.",
        (
            "fuzz/test_fuzz.py::test_every_input_is_accepted_or_refused_in_a_sentence",
            "rules/test_set_up.py",
            "rules/test_sight_and_posture.py",
            "rules/test_other_movements.py",
        ),
    ),
    Promise(
        "A session of hours needs no more memory than its first hour, and every set counts.",
        (
            "fuzz/test_fuzz.py"
            "::test_hours_in_front_of_the_camera_count_every_set_and_need_no_more_memory",
        ),
    ),
    Promise(
        "The studio answers whatever is sent to it, and goes on; without its address nobody gets "
        "anything.",
        (
            "fuzz/test_fuzz.py::test_every_input_is_accepted_or_refused_in_a_sentence",
            "web/test_guard.py",
        ),
    ),
    Promise(
        "What the studio saves is a whole file, never over what somebody else has saved meanwhile, "
        "and no link in its path is followed.",
        ("system/test_files.py", "studio/test_in_browser.py", "test_source.py"),
    ),
    Promise(
        "No picture from outside is decoded by OpenCV.",
        ("test_source.py",),
    ),
)


def missing_tests() -> Iterator[str]:
    """Find promised tests that are not there."""
    for test in {test for promise in PROMISES for test in promise.tests}:
        file, _, name = test.partition("::")
        path = REPOSITORY / "tests" / file
        if not path.is_file() or (name and f"def {name}(" not in path.read_text(encoding="utf-8")):
            yield test
