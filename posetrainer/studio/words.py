"""Readable names of the spec language."""


def in_words(name: str) -> str:
    """Return the name of a measure or of a fault in plain words: ``ankle lift``."""
    return name.replace("_", " ")


def kept_together(words: str) -> str:
    """Return words that are shown whole or not at all, where there is no room for them."""
    return words.replace(" ", "\N{NO-BREAK SPACE}")
