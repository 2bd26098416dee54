"""Whatever is printed can be, in any encoding, and a stream that is lost ends quietly."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from acceptance.cli import CLIPS, HOMES, posetrainer
from acceptance.limited import needs_dev_full
from hypothesis import given
from hypothesis import strategies as st
from labelled import put_recording

from posetrainer.system.streams import PLAIN_ASCII

ENCODINGS = ("ascii", "cp437", "cp1252", "cp932", "latin-1", "utf-8")


@given(st.text(st.characters()), st.sampled_from(ENCODINGS))
def test_any_text_can_be_written_in_any_encoding(text: str, encoding: str) -> None:
    written = text.encode(encoding, PLAIN_ASCII).decode(encoding)
    try:
        expected = text.encode(encoding).decode(encoding)
    except UnicodeEncodeError:
        assert len(written) > 0
    else:
        assert written == expected


def test_signs_that_an_encoding_lacks_are_plain() -> None:
    assert "✓ 45°, ±3 → “up” – \udcff 漢".encode("ascii", PLAIN_ASCII) == (
        rb'+ 45 deg, +-3 > "up" - \udcff \u6f22'
    )
    assert "✗ 45°".encode("cp1252", PLAIN_ASCII).decode("cp1252") == "x 45°"


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return put_recording("straight_leg_raise", tmp_path_factory.mktemp("recording"))


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["ascii", "cp437", "cp1252"])
def test_commands_run_in_other_encodings(encoding: str, recording: Path) -> None:
    how = {"PYTHONIOENCODING": encoding}
    reported, as_json, listed, looked = (
        posetrainer_raw(*arguments, **how)
        for arguments in (
            ("replay", recording, "--headless"),
            ("replay", recording, "--headless", "--json"),
            ("exercises",),
            ("doctor",),
        )
    )
    for code, out, err in (reported, as_json, listed, looked):
        assert code in (0, 1), err
        out.decode(encoding)
        assert b"Traceback" not in err
    assert b"repetition 4" in reported[1]
    assert as_json[1].startswith(b'{"exercise": "straight_leg_raise"')


def posetrainer_raw(*arguments: object, **environment: str) -> tuple[int, bytes, bytes]:
    done = subprocess.run(
        [sys.executable, "-m", "posetrainer", *map(str, arguments)],
        capture_output=True,
        timeout=120,
        env={**os.environ, "COLUMNS": "100", **HOMES, **environment},
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are text")
def test_names_that_are_no_text(recording: Path, tmp_path: Path) -> None:
    missing = tmp_path / os.fsdecode(b"no\xffthing.mp4")
    run = posetrainer("replay", missing, "--headless", "--exercise", "wall_squat")
    assert run.code == 2
    assert r"no\udcffthing.mp4 does not exist" in run.err
    names = {
        option: tmp_path / os.fsdecode(name)
        for option, name in {
            "--events": b"e\xff",
            "--transcript": b"t\xff",
            "--record": b"r\xff.arrows",
            "--save-video": b"v\xff.mp4",
        }.items()
    }
    odd = tmp_path / os.fsdecode(b"in\xff.arrows")
    odd.write_bytes(recording.read_bytes())
    outputs = [part for output in names.items() for part in output]
    run = posetrainer("replay", odd, "--headless", *outputs)
    assert run.code == 0, run.err
    assert all(path.stat().st_size for path in names.values())


@needs_dev_full
@pytest.mark.slow
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_standard_output_ends_quietly(unbuffered: str, recording: Path) -> None:
    for arguments in (
        ("exercises",),
        ("exercises", "schema"),
        ("replay", recording, "--headless", "--json"),
        ("replay", recording, "--headless"),
    ):
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                [sys.executable, "-m", "posetrainer", *map(str, arguments)],
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                timeout=120,
                env={**os.environ, **HOMES, "PYTHONUNBUFFERED": unbuffered},
                check=False,
            )
        assert done.returncode not in (0, 120)
        assert "Error" not in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="has no such signals")
def test_ctrl_c_at_any_moment_prints_nothing() -> None:
    """From when Python is up; before, it is Python that would print."""
    arguments = ["train", "wall_squat", "--camera", str(CLIPS / "straight_leg_raise_far.mp4")]
    # Says when the first line of ours is run.
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "import posetrainer.__main__ as begin; print(flush=True); begin.main()"
    )
    for number in range(12):
        running = subprocess.Popen(
            [sys.executable, "-c", code, *arguments, "--headless", "--voice", "off", "--no-record"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **HOMES},
        )
        assert running.stdout is not None
        running.stdout.readline()
        time.sleep(0.02 + number * 0.1)
        running.send_signal(signal.SIGINT)
        err = running.communicate(timeout=60)[1]
        assert err == "", (number, err)
