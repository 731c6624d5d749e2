"""The steps of a flagged item, and what a safeguarding lead may decide."""

from enum import StrEnum


class FlagState(StrEnum):
    """Where a flagged item stands."""

    NEW = "new"
    SEEN = "seen"
    DECIDED = "decided"
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
    FlagState.CLOSED: "Closed",
}

OPEN_STATES = (FlagState.NEW, FlagState.SEEN)
HOURS_TO_SEE = 1
DAYS_TO_DECIDE = 1
