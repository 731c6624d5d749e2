"""Topics: asked for by an answer, listed by an officer, backed once a pass, told what came."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from participation.core.clock import SetClock
from participation.core.errors import BadInput, Changed, NotFound, Refused
from participation.core.keys import KeyFolder
from participation.models import Backing, Digest, OpenBacking, Outcome
from participation.models.database import Database
from participation.services import (
    backings,
    clearing,
    digests,
    invites,
    meetings,
    topics,
    withdrawals,
)
from participation.services.invites import Route
from participation.services.papers import released_digest
from tests.factories import a_consultation, a_council, a_meeting, say
from tests.services.listing import WORDS, Asked, a_listed_topic, asked_for
from tests.web.young.answered import an_officer


@pytest.fixture
def asked(database: Database, keys: KeyFolder, clock: SetClock) -> Asked:
    """A topic on a list, and another council with one of its own."""
    with database.writing() as session:
        a_listed_topic(session, keys, clock, a_council(session, "othershire"))
        return a_listed_topic(session, keys, clock, a_council(session))


def back_by(
    session: Session, keys: KeyFolder, asked: Asked, clock: SetClock, many: int
) -> list[bytes]:
    """Have so many receipts back the topic, and return what they are stored as."""
    kept = [bytes([number]) * 32 for number in range(many)]
    for each in kept:
        args = (session, keys.young(), asked.council, each, asked.topic.id, True)
        backings.back(*args, clock.now().date())
    return kept


def built(session: Session, asked: Asked, clock: SetClock) -> Digest:
    """Return the digest of the topic's meeting, which takes no consultation."""
    meeting = meetings.meeting_of(session, asked.council, asked.meeting.id)
    return digests.build_digest(session, asked.council, asked.officer, meeting, [], clock.now())


def backed(session: Session) -> int:
    return session.scalar(select(func.count(Backing.id))) or 0


def test_only_what_was_cleared_waits_to_be_listed(
    database: Database, keys: KeyFolder, clock: SetClock, asked: Asked
) -> None:
    with database.writing() as session:
        say(session, keys, asked.consultation, clock.now(), "A later bedtime")

        waiting = topics.to_list(session, asked.council)

    assert waiting == ()


def test_a_topic_is_listed_once_in_a_line_for_a_meeting_to_come(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    now = clock.now()
    with database.writing() as session:
        council = a_council(session)
        officer = an_officer(session, council)
        asked_for(session, keys, clock, council, officer)
        key = topics.to_list(session, council)[0].answer_id
        soon = a_meeting(session, council, now.date() + timedelta(days=9))
        been = a_meeting(session, council, now.date() - timedelta(days=9))
        args = (session, council, officer, key)

        for words in ("", " \n ", "x" * 201):
            with pytest.raises(BadInput, match="in a line of at most 200"):
                topics.put_on_list(*args, soon.id, words, now)
        with pytest.raises(Refused, match="papers have gone out"):
            topics.put_on_list(*args, been.id, WORDS, now)
        with pytest.raises(NotFound):
            topics.put_on_list(*args, uuid4(), WORDS, now)
        topics.put_on_list(*args, soon.id, " Buses\n on Sundays ", now)
        with pytest.raises(Changed, match="on a list already"):
            topics.put_on_list(*args, soon.id, WORDS, now)

        assert [line.words for line in topics.topic_lines(session, council)] == [WORDS]


def test_words_that_may_not_be_shown_are_written_anew(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    now = clock.now()
    with database.writing() as session:
        council = a_council(session)
        officer = an_officer(session, council)
        survey = a_consultation(session, council, now.date(), "next", "next-meeting")
        say(session, keys, survey, now, WORDS, show=False)
        unread = clearing.Decision(WORDS, ())
        (answer_id,) = session.scalars(select(clearing.Answer.id))
        clearing.clear(session, council, officer, answer_id, unread, now)
        soon = a_meeting(session, council, now.date() + timedelta(days=9))
        args = (session, council, officer, answer_id, soon.id)

        with pytest.raises(BadInput, match="Write it in yours"):
            topics.put_on_list(*args, WORDS, now)

        assert topics.put_on_list(*args, "Sunday buses", now).words == "Sunday buses"


def test_a_receipt_backs_a_topic_once_and_can_take_it_back(
    database: Database, keys: KeyFolder, clock: SetClock, asked: Asked
) -> None:
    young, today = keys.young(), clock.now().date()
    with database.writing() as session:
        home = a_consultation(session, asked.council, today)
        receipt = str(say(session, keys, home, clock.now()).receipt)
        kept = backings.pass_of(session, young, asked.council, receipt)
        args = (session, young, asked.council, kept, asked.topic.id)
        seen = []

        for wants in (True, True, False, True):
            backings.back(*args, wants, today)
            listed = backings.topics_of(session, young, asked.council, kept)
            seen.append((backed(session), listed[0].backed))

        assert seen == [(1, True), (1, True), (0, False), (1, True)]
        assert [each.backed for each in backings.topics_of(session, young, asked.council)] == [
            False
        ]


def test_an_invite_that_is_not_spent_backs_a_topic_and_a_strangers_word_does_not(
    database: Database, keys: KeyFolder, clock: SetClock, asked: Asked
) -> None:
    young, today = keys.young(), clock.now().date()
    with database.writing() as session:
        shut = a_consultation(session, asked.council, today, "shut", by_invite=True)
        pepper = keys.reading().invites
        made = invites.make_invites(
            session, asked.council, pepper, shut, "foster-care", Route.POST, 2
        ).codes
        invites.spend(session, invites.invite_id(pepper, made[1]))

        kept = backings.pass_of(session, young, asked.council, made[0])
        for typed in (made[1], "brave otter lemon river kite", "", "x" * 5000):
            with pytest.raises(NotFound, match="can't find anything under that"):
                backings.pass_of(session, young, asked.council, typed)

    assert kept == invites.invite_id(pepper, made[0])


def test_a_pass_of_another_council_and_its_topics_are_unknown_here(
    database: Database, keys: KeyFolder, clock: SetClock, asked: Asked
) -> None:
    young, today = keys.young(), clock.now().date()
    with database.writing() as session:
        other = a_council(session, "thirdshire")

        with pytest.raises(NotFound):
            backings.pass_of(session, young, other, asked.receipt)
        with pytest.raises(NotFound, match="not on the list any more"):
            backings.back(session, young, other, bytes(32), asked.topic.id, True, today)
        with pytest.raises(NotFound):
            backings.tap(session, other, asked.topic.id, today)

        assert backings.topics_of(session, young, other) == ()
        assert topics.topic_lines(session, other) == ()


def test_taps_that_are_open_to_anyone_are_counted_apart(
    database: Database, clock: SetClock, asked: Asked
) -> None:
    with database.writing() as session:
        for _ in range(3):
            backings.tap(session, asked.council, asked.topic.id, clock.now().date())

        assert session.scalars(select(OpenBacking.taps)).all() == [3]
        assert backed(session) == 0


@pytest.mark.parametrize(("many", "told"), [(9, None), (12, "about 10"), (14, "about 15")])
def test_how_many_want_it_is_told_by_the_gate_alone(
    database: Database, keys: KeyFolder, clock: SetClock, asked: Asked, many: int, told: str | None
) -> None:
    with database.writing() as session:
        back_by(session, keys, asked, clock, many)
        before = topics.topic_lines(session, asked.council)

        digest = built(session, asked, clock)
        paper = released_digest(session, asked.council, digest, "", clock.now().date())

    assert before[0].backed_by is None
    assert [(topic.words, topic.backed_by and topic.backed_by.words) for topic in paper.topics] == [
        (WORDS, told)
    ]


def test_one_backing_more_or_less_moves_no_figure(
    database: Database, keys: KeyFolder, clock: SetClock, asked: Asked
) -> None:
    young, today = keys.young(), clock.now().date()
    told = []
    with database.writing() as session:
        kept = back_by(session, keys, asked, clock, 12)
        for wants in (True, False, True):
            backings.back(session, young, asked.council, kept[0], asked.topic.id, wants, today)
            backings.back(
                session, young, asked.council, bytes(31) + b"x", asked.topic.id, wants, today
            )
            built(session, asked, clock)
            told.append(topics.topic_lines(session, asked.council)[0].backed_by)

    assert {figure.words for figure in told} == {"about 15"}


def test_once_the_papers_are_out_the_list_takes_no_more(
    database: Database, keys: KeyFolder, clock: SetClock, asked: Asked
) -> None:
    now = clock.now()
    with database.writing() as session:
        home = a_consultation(session, asked.council, now.date())
        args = (session, asked.council, asked.officer)
        digest = digests.build_digest(*args, asked.meeting, [home], now)
        digests.send_digest(*args, digest, now)
        say(session, keys, asked.consultation, now, "A later bedtime")
        answer_id = session.scalars(
            select(clearing.Answer.id).where(clearing.Answer.cleared.is_(None))
        ).one()
        clearing.clear(*args, answer_id, clearing.Decision("A later bedtime", ()), now)

        with pytest.raises(Refused, match="Choose the next one"):
            topics.put_on_list(*args, answer_id, asked.meeting.id, "Bedtimes", now)


def test_what_became_of_it_is_told_and_ends_the_backing(
    database: Database, keys: KeyFolder, clock: SetClock, asked: Asked
) -> None:
    young, now = keys.young(), clock.now()
    with database.writing() as session:
        args = (session, asked.council, asked.officer, asked.topic.id)
        with pytest.raises(BadInput, match="Write why not"):
            topics.leave_off(*args, "  ", now)
        topics.leave_off(*args, "The bus company comes in May.", now)
        refused = backings.topics_of(session, young, asked.council)[0]
        with pytest.raises(NotFound):
            backings.tap(session, asked.council, asked.topic.id, now.date())
        with pytest.raises(Refused, match="told already"):
            topics.take_off_list(*args, now)
        topics.put_on_agenda(*args, asked.meeting.id, now)
        agreed = backings.topics_of(session, young, asked.council)[0]

    assert (refused.outcome, refused.reason) == (Outcome.NOT_NOW, "The bus company comes in May.")
    assert (agreed.outcome, agreed.on_agenda) == (Outcome.AGENDA, asked.meeting.meets_on)
    assert not refused.is_open(now.date())


def test_off_the_list_its_words_wait_again_and_its_backings_are_gone(
    database: Database, keys: KeyFolder, clock: SetClock, asked: Asked
) -> None:
    with database.writing() as session:
        back_by(session, keys, asked, clock, 2)

        topics.take_off_list(session, asked.council, asked.officer, asked.topic.id, clock.now())

        assert [each.words.text for each in topics.to_list(session, asked.council)] == [WORDS]
        assert backed(session) == 0


def test_words_taken_back_take_their_topic_and_their_backings_along(
    database: Database, keys: KeyFolder, clock: SetClock, asked: Asked
) -> None:
    young, now = keys.young(), clock.now()
    with database.writing() as session:
        other = str(say(session, keys, asked.consultation, now, "A dog").receipt)
        back_by(session, keys, asked, clock, 2)
        kept = backings.pass_of(session, young, asked.council, other)
        backings.back(session, young, asked.council, kept, asked.topic.id, True, now.date())

        withdrawals.take_back(session, young, other, now)
        without = backed(session)
        withdrawals.take_back(session, young, asked.receipt, now)

        assert without == 2
        assert topics.topic_lines(session, asked.council) == ()
        assert backed(session) == 0
