"""5,067 real comments imported, suggested for, and taken through to a digest.

They are feedback by NHS patients (../shared/data): no openly licensed text by children in care
exists, so what these figures say of theirs is unmeasured.
"""

import csv
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from participation import migrations
from participation.core.keys import KeyFolder
from participation.domain.policy import Role
from participation.models import Account, Council
from participation.models.database import Database
from participation.papers.html import render_html
from participation.papers.pdf import render_pdf
from participation.papers.word import render_word
from participation.services import consultations, councils, digests, imports, meetings, papers
from participation.services.imported_rows import Source
from participation.services.staff import NewAccount, add_account
from participation.services.suggesting import suggest_waiting
from participation.services.theming import fit_suggester
from surveys.loader import load_survey
from surveys.packs import Codebook, CodebookTheme, load_council_pack

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
NOW = datetime(2026, 3, 11, 12, tzinfo=UTC)


@contextmanager
def timed(name: str, floor: str = "") -> Iterator[None]:
    started = time.perf_counter()
    yield
    seconds = time.perf_counter() - started
    print(f"{name:58} {seconds:9.3f} s   {floor}")


def feedback_codebook() -> Codebook:
    """Return the framework's codebook, as the file of examples gives it."""
    examples: dict[str, list[str]] = {}
    described: dict[str, str] = {}
    with (DATA / "codebook.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            described[row["theme"]] = row["description"]
            examples.setdefault(row["theme"], []).append(row["example"])
    with (DATA / "feedback.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for theme in row["themes"].split(";"):
                described.setdefault(theme.strip(), theme.strip())
    return Codebook(
        "feedback",
        "Patient feedback",
        tuple(
            CodebookTheme(
                code="".join(c if c.isalnum() else "-" for c in name.lower()).strip("-"),
                name=name,
                own_name=name,
                description=text,
                examples=tuple(examples.get(name, ())),
            )
            for name, text in described.items()
        ),
    )


def feedback_council(session: Session) -> tuple[Council, Account]:
    """Return a council of its own for the comments, with an officer."""
    pack = replace(load_council_pack("leicester"), name="feedback", theme_promises={})
    council = councils.add_council(session, pack, feedback_codebook())
    new = NewAccount("reader@feedback.example", "reader", "Reader", Role.OFFICER, "a long password")
    return council, add_account(session, council, new)


def consultation(session: Session, council: Council, name: str) -> consultations.Consultation:
    version = consultations.publish_survey(session, council, load_survey("good-news"))
    today = NOW.date()
    opening = consultations.Opening(name, "Feedback", (), today, today + timedelta(days=9))
    return consultations.open_consultation(session, council, version, opening)


def main() -> None:
    if not (DATA / "feedback.csv").is_file():
        print("../shared/data is missing, so there is nothing to import.")
        return
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/feedback.sqlite")
        migrations.upgrade(database)
        keys = KeyFolder(Path(folder) / "keys")
        keys.prepare()
        run(database, keys)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'peak memory of this process':58} {peak:9.0f} MB  aim for suggesting: 600 MB")


def run(database: Database, keys: KeyFolder) -> None:
    source = Source(DATA / "feedback.csv", "text", "themes")
    reading = keys.reading()
    with database.writing() as session:
        council, officer = feedback_council(session)
        waiting = consultation(session, council, "waiting")
        read = consultation(session, council, "read")
    with timed("import 5,067 comments to wait in the queue"), database.writing() as session:
        plain = Source(source.path, "text")
        imports.import_answers(session, council, waiting, reading, plain, NOW)
    with timed("import 5,067 comments already read and coded"), database.writing() as session:
        imports.import_answers(session, council, read, reading, source, NOW, officer)
    with timed("fit on codebook and 5,067 decisions"), database.reading() as session:
        suggester = fit_suggester(session, council)
    started = time.perf_counter()
    looked_at = 0
    with database.writing() as session:
        while many := suggest_waiting(session, council, reading, suggester):
            looked_at += many
    seconds = time.perf_counter() - started
    rate = f"{looked_at / seconds:,.0f} a second, opened, suggested and stored"
    print(f"{'suggest for ' + str(looked_at) + ' waiting comments':58} {seconds:9.3f} s   {rate}")
    take(database, council, officer, read)


def take(
    database: Database,
    council: Council,
    officer: Account,
    read: consultations.Consultation,
) -> None:
    with database.writing() as session:
        meeting = meetings.plan_meeting(
            session, council, "forum", NOW.date() + timedelta(weeks=8), ""
        )
        with timed("figures of 5,067 answers through the gate, and a digest", "aim 1 s"):
            digest = digests.build_digest(
                session, council, officer, meeting, [read], NOW, although_unread=True
            )
    with database.reading() as session, timed("digest made ready to be written"):
        released = papers.released_digest(session, council, digest, "", NOW.date())
    render_pdf(released)
    for name, render, floor in (
        ("HTML", render_html, ""),
        ("PDF, warm", render_pdf, "aim 0.3 s"),
        ("Word", render_word, "aim 0.3 s"),
    ):
        with timed(f"{name}, {len(released.consultations[0].themes)} themes", floor):
            render(released)


if __name__ == "__main__":
    main()
