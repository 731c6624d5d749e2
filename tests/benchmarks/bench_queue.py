"""The queue's pages with 100,000 unread answers, and with one of 10,000 words."""

import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

from flask.testing import FlaskClient
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from participation import migrations
from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.core.ports import ThemeLook, ThemeSuggestion
from participation.core.sealed import seal_original
from participation.core.settings import read_settings
from participation.models import (
    Account,
    Answer,
    Coding,
    Council,
    Glance,
    Reading,
    Submission,
    ToneHeard,
)
from participation.models.database import Database
from participation.services import suggesting, theming, tones
from participation.services.councils import themes_of
from participation.web.staff import create_app
from tests.factories import a_consultation, a_council, an_account

NOW = datetime(2026, 3, 11, 12, tzinfo=UTC)
UNREAD, CLEARED, TONES, PROPOSED, AT_ONCE = 100_000, 2_000, 400, 500, 5_000
PLACES = ("my room", "the kitchen", "school", "the bus", "my nan's", "the home", "town", "bed")
SAID = "the wifi goes off at night in {place} and nobody listens when I ask, number {number}"
FLOOR = "100 ms"


def said(number: int) -> str:
    """Return what the answer of this number says; every twentieth says the same."""
    place = PLACES[number % len(PLACES)]
    same = "one" if number % 20 else f"{number:b}".replace("1", "b").replace("0", "a")
    return SAID.format(place=place, number=same)


def store(session: Session, keys: KeyFolder, council: Council, consultation: UUID) -> None:
    """Store the answers, some of them cleared with their themes and tones."""
    officer = an_account(session, council)
    public = keys.reading().reading_public
    codes = [theme.id for theme in themes_of(session, council)]
    sealed = [seal_original(public, said(number)) for number in range(400)]
    week = {"council_id": council.id, "consultation_id": consultation, "week": "2026-W11"}
    rest = {"origin": "said", "taken_back": False, "may_be_complaint": False}
    for start in range(0, UNREAD + CLEARED, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, UNREAD + CLEARED))
        sent = [{"id": uuid4(), **week, **rest} for _ in numbers]
        session.execute(insert(Submission), sent)
        answers = [
            {
                "id": uuid4(),
                "council_id": council.id,
                "submission_id": one["id"],
                "question": "hard",
                "codes": "",
                "original": sealed[number % len(sealed)],
                "cleared": said(number) if number < CLEARED else None,
                "may_show": True,
                "worry": False,
                "suggested": False,
                "reading": Reading.CLEARED if number < CLEARED else Reading.UNREAD,
            }
            for number, one in zip(numbers, sent, strict=True)
        ]
        session.execute(insert(Answer), answers)
        done = [row for row in answers if row["cleared"]]
        for number, row in enumerate(done):
            of = {"council_id": council.id, "answer_id": row["id"]}
            theme_id = codes[number % len(codes)]
            session.add(Coding(theme_id=theme_id, coder_id=officer.id, **of))
            if number < TONES:
                session.add(ToneHeard(tone=("warm", "plain", "sad")[number % 3], **of))


def look(session: Session, keys: KeyFolder, council: Council) -> None:
    """Have the machine look at all, and propose five themes for the first that it finds."""
    codes = [theme.code for theme in themes_of(session, council)][:5]
    proposed = tuple(ThemeSuggestion(code, 0.9, ("wifi", "at night"), True) for code in codes)
    office = keys.reading()
    while waiting := suggesting.waiting(session, council, office)[:PROPOSED]:
        looked = [suggesting.Looked(one, ThemeLook(proposed, 0.9)) for one in waiting]
        suggesting.store_looks(session, council, office, looked)
        if len(waiting) == PROPOSED:
            break
    nothing = seal_original(office.reading_public, "{}")
    left = [Answer.reading == Reading.UNREAD, Answer.suggested.is_(False)]
    alike = [
        {"answer_id": key, "council_id": council.id, "doubt": 0.1, "alike": key.bytes}
        for key in session.scalars(select(Answer.id).where(*left))
    ]
    session.execute(insert(Glance), alike)
    session.execute(update(Answer).where(*left).values(suggested=True, reasons=nothing))


def timed(client: FlaskClient, address: str, many: int = 9) -> Iterator[tuple[float, float, int]]:
    """Yield milliseconds of wall time and of CPU for each visit, and how large the page is."""
    for _ in range(many):
        wall, cpu = time.perf_counter(), time.process_time()
        answer = client.get(address)
        assert answer.status_code == 200, answer.status
        yield (
            1000 * (time.perf_counter() - wall),
            1000 * (time.process_time() - cpu),
            len(answer.data),
        )


def show(name: str, client: FlaskClient, address: str, floor: str = "") -> None:
    next(timed(client, address))
    walls, cpus, sizes = zip(*timed(client, address), strict=True)
    wall, cpu = statistics.median(walls), statistics.median(cpus)
    print(f"{name:52}{wall:8.0f} ms{cpu:8.0f} ms CPU{max(sizes):10,} bytes   {floor}")


def visitor(folder: Path, keys: KeyFolder, url: str) -> tuple[FlaskClient, theming.SuggesterShelf]:
    """Return a browser of the officer on the staff app, and where its models stand."""
    settings = read_settings(folder, {"PARTICIPATION_DATABASE_URL": url})
    app = create_app(settings, keys.reading(), keys.sign_in(), SetClock(NOW))
    database = app.extensions["office"].database
    with database.writing() as session:
        officer = session.query(Account).one()
        officer.tf_primary_method = "authenticator"
        officer.tf_totp_secret = "{}"
        mark = officer.fs_uniquifier
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie.update(_user_id=mark, _fresh=True, fs_paa=time.time())
        cookie["signed_in_at"] = int(NOW.timestamp())
    return client, app.extensions["office"].shelf


def main() -> None:
    """Print what each page takes, with TextBlob and with the council's own models."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        keys = KeyFolder(folder / "keys")
        keys.prepare()
        url = f"sqlite:///{folder / 'queue.sqlite'}"
        database = Database(url)
        migrations.upgrade(database)
        with database.writing() as session:
            council = a_council(session)
            consultation = a_consultation(session, council, NOW.date())
            store(session, keys, council, consultation.id)
        client, shelf = visitor(folder, keys, url)
        show(f"{UNREAD:,} unread, none of them looked at", client, "/queue")
        with database.writing() as session:
            look(session, keys, council)
        show("  all looked at, five themes proposed each", client, "/queue", FLOOR)
        with database.reading() as session:
            shelf.refit(session, council)
            tones.learn(shelf, council.id, tones.tone_decisions(session, council))
        show("  with the council's own models", client, "/queue", FLOOR)
        show("the codebook with who agrees on each theme", client, "/themes")
        database.close()


if __name__ == "__main__":
    main()
