"""Files: written by whole pieces, kept apart, never waited for."""

import os
import tempfile
from pathlib import Path

import pytest
from acceptance.limited import answered_within, needs_limits, needs_pipes, no_file_larger_than
from hypothesis import given
from hypothesis import strategies as st

from posetrainer.system.files import open_regular, write_whole
from posetrainer.system.output_files import (
    GrowingFile,
    OutputError,
    check_outputs,
    open_anew,
    remove_file,
    write_file,
)

PIECES = st.lists(st.binary(min_size=1, max_size=300), max_size=20)


@needs_limits
@given(PIECES, st.integers(0, 2000))
def test_a_full_disk_holds_the_whole_pieces_that_came_first(pieces: list[bytes], room: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "new" / "grows"
        file = GrowingFile(path)
        written, lost = b"", False
        with no_file_larger_than(room):
            for piece in pieces:
                fits = len(written) + len(piece) <= room and not lost
                try:
                    file.append(piece)
                except OutputError:
                    lost = True
                else:
                    written += piece
                assert fits != lost
                assert path.read_bytes() == written
        file.close()


@needs_limits
def test_a_full_disk_is_reported_with_the_mend(tmp_path: Path) -> None:
    with no_file_larger_than(3), pytest.raises(OutputError) as error:
        write_file(tmp_path / "kept", b"four")
    assert str(error.value).startswith(f"{tmp_path / 'kept'} cannot be written (")
    assert "free some space" in str(error.value)


NAMES = st.sampled_from(
    ["a", "b", "c", "soft", "hard", "no/../a", "sub/../b", "sub/c", "new", "sub/new", "no/../new"]
)
SAME = {"soft": "a", "hard": "b", "no/../a": "a", "sub/../b": "b", "no/../new": "new"}


@given(st.lists(NAMES, max_size=3), st.lists(NAMES, max_size=3))
def test_paths_are_compared_by_the_file_they_lead_to(read: list[str], write: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "sub").mkdir()
        for file in ("a", "b", "c", "sub/c"):
            (folder / file).touch()
        (folder / "soft").symlink_to(folder / "a")
        os.link(folder / "b", folder / "hard")
        files_read = {SAME.get(path, path) for path in read}
        files_written = [SAME.get(path, path) for path in write]
        clash = len(set(files_written)) < len(write) or files_read & set(files_written)
        outputs = {f"--{number}": folder / path for number, path in enumerate(write)}
        inputs = [folder / path for path in read]
        if clash:
            with pytest.raises(OutputError):
                check_outputs(outputs, inputs)
        else:
            check_outputs(outputs, inputs)


def test_what_is_no_file_is_neither_waited_for_nor_replaced(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("there are no named pipes")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with answered_within(5):
        with pytest.raises(OSError, match="not a file"):
            open_regular(pipe)
        with pytest.raises(OutputError, match="pipe cannot be written"):
            open_anew(pipe)
        with pytest.raises(OSError, match="no file in its place"):
            write_whole(pipe, "text")
        remove_file(pipe)
    assert pipe.is_fifo()


@needs_pipes
def test_a_pipe_that_is_read_is_written(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_file(pipe, b"all of it")
    assert os.read(reader, 100) == b"all of it"
    os.close(reader)
