"""Text that others wrote, made safe to show."""

import re

#: Control characters but line ends and tabs: a terminal obeys them. Those that turn the direction
#: of what follows: it would read as something else. Halves of characters: nothing can write them.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def printable(text: str) -> str:
    """Return a text with what a terminal would obey written out, as ``\\x1b``."""
    return _UNPRINTABLE.sub(lambda found: ascii(found[0])[1:-1], text)
