"""Signing in: the library's own views and rules, with our forms, pages and limits."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial, wraps
from typing import Any

from flask import Flask, session
from flask.typing import ResponseReturnValue
from flask_security import Security, current_user, password_changed, user_authenticated

from participation.core.errors import NotFound
from participation.core.ports import Clock
from participation.domain.policy import Permission
from participation.services.councils import council_named
from participation.services.made_up_council import NAME, PEOPLE, Person
from participation.services.staff import SHORTEST_PASSWORD
from participation.web.staff import passkeys, second_step
from participation.web.staff.access import OPEN_TO_ALL, SIGNED_IN_AT, needs
from participation.web.staff.accounts import AccountStore, SignedIn
from participation.web.staff.forms.passkeys import MESSAGES as PASSKEY_MESSAGES
from participation.web.staff.forms.passkeys import (
    BeginPasskeyForm,
    MadePasskeyForm,
    NewPasskeyForm,
    PasskeySignInForm,
)
from participation.web.staff.forms.sign_in import (
    MESSAGES,
    AgainForm,
    CodeForm,
    LostForm,
    OwnPasswordForm,
    RecoveryForm,
    SetUpForm,
    SignInForm,
)
from participation.web.staff.tries import limit_tries

SignOut = Callable[[], ResponseReturnValue]

FRESH = timedelta(minutes=15)
"""How long after the password was typed somebody may change how they sign in."""


def settings_of(second_factor_key: bytes) -> dict[str, Any]:
    """Return the library's settings."""
    told = MESSAGES | PASSKEY_MESSAGES
    words = {f"SECURITY_MSG_{name}": (text, "error") for name, text in told.items()}
    return {
        "SECURITY_LOGIN_URL": "/sign-in",
        "SECURITY_LOGOUT_URL": "/sign-out",
        "SECURITY_LOGOUT_METHODS": ["POST"],
        "SECURITY_LOGIN_USER_TEMPLATE": "staff/sign-in.html",
        "SECURITY_POST_LOGOUT_VIEW": "/sign-in",
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_PASSWORD_SINGLE_HASH": ["argon2"],
        "SECURITY_PASSWORD_LENGTH_MIN": SHORTEST_PASSWORD,
        "SECURITY_CHANGEABLE": True,
        "SECURITY_CHANGE_URL": "/own/password",
        "SECURITY_CHANGE_PASSWORD_TEMPLATE": "staff/own-password.html",
        "SECURITY_SEND_PASSWORD_CHANGE_EMAIL": False,
        "SECURITY_POST_CHANGE_VIEW": "/own",
        "SECURITY_FRESHNESS": FRESH,
        "SECURITY_FRESHNESS_GRACE_PERIOD": timedelta(0),
        "SECURITY_VERIFY_URL": "/own/again",
        "SECURITY_VERIFY_TEMPLATE": "staff/own-again.html",
        "SECURITY_JOIN_USER_ROLES": False,
        "SECURITY_FLASH_MESSAGES": False,
        "SECURITY_STATIC_FOLDER": None,
        **words,
        **second_step.settings_of(second_factor_key),
        **passkeys.settings_of(),
    }


FORMS: dict[str, Any] = {
    "login_form": SignInForm,
    "verify_form": AgainForm,
    "change_password_form": OwnPasswordForm,
    "two_factor_setup_form": SetUpForm,
    "two_factor_verify_code_form": CodeForm,
    "two_factor_rescue_form": LostForm,
    "mf_recovery_form": RecoveryForm,
    "wan_register_form": NewPasskeyForm,
    "wan_register_response_form": MadePasskeyForm,
    "wan_signin_form": BeginPasskeyForm,
    "wan_signin_response_form": PasskeySignInForm,
}


def set_up_sign_in(app: Flask, store: AccountStore, clock: Clock) -> None:
    """Give the app its sign-in, limited by the account that is tried."""
    security = Security(
        app,
        store,
        totp_cls=second_step.OnceOnly,
        mf_recovery_codes_util_cls=second_step.RecoveryCodes,
        webauthn_util_cls=passkeys.OurPasskeys,
        **FORMS,
    )
    security.datetime_factory = clock.now
    # As data, the library would tell recovery codes again that a page shows once.
    security.want_json(lambda _: False)
    limit_tries(app, clock)
    passkeys.set_up_passkeys(app, store, clock)
    leave: Any = app.view_functions["security.logout"]
    app.view_functions["security.logout"] = _everywhere(store, leave)
    for endpoint in set(app.view_functions) - OPEN_TO_ALL:
        view = app.view_functions[endpoint]
        app.view_functions[endpoint] = needs(Permission.CHANGE_OWN_SIGN_IN)(view)
    user_authenticated.connect(partial(_note_begin, clock.now), app, weak=False)
    password_changed.connect(partial(_end_first_password, store), app, weak=False)
    app.jinja_env.globals["people_to_try"] = partial(people_to_try, store)


def people_to_try(store: AccountStore) -> tuple[Person, ...]:
    """Return who of the made-up council can sign in here: nobody where it is not set up."""
    if not store.on_this_machine:
        return ()
    with store.database.reading() as reading:
        try:
            council_named(reading, NAME)
        except NotFound:
            return ()
    return PEOPLE


def _everywhere(store: AccountStore, sign_out: SignOut) -> SignOut:
    @wraps(sign_out)
    def sign_out_everywhere() -> ResponseReturnValue:
        # A cookie that was copied before would open the pages until its half hour is over.
        if current_user.is_authenticated and not current_user.made_up:
            store.end_sign_ins(current_user)
        return sign_out()

    return sign_out_everywhere


def _note_begin(now: Any, _: Flask, authn_via: list[str] | None = None, **__: Any) -> None:  # noqa: ANN401 (the signal's own)
    if "change" not in (authn_via or []):
        moment: datetime = now()
        session[SIGNED_IN_AT] = int(moment.timestamp())


def _end_first_password(store: AccountStore, _: Flask, user: Any, **__: Any) -> None:  # noqa: ANN401 (the signal's own)
    account: SignedIn = user
    if account.first_password:
        account.first_password = False
        store.put(account)
