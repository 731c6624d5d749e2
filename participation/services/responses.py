"""What the board answered, and its publication in plain words."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from textwrap import shorten
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from participation.core.clock import Nation, day_of
from participation.core.errors import BadInput, Changed, NotFound, Refused
from participation.core.pasted import plain_words
from participation.domain.promise_clock import PromiseDates, PromiseState
from participation.domain.responses import DATED, Reply, ResponseKind, days_late, headline
from participation.models import Account, Ask, Consultation, Council, Digest, Meeting, Response
from participation.services import approval, pauses, tellings
from participation.services.approval import latest_response
from participation.services.audit import note
from participation.services.meeting_changes import AnsweredAt, answered_at
from participation.services.signing import sign_or_ask
from participation.services.wording_checks import was_found_clear

SHOWN_OF_ANOTHER = 240
"""How much of another's answer is shown at once to whoever was second; the rest is a tap away."""


@dataclass(frozen=True)
class AskStanding:
    """An ask, the meeting it was put to, and its latest answer if there is one.

    `where` is who answers it now, after all that happened to that meeting.
    """

    ask: Ask
    meeting: Meeting
    consultation: Consultation
    response: Response | None
    where: AnsweredAt


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
        AskStanding(
            ask,
            meeting,
            consultation,
            latest_response(session, ask.id),
            answered_at(meeting),
        )
        for ask, meeting, consultation in rows
    ]


def last_published(session: Session, ask_id: UUID) -> Response | None:
    """Return the newest published answer to the ask, or None."""
    return session.scalar(
        select(Response)
        .where(Response.ask_id == ask_id, Response.published_on.is_not(None))
        .order_by(Response.number.desc())
        .limit(1)
    )


@dataclass(frozen=True)
class GivenAnswer:
    """An answer as it was given, with who gave it and who signed it; empty while nobody did."""

    response: Response
    headline: str
    author: str
    signed_by: str


def given_answers(session: Session, ask_id: UUID) -> list[GivenAnswer]:
    """Return every answer that was ever given to the ask, the newest first."""
    rows = session.scalars(
        select(Response).where(Response.ask_id == ask_id).order_by(Response.number.desc())
    )
    return [given_answer(session, response) for response in rows]


def given_answer(session: Session, response: Response) -> GivenAnswer:
    """Return the answer with who gave and signed it."""
    author = session.get_one(Account, response.author_id).name
    signer = session.get(Account, response.signed_by_id) if response.signed_by_id else None
    first_words = headline(ResponseKind(response.kind), response.due_on, response.decider)
    return GivenAnswer(response, first_words, author, "" if signer is None else signer.name)


def ask_of(session: Session, council: Council, ask_id: UUID) -> Ask:
    """Return the council's ask; raises NotFound."""
    ask = session.scalar(select(Ask).where(Ask.council_id == council.id, Ask.id == ask_id))
    if ask is None:
        raise NotFound("That ask is not here. Look for it on the list of asks.")
    return ask


def record_response(
    session: Session,
    council: Council,
    account: Account,
    ask_id: UUID,
    reply: Reply,
    now: datetime,
    seen: int | None = None,
    partner: str = "",
) -> Response:
    """Return the stored answer to the ask, not yet published, signed if its author may sign it.

    Otherwise whoever signs it is written to. Each answer stands beside what was there before.
    `seen` is the number of the answer that was there when this one was written, 0 for none.
    Raises Changed if somebody answered since, BadInput when the reply lacks what its kind must
    hold, Refused while the digest is a draft.
    """
    ask = ask_of(session, council, ask_id)
    if session.get_one(Digest, ask.digest_id).sent_on is None:
        raise Refused("This ask has not been sent to the board yet.")
    reply = _as_plain_text(reply).checked(day_of(now))
    before = latest_response(session, ask.id)
    if before is not None and _is_again(before, account, reply):
        return before
    number = 0 if before is None else before.number
    _check_seen(session, before, seen)
    response = Response(
        council_id=council.id, ask_id=ask.id, ask=ask, author_id=account.id,
        number=number + 1, partner=partner, kind=reply.kind, words=reply.words, plain="",
        due_on=reply.due, shown_by=reply.shown_by, decider=reply.decider,
        challenge=reply.challenge, answered_on=day_of(now),
    )  # fmt: skip
    session.add(response)
    try:
        session.flush()
    except IntegrityError as error:
        raise Changed("Somebody else answered this ask at this moment. Read theirs.") from error
    note(session, account, "answered an ask", now, ask.consultation_id)
    sign_or_ask(session, council, account, response, now)
    return response


def _as_plain_text(reply: Reply) -> Reply:
    return replace(
        reply,
        words=plain_words(reply.words),
        shown_by=plain_words(reply.shown_by),
        decider=plain_words(reply.decider),
        challenge=plain_words(reply.challenge),
    )


def reply_in(response: Response) -> Reply:
    """Return what was answered, as it was given."""
    return Reply(
        ResponseKind(response.kind),
        response.words,
        response.due_on,
        response.shown_by,
        response.decider,
        response.challenge,
    )


def _is_again(before: Response, account: Account, reply: Reply) -> bool:
    same_author = before.author_id == account.id and before.published_on is None
    return same_author and reply_in(before) == reply


def _check_seen(session: Session, before: Response | None, seen: int | None) -> None:
    if before is None or seen is None or seen == before.number:
        return
    author = session.get_one(Account, before.author_id).name
    raise Changed(
        f"{author} has answered this ask while you wrote, and nothing was overwritten. They said: "
        f"\u201c{shorten(before.words, SHOWN_OF_ANOTHER)}\u201d If yours is to stand instead, "
        "keep it once more."
    )


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
    minute: str = "",
) -> Response:
    """Return the response, published in plain words: on the wall and on every receipt at once.

    `minute` says where the meeting noted it. Raises Changed when a newer answer waits, Refused
    while it is not signed, and for a promise whose date has passed by now.
    """
    response = response_of(session, council, response_id)
    _check_publishable(session, response, day_of(now))
    pauses.refuse_in_pause(session, response, day_of(now))
    words = plain_words(plain)
    if not words:
        raise BadInput("Write the answer in plain words, as a young person would read it.")
    approval.check_approved(session, council, account, response, minute, now)
    response.plain = words
    response.wording_checked = was_found_clear(session, response, words)
    response.published_on = day_of(now)
    tellings.plan(session, response)
    note(session, account, "published an answer", now, response.ask.consultation_id)
    session.flush()
    return response


def _check_publishable(session: Session, response: Response, today: date) -> None:
    if response.published_on is not None:
        raise Refused("This answer is published already. A change is a new answer to the ask.")
    approval.check_newest(session, response)
    if response.due_on is not None and response.due_on < today:
        raise Refused("The date in this answer has passed. Answer the ask again with a new date.")


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
