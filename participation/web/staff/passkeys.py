"""Passkeys, as the library makes and checks them, for the address that the settings name.

A passkey of the usage "first" is both steps at once: the phone, computer or security key asks
for a fingerprint, a face or a PIN of its own. One of the usage "secondary" takes the place of
the code after the password. Browsers offer neither at a bare number nor over plain HTTP; the
one exception is this machine by its name, localhost.
"""

from datetime import timedelta
from functools import partial
from ipaddress import ip_address
from typing import Any, ClassVar
from urllib.parse import urlsplit

from flask import Flask, current_app, request, session
from flask_security import WebauthnUtil, wan_deleted, wan_registered
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from participation.core.ports import Clock
from participation.models import Account
from participation.services.audit import note
from participation.web.staff.accounts import AccountStore, SignedIn, is_this_machine

ADDED = "added a passkey"
REMOVED = "removed a passkey"
WITHIN = timedelta(minutes=5)
"""How long a browser may take to answer a challenge."""
ASKED = "passkey_asked"
"""Where the browser's cookie keeps the challenge that it was given last."""
PORTS = {"http": 80, "https": 443}

Options = dict[str, Any]


class OurPasskeys(WebauthnUtil):
    """What we ask of a passkey, under our own address."""

    NEEDED: ClassVar = UserVerificationRequirement.REQUIRED
    NOT_NEEDED: ClassVar = UserVerificationRequirement.DISCOURAGED

    def generate_challenge(self, nbytes: int | None = None) -> str:
        """Return a fresh challenge, which only this browser can answer, and once."""
        challenge: str = super().generate_challenge(nbytes)
        session[ASKED] = challenge
        return challenge

    def origin(self) -> str:
        """Return the address that a browser must have shown when it asked for the passkey."""
        address = staff_address()
        return request.host_url.rstrip("/") if is_this_machine(address) else origin_of(address)

    def authenticator_selection(self, user: Any, usage: str) -> AuthenticatorSelectionCriteria:  # noqa: ANN401 (the library's own)
        """Return what a new passkey must be able to do: all of it if it is to sign in alone."""
        alone = usage == "first"
        resident = ResidentKeyRequirement.REQUIRED if alone else ResidentKeyRequirement.DISCOURAGED
        return AuthenticatorSelectionCriteria(
            resident_key=resident, user_verification=self.NEEDED if alone else self.NOT_NEEDED
        )

    def user_verification(self, user: Any, usage: list[str]) -> UserVerificationRequirement:  # noqa: ANN401 (the library's own)
        """Return whether the device must make sure who holds it: after a password it need not."""
        return self.NOT_NEEDED if "secondary" in usage else self.NEEDED


def settings_of() -> Options:
    """Return the library's settings."""
    return {
        "SECURITY_WEBAUTHN": True,
        "SECURITY_WAN_RP_NAME": "Participation",
        "SECURITY_WAN_ALLOW_AS_FIRST_FACTOR": True,
        "SECURITY_WAN_ALLOW_AS_MULTI_FACTOR": True,
        # Whoever tries addresses would learn from a hint which of them sign in here.
        "SECURITY_WAN_ALLOW_USER_HINTS": False,
        "SECURITY_WAN_ALLOW_AS_VERIFY": [],
        "SECURITY_WAN_NAME_MAX_LENGTH": 40,
        "SECURITY_WAN_REGISTER_WITHIN": WITHIN,
        "SECURITY_WAN_SIGNIN_WITHIN": WITHIN,
        "SECURITY_WAN_REGISTER_URL": "/own/passkeys",
        "SECURITY_WAN_DELETE_URL": "/own/passkeys/remove",
        "SECURITY_WAN_POST_REGISTER_VIEW": "/own/passkeys",
        "SECURITY_WAN_SIGNIN_URL": "/sign-in/passkey",
        "SECURITY_WAN_REGISTER_TEMPLATE": "staff/own-passkeys.html",
        "SECURITY_WAN_SIGNIN_TEMPLATE": "staff/sign-in-passkey.html",
        "SECURITY_TWO_FACTOR_SELECT_TEMPLATE": "staff/sign-in-choose.html",
    }


def set_up_passkeys(app: Flask, store: AccountStore, clock: Clock) -> None:
    """Have passkeys come and go in the audit, and pages know whether a browser can use one."""
    wan_registered.connect(partial(_note, store, clock, ADDED), app, weak=False)
    wan_deleted.connect(partial(_note, store, clock, REMOVED), app, weak=False)
    app.jinja_env.globals["passkeys_work_here"] = lambda: work_at(request.host_url)
    app.jinja_env.globals["where_passkeys_work"] = where_they_work


def staff_address() -> str:
    """Return where the settings say that staff reach the pages."""
    address: str = current_app.extensions["office"].settings.staff_address
    return address


def work_at(address: str) -> bool:
    """Return whether a browser offers passkeys at the address."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return parts.scheme == "https" or host == "localhost"
    return False


def where_they_work() -> str:
    """Return the address of this machine at which passkeys can be tried, or nothing."""
    parts = urlsplit(request.host_url)
    if not is_this_machine(request.host_url) or parts.scheme != "http":
        return ""
    return f"http://localhost:{parts.port or PORTS['http']}"


def origin_of(address: str) -> str:
    """Return the address as browsers write an origin: no path, and no port that is understood."""
    parts = urlsplit(address)
    port = "" if parts.port in (None, PORTS.get(parts.scheme)) else f":{parts.port}"
    return f"{parts.scheme}://{parts.hostname}{port}"


def _note(store: AccountStore, clock: Clock, deed: str, _: Flask, user: Any, **__: Any) -> None:  # noqa: ANN401 (the signal's own)
    account: SignedIn = user
    with store.database.writing() as writing:
        note(writing, writing.get_one(Account, account.id), deed, clock.now())
