"""Signing in: the library's own view and rules, with our form, page and limit."""

from functools import partial
from hashlib import blake2b
from secrets import token_bytes
from typing import Any

from flask import Flask, request
from flask_limiter import Limiter
from flask_security import LoginForm, Security
from govuk_frontend_wtf.wtforms_widgets import GovPasswordInput, GovTextInput
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired

from participation.core.errors import NotFound
from participation.services.councils import council_named
from participation.services.made_up_council import NAME, PEOPLE, Person
from participation.web.staff.accounts import AccountStore

MOST_TRIES = "10 per 10 minutes"
WRONG = "The e-mail address or the password is wrong. Check both and try again."

# A key that is gone at the next start: what is counted names nobody.
_COUNTING_KEY = token_bytes(32)


class SignInForm(LoginForm):
    """E-mail address and password, and nothing that keeps somebody signed in for long."""

    email = StringField(
        "E-mail address",
        [InputRequired("Type your e-mail address.")],
        filters=[lambda typed: (typed or "").strip()],
        widget=GovTextInput(),
    )
    password = PasswordField(
        "Password", [InputRequired("Type your password.")], widget=GovPasswordInput()
    )
    remember = None

    def validate(self, **kwargs: Any) -> bool:  # noqa: ANN401 (the library's own)
        """Return whether somebody may sign in with this; one message for all that is wrong."""
        if super().validate(**kwargs):
            return True
        if self.email.data and self.password.data:
            self.email.errors = [WRONG]
            self.password.errors = []
        return False


def set_up_sign_in(app: Flask, store: AccountStore) -> None:
    """Give the app its sign-in, limited by the address that is typed.

    Never by where it comes from: a whole council may share one line.
    """
    Security(app, store, login_form=SignInForm)
    limiter = Limiter(_who_tries, app=app, storage_uri="memory://")
    limited = limiter.limit(
        MOST_TRIES, methods=["POST"], deduct_when=lambda response: response.status_code == 200
    )
    view: Any = limited(app.view_functions["security.login"])
    app.view_functions["security.login"] = view
    app.jinja_env.globals["people_to_try"] = partial(people_to_try, store)


def people_to_try(store: AccountStore) -> tuple[Person, ...]:
    """Return who of the made-up council can sign in here: nobody where it is not set up."""
    if not store.on_this_machine:
        return ()
    with store.database.reading() as session:
        try:
            council_named(session, NAME)
        except NotFound:
            return ()
    return PEOPLE


def _who_tries() -> str:
    typed = request.form.get("email", "").strip().lower()
    return blake2b(typed.encode(), key=_COUNTING_KEY).hexdigest()
