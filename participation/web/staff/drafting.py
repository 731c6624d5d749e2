"""What the pages of the survey workshop share."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Response, current_app, g, request, session

from participation.core.catalogues import ENGLISH, english_name, languages
from participation.services import workshop
from participation.services.languages import in_use
from participation.services.workshop import Draft
from participation.web.staff.office import Desk, office, today, writing
from participation.web.young.phone import Phone, Worn
from surveys.definition import Survey
from surveys.kinds import Kind
from surveys.packs import CouncilPack
from surveys.translating import left_behind

KINDS = {
    Kind.FACES: ("Faces", "Five faces with words, from very happy to very sad."),
    Kind.ONE: ("Pick one", "Your own choices, of which one fits best."),
    Kind.SEVERAL: ("Pick several", "Your own choices, of which any number fit."),
    Kind.PICTURES: ("Pick a picture", "Your own choices, each with a picture and its words."),
    Kind.YESNO: ("Yes or no", "Yes, no, or I don't know."),
    Kind.PLEDGE: ("A promise", "One promise of the pledge: kept, partly, not kept, not about me."),
    Kind.RATING: ("Rate it", "A rating of a review, or of the kind of place where I live."),
    Kind.PLACE: ("Kind of place", "What kind of place somebody lives in, never which one."),
    Kind.SCALE: ("0 to 10", "A line from 0 to 10 with words at both ends."),
    Kind.NUMBER: ("A number", "A number that is typed, counted in bands."),
    Kind.MONTH: ("A month", "A month and year, never a day."),
    Kind.RANK: ("Put in order", "Your own choices, put in order."),
    Kind.LINE: ("A few words", "One line in their own words. Somebody reads each one first."),
    Kind.TEXT: ("Own words", "As much as they like in their own words. Somebody reads each first."),
    Kind.DRAWING: ("A drawing or photo", "A picture of a paper. Somebody types up what it says."),
    Kind.PAGE: ("A page to read", "It asks nothing."),
}
"""What each kind of question is called, and what it does."""


def kinds_of(pack: CouncilPack) -> dict[Kind, tuple[str, str]]:
    """Return the kinds in the council's own words for its pledge and one promise of it."""
    words = pack.words
    about = f"One {words.promise} of “{words.pledge}”: kept, partly, not kept, not about me."
    return KINDS | {Kind.PLEDGE: (words.a_promise.capitalize(), about)}


def changed(name: str, change: Callable[[Survey], Survey]) -> Draft:
    """Return the draft after the change to the edition that the page showed.

    The next page says when translations are left as they were beside new words of ours.
    """
    behind: list[str] = []

    def watched(survey: Survey) -> Survey:
        after = change(survey)
        behind.extend(english_name(code) for code in left_behind(survey, after))
        return after

    with writing() as desk:
        draft = workshop.change_draft(
            desk.session, desk.council, name, edition_seen(), watched, today()
        )
    if behind:
        told = " and ".join(behind)
        session["said"] = f"Our words are new. Look whether those in {told} still fit."
    return draft


def edition_seen() -> int:
    """Return the edition of the draft that the sent page showed."""
    return request.form.get("edition", type=int, default=0)


@dataclass(frozen=True)
class Beside:
    """The phone beside a page: what it can show, and which of it was chosen."""

    versions: tuple[Survey, ...]
    languages: tuple[str, ...]
    version: str
    worn: Worn

    @property
    def chosen(self) -> dict[str, str]:
        """Return what was chosen, as an address carries it, without what needs no saying."""
        version = {} if self.version == self.versions[0].name else {"version": self.version}
        language = {} if self.worn.language == ENGLISH else {"language": self.worn.language}
        return version | language | ({"easy": "y"} if self.worn.easy else {})


def phone_beside(desk: Desk, draft: Draft) -> Beside:
    """Return the phone with the versions and languages of the draft, as the request chose."""
    survey = draft.survey
    versions = (survey, *workshop.versions_of(desk.session, desk.council, survey))
    known = {*in_use(desk.session, desk.council), *survey.languages} & {*languages()}
    offered = (ENGLISH, *sorted(known - {ENGLISH}))
    version, language = request.values.get("version", ""), request.values.get("language", "")
    return Beside(
        versions,
        offered,
        version if version in {each.name for each in versions} else survey.name,
        Worn(language if language in offered else ENGLISH, bool(request.values.get("easy"))),
    )


def phone() -> Phone:
    """Return the phone on which questions are shown."""
    found = current_app.extensions.get("phone")
    if not isinstance(found, Phone):
        found = current_app.extensions["phone"] = Phone(
            office().settings, office().database, office().clock
        )
    return found


def framed(shown: Response) -> Response:
    """Return what the phone shows, for a frame of our own pages and no other."""
    own = shown.headers["Content-Security-Policy"]
    g.framed_policy = own.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
    return Response(shown.get_data(), mimetype="text/html")
