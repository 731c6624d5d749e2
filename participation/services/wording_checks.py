"""Ambassadors check the wording of a response, where an officer asks them to."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from participation.core.errors import BadInput, Changed, NotFound, Refused
from participation.core.pasted import plain_words
from participation.domain.responses import ResponseKind, headline
from participation.models import Account, Council, Response, WordingCheck
from participation.services.audit import note
from participation.services.exempt_items import open_words

LONGEST_WORDS = 4000
LONGEST_ADVICE = 1000


class Wording(StrEnum):
    """What ambassadors say of a wording; it waits until they do."""

    WAITS = ""
    CLEAR = "clear"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Check:
    """Words for a response, what was asked, and what ambassadors said of them.

    `mark` changes with the words.
    """

    response_id: UUID
    asked: str
    headline: str
    words: str
    verdict: Wording
    advice: str

    @property
    def mark(self) -> str:
        """Return what tells these words from others."""
        return sha256(self.words.encode()).hexdigest()[:16]


def ask_for_check(
    session: Session,
    council: Council,
    account: Account,
    response_id: UUID,
    words: str,
    now: datetime,
) -> None:
    """Put the words before the ambassadors, in place of any before.

    Raises BadInput without words, Refused once the response is published.
    """
    session.execute(select(Council.id).where(Council.id == council.id).with_for_update())
    response = _response_of(session, council, response_id)
    if response.published_on is not None:
        raise Refused("This answer is published already, so its wording stands.")
    words = plain_words(words)
    if not words:
        raise BadInput("Write the answer in plain words first, as a young person would read it.")
    if len(words) > LONGEST_WORDS:
        raise BadInput("Use at most 4,000 characters.")
    row = _row(session, response_id)
    if row is None:
        row = WordingCheck(council_id=council.id, response_id=response_id)
        session.add(row)
    row.words, row.verdict, row.advice = words, Wording.WAITS, ""
    note(session, account, "asked for a wording to be checked", now, response.ask.consultation_id)
    session.flush()


def waiting_checks(session: Session, council: Council) -> list[Check]:
    """Return the wordings that wait for ambassadors, each of the newest answer to its ask."""
    newer = aliased(Response)
    rows = session.execute(
        select(WordingCheck, Response)
        .join(Response, Response.id == WordingCheck.response_id)
        .where(
            WordingCheck.council_id == council.id,
            WordingCheck.verdict == Wording.WAITS,
            Response.published_on.is_(None),
            ~exists().where(newer.ask_id == Response.ask_id, newer.number > Response.number),
        )
        .order_by(Response.answered_on, Response.id)
    )
    return [_check(session, row, response) for row, response in rows]


def check_waiting(session: Session, council: Council, response_id: UUID) -> Check:
    """Return the wording of this response that waits; raises Changed when none does any more.

    Raises NotFound for a response that the council does not have.
    """
    _response_of(session, council, response_id)
    found = (one for one in waiting_checks(session, council) if one.response_id == response_id)
    waiting = next(found, None)
    if waiting is None:
        raise Changed("Somebody has checked this one already, or it is published by now.")
    return waiting


def check_of(session: Session, response: Response) -> Check | None:
    """Return what was asked and said of the response's wording, or None."""
    row = _row(session, response.id)
    return None if row is None else _check(session, row, response)


def settle_check(
    session: Session,
    council: Council,
    account: Account,
    seen: Check,
    verdict: Wording,
    advice: str,
    now: datetime,
) -> None:
    """Keep what an ambassador says of the words they saw.

    Raises Changed when other words stand there by now or somebody was first, and BadInput for
    words that are not clear without saying what would make them so.
    """
    session.execute(select(Council.id).where(Council.id == council.id).with_for_update())
    if check_waiting(session, council, seen.response_id).mark != seen.mark:
        raise Changed("The officer has changed the words since. Read them again, please.")
    advice = plain_words(advice)
    if verdict is Wording.UNCLEAR and not advice:
        raise BadInput("Say which words are hard, or how you would say it.", "advice")
    if len(advice) > LONGEST_ADVICE:
        raise BadInput(f"Use at most {LONGEST_ADVICE:,} characters.", "advice")
    row = _row(session, seen.response_id)
    if row is None:
        raise Changed("It has been taken back since.")
    row.verdict, row.advice = verdict, advice
    response = session.get_one(Response, seen.response_id)
    note(session, account, "checked a wording", now, response.ask.consultation_id)
    session.flush()


def was_found_clear(session: Session, response: Response, words: str) -> bool:
    """Return whether ambassadors found these very words clear."""
    row = _row(session, response.id)
    if row is None or row.verdict != Wording.CLEAR:
        return False
    return row.words.split() == plain_words(words).split()


def _response_of(session: Session, council: Council, response_id: UUID) -> Response:
    response = session.scalar(
        select(Response).where(Response.council_id == council.id, Response.id == response_id)
    )
    if response is None:
        raise NotFound("That answer is not here.")
    return response


def _row(session: Session, response_id: UUID) -> WordingCheck | None:
    return session.scalar(select(WordingCheck).where(WordingCheck.response_id == response_id))


def _check(session: Session, row: WordingCheck, response: Response) -> Check:
    return Check(
        row.response_id,
        open_words(session, response.ask),
        headline(ResponseKind(response.kind), response.due_on, response.decider),
        row.words,
        Wording(row.verdict),
        row.advice,
    )
