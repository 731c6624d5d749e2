"""The chair's one page put together: released figures, what was published, and nothing else."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.domain.disclosure.released import Released
from participation.domain.one_page import (
    MostWanted,
    NextMeeting,
    OnePage,
    PageLine,
    PagePart,
    Part,
    ToClose,
)
from participation.models import Council, Meeting, MeetingState, Outcome
from participation.services.chairs import chairs_of
from participation.services.champions import champion_of
from participation.services.ladder import climbs, held_back
from participation.services.ladder_mail import held_words, ladder_words
from participation.services.seen import Sight, sights_of
from participation.services.standings import (
    ChairPage,
    Standing,
    StandingAsk,
    chair_page,
    is_in_writing,
)
from participation.services.statements import published
from participation.services.topics import topic_lines
from participation.services.wall import wall


def one_page(session: Session, council: Council, today: date) -> OnePage:
    """Return the chair's one page as it stands today."""
    standing = chair_page(session, council, today)
    told = {key: ladder_words(one) for key, one in climbs(session, council, today).items()}
    held = held_back(session, council, today)
    told |= {key: held_words(until) for key, until in held.items()}
    sights = sights_of(session, council.id)
    parts = (
        (Part.LATE, standing.late),
        (Part.UNANSWERED, standing.unanswered),
        (Part.PROMISED, standing.promised),
        (Part.KEPT, standing.kept),
        (Part.CANNOT, standing.cannot),
    )
    return OnePage(
        council=council.title,
        on=today,
        since=standing.since,
        next_meeting=_next_meeting(session, council, today),
        wanted=_most_wanted(session, council, standing, today),
        parts=tuple(
            PagePart(
                part,
                tuple(
                    replace(
                        _line(standing, ask, told, sights),
                        champion=_champion(session, council, ask),
                    )
                    for ask in asks
                ),
            )
            for part, asks in parts
        ),
        to_close=_to_close(session, council, standing),
    )


def _champion(session: Session, council: Council, ask: StandingAsk) -> str:
    """Return the champion of its topic, which is not told of an ask kept from the public."""
    return "" if ask.neutral else champion_of(session, council, ask.put.ask)


def _to_close(session: Session, council: Council, page: ChairPage) -> tuple[ToClose, ...]:
    """Return what waits for a chair's last word, the board's chair beside it."""
    chairs = chairs_of(session, council)
    return tuple(
        ToClose(
            ask.words,
            ask.answer.headline,
            "" if ask.neutral else ask.answer.response.plain,
            ask.board.name,
            ask.answer.response.id,
            "" if chair is None else chair.name,
            None if chair is None else chair.id,
        )
        for ask in page.asks
        if ask.to_close and ask.answer is not None
        for chair in [chairs.get(ask.board.id)]
    )


def _line(
    page: ChairPage, ask: StandingAsk, told: dict[UUID, str], sights: dict[UUID, Sight]
) -> PageLine:
    answer = ask.answer
    sight = None if answer is None else sights.get(answer.response.id)
    return PageLine(
        words=ask.words,
        headline="" if answer is None else answer.headline,
        told="" if answer is None or ask.neutral else answer.response.plain,
        board=ask.put.meeting.board.name,
        met_on=ask.put.meeting.meets_on,
        days=ask.days,
        is_late=answer is not None and answer.days_late > 0,
        late_because="" if answer is None or ask.neutral else answer.response.late_reason,
        ladder=told.get(ask.put.ask.id, ""),
        is_new=page.is_new(ask),
        helped=ask.helped,
        seen=None if sight is None else sight.seen,
        to_publish=ask.standing is Standing.TO_PUBLISH,
        in_writing_by=ask.put.where.on if answer is None and is_in_writing(ask) else None,
    )


def _next_meeting(session: Session, council: Council, today: date) -> NextMeeting | None:
    meeting = session.scalar(
        select(Meeting)
        .where(
            Meeting.council_id == council.id,
            Meeting.meets_on >= today,
            Meeting.state == MeetingState.PLANNED,
        )
        .order_by(Meeting.meets_on)
        .limit(1)
    )
    return None if meeting is None else NextMeeting(meeting.board.name, meeting.meets_on)


def _most_wanted(
    session: Session, council: Council, page: ChairPage, today: date
) -> MostWanted | None:
    """Return what young people's body chose since the last meeting, else what most wait for.

    How many wait is told by released figures alone.
    Asks without an answer and late promises come before topics that were never taken up; of
    equal figures the one that has waited longest.
    """
    said = next(iter(published(session, council, 1)), None)
    if said is not None and said.wanted and (page.since is None or said.signed_on >= page.since):
        return MostWanted(said.wanted, None, by=said.body)
    open_asks = [ask for ask in (*page.unanswered, *page.late) if not ask.neutral]
    counts = {card.ask_id: card.how_many for card in wall(session, council, today)}
    found = [
        MostWanted(ask.words, counts.get(ask.put.ask.id), _waited(ask, today)) for ask in open_asks
    ]
    if not found:
        found = [
            MostWanted(line.words, line.backed_by)
            for line in topic_lines(session, council)
            if line.outcome is Outcome.WAITING and line.backed_by is not None
        ]
    return _largest(found)


def _waited(ask: StandingAsk, today: date) -> int:
    return max(0, (today - ask.put.meeting.meets_on).days)


def _largest(found: Sequence[MostWanted]) -> MostWanted | None:
    return max(found, key=lambda one: (_figure(one.how_many), one.days), default=None)


def _figure(how_many: Released | None) -> int:
    return -1 if how_many is None else how_many.rounded or 0
