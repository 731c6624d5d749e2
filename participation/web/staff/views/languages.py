"""Languages: what each still needs before young people are offered it."""

from collections.abc import Callable

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from participation.core.catalogues import english_name, locale_of
from participation.core.errors import ParticipationError
from participation.domain.policy import Permission, Role, may
from participation.services import languages, staff
from participation.web.staff.access import needs
from participation.web.staff.office import Desk, now, reading, writing

pages = Blueprint("languages", __name__, url_prefix="/languages")


@pages.get("")
@needs(Permission.CHANGE_LANGUAGES)
def show_all() -> str:
    """Show every language and how far it has come."""
    with reading() as desk:
        standings = languages.standings(desk.session, desk.council)
        return render_template(
            "staff/languages.html",
            standings=sorted(standings, key=lambda each: english_name(each.code)),
            english_name=english_name,
            said=session.pop("said", ""),
        )


@pages.get("/<code>")
@needs(Permission.CHANGE_LANGUAGES)
def show(code: str) -> str:
    """Show the texts that are to be read, and who reads and interprets."""
    return _page(code)


@pages.post("/<code>/read")
@needs(Permission.CHANGE_LANGUAGES)
def read(code: str) -> ResponseReturnValue:
    """Note who has read the texts."""
    name = request.form.get("name", "")
    return _change(
        code,
        lambda desk: languages.record_reading(
            desk.session, desk.council, desk.account, code, name, now()
        ),
        "Noted.",
    )


@pages.post("/<code>/interpreter")
@needs(Permission.CHANGE_LANGUAGES)
def name_interpreter(code: str) -> ResponseReturnValue:
    """Name who puts answers into English."""
    email = request.form.get("email", "")
    return _change(
        code,
        lambda desk: languages.name_interpreter(
            desk.session, desk.council, desk.account, code, email, now()
        ),
        "Named.",
    )


@pages.post("/<code>/on")
@needs(Permission.CHANGE_LANGUAGES)
def turn_on(code: str) -> ResponseReturnValue:
    """Offer it to young people."""
    said = "Young people are offered it now."
    return _change(
        code,
        lambda desk: languages.turn_on(desk.session, desk.council, desk.account, code, now()),
        said,
    )


@pages.post("/<code>/off")
@needs(Permission.CHANGE_LANGUAGES)
def turn_off(code: str) -> ResponseReturnValue:
    """Offer it no longer."""
    said = "Young people are offered it no longer. Whoever has begun in it may finish."
    return _change(
        code,
        lambda desk: languages.turn_off(desk.session, desk.council, desk.account, code, now()),
        said,
    )


def _change(code: str, change: Callable[[Desk], object], said: str) -> ResponseReturnValue:
    try:
        with writing() as desk:
            change(desk)
    except ParticipationError as error:
        return _page(code, error.message), 400
    session["said"] = said
    return redirect(url_for("languages.show", code=code))


def _page(code: str, problem: str = "") -> str:
    with reading() as desk:
        standing = languages.standing_of(desk.session, desk.council, code)
        named = [
            account
            for account in staff.accounts_of(desk.session, desk.council)
            if account.active and may(Role(account.role), Permission.INTERPRET)
        ]
        return render_template(
            "staff/language.html",
            standing=standing,
            english_name=english_name(code),
            texts=languages.texts_of(code),
            direction=locale_of(code).text_direction,
            named=named,
            problem=problem,
            said=session.pop("said", ""),
        )
