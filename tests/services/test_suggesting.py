"""What the machine proposes for what waits, and what is learnt from what was decided."""

from string import ascii_lowercase
from uuid import uuid4

import pytest

from participation.models import Account, Answer, Consultation, Council, Glance, Suggestion
from participation.services import clearing, reading, suggesting, withdrawals
from participation.services.alike import alike
from participation.services.jobs import Leased
from participation.services.theming import REFIT_AFTER, SuggesterShelf, lessons_of
from participation.worker.bench import Bench
from participation.worker.handlers import HANDLERS
from participation.worker.loop import work_all, work_once
from tests.factories import a_consultation, a_council, an_account, say


class NoMail:
    def send(self, mail) -> None:
        raise AssertionError("nothing is mailed here")


@pytest.fixture
def shelf(tmp_path) -> SuggesterShelf:
    return SuggesterShelf(tmp_path / "models")


@pytest.fixture
def bench(sqlite_database, keys, clock, shelf) -> Bench:
    return Bench(sqlite_database, keys.reading(), shelf, NoMail(), clock, "")


@pytest.fixture
def council(bench: Bench) -> Council:
    with bench.database.writing() as session:
        council = a_council(session)
        an_account(session, council)
        a_consultation(session, council, bench.clock.now().date())
    return council


def tell(bench: Bench, keys, council: Council, *texts: str) -> list[str]:
    """Send each text in a submission of its own and return the receipts."""
    with bench.database.writing() as session:
        consultation = session.query(Consultation).one()
        return [
            str(say(session, keys, consultation, bench.clock.now(), text=text).receipt)
            for text in texts
        ]


def clear_all(bench: Bench, council: Council, themes: tuple[str, ...] = ()) -> None:
    with bench.database.writing() as session:
        officer = session.query(Account).one()
        while unread := reading.next_unread(session, council, bench.keys):
            decision = clearing.Decision(unread.original, themes)
            clearing.clear(session, council, officer, unread.answer_id, decision, bench.clock.now())


def test_what_nothing_is_known_of_is_listed_and_never_dropped(bench, keys, council) -> None:
    tell(bench, keys, council, "the wifi is too slow", "😀")

    work_all(bench)

    with bench.database.reading() as session:
        progress = suggesting.progress(session, council)
        unknown = suggesting.unknown_answers(session, council)
        originals = {
            reading.unread_of(session, council, bench.keys, key).original for key in unknown
        }
    assert progress.unread == progress.looked_at == 2 * progress.unknown
    assert len(unknown) == progress.unknown > 0
    assert originals == {"😀"}
    assert not progress.fitting


def test_a_damaged_file_is_made_anew_from_the_decisions_and_said_so(bench, keys, council) -> None:
    tell(bench, keys, council, "the wifi is too slow")
    work_all(bench)
    path = bench.shelf.path(council)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
    tell(bench, keys, council, "no wifi at night")

    work_all(bench)

    assert bench.shelf.learnt(council.id).rebuilt
    with bench.database.reading() as session:
        assert suggesting.progress(session, council).unread > 0
        assert all(answer.suggested for answer in session.query(Answer).filter_by(reading="unread"))
    HANDLERS["refit"](bench, Leased(uuid4(), council.id, "refit", ""))
    assert not bench.shelf.learnt(council.id).rebuilt


def test_enough_new_decisions_have_what_waits_looked_at_anew(bench, keys, council) -> None:
    tell(bench, keys, council, "my bike has a puncture", "a flat tyre on my bike")
    clear_all(bench, council, ("money",))
    tell(bench, keys, council, "another puncture in my bike")
    work_all(bench)
    before = bench.shelf.learnt(council.id)
    said = [f"my bike has a puncture, said {letter}" for letter in ascii_lowercase]
    tell(bench, keys, council, *said)
    clear_all(bench, council, ("money",))
    tell(bench, keys, council, "one more puncture")

    work_all(bench)

    after = bench.shelf.learnt(council.id)
    assert after.decided - before.decided >= REFIT_AFTER


def test_a_refit_proposes_anew_for_everything_unread(bench, keys, council) -> None:
    tell(bench, keys, council, "the wifi is too slow")
    work_all(bench)
    with bench.database.writing() as session:
        session.query(Suggestion).delete()

    HANDLERS["refit"](bench, Leased(uuid4(), council.id, "refit", ""))
    work_all(bench)

    with bench.database.reading() as session:
        assert session.query(Suggestion).count() > 0
        assert (
            session.query(Glance).count()
            == session.query(Answer).filter_by(reading="unread").count()
        )


def test_what_is_taken_back_while_the_machine_looks_is_passed_over(bench, keys, council) -> None:
    receipt, _ = tell(bench, keys, council, "the wifi is too slow", "dinner was cold")
    with bench.database.reading() as session:
        suggester = bench.shelf.learn(council.id, lessons_of(session, council))
        looked = suggesting.look_at(suggester, suggesting.waiting(session, council, bench.keys))
    clear_all(bench, council)
    with bench.database.writing() as session:
        withdrawals.take_back(session, keys.young(), receipt, bench.clock.now())

    with bench.database.writing() as session:
        suggesting.store_looks(session, council, bench.keys, looked)

    with bench.database.reading() as session:
        assert session.query(Suggestion).count() == 0
        assert session.query(Glance).count() == 0


def test_glances_go_the_night_after_somebody_decided(bench, keys, council) -> None:
    tell(bench, keys, council, "the wifi is too slow")
    work_all(bench)
    clear_all(bench, council)

    HANDLERS["tidy"](bench, Leased(uuid4(), council.id, "tidy", ""))

    with bench.database.reading() as session:
        assert session.query(Glance).count() == 0


def test_answers_that_say_the_same_bear_one_mark_and_no_word_of_it(bench, keys, council) -> None:
    tell(bench, keys, council, "the wifi is slow", "wifi slow!!", "dinner was cold")

    work_all(bench)

    with bench.database.reading() as session:
        marks = [glance.alike for glance in session.query(Glance)]
        others = [
            len(alike(session, council, glance.answer_id)) for glance in session.query(Glance)
        ]
    assert len(set(marks)) == 2
    assert sorted(others) == [0, 1, 1]
    assert all(len(mark) == 16 for mark in marks)


def test_a_councils_files_go_with_the_council(bench, keys, council) -> None:
    tell(bench, keys, council, "the wifi is too slow")
    work_all(bench)
    stray = bench.shelf.path_of(uuid4(), "tones")
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"x")
    kept = bench.shelf.path(council)

    HANDLERS["tidy"](bench, Leased(uuid4(), council.id, "tidy", ""))

    assert kept.is_file()
    assert not stray.exists()


def test_a_long_queue_is_looked_at_in_turns_with_other_work(
    bench, keys, council, monkeypatch
) -> None:
    monkeypatch.setattr("participation.services.suggesting.AT_ONCE", 2)
    monkeypatch.setattr("participation.worker.handlers.MOST_LOOKS", 2)
    tell(bench, keys, council, *(f"the wifi is slow, says {letter}" for letter in "abcdefg"))

    steps = 0
    while work_once(bench):
        steps += 1

    assert steps >= 2
    with bench.database.reading() as session:
        progress = suggesting.progress(session, council)
    assert progress.looked_at == progress.unread == 7
