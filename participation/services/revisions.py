"""A survey that changes while people answer it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.errors import ParticipationError, Refused
from participation.models import Consultation, Council, SurveyVersion
from participation.services.consultations import survey_of, survey_of_version
from participation.services.readiness import refuse_unready
from surveys.revising import Change, changes


@dataclass(frozen=True)
class Revision:
    """A newer version of what a consultation asks; `refused` says why it cannot be asked there."""

    version: SurveyVersion
    changes: tuple[Change, ...]
    refused: str


def revision_of(session: Session, consultation: Consultation, today: date) -> Revision | None:
    """Return the newest published version of what is asked, None if that is asked already."""
    asked = consultation.version
    newest = session.scalar(
        select(SurveyVersion)
        .where(SurveyVersion.council_id == asked.council_id, SurveyVersion.survey == asked.survey)
        .order_by(SurveyVersion.number.desc())
        .limit(1)
    )
    if newest is None or newest.number <= asked.number:
        return None
    try:
        _check(consultation, newest, today)
        refused = ""
    except ParticipationError as error:
        refused = error.message
    made = changes(survey_of(consultation), survey_of_version(newest))
    return Revision(newest, made, refused)


def asked_before(
    session: Session, council: Council, survey: str, today: date
) -> list[Consultation]:
    """Return the consultations, not yet closed, that ask an older version of the survey."""
    rows = session.scalars(
        select(Consultation)
        .join(Consultation.version)
        .where(
            Consultation.council_id == council.id,
            Consultation.closes_on >= today,
            SurveyVersion.survey == survey,
        )
        .order_by(Consultation.opens_on, Consultation.name)
    )
    return [row for row in rows if revision_of(session, row, today) is not None]


def ask_from_now(
    session: Session, consultation: Consultation, version: SurveyVersion, today: date
) -> None:
    """Have everybody who begins from now on asked this version.

    Whoever has begun finishes the version they began. Raises Refused once the consultation has
    closed, and while it is open when a question that was asked is gone or has other answers, so
    that its figures would not compare.
    """
    _check(consultation, version, today)
    consultation.survey_version_id = version.id
    consultation.version = version
    session.flush()


def _check(consultation: Consultation, version: SurveyVersion, today: date) -> None:
    after = survey_of_version(version)
    refuse_unready(after)
    if version.survey != consultation.version.survey:
        raise Refused("That is another survey. Open a consultation of its own for it.")
    if today > consultation.closes_on:
        raise Refused("This consultation has closed, so nobody begins it any more.")
    made = changes(survey_of(consultation), after)
    breaking = [change for change in made if change.breaks and today >= consultation.opens_on]
    if breaking:
        told = "; ".join(f'"{change.asks}": {change.breaks}' for change in breaking)
        raise Refused(
            "This is open and people may have begun to answer. Their answers would not count "
            f"together with the new ones. {told}. "
            "Put it back as it was, or open a new consultation."
        )
