"""The whole loop, through the bot: said, told and checked by chat, the rest by services."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bots.talk import Talk
from bots.telegram import TELEGRAM
from bots.visit import Scope
from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.core.types import Week
from participation.domain.policy import Role
from participation.domain.receipts import read_receipt
from participation.domain.responses import Reply, ResponseKind, Verdict
from participation.models import Account, Base, Consultation, Council, Meeting, Response
from participation.models.database import Database
from participation.services import clearing, digests, papers, reading, responses
from participation.services.reactions import verdict_counts
from tests.factories import a_consultation, a_council, a_meeting, an_account, say
from tests.fakes.bot_api import BotApi, FakeChat
from tests.fakes.talking_bot import TalkingBot

WORDS = "the wifi never reaches my room"
OTHERS = 11


@dataclass
class Scene:
    """The people and the consultation of one council."""

    council: Council
    officer: Account
    member: Account
    consultation: Consultation
    meeting: Meeting


@dataclass
class Staff:
    """What the officer and the board do between two looks at the chat."""

    session: Session
    scene: Scene
    keys: KeyFolder
    clock: SetClock

    def read_all(self) -> None:
        council, officer = self.scene.council, self.scene.officer
        while unread := reading.next_unread(self.session, council, self.keys.reading()):
            decision = clearing.Decision(unread.masked, ("wifi-and-phones",))
            clearing.clear(
                self.session, council, officer, unread.answer_id, decision, self.clock.now()
            )

    def take(self, meeting: Meeting) -> digests.Digest:
        council, officer = self.scene.council, self.scene.officer
        now, theme = self.clock.now(), "wifi-and-phones"
        digest = digests.build_digest(
            self.session, council, officer, meeting, [self.scene.consultation], now
        )
        new = digests.NewAsk(self.scene.consultation.id, theme, "", "Make the wifi work upstairs.")
        digests.put_ask(self.session, council, digest, new)
        digests.send_digest(self.session, council, officer, digest, now)
        return digest

    def answer(self) -> Response:
        council, now = self.scene.council, self.clock.now()
        (standing,) = responses.asks_of(self.session, council)
        reply = Reply(ResponseKind.DID, "Done.", shown_by="A speed test in every home")
        given = responses.record_response(
            self.session, council, self.scene.member, standing.ask.id, reply, now
        )
        return responses.publish_response(
            self.session, council, self.scene.officer, given.id, "The wifi works upstairs now.", now
        )


@pytest.fixture
def scene(database: Database, clock: SetClock, keys: KeyFolder) -> Scene:
    today = clock.now().date()
    with database.writing() as session:
        council = a_council(session)
        scene = Scene(
            council,
            an_account(session, council),
            an_account(session, council, Role.MEMBER),
            a_consultation(session, council, today),
            a_meeting(session, council, today + timedelta(weeks=4)),
        )
        for _ in range(OTHERS):
            say(session, keys, scene.consultation, clock.now())
    return scene


@pytest.fixture
def talk(database: Database, keys: KeyFolder, clock: SetClock, scene: Scene) -> Talk:
    scope = Scope(TELEGRAM, ("testshire",), "https://ask.example")
    return Talk(database, keys.young(), keys.read("chat"), clock, scope)


STEPS = (
    ("presses", "Yes, let's start"),
    ("presses", "Sad"),
    ("presses", "My room"),
    ("presses", "The wifi"),
    ("presses", "Done"),
    ("types", "nope"),
    ("types", "3"),
    ("types", "he hurts my ears with the music"),
    ("types", "back"),
    ("types", WORDS),
    ("presses", "show my words: 6"),
)


def said_by_chat(api: BotApi, talk: Talk, chat: FakeChat, link: str) -> str:
    """Walk the survey, with the bot stopped and begun again at every step; return the receipt."""
    with TalkingBot(api, talk):
        chat.types(f"/start {link}")
    for how, what in STEPS:
        with TalkingBot(api, talk):
            getattr(chat, how)(what)
            if what == "back":
                chat.types("the music is loud at night")
    with TalkingBot(api, talk):
        chat.presses("Send my answers")
    lines = [line for one in chat.shown if one.ours for line in one.text.splitlines()]
    return next(line for line in lines if len(line.split()) == 5 and read_receipt(line))


def rows_of(session: Session) -> str:
    """Return every row of every table, as text."""
    found = [str(row) for table in Base.metadata.sorted_tables
             for row in session.execute(select(table))]  # fmt: skip
    return "\n".join(found)


def test_the_whole_loop_is_told_by_chat(
    database: Database, keys: KeyFolder, clock: SetClock, scene: Scene, talk: Talk
) -> None:
    with BotApi() as api:
        chat = api.chat()
        receipt = said_by_chat(api, talk, chat, scene.consultation.link)

        with TalkingBot(api, talk):
            heard(chat, receipt)
            with database.writing() as session:
                staff = Staff(session, scene, keys, clock)
                staff.read_all()
                staff.take(scene.meeting)
                clock.moment += timedelta(weeks=5)
                response = staff.answer()
            told(chat, receipt)
            checked(chat, database, response, keys, scene, clock)
            seen_at_last(chat, receipt)

        print(chat.transcript())
        with database.reading() as session:
            everything = rows_of(session)
    assert str(chat.number) not in everything
    assert "hurts my ears" not in everything


def heard(chat: FakeChat, receipt: str) -> None:
    (path,) = chat.presses("Where are my words now?")
    assert "●○○○○○○ said" in path.text
    assert WORDS not in path.text
    assert receipt not in path.text


def told(chat: FakeChat, receipt: str) -> None:
    """The words are typed again weeks later, and taken away from the chat."""
    chat.types("/journey")
    typed = [one.text for one in chat.shown if not one.ours]
    path, card = chat.replies(receipt)

    assert [one.text for one in chat.shown if not one.ours] == typed
    assert "●●●●●●○ told" in path.text
    assert "You said (about 10 of you)" in card.text
    assert "Did\nThe wifi works upstairs now." in card.text
    assert "What shows it: A speed test in every home" in card.text
    assert card.rows == [["It helped", "A bit"], ["Not really", "Not what we meant"]]
    assert "The wifi works upstairs now." in chat.types("/wall")[0].text


def checked(
    chat: FakeChat,
    database: Database,
    response: Response,
    keys: KeyFolder,
    scene: Scene,
    clock: SetClock,
) -> None:
    """One verdict, changed once; it comes back on the next digest, too few to show."""
    chat.presses("A bit")
    (card,) = chat.presses("Not really")
    assert card.rows == [["It helped", "A bit"], ["✓ Not really", "Not what we meant"]]

    clock.moment += timedelta(weeks=4)
    with database.writing() as session:
        later = a_meeting(session, scene.council, clock.now().date() + timedelta(weeks=4))
        digest = Staff(session, scene, keys, clock).take(later)
        today = clock.now().date()
        paper = papers.released_digest(session, scene.council, digest, "", today)
        assert [line.resolved for line in paper.returning] == [False]
        counts = verdict_counts(session, session.get_one(Response, response.id))
        assert counts == {one: int(one is Verdict.NOT_REALLY) for one in Verdict}


def seen_at_last(chat: FakeChat, receipt: str) -> None:
    path, goes, _answered = chat.types(f"/journey {receipt}")
    assert "●●●●●●● checked" in path.text
    assert "This goes to the Corporate Parenting Board on 10 June 2026" in goes.text
    assert Week.parse("2026-W11").monday().strftime("%-d %B %Y") in path.text
