"""A digest over 100,000 written answers, 30 themes and 5 lenses, and both of its twins.

The answers are made up of plain words and stored as they stand once an officer has read and
themed them. Seconds are those of the processor, so that a busy machine does not change them.
"""

import random
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from participation import migrations
from participation.core.types import Week
from participation.domain.digest import ReleasedDigest
from participation.domain.exemption import public_twin
from participation.domain.policy import Role
from participation.models import (
    Account,
    Answer,
    Coding,
    Consultation,
    Council,
    Origin,
    Reading,
    Submission,
    Theme,
)
from participation.models.database import Database
from participation.papers.html import render_html
from participation.papers.pdf import render_pdf
from participation.papers.word import render_word
from participation.services import consultations, councils, digests, exemptions, meetings, papers
from participation.services.figures import release_figures
from participation.services.staff import NewAccount, add_account
from surveys.loader import load_survey
from surveys.pack_frames import Heading, Lens
from surveys.packs import Codebook, CodebookTheme, load_council_pack

ANSWERS, THEMES, LENSES, CONSULTATIONS, AT_ONCE = 100_000, 30, 5, 2, 5_000
NOW = datetime(2026, 3, 11, 12, tzinfo=UTC)
WORDS = str.split(
    "the wifi my room brother school bus money keys garden phone night worker moved again told "
    "nobody asked food sleep friends club trip visit dog bike late house quiet better please"
)


@contextmanager
def timed(name: str, floor: str = "") -> Iterator[None]:
    started = time.process_time()
    yield
    print(f"{name:52} {time.process_time() - started:9.3f} s   {floor}", flush=True)


def peak() -> float:
    """Return the most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def council_of(session: Session) -> tuple[Council, Account]:
    """Return a council that reports by five lenses of six headings, with its officer."""
    lenses = tuple(
        Lens(
            f"lens-{one}",
            f"Lens {one}",
            "made up",
            tuple(Heading(str(place), f"Heading {place} of lens {one}") for place in range(6)),
        )
        for one in range(LENSES)
    )
    pack = replace(
        load_council_pack("leicester"),
        name="large",
        theme_promises={},
        lenses=(),
        own_lenses=lenses,
    )
    themes = tuple(
        CodebookTheme(
            f"theme-{number}",
            f"Theme number {number}",
            f"Theme {number}",
            "What young people say about it, at home and away.",
            tuple(f"lens-{lens}.{(number + lens) % 6}" for lens in range(LENSES)),
        )
        for number in range(THEMES)
    )
    council = councils.add_council(session, pack, Codebook("large", "Large", themes))
    officer = add_account(
        session,
        council,
        NewAccount("reader@large.example", "reader", "Reader", Role.OFFICER, "a long password"),
    )
    return council, officer


def fill(session: Session, council: Council, officer: Account, row: Consultation) -> None:
    """Store this consultation's share of the answers, each with one theme or two."""
    chance = random.Random(row.name)
    themes = list(session.scalars(select(Theme.id).where(Theme.council_id == council.id)))
    of_council, week = {"council_id": council.id}, str(Week.of(row.opens_on))
    for _ in range(ANSWERS // CONSULTATIONS // AT_ONCE):
        submissions = [
            {
                **of_council, "id": uuid4(), "consultation_id": row.id, "week": week,
                "origin": Origin.SAID, "taken_back": False, "may_be_complaint": False,
            }
            for _ in range(AT_ONCE)
        ]  # fmt: skip
        written = [_answer(of_council, one["id"], "hard", chance) for one in submissions]
        closed = [_answer(of_council, one["id"], "feel", None) for one in submissions]
        codings = [
            {**of_council, "id": uuid4(), "answer_id": one["id"], "theme_id": theme,
             "coder_id": officer.id}
            for one in written
            for theme in chance.sample(themes, chance.choice((1, 1, 2)))
        ]  # fmt: skip
        for table, rows in ((Submission, submissions), (Answer, written + closed)):
            session.execute(insert(table), rows)
        session.execute(insert(Coding), codings)


def _answer(
    of_council: dict[str, UUID], submission: object, question: str, chance: random.Random | None
) -> dict[str, object]:
    words = "" if chance is None else " ".join(chance.choices(WORDS, k=chance.randint(4, 30)))
    return {
        **of_council, "id": uuid4(), "submission_id": submission, "question": question,
        "codes": "" if words else "happy", "cleared": words or None, "may_show": bool(words),
        "worry": False, "suggested": False,
        "reading": Reading.CLEARED if words else Reading.NO_WORDS,
    }  # fmt: skip


def prepare(database: Database) -> tuple[UUID, UUID, list[UUID]]:
    with database.writing() as session:
        council, officer = council_of(session)
        add_account(
            session,
            council,
            NewAccount("p@large.example", "p", "P", Role.PROPER_OFFICER, "a long password"),
        )
        version = consultations.publish_survey(session, council, load_survey("where-i-live"))
        today, rows = NOW.date(), []
        for number in range(CONSULTATIONS):
            opening = consultations.Opening(
                f"part-{number}", f"Part {number}", (), today, today + timedelta(days=9)
            )
            rows.append(consultations.open_consultation(session, council, version, opening))
            fill(session, council, officer, rows[-1])
        return council.id, officer.id, [row.id for row in rows]


def run(database: Database, keys: tuple[UUID, UUID, list[UUID]]) -> None:
    council_id, officer_id, consultation_ids = keys
    with database.writing() as session:
        council = session.get_one(Council, council_id)
        officer = session.get_one(Account, officer_id)
        rows = [session.get_one(Consultation, key) for key in consultation_ids]
        day = NOW.date() + timedelta(weeks=8)
        meeting = meetings.plan_meeting(session, council, "forum", day, "")
        with timed("figures through the gate", "floor 2 s"):
            for row in rows:
                release_figures(session, council, row)
        with timed("the digest built, its words chosen"):
            digest = digests.build_digest(
                session, council, officer, meeting, rows, NOW, although_unread=True
            )
        for row, theme in ((rows[0], "theme-1"), (rows[1], "theme-2")):
            new = digests.NewAsk(row.id, theme, "", "Do what young people ask.")
            ask = digests.put_ask(session, council, digest, new)
        given = exemptions.Proposal(ask.id, "A matter about a contract", 0, "It is not settled.")
        exemptions.propose(session, council, officer, digest, given, NOW)
        with timed("the digest made ready to be written"):
            released = papers.released_digest(session, council, digest, "", NOW.date())
    print(f"{'peak memory':52} {peak():9.0f} MB  floor 500 MB")
    draw(released)
    print(f"{'peak memory, papers drawn':52} {peak():9.0f} MB  floor 500 MB")


def draw(released: ReleasedDigest) -> None:
    public = public_twin(released)
    render_pdf(replace(released, consultations=()))
    with timed("both twins: web, PDF and Word of each", "floor 4 s"):
        for twin in (released, public):
            for name, render, floor in (
                ("web", render_html, ""),
                ("PDF", render_pdf, "floor 0.15 s"),
                ("Word", render_word, "floor 0.3 s"),
            ):
                with timed(f"  {name}, {'public' if twin is public else 'members'}", floor):
                    render(twin)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder)}/large.sqlite"
        database = Database(url)
        migrations.upgrade(database)
        with timed(f"({ANSWERS:,} answers stored)"):
            keys = prepare(database)
        print(f"{'memory before':52} {peak():9.0f} MB")
        run(database, keys)
        database.close()


if __name__ == "__main__":
    main()
