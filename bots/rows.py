"""Buttons side by side, as many as a small phone shows whole."""

from collections.abc import Sequence

from bots.adapter import Button, Rows, units

A_LINE = 38
"""Letters of all labels in a row on a phone 320 pixels wide; what is longer is cut short."""


def in_rows(buttons: Sequence[Button], most: int) -> Rows:
    """Return the buttons in rows of so many at most, fewer where their words are long."""
    longest = max((units(one.label) for one in buttons), default=1)
    many = max(1, min(most, A_LINE // max(longest, 1)))
    return tuple(tuple(buttons[start : start + many]) for start in range(0, len(buttons), many))


def is_cut(label: str) -> bool:
    """Return whether a label is too long for a row of its own."""
    return units(label) > A_LINE
