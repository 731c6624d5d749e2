"""Said together: what young people's body agreed at its meeting, signed by its members."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import BadInput, NotFound
from participation.domain.policy import Permission, Role, may
from participation.domain.together import MOST_THEMES, PLEDGE_WORDS, Agreed, PledgeVerdict
from participation.services import meetings, statements
from participation.services.councils import pack_of, themes_of
from participation.web.staff.access import needs
from participation.web.staff.office import Desk, now, reading, today, writing

pages = Blueprint("statements", __name__, url_prefix="/together")


@pages.get("")
@needs(Permission.SAY_TOGETHER)
def show_all() -> str:
    """Show what was said together for each meeting, and the meetings it can be said for."""
    with reading() as desk:
        return render_template(
            "staff/statements.html",
            rows=statements.statements_of(desk.session, desk.council),
            coming=statements.meetings_without(desk.session, desk.council, today()),
            words=pack_of(desk.council).words,
            said=session.pop("said", ""),
        )


@pages.route("/for/<uuid:meeting_id>", methods=["GET", "POST"])
@needs(Permission.SAY_TOGETHER)
def enter(meeting_id: UUID) -> ResponseReturnValue:
    """Enter or change what was agreed for a meeting, or show the form with what was typed."""
    if request.method == "GET":
        return _form(meeting_id)
    try:
        with writing() as desk:
            row = statements.enter_statement(
                desk.session, desk.council, desk.account, meeting_id, _typed(), now()
            )
            found = row.id
    except BadInput as error:
        return _form(meeting_id, error), 400
    return redirect(url_for("statements.show", statement_id=found), 303)


@pages.get("/<uuid:statement_id>")
@needs(Permission.SAY_TOGETHER)
def show(statement_id: UUID) -> str:
    """Show a statement as it is published, and what is still to do."""
    return _page(statement_id)


@pages.post("/<uuid:statement_id>/sign")
@needs(Permission.SAY_TOGETHER)
def sign(statement_id: UUID) -> ResponseReturnValue:
    """Record how many signed, or show the page with what is wrong."""
    try:
        with writing() as desk:
            statements.sign_off(
                desk.session, desk.council, desk.account, statement_id,
                _number("there"), _number("signed"), now(),
            )  # fmt: skip
    except BadInput as error:
        return _page(statement_id, error.message), 400
    return redirect(url_for("statements.show", statement_id=statement_id), 303)


@pages.post("/<uuid:statement_id>/open")
@needs(Permission.SAY_TOGETHER)
def open_again(statement_id: UUID) -> ResponseReturnValue:
    """Take the signatures off, so that the words can be changed."""
    with writing() as desk:
        statements.open_again(desk.session, desk.council, desk.account, statement_id, now())
        row = statements.statement_of(desk.session, desk.council, statement_id)
        meeting_id = row.meeting_id
    return redirect(url_for("statements.enter", meeting_id=meeting_id), 303)


@pages.post("/<uuid:statement_id>/publish")
@needs(Permission.PUBLISH_RESPONSE)
def publish(statement_id: UUID) -> ResponseReturnValue:
    """Publish a signed statement."""
    with writing() as desk:
        statements.publish_statement(desk.session, desk.council, desk.account, statement_id, now())
    session["said"] = "Published: it stands on the wall, and on page one of the paper."
    return redirect(url_for("statements.show_all"), 303)


def _typed() -> Agreed:
    verdicts = {}
    for name, value in request.form.items():
        if name.startswith("verdict-") and value:
            try:
                verdicts[name.removeprefix("verdict-")] = PledgeVerdict(value)
            except ValueError as error:
                raise NotFound("That verdict is not in the list. Open the page again.") from error
    themes = (request.form.get(f"theme-{place}", "") for place in range(1, MOST_THEMES + 1))
    return Agreed(
        request.form.get("words", ""), request.form.get("wanted", ""), verdicts, tuple(themes)
    )


def _number(name: str) -> int:
    typed = request.form.get(name, "").strip()
    if not typed.isdecimal() or len(typed) > len("99"):
        raise BadInput("Write both as numbers, such as 11 and 9.", name)
    return int(typed)


def _form(meeting_id: UUID, error: BadInput | None = None) -> str:
    with reading() as desk:
        meeting = meetings.meeting_of(desk.session, desk.council, meeting_id)
        agreed = _typed() if error is not None else _kept(desk, meeting_id)
        pack = pack_of(desk.council)
        return render_template(
            "staff/statement-form.html",
            meeting=meeting,
            agreed=agreed,
            error=error,
            pack=pack,
            verdict_words=PLEDGE_WORDS,
            most=MOST_THEMES,
            names=[theme.own_name for theme in themes_of(desk.session, desk.council)],
        )


def _kept(desk: Desk, meeting_id: UUID) -> Agreed:
    for row in statements.statements_of(desk.session, desk.council):
        if row.meeting_id == meeting_id:
            return Agreed(
                row.words,
                row.wanted,
                statements.verdicts_in(desk.session, row),
                tuple(statements.themes_in(desk.session, row)),
            )
    return Agreed("", "", {}, ())


def _page(statement_id: UUID, error: str = "") -> str:
    with reading() as desk:
        row = statements.statement_of(desk.session, desk.council, statement_id)
        return render_template(
            "staff/statement.html",
            row=row,
            told=statements.as_said(desk.session, desk.council, row, draft=True),
            verdict_words=PLEDGE_WORDS,
            words=pack_of(desk.council).words,
            publishes=may(Role(desk.account.role), Permission.PUBLISH_RESPONSE),
            typed=request.form,
            error=error,
        )
