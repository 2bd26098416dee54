"""Whatever happens to a recording's bytes, it is read up to there, or refused in a sentence."""

import random
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import nanoarrow as na
import numpy as np
import pytest
from nanoarrow.c_array import c_array_from_buffers
from nanoarrow.ipc import InputStream, StreamWriter
from recording_files import moments, write

from posetrainer.errors import CutOffError, RecordingError
from posetrainer.exercises.catalogue import load_exercise
from posetrainer.recordings.columns import HEADER_KEY, RecordedMoment
from posetrainer.recordings.reader import Recording, RecordingSource, load_recording, spec_of
from posetrainer.runtime.recorder import header_of


def made(folder: Path) -> Path:
    """A recording of three batches, with its spec, a moment with nobody and a gap."""
    some = moments(60)
    some[7] = replace(some[7], pose=None)
    some[8] = RecordedMoment(some[8].time_s, (0, 0), None, "The camera has gone.")
    header = header_of(load_exercise("wall_squat"), 1.7, live=True)
    return write(folder / "made.arrows", some, header)


def older(path: Path) -> Path:
    """The same recording as it was made before there were checksums."""
    result = path.with_name("older.arrows")
    with (
        path.open("rb") as file,
        InputStream.from_readable(file) as messages,
        result.open("wb") as out,
        StreamWriter.from_writable(out) as writer,
    ):
        stream = na.c_array_stream(messages)
        schema = stream.get_schema()
        columns = {child.name: child for child in list(schema.children)[:5]}
        metadata = {HEADER_KEY: dict(schema.metadata.items())[HEADER_KEY.encode()]}
        old = na.Schema(na.struct(columns), metadata=metadata)
        for batch in stream:
            children = list(batch.children)[:5]
            writer.write_array(c_array_from_buffers(old, batch.length, [None], children=children))
    return result


def damaged(content: bytes, rng: random.Random) -> bytes:
    """Bytes changed, left out, put in, or put elsewhere."""
    changed = bytearray(content)
    at, other = sorted(rng.sample(range(len(changed)), 2))
    size = rng.choice((1, 1, 1, 2, 4, 8, 64, 4096))
    match rng.choice(("change", "change", "change", "zero", "delete", "insert", "copy", "cut")):
        case "change":
            changed[at : at + size] = rng.randbytes(size)
        case "zero":
            changed[at : at + size] = bytes(size)
        case "delete":
            del changed[at : at + size]
        case "insert":
            changed[at:at] = rng.randbytes(size)
        case "copy":
            changed[at:other] = changed[at:other] * 2
        case "cut":
            del changed[at:]
    return bytes(changed)


def same_up_to(one: Recording, whole: Recording) -> bool:
    end = len(one.times_s)
    return (
        one.header == whole.header
        and np.array_equal(one.times_s, whole.times_s[:end])
        and np.array_equal(one.sizes, whole.sizes[:end])
        and np.array_equal(one.seen, whole.seen[:end])
        and np.array_equal(one.landmarks, whole.landmarks[:end], equal_nan=True)
        and one.gaps == {row: reason for row, reason in whole.gaps.items() if row < end}
    )


def check(path: Path, whole: Recording, *, has_checksums: bool) -> None:
    """A damaged recording is refused, or played to where it is sound."""
    try:
        found = load_recording(path)
    except RecordingError:
        return
    if has_checksums:
        assert same_up_to(found, whole)
        assert not found.whole or len(found.times_s) == len(whole.times_s)
    source = RecordingSource(path, found)
    try:
        for item in source:
            if hasattr(item, "image"):
                source.estimate(item)
        assert found.whole
    except CutOffError:
        assert not found.whole
    with suppress(RecordingError):
        spec_of(path, found)


def try_many(folder: Path, count: int, seed: int) -> None:
    """Damage a recording so many times, with checksums and without."""
    rng = random.Random(seed)
    path = made(folder)
    victim = folder / "damaged.arrows"
    for has_checksums, original in ((True, path), (False, older(path))):
        whole = load_recording(original)
        content = original.read_bytes()
        for _ in range(count):
            victim.write_bytes(damaged(content, rng))
            check(victim, whole, has_checksums=has_checksums)


def test_one_without_checksums_holds_the_same(tmp_path: Path) -> None:
    path = made(tmp_path)
    whole = load_recording(path)
    assert whole.whole
    assert same_up_to(load_recording(older(path)), whole)
    assert spec_of(path, load_recording(older(path))).id == "wall_squat"


def test_damaged_at_random_it_is_never_taken_for_sound(tmp_path: Path) -> None:
    try_many(tmp_path, 25, seed=1)


@pytest.mark.slow
def test_no_damage_brings_the_process_down(tmp_path: Path) -> None:
    code = (
        f"import sys; sys.path[:0] = {[str(f) for f in Path(__file__).parents[:2]]!r}\n"
        "from pathlib import Path; from test_damaged import try_many\n"
        "try_many(Path(sys.argv[1]), 1000, int(sys.argv[2]))"
    )
    for seed in (2, 3):
        done = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path), str(seed)],
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("has_checksums", [True, False])
def test_zeros_at_the_end_as_power_cuts_leave_them_lose_nothing_before(
    tmp_path: Path, has_checksums: bool
) -> None:
    path = made(tmp_path)
    path = path if has_checksums else older(path)
    content = path.read_bytes()
    path.write_bytes(content[:-8] + bytes(4096))
    found = load_recording(path)
    assert len(found.times_s) == 60
    assert not found.whole


def test_a_batch_left_out_is_found_by_the_checksum_of_the_next(tmp_path: Path) -> None:
    path = made(tmp_path)
    content = path.read_bytes()
    first, second, *_ = (at for at in range(len(content)) if content.startswith(b"\xff" * 4, at))
    third = content.index(b"\xff" * 4, second + 4)
    path.write_bytes(content[:second] + content[third:])
    assert first == 0
    found = load_recording(path)
    assert len(found.times_s) == 0
    assert not found.whole


def test_times_that_go_back_end_what_is_believed(tmp_path: Path) -> None:
    some = moments(60)
    some[40] = replace(some[40], time_s=0.5)
    found = load_recording(write(tmp_path / "a.arrows", some))
    assert len(found.times_s) == 40
    assert not found.whole


def test_a_spec_that_contradicts_itself_is_no_spec(tmp_path: Path) -> None:
    path = older(made(tmp_path))
    content = path.read_bytes()
    wrong = content.replace(b'"measure": "knee_bend"', b'"measure": "knee_benw"')
    assert wrong != content
    path.write_bytes(wrong)
    with pytest.raises(RecordingError, match="a spec that this version does not understand"):
        spec_of(path, load_recording(path))
