from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from participation.core.errors import BadInput, Refused
from participation.core.types import Week
from participation.domain.policy import Role
from participation.models import (
    Answer,
    CodebookChange,
    Coding,
    CrossCoding,
    Origin,
    Quote,
    Submission,
    Suggestion,
    Theme,
)
from participation.services import agreements, clearing, digests
from participation.services import codebook_editing as editing
from participation.services import codebook_merging as merging
from participation.services.codebook_record import FIRST_VERSION, states
from participation.services.figures import release_figures, theme_rows
from participation.services.submissions import Arrival, store_answers
from participation.services.wall import wall
from surveys.engine import Answered
from tests.factories import a_consultation, a_council, a_meeting, an_account

GONE, INTO = "money", "wifi-and-phones"
MERGE = FIRST_VERSION + 1


def store(session, keys, council, officer, consultation, themes, many: int) -> None:
    """Store so many answers, cleared and given the themes."""
    due = datetime(2030, 1, 1, tzinfo=UTC)
    arrival = Arrival(Week.of(consultation.opens_on), Origin.SAID, None, due)
    words = "the wifi is slow and dear to us"
    answered = (Answered("hard", (), words, True),)
    public = keys.reading().reading_public
    for _ in range(many):
        store_answers(session, public, council, consultation.id, answered, arrival)
    for answer in session.query(Answer).filter_by(reading="unread").all():
        answer.reading, answer.cleared = "cleared", words
        clearing.set_themes(session, council, officer, answer, themes)


@pytest.fixture
def hall(database, keys, clock):
    """A council with twelve cleared answers: four of one theme, four of both, four of the other."""
    with database.writing() as session:
        council = a_council(session)
        officer = an_account(session, council)
        consultation = a_consultation(session, council, clock.now().date())
        for themes in [(GONE,), (GONE, INTO), (INTO,)]:
            store(session, keys, council, officer, consultation, themes, 4)
    with database.writing() as session:
        yield session, session.merge(council), session.merge(officer), session.merge(consultation)


def given(session) -> dict[UUID, frozenset[str]]:
    """Return the themes that each coded answer has."""
    found: dict[UUID, set[str]] = {}
    for answer_id, code in session.query(Coding.answer_id, Theme.code).join(Theme):
        found.setdefault(answer_id, set()).add(code)
    return {answer_id: frozenset(codes) for answer_id, codes in found.items()}


def put_together(session, council, officer, keys, clock) -> None:
    merging.merge(session, council, officer, keys.reading(), GONE, INTO, clock.now())


def take_apart(session, council, officer, keys, clock) -> None:
    merging.undo(session, council, officer, keys.reading(), MERGE, clock.now())


def test_a_merge_carries_each_coding_over_and_joins_double_ones(hall, keys, clock) -> None:
    session, council, officer, _ = hall

    put_together(session, council, officer, keys, clock)

    assert set(given(session).values()) == {frozenset({INTO})}
    assert session.query(Coding).count() == 12
    assert states(session, council)[GONE].merged_into == INTO
    with pytest.raises(Refused, match="was merged into"):
        editing.retire(session, council, officer, GONE, clock.now())
    with pytest.raises(BadInput, match="another theme"):
        merging.merge(session, council, officer, keys.reading(), INTO, INTO, clock.now())


def test_undoing_a_merge_gives_every_coding_back_as_it_was(hall, keys, clock) -> None:
    session, council, officer, _ = hall
    ambassador = an_account(session, council, Role.AMBASSADOR)
    answer_id = next(iter(given(session)))
    agreements.read_again(session, council, ambassador, session.get(Answer, answer_id).id, [GONE])
    themes = session.query(Theme).filter(Theme.code.in_([GONE, INTO])).all()
    rows = {"council_id": council.id, "answer_id": answer_id, "score": 0.5}
    session.add_all(Suggestion(theme_id=theme.id, **rows) for theme in themes)
    session.flush()
    before, told = given(session), states(session, council)

    put_together(session, council, officer, keys, clock)
    merged = session.query(Suggestion).count(), session.query(CrossCoding).count()
    take_apart(session, council, officer, keys, clock)

    assert merged == (1, 1)
    assert given(session) == before
    assert states(session, council) == told
    assert session.query(Suggestion).count() == 2
    assert session.query(Theme.code).join(CrossCoding).scalar() == GONE
    assert {coding.coder_id for coding in session.query(Coding)} == {officer.id}


def test_what_was_taken_back_since_stays_gone_when_a_merge_is_undone(hall, keys, clock) -> None:
    session, council, officer, _ = hall
    before = given(session)
    put_together(session, council, officer, keys, clock)
    for answer_id in list(before)[:6]:
        submission = session.get(Answer, answer_id).submission_id
        session.query(Submission).filter_by(id=submission).delete()
    session.expire_all()

    take_apart(session, council, officer, keys, clock)

    assert given(session) == {key: before[key] for key in list(before)[6:]}


def test_a_merge_is_not_undone_once_its_codings_were_changed(hall, keys, clock) -> None:
    session, council, officer, _ = hall
    moved = next(key for key, codes in given(session).items() if GONE in codes)
    put_together(session, council, officer, keys, clock)
    clearing.set_themes(session, council, officer, session.get(Answer, moved), ["friends"])

    with pytest.raises(Refused, match="other themes since"):
        take_apart(session, council, officer, keys, clock)

    assert states(session, council)[GONE].merged_into == INTO


def test_the_larger_theme_may_be_edited_or_retired_and_the_merge_still_undone(
    hall, keys, clock
) -> None:
    session, council, officer, _ = hall
    before = given(session)
    put_together(session, council, officer, keys, clock)
    editing.rename_in_own_words(session, council, officer, INTO, "Screens", clock.now())
    editing.retire(session, council, officer, INTO, clock.now())

    take_apart(session, council, officer, keys, clock)

    assert given(session) == before
    assert states(session, council)[INTO].own_name == "Screens"
    assert states(session, council)[INTO].retired_on
    assert not states(session, council)[GONE].retired_on


def test_what_a_merge_moved_is_sealed_and_forgotten_in_time(hall, keys, clock) -> None:
    session, council, officer, _ = hall
    put_together(session, council, officer, keys, clock)
    change = session.query(CodebookChange).one()
    some = next(iter(given(session)))
    assert some.hex.encode() not in change.carried
    assert some.bytes not in change.carried

    merging.forget_carried(session, council, clock.now() + timedelta(days=merging.UNDO_DAYS))
    kept = session.query(CodebookChange.carried).scalar()
    merging.forget_carried(session, council, clock.now() + timedelta(days=merging.UNDO_DAYS + 1))

    assert kept is not None
    assert session.query(CodebookChange.carried).scalar() is None
    with pytest.raises(Refused, match="after 14 days"):
        take_apart(session, council, officer, keys, clock)


def test_asks_quotes_figures_and_the_wall_stand_as_they_were_told(hall, keys, clock) -> None:
    session, council, officer, consultation = hall
    meeting = a_meeting(session, council, clock.now().date() + timedelta(days=21))
    digest = digests.build_digest(session, council, officer, meeting, [consultation], clock.now())
    ask = digests.NewAsk(consultation.id, GONE, "", "Pay for data on phones.")
    digests.put_ask(session, council, digest, ask)
    digests.send_digest(session, council, officer, digest, clock.now())
    quotes = session.query(Quote.theme_id, Quote.answer_id).all()
    told = release_figures(session, council, consultation)
    (card,) = wall(session, council, clock.now().date())

    put_together(session, council, officer, keys, clock)

    again = release_figures(session, council, consultation)
    (after,) = wall(session, council, clock.now().date())
    assert again == told
    assert GONE in {row.code for row in theme_rows(told.frozen)}
    assert quotes
    assert session.query(Quote.theme_id, Quote.answer_id).all() == quotes
    assert (after.theme, after.how_many) == (card.theme, card.how_many)


def test_the_next_release_counts_the_two_as_one_and_names_the_one_that_went(
    hall, keys, clock
) -> None:
    session, council, officer, consultation = hall
    release_figures(session, council, consultation)
    put_together(session, council, officer, keys, clock)
    store(session, keys, council, officer, consultation, (INTO,), 10)

    rows = {
        row.code: row for row in theme_rows(release_figures(session, council, consultation).frozen)
    }

    assert GONE not in rows
    assert rows[INTO].count.rounded == 20
