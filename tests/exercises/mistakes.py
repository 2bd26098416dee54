r"""Tables of mistakes in a spec.

A mistake begins with a passage of the spec, then ``=>`` and what replaces it; indented below is
what the user is told. ``\t`` is a tab, ``\n`` a line end, as is a new line after ``| ``.
"""

import re


def mistakes(table: str) -> list[tuple[str, str, str]]:
    """Return passage, replacement and sentence of each."""
    rows = []
    for block in re.split(r"\n(?! |=>|\|)", table.strip("\n")):
        change, _, said = block.partition("\n    ")
        old, new = re.split(
            r"\s=> ?", change.replace("\n| ", "\n").replace("\\n", "\n").replace("\\t", "\t")
        )
        rows.append((old, new, " ".join(said.split())))
    return rows
