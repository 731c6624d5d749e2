"""An XLSForm read as a survey, whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, cast

from participation.core.errors import BadFile, BadInput
from surveys.codes import is_code, is_name
from surveys.condition_tree import AllOf
from surveys.conditions import Condition
from surveys.definition import Question, Survey
from surveys.editing import name_for
from surveys.kinds import WAYS, Kind
from surveys.options import Option
from surveys.survey_checks import check_survey
from surveys.tables import Place
from surveys.words import Words
from surveys.xlsform.columns import default_language, languages_of, words_in
from surveys.xlsform.expressions import parsed
from surveys.xlsform.limits import limits_of
from surveys.xlsform.sheets import Row, read_sheets
from surveys.xlsform.types import FIXED, YES, kind_of, not_taken, plain_type

MOST_TOLD = 20
SECONDS_A_QUESTION = 20


@dataclass
class _Form:
    """What has been read so far, and what is wrong with it."""

    title: str
    default: str
    languages: dict[str, str]
    lists: dict[str, list[Row]]
    questions: dict[str, Question] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    called: dict[str, dict[str, str]] = field(default_factory=dict)
    groups: list[Condition | None] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def read_form(content: bytes, name: str) -> Survey:
    """Return the survey in the workbook; raises BadFile naming each sheet, row and reason."""
    sheets = read_sheets(content, name)
    rows = sheets.get("survey")
    if not rows:
        raise BadFile(name, "the sheet survey", "there is none with questions in it; add one")
    settings = next(iter(sheets.get("settings", [])), None)
    choices = sheets.get("choices", [])
    default = default_language(settings)
    form = _Form(
        title=(settings.get("form_title") if settings else "") or name.rpartition(".")[0],
        default=default,
        languages=languages_of((*rows, *choices, *([settings] if settings else [])), default),
        lists=_lists(choices),
    )
    for row in rows:
        _read_row(form, row)
    if form.faults:
        more = len(form.faults) - MOST_TOLD
        told = "\n".join(form.faults[:MOST_TOLD])
        raise BadFile(name, "not taken", f"\n{told}" + (f"\nAnd {more} more." * (more > 0)))
    survey = _survey(form, settings)
    check_survey(survey, Place(name))
    return survey


def _lists(choices: Sequence[Row]) -> dict[str, list[Row]]:
    lists: dict[str, list[Row]] = {}
    for row in choices:
        lists.setdefault(row.get("list_name", "list name"), []).append(row)
    return lists


def _read_row(form: _Form, row: Row) -> None:
    named = plain_type(row)
    if not named:
        return
    try:
        if named.startswith("begin group"):
            form.groups.append(_condition(form, row))
            return
        if named.startswith("end group"):
            if form.groups:
                form.groups.pop()
            return
        _read_question(form, row)
    except BadInput as fault:
        form.faults.append(row.bad(fault.message))


def _read_question(form: _Form, row: Row) -> None:
    kind, listed, or_other, wrong = kind_of(row)
    reasons = [wrong] * bool(wrong) + not_taken(row)
    form.faults += [row.bad(reason) for reason in reasons]
    if kind is None:
        return
    called = row.get("name")
    name = called if is_name(called) and called not in form.questions else ""
    name = name or name_for(called or row.get("label"), form.questions)
    question = Question(
        name=name,
        kind=kind,
        asks=words_in(row, "label", form.languages, form.default),
        hint=words_in(row, "hint", form.languages, form.default),
        required=row.get("required").lower() in YES and not WAYS[kind].free,
        promise=row.get("promise") or None,
        lenses=tuple(row.get("lenses").split()),
        show_if=_joined([*form.groups, _condition(form, row)]),
        limits=limits_of(row, kind),
        something_else=or_other,
        mix="randomize=true" in row.get("parameters").replace(" ", "").lower(),
        rates=cast(Literal["", "review", "place"], row.get("rates")),
        low=words_in(row, "low", form.languages, form.default),
        high=words_in(row, "high", form.languages, form.default),
        picture=words_in(row, "media::image", form.languages, form.default),
        easy=words_in(row, "easy", form.languages, form.default),
        easy_picture=words_in(row, "easy_picture", form.languages, form.default),
        own_options=_options(form, row, name, kind, listed),
    )
    if not question.asks.languages:
        raise BadInput("Write the question under label.")
    form.questions[name] = question
    form.names[called] = name


def _options(form: _Form, row: Row, name: str, kind: Kind, listed: str) -> tuple[Option, ...]:
    if not listed or kind in FIXED:
        return ()
    rows = form.lists.get(listed)
    if not rows:
        raise BadInput(f'There is no list called "{listed}" in the sheet choices.')
    made: dict[str, Option] = {}
    called = form.called.setdefault(name, {})
    for each in rows:
        written = each.get("name", "value")
        code = written if is_name(written) and written not in made else name_for(written, made)
        words = words_in(each, "label", form.languages, form.default)
        picture = words_in(each, "media::image", form.languages, form.default)
        also = tuple(part.strip() for part in each.get("also").split("|") if part.strip())
        if not words.languages:
            form.faults.append(each.bad("Write the choice under label."))
        made[code] = Option(code, words, also, picture)
        called[written] = code
    return tuple(made.values())


def _condition(form: _Form, row: Row) -> Condition | None:
    text = row.get("relevant", "relevance")

    def code_of(question: str, choice: str) -> str:
        return form.called.get(question, {}).get(choice, choice)

    return parsed(text, form.names, code_of) if text else None


def _joined(conditions: Sequence[Condition | None]) -> Condition | None:
    given = [condition for condition in conditions if condition is not None]
    if len(given) < 2:
        return given[0] if given else None
    return Condition(AllOf(tuple(condition.tree for condition in given)))


def _survey(form: _Form, settings: Row | None) -> Survey:
    row = settings or Row("settings", 1, {})
    called, minutes = row.get("form_id"), row.get("minutes")
    title = words_in(row, "title", form.languages, form.default)
    needed = max(1, round(len(form.questions) * SECONDS_A_QUESTION / 60))
    return Survey(
        name=called if is_code(called) else name_for(called or form.title, ()),
        title=title if title.languages else Words(((form.default, form.title),)),
        about=words_in(row, "about", form.languages, form.default) or Words.english(""),
        minutes=int(minutes) if minutes.isdigit() and int(minutes) else needed,
        ages=row.get("ages") or "11-17",
        questions=tuple(form.questions.values()),
        family=row.get("family") or None,
    )
