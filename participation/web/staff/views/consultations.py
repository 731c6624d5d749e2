"""Consultations: what is asked, of whom, between which days, and the way to it."""

from flask import Blueprint, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import BadInput, Refused
from participation.domain.open_days import open_state
from participation.domain.policy import Permission
from participation.models import Consultation
from participation.services import consultations, figures, ledger, reading, revisions
from participation.services.audit import note
from participation.services.councils import pack_of, themes_of
from participation.services.ledger import FIGURES
from participation.services.workload import usual_workload
from participation.services.workshop import surveys_to_open
from participation.web.staff.access import needs
from participation.web.staff.forms.opening import ConsultationForm
from participation.web.staff.office import Desk, now, office, today, writing
from participation.web.staff.office import reading as at_desk
from participation.web.staff.signs import qr_code
from participation.web.staff.views import (
    bringing_in,
    inviting,
    offline,
    reminding,
    revising,
    thanking,
)
from surveys.definition import Survey

pages = Blueprint("consultations", __name__, url_prefix="/consultations")
pages.get("/<name>/invites")(inviting.show_invites)
pages.post("/<name>/invites")(inviting.make_slips)
pages.post("/<name>/return")(inviting.count_return)
pages.get("/<name>/reminder")(reminding.show_reminder)
pages.get("/<name>/version")(revising.show_version)
pages.post("/<name>/version")(revising.ask_version)
pages.get("/<name>/printed")(offline.show_printed)
pages.get("/<name>/entry")(offline.show_entry)
pages.post("/<name>/entry")(offline.enter)
pages.get("/<name>/bring-in")(bringing_in.show_form)
pages.post("/<name>/bring-in")(bringing_in.bring_in)
pages.get("/<name>/thanks")(thanking.show_thanks)
pages.post("/<name>/thanks")(thanking.take_in)


@pages.get("")
@needs(Permission.SEE_CONSULTATIONS)
def show_all() -> str:
    """Show every consultation, newest first, with what waits in it."""
    with at_desk() as desk:
        rows = consultations.consultations_of(desk.session, desk.council)
        unread = {
            line.consultation.id: line.unread
            for line in reading.queue_lines(desk.session, desk.council)
        }
    states = {row.id: open_state(row.opens_on, row.closes_on, today()) for row in rows}
    return render_template("staff/consultations.html", rows=rows, states=states, unread=unread)


@pages.route("/new", methods=["GET", "POST"])
@needs(Permission.OPEN_CONSULTATION)
def open_one() -> ResponseReturnValue:
    """Open a consultation, or show the form with what was typed."""
    form = ConsultationForm()
    with at_desk() as desk:
        pack = pack_of(desk.council)
        usual = usual_workload(desk.session, desk.council)
        surveys = surveys_to_open(desk.session, desk.council)
        themes = themes_of(desk.session, desk.council)
    form.offer(pack, surveys, themes)
    if form.is_submitted() and form.validate():
        try:
            name = _open(form, next(each for each in surveys if each.name == form.survey.data))
            return redirect(url_for("consultations.show", name=name))
        except (BadInput, Refused) as error:
            form.refuse(error.field or "title", error)
    page = render_template(
        "staff/consultation-new.html", form=form, surveys=surveys, pack=pack, usual=usual
    )
    return page, 400 if form.errors else 200


@pages.get("/<name>")
@needs(Permission.SEE_CONSULTATIONS)
def show(name: str) -> str:
    """Show one consultation: its link, what waits, and its figures if they were released."""
    with at_desk() as desk:
        row = consultations.consultation_named(desk.session, desk.council, name)
        groups = {group.code: group.name for group in pack_of(desk.council).groups}
        frozen = ledger.earlier(desk.session, row, FIGURES)
        link = _link(row)
        return render_template(
            "staff/consultation.html",
            row=row,
            survey=consultations.survey_of(row),
            state=open_state(row.opens_on, row.closes_on, today()),
            groups=[groups.get(code, code) for code in row.groups.split()],
            unread=_unread(desk, row),
            revision=revisions.revision_of(desk.session, row, today()),
            said=session.pop("said", ""),
            link=link,
            qr=qr_code(link, "Code that opens the consultation"),
            figures=frozen[-1] if frozen else None,
            tables=figures.question_tables(frozen[-1]) if frozen else (),
            themes=figures.theme_rows(frozen[-1]) if frozen else (),
            withheld=figures.withheld_words(frozen[-1]) if frozen else "",
        )


@pages.get("/<name>/poster")
@needs(Permission.SEE_CONSULTATIONS)
def show_poster(name: str) -> str:
    """Show a page to print and hang up: a neutral title, the link and its code."""
    with at_desk() as desk:
        row = consultations.consultation_named(desk.session, desk.council, name)
        link = _link(row)
        return render_template(
            "staff/poster.html",
            row=row,
            survey=consultations.survey_of(row),
            link=link,
            qr=qr_code(link, "Code that opens the questions", large=True),
            words=pack_of(desk.council).words,
        )


def _open(form: ConsultationForm, survey: Survey) -> str:
    with writing() as desk:
        version = consultations.publish_survey(desk.session, desk.council, survey)
        row = consultations.open_consultation(desk.session, desk.council, version, form.opening())
        note(desk.session, desk.account, "opened a consultation", now(), row.id)
        return row.name


def _unread(desk: Desk, row: Consultation) -> int:
    lines = reading.queue_lines(desk.session, desk.council)
    return sum(line.unread for line in lines if line.consultation.id == row.id)


def _link(row: Consultation) -> str:
    return f"{office().settings.young_address}/c/{row.link}"
