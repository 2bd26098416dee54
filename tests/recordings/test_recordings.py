"""A recording gives back what was put into it, as far as it reaches."""

import contextlib
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from recording_files import HEADER, SIZE, moments, pose, write

from posetrainer.capture import AS_IT_IS, Adjustment, Frame, Gap
from posetrainer.errors import CutOffError, RecordingError
from posetrainer.exercises.catalogue import exercise_ids, load_exercise
from posetrainer.pose.pose import Pose
from posetrainer.recordings import columns as layout
from posetrainer.recordings.columns import Header, RecordedMoment
from posetrainer.recordings.reader import (
    RecordingSource,
    is_recording,
    load_recording,
    spec_of,
)
from posetrainer.recordings.writer import RecordingWriter
from posetrainer.runtime.recorder import header_of
from posetrainer.system.output_files import OutputError


def same(one: Pose | None, other: Pose | None) -> bool:
    if one is None or other is None:
        return one is other
    return (
        one.time_s == other.time_s
        and one.frame_size == other.frame_size
        and np.array_equal(one.image_xy, other.image_xy, equal_nan=True)
        and np.array_equal(one.world_xyz, other.world_xyz)
        and np.array_equal(one.visibility, other.visibility)
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kinds=st.lists(st.sampled_from(["seen", "nobody", "gap"]), max_size=80),
    step_s=st.floats(1e-3, 2),
    reason=st.text(),
)
def test_what_is_written_is_read(
    kinds: list[str], step_s: float, reason: str, tmp_path: Path
) -> None:
    put = [
        RecordedMoment(
            i * step_s,
            (0, 0) if kind == "gap" else SIZE,
            pose(i * step_s, i) if kind == "seen" else None,
            reason if kind == "gap" else None,
        )
        for i, kind in enumerate(kinds)
    ]
    found = load_recording(write(tmp_path / "a.arrows", put))
    assert found.header == HEADER
    assert found.whole
    assert found.times_s.tolist() == [moment.time_s for moment in put]
    assert found.gaps == {i: reason for i, kind in enumerate(kinds) if kind == "gap"}
    assert all(same(found.pose(i), moment.pose) for i, moment in enumerate(put))


def test_a_recording_is_a_source_of_its_frames_and_poses(tmp_path: Path) -> None:
    put = moments(20)
    put[5] = RecordedMoment(put[5].time_s, (0, 0), None, "The camera has gone.")
    put[6] = replace(put[6], pose=None)
    path = write(tmp_path / "a.arrows", put)
    source = RecordingSource(path, load_recording(path))
    for moment, item in zip(put, source, strict=True):
        assert item.time_s == moment.time_s
        if isinstance(item, Gap):
            assert item.reason == moment.gap
            continue
        assert isinstance(item, Frame)
        assert item.image.shape == (480, 640, 3)
        assert same(source.estimate(item), moment.pose)


def test_the_spec_travels_along(tmp_path: Path) -> None:
    for exercise in exercise_ids():
        spec = load_exercise(exercise)
        path = write(tmp_path / "a.arrows", [], header_of(spec, 1.8, live=True))
        assert spec_of(path, load_recording(path)) == spec


def test_how_pictures_were_taken_travels_along(tmp_path: Path) -> None:
    adjustment = Adjustment(90, fps=120.0, speed=0.5, auto=True)
    header = header_of(None, 1.8, live=False, adjustment=adjustment)
    assert load_recording(write(tmp_path / "a.arrows", [], header)).header == header
    with patch("posetrainer.recordings.columns.asdict", lambda header: _as_before(header)):
        path = write(tmp_path / "old.arrows", [], header)
    assert load_recording(path).header.adjustment == AS_IT_IS


def _as_before(header: Header) -> dict[str, object]:
    """A header as it was before pictures could be adjusted."""
    record = asdict(header)
    del record["adjustment"]
    return record


def test_cut_off_anywhere_it_is_read_up_to_its_last_whole_batch(tmp_path: Path) -> None:
    put = moments(150)
    whole = write(tmp_path / "a.arrows", put).read_bytes()
    cut = tmp_path / "cut.arrows"
    read = []
    for size in range(0, len(whole) + 1, 997):
        cut.write_bytes(whole[:size])
        if size < 2000:
            with contextlib.suppress(RecordingError):
                load_recording(cut)
            continue
        found = load_recording(cut)
        count = len(found.times_s)
        assert found.times_s.tolist() == [moment.time_s for moment in put[:count]]
        read.append(count)
        # A second of rows is not yet whole at the most; the header comes on top.
        assert count * 900 + 2000 > size - 30 * 900
    assert read == sorted(read)
    assert read[-1] > 120


def test_the_end_of_a_cut_off_recording_is_reported_after_its_last_moment(tmp_path: Path) -> None:
    path = write(tmp_path / "a.arrows", moments(90))
    path.write_bytes(path.read_bytes()[:-4000])
    source = RecordingSource(path, load_recording(path))
    items = iter(source)
    for _ in range(60):
        next(items)
    with pytest.raises(CutOffError, match=r"a\.arrows is cut off"):
        list(items)


def test_what_an_error_breaks_off_is_kept_and_marked(tmp_path: Path) -> None:
    put = moments(40)

    def broken_off() -> Iterator[RecordedMoment]:
        yield from put
        raise CutOffError

    with pytest.raises(CutOffError):
        write(tmp_path / "a.arrows", broken_off())
    found = load_recording(tmp_path / "a.arrows")
    assert len(found.times_s) == len(put)
    assert not found.whole


def test_a_video_is_no_recording_and_a_recording_is(tmp_path: Path) -> None:
    assert is_recording(write(tmp_path / "a.arrows", []))
    (tmp_path / "b.mp4").write_bytes(b"\x00\x00\x00\x20ftypisom")
    assert not is_recording(tmp_path / "b.mp4")
    assert not is_recording(tmp_path / "nothing")


def test_another_layout_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "FORMAT", 99)
    path = write(tmp_path / "a.arrows", [])
    with pytest.raises(RecordingError, match="another version of posetrainer"):
        load_recording(path)


def test_nonsense_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.arrows"
    for nonsense in (b"", b"\xff\xff\xff\xff", b"\xff\xff\xff\xff" + bytes(range(256)) * 9):
        path.write_bytes(nonsense)
        with pytest.raises(RecordingError, match="not a recording that can be read"):
            load_recording(path)


def test_a_folder_in_the_way(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        RecordingWriter(tmp_path, HEADER)
    with pytest.raises(OutputError, match=r"kept\.arrows cannot be written"):
        RecordingWriter(tmp_path, HEADER, tmp_path / "kept.arrows")


@pytest.mark.alone
@pytest.mark.slow
def test_an_hour_is_small_and_loads_in_under_a_second(tmp_path: Path) -> None:
    some = moments(300)
    path = tmp_path / "hour.arrows"
    count = 30 * 3600
    with RecordingWriter(path, HEADER) as writer:
        for i in range(count):
            writer.add(replace(some[i % 300], time_s=i / 30))
    assert path.stat().st_size / count <= 1200
    took_s = []
    for _ in range(3):
        start_s = time.perf_counter()
        assert len(load_recording(path).times_s) == count
        took_s.append(time.perf_counter() - start_s)
    assert min(took_s) < 1


RECORDING = """
import sys, time
sys.path[:0] = [{tests!r}]
from pathlib import Path
from recording_files import HEADER, moments
from posetrainer.recordings.writer import RecordingWriter

some = moments(600)
writer = RecordingWriter(Path(sys.argv[1]), HEADER)
start_s = time.perf_counter()
for moment in some:
    time.sleep(max(0.0, start_s + moment.time_s - time.perf_counter()))
    writer.add(moment)
    print(moment.time_s, flush=True)
"""


@pytest.mark.alone
@pytest.mark.slow
def test_killed_at_any_moment_it_loses_a_second_at_the_most(tmp_path: Path) -> None:
    code = RECORDING.format(tests=str(Path(__file__).parents[1]))
    rng = random.Random(7)
    running = [
        (
            subprocess.Popen(
                [sys.executable, "-c", code, str(tmp_path / f"{i}.arrows")],
                stdout=subprocess.PIPE,
                text=True,
            ),
            tmp_path / f"{i}.arrows",
            rng.uniform(1, 5),
        )
        for i in range(6)
    ]
    for process, path, kill_at_s in sorted(running, key=lambda r: r[2]):
        assert process.stdout is not None
        last_s = 0.0
        while last_s < kill_at_s:
            last_s = float(process.stdout.readline())
        process.kill()
        last_s = max([last_s, *map(float, process.stdout.read().split())])
        process.wait()
        found = load_recording(path)
        assert not found.whole
        assert last_s - found.times_s[-1] <= 1
