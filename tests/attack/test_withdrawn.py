"""Words that were taken back are gone: from every query, every file, and from what was learnt.

PARTICIPATION_ATTACK_WRITERS sets how many people write, 24 unless told; a third take it back.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select, text

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.core.sealed import open_original
from participation.models import Account, Answer, Base, Consultation, Council, Flag, Submission
from participation.models.database import Database
from participation.services import clearing, flags, reading, withdrawals
from participation.services.theming import SuggesterShelf
from participation.worker.bench import Bench
from participation.worker.loop import ask_for_tidying, work_all
from tests.attack.crowd import NoMail
from tests.attack.planting import token
from tests.attack.sinks import Canary, Sink, files_below, postgresql_files, sqlite_files, strays
from tests.factories import a_consultation, a_council, say
from tests.fixtures_databases import KINDS
from tests.postgresql import Cluster
from tests.web.young.answered import an_officer

WRITERS = int(os.environ.get("PARTICIPATION_ATTACK_WRITERS", "24"))
LENGTHS = (1, 4, 20, 70, 300)
PHRASE = "quokka lagoon"


@dataclass
class Written:
    """What one person wrote, their receipt, and what was sealed of it."""

    word: str
    receipt: str
    sealed: tuple[bytes, ...] = ()


@dataclass
class House:
    """A council whose people write, are read, and take their words back."""

    database: Database
    cluster: Cluster | None
    keys: KeyFolder
    clock: SetClock
    bench: Bench
    written: list[Written] = field(default_factory=list)

    def write(self, words: str = "") -> Written:
        random = Random()
        word = token(random)
        said = words or " ".join([f"my {word}"] + ["room is cold"] * random.choice(LENGTHS))
        with self.database.writing() as session:
            consultation = session.scalars(select(Consultation)).one()
            sent = say(session, self.keys, consultation, self.clock.now(), text=said)
        self.database.forget_log()
        self.written.append(Written(word, str(sent.receipt)))
        return self.written[-1]

    def clear_all(self) -> None:
        keys, now = self.keys.reading(), self.clock.now()
        with self.database.writing() as session:
            council, officer = session.scalars(select(Council)).one(), self.officer(session)
            while unread := reading.next_unread(session, council, keys):
                self.note_sealed(session.get_one(Answer, unread.answer_id), unread.original)
                kept = clearing.Decision(unread.original, ("wifi-and-phones",))
                clearing.clear(session, council, officer, unread.answer_id, kept, now)
        self.database.forget_log()

    def officer(self, session) -> Account:
        return session.scalars(select(Account)).one()

    def note_sealed(self, answer: Answer, words: str) -> None:
        for one in self.written:
            if one.word in words:
                one.sealed = tuple(box for box in (answer.original, answer.reasons) if box)

    def take_back(self, one: Written) -> int:
        with self.database.writing() as session:
            young, now = self.keys.young(), self.clock.now()
            done = withdrawals.take_back(session, young, one.receipt, now)
        self.database.forget_log()
        return done.to_read

    def work(self) -> None:
        work_all(self.bench)
        self.database.forget_log()

    def night(self) -> None:
        self.clock.moment = self.clock.moment.replace(hour=3) + timedelta(days=1)
        ask_for_tidying(self.bench, None)
        self.work()

    def files(self) -> Iterator[Sink]:
        yield from files_below(self.bench.shelf.folder)
        if self.cluster is None:
            yield from sqlite_files(self.database)
        else:
            yield from postgresql_files(self.cluster, self.database)

    def left_of(self, *gone: Written) -> set[str]:
        """Return where any file still holds a word of theirs, or a piece of what was sealed."""
        words = [Canary("words", one.word) for one in gone]
        found = strays(self.files(), words)
        pieces = [box[32:64] for one in gone for box in one.sealed]
        return found | {
            f"sealed in {sink.name}"
            for sink in self.files()
            if any(piece in sink.content for piece in pieces)
        }

    def rows(self) -> str:
        """Return all that any query gives, the samples that PostgreSQL keeps included."""
        told = []
        with self.database.reading() as session:
            for table in Base.metadata.sorted_tables:
                told += [str(row) for row in session.execute(select(table))]
            if self.cluster is not None:
                told += [str(row) for row in session.execute(text("SELECT * FROM pg_stats"))]
        return "\n".join(told)


@pytest.fixture(params=KINDS)
def house(request, keys: KeyFolder, clock: SetClock, tmp_path: Path) -> Iterator[House]:
    postgresql = request.param == "postgresql"
    ground = request.getfixturevalue("readable_ground" if postgresql else "sqlite_ground")
    url = ground.migrated()
    database = Database(url)
    with database.writing() as session:
        council = a_council(session)
        an_officer(session, council)
        a_consultation(session, council, clock.now().date())
    shelf = SuggesterShelf(tmp_path / "models")
    bench = Bench(database, keys.reading(), shelf, NoMail(), clock, "")
    yield House(database, ground.cluster if postgresql else None, keys, clock, bench)
    database.close()
    ground.drop(url)


def test_what_is_taken_back_is_in_no_answer_to_any_query_and_in_no_file(house: House):
    for _ in range(WRITERS):
        house.write()
    house.work()
    house.clear_all()
    if house.cluster is not None:
        with house.database.writing() as session:
            session.execute(text("ANALYZE"))
    assert all(one.word in house.rows() for one in house.written)
    gone = Random().sample(house.written, WRITERS // 3)

    for one in gone:
        house.take_back(one)
        assert one.word not in house.rows()
    house.work()

    assert house.left_of(*gone) == set()
    stayed = [one for one in house.written if one not in gone]
    assert len(house.left_of(*stayed)) > 0


def test_the_night_leaves_nothing_of_what_was_sealed_before_it_was_cleared(house: House):
    for _ in range(WRITERS):
        house.write()
    house.work()
    house.clear_all()
    house.night()

    found = house.left_of(*house.written)

    assert [where for where in found if where.startswith("sealed")] == []


def test_a_reader_who_holds_the_log_up_holds_it_up_no_longer_than_he_reads(
    sqlite_database: Database, keys, clock, tmp_path
):
    house = a_house_on(sqlite_database, keys, clock, tmp_path)
    one = house.write()
    house.clear_all()
    reader = Database(str(sqlite_database.engine.url))

    with reader.reading() as session:
        session.scalars(select(Submission)).all()
        house.take_back(one)
        forgotten = house.database.forget_log()
        during = house.left_of(one)
    reader.close()
    house.work()

    assert not forgotten
    assert during
    assert house.left_of(one) == set()


def a_house_on(database: Database, keys, clock, tmp_path) -> House:
    with database.writing() as session:
        council = a_council(session)
        an_officer(session, council)
        a_consultation(session, council, clock.now().date())
    shelf = SuggesterShelf(tmp_path / "models")
    return House(
        database, None, keys, clock, Bench(database, keys.reading(), shelf, NoMail(), clock, "")
    )


def test_unread_words_go_when_they_were_read_and_flagged_ones_stay_sealed_alone(house: House):
    unread, flagged = house.write(), house.write()
    keys, now = house.keys.reading(), house.clock.now()
    with house.database.writing() as session:
        council, officer = session.scalars(select(Council)).one(), house.officer(session)
        for answer in session.scalars(select(Answer).where(Answer.original.is_not(None))).all():
            words = reading.words_of(keys, answer)
            house.note_sealed(answer, words)
            if flagged.word in words:
                flags.flag(session, council, officer, keys, answer.id, now)

    to_read = [house.take_back(one) for one in (unread, flagged)]
    house.clear_all()
    house.work()

    assert to_read == [1, 0]
    assert house.left_of(unread, flagged) == set()
    with house.database.reading() as session:
        assert session.query(Submission).count() == 0
        record = session.scalars(select(Flag)).one()
    assert record.answer_id is None
    assert flagged.word in open_original(keys.reading_private, record.copy)


def learnt(house: House) -> Mapping[str, bool]:
    files = [sink for sink in files_below(house.bench.shelf.folder) if sink.name.endswith(".npz")]
    assert len(files) == 1
    everyone = [Canary("phrase", PHRASE), *(Canary("words", one.word) for one in house.written)]
    found = strays(files, everyone)
    return {what: any(line.startswith(what) for line in found) for what in ("phrase", "words")}


def test_what_two_people_still_say_is_unlearnt_the_night_a_third_takes_it_back(house: House):
    for number in range(3):
        house.write(f"the {PHRASE} number {['one', 'two', 'three'][number]} is lovely")
    house.clear_all()
    with house.database.reading() as session:
        house.bench.shelf.refit(session, session.scalars(select(Council)).one())
    before = learnt(house)

    house.take_back(house.written[0])
    house.night()

    assert before == {"phrase": True, "words": False}
    assert learnt(house) == {"phrase": False, "words": False}
