"""Titles of the exercises of the catalogue."""

from functools import cache

from posetrainer.exercises.catalogue import exercise_ids, load_exercise


@cache
def exercise_titles() -> dict[str, str]:
    """Return each exercise's id, with its title, in the order of the titles."""
    titles = {name: load_exercise(name).title for name in exercise_ids()}
    return dict(sorted(titles.items(), key=lambda item: item[1]))
