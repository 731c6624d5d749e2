"""What the workshop shows on a phone: a question in one age's version and one language."""

from flask import Response, request
from flask.typing import ResponseReturnValue

from participation.core.errors import NotFound, ParticipationError
from participation.domain.policy import Permission
from participation.services import workshop
from participation.services.councils import pack_of
from participation.services.workshop import Draft
from participation.web.staff.access import needs
from participation.web.staff.drafting import KINDS, framed, phone, phone_beside
from participation.web.staff.office import reading as at_desk
from participation.web.staff.views.workshop_questions import form_of, written_in
from surveys.definition import Question
from surveys.kinds import Kind
from surveys.pack_council import CouncilPack
from surveys.pictures import TYPES, picture
from surveys.words import NO_WORDS, Words

NOT_ASKED = "This question is not asked in this version."


@needs(Permission.WRITE_SURVEY)
def on_a_phone(name: str, question: str) -> ResponseReturnValue:
    """Show a question, as it is or as it stands in the form, on a young person's phone."""
    with at_desk() as desk:
        draft = workshop.draft_named(desk.session, desk.council, name)
        pack = pack_of(desk.council)
        beside = phone_beside(desk, draft)
    survey = next(each for each in beside.versions if each.name == beside.version)
    if survey is draft.survey:
        found = _as_it_stands(draft, question, pack)
    else:
        nowhere = Question(question, Kind.PAGE, Words.english(NOT_ASKED))
        found = survey.by_name.get(question, nowhere)
    names = [each.name for each in survey.questions]
    number = names.index(found.name) + 1 if found.name in names else len(names) + 1
    shown = phone().shows(found, (number, max(number, len(names))), pack, beside.worn)
    return framed(shown)


@needs(Permission.WRITE_SURVEY)
def show_picture(name: str) -> Response:
    """Send a picture, for the phone and for those who choose one."""
    held = picture(name)
    if held is None:
        raise NotFound("There is no such picture.")
    return Response(held, mimetype=TYPES[name.rpartition(".")[2]])


def _as_it_stands(draft: Draft, name: str, pack: CouncilPack) -> Question:
    kind = request.args.get("kind", "")
    is_new = kind in KINDS
    new = Question(name, Kind(kind), NO_WORDS) if is_new else None
    found = new or draft.survey.by_name.get(name)
    if found is None:
        raise NotFound("That question is no longer in the survey. Somebody may have taken it out.")
    return _typed(found, draft, pack, is_new=is_new) if request.method == "POST" else found


def _typed(question: Question, draft: Draft, pack: CouncilPack, *, is_new: bool) -> Question:
    # What cannot be saved yet cannot be shown either; the phone keeps what it showed.
    form = form_of(question, draft, pack, is_new=is_new)
    if not form.validate():
        return question
    try:
        return written_in(form, draft, question, is_new=is_new)
    except ParticipationError:
        return question
