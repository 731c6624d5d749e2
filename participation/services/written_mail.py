"""The mail of a written procedure: what members are asked, and by when; never a quote."""

from dataclasses import dataclass
from datetime import date
from html import escape
from uuid import UUID

from sqlalchemy.orm import Session

from participation.core.ports import Mail
from participation.domain.responses import long_date
from participation.models import Account, Ask, Digest, Meeting
from participation.services.digests import asks_on
from participation.services.exempt_items import open_words
from participation.services.meeting_changes import answered_at
from participation.services.notices import answer_page
from participation.services.responses import last_published


@dataclass(frozen=True)
class _Asked:
    """A member who is asked, the asks that nobody has answered yet, and by when they are."""

    account: Account
    digest: Digest
    asks: list[Ask]
    by: date


def written_mail(
    session: Session, digest_id: UUID, account_id: UUID, staff_address: str
) -> Mail | None:
    """Return the mail that asks a member to answer in writing, or None if nothing is left to.

    Nothing is once each ask has a published answer, or a meeting takes them after all.
    """
    asked = _asked(session, digest_id, account_id)
    if asked is None:
        return None
    by = long_date(asked.by)
    before = _why(asked.digest.meeting, many=len(asked.asks), by=by)
    subject = f"Please answer young people in writing by {by}"
    return _mail(session, asked, (subject, before, "in-writing"), staff_address)


def written_reminder(
    session: Session, digest_id: UUID, account_id: UUID, day: str, staff_address: str, today: date
) -> Mail | None:
    """Return the mail that reminds a member to answer in writing, or None as `written_mail` does.

    `day` is the one it was planned for, which tells it from the other reminder.
    """
    asked = _asked(session, digest_id, account_id)
    if asked is None:
        return None
    by, past, meeting = long_date(asked.by), today > asked.by, asked.digest.meeting
    many = "One ask waits" if len(asked.asks) == 1 else f"{len(asked.asks)} asks wait"
    when = f"{by}, which is today" if today == asked.by else by
    before = (
        f"{meeting.board.name} did not meet on {long_date(meeting.meets_on)}, so young people "
        f"{'were to be' if past else 'are'} answered in writing by {when}. "
        f"{many} for an answer that young people can read."
    )
    subject = (
        f"Young people were to be answered in writing by {by}"
        if past
        else f"A reminder: please answer young people in writing by {by}"
    )
    return _mail(session, asked, (subject, before, f"in-writing:{day}"), staff_address)


def unanswered(session: Session, digest: Digest) -> list[Ask]:
    """Return the digest's asks that have no published answer, in order."""
    return [ask for ask in asks_on(session, digest) if last_published(session, ask.id) is None]


def _asked(session: Session, digest_id: UUID, account_id: UUID) -> _Asked | None:
    digest = session.get(Digest, digest_id)
    account = session.get(Account, account_id)
    if digest is None or account is None or not account.active:
        return None
    asks, where = unanswered(session, digest), answered_at(digest.meeting)
    if where.meeting is not None or not asks:
        return None
    return _Asked(account, digest, asks, where.on)


def _mail(session: Session, asked: _Asked, words: tuple[str, str, str], staff_address: str) -> Mail:
    subject, before, mark = words
    listed = [
        (ask.number, open_words(session, ask), answer_page(staff_address, ask))
        for ask in asked.asks
    ]
    paper = f"{staff_address}/digests/{asked.digest.id}"
    return Mail(
        asked.account.email,
        subject,
        _plain(before, listed, paper),
        _html(before, listed, paper),
        f"{asked.digest.id}:{mark}",
    )


_AFTER = (
    "Each is answered as at a meeting: did, will, looking, asked or cannot. Young people see "
    "the day. The paper of the next meeting says what was decided."
)


def _plain(before: str, listed: list[tuple[int, str, str]], paper: str) -> str:
    asks = "\n".join(
        f"{number}. {words}\n   Answer it, signed in: {link}" for number, words, link in listed
    )
    return f"{before}\n\n{asks}\n\n{_AFTER}\n\nThe paper: {paper}\n"


def _html(before: str, listed: list[tuple[int, str, str]], paper: str) -> str:
    items = "".join(
        f'<li value="{number}">{escape(words)}<br><a href="{link}">Answer ask {number}</a></li>'
        for number, words, link in listed
    )
    return (
        f"<p>{escape(before)}</p><ol>{items}</ol><p>{_AFTER}</p>"
        f'<p><a href="{paper}">The paper</a></p>'
    )


def _why(meeting: Meeting, many: int, by: str) -> str:
    asks = "its one ask" if many == 1 else f"its {many} asks"
    are = "is" if many == 1 else "are"
    return (
        f"{meeting.board.name} did not meet on {long_date(meeting.meets_on)}: {meeting.why} "
        f"So {asks} {are} answered in writing, by {by}."
    )
