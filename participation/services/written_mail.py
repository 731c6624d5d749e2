"""The mail of a written procedure: what members are asked, and by when; never a quote."""

from html import escape
from uuid import UUID

from sqlalchemy.orm import Session

from participation.core.ports import Mail
from participation.domain.responses import long_date
from participation.models import Account, Digest, Meeting
from participation.services.digests import asks_on
from participation.services.exempt_items import open_words
from participation.services.meeting_changes import answered_at
from participation.services.notices import answer_page
from participation.services.responses import last_published


def written_mail(
    session: Session, digest_id: UUID, account_id: UUID, staff_address: str
) -> Mail | None:
    """Return the mail that asks a member to answer in writing, or None if nothing is left to.

    Nothing is once each ask has a published answer, or a meeting takes them after all.
    """
    digest = session.get(Digest, digest_id)
    account = session.get(Account, account_id)
    if digest is None or account is None or not account.active:
        return None
    asks = [ask for ask in asks_on(session, digest) if last_published(session, ask.id) is None]
    where = answered_at(digest.meeting)
    if where.meeting is not None or not asks:
        return None
    by = long_date(where.on)
    before = _why(digest.meeting, many=len(asks), by=by)
    listed = [
        (ask.number, open_words(session, ask), answer_page(staff_address, ask)) for ask in asks
    ]
    subject = f"Please answer young people in writing by {by}"
    paper = f"{staff_address}/digests/{digest.id}"
    return Mail(
        account.email,
        subject,
        _plain(before, listed, paper),
        _html(before, listed, paper),
        f"{digest_id}:in-writing",
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
