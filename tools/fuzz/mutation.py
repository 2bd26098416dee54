"""Damage to bytes and to trees of plain data; the same random numbers give the same damage."""

import random
import struct
from collections.abc import Callable
from typing import Any

#: Numbers at which sizes, counts and signs tip over, in as many bytes as are replaced.
_EDGES = (0, 1, -1, 2, 127, 128, 255, 256, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000)
#: Most damage is one byte; some is much.
_TIMES = (1, 1, 1, 2, 4, 16)
_LONGEST_PIECE = 64

#: Values that no field expects everywhere.
ODD_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 0.5, 10**6, -(10**9), 2**63, 10**400),
    *(1e300, -1e300, 5e-324, float("nan"), float("inf"), float("-inf")),
    *("", " ", "a", "no", "both", "left", "0x10", "1e3", "\N{GREEK SMALL LETTER PI}", "x" * 3000),
    *("two\nlines", "\x1b[31mred", "\x07", "{}", "[", "*a", "<<", "../../x", "2026-01-02"),
    *([], {}, [[]], [1, 2], {"a": 1}, {"seconds": 1}, {"at_most_deg": 1}, b"\x00"),
)


def damaged(data: bytes, rng: random.Random) -> bytes:
    """Return bytes with a few of them changed, added, moved or lost."""
    changed = bytearray(data)
    for _ in range(rng.choice(_TIMES)):
        rng.choice(_BYTE_CHANGES)(changed, rng)
    return bytes(changed)


def _flip(data: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(data) or 1)
    data[at : at + 1] = bytes([b ^ 1 << rng.randrange(8) for b in data[at : at + 1]])


def _replace(data: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(data) or 1)
    data[at : at + 1] = bytes([rng.randrange(256)])


def _edge_number(data: bytearray, rng: random.Random) -> None:
    size, letter = rng.choice(((1, "B"), (2, "H"), (4, "I"), (8, "Q")))
    at = rng.randrange(len(data) or 1)
    if rng.random() < 0.5:
        at -= at % size
    number = (rng.choice(_EDGES) + rng.choice((0, 0, -1, 1))) % (1 << 8 * size)
    data[at : at + size] = struct.pack(rng.choice("<>") + letter, number)


def _insert(data: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(data) + 1)
    data[at:at] = rng.randbytes(rng.randint(1, _LONGEST_PIECE))


def _delete(data: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(data) or 1)
    del data[at : at + rng.randint(1, _LONGEST_PIECE)]


def _double(data: bytearray, rng: random.Random) -> None:
    start, to = rng.randrange(len(data) or 1), rng.randrange(len(data) + 1)
    data[to:to] = data[start : start + rng.randint(1, _LONGEST_PIECE)]


def _blank(data: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(data) or 1)
    length = min(rng.randint(1, _LONGEST_PIECE), len(data) - at)
    data[at : at + length] = rng.choice((b"\x00", b"\xff", b" ")) * length


def _cut(data: bytearray, rng: random.Random) -> None:
    del data[rng.randrange(len(data) + 1) :]


_BYTE_CHANGES: tuple[Callable[[bytearray, random.Random], None], ...] = (
    *(_flip, _replace, _edge_number, _edge_number),
    *(_insert, _delete, _double, _blank, _cut),
)


def places(tree: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return every key and list position of a tree, as the way to it."""
    found: list[tuple[Any, ...]] = []
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
        found.append((*way, key))
        if isinstance(value, dict | list):
            found += places(value, (*way, key))
    return found


def misshapen(tree: Any, rng: random.Random) -> Any:
    """Return a copy of a tree of dicts and lists with a few of its entries changed."""
    tree = _copy(tree)
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        ways = places(tree)
        if ways:
            *way, key = rng.choice(ways)
            _change(_at(tree, way), key, rng, _at(tree, rng.choice(ways)))
    return tree


def _change(node: Any, key: Any, rng: random.Random, other: Any) -> None:
    """Change one entry; ``other`` is a value from elsewhere in the tree."""
    what = rng.choice(("rename", "delete", "odd", "odd", "odd", "add", "other", "scale"))
    if what == "rename" and isinstance(key, str):
        at, letter = rng.randrange(len(key) + 1), rng.choice("azAZ09_ .:\N{LATIN SMALL LETTER Y}")
        node[key[:at] + letter + key[at + 1 :]] = node.pop(key)
    elif what == "delete":
        del node[key]
    elif what == "add" and isinstance(node, dict):
        node[rng.choice(("", "x", "at_most_deg", "id", "\x1b[0m", "k" * 300))] = odd_value(rng)
    elif what == "other":
        node[key] = _copy(other)
    elif what == "scale" and isinstance(node[key], int | float):
        node[key] = node[key] * rng.choice((-1, 0, 1e-6, 0.1, 10, 1e3, 1e12))
    else:
        node[key] = odd_value(rng)


def odd_value(rng: random.Random) -> Any:
    """Return a value that most fields do not expect."""
    return _copy(rng.choice(ODD_VALUES))


def _at(tree: Any, way: Any) -> Any:
    for key in way:
        tree = tree[key]
    return tree


def _copy(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: _copy(value) for key, value in tree.items()}
    return [_copy(value) for value in tree] if isinstance(tree, list) else tree
