"""How far an answer may go, from the columns of an XLSForm."""

import re

from participation.core.errors import BadInput
from surveys.kinds import Kind
from surveys.limits import NO_LIMITS, Limits
from surveys.xlsform.sheets import Row

_LEAST = re.compile(r"\.\s*(>=|>)\s*(\d+)")
_MOST = re.compile(r"\.\s*(<=|<)\s*(\d+)")
_MONTHS = re.compile(r"\.\s*(?:>=|>|<=|<)\s*date\(\s*['\"](\d{4}-\d{2})-\d{2}['\"]\s*\)")
_NUMBERS = re.compile(r"\s*\.\s*[<>]=?\s*\d+\s*(and\s*\.\s*[<>]=?\s*\d+\s*)?")
_SELECTED = re.compile(r"\s*count-selected\(\s*\.\s*\)\s*<=\s*(\d+)\s*")


def limits_of(row: Row, kind: Kind) -> Limits:
    """Return the limits that the row sets; raises BadInput for what cannot be kept."""
    if row.get("limits"):
        return _own(row.get("limits"))
    constraint = row.get("constraint")
    if kind is Kind.NUMBER:
        return _number(row, constraint)
    if kind is Kind.MONTH:
        months = _MONTHS.findall(constraint)
        if len(months) != 2:
            raise BadInput(
                "Say the first and last month under constraint, as in "
                ". >= date('2019-09-01') and . <= date('2026-03-28')."
            )
        return Limits(earliest=min(months), latest=max(months))
    selected = _SELECTED.fullmatch(constraint)
    if selected and kind is Kind.SEVERAL:
        return Limits(most=int(selected[1]))
    if constraint and kind is not Kind.SCALE:
        raise BadInput("Only numbers and months can have a constraint. Empty the cell.")
    return NO_LIMITS


def _number(row: Row, constraint: str) -> Limits:
    given = dict(re.findall(r"(start|end)\s*=\s*(\d+)", row.get("parameters")))
    least, most = _LEAST.search(constraint), _MOST.search(constraint)
    if "start" in given and "end" in given:
        return Limits(least=int(given["start"]), most=int(given["end"]))
    if most is None or _NUMBERS.fullmatch(constraint) is None:
        raise BadInput(
            "Say the smallest and the largest number under constraint, as in . >= 0 and . <= 30."
        )
    first = 0 if least is None else int(least[2]) + (least[1] == ">")
    return Limits(
        least=first,
        most=int(most[2]) - (most[1] == "<"),
        whole=not row.get("type").lower().startswith("decimal"),
    )


def _own(text: str) -> Limits:
    pairs = (part.partition("=") for part in text.split(";"))
    given = {name.strip(): value.strip() for name, _sign, value in pairs}
    try:
        return Limits(
            least=_whole(given.get("least")),
            most=_whole(given.get("most")),
            whole=given.get("whole", "true") == "true",
            earliest=given.get("earliest"),
            latest=given.get("latest"),
            longest=_whole(given.get("longest")),
            bands=tuple(int(each) for each in given.get("bands", "").split(",") if each),
        )
    except ValueError as fault:
        raise BadInput("Write limits as in least=0; most=30.") from fault


def _whole(text: str | None) -> int | None:
    return None if text is None else int(text)
