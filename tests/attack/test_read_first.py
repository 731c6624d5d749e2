"""Nothing that a person has not read and cleared, and its writer allowed, is ever told.

PARTICIPATION_ATTACK_STORIES sets how many councils' months are told, 2 unless told, each from
its own seed.
"""

import os
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bots import telling
from participation.core.clock import SetClock
from participation.domain.policy import Role
from participation.models import Digest
from participation.models.database import Database
from participation.papers.html import render_html
from participation.papers.mail import meeting_mail
from participation.services import drafts, journeys, papers
from participation.services.theming import SuggesterShelf
from participation.services.wall import wall
from participation.worker.bench import Bench
from tests.attack.stories import Post, Story
from tests.factories import a_consultation, a_council, an_account

STORIES = int(os.environ.get("PARTICIPATION_ATTACK_STORIES", "2"))
STEPS = 50
SAID_AT_FIRST = 30
QUOTING = ("paper", "draft")
ADDRESS = "https://x.example"


def begin(database: Database, keys, folder, seed: int) -> Story:
    """Return a council in which a dozen people have said something, most of it read."""
    clock, post = SetClock(datetime(2026, 3, 2, 9, tzinfo=UTC)), Post()
    with database.writing() as session:
        council = a_council(session)
        for role in (Role.OFFICER, Role.MEMBER, Role.SAFEGUARDING):
            an_account(session, council, role)
        for name in ("home", "school"):
            a_consultation(session, council, clock.now().date(), name=name, days=300)
    bench = Bench(
        database, keys.reading(), SuggesterShelf(folder), post, clock, "https://staff.example"
    )
    story = Story(database, keys, clock, bench, post, Random(seed))
    with database.writing() as session:
        story.said_before(session, SAID_AT_FIRST)
        story.say(session)
    for _ in range(SAID_AT_FIRST):
        with database.writing() as session:
            story.read(session)
    return story


def outward(story: Story, session: Session) -> Iterator[tuple[str, str]]:
    """Return all that the service tells anybody but the officer and the leads, and where."""
    council, today = story.council(session), story.clock.now().date()
    for digest in session.scalars(select(Digest)):
        released = papers.released_digest(session, council, digest, ADDRESS, today)
        yield "paper", f"{released!r} {render_html(released)}"
        yield "mail", repr(meeting_mail(released, "member@testshire.example"))
        yield "draft", repr(drafts.draft_of(session, council, digest))
    yield "mail", repr(story.post.mails)
    cards = wall(session, council, today)
    yield "wall", f"{cards!r} {telling.wall(cards, 'The wall', ADDRESS, today).text}"
    for text in story.random.choices(story.remembered, k=2):
        told = journeys.journey(session, story.keys.young(), text.receipt, today)
        if told is not None:
            messages = telling.journey(told, b"", today, wrote=True, address=ADDRESS)
            yield "journey", " ".join((repr(told), *(one.text for one in messages)))


def untold(story: Story, seen: Counter[str]) -> set[str]:
    """Return every word that stands where it must not, with its fate; count what is quoted."""
    found = set()
    with story.database.reading() as session:
        for where, said in outward(story, session):
            for text in story.texts:
                fates = " and ".join(text.fates.values()) or "unread"
                if text.cut in said:
                    found.add(f"what was cut from words that are {fates}, on the {where}")
                if text.kept in said:
                    seen[where] += 1
                    if where not in QUOTING or not text.may_be_quoted:
                        may = "may" if text.may_show else "may not"
                        found.add(f"words that are {fates} and {may} be shown, on the {where}")
    return found


@pytest.mark.parametrize("seed", range(STORIES))
def test_whatever_staff_do_only_cleared_and_allowed_words_are_told(
    database: Database, keys, tmp_path, seed: int
):
    story, seen, deeds = begin(database, keys, tmp_path, seed), Counter(), Counter()

    for step in range(STEPS):
        deeds[story.step()] += 1
        if step % 10 == 4:
            story.work()
        if step % 5 == 4:
            assert untold(story, seen) == set(), f"after step {step}: {deeds}"

    print(f"{seed}: {dict(deeds)}, {story.refused} refused, quoted {dict(seen)}")


def test_a_story_tells_something(database: Database, keys, tmp_path):
    story, seen = begin(database, keys, tmp_path, 0), Counter()
    with database.writing() as session:
        story.build(session, all_of_it=True)
        story.send(session)
    story.work()

    assert untold(story, seen) == set()
    assert seen["paper"] > 0
    assert len(story.post.mails) > 0
