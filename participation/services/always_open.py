"""Surveys that stand open to everybody: found from the wall and the receipt at any time."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.models import Consultation, Council, SurveyVersion

NEXT_MEETING = "next-meeting"
GOOD_NEWS = "good-news"


def open_door(session: Session, council: Council, survey: str, today: date) -> Consultation | None:
    """Return the council's consultation on this survey that anyone can answer today, or None.

    Of several the one that is open longest.
    """
    return session.scalar(
        select(Consultation)
        .join(SurveyVersion, SurveyVersion.id == Consultation.survey_version_id)
        .where(
            Consultation.council_id == council.id,
            SurveyVersion.survey == survey,
            Consultation.by_invite.is_(False),
            Consultation.opens_on <= today,
            Consultation.closes_on >= today,
        )
        .order_by(Consultation.closes_on.desc(), Consultation.id)
        .limit(1)
    )
