"""One person's account: added, closed, opened again, and helped back in."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from participation.core.errors import BadInput
from participation.domain.policy import Permission
from participation.models import Account
from participation.services import account_changes, staff
from participation.web.staff.access import needs
from participation.web.staff.forms.people import PersonForm
from participation.web.staff.office import now, reading, writing

pages = Blueprint("people", __name__, url_prefix="/accounts")

Change = Callable[[Session, Account, Account, datetime], object]


@pages.route("/new", methods=["GET", "POST"])
@needs(Permission.CHANGE_ACCOUNTS)
def add() -> ResponseReturnValue:
    """Add a person and show the first password, or show the form with what was typed."""
    form = PersonForm()
    if form.is_submitted() and form.validate():
        try:
            return _told_once(_add(form))
        except BadInput as error:
            form.refuse("email", error)
    return render_template("staff/account-new.html", form=form), 400 if form.errors else 200


@pages.get("/<uuid:account_id>")
@needs(Permission.CHANGE_ACCOUNTS)
def show(account_id: UUID) -> str:
    """Show the account and what can be done with it."""
    with reading() as desk:
        account = account_changes.account_by_id(desk.session, desk.council, account_id)
        return render_template(
            "staff/account.html",
            account=account,
            own=account.id == desk.account.id,
            passkeys=staff.passkeys_of(desk.session, account),
        )


@pages.post("/<uuid:account_id>/close")
@needs(Permission.CHANGE_ACCOUNTS)
def close(account_id: UUID) -> ResponseReturnValue:
    """Close the account."""
    return _change(account_id, account_changes.close_account)


@pages.post("/<uuid:account_id>/open")
@needs(Permission.CHANGE_ACCOUNTS)
def open_again(account_id: UUID) -> ResponseReturnValue:
    """Open a closed account again."""
    return _change(account_id, account_changes.open_account)


@pages.post("/<uuid:account_id>/second-step")
@needs(Permission.CHANGE_ACCOUNTS)
def reset_second_step(account_id: UUID) -> ResponseReturnValue:
    """Forget the person's phone app and recovery codes."""
    return _change(account_id, account_changes.reset_second_step)


@pages.post("/<uuid:account_id>/password")
@needs(Permission.CHANGE_ACCOUNTS)
def give_password(account_id: UUID) -> ResponseReturnValue:
    """Give somebody a first password again and show it once."""
    with writing() as desk:
        account = account_changes.account_by_id(desk.session, desk.council, account_id)
        given = account_changes.give_first_password(desk.session, desk.account, account, now())
    return _told_once(given)


def _add(form: PersonForm) -> account_changes.FirstPassword:
    with writing() as desk:
        return account_changes.add_person(
            desk.session, desk.council, desk.account, form.person(), now()
        )


def _change(account_id: UUID, change: Change) -> ResponseReturnValue:
    with writing() as desk:
        account = account_changes.account_by_id(desk.session, desk.council, account_id)
        change(desk.session, desk.account, account, now())
    return redirect(url_for("people.show", account_id=account_id))


def _told_once(given: account_changes.FirstPassword) -> str:
    return render_template("staff/first-password.html", given=given)
