"""The code of a phone app, as the library makes it; each is taken once."""

from base64 import urlsafe_b64encode
from typing import Any

import segno
from flask import current_app
from flask_security import MfRecoveryCodesUtil, Totp
from markupsafe import Markup
from passlib.totp import TokenError

from participation.core.sealed import keyed
from participation.web.staff.accounts import AccountStore, SignedIn
from participation.web.staff.signs import squares

METHOD = "authenticator"


class OnceOnly(Totp):
    """The library's codes, drawn for our page and remembered so that none is used twice."""

    def generate_qrcode(self, username: str, totp: str) -> str:
        """Return the picture to scan as markup, dark on white in either colour scheme."""
        drawn = segno.make(self.get_totp_uri(username, totp), error="m", boost_error=False)
        return Markup(squares(drawn, scale=5))

    def get_last_counter(self, user: Any) -> int | None:  # noqa: ANN401 (the library's own)
        """Return the half minute of the last code that was taken."""
        account: SignedIn = user
        return account.last_code

    def set_last_counter(self, user: Any, tmatch: Any) -> None:  # noqa: ANN401 (the library's own)
        """Take the code, or raise TokenError when another request took it first."""
        store: AccountStore = current_app.extensions["security"].datastore
        if not store.take_code(user, tmatch.counter):
            raise TokenError


class RecoveryCodes(MfRecoveryCodesUtil):
    """The library's recovery codes, each taken in the moment in which it is checked.

    The library checks first and deletes later, so two at once would both get in.
    """

    def check_recovery_code(self, user: Any, code: str) -> bool:  # noqa: ANN401 (the library's own)
        """Return whether the code was there; if so, it is gone now."""
        store: AccountStore = current_app.extensions["security"].datastore
        return any(
            self._decrypt_codes([sealed]) == [code] and store.take_recovery_code(user, sealed)
            for sealed in user.mf_recovery_codes or []
        )

    def delete_recovery_code(self, user: Any, code: str) -> bool:  # noqa: ANN401 (the library's own)
        """Return True: it went when it was checked."""
        return True


def settings_of(key: bytes) -> dict[str, Any]:
    """Return the library's settings, with secrets sealed under two keys made from this one."""
    codes_key = urlsafe_b64encode(keyed(key, "recovery codes")).decode()
    return {
        "SECURITY_TWO_FACTOR": True,
        "SECURITY_TWO_FACTOR_REQUIRED": True,
        "SECURITY_TWO_FACTOR_ENABLED_METHODS": [METHOD],
        "SECURITY_TWO_FACTOR_ALWAYS_VALIDATE": True,
        "SECURITY_TWO_FACTOR_RESCUE_EMAIL": False,
        "SECURITY_TWO_FACTOR_AUTHENTICATOR_VALIDITY": 30,  # seconds that a clock may be off
        "SECURITY_TOTP_SECRETS": {"1": keyed(key, "phone app").hex()},
        "SECURITY_TOTP_ISSUER": "participation",
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES": True,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_N": 10,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_KEYS": [codes_key],
        "SECURITY_TWO_FACTOR_SETUP_URL": "/sign-in/app",
        "SECURITY_TWO_FACTOR_TOKEN_VALIDATION_URL": "/sign-in/code",
        "SECURITY_TWO_FACTOR_RESCUE_URL": "/sign-in/lost",
        "SECURITY_TWO_FACTOR_SELECT_URL": "/sign-in/choose",
        "SECURITY_TWO_FACTOR_POST_SETUP_VIEW": "/own",
        "SECURITY_MULTI_FACTOR_RECOVERY_URL": "/sign-in/recovery",
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_URL": "/own/recovery-codes",
        "SECURITY_TWO_FACTOR_SETUP_TEMPLATE": "staff/sign-in-app.html",
        "SECURITY_TWO_FACTOR_VERIFY_CODE_TEMPLATE": "staff/sign-in-code.html",
        "SECURITY_MULTI_FACTOR_RECOVERY_TEMPLATE": "staff/sign-in-recovery.html",
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_TEMPLATE": "staff/own-recovery-codes.html",
    }
