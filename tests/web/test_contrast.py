"""Colours of the pages, light and dark, can be told apart as WCAG 2.2 asks for at level AA."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import posetrainer

PACKAGE = Path(posetrainer.__file__).parent
PAGES = PACKAGE / "web" / "static" / "colours.css"
REPORT = PACKAGE / "reports" / "report.css"
TEXT, GRAPHICS = 4.5, 3.0
Theme = dict[str, str]


def luminance(colour: str) -> float:
    """Relative luminance of ``#rgb`` or ``#rrggbb``, as WCAG defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    linear = []
    for at in (0, 2, 4):
        share = int(digits[at : at + 2], 16) / 255
        linear.append(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def themes(path: Path, *selectors: str) -> Iterator[Theme]:
    """The colours of each theme by their names; what a theme does not change is the first's."""
    css, known = path.read_text(encoding="utf-8"), Theme()
    for selector in selectors:
        block = css.partition(selector)[2].partition("}")[0]
        known = known | dict(re.findall(r"--([\w-]+): (#\w+)", block))
        yield known


PAGE_THEMES = list(themes(PAGES, "body.body--light {", "body.body--dark {"))
REPORT_THEMES = list(themes(REPORT, ":root {", "(prefers-color-scheme: dark) {"))
CASES = [
    *((theme, ("paper", "raised", "ground")) for theme in PAGE_THEMES),
    *((theme, ("ground", "card")) for theme in REPORT_THEMES),
]
#: Words, and what is only drawn: lines, dots, borders of what can be pressed.
WORDS = ("ink", "ink-2", "accent", "good-ink", "bad-ink", "soft", "wanted")
DRAWN = ("ink-3", "side-left", "side-right", "side-both", "first", "second", "only", "changed")


def test_the_measure_is_that_of_wcag() -> None:
    assert contrast("#fff", "#000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("theme", "grounds"), CASES)
def test_words_and_lines_stand_out(theme: Theme, grounds: tuple[str, ...]) -> None:
    tried = 0
    for names, least in ((WORDS, TEXT), (DRAWN, GRAPHICS)):
        for name in set(names) & set(theme):
            for ground in grounds:
                found = contrast(theme[name], theme[ground])
                assert found >= least, f"{name} on {ground}: {found:.2f}"
                tried += 1
    assert tried >= 12


@pytest.mark.parametrize("theme", PAGE_THEMES)
def test_a_full_day_of_the_calendar_can_be_read(theme: Theme) -> None:
    assert contrast(theme["paper"], theme["good-ink"]) >= TEXT
