"""Off line: a survey on paper, and entering what came back on it or was heard elsewhere."""

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import ParticipationError
from participation.domain.policy import Permission
from participation.services import consultations
from participation.services.councils import pack_of
from participation.services.heard import Heard, NotClear, hear
from participation.web.staff.access import needs
from participation.web.staff.office import now, office, today, writing
from participation.web.staff.office import reading as at_desk
from participation.web.staff.signs import qr_code
from surveys.definition import Survey

STORED = "stored"


@dataclass(frozen=True)
class Typed:
    """The entry page as it was typed: what was given to each question, and what is wrong."""

    given: dict[str, tuple[str, ...]]
    words: dict[str, str]
    may_show: frozenset[str]
    code: str
    faults: dict[str, str]
    problem: str = ""


@needs(Permission.SEE_CONSULTATIONS)
def show_printed(name: str) -> str:
    """Show the survey as a paper to print, with the way to the web page on it."""
    with at_desk() as desk:
        row = consultations.consultation_named(desk.session, desk.council, name)
        pack = pack_of(desk.council)
        link = f"{office().settings.young_address}/c/{row.link}"
        return render_template(
            "staff/printed.html",
            row=row,
            survey=consultations.survey_of(row),
            pack=pack,
            link=link,
            qr=qr_code(link, "Code that opens the questions"),
            when=consultations.when_read(desk.session, desk.council, today()),
        )


@needs(Permission.ENTER_ANSWERS)
def show_entry(name: str) -> str:
    """Show every question on one page, to enter one young person's answers."""
    return _page(name, Typed({}, {}, frozenset(), "", {}))


@needs(Permission.ENTER_ANSWERS)
def enter(name: str) -> ResponseReturnValue:
    """Store one young person's answers, or show the page with what was typed."""
    with at_desk() as desk:
        row = consultations.consultation_named(desk.session, desk.council, name)
        survey = consultations.survey_of(row)
    heard = _heard(survey)
    try:
        with writing() as desk:
            row = consultations.consultation_named(desk.session, desk.council, name)
            keys = office().keys
            hear(desk.session, desk.council, desk.account, row, keys, heard, now())
        office().database.forget_log()
    except ParticipationError as error:
        faults = dict(error.faults) if isinstance(error, NotClear) else {}
        typed = Typed(
            dict(heard.given), dict(heard.words), heard.may_show, heard.code, faults, error.message
        )
        return _page(name, typed), 400
    return redirect(url_for("consultations.show_entry", name=name, done=STORED))


def _heard(survey: Survey) -> Heard:
    names = [question.name for question in survey.questions]
    given = {
        name: tuple(value.strip() for value in request.form.getlist(f"given-{name}"))
        for name in names
    }
    return Heard(
        given=given,
        words={name: request.form.get(f"words-{name}", "") for name in names},
        may_show=frozenset(name for name in names if f"show-{name}" in request.form),
        code=request.form.get("code", ""),
    )


def _page(name: str, typed: Typed) -> str:
    with at_desk() as desk:
        row = consultations.consultation_named(desk.session, desk.council, name)
        return render_template(
            "staff/entry.html",
            row=row,
            survey=consultations.survey_of(row),
            typed=typed,
            stored=request.args.get("done") == STORED,
        )
