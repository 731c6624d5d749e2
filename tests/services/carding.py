"""A challenge card that somebody put, for tests."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.domain.policy import Role
from participation.models import Account, Card, Consultation, Council, Meeting
from participation.services import cards, clearing, consultations, reading
from participation.services.card_takers import name_taker
from surveys.loader import load_survey
from tests.factories import a_meeting, an_account, say
from tests.web.young.answered import an_officer

WORDS = "Why do I have three social workers in a year?"


@dataclass(frozen=True)
class Dealt:
    """The card with its meeting and people, and the receipt of whoever put it."""

    council: Council
    officer: Account
    member: Account
    consultation: Consultation
    meeting: Meeting
    card: Card
    receipt: str


def asked_on_a_card(
    session: Session, keys: KeyFolder, clock: SetClock, council: Council, officer: Account
) -> tuple[Consultation, str]:
    """Return where a card was put, and the receipt; it is cleared and goes to nobody yet."""
    today = clock.now().date()
    version = consultations.publish_survey(session, council, load_survey("challenge-card", "demo"))
    until = today + timedelta(days=365)
    opening = consultations.Opening("cards", "Challenge cards", (), today, until)
    consultation = consultations.open_consultation(session, council, version, opening)
    receipt = str(say(session, keys, consultation, clock.now(), WORDS).receipt)
    while unread := reading.next_unread(session, council, keys.reading()):
        decision = clearing.Decision(unread.masked, ("social-workers",))
        clearing.clear(session, council, officer, unread.answer_id, decision, clock.now())
    return consultation, receipt


def a_card(
    session: Session,
    keys: KeyFolder,
    clock: SetClock,
    council: Council,
    officer: Account | None = None,
    member: Account | None = None,
) -> Dealt:
    """Return a card to the lead member and the director, due at a meeting in three weeks."""
    now = clock.now()
    officer = officer or an_officer(session, council)
    member = member or an_account(session, council, Role.MEMBER)
    consultation, receipt = asked_on_a_card(session, keys, clock, council, officer)
    meeting = a_meeting(session, council, now.date() + timedelta(weeks=3, days=1))
    waiting = cards.cards_to_put(session, council)[0]
    new = cards.NewCard(waiting.words.text, ("lead-member", "director"), meeting.id)
    card = cards.put_card(session, council, officer, waiting.answer_id, new, now)
    name_taker(session, council, officer, "lead-member", member.id, now)
    return Dealt(council, officer, member, consultation, meeting, card, receipt)
