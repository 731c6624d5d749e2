"""The one gate: exact counts go in, released figures come out, and nothing passes beside it.

Rules (design, section 4, invariant 4): 0 to 7 is "fewer than 8", the others are rounded to the
nearest 5; the base is told once, in a band, and no total stands beside its cells; nothing is
told of fewer than 10; the next release of a subject comes after 10 new answers, until then the
last one stands as it was; a table is shown only if every hidden cell could still be anything
from 0 to 7 after all releases of the subject, else its cells are merged or it is withheld.

What callers must see to: pass every table of a subject each time; pass every theme that could
be coded, also those that nobody raised (a row that is only there when someone did cannot be 0);
count no theme in two tables; pool only consultations whose people do not overlap.

A reader is taken to know the survey and these rules and to trust what is printed. What somebody
may reason from a table's being withheld or merged is kept small (choices are made from rounded
figures, the words are the same whatever the cause) but is not proved to be nothing.
"""

from collections.abc import Sequence

from participation.domain.disclosure.counts import Counts
from participation.domain.disclosure.draft import Draft
from participation.domain.disclosure.ledger import FrozenRelease, keys_of
from participation.domain.disclosure.released import ReleasedBase, ReleasedTable, Withheld
from participation.domain.disclosure.rounding import NEW_ANSWERS, SMALLEST_GROUP, band

TOO_FEW = "Too few young people answered to show figures without the risk of showing who said what."
ASKED_OF_SOME = "Only some young people were asked this, so its figures could show who said what."
COULD_TELL = "These figures are not shown, because they could show who said what."

# The most people that a reader without any other knowledge holds possible.
ANY_NUMBER = 10**6


def release(
    consultation_base: int, tables: Sequence[Counts], earlier: Sequence[FrozenRelease]
) -> FrozenRelease:
    """Return all figures of one consultation, told at one moment.

    `earlier` is the ledger of the consultation, oldest first. The last of it is returned, the
    same object, while fewer than 10 have been added since, or if even the base would tell too
    much beside it. Raises ValueError if a table holds more people than answered.
    """
    base = band(consultation_base) if consultation_base >= SMALLEST_GROUP else None
    span = (base.low, base.high) if base else (0, SMALLEST_GROUP - 1)
    return _release(consultation_base, base, span, tables, earlier)


def release_verdicts(
    verdicts: Counts, consultation: ReleasedBase | None, earlier: Sequence[FrozenRelease]
) -> FrozenRelease:
    """Return the verdicts on one response, with no base of their own.

    Verdicts can be changed, so rows may fall; a table in which one does visibly is withheld,
    and a change without 10 new verdicts waits for them. `consultation` is the base last
    told of those who could give one: only as many as its low end are reckoned with, so that
    verdicts and answers tell nothing of each other. None when no base was told, as for taps
    that are open to anyone. `earlier` is the ledger of this response's verdicts.
    """
    most = ANY_NUMBER if consultation is None else consultation.low
    return _release(verdicts.total, None, (SMALLEST_GROUP, most), [verdicts], earlier)


def _release(
    people: int,
    base: ReleasedBase | None,
    span: tuple[int, int],
    tables: Sequence[Counts],
    earlier: Sequence[FrozenRelease],
) -> FrozenRelease:
    _check(people, tables)
    told = [frozen for frozen in earlier if frozen.tells]
    if told and people < told[-1].people + NEW_ANSWERS:
        return told[-1]
    if people < SMALLEST_GROUP:
        withheld = tuple(Withheld(counts.key, counts.title, TOO_FEW) for counts in tables)
        return FrozenRelease(people, *span, base, withheld)
    reasons = {counts.key: _reason(counts, tables, told) for counts in tables}
    open_tables = [counts for counts in tables if not reasons[counts.key]]
    chosen = Draft(people, base, span, open_tables, told).settle()
    if chosen is None and told:
        return told[-1]
    shown: dict[str, ReleasedTable] = chosen or {}
    return FrozenRelease(
        people,
        *span,
        base,
        tuple(
            shown.get(counts.key)
            or Withheld(counts.key, counts.title, reasons[counts.key] or COULD_TELL)
            for counts in tables
        ),
        tuple(counts.key for counts in tables if counts.leaves_nobody_out(people)),
        tuple(counts.key for counts in tables if counts.may_leave_out),
    )


def _reason(counts: Counts, tables: Sequence[Counts], told: Sequence[FrozenRelease]) -> str:
    """Return why this table may not even be tried, in words that tell nothing of its counts.

    A question that was asked of some only is a table filtered by another answer.
    """
    others = {other.key for other in tables} | set(keys_of(told))
    if others.intersection(counts.follows):
        return ASKED_OF_SOME
    # The same words as for a table that was tried: how many answered is not told.
    return COULD_TELL if counts.standing < SMALLEST_GROUP or not counts.cells else ""


def _check(people: int, tables: Sequence[Counts]) -> None:
    if len({counts.key for counts in tables}) < len(tables):
        raise ValueError("each table of a release needs its own key")
    for counts in tables:
        if counts.answered > people:
            raise ValueError(f"{counts.key}: more people answered than there are in the base")
