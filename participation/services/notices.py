"""Mail to people who sign in: figures, asks and links; never a young person's words."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from participation.core.ports import Mail
from participation.domain.policy import Role
from participation.models import Account, Council, Digest
from participation.papers.mail import meeting_mail
from participation.services.papers import released_digest


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
    return meeting_mail(released_digest(session, council, digest, link, today), account.email)


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
