"""Saving of changes: into the spec's file, or into the patient's profile."""

from dataclasses import replace

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.tuning.working_spec import WorkingSpec, open_draft


def saved(draft: WorkingSpec) -> tuple[WorkingSpec, str, bool]:
    """Save a draft where it belongs.

    Parameters
    ----------
    draft : WorkingSpec

    Returns
    -------
    WorkingSpec
        The draft on top of the saved state; changes that a profile cannot hold remain.
    str
        What was done, for people to read.
    bool
        Whether all of it is saved.

    Raises
    ------
    UserError
        As :meth:`~posetrainer.tuning.working_spec.WorkingSpec.save` and ``save_as_override`` do.
    """
    if draft.person is None:
        fresh = draft.save()
        # It may be of the catalogue, whose exercises are cached.
        load_exercise.cache_clear()
        return fresh, f"Saved into {draft.path}", True
    path, left_out = draft.save_as_override(draft.person)
    fresh = replace(open_draft(draft.path, draft.person), allowed=draft.allowed)
    for field, value in draft.changes.items():
        fresh = fresh.set(field, value)
    return fresh, f"Kept in {path}. {left_out or ''}".strip(), left_out is None
