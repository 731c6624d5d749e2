"""Merging two themes, and undoing what was done to the codebook."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from participation.core.clock import day_of, hour_of
from participation.core.errors import BadInput, NotFound, Refused
from participation.core.keys import ReadingKeys
from participation.core.sealed import open_original, seal_original
from participation.models import Account, CodebookChange, Council
from participation.services.codebook_carrying import carry, carry_back, themes_by_code
from participation.services.codebook_editing import (
    MOST_EXAMPLES,
    check_free,
    hold,
    learn_anew,
    offered,
    standing_theme,
)
from participation.services.codebook_record import (
    ChangeKind,
    ThemeState,
    from_json,
    record,
    retired,
    version_now,
)
from participation.services.codebook_splitting import put_together

UNDO_DAYS = 14
"""Days for which a merge can be undone: what it moved is forgotten then."""


def merge(
    session: Session,
    council: Council,
    account: Account,
    keys: ReadingKeys,
    code: str,
    into_code: str,
    now: datetime,
) -> None:
    """Make the first theme part of the second: its codings and example phrases go over.

    Asks, quotes and released figures keep naming the first. Raises BadInput for a theme with
    itself, NotFound, and Refused for one that is retired.
    """
    standing = hold(session, council)
    if code == into_code:
        raise BadInput("Choose another theme to merge it into.", "into")
    gone, into = standing_theme(standing, code), standing_theme(standing, into_code)
    phrases = sorted({*into.examples, *gone.examples})[:MOST_EXAMPLES]
    rows = themes_by_code(session, council.id, (code, into_code))
    done = carry(session, rows[code], rows[into_code])
    after = [
        replace(into, examples=tuple(phrases)),
        retired(gone, day_of(now), merged_into=into_code),
    ]
    sealed = seal_original(keys.reading_public, done)
    record(session, council, account, ChangeKind.MERGED, standing, after, now, carried=sealed)
    learn_anew(session, council, now)


def undo(
    session: Session,
    council: Council,
    account: Account,
    keys: ReadingKeys,
    number: int,
    now: datetime,
) -> None:
    """Put back what that change changed, as a new version; the change itself stays on record.

    Raises NotFound for a change that never was, and Refused, saying why, for one that cannot be
    undone: undone before, changed since, or a merge that is too old or whose codings were
    changed since.
    """
    standing = hold(session, council)
    # Asked only for a number that can be there: a database knows none so large as can be typed.
    change = number <= version_now(session, council) and session.scalar(
        select(CodebookChange).where(
            CodebookChange.council_id == council.id, CodebookChange.number == number
        )
    )
    if not change:
        raise NotFound("There is no change of that number. Look through the list of changes.")
    before, after = from_json(change.before), from_json(change.after)
    _check_may_undo(session, council, change, standing, after)
    back = [
        state
        for state in _as_before(before, after, now)
        if standing[state.code] == after[state.code]
    ]
    if change.kind == ChangeKind.SPLIT:
        back = put_together(session, council, standing, before, now)
    _check_result(standing, back)
    if change.kind == ChangeKind.MERGED:
        _take_apart(session, council, keys, change, after)
    record(session, council, account, ChangeKind.TAKEN_BACK, standing, back, now, None, number)
    change.carried = None
    learn_anew(session, council, now)


def forget_carried(session: Session, council: Council, now: datetime) -> None:
    """Delete what older merges moved; they stay on record and can be undone no more."""
    session.execute(
        update(CodebookChange)
        .where(
            CodebookChange.council_id == council.id,
            CodebookChange.hour < hour_of(now - timedelta(days=UNDO_DAYS)),
            CodebookChange.carried.is_not(None),
        )
        .values(carried=None)
    )


def _check_may_undo(
    session: Session,
    council: Council,
    change: CodebookChange,
    standing: dict[str, ThemeState],
    after: dict[str, ThemeState],
) -> None:
    undone = session.scalar(
        select(CodebookChange.id).where(
            CodebookChange.council_id == council.id, CodebookChange.takes_back == change.number
        )
    )
    if undone is not None:
        raise Refused("That change has been undone before.")
    if change.kind == ChangeKind.TAKEN_BACK:
        raise Refused("An undo is not undone. Make the change again instead.")
    if any(
        standing[code] != after[code]
        for code in after
        if not _may_be_edited(change, after[code], standing[code])
    ):
        raise Refused("That cannot be undone: the theme was changed again since. Edit it instead.")
    if change.kind == ChangeKind.MERGED and change.carried is None:
        raise Refused(
            f"That cannot be undone: after {UNDO_DAYS} days it is forgotten which codings moved."
        )


def _may_be_edited(change: CodebookChange, was: ThemeState, now: ThemeState) -> bool:
    """Return whether the change can be undone although the theme was edited since.

    So it is with one that another was merged into, and with a part that still stands.
    """
    if change.kind == ChangeKind.SPLIT:
        return bool(was.part_of) and not now.retired_on
    return change.kind == ChangeKind.MERGED and not was.merged_into


def _as_before(
    before: dict[str, ThemeState], after: dict[str, ThemeState], now: datetime
) -> list[ThemeState]:
    # A theme that the change added may have codings by now: it is retired, as nothing is deleted.
    return [before.get(code) or retired(state, day_of(now)) for code, state in after.items()]


def _check_result(standing: dict[str, ThemeState], back: list[ThemeState]) -> None:
    result = standing | {state.code: state for state in back}
    if not offered(result):
        raise Refused("That would leave no theme. Add another one first.")
    for state in back:
        if not state.retired_on:
            check_free(result, state.name, state.code)
            check_free(result, state.own_name, state.code)


def _take_apart(
    session: Session,
    council: Council,
    keys: ReadingKeys,
    change: CodebookChange,
    after: dict[str, ThemeState],
) -> None:
    gone, into = next((s.code, s.merged_into) for s in after.values() if s.merged_into)
    rows = themes_by_code(session, council.id, (gone, into))
    done = open_original(keys.reading_private, change.carried or b"")
    carry_back(session, rows[gone], rows[into], done)
