from datetime import timedelta

import pytest

from participation.core.clock import SetClock
from participation.core.errors import BadInput, Changed
from participation.core.keys import KeyFolder
from participation.domain.policy import Role
from participation.domain.safeguarding import FlagDecision, FlagState
from participation.models import Account, Alert, FlagStep
from participation.models.database import Database
from participation.services import flags, rounds
from participation.services.alerts import route_now
from participation.services.flags import Decided
from tests.factories import an_account
from tests.services.safeguarding import WORDS, a_lane, flag_next

HOUR = timedelta(hours=1)
REASON = "Told the duty team at ten."


def told(session) -> list[str]:
    return sorted(
        f"{session.get_one(Account, alert.told_id).role} {alert.state}"
        for alert in session.query(Alert)
    )


def test_a_flag_goes_from_new_to_closed_with_who_and_when_on_it_alone(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    now, reader = clock.now(), keys.reading()
    with database.writing() as session:
        lane = a_lane(session, keys, now)
        flag_id = flag_next(session, keys, lane, now)
        args = (session, lane.council, lane.lead)

        flags.see(*args, flag_id, now)
        decided = Decided(FlagDecision.REFERRED, REASON)
        flags.decide(*args, reader, flag_id, decided, now + HOUR)
        flags.close(*args, flag_id, now + 2 * HOUR)

        (line,) = flags.flags(session, lane.council)
        steps = flags.steps_of(session, lane.council, reader, flag_id)
        assert (line.state, line.due) == (FlagState.CLOSED, None)
        assert line.decision is FlagDecision.REFERRED
        assert [(step.state, step.hour) for step in steps] == [
            (FlagState.SEEN, now),
            (FlagState.DECIDED, now + HOUR),
            (FlagState.CLOSED, now + 2 * HOUR),
        ]
        assert {step.name for step in steps} == {lane.lead.name}
        assert [step.reason for step in steps] == ["", REASON, ""]
        assert all(REASON.encode() not in (row.reason or b"") for row in session.query(FlagStep))


def test_the_words_are_not_shown_before_somebody_takes_them_on(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    with database.writing() as session:
        lane = a_lane(session, keys, clock.now())
        flag_id = flag_next(session, keys, lane, clock.now())

        with pytest.raises(Changed):
            flags.words_of_flag(session, lane.council, keys.reading(), flag_id)
        flags.see(session, lane.council, lane.lead, flag_id, clock.now())

        assert flags.words_of_flag(session, lane.council, keys.reading(), flag_id) == WORDS


def test_a_decision_needs_a_reason_and_is_made_once(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    now, reader = clock.now(), keys.reading()
    with database.writing() as session:
        lane = a_lane(session, keys, now)
        args = (session, lane.council, lane.lead)
        flag_id = flag_next(session, keys, lane, now)

        with pytest.raises(BadInput):
            flags.decide(*args, reader, flag_id, Decided(FlagDecision.NO_ACTION, "  "), now)
        with pytest.raises(Changed):
            flags.close(*args, flag_id, now)
        flags.decide(*args, reader, flag_id, Decided(FlagDecision.NO_ACTION, REASON), now)

        with pytest.raises(Changed):
            flags.decide(*args, reader, flag_id, Decided(FlagDecision.REFERRED, REASON), now)


def test_the_deputy_is_told_too_when_nobody_looks_for_a_working_hour(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    now = clock.now()
    with database.writing() as session:
        lane = a_lane(session, keys, now)
        flag_next(session, keys, lane, now)
        rounds.look_round(session, lane.council, now)
        at_once = told(session)
        route_at_once = route_now(session, lane.council, now)
        route_at_night = route_now(session, lane.council, now + 9 * HOUR)

        for _ in range(3):
            rounds.look_round(session, lane.council, now + HOUR)

        assert at_once == ["safeguarding-lead new"]
        assert route_at_once == ""
        assert told(session) == ["safeguarding-deputy new", "safeguarding-lead new"]
        assert "999" in route_now(session, lane.council, now + HOUR)
        assert "999" in route_at_night


def test_what_is_seen_and_not_decided_by_the_next_day_is_told_again_once(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    now = clock.now()
    with database.writing() as session:
        lane = a_lane(session, keys, now)
        flag_id = flag_next(session, keys, lane, now)
        flags.see(session, lane.council, lane.lead, flag_id, now)

        rounds.look_round(session, lane.council, now + 6 * HOUR)
        same_day = told(session)
        rounds.look_round(session, lane.council, now + timedelta(days=2))
        rounds.look_round(session, lane.council, now + timedelta(days=3))

        assert same_day == ["safeguarding-lead new"]
        assert told(session) == [
            "safeguarding-deputy seen",
            "safeguarding-lead new",
            "safeguarding-lead seen",
        ]


def test_whoever_takes_the_place_of_a_lead_who_left_is_told(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    now = clock.now()
    with database.writing() as session:
        lane = a_lane(session, keys, now)
        an_account(session, lane.council, Role.ADMINISTRATOR)
        flag_next(session, keys, lane, now)

        lane.lead.active = False
        rounds.look_round(session, lane.council, now)
        lane.deputy.active = False
        rounds.look_round(session, lane.council, now)
        an_account(session, lane.council, Role.SAFEGUARDING, "new-lead")
        rounds.look_round(session, lane.council, now)

        assert told(session) == [
            "administrator new",
            "safeguarding-deputy new",
            "safeguarding-lead new",
            "safeguarding-lead new",
        ]


def test_a_worry_word_that_nobody_reads_for_a_working_hour_is_told(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    now = clock.now()
    with database.writing() as session:
        lane = a_lane(session, keys, now)
        rounds.look_round(session, lane.council, now)
        before = told(session)

        for hours in (1, 2, 30):
            rounds.look_round(session, lane.council, now + hours * HOUR)
        alerts = set(told(session))
        each_once = len(set(session.query(Alert.told_id, Alert.answer_id)))

        assert before == []
        assert alerts == {"officer worry", "safeguarding-lead worry", "safeguarding-deputy worry"}
        assert session.query(Alert).count() == each_once
