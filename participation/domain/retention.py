"""How long each kind of thing is kept: the one table that the nightly work and the papers share."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

YEAR = 365


class Kind(StrEnum):
    """What is deleted by itself, in the words of the audit."""

    UNFINISHED = "unfinished conversations"
    ORIGINALS = "words as they were sent"
    ANSWERS = "answers"
    CODES = "invites and thank-you codes"
    CONTACTS = "contact requests"
    SAFEGUARDING = "flagged items"
    AUDIT = "lines of the audit log"
    WORK = "work that was given up"
    ACCOUNTS = "accounts of people who left"
    WITHDRAWALS = "marks of withdrawals"


@dataclass(frozen=True)
class Rule:
    """How long one kind is kept: so many days of the council's own, after what.

    `setting` names those days in the council's pack. `goes` holds them as {days}.
    """

    kind: Kind
    setting: str
    goes: str

    def words(self, days: int) -> str:
        """Return when it goes, in words."""
        return self.goes.format(days=in_words(days))


RULES: Mapping[Kind, Rule] = {
    rule.kind: rule
    for rule in (
        Rule(
            Kind.UNFINISHED,
            "unfinished_days",
            "when it is sent or left on a shared tablet, else {days} after it was begun",
        ),
        Rule(
            Kind.ORIGINALS,
            "original_days",
            "the night after an officer decided about them. What nobody has read {days} after the "
            "week it was sent in is never deleted unread: it is told as overdue until somebody "
            "has read it",
        ),
        Rule(
            Kind.ANSWERS,
            "answer_days",
            "when the young person takes it back, else {days} after the consultation closed, all "
            "of it in one night. What nobody has read, what a safeguarding lead has yet to close, "
            "and a challenge card that is not finished, stays until that is done",
        ),
        Rule(Kind.CODES, "code_days", "{days} after the consultation closed"),
        Rule(
            Kind.CONTACTS,
            "contact_days",
            "at once when it is taken back before anybody opened it; else {days} after it was "
            "opened, once a second person has reviewed that. What nobody has opened is never "
            "deleted: it is told each working day until somebody does",
        ),
        Rule(
            Kind.SAFEGUARDING,
            "safeguarding_days",
            "{days} after the item was closed; no receipt deletes it. What is not closed is never "
            "deleted",
        ),
        Rule(
            Kind.AUDIT,
            "audit_days",
            "{days} after it was written. A line that stays holds the number and the hash of the "
            "last one cut, so the rest can still be checked",
        ),
        Rule(
            Kind.WORK,
            "work_days",
            "when it is done; what was given up after many tries, {days} later",
        ),
        Rule(
            Kind.ACCOUNTS,
            "account_days",
            "address, password and second step {days} after the account was closed; the name with "
            "the last record that names it",
        ),
        Rule(
            Kind.WITHDRAWALS,
            "backup_days",
            "after {days}, and at the latest after twice that; older backups are not brought back",
        ),
    )
}


def in_words(days: int) -> str:
    """Return a number of days in words: whole years as years."""
    years, rest = divmod(days, YEAR)
    if rest or not years:
        return "1 day" if days == 1 else f"{days} days"
    return "1 year" if years == 1 else f"{years} years"
