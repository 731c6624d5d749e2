"""Moments and rows come back as they were given, on both databases."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select

from participation.models import Council, Job


def kept(database, moment: datetime | None) -> datetime | None:
    """Store the moment, and return it as it comes back."""
    with database.writing() as session:
        council = Council(name="testshire", title="Testshire", pack="{}")
        session.add(council)
        session.flush()
        session.add(
            Job(
                council_id=council.id,
                kind="test",
                subject="test",
                unique_key="test",
                run_after=datetime(2026, 3, 11, tzinfo=UTC),
                leased_until=moment,
            )
        )
    with database.reading() as session:
        return session.scalars(select(Job.leased_until)).one()


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 3, 11, 12, 30, 15, 123_456, tzinfo=UTC),
        datetime(2026, 7, 1, 1, 30, tzinfo=timezone(timedelta(hours=1))),
        datetime(2026, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=5, minutes=45))),
    ],
)
def test_a_moment_comes_back_the_same_and_in_utc(database, moment):
    back = kept(database, moment)

    assert back == moment
    assert back.utcoffset() == timedelta(0)


def test_no_moment_comes_back_as_none(database):
    assert kept(database, None) is None


def test_moments_from_different_zones_compare_as_moments(database):
    kept(database, datetime(2026, 3, 11, 13, tzinfo=timezone(timedelta(hours=2))))

    with database.reading() as session:
        due = select(Job.unique_key).where(Job.leased_until < datetime(2026, 3, 11, 12, tzinfo=UTC))
        found = session.scalars(due).all()

    assert found == ["test"]
