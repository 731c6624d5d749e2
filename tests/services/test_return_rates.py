"""How many invites came back: by group and by who passed them on, and never of a small group."""

from random import Random

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.domain.disclosure.counts import Cell, Counts, Kind
from participation.domain.disclosure.gate import release
from participation.domain.disclosure.released import ReleasedTable
from participation.models import Consultation, Council, Invite
from participation.models.database import Database
from participation.services.consultations import Opening, open_consultation, publish_survey
from participation.services.invites import Route, make_invites, spend
from participation.services.return_rates import (
    BY_GROUP,
    BY_ROUTE,
    RateTable,
    rate_tables,
    release_return,
)
from tests.factories import a_council, a_survey
from tests.fixtures_databases import SqliteGround

GROUPS = ("foster-care", "care-leavers")
Handed = dict[tuple[str, Route], tuple[int, int]]


@pytest.fixture
def ground(sqlite_ground: SqliteGround) -> SqliteGround:
    """One kind of database: the counts are added up in the program."""
    return sqlite_ground


def told(database: Database, keys: KeyFolder, clock: SetClock, handed: Handed) -> list[RateTable]:
    """Hand out so many by group and route, have so many come back, and return what is told."""
    today = clock.now().date()
    with database.writing() as session:
        council = a_council(session)
        version = publish_survey(session, council, a_survey())
        opening = Opening("home", "Where I live", GROUPS, today, today, by_invite=True)
        row = open_consultation(session, council, version, opening)
        for (group, route), (made, spent) in handed.items():
            make_invites(session, council, keys.young().invites, row, group, route, made)
            come_back(session, row, group, route, spent)
        frozen = release_return(session, council, row)
        return list(rate_tables(session, row, frozen))


def come_back(session: Session, row: Consultation, group: str, route: Route, many: int) -> None:
    of_this = (Invite.consultation_id == row.id, Invite.group == group, Invite.route == route)
    for invite in session.scalars(select(Invite.id).where(*of_this)).all()[:many]:
        spend(session, invite)


def test_groups_and_routes_are_told_with_the_share_of_what_was_made(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    by_group, by_route = told(
        database,
        keys,
        clock,
        {("foster-care", Route.CARER): (60, 21), ("care-leavers", Route.POST): (40, 33)},
    )

    lines = [(line.label, line.made, line.came_back, line.rate) for line in by_route.lines]
    assert sorted(lines) == [
        ("Carer", 60, "about 20", "a quarter to a half"),
        ("Post", 40, "about 35", "three quarters or more"),
    ]
    assert {line.made for line in by_group.lines} == {60, 40}


def test_a_small_group_stands_in_no_figure_by_route_either(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    tables = told(
        database,
        keys,
        clock,
        {
            ("foster-care", Route.CARER): (30, 20),
            ("foster-care", Route.SCHOOL): (30, 25),
            ("care-leavers", Route.SCHOOL): (9, 9),
        },
    )

    with database.reading() as session:
        council = session.scalars(select(Council)).one()
        row = session.scalars(select(Consultation)).one()
        frozen = release_return(session, council, row)
    assert frozen.base.words == "between 40 and 49 young people"
    assert len(tables[0].lines) == 1
    assert "about 35" not in {line.came_back for table in tables for line in table.lines}


def test_routes_of_fewer_than_ten_stand_together(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    _, by_route = told(
        database,
        keys,
        clock,
        {
            ("foster-care", Route.CARER): (40, 21),
            ("foster-care", Route.SCHOOL): (6, 6),
            ("foster-care", Route.POST): (9, 9),
        },
    )

    assert [(line.label, line.made) for line in by_route.lines] == [
        ("Carer", 40),
        ("Post and School", 15),
    ]


def limits(words: str) -> tuple[int, int]:
    """Return which counts the printed words stand for."""
    if words == "fewer than 8":
        return 0, 7
    nearest = int(words.removeprefix("about "))
    return max(8, nearest - 2), nearest + 2


def could_be(hidden: int, own: list[tuple[int, int]], other: list[tuple[int, int]], base) -> bool:
    """Return whether the hidden cell could hold anything from 0 to 7 beside the other table."""
    rest = [span for at, span in enumerate(own) if at != hidden]
    for value in (0, 7):
        low = max(base.low, value + sum(s[0] for s in rest), sum(s[0] for s in other))
        high = min(base.high, value + sum(s[1] for s in rest), sum(s[1] for s in other))
        if low > high:
            return False
    return True


def test_two_tables_of_the_same_invites_tell_no_small_count_between_them() -> None:
    random, looked_at = Random(7), 0
    for _ in range(400):
        group = [random.randrange(0, 40), random.randrange(0, 12), random.randrange(0, 30)]
        total = sum(group)
        route = [random.randrange(0, total + 1)]
        route.append(total - route[0])
        tables = [
            Counts(
                key, key, Kind.ONE, tuple(Cell(str(at), "", n) for at, n in enumerate(some)), total
            )
            for key, some in ((BY_GROUP, group), (BY_ROUTE, route))
        ]

        frozen = release(total, tables, [])

        shown = [table for table in frozen.tables if isinstance(table, ReleasedTable)]
        for own in shown:
            spans = [limits(row.count.words) for row in own.rows]
            others = [t for t in shown if t is not own]
            other = [limits(row.count.words) for row in others[0].rows] if others else [(0, 999)]
            for at, row in enumerate(own.rows):
                if row.count.rounded is None:
                    looked_at += 1
                    assert could_be(at, spans, other, frozen.base), (group, route)
    assert looked_at > 20
