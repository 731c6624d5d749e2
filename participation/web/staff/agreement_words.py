"""How far people, and the machine, agree on each theme, as the pages of the codebook say it."""

from collections.abc import Mapping

from participation.domain.agreement import ENOUGH_READ, Agreement, Pair, TooLittle
from participation.services.agreements import agreements
from participation.web.staff.office import Desk


def lines_of_one(desk: Desk, code: str) -> list[tuple[str, str]]:
    """Return for each pair of readers who they are, and how far they agree on this theme."""
    lines = []
    for pair in Pair:
        found = agreements(desk.session, desk.council, pair)[code]
        if isinstance(found, Agreement):
            words = (
                f"{found.kappa:.2f}, likely between {found.low:.2f} and {found.high:.2f}, on "
                f"{found.count} answers. 1 is full agreement, 0 is what chance brings."
            )
        else:
            words = found.why
        lines.append((pair.value[:1].upper() + pair.value[1:], words))
    return lines


def line_of_each(desk: Desk) -> dict[str, str]:
    """Return for each theme, by its code, one line on how far those who read it agree."""
    by_pair = {pair: agreements(desk.session, desk.council, pair) for pair in Pair}
    return {
        code: line_of({pair: found[code] for pair, found in by_pair.items()})
        for code in by_pair[Pair.MACHINE]
    }


def line_of(found: Mapping[Pair, Agreement | TooLittle]) -> str:
    """Return who agrees how far on one theme, or that there is too little to say."""
    told = [
        f"{pair.value} {one.kappa:.2f} ({one.low:.2f} to {one.high:.2f}, {one.count} answers)"
        for pair, one in found.items()
        if isinstance(one, Agreement)
    ]
    if told:
        return "; ".join(told)
    most = max(one.count for one in found.values())
    if most < ENOUGH_READ:
        return f"too little to say yet; two have read {most} of the {ENOUGH_READ} that it takes"
    return f"too little to say yet, on {most} answers that two have read"
