"""What suggests that a child is at risk: for the safeguarding lead alone, and nowhere else."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.errors import BadInput, Changed, NotFound
from participation.core.keys import ReadingKeys
from participation.core.sealed import open_original, seal_original
from participation.domain.policy import Role
from participation.models import Account, Consultation, Council, Flag, Submission
from participation.services.audit import note
from participation.services.clearing import take_for_flag
from participation.services.jobs import ask_for
from participation.services.reading import words_of
from participation.services.staff import active_in_role
from participation.services.withdrawals import finish_if_read

NEW, DECIDED = "new", "decided"


@dataclass(frozen=True)
class FlagLine:
    """One flagged item as the safeguarding lead sees it."""

    flag_id: UUID
    consultation: str
    words: str
    state: str
    decision: str


def flag(
    session: Session,
    council: Council,
    account: Account,
    keys: ReadingKeys,
    answer_id: UUID,
    now: datetime,
) -> None:
    """Hand the answer to the safeguarding lead, copied and sealed before anything else."""
    answer = take_for_flag(session, council, answer_id, now)
    consultation_id = session.get_one(Submission, answer.submission_id).consultation_id
    session.add(
        Flag(
            council_id=council.id,
            answer_id=answer.id,
            consultation_id=consultation_id,
            copy=seal_original(keys.reading_public, words_of(keys, answer)),
            state=NEW,
            decision="",
        )
    )
    for lead_id in active_in_role(session, council.id, Role.SAFEGUARDING):
        ask_for(session, council.id, "tell-safeguarding", str(lead_id), now)
    note(session, account, "flagged an answer", now, consultation_id)
    finish_if_read(session, answer.submission_id, now)


def flags(session: Session, council: Council, keys: ReadingKeys) -> list[FlagLine]:
    """Return every flagged item, the undecided ones first."""
    rows = session.execute(
        select(Flag, Consultation.title)
        .join(Consultation, Consultation.id == Flag.consultation_id)
        .where(Flag.council_id == council.id)
        .order_by(Flag.state.desc(), Flag.id)
    )
    return [
        FlagLine(
            row.id, title, open_original(keys.reading_private, row.copy), row.state, row.decision
        )
        for row, title in rows
    ]


def undecided(session: Session, council: Council) -> int:
    """Return how many flagged items nobody has decided."""
    return len(
        session.scalars(
            select(Flag.id).where(Flag.council_id == council.id, Flag.state == NEW)
        ).all()
    )


def decide(
    session: Session,
    council: Council,
    account: Account,
    flag_id: UUID,
    decision: str,
    now: datetime,
) -> None:
    """Record what the safeguarding lead decided; raises BadInput without a reason."""
    if not decision.strip():
        raise BadInput("Write what you decided and why. It is kept with the flagged answer.")
    row = session.scalar(
        select(Flag).where(Flag.id == flag_id, Flag.council_id == council.id).with_for_update()
    )
    if row is None:
        raise NotFound("That flagged answer is not here.")
    if row.state != NEW:
        raise Changed("Somebody else has just decided this one. Read their decision below.")
    row.state = DECIDED
    row.decision = decision.strip()
    note(session, account, "decided a flagged answer", now, row.consultation_id)
