"""A consultation opens only when somebody is there for each other, and says how much work it is."""

import json

import pytest

from participation.core.clock import SetClock
from participation.core.errors import Refused
from participation.core.keys import KeyFolder
from participation.models import Consultation
from participation.models.database import Database
from participation.services.workload import Workload, usual_workload
from tests.factories import a_consultation, a_council, say


@pytest.mark.parametrize(
    ("part", "key", "told"),
    [
        ("reading", "readers", "two readers"),
        ("safeguarding", "contacts", "two safeguarding contacts"),
    ],
)
@pytest.mark.parametrize("named", [["Nadia"], ["Nadia", "Nadia"]])
def test_nothing_opens_with_one_person_alone(
    database: Database, clock: SetClock, part: str, key: str, told: str, named: list[str]
) -> None:
    with database.writing() as session:
        council = a_council(session)
        pack = json.loads(council.pack)
        pack[part][key] = named
        council.pack = json.dumps(pack)

        with pytest.raises(Refused, match=told):
            a_consultation(session, council, clock.now().date())

        assert session.query(Consultation).count() == 0


def test_the_usual_workload_is_told_in_round_figures(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    with database.writing() as session:
        council = a_council(session)
        before = usual_workload(session, council)
        consultation = a_consultation(session, council, clock.now().date())
        say(session, keys, consultation, clock.now())

        assert before is None
        assert usual_workload(session, council) == Workload(10)


@pytest.mark.parametrize(
    ("texts", "words"),
    [(10, "about 10 texts, about 1 hour"), (140, "about 140 texts, about 3 hours")],
)
def test_a_workload_is_said_in_texts_and_hours(texts: int, words: str) -> None:
    assert str(Workload(texts)) == words
