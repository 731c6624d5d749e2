"""The mix while others read and write: nothing is lost, and nobody ever sees half of it."""

from threading import Event, Thread

from sqlalchemy import func, select

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.models import Submission
from participation.models.database import Database
from participation.models.mixing import mix
from tests.factories import a_consultation, a_council, store_many

SENDERS = 3
EACH = 40
MIXES = 12


def how_many(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Submission)) or 0


class Watcher:
    """Counts the submissions again and again, and keeps every count."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.counts: list[int] = []
        self.done = Event()
        self.thread = Thread(target=self.watch)

    def watch(self) -> None:
        while not self.done.is_set():
            self.counts.append(how_many(self.database))


def test_what_is_sent_while_the_tables_are_mixed_is_all_there(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    with database.writing() as session:
        consultation = a_consultation(session, a_council(session), clock.now().date())
    said = {"feel": ("ok",), "good": ("food",)}

    def send() -> None:
        for _ in range(EACH):
            with database.writing() as session:
                store_many(session, keys, consultation, 1, said)

    watcher = Watcher(database)
    senders = [Thread(target=send) for _ in range(SENDERS)]
    for thread in (watcher.thread, *senders):
        thread.start()
    for _ in range(MIXES):
        mix(database)
    for thread in senders:
        thread.join()
    watcher.done.set()
    watcher.thread.join()

    assert how_many(database) == SENDERS * EACH
    assert watcher.counts == sorted(watcher.counts)
