"""The end of an answer that came back twice: the chair closes it in writing, and it is told."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from participation.core.clock import day_of
from participation.core.errors import BadInput, Changed, NotAllowed, Refused
from participation.core.pasted import plain_words
from participation.domain.responses import DATED, ResponseKind
from participation.models import Account, Board, Council, Digest, Response
from participation.services.audit import note
from participation.services.chairs import chair_of
from participation.services.meeting_changes import board_answering
from participation.services.pauses import refuse_words_of_members
from participation.services.responses import last_published, response_of
from participation.services.returns import MOST_RETURNS, is_resolved, times_returned

LONGEST_CLOSING = 500


@dataclass(frozen=True)
class Closer:
    """Whose last word an answer waits for: who chairs the board that answered, if known."""

    board: Board
    chair: Account | None

    def is_(self, account: Account) -> bool:
        """Return whether this person may close the answer."""
        return self.chair is not None and self.chair.id == account.id


def closer_of(session: Session, response: Response) -> Closer:
    """Return who closes the answer: nobody but whoever chairs the board that answered."""
    board = board_answering(session.get_one(Digest, response.ask.digest_id).meeting)
    return Closer(board, chair_of(session, board))


def may_close(session: Session, response: Response) -> bool:
    """Return whether the answer came back as often as it does and did not help.

    One with a date is never closed: it ends with a new answer by its day, and is late until then.
    """
    if response.published_on is None or response.closed_on is not None:
        return False
    if ResponseKind(response.kind) in DATED:
        return False
    if times_returned(session, response.id) < MOST_RETURNS:
        return False
    return not is_resolved(session, response)


def close(
    session: Session, council: Council, account: Account, response_id: UUID, why: str, now: datetime
) -> Response:
    """Return the answer, closed in the chair's words, which young people read.

    Raises NotAllowed for anybody but who chairs the board, Changed when it is closed or a newer
    answer stands, Refused before it came back twice, BadInput for no words or too many.
    """
    response = response_of(session, council, response_id)
    _check_chair(closer_of(session, response), account)
    latest = last_published(session, response.ask_id)
    if response.closed_on is not None or (latest is not None and latest.id != response.id):
        raise Changed("This answer is closed, or a newer one stands. Look at the asks again.")
    if not may_close(session, response):
        raise Refused(
            "The chair closes an answer once it came back to two meetings, promises no date, and "
            "young people did not say that it helped."
        )
    refuse_words_of_members(session, council.id, day_of(now))
    words = plain_words(why)
    if not words:
        raise BadInput("Write what the chair says. Young people read it.")
    if len(words) > LONGEST_CLOSING:
        raise BadInput(f"Use at most {LONGEST_CLOSING} characters.")
    response.closing = words
    response.closed_on = day_of(now)
    response.closed_by_id = account.id
    note(session, account, "closed an answer", now, response.ask.consultation_id)
    session.flush()
    return response


def _check_chair(closer: Closer, account: Account) -> None:
    if closer.chair is None:
        raise NotAllowed(
            f"Nobody is named yet who chairs {closer.board.name}, and only they close an answer. "
            "An officer names them, under When a promise is late."
        )
    if not closer.is_(account):
        raise NotAllowed(f"{closer.chair.name} closes this answer, who chairs {closer.board.name}.")
