"""Text from untrusted files, made safe to print."""

import re

#: Control characters except line feed and tab, which a terminal would execute; invisible and
#: bidirectional characters, which would make the text read as something else; lone surrogates,
#: which cannot be encoded.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb]"
)
#: Words longer than any name (paths may be longer), and longer runs of spaces than any layout.
_ENDLESS = re.compile(r"[^\s/\\]{300,}| {50,}")


def printable(text: str) -> str:
    """Return a text with control characters escaped, such as ``\\x1b``.

    A word that is longer than any name is cut short, and so is a long run of spaces.
    """
    shown = _UNPRINTABLE.sub(lambda found: ascii(found[0])[1:-1], text)
    return _ENDLESS.sub(lambda found: f"{found[0][:40]}…", shown)
