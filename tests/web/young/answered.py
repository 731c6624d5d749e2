"""A loop that has gone all the way round, for the wall and for receipts."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.domain.policy import Role
from participation.domain.responses import Reply, ResponseKind
from participation.models import Account, Consultation, Council
from participation.services import clearing, digests, reading, responses
from tests.factories import a_meeting, say


@dataclass(frozen=True)
class Story:
    """What came of one consultation: a receipt, an answer and an ask without one."""

    receipt: str
    response_id: UUID


def an_officer(session: Session, council: Council) -> Account:
    """Return an officer, without the half second that a password takes."""
    account = Account(
        council_id=council.id,
        email=f"officer@{council.name}.example",
        handle="officer",
        name="Officer",
        role=Role.OFFICER.value,
        password="none",
        active=True,
        fs_uniquifier=f"{council.name}-officer",
    )
    session.add(account)
    session.flush()
    return account


def a_story(session: Session, keys: KeyFolder, clock: SetClock, link: str, reply: Reply) -> Story:
    """Play one consultation to its published answer, with an ask that has none yet."""
    consultation = session.scalars(select(Consultation).where(Consultation.link == link)).one()
    council = session.get_one(Council, consultation.council_id)
    officer = an_officer(session, council)
    sent = say(session, keys, consultation, clock.now())
    while unread := reading.next_unread(session, council, keys.reading()):
        decision = clearing.Decision(unread.masked, ("wifi-and-phones",))
        clearing.clear(session, council, officer, unread.answer_id, decision, clock.now())
    meeting = a_meeting(session, council, clock.now().date() + timedelta(weeks=4))
    digest = digests.build_digest(session, council, officer, meeting, [consultation], clock.now())
    asks = [
        digests.put_ask(
            session, council, digest, digests.NewAsk(consultation.id, "wifi-and-phones", "", words)
        )
        for words in ("Mend the wifi.", "Let us choose the paint.")
    ]
    digests.send_digest(session, council, officer, digest, clock.now())
    given = responses.record_response(session, council, officer, asks[0].id, reply, clock.now())
    responses.publish_response(
        session, council, officer, given.id, "We mended it in every house.", clock.now()
    )
    return Story(str(sent.receipt), given.id)


DONE = Reply(ResponseKind.DID, "It is done.", shown_by="A speed test in each house")
