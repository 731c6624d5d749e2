"""Pictures that came with answers: typed up, cleared, flagged, taken back and deleted."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select

from participation.core.clock import SetClock
from participation.core.errors import NotFound, Refused
from participation.core.keys import KeyFolder
from participation.core.pictures import Picture, picture_of
from participation.core.sealed import new_nonce, open_original, open_picture
from participation.models import (
    Account,
    Answer,
    Council,
    Drawing,
    Flag,
    KeptDrawing,
    Reading,
    Submission,
)
from participation.models.database import Database
from participation.models.mixing import mix
from participation.services import (
    clearing,
    consultations,
    conversations,
    drawings,
    flags,
    reading,
    submissions,
    typing_up,
    withdrawals,
)
from participation.services.retention import forget_past
from participation.services.theming import SuggesterShelf
from participation.worker.bench import Bench
from participation.worker.loop import work_all
from participation.worker.mailer import FolderMailer
from surveys import engine
from surveys.definition import Kind
from tests.core.test_pictures import a_photo
from tests.factories import a_council, an_account
from tests.surveys.making import question, survey

ASKED = survey(question("draw", Kind.DRAWING), question("feel", Kind.FACES))
PICTURE = picture_of(a_photo())
WORDS = "My name is Shannon and the wifi never works."


class Story:
    """One council's answers on paper, and what is done with them."""

    def __init__(self, database: Database, keys: KeyFolder, clock: SetClock) -> None:
        self.database, self.keys, self.clock = database, keys, clock
        with database.writing() as session:
            council = a_council(session)
            an_account(session, council)
            version = consultations.publish_survey(session, council, ASKED)
            today = clock.now().date()
            opening = consultations.Opening("paper", "Paper", (), today, today + timedelta(days=9))
            self.link = consultations.open_consultation(session, council, version, opening).link

    def begin(self, language: str = "en", picture: Picture = PICTURE) -> bytes:
        today = self.clock.now().date()
        with self.database.writing() as session:
            secret = conversations.begin(session, self.link, today, language).secret
            drawings.add_drawing(session, secret, "draw", picture, today)
        return secret

    def send(self, language: str = "en") -> submissions.Sent:
        secret, now = self.begin(language), self.clock.now()
        with self.database.writing() as session:
            shown = engine.ShowWords(("draw",))
            conversations.reply(session, secret, shown, now.date())
            return submissions.send(session, self.keys.young(), secret, new_nonce(), now)

    def council(self, session) -> Council:
        return session.scalars(select(Council)).one()

    def officer(self, session):
        return session.scalars(select(Account)).one()

    def args(self, session):
        return session, self.council(session), self.officer(session)

    def unread(self, session) -> reading.Unread | None:
        return reading.next_unread(session, self.council(session), self.keys.reading())

    def waiting(self) -> UUID:
        with self.database.reading() as session:
            return self.unread(session).answer_id

    def type_up(self, words: str = WORDS) -> None:
        with self.database.writing() as session:
            answer, keys = self.unread(session).answer_id, self.keys.reading()
            typing_up.type_up(*self.args(session), keys, answer, words, self.clock.now())

    def clear(self) -> None:
        with self.database.writing() as session:
            unread = self.unread(session)
            kept = clearing.Decision(unread.masked or "A drawing.", ("wifi-and-phones",))
            clearing.clear(*self.args(session), unread.answer_id, kept, self.clock.now())

    def flag(self) -> UUID:
        with self.database.writing() as session:
            answer, keys = self.unread(session).answer_id, self.keys.reading()
            return flags.flag(*self.args(session), keys, answer, self.clock.now())

    def tidy(self) -> None:
        with self.database.writing() as session:
            forget_past(session, self.council(session), self.clock.now())
        mix(self.database)

    def count(self, table) -> int:
        with self.database.reading() as session:
            return session.scalar(select(func.count()).select_from(table))


@pytest.fixture
def story(database: Database, keys: KeyFolder, clock: SetClock) -> Story:
    return Story(database, keys, clock)


def test_a_picture_waits_until_it_is_typed_up(story: Story) -> None:
    story.send()

    with story.database.reading() as session:
        unread = story.unread(session)
        jpeg = typing_up.drawing_of(
            session, story.council(session), story.keys.reading(), unread.answer_id
        )

    assert jpeg == PICTURE.jpeg
    assert (unread.drawn, unread.waits_for_typing, unread.original) == (True, True, "")
    assert unread.may_show
    with pytest.raises(Refused, match="Type up what the picture says"):
        story.clear()


def test_what_was_typed_up_goes_the_way_of_all_words(story: Story, tmp_path: Path) -> None:
    story.send()
    shelf, mailer = SuggesterShelf(tmp_path), FolderMailer(tmp_path, "service@example.org")
    keys, address = story.keys.reading(), "https://staff.example"
    bench = Bench(story.database, keys, shelf, mailer, story.clock, address)
    work_all(bench)
    story.type_up()
    work_all(bench)

    with story.database.reading() as session:
        unread = story.unread(session)
    story.clear()

    assert unread.masked == "My name is [name] and the wifi never works."
    assert "wifi-and-phones" in [proposal.code for proposal in unread.proposals]
    assert not unread.waits_for_typing
    with story.database.reading() as session:
        answer = session.scalars(select(Answer).where(Answer.question == "draw")).one()
        assert (answer.reading, answer.cleared) == (Reading.CLEARED, unread.masked)


def test_a_worry_word_in_what_was_typed_has_it_read_early(story: Story) -> None:
    story.send()
    with story.database.reading() as session:
        before = story.unread(session).due

    story.type_up("he hurts me")

    with story.database.reading() as session:
        unread = story.unread(session)
    assert unread.worry_words == ("hurts me",)
    assert unread.due < before


def test_a_decided_picture_can_be_undone_until_the_night_and_is_then_gone(story: Story) -> None:
    story.send()
    story.type_up()
    answer = story.waiting()
    story.clear()
    with story.database.writing() as session:
        clearing.undo(*story.args(session), answer, story.clock.now())
    undone = story.count(Drawing)
    story.clear()

    with story.database.reading() as session, pytest.raises(NotFound, match="deleted"):
        typing_up.drawing_of(session, story.council(session), story.keys.reading(), answer)
    story.tidy()

    assert undone == 1
    assert story.count(Drawing) == 0


def test_an_unread_picture_outlasts_the_night(story: Story) -> None:
    story.send()

    story.tidy()

    assert story.count(Drawing) == 1
    with story.database.reading() as session:
        assert story.unread(session).drawn


def test_a_flagged_picture_is_copied_sealed_and_stays_when_its_answer_goes(story: Story) -> None:
    sent = story.send()
    flag_id = story.flag()
    with story.database.writing() as session:
        withdrawals.take_back(session, story.keys.young(), str(sent.receipt), story.clock.now())
    story.tidy()

    with story.database.writing() as session:
        args = story.args(session)
        row = session.get_one(Flag, flag_id)
        assert open_picture(story.keys.reading().reading_private, row.picture) == PICTURE.jpeg
        with pytest.raises(Refused):
            flags.picture_of_flag(*args[:2], story.keys.reading(), flag_id)
        flags.see(*args, flag_id, story.clock.now())
        shown = flags.picture_of_flag(*args[:2], story.keys.reading(), flag_id)
    assert shown == PICTURE.jpeg
    assert (story.count(Drawing), story.count(Submission)) == (0, 0)


def test_a_withdrawn_picture_is_read_for_safety_and_then_gone(story: Story) -> None:
    sent = story.send()
    with story.database.writing() as session:
        withdrawals.take_back(session, story.keys.young(), str(sent.receipt), story.clock.now())
    kept = story.count(Drawing)

    with story.database.writing() as session:
        unread = story.unread(session)
        clearing.leave_out(*story.args(session), unread.answer_id, story.clock.now())

    assert kept == 1
    assert unread.taken_back
    assert (story.count(Drawing), story.count(Submission)) == (0, 0)


def test_a_picture_goes_with_its_conversation_and_cannot_be_opened_without_it(
    story: Story,
) -> None:
    forgotten, expired = story.begin(), story.begin()
    with story.database.writing() as session:
        sealed = session.scalars(select(KeptDrawing.sealed)).all()
        conversations.forget(session, forgotten)
    after_one = story.count(KeptDrawing)

    story.clock.moment += timedelta(days=400)
    story.tidy()

    assert {len(one) for one in sealed} == {256 * 1024 + 40}
    assert all(PICTURE.jpeg[:100] not in one for one in sealed)
    assert (after_one, story.count(KeptDrawing)) == (1, 0)
    assert expired


def test_a_mark_without_its_picture_is_not_sent(story: Story) -> None:
    today = story.clock.now().date()
    with story.database.writing() as session:
        secret = conversations.begin(session, story.link, today).secret
        for given in (engine.Given("draw", ("0" * 16,)), engine.Given("feel", ("ok",))):
            conversations.reply(session, secret, given, today)
        submissions.send(session, story.keys.young(), secret, new_nonce(), story.clock.now())

    with story.database.reading() as session:
        assert [one.question for one in session.scalars(select(Answer))] == ["feel"]


def test_a_picture_in_another_language_waits_for_its_interpreter(story: Story) -> None:
    story.send("ar")

    with pytest.raises(Refused, match="interpreter"):
        story.type_up()

    with story.database.reading() as session:
        unread = story.unread(session)
        answer = session.scalars(select(Answer).where(Answer.question == "draw")).one()
        assert open_original(story.keys.reading().reading_private, answer.original) == ""
    assert unread.waits_for_english
