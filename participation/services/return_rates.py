"""How many invites came back, by group and by who passed them on: through the gate alone."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from participation.domain.disclosure.counts import Cell, Counts, Kind
from participation.domain.disclosure.gate import release
from participation.domain.disclosure.ledger import FrozenRelease
from participation.domain.disclosure.released import ReleasedRow, ReleasedTable, Withheld
from participation.domain.disclosure.rounding import SMALLEST_GROUP
from participation.models import Consultation, Council, Invite
from participation.services.councils import pack_of
from participation.services.invites import ROUTE_WORDS, Route
from participation.services.ledger import earlier, enter

RETURN = "return"
BY_GROUP, BY_ROUTE = "return", "return-by-route"
RATES = ((25, "under a quarter"), (50, "a quarter to a half"), (75, "half to three quarters"))
HIGHEST_RATE = "three quarters or more"
JOINED = "."


@dataclass(frozen=True)
class RateLine:
    """One line as an officer sees it: how many were made, how many came back, which share.

    What was made is known to whoever made them; the others are in released words, the rate
    empty where they hide it.
    """

    label: str
    made: int
    came_back: str
    rate: str


@dataclass(frozen=True)
class RateTable:
    """The lines by group or by route, or why there are none."""

    title: str
    lines: tuple[RateLine, ...]
    reason: str = ""


@dataclass(frozen=True)
class _Pile:
    codes: tuple[str, ...]
    made: int
    spent: int


def release_return(session: Session, council: Council, consultation: Consultation) -> FrozenRelease:
    """Return how many invites came back, by group and by route, through the gate's ledger.

    Groups that were handed fewer than ten stand in no figure at all: were they in one table
    and not in the other, the two would tell of them. Routes of fewer than ten stand together.
    """
    made, spent = _counted(session, consultation)
    large = {group for group, many in _by(made, 0).items() if many >= SMALLEST_GROUP}
    made, spent = _only(made, large), _only(spent, large)
    groups = [_Pile((code,), many, _by(spent, 0)[code]) for code, many in _by(made, 0).items()]
    routes = _together(made, spent)
    names = {known.code: known.name for known in pack_of(council).groups}
    tables = [_counts(BY_GROUP, "By group", groups, names)] if groups else []
    if len(routes) > 1:
        tables.append(_counts(BY_ROUTE, "By who passed them on", routes, _route_names()))
    frozen = release(sum(spent.values()), tables, earlier(session, consultation, RETURN))
    return enter(session, consultation, RETURN, frozen).frozen


def rate_tables(
    session: Session, consultation: Consultation, frozen: FrozenRelease
) -> tuple[RateTable, ...]:
    """Return the released tables with what was made beside each line."""
    made, _ = _counted(session, consultation)
    piles = {BY_GROUP: _by(made, 0), BY_ROUTE: _by(made, 1)}
    return tuple(_rates(table, piles[table.key]) for table in frozen.tables)


def _rates(table: ReleasedTable | Withheld, made: Counter[str]) -> RateTable:
    if isinstance(table, Withheld):
        return RateTable(table.title, (), table.reason)
    return RateTable(table.title, tuple(_line(row, made) for row in table.rows))


def _line(row: ReleasedRow, made: Counter[str]) -> RateLine:
    codes = [code for merged in row.code.split("+") for code in merged.split(JOINED)]
    many = sum(made[code] for code in codes)
    return RateLine(row.label, many, row.count.words, _rate(row.count.rounded, many))


def _rate(rounded: int | None, made: int) -> str:
    if rounded is None or not made:
        return ""
    share = 100 * rounded / made
    return next((words for below, words in RATES if share < below), HIGHEST_RATE)


def _counted(
    session: Session, consultation: Consultation
) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    rows = session.execute(
        select(
            Invite.group,
            Invite.route,
            func.count().label("made"),
            func.count().filter(Invite.spent.is_(True)).label("spent"),
        )
        .where(Invite.consultation_id == consultation.id)
        .group_by(Invite.group, Invite.route)
        .order_by(Invite.group, Invite.route)
    ).all()
    made = Counter({(row.group, row.route): row.made for row in rows})
    return made, Counter({(row.group, row.route): row.spent for row in rows})


def _by(counted: Counter[tuple[str, str]], part: int) -> Counter[str]:
    found: Counter[str] = Counter()
    for names, many in counted.items():
        found[names[part]] += many
    return found


def _only(counted: Counter[tuple[str, str]], groups: set[str]) -> Counter[tuple[str, str]]:
    return Counter({names: many for names, many in counted.items() if names[0] in groups})


def _together(made: Counter[tuple[str, str]], spent: Counter[tuple[str, str]]) -> Sequence[_Pile]:
    """Return a pile a route, the smallest put together until each was made for ten at least."""
    by_route, back = _by(made, 1), _by(spent, 1)
    piles = [_Pile((code,), many, back[code]) for code, many in by_route.items()]
    piles.sort(key=lambda pile: (pile.made, pile.codes))
    while len(piles) > 1 and piles[0].made < SMALLEST_GROUP:
        first, second, *rest = piles
        codes = tuple(sorted(first.codes + second.codes))
        joined = _Pile(codes, first.made + second.made, first.spent + second.spent)
        piles = sorted([joined, *rest], key=lambda pile: (pile.made, pile.codes))
    return sorted(piles, key=lambda pile: pile.codes)


def _counts(key: str, title: str, piles: Sequence[_Pile], names: Mapping[str, str]) -> Counts:
    cells = tuple(
        Cell(
            JOINED.join(pile.codes),
            " and ".join(names.get(code, code) for code in pile.codes),
            pile.spent,
        )
        for pile in piles
    )
    return Counts(key, title, Kind.ONE, cells, sum(pile.spent for pile in piles))


def _route_names() -> dict[str, str]:
    return {route.value: ROUTE_WORDS[route] for route in Route}
