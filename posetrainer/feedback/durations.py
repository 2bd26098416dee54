"""Durations in words and as on a clock: to the second if short, to the minute if long."""

#: From here on seconds would be no news.
LONG_S = 600.0


def in_words(seconds: float) -> str:
    """Return a duration in words, as ``29 min``, ``3 min 20 s`` or ``45 s``."""
    if round(seconds) >= LONG_S:
        return f"{seconds / 60:.0f} min"
    minutes, rest = divmod(round(seconds), 60)
    parts = [f"{minutes} min"] * (minutes > 0) + [f"{rest} s"] * (rest > 0 or minutes == 0)
    return " ".join(parts)


def on_a_clock(seconds: float) -> str:
    """Return a duration that is not over yet as a clock shows it, as ``3:20``."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"
