"""Reading a cleared answer again, without seeing the first themes: ambassadors and officers.

An ambassador is shown only words whose writer lets them be shown and said themselves, never two
answers of one submission, and none from a consultation that was offered to a group of their own:
nobody knows who of those groups answered.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from sqlalchemy import Select, delete, exists, select
from sqlalchemy.orm import Session, aliased

from participation.core.errors import BadInput, Changed, NotFound
from participation.core.types import ClearedText
from participation.domain.policy import Role
from participation.models import (
    Account,
    Answer,
    Coding,
    Consultation,
    Council,
    CrossCoding,
    CrossReading,
    Reading,
    SteppedAside,
    Submission,
    Theme,
)
from participation.services.agreements import read_again
from participation.services.clearing import cleared_words
from participation.services.consultations import survey_of
from participation.services.councils import pack_of
from participation.services.figures import OWN_VOICE

ASKED = ""
"""The row that says that somebody was asked which groups are their own."""
GONE = "That answer is not here for you to read. Its writer may have taken it back."


@dataclass(frozen=True)
class ToReadAgain:
    """One cleared answer and what was asked: nothing of who, when or what else they said."""

    answer_id: UUID
    question: str
    words: ClearedText


@dataclass(frozen=True)
class BothReadings:
    """The themes that somebody gave an answer, and those that the officer had given it."""

    words: ClearedText
    own: tuple[str, ...]
    first: tuple[str, ...]


def next_to_read(
    session: Session, council: Council, account: Account, skipped: Collection[UUID] = ()
) -> ToReadAgain | None:
    """Return the next answer that they may read again, in an order that says nothing, or None.

    Keys are random, and everybody begins at another one.
    """
    waiting = _readable(session, council, account).where(Answer.id.not_in(skipped))
    begin = UUID(bytes=sha256(account.id.bytes).digest()[:16])
    for part in (waiting.where(Answer.id >= begin), waiting):
        answer = session.scalar(part.order_by(Answer.id).limit(1))
        if answer is not None:
            return _shown(session, council, answer)
    return None


def read_blind(
    session: Session, council: Council, account: Account, answer_id: UUID, codes: Sequence[str]
) -> None:
    """Store the themes that they gave the answer before they saw the officer's, once and for all.

    Raises Changed when they gave it some before, NotFound for an answer that is not theirs to
    read, and BadInput for a theme that the council does not have.
    """
    _hold(session, account)
    if _own_reading(session, account, answer_id) is not None:
        raise Changed("You have read this one already. What you picked then stays.")
    find_to_read(session, council, account, answer_id)
    read_again(session, council, account, answer_id, codes)


def find_to_read(
    session: Session, council: Council, account: Account, answer_id: UUID
) -> ToReadAgain:
    """Return this answer if they may read it again; raises NotFound."""
    statement = _readable(session, council, account).where(Answer.id == answer_id)
    answer = session.scalar(statement)
    if answer is None:
        raise NotFound(GONE)
    return _shown(session, council, answer)


def both_readings(
    session: Session, council: Council, account: Account, answer_id: UUID
) -> BothReadings:
    """Return what they and the officer gave an answer that they have read; raises NotFound."""
    reading = _own_reading(session, account, answer_id)
    words = cleared_words(session, council, [answer_id]).get(answer_id)
    if reading is None or words is None:
        raise NotFound(GONE)
    own = select(Theme.own_name).join(CrossCoding, CrossCoding.theme_id == Theme.id)
    first = select(Theme.own_name).join(Coding, Coding.theme_id == Theme.id)
    return BothReadings(
        words,
        tuple(session.scalars(own.where(CrossCoding.cross_reading_id == reading.id))),
        tuple(session.scalars(first.where(Coding.answer_id == answer_id))),
    )


def own_groups(session: Session, account: Account) -> frozenset[str] | None:
    """Return the groups that they step aside from, or None until they were asked."""
    rows = set(
        session.scalars(select(SteppedAside.group).where(SteppedAside.account_id == account.id))
    )
    return frozenset(rows - {ASKED}) if ASKED in rows else None


def step_aside(
    session: Session, council: Council, account: Account, groups: Collection[str]
) -> None:
    """Show them no answer of a consultation that was offered to one of these groups.

    Raises BadInput for a group that the council does not have.
    """
    if not set(groups) <= {group.code for group in pack_of(council).groups}:
        raise BadInput("One of those is not on the list. Choose from it.")
    _hold(session, account)
    session.execute(delete(SteppedAside).where(SteppedAside.account_id == account.id))
    session.add_all(
        SteppedAside(council_id=council.id, account_id=account.id, group=group)
        for group in (ASKED, *sorted(set(groups)))
    )
    session.flush()


def _hold(session: Session, account: Account) -> None:
    """Have a second tap of theirs wait until what the first one does is stored."""
    session.execute(select(Account.id).where(Account.id == account.id).with_for_update())


def _readable(session: Session, council: Council, account: Account) -> Select[Answer]:
    sibling = aliased(Answer)
    statement = (
        select(Answer)
        .join(Submission, Submission.id == Answer.submission_id)
        .where(
            Answer.council_id == council.id,
            Answer.reading == Reading.CLEARED,
            Submission.taken_back.is_(False),
            ~exists().where(Coding.answer_id == Answer.id, Coding.coder_id == account.id),
            ~exists().where(
                CrossReading.coder_id == account.id,
                CrossReading.answer_id == sibling.id,
                sibling.submission_id == Answer.submission_id,
            ),
        )
    )
    if account.role != Role.AMBASSADOR:
        # Who cleared an answer without a theme is not kept: it might have been themselves.
        return statement.where(exists().where(Coding.answer_id == Answer.id))
    return statement.where(
        Answer.may_show.is_(True),
        OWN_VOICE,
        Submission.consultation_id.in_(_of_others(session, council, account)),
    )


def _of_others(session: Session, council: Council, account: Account) -> list[UUID]:
    """Return the consultations that were offered to none of their own groups."""
    own = own_groups(session, account)
    if own is None:
        return []
    rows = session.execute(
        select(Consultation.id, Consultation.groups).where(Consultation.council_id == council.id)
    )
    # One that names no group was offered to everybody, their own group among them.
    return [key for key, groups in rows if not own or (groups and not own & set(groups.split()))]


def _own_reading(session: Session, account: Account, answer_id: UUID) -> CrossReading | None:
    return session.scalar(
        select(CrossReading).where(
            CrossReading.answer_id == answer_id, CrossReading.coder_id == account.id
        )
    )


def _shown(session: Session, council: Council, answer: Answer) -> ToReadAgain:
    submission = session.get_one(Submission, answer.submission_id)
    survey = survey_of(session.get_one(Consultation, submission.consultation_id))
    words = cleared_words(session, council, [answer.id])[answer.id]
    return ToReadAgain(answer.id, survey.by_name[answer.question].asks.to("en"), words)
