"""Text is whole, inside of its room, and drawn once."""

import numpy as np
import pytest
from each import for_each
from hypothesis import given
from hypothesis import strategies as st

from posetrainer.feedback import text
from posetrainer.feedback.text import CAP_HEIGHT, LINE_HEIGHT, Box, fit, put, width_of

WORDS = st.lists(st.text("abcdefgilmnoqrstuwyW°", min_size=1, max_size=12), min_size=1, max_size=14)


def black(width: int, height: int) -> np.ndarray:
    return np.zeros((height, width, 3), np.uint8)


def inked(image: np.ndarray) -> Box:
    rows, columns = np.nonzero(image.max(axis=2))
    x, y = columns.min(), rows.min()
    return Box(int(x), int(y), int(columns.max() - x + 1), int(rows.max() - y + 1))


@given(words=WORDS, width=st.integers(120, 800), height=st.integers(30, 120))
def test_fitted_text_fits_and_is_whole(words: list[str], width: int, height: int) -> None:
    fitted = fit(" ".join(words), width, height, 48)
    assert " ".join(fitted.lines).split() == words
    assert fitted.size >= 1
    assert max(width_of(line, fitted.size) for line in fitted.lines) <= width
    assert len(fitted.lines) * fitted.size * LINE_HEIGHT <= height + 1e-6
    assert len(fitted.lines) <= 2 or fitted.size >= 1


def test_a_sentence_gets_two_even_lines() -> None:
    fitted = fit("Slide down slowly until your knees are bent to 45 degrees.", 720, 90, 48)
    assert fitted.lines == ("Slide down slowly until your", "knees are bent to 45 degrees.")


def test_a_short_sentence_gets_one_line_and_no_more_than_the_largest_size() -> None:
    assert fit("Hold.", 720, 90, 40) == (("Hold.",), 40)


@for_each("written", ["47°", "→ 10.5 in", "–", "Ägypten?", "jgqy"])
def test_the_drawn_box_holds_all_ink(written: str) -> None:
    image = black(400, 120)
    box = put(image, written, (200, 60), 48, (255, 255, 255))
    ink = inked(image)
    assert box.x <= ink.x
    assert ink.x + ink.w <= box.x + box.w
    assert box.y <= ink.y
    assert ink.y + ink.h <= box.y + box.h


def test_the_degree_sign_is_a_sign() -> None:
    missing, degree = black(80, 80), black(80, 80)
    put(missing, "\uffff", (40, 40), 40, (255, 255, 255))
    put(degree, "°", (40, 40), 40, (255, 255, 255))
    assert (missing != degree).any()
    assert inked(degree).h < 0.5 * 40


def test_digits_are_as_high_as_asked() -> None:
    for cap in (20, 60, 107):
        image = black(300, 200)
        put(image, "0", (150, 100), text.size_for_cap(cap), (255, 255, 255))
        assert cap <= inked(image).h <= cap * 1.1 + 2


@pytest.mark.parametrize("anchor", ["left", "middle", "right"])
def test_anchors(anchor: text.Anchor) -> None:
    image = black(400, 100)
    box = put(image, "Hold", (200, 50), 40, (255, 255, 255), anchor)
    at = {"left": box.x, "middle": box.x + box.w / 2, "right": box.x + box.w}[anchor]
    assert at == pytest.approx(200, abs=1)
    ink = inked(image)
    assert ink.y + ink.h / 2 == pytest.approx(50, abs=3)
    assert ink.h == pytest.approx(40 * CAP_HEIGHT, abs=4)


@pytest.mark.parametrize("at", [(-500, 10), (-10, -5), (395, 98), (900, 900)])
def test_text_across_the_edge_is_no_error(at: tuple[int, int]) -> None:
    put(black(400, 100), "Hold", at, 40, (255, 255, 255))


def test_colours_are_kept() -> None:
    image = np.full((60, 60, 3), 200, np.uint8)
    put(image, "█", (30, 30), 40, (10, 20, 30))
    assert (image.reshape(-1, 3) == (10, 20, 30)).all(axis=1).any()


def test_patches_are_kept_but_not_without_end() -> None:
    text._coverage.cache_clear()
    image = black(300, 100)
    for _ in range(3):
        put(image, "same", (150, 50), 30, (255, 255, 255))
    assert text._coverage.cache_info().misses == 1
    for number in range(300):
        put(image, f"{number}", (150, 50), 12, (255, 255, 255))
    assert text._coverage.cache_info().currsize <= text.KEPT_PATCHES
