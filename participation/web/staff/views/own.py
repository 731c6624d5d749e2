"""How somebody signs in themselves."""

from flask import Blueprint, render_template
from flask_security import current_user

from participation.domain.policy import Permission
from participation.web.staff.access import needs

pages = Blueprint("own", __name__, url_prefix="/own")


@pages.get("")
@needs(Permission.CHANGE_OWN_SIGN_IN)
def show() -> str:
    """Show how the person signs in, and what they can change of it."""
    return render_template(
        "staff/own.html",
        made_up=current_user.made_up,
        codes_left=len(current_user.mf_recovery_codes or []),
        passkeys=len(current_user.webauthn),
    )
