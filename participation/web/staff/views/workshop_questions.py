"""The questions of a survey in the workshop: written, changed, and taken from the bank."""

from dataclasses import replace

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import BadInput, NotFound, ParticipationError
from participation.domain.policy import Permission
from participation.services import workshop
from participation.services.councils import pack_of
from participation.services.workshop import Draft
from participation.web.staff.access import needs
from participation.web.staff.drafting import KINDS, changed, kinds_of, phone_beside
from participation.web.staff.forms.pictures import cards_of, words_typed
from participation.web.staff.forms.questions import QuestionForm
from participation.web.staff.forms.workshop import BANDS
from participation.web.staff.office import reading as at_desk
from surveys.definition import Question
from surveys.editing import (
    asked_after,
    chosen_in,
    name_for,
    with_copies,
    with_question,
)
from surveys.kinds import Field, Kind
from surveys.loader import load_survey, survey_names
from surveys.pack_council import CouncilPack
from surveys.packs import lenses_of
from surveys.words import NO_WORDS


@needs(Permission.WRITE_SURVEY)
def choose_kind(name: str) -> ResponseReturnValue:
    """Show the kinds of question, or go to the form of the one that was chosen."""
    with at_desk() as desk:
        draft = workshop.draft_named(desk.session, desk.council, name)
        kinds = kinds_of(pack_of(desk.council))
    kind = request.form.get("kind", "")
    if kind in KINDS:
        return redirect(url_for("workshop.add", name=name, kind=kind))
    missing = request.method == "POST"
    page = render_template("staff/survey-kind.html", draft=draft, kinds=kinds, missing=missing)
    return page, 400 if missing else 200


@needs(Permission.WRITE_SURVEY)
def add(name: str, kind: str) -> ResponseReturnValue:
    """Add a question of this kind at the end, or show the form with what was typed."""
    if kind not in KINDS:
        raise NotFound("There is no such kind of question. Choose one from the list.")
    return _at_form(name, Question("new", Kind(kind), NO_WORDS), is_new=True)


@needs(Permission.WRITE_SURVEY)
def change(name: str, question: str) -> ResponseReturnValue:
    """Change a question, or show the form with what was typed."""
    with at_desk() as desk:
        draft = workshop.draft_named(desk.session, desk.council, name)
    found = draft.survey.by_name.get(question)
    if found is None:
        raise NotFound("That question is no longer in the survey. Somebody may have taken it out.")
    return _at_form(name, found, is_new=False)


@needs(Permission.WRITE_SURVEY)
def take(name: str) -> ResponseReturnValue:
    """Copy questions of the bank to the end, or show the bank."""
    with at_desk() as desk:
        draft = workshop.draft_named(desk.session, desk.council, name)
        council = desk.council.name
        pack = pack_of(desk.council)
        headings = _headings(pack)
    bank = [load_survey(each, council) for each in survey_names(council)]
    lens = request.args.get("lens", "")
    problem = None
    if request.method == "POST":
        wanted = set(request.form.getlist("question"))
        picked = [q for each in bank for q in each.questions if f"{each.name} {q.name}" in wanted]
        try:
            if not picked:
                raise BadInput("Tick at least one question.")
            changed(name, lambda survey: with_copies(survey, picked))
            return redirect(url_for("workshop.show", name=name))
        except ParticipationError as error:
            problem = error
    page = render_template(
        "staff/survey-bank.html",
        draft=draft,
        bank=bank,
        headings=headings,
        lens=lens if lens in headings else "",
        kinds=kinds_of(pack),
        problem=problem,
    )
    return page, 400 if problem else 200


def _at_form(name: str, question: Question, *, is_new: bool) -> ResponseReturnValue:
    with at_desk() as desk:
        draft = workshop.draft_named(desk.session, desk.council, name)
        pack = pack_of(desk.council)
        phone = phone_beside(desk, draft)
    form = form_of(question, draft, pack, is_new=is_new)
    if not form.is_submitted():
        form.fill(question)
    elif form.validate():
        try:
            written = written_in(form, draft, question, is_new=is_new)
            changed(name, lambda survey: with_question(survey, written))
            return redirect(
                url_for("workshop.show", name=name, see=written.name, _anchor=written.name)
            )
        except ParticipationError as error:
            form.refuse("options" if question.way.own_options else "asks", error)
    typed = words_typed(request.form) if form.is_submitted() else None
    page = render_template(
        "staff/survey-question.html",
        form=form,
        draft=draft,
        phone=phone,
        bands=BANDS,
        question=question,
        kind=KINDS[question.kind],
        cards=cards_of(question, typed) if question.way.pictured else (),
        is_new=is_new,
        condition=question.show_if if chosen_in(question.show_if) is None else None,
    )
    return page, 400 if form.errors else 200


def written_in(form: QuestionForm, draft: Draft, question: Question, *, is_new: bool) -> Question:
    """Return the question as the form has it; raises BadInput for what the form cannot say."""
    way = question.way
    if way.names_promise and not form.promise.data:
        raise BadInput("Choose which one it asks about.")
    if way.rates and not form.rates.data:
        raise BadInput("Choose what is rated.")
    asks = form.asking(question.asks)
    low, high = form.ends(question)
    picture, easy_picture = form.pictured(question)
    after = form.after()
    by_hand = chosen_in(question.show_if) is None and not after
    return replace(
        question,
        name=name_for(asks.to("en"), draft.survey.by_name) if is_new else question.name,
        asks=asks,
        hint=form.hinting(question.hint),
        required=bool(form.required.data) and not way.free,
        promise=form.promise.data or None,
        lenses=form.chosen_lenses(question.lenses),
        show_if=question.show_if if by_hand else asked_after(after),
        something_else=way.takes_other and bool(form.something_else.data),
        mix=way.own_options and not way.ordered and bool(form.mix.data),
        low=low if way.field is Field.SCALE else question.low,
        high=high if way.field is Field.SCALE else question.high,
        rates=form.rates.data or "" if way.rates else "",
        limits=form.limits(question.limits) if way.must else question.limits,
        picture=picture,
        easy=form.eased(question.easy),
        easy_picture=easy_picture,
        own_options=form.chosen(question),
    )


def form_of(question: Question, draft: Draft, pack: CouncilPack, *, is_new: bool) -> QuestionForm:
    """Return the form of the question, with what the council and the survey offer it."""
    form = QuestionForm()
    form.offer(
        pack,
        _before(draft, None if is_new else question.name),
        _headings(pack),
    )
    return form


def _before(draft: Draft, name: str | None) -> list[Question]:
    questions = list(draft.survey.questions)
    names = [question.name for question in questions]
    return questions[: names.index(name)] if name in names else questions


def _headings(pack: CouncilPack) -> dict[str, str]:
    return {
        f"{lens.code}.{heading.code}": f"{lens.title}: {heading.words}"
        for lens in lenses_of(pack)
        for heading in lens.headings
    }
