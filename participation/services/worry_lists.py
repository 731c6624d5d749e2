"""A council's own worry words, which its safeguarding leads edit."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from participation.core.errors import BadInput
from participation.models import Account, Council
from participation.services.audit import note
from participation.services.councils import pack_of

MOST_WORDS = 300
LEAST_WORDS = 10
LONGEST_WORD = 60


def worry_list(council: Council) -> tuple[str, ...]:
    """Return the council's own worry words, in the order in which they were written."""
    return pack_of(council).safeguarding.worry_words


def set_worry_list(
    session: Session, council: Council, account: Account, typed: str, now: datetime
) -> tuple[str, ...]:
    """Return the worry words that hold from here on, one of each line that was typed.

    Raises BadInput for fewer than 10 or more than 300, and for one that is too long: a phrase
    of that length is hardly ever typed the same way again.
    """
    lines = (" ".join(line.lower().split()) for line in typed.splitlines())
    words = tuple(dict.fromkeys(line for line in lines if line))
    if not LEAST_WORDS <= len(words) <= MOST_WORDS:
        raise BadInput(f"Keep from {LEAST_WORDS} to {MOST_WORDS} worry words, one a line.")
    for word in words:
        if len(word) > LONGEST_WORD:
            raise BadInput(
                f"Shorten \u201c{word[:30]}\u2026\u201d: a few words are found more often."
            )
    before = set(worry_list(council))
    pack = pack_of(council)
    council.pack = replace(
        pack, safeguarding=replace(pack.safeguarding, worry_words=words)
    ).to_json()
    session.flush()
    changed = f"{len(set(words) - before)} added, {len(before - set(words))} taken out"
    note(session, account, "changed the worry words", now, words=changed)
    return words
