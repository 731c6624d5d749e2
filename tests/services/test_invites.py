from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from participation.core.clock import SetClock
from participation.core.errors import BadInput, NotFound, ParticipationError, Refused
from participation.core.keys import KeyFolder
from participation.core.sealed import new_nonce
from participation.domain.disclosure.released import ReleasedTable
from participation.models import Consultation, Council, Invite, Submission
from participation.models.database import Database
from participation.services import conversations, invites, return_rates, submissions
from participation.services.invites import Route
from surveys import engine
from tests.factories import a_consultation, a_council

GIVEN = engine.Given("feel", ("ok",))


def handed_out(
    database: Database, keys: KeyFolder, clock: SetClock, count: int
) -> tuple[Council, Consultation, tuple[str, ...]]:
    with database.writing() as session:
        council = a_council(session)
        consultation = a_consultation(session, council, clock.now().date(), by_invite=True)
        args = (session, council, keys.young().invites, consultation)
        batch = invites.make_invites(*args, "foster-care", Route.CARER, count)
    return council, consultation, batch.codes


def use(database: Database, keys: KeyFolder, clock: SetClock, code: str) -> bool:
    today = clock.now().date()
    try:
        with database.writing() as session:
            begun = conversations.begin_by_invite(session, keys.young(), code, today)
            conversations.reply(session, begun.secret, GIVEN, today)
        with database.writing() as session:
            submissions.send(session, keys.young(), begun.secret, new_nonce(), clock.now())
    except ParticipationError:
        return False
    return True


def test_fifty_who_use_one_code_at_once_make_one_submission(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    _, _, (code,) = handed_out(database, keys, clock, 1)

    with ThreadPoolExecutor(max_workers=10) as crowd:
        went_through = list(crowd.map(lambda _: use(database, keys, clock, code), range(50)))

    with database.reading() as session:
        assert went_through.count(True) == 1
        assert session.query(Submission).count() == 1


def test_a_code_is_known_however_it_is_typed_and_kept_only_as_a_hash(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    _, _, (code,) = handed_out(database, keys, clock, 1)
    typed = code.upper().replace("-", " ")

    with database.writing() as session:
        begun = conversations.begin_by_invite(session, keys.young(), typed, clock.now().date())

    with database.reading() as session:
        assert begun.turn.consultation.name == "home"
        assert code.replace("-", "").encode() not in session.query(Invite).one().id


def test_an_unknown_code_and_an_open_link_are_refused_kindly(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    _, consultation, _ = handed_out(database, keys, clock, 1)
    today = clock.now().date()

    with database.writing() as session:
        with pytest.raises(NotFound, match="Check the letters"):
            conversations.begin_by_invite(session, keys.young(), "aaaaa-aaaaa", today)
        with pytest.raises(Refused, match="the code from your card"):
            conversations.begin(session, consultation.link, today)


def test_a_send_that_fails_spends_no_invite(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    _, _, (code,) = handed_out(database, keys, clock, 1)
    with database.writing() as session:
        begun = conversations.begin_by_invite(session, keys.young(), code, clock.now().date())

    with pytest.raises(BadInput), database.writing() as session:
        submissions.send(session, keys.young(), begun.secret, new_nonce(), clock.now())

    assert use(database, keys, clock, code)


@pytest.mark.parametrize(("group", "count"), [("moon", 5), ("care-leavers", 5), ("foster-care", 0)])
def test_invites_for_nobody_are_not_made(
    database: Database, keys: KeyFolder, clock: SetClock, group: str, count: int
) -> None:
    council, consultation, _ = handed_out(database, keys, clock, 1)

    with database.writing() as session, pytest.raises(BadInput):
        args = (session, council, keys.young().invites, consultation)
        invites.make_invites(*args, group, Route.POST, count)


def test_the_choice_of_who_can_answer_is_not_loosened_once_it_is_open(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    _, consultation, _ = handed_out(database, keys, clock, 1)

    with database.writing() as session:
        row = session.get_one(Consultation, consultation.id)
        with pytest.raises(Refused, match="stays as it was"):
            row.by_invite = False
    with database.writing() as session, pytest.raises(BadInput, match="already a consultation"):
        council = session.get_one(Council, consultation.council_id)
        a_consultation(session, council, clock.now().date(), by_invite=False)

    with database.reading() as session:
        assert session.get_one(Consultation, consultation.id).by_invite


def test_codes_are_stored_in_another_order_than_they_are_printed(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    _, _, codes = handed_out(database, keys, clock, 40)

    printed = [invites.invite_id(keys.young().invites, code) for code in codes]

    # Forty random hashes stand in order by chance once in 40! times.
    assert printed != sorted(printed)
    with database.reading() as session:
        stored = session.execute(select(Invite.id)).scalars().all()
    assert sorted(printed) == sorted(stored)
    assert list(stored) == sorted(stored)


def test_return_is_told_in_bands_and_never_for_a_small_group(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    council, consultation, codes = handed_out(database, keys, clock, 30)
    for code in codes[:13]:
        assert use(database, keys, clock, code)

    with database.writing() as session:
        told = return_rates.release_return(session, council, consultation)
    assert use(database, keys, clock, codes[14])
    with database.writing() as session:
        again = return_rates.release_return(session, council, consultation)

    assert told.base.words == "between 10 and 19 young people"
    assert again == told
    assert all(not isinstance(table, ReleasedTable) or table.rows for table in told.tables)
