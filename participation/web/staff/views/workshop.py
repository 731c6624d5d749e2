"""The survey workshop: surveys that are being written, and publishing them."""

from collections.abc import Callable

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import Changed, ParticipationError
from participation.domain.policy import Permission, Role, may
from participation.services import workshop
from participation.services.councils import pack_of
from participation.services.revisions import asked_before
from participation.web.staff.access import needs
from participation.web.staff.drafting import changed, edition_seen, kinds_of, phone_beside
from participation.web.staff.forms.workshop import BANDS, BLANK, AboutForm, BeginForm
from participation.web.staff.office import now, today, writing
from participation.web.staff.office import reading as at_desk
from participation.web.staff.views import (
    workshop_ages,
    workshop_forms,
    workshop_phone,
    workshop_questions,
    workshop_words,
)
from surveys.definition import Survey
from surveys.editing import moved, without_question
from surveys.loader import load_survey, survey_names
from surveys.publish_check import age_allowed, faults, hardest_age

pictures = Blueprint("pictures", __name__)
# The phone that the workshop shows looks for them here, as young people's own page does.
pictures.get("/picture/<name>")(workshop_phone.show_picture)

pages = Blueprint("workshop", __name__, url_prefix="/surveys")
pages.get("/form")(workshop_forms.ask_for_form)
pages.post("/form")(workshop_forms.bring_in)
pages.get("/<name>/form.xlsx")(workshop_forms.take_away)
pages.route("/<name>/questions/new", methods=["GET", "POST"])(workshop_questions.choose_kind)
pages.route("/<name>/questions/new/<kind>", methods=["GET", "POST"])(workshop_questions.add)
pages.route("/<name>/questions/<question>", methods=["GET", "POST"])(workshop_questions.change)
pages.route("/<name>/bank", methods=["GET", "POST"])(workshop_questions.take)
pages.route("/<name>/ages", methods=["GET", "POST"])(workshop_ages.for_other_ages)
pages.get("/<name>/words")(workshop_words.choose_language)
pages.route("/<name>/words/<code>", methods=["GET", "POST"])(workshop_words.translate)
pages.get("/<name>/phone/<question>")(workshop_phone.on_a_phone)
pages.post("/<name>/phone/<question>")(workshop_phone.on_a_phone)


@pages.get("")
@needs(Permission.WRITE_SURVEY)
def show_all() -> str:
    """Show every survey that is being written."""
    with at_desk() as desk:
        drafts = workshop.drafts_of(desk.session, desk.council)
    return render_template("staff/surveys.html", drafts=drafts)


@pages.route("/new", methods=["GET", "POST"])
@needs(Permission.WRITE_SURVEY)
def begin() -> ResponseReturnValue:
    """Begin a survey, empty or as a copy, or show the form with what was typed."""
    form = BeginForm()
    with at_desk() as desk:
        council = desk.council.name
    sources = [load_survey(name, council) for name in survey_names(council)]
    form.offer(sources)
    if form.is_submitted() and form.validate():
        title = form.title.data.strip()
        chosen = form.source.data
        source = workshop.blank(title) if chosen == BLANK else load_survey(chosen, council)
        with writing() as desk:
            draft = workshop.start_draft(
                desk.session, desk.council, desk.account, title, source, now()
            )
        return redirect(url_for("workshop.show", name=draft.name))
    page = render_template("staff/survey-new.html", form=form, sources=sources)
    return page, 400 if form.errors else 200


@pages.get("/<name>")
@needs(Permission.WRITE_SURVEY)
def show(name: str) -> str:
    """Show a survey: its questions, how they look on a phone, and what is still to mend."""
    return _shown(name)


@pages.route("/<name>/about", methods=["GET", "POST"])
@needs(Permission.WRITE_SURVEY)
def describe(name: str) -> ResponseReturnValue:
    """Change what stands before the first question, or show the form with what was typed."""
    form = AboutForm()
    with at_desk() as desk:
        draft = workshop.draft_named(desk.session, desk.council, name)
    if not form.is_submitted():
        form.fill(draft.survey)
    elif form.validate():
        try:
            changed(name, form.written)
            return redirect(url_for("workshop.show", name=name))
        except ParticipationError as error:
            form.refuse("title", error)
    page = render_template("staff/survey-about.html", form=form, draft=draft)
    return page, 400 if form.errors else 200


@pages.post("/<name>/move")
@needs(Permission.WRITE_SURVEY)
def move(name: str) -> ResponseReturnValue:
    """Move a question one place up or down."""
    question, by = request.form.get("question", ""), request.form.get("by", type=int, default=0)
    return _after(name, lambda survey: moved(survey, question, max(-1, min(1, by))), question)


@pages.post("/<name>/remove")
@needs(Permission.WRITE_SURVEY)
def remove(name: str) -> ResponseReturnValue:
    """Take a question out."""
    question = request.form.get("question", "")
    return _after(name, lambda survey: without_question(survey, question))


@pages.post("/<name>/publish")
@needs(Permission.PUBLISH_SURVEY)
def publish(name: str) -> ResponseReturnValue:
    """Publish the survey as it stands, so that it can be opened."""
    try:
        with writing() as desk:
            workshop.publish_draft(
                desk.session, desk.council, desk.account, name, edition_seen(), now()
            )
    except ParticipationError as error:
        return _shown(name, error), _status(error)
    return redirect(url_for("workshop.show", name=name))


@pages.post("/<name>/discard")
@needs(Permission.WRITE_SURVEY)
def discard(name: str) -> ResponseReturnValue:
    """Throw the draft away."""
    with writing() as desk:
        workshop.discard_draft(desk.session, desk.council, desk.account, name, now())
    return redirect(url_for("workshop.show_all"))


def _after(
    name: str, change: Callable[[Survey], Survey], question: str = ""
) -> ResponseReturnValue:
    try:
        changed(name, change)
    except ParticipationError as error:
        return _shown(name, error), _status(error)
    return redirect(url_for("workshop.show", name=name, _anchor=question or None))


def _status(error: ParticipationError) -> int:
    return 409 if isinstance(error, Changed) else 400


def _shown(name: str, problem: ParticipationError | None = None) -> str:
    with at_desk() as desk:
        draft = workshop.draft_named(desk.session, desk.council, name)
        phone = phone_beside(desk, draft)
        older = asked_before(desk.session, desk.council, name, today())
        publishes = may(Role(desk.account.role), Permission.PUBLISH_SURVEY)
        pack = pack_of(desk.council)
        promises = {promise.code: promise.short for promise in pack.pledge.promises}
    seen = request.args.get("see", "")
    survey = draft.survey
    return render_template(
        "staff/survey.html",
        draft=draft,
        survey=survey,
        bands=BANDS,
        kinds=kinds_of(pack),
        promises=promises,
        publishes=publishes,
        seen=survey.by_name.get(seen) or next(iter(survey.questions), None),
        problem=problem,
        phone=phone,
        older=older,
        hardest={question.name: hardest_age(question) for question in survey.questions},
        allowed=age_allowed(survey),
        said=session.pop("said", ""),
        faults=faults(survey, phone.versions[1:]) if survey.questions else (),
    )
