"""What others wrote is shown as it is, but for what would change more than its place."""

from each import for_each
from hypothesis import given
from hypothesis import strategies as st

from posetrainer.errors import UserError
from posetrainer.printable import printable


@for_each(
    ("text", "shown"),
    [
        ("Hüfte, µ, 膝\tand\nmore", "Hüfte, µ, 膝\tand\nmore"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\ufeffknee\u200b", "\\ufeffknee\\u200b"),
        ("a\u202eb\udc80", "a\\u202eb\\udc80"),
        (f"there is no measure '{'x' * 3000}'.", f"there is no measure '{'x' * 39}…"),
        ("/".join(["a long folder"] * 60), "/".join(["a long folder"] * 60)),
    ],
)
def test_errors_quote_what_can_be_shown(text: str, shown: str) -> None:
    assert str(UserError(text)) == printable(text) == shown


@given(st.text())
def test_what_is_printable_stays_so(text: str) -> None:
    assert printable(printable(text)) == printable(text)
