"""Something said may be a complaint: its receipt then offers the council's own ways.

A complaint is made by a person in their own name, to those whose job it is. Nothing of it is
kept here beyond that the offer is shown.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from participation.core.errors import Refused
from participation.models import Account, Answer, Council, Submission
from participation.services.audit import note
from participation.services.reading import waiting_answer


def offer_ways(
    session: Session, council: Council, account: Account, answer_id: UUID, now: datetime
) -> None:
    """Have the receipt of this unread answer offer the council's ways.

    Raises NotFound when the answer is gone or read, Refused when no receipt leads to it.
    """
    answer: Answer = waiting_answer(session, council, answer_id)
    submission = session.get_one(Submission, answer.submission_id)
    if submission.receipt_hash is None:
        raise Refused("No receipt leads to this answer, so nobody would see the offer.")
    submission.may_be_complaint = True
    note(session, account, "offered ways to complain", now, submission.consultation_id)
