"""Who signs an answer before young people read it, and where it is minuted."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.clock import day_of
from participation.core.errors import BadInput, Changed, NotAllowed, Refused
from participation.models import Account, Council, Response
from participation.services.audit import note
from participation.services.councils import pack_of
from surveys.pack_council import AnswerRule

LONGEST_MINUTE = 200


def rule_of(council: Council) -> AnswerRule:
    """Return what the council set of its answers' approval."""
    return pack_of(council).answers


def may_sign(session: Session, council: Council, account: Account, author_id: object) -> bool:
    """Return whether this person may sign an answer of that author.

    Where the council wants another person, whoever wrote it signs only if nobody else can:
    a small council is never stuck.
    """
    rule = rule_of(council)
    if account.role not in rule.signed_by:
        return False
    if not rule.another_person or account.id != author_id:
        return True
    return not _others(session, council, account)


def latest_response(session: Session, ask_id: UUID) -> Response | None:
    """Return the newest answer to the ask, published or not, or None."""
    return session.scalar(
        select(Response).where(Response.ask_id == ask_id).order_by(Response.number.desc()).limit(1)
    )


def check_newest(session: Session, response: Response) -> None:
    """Raise Changed when somebody gave a newer answer to the ask."""
    latest = latest_response(session, response.ask_id)
    if latest is not None and latest.id != response.id:
        raise Changed("A newer answer to this ask has been given. Look at the asks again.")


def sign(
    session: Session, council: Council, account: Account, response: Response, now: datetime
) -> None:
    """Have the person sign the answer; raises NotAllowed for somebody who may not.

    Raises Changed for an answer that is signed or published already, or is not the newest.
    """
    check_newest(session, response)
    if response.signed_by_id is not None or response.published_on is not None:
        raise Changed("This answer is signed already.")
    if not may_sign(session, council, account, response.author_id):
        raise NotAllowed(f"This answer is signed by somebody else: {rule_of(council).approver}.")
    sign_as(session, account, response, now)


def sign_as(session: Session, account: Account, response: Response, now: datetime) -> None:
    """Put the name of somebody who may sign under the answer."""
    response.signed_by_id = account.id
    response.signed_on = day_of(now)
    note(session, account, "signed an answer", now, response.ask.consultation_id)
    session.flush()


def check_approved(
    session: Session,
    council: Council,
    account: Account,
    response: Response,
    minute: str,
    now: datetime,
) -> None:
    """Keep where it is minuted; whoever publishes signs too where they may.

    Raises Refused while it is not signed, BadInput where the council wants a minute.
    """
    rule = rule_of(council)
    said = minute.strip()
    if rule.minuted and not said:
        raise BadInput("Say where it is minuted, or when it will be.", "minute")
    if len(said) > LONGEST_MINUTE:
        raise BadInput(f"Use at most {LONGEST_MINUTE} characters.", "minute")
    if response.signed_by_id is None:
        if not may_sign(session, council, account, response.author_id):
            raise Refused(f"This answer is not signed yet. It is signed by: {rule.approver}.")
        sign_as(session, account, response, now)
    response.minute = said


def _others(session: Session, council: Council, account: Account) -> bool:
    other = select(Account.id).where(
        Account.council_id == council.id,
        Account.role.in_(rule_of(council).signed_by),
        Account.active,
        Account.id != account.id,
    )
    return session.scalar(other.limit(1)) is not None
