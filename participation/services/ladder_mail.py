"""The mail of each rung: what was asked, how late it is, and who has been told; never a quote."""

from datetime import date
from html import escape
from uuid import UUID

from sqlalchemy.orm import Session

from participation.core.ports import Mail
from participation.domain.responses import long_date
from participation.models import Account, Ask, Council
from participation.services.bodies import addresses_of
from participation.services.ladder import BY_ADDRESS, Climb, Step, climbs
from participation.services.notices import answer_page
from participation.services.responses import last_published
from surveys.pack_ladder import OWNER


def rung_mail(
    session: Session, ask_id: UUID, rung: str, to: str, staff_address: str, today: date
) -> Mail | None:
    """Return the mail to one rung, or None when the ask is no longer late or nobody is there."""
    ask = session.get(Ask, ask_id)
    if ask is None:
        return None
    council = session.get_one(Council, ask.council_id)
    climb = climbs(session, council, today).get(ask_id)
    step = None if climb is None else _step(climb, rung)
    email = _address(session, council, rung, to)
    if climb is None or step is None or email is None:
        return None
    lines = _lines(session, council, climb, step, today)
    if to != BY_ADDRESS:
        lines.append(f"Sign in to answer, or to say why: {answer_page(staff_address, ask)}")
        if rung != OWNER:
            lines.insert(
                0,
                f"No address is set for {step.rung.who}. Please pass this on today, and set one: "
                f"{staff_address}/bodies",
            )
    html = "".join(f"<p>{escape(line)}</p>" for line in lines)
    subject = f"Young people are waiting: {(today - climb.since).days} days late"
    return Mail(email, subject, "\n\n".join(lines) + "\n", html, f"{ask_id}:{rung}:{climb.since}")


def _step(climb: Climb, rung: str) -> Step | None:
    return next((step for step in climb.steps if step.rung.code == rung), None)


def _address(session: Session, council: Council, rung: str, to: str) -> str | None:
    if to == BY_ADDRESS:
        return addresses_of(session, council).get(rung)
    account = session.get(Account, UUID(to))
    return account.email if account is not None and account.active else None


def _lines(session: Session, council: Council, climb: Climb, step: Step, today: date) -> list[str]:
    given = last_published(session, climb.ask.id)
    days = (today - climb.since).days
    late = f"{days} {'day' if days == 1 else 'days'}"
    lines = [f"{council.title}: young people asked: {climb.words}"]
    due = long_date(climb.since)
    if given is None:
        lines.append(f"They have had no answer. It was due on {due}, {late} ago.")
    else:
        is_open = climb.words == climb.ask.words
        if is_open:
            lines.append(f"They were told: {given.plain}")
        lines.append(f"That was to be by {due}, {late} ago.")
        if not given.late_reason:
            lines.append("Nobody has said why.")
        elif is_open:
            lines.append(f"The reason given: {given.late_reason}")
    lines.append(ladder_words(climb, without=step.rung.code))
    lines.append(
        f"This comes to {step.rung.who} by the council's own rule, because it is more than "
        f"{step.rung.after_days} {'day' if step.rung.after_days == 1 else 'days'} late. Young "
        "people can see that it is late."
    )
    return [line for line in lines if line]


def ladder_words(climb: Climb, without: str = "") -> str:
    """Return who was told so far, whose mail has not gone, and who is next, in a few sentences.

    A mail that has not gone is not told of to the rung it is for, which is `without`.
    """
    told = ", ".join(
        f"{step.rung.who} ({long_date(step.told_on)})" for step in climb.steps if step.told_on
    )
    unsent = ", ".join(
        f"{step.rung.who} (since {long_date(step.on)})"
        for step in climb.unsent
        if step.rung.code != without
    )
    coming = climb.next
    said = [f"Told so far: {told}."] if told else []
    if unsent:
        said.append(f"Mail that has not gone yet, and is tried until it does: {unsent}.")
    if coming is not None:
        said.append(f"Next: {coming.rung.who}, on {long_date(coming.on)}.")
    return " ".join(said)


def held_words(until: date) -> str:
    """Return what is said of a signed answer that a pause keeps from being told until a day."""
    return (
        f"Answered and signed. It can be told after {long_date(until)}, when the pause before an "
        "election is over; nobody is written to until then."
    )
