"""Collect the texts to be translated, and compile the translations.

``uv run python -m tools.messages`` brings ``posetrainer/language/messages/*.po`` up to date with
the code and the specs, and compiles them; with a code, such as ``fr``, it creates that language.
"""

import io
import sys
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import get_args

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from posetrainer.exercises.catalogue import exercise_ids, load_exercise
from posetrainer.exercises.spec import ExerciseSpec, Level
from posetrainer.feedback.spec_words import template_of
from posetrainer.language.translation import MESSAGES
from posetrainer.workout.builder import shipped_plan

REPOSITORY = Path(__file__).resolve().parents[1]
KEYWORDS = {"tr": None, "msg": None, "tr_in": ((1, "c"), 2), "tr_many": (1, 2)}
_COMMENT = "Translators:"
#: Fixed, so that files do not differ from day to day.
_DATE = datetime(2026, 1, 1, tzinfo=timezone.utc)


def texts_of(spec: ExerciseSpec) -> Iterator[str]:
    """Return all texts of a spec that a user reads or hears."""
    yield spec.title
    yield from spec.equipment
    yield spec.camera_place
    yield from spec.setup
    yield spec.stop_if
    for group in (spec.start, spec.throughout, spec.form):
        yield from (judged.say for judged in group.values())
    if spec.tempo is not None:
        yield spec.tempo.say
    if spec.rhythm is not None:
        yield from (spec.rhythm.slower, spec.rhythm.quicker, spec.rhythm.even)
    yield from (text for _, text in spec.cues if text is not None)


def template() -> Catalog:
    """Return all texts to be translated, in the order of the files that they stand in."""
    catalog = Catalog()
    found = extract_from_dir(
        REPOSITORY / "posetrainer",
        method_map=[("**.py", "python"), ("**.j2", "jinja2.ext:babel_extract")],
        keywords=KEYWORDS,
        comment_tags=(_COMMENT,),
        strip_comment_tags=True,
    )
    for file, _, message, comments, context in sorted(found, key=lambda each: each[:2]):
        place = [(f"posetrainer/{file}", 0)]
        catalog.add(message, None, place, (), comments, context=context)
    for exercise in exercise_ids():
        spec = load_exercise(exercise)
        place = [(f"exercise_specs/{exercise}.yaml", 0)]
        for text in texts_of(spec):
            catalog.add(template_of(text), None, place)
        for fault in spec.form:
            catalog.add(fault.replace("_", " "), None, place, context="fault")
        if spec.repetition is not None:
            measure = spec.repetition.measure.replace("_", " ")
            catalog.add(measure, None, place, context="measure")
    for level in get_args(Level):
        catalog.add(
            shipped_plan(level).title, None, [(f"exercise_specs/programmes/{level}.yaml", 0)]
        )
    return catalog


def translation(language: str) -> Catalog:
    """Return the catalogue of a language, with all texts of the template."""
    path = MESSAGES / f"{language}.po"
    catalog = Catalog(language)
    if path.exists():
        with path.open("rb") as file:
            catalog = read_po(file, language)
    catalog.update(template(), no_fuzzy_matching=True, update_creation_date=False)
    catalog.project, catalog.version = "posetrainer", ""
    catalog.header_comment = f"# posetrainer: {language}. See docs/language.md."
    catalog.last_translator = catalog.language_team = catalog.msgid_bugs_address = ""
    catalog.creation_date = catalog.revision_date = _DATE
    catalog.fuzzy = False
    return catalog


def source_of(catalog: Catalog) -> bytes:
    """Return a translation as a PO file; texts that are no longer used are left out."""
    file = io.BytesIO()
    write_po(file, catalog, width=100, include_lineno=False, ignore_obsolete=True)
    return file.getvalue()


def compiled(catalog: Catalog) -> bytes:
    """Return a translation as an MO file."""
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def main(*begun: str) -> None:
    """Update all translations, and create new ones."""
    for language in sorted({path.stem for path in MESSAGES.glob("*.po")} | set(begun)):
        catalog = translation(language)
        (MESSAGES / f"{language}.po").write_bytes(source_of(catalog))
        (MESSAGES / f"{language}.mo").write_bytes(compiled(catalog))
        missing = [message.id for message in catalog if message.id and not message.string]
        print(f"{language}: {len(catalog)} texts, {len(missing)} to be translated")


if __name__ == "__main__":
    main(*sys.argv[1:])
