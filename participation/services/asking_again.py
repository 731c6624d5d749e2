"""No new question until the last is answered, and not too many: what an opening must respect."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.errors import Refused
from participation.domain.responses import ResponseKind, days_late, long_date
from participation.models import Ask, Consultation, Council, Digest, Response, SurveyVersion
from participation.services.codebooks import codes_now
from participation.services.councils import pack_of
from participation.services.exempt_items import open_words
from participation.services.responses import AskStanding, asks_of

TERMS = ((1, "January to April"), (5, "May to August"), (9, "September to December"))
"""The months in which the three terms begin."""


@dataclass(frozen=True)
class Before:
    """When young people were asked about this before, and whether that was answered."""

    asked_on: date
    answered: bool


def waiting_on(
    session: Session, council: Council, survey: str, themes: Iterable[str], day: date
) -> list[AskStanding]:
    """Return the asks from the same survey, or on one of the themes, that are overdue that day.

    An ask is overdue when its meeting has been and it has no answer, and when what was
    promised is past its date.
    """
    about = set(themes)
    codes = codes_now(session, council)
    return [
        put
        for put in asks_of(session, council)
        if _is_overdue(put, day)
        and (
            put.consultation.version.survey == survey
            or (put.ask.theme_id is not None and about & codes.get(put.ask.theme_id, frozenset()))
        )
    ]


def check_may_ask(
    session: Session,
    council: Council,
    survey: str,
    themes: Iterable[str],
    groups: Iterable[str],
    day: date,
    reason: str,
) -> None:
    """Raise Refused while an earlier ask waits and no reason is given, or a group has had enough.

    The reason is shown to young people before the first question.
    """
    waiting = waiting_on(session, council, survey, themes, day)
    if waiting and not reason.strip():
        put = waiting[0]
        raise Refused(
            "Young people asked before, and still wait: "
            f"\u201c{open_words(session, put.ask)}\u201d, taken to the meeting of "
            f"{long_date(put.meeting.meets_on)}. Get it answered first, or write the reason for "
            "asking again: young people will read it.",
            "reason",
        )
    for group in pack_of(council).groups:
        if group.code in set(groups):
            asked = times_asked(session, council, group.code, day)
            if asked >= group.most_a_term:
                raise Refused(
                    f"{group.name} has been asked {asked} times this term, {term_of(day)[1]}, and "
                    f"{group.most_a_term} is the most. Leave the group out, or wait for next term.",
                    "groups",
                )


def times_asked(session: Session, council: Council, group: str, day: date) -> int:
    """Return how many consultations were opened to the group in the term of the day."""
    first = term_of(day)[0]
    rows = session.execute(
        select(Consultation.groups, Consultation.opens_on).where(
            Consultation.council_id == council.id, Consultation.opens_on >= first
        )
    )
    return sum(
        group in groups.split() and term_of(opens_on)[0] == first for groups, opens_on in rows
    )


def term_of(day: date) -> tuple[date, str]:
    """Return the first day of the term that the day is in, and its months."""
    month, words = next(term for term in reversed(TERMS) if term[0] <= day.month)
    return date(day.year, month, 1), words


def asked_before(session: Session, consultation: Consultation) -> Before | None:
    """Return when the same survey was last asked before this, or None if it never was."""
    earlier = session.scalar(
        select(Consultation)
        .join(SurveyVersion, SurveyVersion.id == Consultation.survey_version_id)
        .where(
            Consultation.council_id == consultation.council_id,
            Consultation.id != consultation.id,
            Consultation.opens_on < consultation.opens_on,
            SurveyVersion.survey == consultation.version.survey,
        )
        .order_by(Consultation.opens_on.desc())
        .limit(1)
    )
    if earlier is None:
        return None
    answer = session.scalar(
        select(Response.id)
        .join(Ask, Ask.id == Response.ask_id)
        .join(Digest, Digest.id == Ask.digest_id)
        .where(Ask.consultation_id == earlier.id, Response.published_on.is_not(None))
        .limit(1)
    )
    return Before(earlier.opens_on, answer is not None)


def _is_overdue(put: AskStanding, day: date) -> bool:
    if put.response is None:
        return put.where.on < day
    return days_late(ResponseKind(put.response.kind), put.response.due_on, day) > 0
