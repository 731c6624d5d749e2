"""Answers that are a picture: the walk knows each by a mark, and whoever holds it keeps it."""

import re
from collections.abc import Sequence

from participation.core.errors import BadInput
from participation.core.speech import said as _
from surveys.answers import Answer
from surveys.limits import Terms
from surveys.sentences import A_PICTURE, NO_PICTURES_HERE

_MARK = re.compile(r"[0-9a-f]{16}")


def take_mark(_terms: Terms, raw: Sequence[str]) -> Answer:
    """Return the mark of a picture that was added; raises BadInput for anything else."""
    if len(raw) != 1 or _MARK.fullmatch(raw[0]) is None:
        raise BadInput(_(NO_PICTURES_HERE))
    return Answer(values=(raw[0],))


def say_drawn(_terms: Terms, values: Sequence[str]) -> str:
    """Return that there is a picture, and nothing of its mark."""
    return _(A_PICTURE) if values else ""
