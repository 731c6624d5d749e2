"""The wall: you said, we did, will, are looking, asked, or can't, because."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from participation.core.speech import said
from participation.domain.disclosure.released import Released
from participation.models import (
    Ask,
    Consultation,
    Council,
    Digest,
    DigestConsultation,
    Meeting,
    MeetingState,
    MemberView,
    Response,
    Theme,
)
from participation.services.councils import pack_of
from participation.services.exempt_items import exempt_asks
from participation.services.figures import theme_count
from participation.services.ledger import entry
from participation.services.meeting_changes import answered_at
from participation.services.meetings import nation_of
from participation.services.responses import PublishedAnswer, told
from participation.services.seen import Sight, sights_of
from surveys.pack_council import CouncilPack


@dataclass(frozen=True)
class MeetingFell:
    """That a meeting moved or was not held, and why; then who answers instead stands on the card.

    `written_by` is the day by which it is answered in writing, None where a meeting takes it.
    """

    state: MeetingState
    board: str
    day: date
    why: str
    written_by: date | None

    @property
    def is_moved(self) -> bool:
        """Return whether it is still to be held, on another day."""
        return self.state is MeetingState.PLANNED


@dataclass(frozen=True)
class WallCard:
    """One thing that young people said and what came of it so far.

    `answer` is None while the board has not answered; the card then says so. `board` and
    `asked_on` are of the meeting that answers now; `fell` is what became of the first one.
    `views` are what single members said for themselves, which answers nothing.
    """

    ask_id: UUID
    said: str
    theme: str
    promise_code: str
    promise: str
    consultation: str
    how_many: Released | None
    asked_on: date
    to_come: bool
    board: str
    answer: PublishedAnswer | None
    earlier: tuple[PublishedAnswer, ...]
    fell: MeetingFell | None = None
    views: tuple[str, ...] = ()
    sight: Sight | None = None


@dataclass(frozen=True)
class Shelf:
    """The cards under one promise, in the order of the wall."""

    code: str
    title: str
    words: str
    cards: tuple[WallCard, ...]


def wall(session: Session, council: Council, today: date) -> tuple[WallCard, ...]:
    """Return a card for every ask that went to a meeting, newest meeting first."""
    return _cards(session, council, today, None)


def cards_of(
    session: Session, council: Council, consultation: Consultation, today: date
) -> tuple[WallCard, ...]:
    """Return the cards of one consultation, as its receipts show them."""
    return _cards(session, council, today, consultation)


def _cards(
    session: Session, council: Council, today: date, only: Consultation | None
) -> tuple[WallCard, ...]:
    answers = _published(session, council, today)
    views = _views(session, council)
    promises = {promise.code: promise.short for promise in pack_of(council).pledge.promises}
    exempt = exempt_asks(session, council)
    sights = sights_of(session, council.id)
    return tuple(
        WallCard(
            ask_id=ask.id,
            said=ask.words if is_open else exempt[ask.id].title,
            theme=theme.own_name if theme is not None and is_open else "",
            promise_code=ask.promise if is_open else "",
            promise=promises.get(ask.promise, "") if is_open else "",
            consultation=consultation.title if is_open else "",
            how_many=_how_many(session, theme, taken) if is_open else None,
            asked_on=(where := answered_at(meeting)).on,
            to_come=where.on > today,
            board=(where.meeting or meeting).board.name,
            answer=given[-1] if (given := answers.get(ask.id, [])) else None,
            earlier=tuple(given[:-1]),
            fell=_fell(meeting),
            views=tuple(views.get(ask.id, ())) if is_open else (),
            sight=sights.get(given[-1].response.id) if given and is_open else None,
        )
        for ask, meeting, consultation, theme, taken in session.execute(_asked(council, only))
        for is_open in [ask.id not in exempt]
    )


def _asked(
    council: Council, only: Consultation | None
) -> Select[Ask, Meeting, Consultation, Theme, DigestConsultation]:
    asked = (
        select(Ask, Meeting, Consultation, Theme, DigestConsultation)
        .join(Digest, Digest.id == Ask.digest_id)
        .join(Meeting, Meeting.id == Digest.meeting_id)
        .join(Consultation, Consultation.id == Ask.consultation_id)
        .outerjoin(Theme, Theme.id == Ask.theme_id)
        .outerjoin(
            DigestConsultation,
            (DigestConsultation.digest_id == Ask.digest_id)
            & (DigestConsultation.consultation_id == Ask.consultation_id),
        )
        .where(Ask.council_id == council.id, Digest.sent_on.is_not(None))
        .order_by(Meeting.meets_on.desc(), Ask.number)
    )
    if only is not None:
        asked = asked.where(Ask.consultation_id == only.id)
    return asked


def _fell(meeting: Meeting) -> MeetingFell | None:
    state = MeetingState(meeting.state)
    if state is MeetingState.PLANNED and meeting.moved_from is None:
        return None
    where = answered_at(meeting)
    return MeetingFell(
        state,
        meeting.board.name,
        meeting.moved_from or meeting.meets_on,
        meeting.why,
        where.on if where.meeting is None else None,
    )


def _views(session: Session, council: Council) -> dict[UUID, list[str]]:
    rows = session.scalars(
        select(MemberView)
        .where(MemberView.council_id == council.id, MemberView.published_on.is_not(None))
        .order_by(MemberView.published_on, MemberView.id)
    )
    found: dict[UUID, list[str]] = {}
    for view in rows:
        found.setdefault(view.ask_id, []).append(view.plain)
    return found


def _how_many(
    session: Session, theme: Theme | None, taken: DigestConsultation | None
) -> Released | None:
    if theme is None or taken is None:
        return None
    return theme_count(entry(session, taken.release_id).frozen, theme.code)


def _published(
    session: Session, council: Council, today: date
) -> dict[UUID, list[PublishedAnswer]]:
    rows = session.scalars(
        select(Response)
        .where(Response.council_id == council.id, Response.published_on.is_not(None))
        .order_by(Response.number)
    )
    nation = nation_of(council)
    found: dict[UUID, list[PublishedAnswer]] = {}
    for response in rows:
        given = found.setdefault(response.ask_id, [])
        dated = (before.response.due_on for before in given if before.response.due_on)
        given.append(told(response, today, next(dated, None), nation))
    return found


def shelves_of(pack: CouncilPack, cards: Iterable[WallCard]) -> tuple[Shelf, ...]:
    """Return the cards by the promise they belong to, as the pledge has them; others last."""
    by_promise: dict[str, list[WallCard]] = {}
    for card in cards:
        by_promise.setdefault(card.promise_code, []).append(card)
    named = [
        Shelf(promise.code, promise.short, promise.words, tuple(by_promise[promise.code]))
        for promise in pack.pledge.promises
        if promise.code in by_promise
    ]
    known = {shelf.code for shelf in named}
    rest = tuple(card for code, some in by_promise.items() if code not in known for card in some)
    return (*named, Shelf("other", said("Other things"), "", rest)) if rest else tuple(named)
