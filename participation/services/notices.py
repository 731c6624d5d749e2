"""Mail to people who sign in: figures, asks and links; never a young person's words."""

from datetime import date
from html import escape
from uuid import UUID

from sqlalchemy.orm import Session

from participation.core.ports import Mail
from participation.domain.policy import Role
from participation.domain.responses import long_date
from participation.models import Account, Ask, Council, Digest, Response
from participation.papers.mail import meeting_mail
from participation.services.digests import asks_on
from participation.services.exempt_items import open_words
from participation.services.papers import released_digest
from participation.services.responses import last_published


def digest_mail(
    session: Session, digest_id: UUID, account_id: UUID, staff_address: str, today: date
) -> Mail | None:
    """Return the mail that tells this member of the digest, or None if either is gone."""
    digest = session.get(Digest, digest_id)
    account = session.get(Account, account_id)
    if digest is None or account is None or not account.active:
        return None
    council = session.get_one(Council, digest.council_id)
    link = f"{staff_address}/digests/{digest.id}"
    released = released_digest(session, council, digest, link, today)
    answered_at = {ask.number: answer_page(staff_address, ask) for ask in asks_on(session, digest)}
    return meeting_mail(released, account.email, answered_at)


def answer_page(staff_address: str, ask: Ask) -> str:
    """Return the address of the page on which the ask is answered."""
    return f"{staff_address}/asks/{ask.id}"


def promise_mail(
    session: Session,
    response_id: UUID,
    account_id: UUID,
    staff_address: str,
    today: date,
    occasion: str = "",
) -> Mail | None:
    """Return the mail that reminds somebody of a promise, or None if nothing is left to do.

    Nothing is once a newer answer is published: the mail may have waited for days. `occasion`
    tells it from the promise's other reminders, some of which say the same.
    """
    response = session.get(Response, response_id)
    account = session.get(Account, account_id)
    if response is None or response.due_on is None or account is None or not account.active:
        return None
    standing = last_published(session, response.ask_id)
    if standing is None or standing.id != response.id:
        return None
    link = answer_page(staff_address, response.ask)
    late = (today - response.due_on).days
    state = (
        f"It is {late} {'day' if late == 1 else 'days'} late, and young people can see that. "
        "Say why, or give a new date."
        if late > 0
        else f"It is to be done by {long_date(response.due_on)}."
    )
    asked = open_words(session, response.ask)
    plain = (
        f"Young people asked: {asked}\n\nThey were told: {response.plain}\n\n{state}\n\n"
        f"Sign in to answer: {link}\n"
    )
    html = (
        f"<p>Young people asked: {escape(asked)}</p><p>They were told: {escape(response.plain)}</p>"
        f'<p>{state}</p><p><a href="{link}">Sign in to answer</a></p>'
    )
    subject = f"A promise to young people, {'late' if late > 0 else 'soon due'}"
    return Mail(account.email, subject, plain, html, f"{response_id}:{occasion}")


def alert_mail(session: Session, account_id: UUID, mark: str, staff_address: str) -> Mail | None:
    """Return the mail that tells somebody to look: one item needs review, and where."""
    account = session.get(Account, account_id)
    if account is None or not account.active:
        return None
    page, more = _PAGES.get(Role(account.role), ("flags", ""))
    return _look(account, page, more, mark, staff_address)


def contact_mail(session: Session, account_id: UUID, mark: str, staff_address: str) -> Mail | None:
    """Return the mail that tells somebody of a contact request, in the very same words."""
    account = session.get(Account, account_id)
    if account is None or not account.active:
        return None
    page, more = _PAGES.get(Role(account.role), ("contacts", ""))
    return _look(account, page, more, mark, staff_address)


def _look(account: Account, page: str, more: str, mark: str, staff_address: str) -> Mail:
    link = f"{staff_address}/{page}"
    plain = (
        f"One item needs your review.{more}\n\n"
        f"Sign in to read it: {link}\n\n"
        "This message says nothing about it on purpose.\n"
    )
    html = (
        f"<p>One item needs your review.{more}</p>"
        f'<p><a href="{link}">Sign in to read it</a></p>'
        "<p>This message says nothing about it on purpose.</p>"
    )
    return Mail(account.email, "An item needs your review", plain, html, mark)


_PAGES = {
    Role.OFFICER: ("queue", ""),
    Role.ADMINISTRATOR: (
        "accounts",
        " Nobody who can read it can sign in. Add a safeguarding lead now.",
    ),
}
