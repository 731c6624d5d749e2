"""The words of a survey in another language, ours beside theirs."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from participation.core.catalogues import ENGLISH, english_name, languages, locale_of, own_name
from participation.core.errors import BadInput, Changed, NotFound, ParticipationError
from participation.domain.policy import Permission
from participation.services import workshop
from participation.services.languages import in_use
from participation.services.workshop import Draft
from participation.web.staff.access import needs
from participation.web.staff.drafting import changed
from participation.web.staff.office import reading as at_desk
from surveys.definition import Survey
from surveys.translating import Text, missing_in, texts_of, with_translation

LONGEST = 800
TOO_LONG = f"Use at most {LONGEST} characters for each text."


@dataclass(frozen=True)
class Tongue:
    """A language in which the survey can be written, and how many of its texts are not there."""

    code: str
    missing: int
    of: int
    offered: bool = False

    @property
    def name(self) -> str:
        """What officers call it."""
        return english_name(self.code)

    @property
    def own_name(self) -> str:
        """What it calls itself."""
        return own_name(self.code)

    @property
    def direction(self) -> str:
        """Which way it is written: ltr or rtl."""
        return str(locale_of(self.code).text_direction)

    @property
    def told(self) -> str:
        """How far the translation has come."""
        if not self.missing:
            return f"All {self.of} texts are there in {self.name}."
        verb = "text is" if self.missing == 1 else "texts are"
        return f"{self.missing} of {self.of} {verb} still missing in {self.name}."


@dataclass(frozen=True)
class Group:
    """The texts of one question that stand together; no question is the whole survey."""

    number: int
    heading: str
    texts: Sequence[Text]


@needs(Permission.WRITE_SURVEY)
def choose_language(name: str) -> str:
    """Show the languages that the council uses, and what is missing in each."""
    with at_desk() as desk:
        draft = workshop.draft_named(desk.session, desk.council, name)
        used = in_use(desk.session, desk.council)
    used |= {code: used.get(code, False) for code in _others(draft.survey)}
    shown = [tongue_of(draft.survey, code, used[code]) for code in sorted(used)]
    return render_template("staff/survey-languages.html", draft=draft, tongues=shown)


@needs(Permission.WRITE_SURVEY)
def translate(name: str, code: str) -> ResponseReturnValue:
    """Keep what was typed in the language, or show our words beside theirs."""
    if code == ENGLISH or code not in languages():
        raise NotFound("There is no such language here. Choose one from the list.")
    typed = {key[2:]: text for key, text in request.form.items() if key.startswith("w.")}
    if request.method == "GET":
        return _page(name, code)
    try:
        if any(len(text) > LONGEST for text in typed.values()):
            raise BadInput(TOO_LONG)
        draft = changed(name, lambda survey: with_translation(survey, code, typed))
    except ParticipationError as error:
        return _page(name, code, typed, error), 409 if isinstance(error, Changed) else 400
    session["said"] = f"Saved. {tongue_of(draft.survey, code).told}"
    return redirect(url_for("workshop.translate", name=name, code=code))


def tongue_of(survey: Survey, code: str, offered: bool = False) -> Tongue:
    """Return how far the survey has come in the language."""
    return Tongue(code, len(missing_in(survey, code)), len(texts_of(survey)), offered)


def _others(survey: Survey) -> list[str]:
    return [code for code in survey.languages if code != ENGLISH and code in languages()]


def _page(
    name: str,
    code: str,
    typed: dict[str, str] | None = None,
    problem: ParticipationError | None = None,
) -> str:
    with at_desk() as desk:
        draft = workshop.draft_named(desk.session, desk.council, name)
    there = [text for text in texts_of(draft.survey) if text.in_(code)]
    return render_template(
        "staff/survey-words.html",
        draft=draft,
        tongue=tongue_of(draft.survey, code),
        missing=_grouped(draft, missing_in(draft.survey, code)),
        there=_grouped(draft, there),
        typed=typed or {},
        problem=problem,
        longest=LONGEST,
        said=session.pop("said", ""),
    )


def _grouped(draft: Draft, texts: Sequence[Text]) -> list[Group]:
    names = [question.name for question in draft.survey.questions]
    found = []
    for name, group in groupby(texts, key=lambda text: text.question):
        number = names.index(name) + 1 if name else 0
        asks = draft.survey.by_name[name].asks.to(ENGLISH) if name else "Before the first question"
        found.append(Group(number, asks, tuple(group)))
    return found
