"""What the board answered, and its publication in plain words."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.clock import Nation
from participation.core.errors import BadInput, NotFound, Refused
from participation.domain.promise_clock import PromiseDates, PromiseState
from participation.domain.responses import DATED, Reply, ResponseKind, days_late, headline
from participation.models import Account, Ask, Consultation, Council, Digest, Meeting, Response
from participation.services import tellings
from participation.services.audit import note


@dataclass(frozen=True)
class AskStanding:
    """An ask, the meeting it was put to, and its latest answer if there is one."""

    ask: Ask
    meeting: Meeting
    consultation: Consultation
    response: Response | None


def asks_of(session: Session, council: Council) -> list[AskStanding]:
    """Return every ask of the council's sent digests, newest meeting first."""
    rows = session.execute(
        select(Ask, Meeting, Consultation)
        .join(Digest, Digest.id == Ask.digest_id)
        .join(Meeting, Meeting.id == Digest.meeting_id)
        .join(Consultation, Consultation.id == Ask.consultation_id)
        .where(Ask.council_id == council.id, Digest.sent_on.is_not(None))
        .order_by(Meeting.meets_on.desc(), Ask.number)
    )
    return [
        AskStanding(ask, meeting, consultation, latest_response(session, ask.id))
        for ask, meeting, consultation in rows
    ]


def latest_response(session: Session, ask_id: UUID) -> Response | None:
    """Return the newest answer to the ask, published or not, or None."""
    return session.scalar(
        select(Response)
        .where(Response.ask_id == ask_id)
        .order_by(Response.answered_on.desc(), Response.published_on.asc().nulls_first())
        .limit(1)
    )


def last_published(session: Session, ask_id: UUID) -> Response | None:
    """Return the newest published answer to the ask, or None."""
    return session.scalar(
        select(Response)
        .where(Response.ask_id == ask_id, Response.published_on.is_not(None))
        .order_by(Response.answered_on.desc(), Response.published_on.desc())
        .limit(1)
    )


def ask_of(session: Session, council: Council, ask_id: UUID) -> Ask:
    """Return the council's ask; raises NotFound."""
    ask = session.scalar(select(Ask).where(Ask.council_id == council.id, Ask.id == ask_id))
    if ask is None:
        raise NotFound("That ask is not here. Look for it on the list of asks.")
    return ask


def record_response(
    session: Session, council: Council, account: Account, ask_id: UUID, reply: Reply, now: datetime
) -> Response:
    """Return the stored answer to the ask, not yet published.

    An answer that is not yet published is replaced; one that is published stands, and the
    new one stands beside it as a change. Raises BadInput when the reply lacks what its kind
    must hold, Refused while the digest has not been sent.
    """
    ask = ask_of(session, council, ask_id)
    if session.get_one(Digest, ask.digest_id).sent_on is None:
        raise Refused("This ask has not been sent to the board yet.")
    reply = reply.checked(now.date())
    before = latest_response(session, ask.id)
    response = before if before is not None and before.published_on is None else None
    if response is None:
        response = Response(council_id=council.id, ask_id=ask.id, ask=ask, plain="")
        session.add(response)
    response.author_id = account.id
    response.kind = reply.kind
    response.words = reply.words.strip()
    response.due_on = reply.due
    response.shown_by = reply.shown_by.strip()
    response.decider = reply.decider.strip()
    response.challenge = reply.challenge.strip()
    response.answered_on = now.date()
    session.flush()
    note(session, account, "answered an ask", now, ask.consultation_id)
    return response


def response_of(session: Session, council: Council, response_id: UUID) -> Response:
    """Return the council's response; raises NotFound."""
    response = session.scalar(
        select(Response).where(Response.council_id == council.id, Response.id == response_id)
    )
    if response is None:
        raise NotFound("That answer is not here.")
    return response


def publish_response(
    session: Session,
    council: Council,
    account: Account,
    response_id: UUID,
    plain: str,
    now: datetime,
) -> Response:
    """Return the response, published in plain words: on the wall and on every receipt at once."""
    response = response_of(session, council, response_id)
    if response.published_on is not None:
        raise Refused("This answer is published already. A change is a new answer to the ask.")
    if not plain.strip():
        raise BadInput("Write the answer in plain words, as a young person would read it.")
    response.plain = plain.strip()
    response.published_on = now.date()
    tellings.plan(session, response)
    note(session, account, "published an answer", now, response.ask.consultation_id)
    session.flush()
    return response


@dataclass(frozen=True)
class PublishedAnswer:
    """A published answer as the wall, a receipt and a digest tell it.

    `state` is where its promise stands, None for an answer without a date to keep.
    """

    response: Response
    kind: ResponseKind
    headline: str
    days_late: int
    state: PromiseState | None = None
    first_due: date | None = None

    @property
    def is_late(self) -> bool:
        """Return whether young people are told that it is late, the chair's two days over."""
        return self.state in {PromiseState.LATE, PromiseState.LATE_BECAUSE}

    @property
    def is_moved(self) -> bool:
        """Return whether it was first promised for another day."""
        return self.first_due is not None and self.first_due != self.response.due_on


def told(
    response: Response,
    today: date,
    first_due: date | None = None,
    nation: Nation = Nation.ENGLAND,
) -> PublishedAnswer:
    """Return the response as it is told today; a promise past its date is late in words.

    `first_due` is the date that was promised first, where a later answer moved it.
    """
    kind = ResponseKind(response.kind)
    state = None
    if kind in DATED and response.due_on is not None:
        dates = PromiseDates(response.due_on, first_due, response.late_reason)
        state = dates.state(today, nation)
    return PublishedAnswer(
        response,
        kind,
        headline(kind, response.due_on, response.decider),
        days_late(kind, response.due_on, today),
        state,
        first_due,
    )
