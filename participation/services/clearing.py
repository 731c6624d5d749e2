"""What an officer decides about a written answer; the only maker of cleared text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.orm import Session

from participation.core.clock import day_of
from participation.core.errors import BadInput, Changed, NotFound, Refused
from participation.core.types import ClearedText, Week
from participation.models import (
    Account,
    Answer,
    Card,
    Coding,
    Council,
    Quote,
    Reading,
    Submission,
    Theme,
    ToneHeard,
    Topic,
    Waiting,
)
from participation.services.audit import note
from participation.services.codebooks import heirs
from participation.services.jobs import ask_for
from participation.services.reading import waits_for_english
from participation.services.typing_up import forget_drawings, waits_for_typing
from participation.services.withdrawals import finish_if_read

LONGEST_CLEARED = 20_000


@dataclass(frozen=True)
class Decision:
    """What an officer leaves of an answer, and the themes it is given."""

    words: str
    themes: tuple[str, ...]


def clear(
    session: Session,
    council: Council,
    account: Account,
    answer_id: UUID,
    decision: Decision,
    now: datetime,
) -> ClearedText:
    """Store the cleared words with their themes and return them.

    The sealed original stays until the nightly tidying, so that the decision can be undone.
    Raises BadInput for words that are empty or themes that the council does not have, Refused
    while an interpreter has yet to put them into English or somebody to type up a picture, and
    Changed when somebody else decided first.
    """
    words = words_to_keep(decision.words)
    unread = _answer(session, council, answer_id)
    if waits_for_english(unread):
        raise Refused("This waits for its interpreter. Clear it once it is in English.")
    if waits_for_typing(session, unread):
        raise Refused("Type up what the picture says first. Then its words can be cleared.")
    answer = _take(session, council, answer_id, Reading.CLEARED, words)
    set_themes(session, council, account, answer, decision.themes)
    cleared = ClearedText(words, answer.may_show)
    _read(session, account, answer, "cleared an answer", now)
    # The machine learns from it, once there are enough of them.
    ask_for(session, council.id, "suggest", str(council.id), now)
    return cleared


def words_to_keep(words: str) -> str:
    """Return the words as they would be stored; raises BadInput for none, or for too many."""
    kept = words.strip()
    if not kept:
        raise BadInput("There are no words left. Write what can be shown, or leave it out.")
    if len(kept) > LONGEST_CLEARED:
        raise BadInput("That is too long to keep. Shorten it to 20,000 characters.")
    return kept


def leave_out(
    session: Session, council: Council, account: Account, answer_id: UUID, now: datetime
) -> None:
    """Read the answer and show its words nowhere; raises Changed when decided before."""
    answer = _take(session, council, answer_id, Reading.LEFT_OUT, None)
    _read(session, account, answer, "left out an answer", now)


def undo(
    session: Session, council: Council, account: Account, answer_id: UUID, now: datetime
) -> None:
    """Put the answer back in the queue.

    Raises NotFound once its original is gone, Refused while it is out as a challenge card.
    """
    answer = _answer(session, council, answer_id)
    if answer.original is None or answer.reading not in (Reading.CLEARED, Reading.LEFT_OUT):
        raise NotFound("That can no longer be undone: the words as they were sent are deleted.")
    if session.scalar(select(Card.id).where(Card.answer_id == answer.id)) is not None:
        raise Refused("This is out as a challenge card. Take the card in again first.")
    answer.reading = Reading.UNREAD
    answer.cleared = None
    for table in (Coding, ToneHeard, Quote, Topic):
        session.execute(delete(table).where(table.answer_id == answer.id))
    session.add(Waiting(answer_id=answer.id, council_id=council.id, due_hour=now))
    session.get_one(Submission, answer.submission_id).heard_week = None
    note(session, account, "undid a decision", now, _consultation_id(session, answer))


def set_themes(
    session: Session, council: Council, account: Account, answer: Answer, codes: Sequence[str]
) -> None:
    """Give the answer these themes and no others; raises BadInput for an unknown one."""
    wanted = set(codes)
    themes = session.scalars(
        select(Theme).where(Theme.council_id == council.id, Theme.code.in_(wanted))
    ).all()
    if len(themes) != len(wanted):
        raise BadInput("One of those themes is not in your codebook. Choose from the list.")
    check_standing(session, council, themes)
    session.execute(delete(Coding).where(Coding.answer_id == answer.id))
    session.add_all(
        Coding(council_id=council.id, answer_id=answer.id, theme_id=theme.id, coder_id=account.id)
        for theme in themes
    )
    session.flush()


def check_standing(session: Session, council: Council, themes: Sequence[Theme]) -> None:
    """Raise BadInput, saying what became of it, for a theme that was merged or retired."""
    gone = sorted((theme for theme in themes if theme.retired_on is not None), key=_by_name)
    if not gone:
        return
    into = heirs(session, council, [theme.code for theme in gone])
    told = [
        f"“{theme.name}” has just become part of “{into[theme.code].name}”."
        if theme.code in into
        else f"“{theme.name}” has just been retired."
        for theme in gone
    ]
    raise BadInput(
        f"{' '.join(told)} Nothing of yours is lost: look at the themes again, then clear it."
    )


def _by_name(theme: Theme) -> str:
    return theme.name


def cleared_words(
    session: Session, council: Council, answer_ids: Iterable[UUID] | Select[UUID]
) -> dict[UUID, ClearedText]:
    """Return the cleared words of these answers, by key; whatever is not cleared is absent.

    Keys without a bound come as a query for them: SQLite takes some 32,000 in a list.
    """
    these = answer_ids if isinstance(answer_ids, Select) else list(answer_ids)
    rows = session.scalars(
        select(Answer).where(
            Answer.council_id == council.id,
            Answer.id.in_(these),
            Answer.reading == Reading.CLEARED,
            Answer.cleared.is_not(None),
        )
    )
    return {row.id: ClearedText(row.cleared or "", row.may_show) for row in rows}


def forget_originals(session: Session, council_id: UUID) -> int:
    """Delete the sealed originals of the council's decided answers; return how many there were.

    Their pictures go with them.
    """
    forget_drawings(session, council_id)
    decided = (
        Answer.council_id == council_id,
        Answer.original.is_not(None),
        Answer.reading.in_([Reading.CLEARED, Reading.LEFT_OUT, Reading.FLAGGED]),
    )
    count = session.scalar(select(func.count(Answer.id)).where(*decided)) or 0
    session.execute(
        update(Answer)
        .where(*decided)
        .values(original=None, translation=None, language=None, reasons=None)
    )
    return count


def take_for_flag(session: Session, council: Council, answer_id: UUID, now: datetime) -> Answer:
    """Take the unread answer out of the queue for the safeguarding lead and return it."""
    answer = _take(session, council, answer_id, Reading.FLAGGED, None)
    _heard(session, answer, now)
    return answer


def _take(
    session: Session, council: Council, answer_id: UUID, reading: Reading, words: str | None
) -> Answer:
    # One statement decides between two officers who have the same answer open.
    taken = session.scalar(
        update(Answer)
        .where(
            Answer.id == answer_id,
            Answer.council_id == council.id,
            Answer.reading == Reading.UNREAD,
        )
        .values(reading=reading, cleared=words)
        .returning(Answer.id)
    )
    if taken is None:
        _answer(session, council, answer_id)
        raise Changed("Somebody else has just decided this one. Nothing of yours was stored.")
    answer = session.get_one(Answer, taken, populate_existing=True)
    session.execute(delete(Waiting).where(Waiting.answer_id == answer.id))
    return answer


def _answer(session: Session, council: Council, answer_id: UUID) -> Answer:
    answer = session.scalar(
        select(Answer).where(Answer.id == answer_id, Answer.council_id == council.id)
    )
    if answer is None:
        raise NotFound("That answer is gone. Its writer may have taken it back.")
    return answer


def _read(session: Session, account: Account, answer: Answer, action: str, now: datetime) -> None:
    _heard(session, answer, now)
    note(session, account, action, now, _consultation_id(session, answer))
    finish_if_read(session, answer.submission_id, now)


def _heard(session: Session, answer: Answer, now: datetime) -> None:
    unread = session.scalar(
        select(Answer.id)
        .where(Answer.submission_id == answer.submission_id, Answer.reading == Reading.UNREAD)
        .limit(1)
    )
    if unread is None:
        submission = session.get_one(Submission, answer.submission_id)
        submission.heard_week = str(Week.of(day_of(now)))


def _consultation_id(session: Session, answer: Answer) -> UUID:
    return session.get_one(Submission, answer.submission_id).consultation_id
