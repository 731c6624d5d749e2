"""What is taken to one meeting: chosen by the officer, made only of what passed the gate."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from participation.core.clock import day_of
from participation.core.errors import BadInput, NotFound, Refused
from participation.domain.policy import Role
from participation.models import (
    Account,
    Action,
    Ask,
    Consultation,
    Council,
    Digest,
    DigestCard,
    DigestConsultation,
    DigestReturn,
    Meeting,
    Theme,
)
from participation.services.audit import note
from participation.services.digest_cards import take_cards
from participation.services.exemptions import check_decided, forget
from participation.services.figures import release_figures
from participation.services.jobs import ask_for
from participation.services.quotes import choose_quotes
from participation.services.reading import queue_lines
from participation.services.reports import check_cleared, check_draft
from participation.services.returns import release_verdict_figures, responses_to_return
from participation.services.routing import route_asks
from participation.services.staff import active_in_role
from participation.services.topics import release_backings
from participation.services.written_procedure import tell_if_in_writing


@dataclass(frozen=True)
class NewAsk:
    """An ask as the officer writes it."""

    consultation_id: UUID
    theme: str
    promise: str
    words: str


def build_digest(
    session: Session,
    council: Council,
    account: Account,
    meeting: Meeting,
    consultations: Sequence[Consultation],
    now: datetime,
    although_unread: bool = False,
) -> Digest:
    """Return the meeting's digest, filled in: figures, cleared words, answers that come back.

    Building it again brings figures, words and returning answers up to date and keeps the
    framing and the asks. Raises Refused once it has been sent, and while answers of these
    consultations are unread unless the officer says that this is meant: released figures
    are frozen, so what is read afterwards can only come with ten more answers.
    """
    if not although_unread:
        _check_all_read(session, council, consultations)
    digest = digest_of_meeting(session, meeting)
    if digest is None:
        digest = Digest(
            council_id=council.id, meeting_id=meeting.id, meeting=meeting, framing="", sent_on=None
        )
        session.add(digest)
        session.flush()
    check_draft(digest)
    for consultation in consultations:
        _take(session, council, digest, consultation)
    _bring_back(session, council, digest)
    release_backings(session, council, meeting)
    take_cards(session, council, digest)
    note(session, account, "built a digest", now)
    return digest


def digest_of_meeting(session: Session, meeting: Meeting) -> Digest | None:
    """Return the meeting's digest, or None while none is built."""
    return session.scalar(select(Digest).where(Digest.meeting_id == meeting.id))


def digest_of(session: Session, council: Council, digest_id: UUID) -> Digest:
    """Return the council's digest; raises NotFound."""
    digest = session.scalar(
        select(Digest).where(Digest.council_id == council.id, Digest.id == digest_id)
    )
    if digest is None:
        raise NotFound("That digest is not here. Look for the meeting on the forward plan.")
    return digest


def set_framing(session: Session, digest: Digest, framing: str) -> None:
    """Keep the officer's own opening words."""
    check_draft(digest)
    digest.framing = framing.strip()
    session.flush()


def set_statement(session: Session, digest: Digest, consultation_id: UUID, statement: str) -> None:
    """Keep what the officer writes in place of figures for a consultation of fewer than ten."""
    check_draft(digest)
    taken = session.scalar(
        select(DigestConsultation).where(
            DigestConsultation.digest_id == digest.id,
            DigestConsultation.consultation_id == consultation_id,
        )
    )
    if taken is None:
        raise NotFound("That consultation is not in this digest.")
    taken.statement = statement.strip()
    session.flush()


def put_ask(session: Session, council: Council, digest: Digest, new: NewAsk) -> Ask:
    """Return the ask, put on the digest under the next number."""
    check_draft(digest)
    if not new.words.strip():
        raise BadInput("Write what the board is asked to do.")
    taken = session.scalar(
        select(DigestConsultation.id).where(
            DigestConsultation.digest_id == digest.id,
            DigestConsultation.consultation_id == new.consultation_id,
        )
    )
    if taken is None:
        raise BadInput("Choose a consultation that is in this digest.")
    theme = session.scalar(
        select(Theme).where(
            Theme.council_id == council.id,
            Theme.code == new.theme,
            Theme.retired_on.is_(None),
        )
    )
    if new.theme and theme is None:
        raise BadInput("That theme is not in your codebook. Choose one from the list.")
    highest = session.scalar(select(func.max(Ask.number)).where(Ask.digest_id == digest.id))
    ask = Ask(
        council_id=council.id,
        digest_id=digest.id,
        consultation_id=new.consultation_id,
        theme_id=None if theme is None else theme.id,
        promise=new.promise or ("" if theme is None else theme.promise),
        number=(highest or 0) + 1,
        words=new.words.strip(),
    )
    session.add(ask)
    session.flush()
    return ask


def remove_ask(session: Session, digest: Digest, ask_id: UUID) -> None:
    """Take an ask off a digest that has not been sent, and close the gap in the numbers."""
    check_draft(digest)
    asks = asks_on(session, digest)
    gone = next((ask for ask in asks if ask.id == ask_id), None)
    if gone is None:
        raise NotFound("That ask is not on this digest.")
    session.delete(gone)
    forget(session, digest, gone.id)
    session.flush()
    for number, ask in enumerate((ask for ask in asks if ask.id != ask_id), start=1):
        ask.number = number
        session.flush()


def asks_on(session: Session, digest: Digest) -> list[Ask]:
    """Return the digest's asks by number."""
    return list(session.scalars(select(Ask).where(Ask.digest_id == digest.id).order_by(Ask.number)))


def send_digest(
    session: Session, council: Council, account: Account, digest: Digest, now: datetime
) -> None:
    """Send the digest: from now on it stands as it is, and members are told by mail.

    Where its meeting fell and its asks are answered in writing, the mail asks them for that.
    Raises Refused while a clearance that its board asks for is missing, and while something
    that is proposed to be kept from the public is not decided.
    """
    check_draft(digest)
    check_cleared(session, council, digest)
    check_decided(session, council, digest)
    asks = asks_on(session, digest)
    if not _holds_anything(session, digest):
        raise BadInput(
            "There is nothing to tell in this digest: no consultation, no ask, no card, nothing "
            "promised and no action. Take a consultation into it first."
        )
    digest.sent_on = day_of(now)
    if not tell_if_in_writing(session, council, digest, now):
        for member_id in active_in_role(session, council.id, Role.MEMBER):
            ask_for(session, council.id, "tell-member", f"{digest.id}:{member_id}", now)
    route_asks(session, council, asks, now)
    note(session, account, "sent a digest", now)
    session.flush()


def _holds_anything(session: Session, digest: Digest) -> bool:
    """Return whether there is anything to tell: without a consultation there still are promises."""
    own = (Ask, DigestConsultation, DigestReturn, DigestCard)
    found = (
        *(exists(table.id).where(table.digest_id == digest.id) for table in own),
        select(Ask.id)
        .join(Digest, Digest.id == Ask.digest_id)
        .join(Meeting, Meeting.id == Digest.meeting_id)
        .where(Meeting.board_id == digest.meeting.board_id, Digest.sent_on.is_not(None))
        .exists(),
        exists(Action.id).where(Action.council_id == digest.council_id),
    )
    return bool(session.scalar(select(or_(*found))))


def _check_all_read(
    session: Session, council: Council, consultations: Sequence[Consultation]
) -> None:
    taken = {consultation.id for consultation in consultations}
    for line in queue_lines(session, council):
        if line.consultation.id in taken:
            raise Refused(
                f"{line.unread} answers to {line.consultation.title} are still unread. Read them "
                "first: figures are frozen once they are released."
            )


def _take(session: Session, council: Council, digest: Digest, consultation: Consultation) -> None:
    release = release_figures(session, council, consultation)
    taken = session.scalar(
        select(DigestConsultation).where(
            DigestConsultation.digest_id == digest.id,
            DigestConsultation.consultation_id == consultation.id,
        )
    )
    if taken is None:
        taken = DigestConsultation(
            council_id=council.id,
            digest_id=digest.id,
            consultation_id=consultation.id,
            statement="",
        )
        session.add(taken)
    taken.release_id = release.id
    session.flush()
    choose_quotes(session, council, digest, consultation)


def _bring_back(session: Session, council: Council, digest: Digest) -> None:
    for response in responses_to_return(session, council, digest):
        release = release_verdict_figures(session, response)
        there = session.scalar(
            select(DigestReturn).where(
                DigestReturn.digest_id == digest.id, DigestReturn.response_id == response.id
            )
        )
        if there is None:
            there = DigestReturn(
                council_id=council.id, digest_id=digest.id, response_id=response.id
            )
            session.add(there)
        there.release_id = release.id
    session.flush()
