"""Years of each council's calendar, with outages: all that is due is told once, on its day.

PARTICIPATION_ATTACK_YEARS sets how many years pass for each council, 1 unless told.
"""

import os
import random
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.core.ports import Mail
from participation.domain.policy import Role
from participation.models import Council, Meeting, PromiseTold, Response, RungTold, Telling
from participation.services import meeting_changes
from participation.services.councils import add_council, pack_of
from participation.services.theming import SuggesterShelf
from participation.worker.bench import Bench
from surveys.packs import CouncilPack, load_codebook, load_council_pack
from tests.factories import a_consultation, an_account
from tests.journeys.council_days import (
    DAY,
    Outages,
    asked_again,
    climbed,
    days_from,
    meeting_days,
    newest,
    reminded,
    worked_before,
)
from tests.journeys.five_years import CHANGES, Breaking, Post, Rules, Story, Years, story_of

YEARS = range(2026, 2026 + int(os.environ.get("PARTICIPATION_ATTACK_YEARS", "1")))
BEGINS = date(2025, 11, 3)
CLOCK_CHANGES = [(3, 24), (10, 24)]
"""From when each year a week holds the Sunday on which the clocks change."""


def rules_of(pack: CouncilPack) -> dict[str, list[date]]:
    """Return the days on which each board of a pack meets."""
    return {
        board.code: [
            day
            for year in YEARS
            for day in meeting_days(board.calendar.months, board.calendar.week,
                                    board.calendar.day, year)
        ]
        for board in pack.boards
        if board.calendar is not None
    }  # fmt: skip


def stories_of(pack: CouncilPack, chance: random.Random) -> list[Story]:
    """Return what becomes of every meeting; each year one of the first board's goes each way."""
    planned, first = rules_of(pack), pack.boards[0]
    changes = {}
    for year in YEARS:
        days = [day for day in planned[first.code] if day.year == year]
        # The last of a year may have nobody to roll to within the plan.
        changes |= dict(zip(chance.sample(days[:-1], min(4, len(days) - 1)), CHANGES, strict=False))
    found = []
    for board in pack.boards:
        between = None if board.between is None else tuple(planned[board.between])
        rules = Rules(board.code, board.papers_due_days, between)
        for day in planned.get(board.code, ()):
            change = changes.get(day, "") if board is first else ""
            found.append(story_of(rules, day, change, chance))
    return found


def outages_of(chance: random.Random) -> Outages:
    """Return days without worker or mail, two to five at a time, and one set over each change."""
    starts = [date(year, *day) for year in YEARS for day in CLOCK_CHANGES]
    starts += [
        BEGINS + chance.randrange(365 * (len(YEARS) + 1)) * DAY for _ in YEARS for _ in "abc"
    ]
    spans = [days_from(start, chance.randint(2, 5)) for start in starts]
    return Outages(
        frozenset(day for span in spans[::2] for day in span),
        frozenset(day for span in spans[1::2] for day in span),
    )


def late_spells(story: Story) -> list[tuple[date, date]]:
    """Return since when and until when the ask of a story waits for somebody."""
    unanswered = (story.due, story.answers[0].on)
    return [unanswered, *((given.due, given.until) for given in story.answers)]


def looked_at(stories: list[Story], rungs: dict[str, int], outages: Outages) -> set[date]:
    """Return the days on which something should happen, the one before each, and after outages."""
    days = {day for story in stories for day, _ in story.acts}
    for story in stories:
        for given in story.answers:
            days |= set(reminded(given, outages).values())
        for since, until in late_spells(story):
            days |= set(climbed(since, until, rungs, outages).values())
        if story.in_writing:
            days |= set(asked_again(story.due, story.answers[0].on, outages).values())
    days |= {outages.delivered(day) for day in days} | outages.mail
    days |= {outages.delivered_worked(day) for day in days}
    return days | {day - DAY for day in days}


def planned_years(
    pack: CouncilPack, database: Breaking, keys: KeyFolder, folder: Path, chance: random.Random
) -> Years:
    """Return the years before the first day, with all meetings on the plan."""
    clock, outages = SetClock(datetime(2025, 11, 3, 12, tzinfo=UTC)), outages_of(chance)
    post = Post(clock, outages)
    shelf = SuggesterShelf(folder)
    bench = Bench(database, keys.reading(), shelf, post, clock, "https://staff.example")
    with database.writing() as session:
        council = add_council(session, pack, load_codebook(pack.codebook))
        roles = {"officer": Role.OFFICER, "member": Role.MEMBER, "chair": Role.MEMBER}
        people = {name: an_account(session, council, role, name).id for name, role in roles.items()}
        a_consultation(session, council, BEGINS)
        for code in rules_of(pack):
            for year in YEARS:
                meeting_changes.plan_year(session, council, code, year)
        meetings = {(row.board.code, row.meets_on): row.id for row in session.query(Meeting)}
    return Years(bench, database, clock, outages, chance, council.id, people, meetings)


@pytest.mark.parametrize("name", ["leicester", "dorset", "hampshire", "cambridgeshire"])
def test_each_paper_reminder_and_answer_goes_out_once_on_its_working_day(
    name: str, sqlite_database, keys: KeyFolder, tmp_path: Path
) -> None:
    pack, chance = load_council_pack(name), random.Random(f"years of {name}")
    database = Breaking(str(sqlite_database.engine.url))
    years = planned_years(pack, database, keys, tmp_path, chance)
    stories = stories_of(pack, chance)
    rungs = {rung.code: rung.after_days for rung in pack.ladder}

    for day in sorted(looked_at(stories, rungs, years.outages)):
        years.pass_day(day, [(s, act) for s in stories for on, act in s.acts if on == day])

    assert set(years.meetings) == {
        (code, day) for code, days in rules_of(pack).items() for day in days
    }
    assert years.breaks > 0
    check_plan(years, stories, pack)
    check_noted(years, stories, rungs)
    check_mails(years, stories, rungs)
    check_published(years, stories)
    database.close()


def check_plan(years: Years, stories: list[Story], pack: CouncilPack) -> None:
    """Hold each meeting, its papers and their clearances against the rules."""
    boards = {board.code: board for board in pack.boards}
    with years.database.reading() as session:
        council = session.get_one(Council, years.council_id)
        for story in stories:
            meeting = session.get_one(Meeting, years.meetings[story.board, story.planned])
            board = boards[story.board]
            papers = worked_before(story.held, board.papers_due_days + 1)
            cleared = {one.name: worked_before(papers, one.days_before) for one in board.clearances}
            deadlines = meeting_changes.deadlines_of(council, meeting)
            assert (meeting.meets_on, meeting.papers_due_on) == (story.held, papers)
            assert {one.name: one.due_on for one in deadlines} == cleared
            assert meeting_changes.answered_at(meeting).on == story.due
        assert pack_of(council) == pack


def check_noted(years: Years, stories: list[Story], rungs: dict[str, int]) -> None:
    """Hold each reminder and each rung that was noted as told against the rules."""
    promises = [
        (years.given[story, place], name, day)
        for story in stories
        for place, given in enumerate(story.answers)
        for name, day in reminded(given, years.outages).items()
    ]
    ladder = [
        (years.asks[story], code, since, day, sent if sent <= until else None)
        for story in stories
        for since, until in late_spells(story)
        for code, day in climbed(since, until, rungs, years.outages).items()
        for sent in [years.outages.delivered_worked(day)]
    ]
    with years.database.reading() as session:
        told = [(row.response_id, row.name, row.told_on) for row in session.query(PromiseTold)]
        climbs = [
            (r.ask_id, r.rung, r.since, r.reached_on, r.told_on) for r in session.query(RungTold)
        ]
    assert Counter(told) == Counter(promises)
    assert Counter(climbs) == Counter(ladder)


def check_mails(years: Years, stories: list[Story], rungs: dict[str, int]) -> None:
    """Hold every mail that came, with its day and whom it went to, against the rules."""
    delivered, due = years.outages.delivered_worked, set()
    for story in stories:
        day = years.outages.delivered(story.paper_on)
        due |= {(day, who, str(years.papers[story])) for who in ("member", "chair")}
        if story.in_writing:
            due |= mails_in_writing(story, f"{years.papers[story]}:in-writing", years.outages)
        for place, given in enumerate(story.answers):
            for name, told in newest(reminded(given, years.outages)).items():
                who = ["member", "officer"] if name.startswith("still-late") else ["member"]
                if delivered(told) <= given.until:
                    mark = f"{years.given[story, place]}:{name}"
                    due |= {(delivered(told), one, mark) for one in who}
        for place, (since, until) in enumerate(late_spells(story)):
            for code, told in climbed(since, until, rungs, years.outages).items():
                owners = ["member", "chair"] if place == 0 else ["member"]
                mark = f"{years.asks[story]}:{code}:{since}"
                if delivered(told) <= until:
                    due |= {
                        (delivered(told), one, mark)
                        for one in (owners if code == "owner" else ["officer"])
                    }
    came = Counter(
        (day, mail.to.partition("@")[0], told_of(mail))
        for day, mail in years.bench.mailer.came.values()
    )
    assert came == Counter(due)


def mails_in_writing(story: Story, mark: str, outages: Outages) -> set[tuple[date, str, str]]:
    """Return the mails that ask members to answer in writing, and that remind them, as due."""
    until, found = story.answers[0].on, {(outages.delivered(story.change_on), mark)}
    for named, told in asked_again(story.due, until, outages).items():
        came = outages.delivered_worked(told)
        found |= {(came, f"{mark}:{named}")} if came <= until else set()
    return {(day, who, about) for day, about in found for who in ("member", "chair")}


def told_of(mail: Mail) -> str:
    """Return what a mail is about: its mark, or the key of a paper."""
    return mail.mark or mail.plain.partition("/digests/")[2].split()[0]


def check_published(years: Years, stories: list[Story]) -> None:
    """Hold each answer's day of publication, and when young people are told, against the rules."""
    published, tellings = [], []
    for story in stories:
        days = [*(given.on for given in story.answers), story.done_on]
        published += [(years.given[story, place], day) for place, day in enumerate(days)]
        tellings += [(years.asks[story], "change", story.done_on + 28 * DAY)]
    with years.database.reading() as session:
        found = [(row.id, row.published_on) for row in session.query(Response)]
        waiting = [
            (row.ask_id, row.kind, row.due_on)
            for row in session.query(Telling).filter(Telling.kind == "change")
        ]
    assert Counter(found) == Counter(published)
    assert Counter(waiting) == Counter(tellings)
