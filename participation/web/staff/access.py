"""The door to each page: signed in, and a role that holds the page's permission."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from participation.core.errors import NotAllowed, Refused
from participation.domain.policy import Permission, require

View = TypeVar("View", bound=Callable[..., Any])

OPEN_TO_ALL = frozenset({"static", "security.login", "security.logout"})
"""All that answers without somebody signed in."""


class SignedOut(Refused):
    """Somebody sent a form after their sign-in had ended."""


def needs(permission: Permission) -> Callable[[View], View]:
    """Return a mark that gives a view its permission; a view without one is open to nobody."""

    def mark(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]
        return view

    return mark


def permission_of(endpoint: str) -> Permission | None:
    """Return the permission that a page needs, or None if it was given none."""
    return getattr(current_app.view_functions.get(endpoint), "permission", None)


def guard() -> ResponseReturnValue | None:
    """Let the request pass, send a visitor to sign in, or raise NotAllowed."""
    if request.endpoint is None or request.endpoint in OPEN_TO_ALL:
        return None
    if not current_user.is_authenticated:
        if request.method == "POST":
            raise SignedOut(
                "You were signed out because nothing happened for a while. Sign in again. "
                "What you typed was not stored."
            )
        return redirect(url_for("security.login", next=request.full_path.rstrip("?")))
    permission = permission_of(request.endpoint)
    if permission is None:
        raise NotAllowed("This page is open to nobody.")
    require(current_user.in_role, permission)
    return None
