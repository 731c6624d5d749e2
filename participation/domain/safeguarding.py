"""The steps of a flagged item, and what a safeguarding lead may decide."""

import re
from enum import StrEnum


class FlagState(StrEnum):
    """Where a flagged item stands."""

    NEW = "new"
    SEEN = "seen"
    DECIDED = "decided"
    UNDER_WAY = "under-way"
    CLOSED = "closed"


class FlagDecision(StrEnum):
    """What is done about a flagged item; nobody knows who wrote it."""

    REFERRED = "referred"
    CHECK_ON_GROUP = "check-on-group"
    MESSAGE_TO_ALL = "message-to-all"
    WORD_BACK = "word-back"
    NO_ACTION = "no-action"


DECISION_WORDS = {
    FlagDecision.REFERRED: "Told the duty team or the police",
    FlagDecision.CHECK_ON_GROUP: "Check on everyone in that group",
    FlagDecision.MESSAGE_TO_ALL: "Message to all",
    FlagDecision.WORD_BACK: "A word back, and wait for the answer",
    FlagDecision.NO_ACTION: "No action",
}

STATE_WORDS = {
    FlagState.NEW: "New",
    FlagState.SEEN: "To decide",
    FlagState.DECIDED: "Decided, to follow up",
    FlagState.UNDER_WAY: "Under way",
    FlagState.CLOSED: "Closed",
}

OPEN_STATES = (FlagState.NEW, FlagState.SEEN)
FOLLOWED_UP = (FlagDecision.CHECK_ON_GROUP, FlagDecision.MESSAGE_TO_ALL)
"""Decisions that are nothing until somebody has said who does it by when, or has written it."""
HOURS_TO_SEE = 1
DAYS_TO_DECIDE = 1
LONGEST_FOLLOW_UP_DAYS = 60
SAME_WORDS = 4

_WORD = re.compile(r"\w+")


def repeats(words: str, flagged: str) -> bool:
    """Return whether four words that follow each other stand in both, whatever their case."""
    return bool(_runs(words) & _runs(flagged))


def _runs(text: str) -> set[tuple[str, ...]]:
    plain = _WORD.findall(text.casefold())
    return {tuple(plain[at : at + SAME_WORDS]) for at in range(len(plain) - SAME_WORDS + 1)}
