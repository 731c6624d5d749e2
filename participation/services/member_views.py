"""What one member thinks of an ask, for themselves: told beside the board's answer, never as it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.clock import day_of
from participation.core.errors import BadInput, NotAllowed, NotFound, Refused
from participation.core.pasted import plain_words
from participation.domain.policy import Role
from participation.models import Account, Ask, Council, Digest, MemberView
from participation.services.audit import note
from participation.services.pauses import refuse_words_of_members
from participation.services.responses import ask_of

LONGEST_VIEW = 1000


def give_view(
    session: Session, council: Council, account: Account, ask_id: UUID, words: str, now: datetime
) -> MemberView:
    """Return the member's own view, not yet published; one that waits is replaced by its author.

    Raises NotAllowed for anybody but a member, BadInput for no words or too many, Refused while
    the digest is a draft.
    """
    if account.role != Role.MEMBER:
        raise NotAllowed("Only a member of the board gives a view of their own.")
    ask = ask_of(session, council, ask_id)
    if session.get_one(Digest, ask.digest_id).sent_on is None:
        raise Refused("This ask has not been sent to the board yet.")
    said = plain_words(words)
    if not said:
        raise BadInput("Write what you think in a sentence or two.", "words")
    if len(said) > LONGEST_VIEW:
        raise BadInput(f"Use at most {LONGEST_VIEW:,} characters.", "words")
    view = _waiting_of(session, ask, account)
    if view is None:
        view = MemberView(council_id=council.id, ask_id=ask.id, ask=ask, author_id=account.id)
        session.add(view)
    view.words = said
    view.given_on = day_of(now)
    note(session, account, "gave a view of their own", now, ask.consultation_id)
    session.flush()
    return view


def publish_view(
    session: Session, council: Council, account: Account, view_id: UUID, plain: str, now: datetime
) -> MemberView:
    """Return the view, published in plain words beside the ask, marked as one member's own.

    Raises Refused when it is published already, and in the pause before an election.
    """
    view = view_of(session, council, view_id)
    if view.published_on is not None:
        raise Refused("This view is published already.")
    refuse_words_of_members(session, council.id, day_of(now))
    words = plain_words(plain)
    if not words:
        raise BadInput("Write it in plain words, as a young person would read it.")
    view.plain = words
    view.published_on = day_of(now)
    note(session, account, "published a member's own view", now, view.ask.consultation_id)
    session.flush()
    return view


def view_of(session: Session, council: Council, view_id: UUID) -> MemberView:
    """Return the council's view; raises NotFound."""
    view = session.scalar(
        select(MemberView).where(MemberView.council_id == council.id, MemberView.id == view_id)
    )
    if view is None:
        raise NotFound("That view is not here.")
    return view


def views_of(session: Session, ask_id: UUID) -> list[MemberView]:
    """Return every member's view of the ask, published or not, the oldest first."""
    rows = select(MemberView).where(MemberView.ask_id == ask_id)
    return list(session.scalars(rows.order_by(MemberView.given_on, MemberView.id)))


def views_waiting(session: Session, council: Council) -> dict[UUID, UUID]:
    """Return a view that waits to be published, by its ask."""
    rows = session.execute(
        select(MemberView.ask_id, MemberView.id).where(
            MemberView.council_id == council.id, MemberView.published_on.is_(None)
        )
    )
    return {row.ask_id: row.id for row in rows}


def _waiting_of(session: Session, ask: Ask, account: Account) -> MemberView | None:
    return session.scalar(
        select(MemberView).where(
            MemberView.ask_id == ask.id,
            MemberView.author_id == account.id,
            MemberView.published_on.is_(None),
        )
    )
