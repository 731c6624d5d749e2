"""A survey written as an XLSForm that other programs fill in, and that reads back the same."""

from io import BytesIO
from typing import Any

from surveys.definition import Question, Survey
from surveys.kinds import Kind
from surveys.limits import LIMITS, NO_LIMITS
from surveys.xlsform.columns import put_words
from surveys.xlsform.expressions import written
from surveys.xlsform.sheets import spreadsheet_program

Cells = dict[str, str]

TYPES = {
    Kind.SCALE: "range",
    Kind.NUMBER: "integer",
    Kind.MONTH: "date",
    Kind.LINE: "text",
    Kind.TEXT: "text",
    Kind.DRAWING: "image",
    Kind.PAGE: "note",
}
"""The type of each kind that picks nothing from a list."""
APPEARANCES = {Kind.TEXT: "multiline", Kind.MONTH: "month-year"}
FIRST = ("type", "name", "list_name", "form_title", "form_id")


def write_form(survey: Survey) -> bytes:
    """Return the workbook (.xlsx) of the survey, with its sheets survey, choices and settings."""
    choices: list[Cells] = []
    rows = [_row(question, survey) for question in survey.questions]
    for question in survey.questions:
        choices += _choices(question)
    settings = {
        "form_title": survey.title.to(survey.languages[0]),
        "form_id": survey.name,
        "default_language": survey.languages[0],
        **put_words("title", survey.title),
        **put_words("about", survey.about),
        "minutes": str(survey.minutes),
        "ages": survey.ages,
        "family": survey.family or "",
    }
    book = spreadsheet_program().Workbook()
    book.remove(book.active)
    for title, lines in (("survey", rows), ("choices", choices), ("settings", [settings])):
        _fill(book.create_sheet(title), lines)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _row(question: Question, survey: Survey) -> Cells:
    limits = question.limits
    cells = {
        "type": _type(question),
        "name": question.name,
        **put_words("label", question.asks),
        **put_words("hint", question.hint),
        "required": "yes" if question.required else "",
        "relevant": written(question.show_if, survey.by_name) if question.show_if else "",
        "constraint": _constraint(question),
        "appearance": APPEARANCES.get(question.kind, ""),
        "parameters": _parameters(question),
        **put_words("media::image", question.picture),
        **put_words("easy", question.easy),
        **put_words("easy_picture", question.easy_picture),
        "kind": question.kind.value,
        "promise": question.promise or "",
        "lenses": " ".join(question.lenses),
        "rates": question.rates,
        **put_words("low", question.low),
        **put_words("high", question.high),
        "limits": "; ".join(
            f"{name}={_limit(getattr(limits, name))}"
            for name in LIMITS
            if getattr(limits, name) != getattr(NO_LIMITS, name)
        ),
    }
    return {heading: text for heading, text in cells.items() if text}


def _type(question: Question) -> str:
    if question.kind in TYPES:
        whole = question.kind is not Kind.NUMBER or question.limits.whole
        return TYPES[question.kind] if whole else "decimal"
    if question.way.ordered:
        return f"rank {question.name}"
    way = "select_multiple" if question.way.several else "select_one"
    return f"{way} {question.name}{' or_other' if question.something_else else ''}"


def _constraint(question: Question) -> str:
    limits = question.limits
    if question.kind is Kind.NUMBER:
        return f". >= {limits.least or 0} and . <= {limits.most or 0}"
    if question.kind is Kind.MONTH:
        return f". >= date('{limits.earliest}-01') and . <= date('{limits.latest}-28')"
    return ""


def _parameters(question: Question) -> str:
    if question.kind is Kind.SCALE:
        return "start=0 end=10 step=1"
    return "randomize=true" if question.mix else ""


def _limit(value: object) -> str:
    if isinstance(value, tuple):
        return ",".join(str(each) for each in value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _choices(question: Question) -> list[Cells]:
    if question.kind in TYPES:
        return []
    own = question.own_options or question.way.fixed
    return [
        {
            "list_name": question.name,
            "name": option.code,
            **put_words("label", option.words),
            **put_words("media::image", option.picture),
            **({"also": " | ".join(option.also)} if option.also else {}),
        }
        for option in own
    ]


def _fill(sheet: Any, lines: list[Cells]) -> None:  # noqa: ANN401 (the library is not typed)
    headings = list(dict.fromkeys(heading for line in lines for heading in line))
    headings.sort(key=lambda heading: heading not in FIRST)
    sheet.append(headings)
    for line in lines:
        sheet.append([line.get(heading) for heading in headings])
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            if cell.data_type == "f":  # text that begins with "=" is text
                cell.data_type = "s"
