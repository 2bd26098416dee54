"""``exercises show``: a spec as written, or with everything that it leaves out."""

from pathlib import Path

from posetrainer.exercises.document import Document, read_text
from posetrainer.exercises.expanded import expanded
from posetrainer.exercises.loader import spec_in
from posetrainer.profiles.apply import adapted
from posetrainer.profiles.store import load_profile


def written_out(path: Path, profile: str | None) -> str:
    """Return a spec with all that its file leaves out.

    Parameters
    ----------
    path : Path
        The spec's file.
    profile : str or None
        Name of a profile: the exercise is adapted to that person.

    Raises
    ------
    UserError
        If the file is no valid spec, or there is no such profile.
    """
    document = Document(path, text=read_text(path))
    if profile is None:
        return expanded(document)
    return expanded(document, (profile, adapted(spec_in(document).spec, load_profile(profile))))
