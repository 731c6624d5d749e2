"""Mail to the proper officer: how many items wait to be decided, for which meeting, and where.

Never what an item is about, nor its title: a mail passes many hands.
"""

from datetime import datetime
from html import escape
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.clock import day_of, is_working_day, working_days_after
from participation.core.ports import Mail
from participation.domain.policy import Role
from participation.domain.responses import long_date
from participation.models import Account, Council, Job
from participation.services.exemptions import TELL_EXEMPT, to_decide
from participation.services.jobs import ask_for
from participation.services.meetings import nation_of
from participation.services.staff import active_in_role

REMIND_OF_EXEMPT = "remind-of-exempt"
REMINDED_EVERY = 2
"""Working days: papers go out a week before their meeting, and nothing goes until it is decided."""


def plan_exempt_reminders(session: Session, council: Council, now: datetime) -> int:
    """Have each proper officer reminded of what waits for them; return how many mails that is.

    One mail tells of all that waits, and none is asked for while an earlier one has not gone.
    """
    today, nation = day_of(now), nation_of(council)
    if not is_working_day(today, nation):
        return 0
    rows = [one.exemption for one in to_decide(session, council)]
    if all(
        row.told_on is not None and working_days_after(row.told_on, REMINDED_EVERY, nation) > today
        for row in rows
    ):
        return 0
    unsent = set(
        session.scalars(
            select(Job.subject).where(
                Job.council_id == council.id,
                Job.kind.in_((TELL_EXEMPT, REMIND_OF_EXEMPT)),
                Job.gave_up.is_(False),
            )
        )
    )
    people = [str(key) for key in active_in_role(session, council.id, Role.PROPER_OFFICER)]
    told = [key for key in people if key not in unsent]
    for key in told:
        ask_for(session, council.id, REMIND_OF_EXEMPT, key, now)
    for row in rows:
        row.told_on = today
    session.flush()
    return len(told)


def exempt_mail(session: Session, account_id: UUID, staff_address: str) -> Mail | None:
    """Return the mail that asks a proper officer to decide, or None when nothing waits for them."""
    account = session.get(Account, account_id)
    if account is None or not account.active or account.role != Role.PROPER_OFFICER:
        return None
    waiting = to_decide(session, session.get_one(Council, account.council_id))
    if not waiting:
        return None
    meeting = waiting[0].exemption.digest.meeting
    is_one = len(waiting) == 1
    words = (
        f"{'1 item waits' if is_one else f'{len(waiting)} items wait'} for you to decide whether "
        f"the public may read {'it' if is_one else 'them'}. The "
        f"{'meeting is' if is_one else 'first meeting is'} {meeting.board.name} on "
        f"{long_date(meeting.meets_on)}. Its papers go out by "
        f"{long_date(meeting.papers_due_on)}, and not before you have decided."
    )
    link = f"{staff_address}/exempt"
    quiet = "This message does not say what it is about, on purpose."
    return Mail(
        account.email,
        "An item waits for your decision" if is_one else "Items wait for your decision",
        f"{words}\n\nSign in to read and decide: {link}\n\n{quiet}\n",
        f'<p>{escape(words)}</p><p><a href="{link}">Sign in to read and decide</a></p>'
        f"<p>{quiet}</p>",
        f"exempt:{max(one.exemption.told_on or meeting.meets_on for one in waiting)}",
    )
