"""Pictures that came with answers: seen by whoever reads them, who types up what they say.

What was typed up is the answer's words from then on, and goes the way of all words. The
picture goes with the original, and nobody else ever sees it but the safeguarding leads, when
it is flagged.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, select, update
from sqlalchemy.orm import Session

from participation.core.errors import BadInput, NotFound, Refused
from participation.core.keys import ReadingKeys
from participation.core.sealed import open_picture, seal_original, seal_picture
from participation.domain.safeguarding import HOURS_TO_SEE
from participation.domain.worry import worry_words_in
from participation.models import (
    Account,
    Answer,
    Council,
    Drawing,
    Flag,
    Reading,
    Submission,
    Suggestion,
    Waiting,
)
from participation.services.audit import note
from participation.services.councils import pack_of
from participation.services.hours import hours_of
from participation.services.jobs import ask_for
from surveys.worry_words import with_shared

LONGEST_TYPED = 20_000
GONE = "That picture is gone. It was deleted once somebody had decided about its answer."


def has_drawing(session: Session, answer: Answer) -> bool:
    """Return whether a picture came with the answer and is still there."""
    return _drawing(session, answer.id) is not None


def waits_for_typing(session: Session, answer: Answer) -> bool:
    """Return whether a picture came with the answer that nobody has typed up."""
    found = _drawing(session, answer.id)
    return found is not None and not found.typed_up


def drawing_of(session: Session, council: Council, keys: ReadingKeys, answer_id: UUID) -> bytes:
    """Return the JPEG that came with this answer while it is unread; raises NotFound."""
    sealed = session.scalar(
        select(Drawing.sealed)
        .join(Answer, Answer.id == Drawing.answer_id)
        .where(
            Answer.id == answer_id,
            Answer.council_id == council.id,
            Answer.reading == Reading.UNREAD,
        )
    )
    if sealed is None:
        raise NotFound(GONE)
    return open_picture(keys.reading_private, sealed)


def type_up(
    session: Session,
    council: Council,
    account: Account,
    keys: ReadingKeys,
    answer_id: UUID,
    words: str,
    now: datetime,
) -> None:
    """Make what the picture says the answer's words, sealed, for the machine and for clearing.

    Raises BadInput for no words or too many, NotFound when the answer waits no longer or has
    no picture, and Refused when its interpreter is the one to read it.
    """
    words = words.strip()
    if not words:
        raise BadInput("Type what the picture says. If it says nothing, write what it shows.")
    if len(words) > LONGEST_TYPED:
        raise BadInput("That is too long to keep. Shorten it to 20,000 characters.")
    answer = _to_type_up(session, council, answer_id)
    answer.original = seal_original(keys.reading_public, words)
    note_typed_up(session, answer)
    _read_early(session, council, answer, words, now)
    consultation_id = session.get_one(Submission, answer.submission_id).consultation_id
    note(session, account, "typed up a picture", now, consultation_id)
    ask_for(session, council.id, "suggest", str(consultation_id), now)


def note_typed_up(session: Session, answer: Answer) -> None:
    """Note that the answer's picture, if it has one, stands in words that the machine can read."""
    session.execute(update(Drawing).where(Drawing.answer_id == answer.id).values(typed_up=True))
    session.execute(delete(Suggestion).where(Suggestion.answer_id == answer.id))
    answer.suggested = False


def sealed_copy(session: Session, keys: ReadingKeys, answer: Answer) -> bytes | None:
    """Return the answer's picture sealed anew, or None when it has none."""
    found = _drawing(session, answer.id)
    if found is None:
        return None
    return seal_picture(keys.reading_public, open_picture(keys.reading_private, found.sealed))


def drawing_of_flag(keys: ReadingKeys, row: Flag) -> bytes:
    """Return the JPEG on the safeguarding record; raises NotFound when there is none."""
    if row.picture is None:
        raise NotFound("No picture came with this one.")
    return open_picture(keys.reading_private, row.picture)


def forget_drawings(session: Session, council_id: UUID) -> int:
    """Delete the pictures of the council's decided answers and return how many there were."""
    decided = session.scalars(
        select(Drawing.id)
        .join(Answer, Answer.id == Drawing.answer_id)
        .where(Drawing.council_id == council_id, Answer.reading != Reading.UNREAD)
    ).all()
    session.execute(delete(Drawing).where(Drawing.id.in_(decided)))
    return len(decided)


def _to_type_up(session: Session, council: Council, answer_id: UUID) -> Answer:
    answer = session.scalar(
        select(Answer).where(
            Answer.id == answer_id,
            Answer.council_id == council.id,
            Answer.reading == Reading.UNREAD,
            exists().where(Drawing.answer_id == Answer.id),
        )
    )
    if answer is None:
        raise NotFound(GONE)
    if answer.language is not None:
        raise Refused("This came in another language. Its interpreter types it up in English.")
    return answer


def _read_early(
    session: Session, council: Council, answer: Answer, words: str, now: datetime
) -> None:
    """Have it read within hours when what was typed up holds a worry word."""
    if not worry_words_in(words, with_shared(pack_of(council).safeguarding.worry_words)):
        return
    answer.worry = True
    waiting = session.get(Waiting, answer.id)
    if waiting is not None:
        waiting.due_hour = min(waiting.due_hour, hours_of(council).after(now, HOURS_TO_SEE))


def _drawing(session: Session, answer_id: UUID) -> Drawing | None:
    return session.scalar(select(Drawing).where(Drawing.answer_id == answer_id))
