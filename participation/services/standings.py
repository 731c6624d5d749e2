"""Where each ask stands today: for the list of asks and for the chair's one page."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from participation.domain.responses import DATED, ResponseKind
from participation.models import Board, Council, Meeting
from participation.services.closing import may_close
from participation.services.exempt_items import exempt_asks
from participation.services.meeting_changes import end_of
from participation.services.responses import (
    AskStanding,
    PublishedAnswer,
    asks_of,
    last_published,
    told,
)
from participation.services.returns import is_resolved


class Standing(StrEnum):
    """How far an ask has come."""

    NO_ANSWER = "no-answer"
    TO_PUBLISH = "to-publish"
    LATE = "late"
    PROMISED = "promised"
    KEPT = "kept"
    CANNOT = "cannot"


@dataclass(frozen=True)
class StandingAsk:
    """An ask with where it stands; `answer` is how its published answer is told today.

    `days` counts from the meeting while there is no answer, and past its date once it is late.
    `to_close` says that it came back twice without helping, and waits for the chair's last word.
    `helped` says that young people's verdicts, as last released, find that it helped. `neutral`
    is the title of an ask that is kept from the public.
    """

    put: AskStanding
    standing: Standing
    answer: PublishedAnswer | None
    days: int
    helped: bool = False
    neutral: str = ""
    to_close: bool = False

    @property
    def words(self) -> str:
        """Return the ask as anybody may read it: by its neutral title if it is exempt."""
        return self.neutral or self.put.ask.words

    @property
    def board(self) -> Board:
        """Return the board that answers it now, after all that happened to its meeting."""
        return (self.put.where.meeting or self.put.meeting).board


@dataclass(frozen=True)
class ChairPage:
    """The chair's one page: every ask under where it stands, the most pressing first.

    `since` is the day of the last meeting: an answer published from then on is new.
    """

    since: date | None
    late: tuple[StandingAsk, ...]
    unanswered: tuple[StandingAsk, ...]
    promised: tuple[StandingAsk, ...]
    kept: tuple[StandingAsk, ...]
    cannot: tuple[StandingAsk, ...]

    @property
    def asks(self) -> tuple[StandingAsk, ...]:
        """Return all of them."""
        return (*self.late, *self.unanswered, *self.promised, *self.kept, *self.cannot)

    def is_new(self, ask: StandingAsk) -> bool:
        """Return whether its answer was published since the last meeting."""
        published = None if ask.answer is None else ask.answer.response.published_on
        return self.since is not None and published is not None and published >= self.since


def standing_asks(session: Session, council: Council, today: date) -> list[StandingAsk]:
    """Return every ask of the sent digests with where it stands, newest meeting first."""
    exempt = exempt_asks(session, council)
    asks = (_standing(session, put, today) for put in asks_of(session, council))
    return [
        replace(ask, neutral=exempt[ask.put.ask.id].title) if ask.put.ask.id in exempt else ask
        for ask in asks
    ]


def asks_that_came_over(
    session: Session, council: Council, meeting: Meeting, today: date
) -> list[StandingAsk]:
    """Return the asks of meetings that fell which this one answers instead."""
    return [
        ask
        for ask in standing_asks(session, council, today)
        if ask.put.meeting.id != meeting.id
        and ask.put.where.meeting is not None
        and ask.put.where.meeting.id == meeting.id
    ]


def asks_in_writing(
    session: Session, council: Council, meeting: Meeting, today: date
) -> list[StandingAsk]:
    """Return the asks that are answered in writing because this meeting fell.

    What was answered before is none of them; what rolled to it, or went on from it, is.
    """
    end = end_of(meeting).id
    return [
        ask
        for ask in standing_asks(session, council, today)
        if end_of(ask.put.meeting).id == end and is_in_writing(ask)
    ]


def is_in_writing(ask: StandingAsk) -> bool:
    """Return whether it is answered by written procedure, and was not before its meeting fell."""
    fell_on = end_of(ask.put.meeting).fell_on
    given = ask.put.response
    before = given is not None and fell_on is not None and given.answered_on < fell_on
    return ask.put.where.meeting is None and not before


def chair_page(session: Session, council: Council, today: date) -> ChairPage:
    """Return the chair's one page as it stands today."""
    asks = standing_asks(session, council, today)
    since = session.scalar(
        select(func.max(Meeting.meets_on)).where(
            Meeting.council_id == council.id, Meeting.meets_on < today
        )
    )

    def under(*standings: Standing) -> tuple[StandingAsk, ...]:
        return tuple(ask for ask in asks if ask.standing in standings)

    return ChairPage(
        since,
        late=tuple(sorted(under(Standing.LATE), key=lambda ask: -ask.days)),
        unanswered=under(Standing.NO_ANSWER, Standing.TO_PUBLISH),
        promised=under(Standing.PROMISED),
        kept=under(Standing.KEPT),
        cannot=under(Standing.CANNOT),
    )


def _standing(session: Session, put: AskStanding, today: date) -> StandingAsk:
    if put.response is None:
        waited = max(0, (today - put.where.on).days)
        return StandingAsk(put, Standing.NO_ANSWER, None, waited)
    response = put.response
    if response.published_on is None:
        # A new answer that waits to be published never hides that the last one is late.
        before = last_published(session, put.ask.id)
        if before is None or not told(before, today).days_late:
            return StandingAsk(put, Standing.TO_PUBLISH, None, 0)
        response = before
    answer = told(response, today)
    helped = is_resolved(session, response)
    closes = not helped and may_close(session, response)
    return StandingAsk(put, _published(answer), answer, answer.days_late, helped, to_close=closes)


def _published(answer: PublishedAnswer) -> Standing:
    if answer.days_late:
        return Standing.LATE
    if answer.kind in DATED:
        return Standing.PROMISED
    return Standing.KEPT if answer.kind is ResponseKind.DID else Standing.CANNOT
