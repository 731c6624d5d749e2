"""The door to each page: signed in, and a role that holds the page's permission."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from flask import current_app, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user, logout_user
from flask_security.tf_plugin import tf_clean_session

from participation.core.errors import NotAllowed, Refused
from participation.domain.policy import Opening, Permission, require
from participation.web.staff.office import now

View = TypeVar("View", bound=Callable[..., Any])

OPEN_TO_ALL = frozenset(
    {
        "static",
        "security.login",
        "security.logout",
        "security.wan_signin",
        "security.wan_signin_response",
    }
)
"""All that answers without somebody signed in."""

BETWEEN = frozenset(
    {
        "security.two_factor_setup",
        "security.two_factor_token_validation",
        "security.mf_recovery",
        "security.tf_select",
    }
)
"""The second step: open to whoever has just given the right password."""

LONGEST = timedelta(hours=10)
"""A sign-in ends after this long, however busy it is: a working day."""
SIGNED_IN_AT = "signed_in_at"


class SignedOut(Refused):
    """Somebody sent a form after their sign-in had ended."""


def needs(permission: Permission) -> Callable[[View], View]:
    """Return a mark that gives a view its permission; a view without one is open to nobody."""

    def mark(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]
        return view

    return mark


def opened_by(opening: Opening) -> Callable[[View], View]:
    """Return a mark that opens a view to whoever holds its link: the table's one exception."""

    def mark(view: View) -> View:
        view.opening = opening  # type: ignore[attr-defined]
        return view

    return mark


def opening_of(endpoint: str) -> Opening | None:
    """Return by what a page opens without signing in, or None if it does not."""
    return getattr(current_app.view_functions.get(endpoint), "opening", None)


def permission_of(endpoint: str) -> Permission | None:
    """Return the permission that a page needs, or None if it was given none."""
    return getattr(current_app.view_functions.get(endpoint), "permission", None)


def guard() -> ResponseReturnValue | None:
    """Let the request pass, send a visitor to sign in, or raise NotAllowed."""
    endpoint = request.endpoint
    if endpoint is None or endpoint == "static":
        return None
    if current_user.is_authenticated and not _still_signed_in():
        logout_user()
    if endpoint == "security.login" and request.method == "GET":
        # A passkey asked for on this page stands alone, whatever was begun before.
        tf_clean_session()  # type: ignore[no-untyped-call]
    if endpoint in OPEN_TO_ALL or opening_of(endpoint) is not None:
        return None
    if not current_user.is_authenticated:
        return None if endpoint in BETWEEN and "tf_user_id" in session else _to_sign_in()
    permission = permission_of(endpoint)
    if permission is None:
        raise NotAllowed("This page is open to nobody.")
    require(current_user.in_role, permission)
    return _first_things(endpoint)


def _still_signed_in() -> bool:
    age = now().timestamp() - session.get(SIGNED_IN_AT, 0)
    return bool(current_user.is_whole) and age < LONGEST.total_seconds()


def _to_sign_in() -> ResponseReturnValue:
    if request.method == "POST":
        raise SignedOut(
            "You were signed out because nothing happened for a while. Sign in again. "
            "What you typed was not stored."
        )
    return redirect(url_for("security.login", next=request.full_path.rstrip("?")))


def _first_things(endpoint: str) -> ResponseReturnValue | None:
    """Lead to what comes before all other pages, and keep made-up sign-ins as they are."""
    first = _first_thing()
    if first is not None:
        return None if endpoint == first else redirect(url_for(first))
    if endpoint.startswith("security."):
        if current_user.made_up:
            raise Refused("Everyone tries this sign-in, so it stays as it is.")
        if endpoint in BETWEEN and endpoint != "security.two_factor_setup":
            return redirect(url_for("start.show"))
    return None


def _first_thing() -> str | None:
    if current_user.first_password:
        return "security.change_password"
    if not current_user.made_up and current_user.mf_recovery_codes is None:
        return "security.mf_recovery_codes"
    return None
