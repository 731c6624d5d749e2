"""What a decision about a flag sets going: a check on everyone of a group, a message to all."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from participation.core.clock import SetClock
from participation.core.errors import BadInput, Changed, NotFound, Refused
from participation.core.keys import KeyFolder
from participation.domain.safeguarding import FlagDecision, FlagState
from participation.models import Account, Alert, AuditLine, MessageToAll
from participation.models.database import Database
from participation.services import flags, follow_ups, messages, rounds
from participation.services.flags import Decided
from participation.services.follow_ups import Check, Message
from participation.services.journeys import journey
from tests.factories import a_consultation
from tests.services.safeguarding import Lane, a_lane, flag_next

FRIDAY = date(2026, 3, 13)
HELP = "Some of you told us that home is hard. You can call Childline on 0800 1111."


def decided(
    session: Session, keys: KeyFolder, clock: SetClock, decision: FlagDecision
) -> tuple[Lane, UUID]:
    lane = a_lane(session, keys, clock.now())
    flag_id = flag_next(session, keys, lane, clock.now())
    args = (session, lane.council, lane.lead, keys.reading(), flag_id)
    flags.decide(*args, Decided(decision, "Nobody knows who wrote it."), clock.now())
    return lane, flag_id


def told(session: Session) -> set[str]:
    return {
        f"{session.get_one(Account, alert.told_id).role} {alert.state}"
        for alert in session.query(Alert)
    }


def test_a_check_says_who_and_until_when_is_reminded_and_then_closed(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    with database.writing() as session:
        lane, flag_id = decided(session, keys, clock, FlagDecision.CHECK_ON_GROUP)
        args = (session, lane.council, lane.lead)
        check = Check("The fostering team", FRIDAY)

        with pytest.raises(Refused, match="under way"):
            flags.close(*args, flag_id, clock.now())
        follow_ups.begin_check(*args, keys.reading(), flag_id, check, clock.now())
        (line,) = flags.flags(session, lane.council)
        rounds.look_round(session, lane.council, clock.now() + timedelta(days=1))
        before = told(session)
        rounds.look_round(session, lane.council, clock.now() + timedelta(days=3))
        waits = flags.undecided(session, lane.council, clock.now() + timedelta(days=3))
        step = flags.steps_of(session, lane.council, keys.reading(), flag_id)[-1]
        flags.close(*args, flag_id, clock.now() + timedelta(days=3))

        assert (line.state, line.due.date()) == (FlagState.UNDER_WAY, FRIDAY)
        assert step.reason == "The fostering team, until 13 March 2026"
        assert "safeguarding-lead under-way" not in before
        assert told(session) >= {"safeguarding-lead under-way", "safeguarding-deputy under-way"}
        assert waits == 1
        assert flags.undecided(session, lane.council, clock.now() + timedelta(days=9)) == 0


def test_a_decision_that_nobody_sets_going_is_told_of_the_next_working_day(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    with database.writing() as session:
        lane, _ = decided(session, keys, clock, FlagDecision.MESSAGE_TO_ALL)

        rounds.look_round(session, lane.council, clock.now() + timedelta(hours=5))
        same_day = told(session)
        rounds.look_round(session, lane.council, clock.now() + timedelta(days=2))

        assert "safeguarding-lead decided" not in same_day
        assert "safeguarding-lead decided" in told(session)


def test_a_message_reaches_everybody_of_the_consultation_until_its_last_day_and_no_other(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    today = clock.now().date()
    with database.writing() as session:
        lane, flag_id = decided(session, keys, clock, FlagDecision.MESSAGE_TO_ALL)
        other = a_consultation(session, lane.council, today, name="other")
        args = (session, lane.council, lane.lead, keys.reading(), flag_id)

        follow_ups.put_message(*args, Message(HELP, FRIDAY), clock.now())

        (message,) = messages.messages_for(session, lane.consultation, FRIDAY)
        found = journey(session, keys.young(), lane.receipt, today)
        (line,) = session.query(AuditLine).where(AuditLine.action == "put a message to all")
        kept = flags.steps_of(session, lane.council, keys.reading(), flag_id)[-1].reason
        assert kept == f"Shown until 13 March 2026: {HELP}"
        assert (message.words, message.consultation) == (HELP, "Where I live")
        assert [shown.words for shown in found.messages] == [HELP]
        assert messages.messages_of(session, lane.council, today) == (message,)
        assert messages.messages_for(session, other, today) == ()
        assert messages.messages_for(session, lane.consultation, FRIDAY + timedelta(days=1)) == ()
        assert (line.consultation_id, line.note) == (lane.consultation.id, "")
        messages.forget_past(session, FRIDAY)
        assert messages.messages_for(session, lane.consultation, FRIDAY) == (message,)
        messages.forget_past(session, FRIDAY + timedelta(days=1))
        assert session.query(MessageToAll).count() == 0


def test_a_message_tells_nothing_of_the_answer_that_caused_it(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    with database.writing() as session:
        lane, flag_id = decided(session, keys, clock, FlagDecision.MESSAGE_TO_ALL)
        args = (session, lane.council, lane.lead, keys.reading(), flag_id)

        for words in (
            "If somebody HURTS me when nobody is there, tell us.",
            "Has Kayleigh Thornton been unkind to you?",
            "  ",
            "x" * 1_001,
        ):
            with pytest.raises(BadInput):
                follow_ups.put_message(*args, Message(words, FRIDAY), clock.now())
        with pytest.raises(BadInput, match="day"):
            follow_ups.put_message(*args, Message(HELP, date(2026, 3, 1)), clock.now())

        leads_to = {
            key.column.table.name
            for table in (MessageToAll.__table__,)
            for key in table.foreign_keys
        }
        assert leads_to == {"council", "consultation"}
        assert session.query(MessageToAll).count() == 0


def test_a_message_is_put_once_and_can_be_taken_down(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    now = clock.now()
    with database.writing() as session:
        lane, flag_id = decided(session, keys, clock, FlagDecision.MESSAGE_TO_ALL)
        args = (session, lane.council, lane.lead)
        put = (*args, keys.reading(), flag_id, Message(HELP, FRIDAY), now)
        with pytest.raises(Changed):
            follow_ups.begin_check(*args, keys.reading(), flag_id, Check("Me", FRIDAY), now)
        follow_ups.put_message(*put)
        with pytest.raises(Changed):
            follow_ups.put_message(*put)
        (message,) = messages.messages_of(session, lane.council, now.date())

        messages.take_down(*args, message.message_id, now)

        assert messages.messages_of(session, lane.council, now.date()) == ()
        with pytest.raises(NotFound):
            messages.take_down(*args, message.message_id, now)
