"""Reading and writing of truth files."""

from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from posetrainer.errors import UserError
from posetrainer.system.files import NOTHING, ChangedError, digest_of, open_regular, write_whole
from posetrainer.tuning.truth import Truth

#: The truth of the longest sample has 0.3 MB, most of it landmarks, frame by frame.
_LARGEST_BYTES = 20_000_000
_LONGEST_FIELD = 80


class TruthError(UserError):
    """A truth file cannot be used; the message names the file and the field."""


class TruthFile(NamedTuple):
    """A truth, and the digest of its file, by which a change is noticed."""

    truth: Truth
    digest: str


def read_truth(path: Path) -> TruthFile:
    """Read a truth file, to write it again.

    Raises
    ------
    TruthError
        If the file cannot be read or is not a truth file.
    """
    try:
        with open_regular(path) as file:
            content = file.read(_LARGEST_BYTES + 1)
        if len(content) > _LARGEST_BYTES:
            raise TruthError(f"{path}: is far too large for a truth file; check the path.")
        return TruthFile(Truth.model_validate_json(content), digest_of(content))
    except OSError as error:
        raise TruthError(f"{path}: cannot be read ({error.strerror}).") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(map(str, first["loc"]))[:_LONGEST_FIELD] or "file"
        reason = first["msg"].removeprefix("Value error, ")
        reason = f"{reason[:1].lower()}{reason[1:]}"
        raise TruthError(f"{path}: {field}: {reason}; correct it.") from None


def load_truth(path: Path) -> Truth:
    """Return the truth in a file; raises as :func:`read_truth` does."""
    return read_truth(path).truth


def save_truth(path: Path, truth: Truth, digest: str = NOTHING) -> TruthFile:
    """Write a truth file atomically: it holds the old truth or the new one.

    Parameters
    ----------
    path : Path
    truth : Truth
    digest : str
        Of the file as it was read; left out where there was none.

    Returns
    -------
    TruthFile
        What the file holds now.

    Raises
    ------
    TruthError
        If it holds something else by now, which is left there, or cannot be written.
    """
    text = truth.model_dump_json() + "\n"
    try:
        write_whole(path, text, digest)
        return TruthFile(truth, digest_of(text.encode("utf-8")))
    except ChangedError:
        raise TruthError(
            f"{path}: was changed by somebody else meanwhile, and is left as it is; move it away "
            "and save again, or open the studio again to go on with what is there."
        ) from None
    except OSError as error:
        raise TruthError(f"{path}: cannot be written ({error.strerror}).") from None
