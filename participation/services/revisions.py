"""A survey that changes while people answer it."""

from sqlalchemy.orm import Session

from participation.core.errors import Refused
from participation.models import Consultation, SurveyVersion
from participation.services.consultations import survey_of, survey_of_version
from participation.services.readiness import refuse_unready
from surveys.families import differences


def ask_from_now(session: Session, consultation: Consultation, version: SurveyVersion) -> None:
    """Have everybody who begins from now on asked this version.

    Whoever has begun finishes the version they began. Raises Refused when a question that was
    asked is gone or has other answers, so that its figures would not compare.
    """
    before, after = survey_of(consultation), survey_of_version(version)
    refuse_unready(after)
    gone = [name for name in before.by_name if name not in after.by_name]
    differing = [name for name, _ in differences(before, after)]
    for name in (*gone, *differing):
        raise Refused(
            f'People have begun to answer "{name}", so it stays as it is in this consultation. '
            "Put it back, or open a new consultation."
        )
    consultation.survey_version_id = version.id
    consultation.version = version
    session.flush()
