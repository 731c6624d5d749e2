"""An answer on its way to young people: signed, put in plain words, published."""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import BadInput
from participation.core.pasted import plain_words
from participation.domain.policy import Permission
from participation.domain.responses import long_date
from participation.models import Digest, Meeting, Response
from participation.services import approval, responses
from participation.services.meeting_changes import answered_at
from participation.services.plain_words_check import check_words
from participation.services.wording_checks import Check, check_of
from participation.services.written_procedure import notes_it
from participation.web.staff.access import needs
from participation.web.staff.forms.answers import PublishForm
from participation.web.staff.office import Desk, now, reading, today, writing
from surveys.pack_council import AnswerRule

pages = Blueprint("responses", __name__, url_prefix="/responses")


@pages.route("/<uuid:response_id>/publish", methods=["GET", "POST"])
@needs(Permission.PUBLISH_RESPONSE)
def publish(response_id: UUID) -> ResponseReturnValue:
    """Publish an answer, or show it as the board gave it with a box for plain words.

    Words that are hard to read are shown with their reading age before they can be published.
    """
    with reading() as desk:
        response = responses.response_of(desk.session, desk.council, response_id)
        shown = _shown(desk, response)
    wording = shown.check
    form = PublishForm(
        plain=wording.words if wording else response.words,
        minute=response.minute or shown.minute,
    )
    plain = check_words(plain_words(form.plain.data or ""))
    wanted = form.is_submitted() and "check" not in request.form and form.validate()
    held = wanted and not plain.is_plain and not form.has_seen(plain)
    if wanted and not held:
        try:
            with writing() as desk:
                responses.publish_response(
                    desk.session, desk.council, desk.account, response_id, form.plain.data, now(),
                    form.minute.data or "",
                )  # fmt: skip
            session["said"] = "Published: it stands on the wall and on every receipt."
            return redirect(url_for("asks.show_all"))
        except BadInput as error:
            form.refuse(error.field or "plain", error)
    page = render_template(
        "staff/response-publish.html", form=form, plain=plain, held=held,
        said=session.pop("said", ""), **vars(shown),
    )  # fmt: skip
    return page, 400 if form.errors else 200


@pages.route("/<uuid:response_id>/sign", methods=["GET", "POST"])
@needs(Permission.SIGN_RESPONSE)
def sign(response_id: UUID) -> ResponseReturnValue:
    """Sign an answer that somebody drafted, or show it whole."""
    if request.method == "POST":
        with writing() as desk:
            response = responses.response_of(desk.session, desk.council, response_id)
            approval.sign(desk.session, desk.council, desk.account, response, now())
        session["said"] = "Signed. The officer puts it in plain words and publishes it."
        return redirect(url_for("asks.show_all"), 303)
    with reading() as desk:
        response = responses.response_of(desk.session, desk.council, response_id)
        shown = _shown(desk, response)
    return render_template("staff/response-sign.html", **vars(shown))


@dataclass(frozen=True)
class Shown:
    """An answer before it is published: who gave it, who signs it, and what is still missing.

    `check` is what ambassadors said of its wording, `minute` where it may be minuted.
    """

    told: responses.PublishedAnswer
    given: responses.GivenAnswer
    check: Check | None
    rule: AnswerRule
    signs: bool
    minute: str


def _shown(desk: Desk, response: Response) -> Shown:
    rule = approval.rule_of(desk.council)
    digest = desk.session.get_one(Digest, response.ask.digest_id)
    return Shown(
        told=responses.told(response, today()),
        given=responses.given_answer(desk.session, response),
        check=check_of(desk.session, response),
        rule=rule,
        signs=approval.may_sign(desk.session, desk.council, desk.account, response.author_id),
        minute=_minute(desk, digest.meeting) if rule.minuted else "",
    )


def _minute(desk: Desk, meeting: Meeting) -> str:
    """Return where the answer may be minuted: by the meeting, or by the next if it fell."""
    where = answered_at(meeting)
    if where.meeting is None:
        noted = notes_it(desk.session, meeting, today())
        on = "" if noted is None else f" on {long_date(noted.meets_on)}"
        return f"By written procedure, to be noted by the {meeting.board.name}{on}"
    board = where.meeting.board.name
    met = where.on <= today()
    return f"{board}, {long_date(where.on)}" if met else f"To be noted by the {board}"
