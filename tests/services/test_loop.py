"""What reaches the board, and what comes back, with rows of another council that must not."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from participation.core.clock import SetClock
from participation.core.errors import Changed, NotFound, Refused
from participation.core.keys import KeyFolder
from participation.domain.digest import ReleasedDigest
from participation.domain.policy import Role
from participation.domain.receipts import unlock, unlock_typed
from participation.domain.responses import Reply, ResponseKind, Verdict
from participation.models import Account, Consultation, Council, Response
from participation.models.database import Database
from participation.services import (
    clearing,
    digests,
    flags,
    journeys,
    papers,
    reactions,
    reading,
    responses,
)
from participation.services.wall import wall
from tests.factories import a_consultation, a_council, a_meeting, an_account, say

from sqlalchemy.orm import Session  # isort: skip


@dataclass
class Scene:
    """One council with somebody in each role, and another that must never show."""

    council: Council
    other: Council
    officer: Account
    member: Account
    lead: Account
    consultation: Consultation


def a_scene(session: Session, clock: SetClock) -> Scene:
    council, other = a_council(session), a_council(session, "othershire")
    today = clock.now().date()
    a_consultation(session, other, today)
    return Scene(
        council,
        other,
        an_account(session, council),
        an_account(session, council, Role.MEMBER),
        an_account(session, council, Role.SAFEGUARDING),
        a_consultation(session, council, today),
    )


def clear_all(session: Session, scene: Scene, keys: KeyFolder, clock: SetClock) -> None:
    while unread := reading.next_unread(session, scene.council, keys.reading()):
        decision = clearing.Decision(unread.masked, ("wifi-and-phones",))
        clearing.clear(
            session, scene.council, scene.officer, unread.answer_id, decision, clock.now()
        )


def take(
    session: Session, scene: Scene, clock: SetClock, weeks: int = 4
) -> tuple[digests.Digest, digests.Ask]:
    meeting = a_meeting(session, scene.council, clock.now().date() + timedelta(weeks=weeks))
    digest = digests.build_digest(
        session, scene.council, scene.officer, meeting, [scene.consultation], clock.now()
    )
    new = digests.NewAsk(scene.consultation.id, "wifi-and-phones", "", "Mend the wifi.")
    ask = digests.put_ask(session, scene.council, digest, new)
    digests.send_digest(session, scene.council, scene.officer, digest, clock.now())
    return digest, ask


def answer(session: Session, scene: Scene, ask: digests.Ask, clock: SetClock) -> Response:
    reply = Reply(ResponseKind.DID, "It is done.", shown_by="A speed test")
    given = responses.record_response(
        session, scene.council, scene.member, ask.id, reply, clock.now()
    )
    return responses.publish_response(
        session, scene.council, scene.officer, given.id, "We mended it.", clock.now()
    )


def paper(
    session: Session, scene: Scene, digest: digests.Digest, clock: SetClock
) -> ReleasedDigest:
    return papers.released_digest(session, scene.council, digest, "", clock.now().date())


def test_the_whole_loop_told_through_services(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    with database.writing() as session:
        scene = a_scene(session, clock)
        sent = [say(session, keys, scene.consultation, clock.now()) for _ in range(14)]
        for _ in range(11):
            say(session, keys, scene.consultation, clock.now(), text="")
        clear_all(session, scene, keys, clock)
        digest, ask = take(session, scene, clock)
        written = paper(session, scene, digest, clock)
        response = answer(session, scene, ask, clock)
        for one in sent[:12]:
            unlocked = unlock(keys.young().pepper, one.receipt)
            reactions.react(session, unlocked, response.id, Verdict.NOT_REALLY)
        clock.moment += timedelta(weeks=6)
        later, _ = take(session, scene, clock)
        second = paper(session, scene, later, clock)
        returned = second.returning
        journey = journeys.journey(session, keys.young(), str(sent[0].receipt), clock.now().date())

    theme = written.consultations[0].themes[0]
    assert theme.count.words == "about 15"
    assert 1 <= len(theme.quotes) <= 2
    assert [line.resolved for line in returned] == [False]
    assert returned[0].verdicts.rows[2].count.words == "about 10"
    assert [part.is_new for part in written.consultations + second.consultations] == [True, False]
    assert (written.last_met, written.earlier) == (None, ())
    assert second.last_met == written.occasion.meeting_on
    assert [(line.words, line.stands) for line in second.earlier] == [("Mend the wifi.", "Done")]
    assert all(stone.filled for stone in journey.stones)
    assert journey.themes == (theme_own_name(journey),)
    assert journey.verdicts == {response.id: Verdict.NOT_REALLY}


def theme_own_name(journey: journeys.Journey) -> str:
    return journey.cards[0].theme


def test_another_council_sees_nothing_of_it(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    with database.writing() as session:
        scene = a_scene(session, clock)
        for _ in range(3):
            say(session, keys, scene.consultation, clock.now())
        unread = reading.next_unread(session, scene.council, keys.reading())
        stranger = an_account(session, scene.other)
        decision = clearing.Decision("mine now", ())

        assert reading.next_unread(session, scene.other, keys.reading()) is None
        assert reading.queue_lines(session, scene.other) == []
        with pytest.raises(NotFound):
            clearing.clear(session, scene.other, stranger, unread.answer_id, decision, clock.now())
        with pytest.raises(NotFound):
            reading.unread_of(session, scene.other, keys.reading(), unread.answer_id)


def test_the_second_officer_on_one_answer_is_told_and_nothing_is_overwritten(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    with database.writing() as session:
        scene = a_scene(session, clock)
        say(session, keys, scene.consultation, clock.now())
        unread = reading.next_unread(session, scene.council, keys.reading())
        args = (session, scene.council, scene.officer, unread.answer_id)
        clearing.clear(*args, clearing.Decision("first", ()), clock.now())

        with pytest.raises(Changed, match="Somebody else"):
            clearing.clear(*args, clearing.Decision("second", ()), clock.now())

        words = clearing.cleared_words(session, scene.council, [unread.answer_id])
        assert words[unread.answer_id].text == "first"


def test_a_flagged_answer_goes_to_the_lead_and_nowhere_else(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    with database.writing() as session:
        scene = a_scene(session, clock)
        for number in range(12):
            text = "the secret of the shed" if number == 0 else ""
            say(session, keys, scene.consultation, clock.now(), text=text)
        lead, kept = an_account(session, scene.council, Role.DEPUTY), set()
        while unread := reading.next_unread(session, scene.council, keys.reading()):
            args = (session, scene.council, scene.officer, keys.reading(), unread.answer_id)
            flag_id = flags.flag(*args, clock.now())
            flags.see(session, scene.council, lead, flag_id, clock.now())
            kept.add(flags.words_of_flag(session, scene.council, keys.reading(), flag_id))
        digest, _ = take(session, scene, clock)
        written = paper(session, scene, digest, clock)

    assert "secret" not in repr(written)
    assert kept == {"the secret of the shed"}


def test_a_decision_is_undone_until_the_original_is_gone(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    with database.writing() as session:
        scene = a_scene(session, clock)
        say(session, keys, scene.consultation, clock.now())
        unread = reading.next_unread(session, scene.council, keys.reading())
        args = (session, scene.council, scene.officer, unread.answer_id)
        clearing.leave_out(*args, clock.now())
        clearing.undo(*args, clock.now())
        clearing.clear(*args, clearing.Decision("kept", ()), clock.now())
        clearing.forget_originals(session, scene.council.id)

        with pytest.raises(NotFound, match="no longer be undone"):
            clearing.undo(*args, clock.now())


def test_words_whose_writer_does_not_allow_it_are_never_quoted(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    with database.writing() as session:
        scene = a_scene(session, clock)
        for number in range(24):
            text = "no wifi at all" if number < 12 else ""
            say(session, keys, scene.consultation, clock.now(), text=text, show=False)
        clear_all(session, scene, keys, clock)
        digest, _ = take(session, scene, clock)
        written = paper(session, scene, digest, clock)

    assert {theme.quotes for theme in written.consultations[0].themes} == {()}


def test_fewer_than_ten_give_no_figures_and_no_quotes(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    with database.writing() as session:
        scene = a_scene(session, clock)
        for _ in range(9):
            say(session, keys, scene.consultation, clock.now())
        clear_all(session, scene, keys, clock)
        digest, _ = take(session, scene, clock)
        section = paper(session, scene, digest, clock).consultations[0]

    assert section.base is None
    assert section.withheld
    assert section.themes == ()


def test_figures_are_not_frozen_while_answers_are_unread(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    with database.writing() as session:
        scene = a_scene(session, clock)
        say(session, keys, scene.consultation, clock.now())

        with pytest.raises(Refused, match="still unread"):
            take(session, scene, clock)


def test_the_wall_shows_what_went_to_the_meeting_and_what_came_of_it(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    with database.writing() as session:
        scene = a_scene(session, clock)
        for number in range(24):
            text = "no wifi at all" if number < 12 else ""
            say(session, keys, scene.consultation, clock.now(), text=text)
        clear_all(session, scene, keys, clock)
        _, ask = take(session, scene, clock)
        before = wall(session, scene.council, clock.now().date())
        answer(session, scene, ask, clock)
        after = wall(session, scene.council, clock.now().date())
        elsewhere = wall(session, scene.other, clock.now().date())

    assert [card.answer for card in before] == [None]
    assert after[0].answer.headline == "Did"
    assert after[0].how_many.words == "about 10"
    assert elsewhere == ()


def test_a_verdict_needs_a_receipt_of_that_consultation(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    with database.writing() as session:
        scene = a_scene(session, clock)
        for _ in range(10):
            say(session, keys, scene.consultation, clock.now())
        clear_all(session, scene, keys, clock)
        _, ask = take(session, scene, clock)
        response = answer(session, scene, ask, clock)
        today = clock.now().date()
        stranger = a_consultation(session, scene.council, today, name="another")
        foreign = str(say(session, keys, stranger, clock.now()).receipt)

        for typed in (foreign, "no such words at all"):
            unlocked = unlock_typed(keys.young().pepper, typed)
            with pytest.raises(NotFound):
                reactions.react(session, unlocked, response.id, Verdict.HELPED)
