"""A council with something behind every door of the young people's app."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.domain.policy import Role
from participation.models import Account, Council
from participation.services import (
    clearing,
    consultations,
    contacts,
    flag_words,
    invites,
    reading,
    topics,
)
from surveys.loader import load_survey_file
from tests.factories import a_consultation, a_council, an_account, say
from tests.services.carding import a_card
from tests.services.listing import Asked, a_listed_topic
from tests.services.safeguarding import Lane, flag_next
from tests.web.young.answered import DONE, a_story

EVERY_KIND = Path(__file__).parents[1] / "surveys" / "every-kind.toml"


@dataclass(frozen=True)
class Sights:
    """Links, a code, and receipts: of an answered consultation and of a word back."""

    link: str
    by_invite: str
    ended: str
    code: str
    told: str
    worried: str


def sights(session: Session, keys: KeyFolder, clock: SetClock) -> Sights:
    """Set the council up; another one has no key to ask to be reached by."""
    a_council(session, "othershire")
    council, today = a_council(session), clock.now().date()
    told = a_consultation(session, council, today, "told").link
    story = a_story(session, keys, clock, told, DONE)
    officer = session.scalars(select(Account).where(Account.council_id == council.id)).one()
    asked = a_listed_topic(session, keys, clock, council, officer)
    a_card(session, keys, clock, council, officer)
    say(session, keys, asked.consultation, clock.now(), "Pocket money")
    _tell_of_another(session, keys, clock, asked)
    lead = an_account(session, council, Role.SAFEGUARDING)
    contacts.make_key(session, council, {lead.id: "a passphrase of four words"})
    shut = a_consultation(session, council, today, "shut", by_invite=True)
    pepper = keys.reading().invites
    codes = invites.make_invites(
        session, council, pepper, shut, "foster-care", invites.Route.POST, 1
    ).codes
    ended = a_consultation(session, council, today - timedelta(days=90), "ended", days=2)
    return Sights(
        link=_every_kind(session, council, clock).link,
        by_invite=shut.link,
        ended=ended.link,
        code=codes[0],
        told=story.receipt,
        worried=_a_word_back(session, keys, clock, council),
    )


def _tell_of_another(session: Session, keys: KeyFolder, clock: SetClock, asked: Asked) -> None:
    """Put one more topic on the list, and tell why it is not talked about."""
    args = (session, asked.council, asked.officer)
    unread = reading.next_unread(session, asked.council, keys.reading())
    assert unread is not None
    clearing.clear(*args, unread.answer_id, clearing.Decision("Pocket money", ()), clock.now())
    meeting = asked.meeting.id
    topic = topics.put_on_list(*args, unread.answer_id, meeting, "Pocket money", clock.now())
    topics.leave_off(*args, topic.id, "It goes up in April.", clock.now())


def _every_kind(session: Session, council: Council, clock: SetClock) -> consultations.Consultation:
    today = clock.now().date()
    version = consultations.publish_survey(session, council, load_survey_file(EVERY_KIND))
    opening = consultations.Opening(
        "all", "All kinds", ("foster-care",), today, today + timedelta(days=9)
    )
    return consultations.open_consultation(session, council, version, opening)


def _a_word_back(session: Session, keys: KeyFolder, clock: SetClock, council: Council) -> str:
    """Return the receipt at which it waits."""
    now = clock.now()
    home = a_consultation(session, council, now.date(), "worried")
    receipt = str(say(session, keys, home, now, "he hurts me").receipt)
    deputy = an_account(session, council, Role.DEPUTY)
    lane = Lane(council, deputy, deputy, deputy, home, receipt)
    flag_id = flag_next(session, keys, lane, now)
    flag_words.leave_word(session, council, deputy, keys.reading(), flag_id, "Say more?", now)
    return receipt
