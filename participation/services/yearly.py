"""The yearly paper that another body receives by protocol: what went to meetings in the year."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.models import Consultation, Council, Digest, DigestConsultation, Meeting
from participation.services.meetings import arrangement_of

YEAR = timedelta(days=365)


def protocol_of(council: Council, meeting: Meeting) -> str:
    """Return by which protocol the meeting's body receives its paper; empty for any other."""
    return arrangement_of(council, meeting.board.code).protocol or ""


def of_the_year(session: Session, council: Council, meeting: Meeting) -> list[str]:
    """Return the consultations that went to another meeting in the year before, by name.

    They are what a yearly paper begins with; empty for a body without a protocol.
    """
    if not protocol_of(council, meeting):
        return []
    return list(
        session.scalars(
            select(Consultation.name)
            .join(DigestConsultation, DigestConsultation.consultation_id == Consultation.id)
            .join(Digest, Digest.id == DigestConsultation.digest_id)
            .where(
                Consultation.council_id == council.id,
                Digest.meeting_id != meeting.id,
                Digest.sent_on > meeting.meets_on - YEAR,
                Digest.sent_on <= meeting.meets_on,
            )
            .distinct()
            .order_by(Consultation.name)
        )
    )
