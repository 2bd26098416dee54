"""A repetition, its tempo and its rhythm: on a measure, or at the trainer's pace."""

from pydantic import Field

from posetrainer.exercises.vocabulary import (
    FASTEST_DEG_S,
    FASTEST_IN_S,
    MOST_STILL_DEG_S,
    MOST_STILL_IN_S,
    QUICKEST_PER_MIN,
    SLOWEST_PER_MIN,
    SLOWEST_S,
    Number,
    Strict,
    Text,
)


class AtLeast(Strict):
    """A threshold that is reached from below."""

    at_least_deg: Number | None = Field(None, description="From here on, in degrees.")
    at_least_in: Number | None = Field(None, description="From here on, in inches.")


class Target(AtLeast):
    """What is prescribed, and how far short of it the camera's error may make it seem."""

    tolerance_deg: Number | None = Field(
        None,
        ge=0,
        description="This many degrees short of the target still reach it.",
    )
    tolerance_in: Number | None = Field(
        None,
        ge=0,
        description="This many inches short of the target still reach it.",
    )
    of_best: Number | None = Field(
        None,
        gt=0,
        le=1,
        description="Share of this user's own best so far, on the same side, that reaches the "
        "target as well; whichever is further is asked for.",
    )


class AtMost(Strict):
    """A threshold that is reached from above."""

    at_most_deg: Number | None = Field(None, description="Up to here, in degrees.")
    at_most_in: Number | None = Field(None, description="Up to here, in inches.")


class Hold(Strict):
    """How long the target position is kept, and what still counts as keeping still."""

    seconds: Number = Field(gt=0, le=120, description="How long, in seconds.")
    still_deg_s: Number | None = Field(
        None,
        gt=0,
        le=MOST_STILL_DEG_S,
        description="Slower than this is still, in degrees a second.",
    )
    still_in_s: Number | None = Field(
        None, gt=0, le=MOST_STILL_IN_S, description="Slower than this is still, in inches a second."
    )


class Repetition(Strict):
    """What one repetition is, on its driving measure.

    The measure grows from ``rest`` to ``target`` and comes back. Leaving rest as far as
    ``attempt`` begins an attempt; reaching ``counts`` makes it a repetition; reaching
    ``target`` less its tolerance (and keeping it for ``hold``) a good one.
    """

    filled_in = frozenset({"rest", "attempt", "counts"})

    measure: str = Field(description="Name of the driving measure, on which repetitions count.")
    rest: AtMost = Field(description="Up to here the user rests.")
    attempt: AtLeast = Field(description="From here on an attempt is under way.")
    counts: AtLeast = Field(description="From here on the attempt counts as a repetition.")
    target: Target = Field(description="What is prescribed, and its tolerance.")
    hold: Hold | None = Field(None, description="How long the target is held; if left out, not.")


class PhaseTempo(Strict):
    """How fast one phase may be: the shortest time it may take, the highest speed in it."""

    at_least_s: Number | None = Field(
        None, gt=0, le=SLOWEST_S, description="Shortest time between rest and target, in seconds."
    )
    at_most_deg_s: Number | None = Field(
        None,
        gt=0,
        le=FASTEST_DEG_S,
        description="Highest speed of the driving measure, in degrees a second.",
    )
    at_most_in_s: Number | None = Field(
        None,
        gt=0,
        le=FASTEST_IN_S,
        description="Highest speed of the driving measure, in inches a second.",
    )


class Tempo(Strict):
    """Limits of speed, on the driving measure, on the way out and on the way back."""

    filled_in = frozenset({"back"})

    out: PhaseTempo = Field(description="From rest to target.")
    back: PhaseTempo = Field(description="From target to rest; as out, if left out.")
    say: Text = Field(description="What the user hears when it is too fast.")


class Rhythm(Strict):
    """How regular repetitions follow one another, from the peak of one to that of the next."""

    at_least_per_min: Number = Field(
        ge=SLOWEST_PER_MIN,
        le=QUICKEST_PER_MIN,
        description="Slowest cadence, repetitions a minute.",
    )
    at_most_per_min: Number = Field(
        ge=SLOWEST_PER_MIN,
        le=QUICKEST_PER_MIN,
        description="Quickest cadence, repetitions a minute.",
    )
    even_within_percent: Number = Field(
        gt=0,
        le=100,
        description="How much longer or shorter than the last ones an interval may be, in "
        "percent; more is uneven.",
    )
    slower: Text = Field(description="What the user hears when it is too quick.")
    quicker: Text = Field(description="What the user hears when it is too slow.")
    even: Text = Field(description="What the user hears when it is uneven.")


class Paced(Strict):
    """A repetition that no camera sees: the trainer sets its pace, and claims no more.

    What can be seen (``start``, ``throughout``, ``form``) is still checked.
    """

    hold_s: Number = Field(gt=0, le=120, description="How long to tighten and hold, in seconds.")
    relax_s: Number = Field(gt=0, le=120, description="How long to relax, in seconds.")
