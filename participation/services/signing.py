"""Mail to whoever signs an answer that somebody else drafted; never the answer itself."""

from datetime import datetime
from html import escape
from uuid import UUID

from sqlalchemy.orm import Session

from participation.core.ports import Mail
from participation.models import Account, Council, Digest, Response
from participation.services.approval import latest_response, may_sign, sign_as
from participation.services.chairs import chair_of
from participation.services.exempt_items import open_words
from participation.services.jobs import ask_for
from participation.services.meeting_changes import board_answering
from participation.services.staff import accounts_of

TELL_TO_SIGN = "tell-to-sign"


def sign_or_ask(
    session: Session, council: Council, author: Account, response: Response, now: datetime
) -> None:
    """Put the author's name under their answer if they may sign it, or ask whoever does."""
    if may_sign(session, council, author, author.id):
        sign_as(session, author, response, now)
    else:
        _ask_to_sign(session, council, response, now)


def _ask_to_sign(session: Session, council: Council, response: Response, now: datetime) -> None:
    """Have who signs the answer written to: the board's chair if they may, else all who may."""
    able = [
        account
        for account in accounts_of(session, council)
        if account.active and may_sign(session, council, account, response.author_id)
    ]
    board = board_answering(session.get_one(Digest, response.ask.digest_id).meeting)
    chair = chair_of(session, board)
    chairs = [account for account in able if chair is not None and account.id == chair.id]
    for account in chairs or able:
        ask_for(session, council.id, TELL_TO_SIGN, f"{response.id}:{account.id}", now)


def sign_mail(
    session: Session, response_id: UUID, account_id: UUID, staff_address: str
) -> Mail | None:
    """Return the mail that asks somebody to sign, or None if nothing is left for them to sign."""
    response = session.get(Response, response_id)
    account = session.get(Account, account_id)
    if response is None or account is None or not account.active:
        return None
    newest = latest_response(session, response.ask_id)
    is_done = response.signed_by_id is not None or response.published_on is not None
    council = session.get_one(Council, response.council_id)
    if is_done or newest is None or newest.id != response.id:
        return None
    if not may_sign(session, council, account, response.author_id):
        return None
    asked = f"Young people asked: {open_words(session, response.ask)}"
    words = (
        "An answer is written. Young people hear it once you have signed it and an officer has put "
        "it in plain words."
    )
    link = f"{staff_address}/responses/{response.id}/sign"
    return Mail(
        account.email,
        "An answer to young people waits for you to sign it",
        f"{asked}\n\n{words}\n\nSign in to read and sign it: {link}\n",
        f"<p>{escape(asked)}</p><p>{words}</p>"
        f'<p><a href="{link}">Sign in to read and sign it</a></p>',
        f"{response_id}:sign",
    )
