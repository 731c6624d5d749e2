"""The measures of the loop and of the pledge, gathered from asks, answers and statements."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from participation.domain.measures import (
    AnswerStory,
    AskStory,
    Days,
    Period,
    PledgeCell,
    PledgeRow,
    Row,
    Share,
    days_to_steps,
    last_periods,
    rows,
    shares,
)
from participation.domain.responses import ResponseKind
from participation.domain.together import PLEDGE_WORDS, PledgeVerdict
from participation.models import (
    Ask,
    Consultation,
    Council,
    Digest,
    DigestReturn,
    Meeting,
    Response,
    Statement,
    StatementVerdict,
    Theme,
)
from participation.services.councils import pack_of
from participation.services.exempt_items import exempt_asks
from participation.services.meeting_changes import answered_at
from participation.services.returns import is_resolved

HALF_YEARS = 4


@dataclass(frozen=True)
class Measures:
    """All measures as they stand on a day; asks kept from the public are in none of them."""

    days: tuple[Days, ...]
    shares: tuple[Share, ...]
    themes: tuple[Row, ...]
    periods: tuple[Period, ...]
    pledge: tuple[PledgeRow, ...]


def measures(session: Session, council: Council, today: date) -> Measures:
    """Return the measures of everything that went to a meeting."""
    stories = stories_of(session, council)
    periods = last_periods(today, HALF_YEARS)
    return Measures(
        days=days_to_steps(stories),
        shares=shares(stories, today),
        themes=rows(stories, lambda story: story.theme),
        periods=periods,
        pledge=_pledge(session, council, stories, periods),
    )


def stories_of(session: Session, council: Council) -> list[AskStory]:
    """Return each ask that went to a meeting and is not kept from the public, as it went on."""
    answers, newest = _answers(session, council)
    checked = _checked(session, council)
    exempt = exempt_asks(session, council)
    asked = session.execute(
        select(Ask, Meeting, Consultation.closes_on, Digest.sent_on, Theme.name)
        .join(Digest, Digest.id == Ask.digest_id)
        .join(Meeting, Meeting.id == Digest.meeting_id)
        .join(Consultation, Consultation.id == Ask.consultation_id)
        .outerjoin(Theme, Theme.id == Ask.theme_id)
        .where(Ask.council_id == council.id, Digest.sent_on.is_not(None))
        .order_by(Meeting.meets_on, Ask.number)
    )
    return [
        AskStory(
            theme=theme or "",
            promise=ask.promise,
            said_by=min(closed, sent_on),
            sent_on=sent_on,
            met_on=answered_at(meeting).on,
            answers=tuple(answers.get(ask.id, ())),
            checked_on=checked.get(ask.id),
            helped=ask.id in newest and is_resolved(session, newest[ask.id]),
        )
        for ask, meeting, closed, sent_on, theme in asked
        if ask.id not in exempt and sent_on is not None
    ]


def _answers(
    session: Session, council: Council
) -> tuple[dict[UUID, list[AnswerStory]], dict[UUID, Response]]:
    found: dict[UUID, list[AnswerStory]] = {}
    newest: dict[UUID, Response] = {}
    for row in session.scalars(
        select(Response)
        .where(Response.council_id == council.id, Response.published_on.is_not(None))
        .order_by(Response.number)
    ):
        published = row.published_on or row.answered_on
        told = AnswerStory(ResponseKind(row.kind), row.answered_on, published, row.due_on)
        found.setdefault(row.ask_id, []).append(told)
        newest[row.ask_id] = row
    return found, newest


def _checked(session: Session, council: Council) -> dict[UUID, date]:
    """Return when an answer to each ask first came back to a meeting with its verdicts."""
    returned = session.execute(
        select(Response.ask_id, func.min(Digest.sent_on))
        .join(DigestReturn, DigestReturn.response_id == Response.id)
        .join(Digest, Digest.id == DigestReturn.digest_id)
        .where(Response.council_id == council.id, Digest.sent_on.is_not(None))
        .group_by(Response.ask_id)
    )
    return {ask_id: on for ask_id, on in returned if on is not None}


def _pledge(
    session: Session, council: Council, stories: list[AskStory], periods: tuple[Period, ...]
) -> tuple[PledgeRow, ...]:
    said = _verdicts(session, council)

    def cell(code: str, period: Period) -> PledgeCell:
        under = [
            story
            for story in stories
            if story.promise == code and Period.of(story.sent_on) == period
        ]
        done = sum(
            any(answer.kind is ResponseKind.DID for answer in story.answers) for story in under
        )
        return PledgeCell(len(under), done, said.get((code, period), ""))

    return tuple(
        PledgeRow(promise.short, tuple(cell(promise.code, period) for period in periods))
        for promise in pack_of(council).pledge.promises
    )


def _verdicts(session: Session, council: Council) -> dict[tuple[str, Period], str]:
    """Return what young people's body said last of each promise in each half year."""
    found = session.execute(
        select(StatementVerdict.promise, StatementVerdict.verdict, Statement.signed_on)
        .join(Statement, Statement.id == StatementVerdict.statement_id)
        .where(Statement.council_id == council.id, Statement.published_on.is_not(None))
        .order_by(Statement.signed_on)
    )
    return {
        (promise, Period.of(on)): PLEDGE_WORDS[PledgeVerdict(verdict)]
        for promise, verdict, on in found
        if on is not None
    }
