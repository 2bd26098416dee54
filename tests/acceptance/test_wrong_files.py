"""Files that no text editor or trainer writes: refused at once, in one sentence."""

import shutil
import time
from pathlib import Path

import pytest
from acceptance.cli import posetrainer
from labelled import put_recording

from posetrainer.exercises.catalogue import exercise_path

pytestmark = pytest.mark.slow

#: The whole answer comes within a second; the rest is for Python to start on a busy machine.
SOON_S = 8
SQUAT = exercise_path("wall_squat").read_text(encoding="utf-8")
FASTEST = "at_most_deg_s: 60"
#: Specs by name, each with the field and the beginning of what is reported.
SPECS = {
    "references": (
        SQUAT
        + "a0: &a0 {x: 1}\n"
        + "".join(f"a{i}: &a{i}\n  <<: [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 30)),
        "a29: holds far more than a spec does",
    ),
    "tag": (SQUAT + "x: !!bool perhaps\n", "x: begins with a tag (!)"),
    "escape": (
        SQUAT.replace("title: Wall squat", r'title: "\e]0;Mine\a\e[31mred"'),
        "title: holds a control character",
    ),
    "no_limit": (
        SQUAT.replace(FASTEST, "at_most_deg_s: 1e+300", 1),
        "tempo.out.at_most_deg_s: 1e+300 is too large",
    ),
}


def refused(*arguments: object, **environment: str) -> str:
    """Return what a refused command prints on standard error."""
    start_s = time.perf_counter()
    run = posetrainer(*arguments, timeout_s=60, **environment)
    assert time.perf_counter() - start_s < SOON_S
    assert run.code == 2, run
    assert not run.out
    assert run.err.replace("\n", "").isprintable()
    return run.err


@pytest.mark.parametrize("name", SPECS)
def test_no_spec_plan_or_profile_may_be_such_a_file(name: str, tmp_path: Path) -> None:
    text, report = SPECS[name]
    assert text != SQUAT
    path = tmp_path / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    message = refused("exercises", "validate", path)
    assert message.startswith(f"{path}:")
    assert f": {report}" in message
    assert f"{path}:" in refused("programme", "--plan", path, "--show")
    kept = tmp_path / "posetrainer" / "profiles" / path.name
    kept.parent.mkdir(parents=True)
    shutil.copy(path, kept)
    assert f"{kept}:" in refused("profile", "show", name, XDG_CONFIG_HOME=str(tmp_path))


def test_a_recording_with_changed_bytes_is_refused_or_read_up_to_them(tmp_path: Path) -> None:
    whole = put_recording("wall_squat", tmp_path)
    content = whole.read_bytes()
    assert posetrainer("replay", whole, "--headless").code == 0
    changed = tmp_path / "changed.arrows"
    measure, batch = content.index(b'"knee_bend"'), content.index(b"\xff\xff\xff\xff", 4)
    for at, report in (
        (measure + 5, "is not a recording that can be read"),
        (batch + 20, "is cut off or damaged"),
    ):
        changed.write_bytes(content[:at] + b"\x97" + content[at + 1 :])
        run = posetrainer("replay", changed, "--headless")
        assert run.code == 2
        assert f"{changed} {report}" in run.err
