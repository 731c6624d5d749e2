"""What each type of an XLSForm becomes here, and why the others do not."""

import re

from surveys.kinds import Kind
from surveys.xlsform.sheets import Row

YES = frozenset({"yes", "true", "true()", "1"})
FIXED = frozenset({Kind.FACES, Kind.YESNO, Kind.PLEDGE, Kind.RATING, Kind.PLACE})
TELLS_WHO = "It records who or where somebody is, or when they answered. Delete the row."
REFUSED = {
    **dict.fromkeys(
        ("start", "end", "today", "deviceid", "subscriberid", "simserial", "phonenumber",
         "username", "email", "audit", "geopoint", "geotrace", "geoshape", "start-geopoint",
         "background-geopoint", "background-audio"),
        TELLS_WHO,
    ),
    "begin repeat": "Nothing can be asked over and over here. Ask it once.",
    "end repeat": "Nothing can be asked over and over here. Ask it once.",
    "calculate": "Nothing is worked out here. Delete the row.",
    "hidden": "Nothing is hidden from young people here. Delete the row.",
    "date": 'A day can tell who somebody is. Ask for a month: appearance "month-year".',
    "datetime": "A day and time can tell who somebody is. Ask for a month.",
    "time": "A time of day cannot be asked for. Offer choices, such as morning and evening.",
    "barcode": "Codes cannot be read here. Delete the row.",
    "acknowledge": "Agreement is asked for on the first page. Delete the row.",
    "audio": "Sound cannot be sent here. Delete the row.",
    "video": "Films cannot be sent here. Delete the row.",
    "file": "Files cannot be sent here. Delete the row.",
    "xml-external": "Lists in other files are not read. Write the choices in the sheet.",
    "csv-external": "Lists in other files are not read. Write the choices in the sheet.",
}  # fmt: skip
NOT_TAKEN = {
    "choice_filter": "Choices that depend on an earlier answer are not taken. Empty the cell.",
    "calculation": "Nothing is worked out here. Empty the cell.",
    "default": "Nothing is filled in for young people. Empty the cell.",
    "trigger": "Nothing is worked out here. Empty the cell.",
    "repeat_count": "Nothing can be asked over and over here. Empty the cell.",
}
"""Columns that may stand there but not be filled."""
_PICKS = {"select_one": Kind.ONE, "select_multiple": Kind.SEVERAL, "rank": Kind.RANK}
_REFERENCE = re.compile(r"\$\{")


def kind_of(row: Row) -> tuple[Kind | None, str, bool, str]:
    """Return the kind, the list of its choices, whether "or_other" stands there, and what is wrong.

    The kind is None when the type is refused.
    """
    words = _plain_type(row.get("type")).split()
    named, rest = (words[0], words[1:]) if words else ("", [])
    own = row.get("kind")
    if named in _PICKS:
        or_other = "or_other" in rest
        lists = [word for word in rest if word not in ("or_other", "or", "other")]
        if not lists:
            return None, "", False, "Name the list of choices after the type."
        if own and own in (Kind.PICTURES, *FIXED) and named == "select_one":
            return Kind(own), lists[0], or_other, ""
        return _PICKS[named], lists[0], or_other, ""
    return _unlisted(row, " ".join(words), own)


def _unlisted(row: Row, named: str, own: str) -> tuple[Kind | None, str, bool, str]:
    appearance = row.get("appearance")
    if named == "date" and "month-year" in appearance:
        return Kind.MONTH, "", False, ""
    if named == "text":
        return (Kind.TEXT if "multiline" in appearance else Kind.LINE), "", False, ""
    if named == "note":
        return Kind.PAGE, "", False, ""
    if named == "image":
        tells = TELLS_WHO if "signature" in appearance else ""
        return (None if tells else Kind.DRAWING), "", False, tells
    if named in ("integer", "decimal"):
        return (Kind.SCALE if own == Kind.SCALE else Kind.NUMBER), "", False, ""
    if named == "range":
        return (Kind.SCALE, "", False, "") if _zero_to_ten(row) else (Kind.NUMBER, "", False, "")
    reason = REFUSED.get(named, f'The type "{named}" is not taken. Use another.')
    return None, "", False, reason


def _zero_to_ten(row: Row) -> bool:
    given: dict[str, str] = dict(re.findall(r"(start|end|step)\s*=\s*(\d+)", row.get("parameters")))
    return given.get("start") == "0" and given.get("end", "10") == "10"


def _plain_type(text: str) -> str:
    plain = " ".join(text.split())
    lowered = plain.lower()
    for old, new in (
        ("select one from file", "select_one_from_file"),
        ("select_one_from_file", "select_one_from_file"),
        ("select all that apply from", "select_multiple"),
        ("select all that apply", "select_multiple"),
        ("select one from", "select_one"),
        ("select one", "select_one"),
        ("select1", "select_one"),
        ("select multiple", "select_multiple"),
        ("add select one prompt using", "select_one"),
        ("add select multiple prompt using", "select_multiple"),
        ("begin_group", "begin group"),
        ("end_group", "end group"),
        ("begin_repeat", "begin repeat"),
        ("end_repeat", "end repeat"),
        ("int", "integer"),
    ):
        if lowered == old or lowered.startswith(f"{old} "):
            return f"{new}{plain[len(old) :]}"
    return plain if lowered.startswith(("select_", "rank")) else lowered


def plain_type(row: Row) -> str:
    """Return the type of the row in small letters and in today's spelling."""
    return _plain_type(row.get("type")).lower()


def not_taken(row: Row) -> list[str]:
    """Return what the row uses that is not taken."""
    found = [f"{column}: {reason}" for column, reason in NOT_TAKEN.items() if row.get(column)]
    if plain_type(row) == "image" and row.get("required").lower() in YES:
        found.append("required: Not everybody has a camera. Empty the cell.")
    shown = " ".join(text for heading, text in row.cells.items() if heading.startswith("label"))
    if _REFERENCE.search(shown):
        found.append("A question cannot show an earlier answer. Write it without ${...}.")
    return found
