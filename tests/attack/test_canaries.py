"""What tells of a person is found nowhere, and what they said only in its own place.

PARTICIPATION_ATTACK_GUESTS sets how many people come, 10 unless told; each plants about 16
marks.
"""

import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from bots.talk import Talk
from bots.telegram import TELEGRAM
from bots.visit import Scope
from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.domain.policy import Role
from participation.models import Base, Consultation, Council
from participation.models.database import Database
from participation.papers.html import render_html
from participation.papers.pdf import render_pdf
from participation.papers.word import render_word
from participation.services import (
    clearing,
    consultations,
    digests,
    flags,
    papers,
    reading,
    typing_up,
)
from participation.services.theming import SuggesterShelf
from participation.worker.bench import Bench
from participation.worker.loop import ask_for_tidying, work_all
from participation.worker.mailer import FolderMailer
from surveys.definition import Kind
from surveys.editing import with_question
from tests.attack.planting import guests, token
from tests.attack.sinks import Canary, Sink, files_below, postgresql_files, sqlite_files, strays
from tests.factories import a_council, a_meeting, a_survey, an_account, say
from tests.fakes.bot_api import BotApi
from tests.fakes.bot_http import TOKEN
from tests.fakes.talking_bot import TalkingBot
from tests.fixtures_databases import KINDS
from tests.postgresql import Cluster
from tests.surveys.making import question
from tests.web.young.conftest import an_app, close

GUESTS = int(os.environ.get("PARTICIPATION_ATTACK_GUESTS", "10"))
KEPT = "database", "database log"
"""Where words stand that an officer has cleared; the log of PostgreSQL until it is thrown away."""
FATES: dict[str, tuple[str, ...]] = {
    "shown": (*KEPT, "papers"),
    "not shown": KEPT,
    "flagged": (),
    "left out": (),
    "unread": (),
}
CYCLE = ("shown", "not shown", "shown", "flagged", "shown", "left out", "shown", "unread")
FILLERS = 12
THEME = "wifi-and-phones"


@dataclass
class House:
    """One council's service with everything that it writes to, and all that was planted."""

    database: Database
    cluster: Cluster | None
    keys: KeyFolder
    clock: SetClock
    folder: Path
    random: Random
    link: str
    canaries: list[Canary] = field(default_factory=list)
    fates: dict[str, str] = field(default_factory=dict)

    def sentence(self, fate: str) -> str:
        word = token(self.random)
        self.fates[word] = fate
        self.canaries.append(Canary(f"{fate} words", word, frozenset(FATES[fate])))
        return f"I wish that the {word} wifi would work in my room"

    def fate_of(self, words: str) -> str:
        return next((fate for word, fate in self.fates.items() if word in words), "shown")

    def bench(self) -> Bench:
        shelf = SuggesterShelf(self.folder / "models")
        mailer = FolderMailer(self.folder / "mail", "service@example.org")
        return Bench(
            self.database, self.keys.reading(), shelf, mailer, self.clock, "https://staff.example"
        )

    def sinks(self, logged: str) -> Iterator[Sink]:
        yield Sink("logs", "what was logged", logged.encode())
        yield from files_below(self.folder)
        if self.cluster is None:
            yield from sqlite_files(self.database)
        else:
            yield from postgresql_files(self.cluster, self.database)


@pytest.fixture(params=KINDS)
def house(
    request: pytest.FixtureRequest, keys: KeyFolder, clock: SetClock, tmp_path: Path
) -> Iterator[House]:
    postgresql = request.param == "postgresql"
    ground = request.getfixturevalue("readable_ground" if postgresql else "sqlite_ground")
    url = ground.migrated()
    database = Database(url)
    with database.writing() as session:
        council = a_council(session)
        for role in (Role.OFFICER, Role.MEMBER, Role.SAFEGUARDING):
            an_account(session, council, role)
        link = a_consultation_that_draws(session, council, clock.now().date()).link
    cluster = ground.cluster if postgresql else None
    yield House(database, cluster, keys, clock, tmp_path, Random(), link)
    database.close()
    ground.drop(url)


def a_consultation_that_draws(session: Session, council: Council, today: date) -> Consultation:
    """Return a consultation that also takes a picture."""
    asked = with_question(a_survey(), question("draw", Kind.DRAWING))
    version = consultations.publish_survey(session, council, asked)
    groups, until = ("foster-care",), today + timedelta(days=30)
    opening = consultations.Opening("home", "Where I live", groups, today, until)
    return consultations.open_consultation(session, council, version, opening)


def come_by_web(house: House) -> None:
    """Have everybody come, get things wrong, say something, and one of them meet a fault."""
    url = house.database.engine.url.render_as_string(hide_password=False)
    app = an_app(url, house.keys, house.clock, house.folder)
    for number, guest in enumerate(guests(house.random, app, GUESTS)):
        fate = CYCLE[number % len(CYCLE)]
        guest.say(house.link, house.sentence(fate), show=fate == "shown")
        if number % 5 == 0:
            guest.abandon(house.link)
            guest.stumble()
        house.canaries += guest.canaries
    for guest in guests(house.random, app, 1):
        rename(house.database, "answer", "hidden")
        with pytest.raises(AssertionError, match="Something broke"):
            guest.say(house.link, house.sentence("unread"), show=True)
        rename(house.database, "hidden", "answer")
        house.canaries += guest.canaries
    close(app)


def rename(database: Database, table: str, name: str) -> None:
    with database.writing() as session:
        session.execute(text(f"ALTER TABLE {table} RENAME TO {name}"))


def come_by_chat(house: House) -> None:
    """Have two more say something in chat, each known by a number."""
    scope = Scope(TELEGRAM, ("testshire",), "https://ask.example")
    key = house.keys.read("chat")
    talk = Talk(house.database, house.keys.young(), key, house.clock, scope)
    house.canaries.append(Canary("the bot's token", TOKEN))
    with BotApi() as api, TalkingBot(api, talk):
        for _ in range(2):
            chat = api.chat(number=house.random.randint(10**14, 10**15))
            house.canaries.append(Canary("chat id", str(chat.number)))
            chat.types(f"/start {house.link}")
            chat.presses("Yes")
            chat.types("2")
            chat.types(house.sentence("unread"))
            chat.types("/stop")


def read_and_tell(house: House) -> None:
    """Read what was said, each to its fate, and take it to a meeting on paper and by mail."""
    now, keys = house.clock.now(), house.keys.reading()
    with house.database.writing() as session:
        council = session.scalars(select(Council)).one()
        consultation = session.scalars(select(Consultation)).one()
        officer = an_account(session, council, Role.OFFICER, "second")
        skipped, fates = [], cycle(CYCLE)
        while unread := reading.next_unread(session, council, keys, skipped):
            if unread.answer_id in skipped:
                break
            if unread.waits_for_typing:
                said = house.sentence(typed_fate(next(fates), unread.may_show))
                typing_up.type_up(session, council, officer, keys, unread.answer_id, said, now)
                continue
            match house.fate_of(unread.original):
                case "unread":
                    skipped.append(unread.answer_id)
                case "flagged":
                    flags.flag(session, council, officer, keys, unread.answer_id, now)
                case "left out":
                    clearing.leave_out(session, council, officer, unread.answer_id, now)
                case _:
                    kept = clearing.Decision(unread.original, (THEME,))
                    clearing.clear(session, council, officer, unread.answer_id, kept, now)
        meeting = a_meeting(session, council, now.date() + timedelta(weeks=4))
        digest = digests.build_digest(
            session, council, officer, meeting, [consultation], now, although_unread=True
        )
        digests.send_digest(session, council, officer, digest, now)
        write_papers(house, papers.released_digest(session, council, digest, "", now.date()))


def typed_fate(fate: str, may_show: bool) -> str:
    """Return what becomes of a picture's words: whether they may be shown, its sender has said."""
    if fate in ("shown", "not shown"):
        return "shown" if may_show else "not shown"
    return fate


def write_papers(house: House, digest: papers.ReleasedDigest) -> None:
    folder = house.folder / "papers"
    folder.mkdir()
    (folder / "paper.html").write_text(render_html(digest))
    (folder / "paper.pdf").write_bytes(render_pdf(digest))
    (folder / "paper.docx").write_bytes(render_word(digest))


def words_in_rows(house: House) -> set[str]:
    """Return in which columns of the database planted words can be read."""
    found = set()
    with house.database.reading() as session:
        for table in Base.metadata.sorted_tables:
            for row in session.execute(select(table)).mappings():
                told = {name: str(value) for name, value in row.items()}
                found |= {
                    f"{table.name}.{name}: {fate}"
                    for name, value in told.items()
                    for word, fate in house.fates.items()
                    if word in value
                }
    return found


def test_marks_are_found_nowhere_and_words_only_in_their_own_answer(
    house: House, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    come_by_web(house)
    come_by_chat(house)
    with house.database.writing() as session:
        consultation = session.scalars(select(Consultation)).one()
        for _ in range(FILLERS):
            say(session, house.keys, consultation, house.clock.now(), show=False)
    house.database.forget_log()
    bench = house.bench()
    work_all(bench)
    read_and_tell(house)
    house.clock.moment += timedelta(hours=15)
    ask_for_tidying(bench, None)
    work_all(bench)
    house.database.forget_log()

    sinks = list(house.sinks(caplog.text + "".join(capfd.readouterr())))
    shown = [canary for canary in house.canaries if canary.what == "shown words"]
    nowhere = [Canary(canary.what, canary.needle) for canary in shown]
    print(f"{len(house.canaries)} canaries in {len(sinks)} sinks")

    assert strays(sinks, house.canaries) == set()
    assert words_in_rows(house) == {"answer.cleared: shown", "answer.cleared: not shown"}
    for paper in ("paper.html", "paper.pdf", "paper.docx"):
        assert f"shown words in papers/{paper}" in strays(sinks, nowhere)
