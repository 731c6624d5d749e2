"""Whether a made-up year could have happened; each fault is a BadFile that says the fix."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from participation.core.errors import BadInput
from surveys.answers import Answer
from surveys.codes import refuse_twice, refuse_unknown
from surveys.definition import Question, Survey
from surveys.pack_council import CouncilPack
from surveys.pack_frames import Codebook
from surveys.pack_year import (
    MadeUpAsk,
    MadeUpCard,
    MadeUpConsultation,
    MadeUpMeeting,
    MadeUpSubmission,
    Year,
    YearPart,
)
from surveys.route import Route
from surveys.state import State
from surveys.tables import Place
from surveys.validation import clean


@dataclass(frozen=True)
class Backdrop:
    """What a year stands on: the council, its themes, its surveys by name."""

    pack: CouncilPack
    codebook: Codebook
    surveys: Mapping[str, Survey]

    @property
    def themes(self) -> list[str]:
        """The codes of the council's themes."""
        return [theme.code for theme in self.codebook.themes]


def check_year(year: Year, backdrop: Backdrop, places: Sequence[Place]) -> None:
    """Raise BadFile for the first fault; `places` are the files of its parts, then the meetings."""
    if not backdrop.pack.made_up:
        raise places[-1].bad("only a council with made_up = true may have a made-up year")
    for part, place in zip(year.parts, places, strict=False):
        _check_part(part, backdrop, place)
    sent = {part.consultation.name: len(part.submissions) for part in year.parts}
    refuse_twice((part.consultation.name for part in year.parts), "consultations", places[-1])
    refuse_twice((meeting.code for meeting in year.meetings), "meetings", places[-1])
    for meeting in year.meetings:
        _check_meeting(meeting, sent, backdrop, places[-1].inside(f"meeting {meeting.code}"))
    for number, card in enumerate(year.dealt.cards, 1):
        _check_card(card, year, backdrop, places[-1].inside(f"card {number}"))
    asks = [ask.code for meeting in year.meetings for ask in meeting.asks]
    for number, action in enumerate(year.plan.actions, 1):
        refuse_unknown(action.ask, asks, "ask", places[-1].inside(f"action {number}"))


def _check_part(part: YearPart, backdrop: Backdrop, place: Place) -> None:
    consultation = part.consultation
    here = place.inside("consultation")
    refuse_unknown(consultation.survey, backdrop.surveys, "survey of this council", here)
    for group in consultation.groups:
        refuse_unknown(group, (known.code for known in backdrop.pack.groups), "group", here)
    if consultation.opens_weeks_ago < consultation.closes_weeks_ago:
        raise here.bad("it opens after it closes; change opens_weeks_ago or closes_weeks_ago")
    survey = backdrop.surveys[consultation.survey]
    for number, submission in enumerate(part.submissions, 1):
        inside = place.inside(f"submission {number}")
        _check_week(submission, consultation, inside)
        _check_answers(submission, survey, inside.inside("answers"))
        _check_decisions(submission, survey, backdrop, inside)


def _check_week(
    submission: MadeUpSubmission, consultation: MadeUpConsultation, place: Place
) -> None:
    opens, closes = consultation.opens_weeks_ago, consultation.closes_weeks_ago
    if not closes <= submission.weeks_ago <= opens:
        raise place.inside("weeks_ago").bad(f"it is open from {opens} to {closes} weeks ago")


def _check_answers(submission: MadeUpSubmission, survey: Survey, place: Place) -> None:
    for name, answer in submission.answers.items():
        refuse_unknown(name, survey.by_name, "question", place)
        _check_answer(survey.by_name[name], answer, place.inside(name))
    asked = Route.of(survey, State(survey.name, "en", answers=submission.answers)).asked
    for name in submission.answers:
        if name not in (question.name for question in asked):
            raise place.inside(name).bad("it is not asked after these answers; take it out")
    for question in asked:
        if question.required and question.name not in submission.answers:
            raise place.bad(f'"{question.name}" needs an answer; add it')


def _check_answer(question: Question, answer: Answer, place: Place) -> None:
    other = question.something_else and answer.text is not None
    in_words = question.written or question.way.draws
    if in_words != (answer.text is not None) and not other:
        wanted = "text in quotes" if in_words else 'codes in a list, as in ["sad"]'
        raise place.bad(f"this should be {wanted}")
    for code in answer.values if question.options else ():
        refuse_unknown(code, (option.code for option in question.options), "answer", place)
    try:
        given = (answer.text or "") if question.written else answer.values
        clean(question, given, (answer.text or "") if other or question.way.draws else "")
    except BadInput as fault:
        raise place.bad(fault.message) from fault


def _check_decisions(
    submission: MadeUpSubmission, survey: Survey, backdrop: Backdrop, place: Place
) -> None:
    written = [name for name, answer in submission.answers.items() if answer.text is not None]
    decided: tuple[tuple[str, Iterable[str]], ...] = (
        ("show", submission.show),
        ("themes", submission.themes),
        ("flag", submission.flag),
        ("again", submission.again),
    )
    for key, names in decided:
        for name in names:
            refuse_unknown(name, written, "written answer", place.inside(key))
    for codes in (*submission.themes.values(), *submission.again.values()):
        for code in codes:
            refuse_unknown(code, backdrop.themes, "theme", place.inside("themes"))
    read = {*submission.themes, *submission.flag}
    for name in written:
        if not submission.unread and name not in read:
            raise place.inside("themes").bad(f'give the themes of "{name}", or [] for none')


def _check_meeting(
    meeting: MadeUpMeeting, sent: Mapping[str, int], backdrop: Backdrop, place: Place
) -> None:
    refuse_unknown(meeting.board, (board.code for board in backdrop.pack.boards), "board", place)
    for name in meeting.takes:
        refuse_unknown(name, sent, "consultation", place.inside("takes"))
    refuse_twice((ask.code for ask in meeting.asks), "asks", place)
    for ask in meeting.asks:
        _check_ask(ask, sent, backdrop, place.inside(f"ask {ask.code}"))
    for code in meeting.together.verdicts if meeting.together else ():
        _check_promise(code, backdrop, place.inside("together, verdicts"))


def _check_promise(code: str, backdrop: Backdrop, place: Place) -> None:
    promises = (promise.code for promise in backdrop.pack.pledge.promises)
    refuse_unknown(code, promises, "promise", place)


def _check_ask(ask: MadeUpAsk, sent: Mapping[str, int], backdrop: Backdrop, place: Place) -> None:
    refuse_unknown(ask.consultation, sent, "consultation", place)
    if ask.theme is not None:
        refuse_unknown(ask.theme, backdrop.themes, "theme", place)
    if ask.promise is not None:
        _check_promise(ask.promise, backdrop, place)
    if ask.response is None:
        return
    verdicts, most = sum(ask.response.verdicts.values()), sent[ask.consultation]
    if verdicts > most:
        raise place.inside("verdicts").bad(
            f"{verdicts} verdicts are more than the {most} that were sent; lower them"
        )
    told = ask.response.published_weeks_ago
    if told is not None and told > ask.response.answered_weeks_ago:
        raise place.bad("it is published before it is answered; change one of the weeks")


def _check_card(card: MadeUpCard, year: Year, backdrop: Backdrop, place: Place) -> None:
    known = () if backdrop.pack.cards is None else backdrop.pack.cards.to
    for code in card.to:
        refuse_unknown(code, (each.code for each in known), "person to ask", place.inside("to"))
    for given in card.returns:
        refuse_unknown(given.who, card.to, "person whom the card asks", place.inside("return"))
    if card.due is None:
        return
    refuse_unknown(card.due, (meeting.code for meeting in year.meetings), "meeting", place)
    if card.put_weeks_ago > card.weeks_ago:
        raise place.inside("put_weeks_ago").bad("it is put before it was said; lower it")
    if card.end != "open" and not card.plain:
        raise place.inside("plain").bad("say what was changed, or why it cannot be")
