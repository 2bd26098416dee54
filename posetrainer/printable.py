"""Text that others wrote, made safe to show."""

import re

#: Control characters but line ends and tabs: a terminal obeys them. Those that turn the direction
#: of what follows, or are not seen: it would read as something else. Halves of characters: nothing
#: can write them.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb]"
)
#: No name is longer, the path of a file may be; and nothing is so far apart.
_ENDLESS = re.compile(r"[^\s/\\]{300,}| {50,}")


def printable(text: str) -> str:
    """Return a text with what a terminal would obey written out, as ``\\x1b``.

    A word that is longer than any name is cut short, and so is a row of spaces.
    """
    shown = _UNPRINTABLE.sub(lambda found: ascii(found[0])[1:-1], text)
    return _ENDLESS.sub(lambda found: f"{found[0][:40]}…", shown)
