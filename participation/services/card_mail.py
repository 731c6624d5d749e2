"""Mail to whoever answers challenge cards: how many wait, by when, and where; never their words."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from participation.core.clock import HERE
from participation.core.ports import Mail
from participation.domain.responses import long_date
from participation.models import Account, Council
from participation.services.card_returns import homework_of
from participation.services.jobs import ask_for

TELL_HOMEWORK, REMIND_OF_HOMEWORK = "tell-homework", "remind-of-homework"
BEFORE = timedelta(days=7)
MORNING = time(8, tzinfo=HERE)


def plan_homework_mail(
    session: Session, council: Council, takers: Iterable[Account], due: date, now: datetime
) -> None:
    """Have each told of their homework now, and once more a week before its day."""
    for taker in takers:
        if taker.active:
            ask_for(session, council.id, TELL_HOMEWORK, str(taker.id), now)
            soon = datetime.combine(due - BEFORE, MORNING)
            if soon > now:
                ask_for(session, council.id, REMIND_OF_HOMEWORK, f"{taker.id}:{due}", soon)


def homework_mail(session: Session, account_id: UUID, staff_address: str) -> Mail | None:
    """Return the mail about somebody's open cards, or None when all are answered."""
    account = session.get(Account, account_id)
    if account is None or not account.active:
        return None
    mine = homework_of(session, session.get_one(Council, account.council_id), account)
    if not mine:
        return None
    many = "1 challenge card waits" if len(mine) == 1 else f"{len(mine)} challenge cards wait"
    link = f"{staff_address}/cards"
    words = (
        f"{many} for your answer. The next is due on {long_date(mine[0].due.on)}; what you "
        f"return by {long_date(mine[0].answer_by)} stands in the paper."
    )
    return Mail(
        account.email,
        "A question from young people waits for your answer",
        f"{words}\n\nSign in to read and answer: {link}\n",
        f'<p>{words}</p><p><a href="{link}">Sign in to read and answer</a></p>',
    )
