"""The library's forms of signing in, with our fields and words."""

from typing import Any

from flask_security import LoginForm
from flask_security.forms import (
    ChangePasswordForm,
    TwoFactorRescueForm,
    TwoFactorSetupForm,
    TwoFactorVerifyCodeForm,
    VerifyForm,
)
from flask_security.recovery_codes import MfRecoveryForm
from govuk_frontend_wtf.wtforms_widgets import GovPasswordInput, GovTextInput
from wtforms import PasswordField, RadioField, SelectChoice, StringField
from wtforms.validators import EqualTo, InputRequired

WRONG = "The e-mail address or the password is wrong. Check both and try again."
SHORTEST = 12


def _stripped(typed: str | None) -> str:
    return (typed or "").strip()


def _digits(typed: str | None) -> str:
    return "".join((typed or "").split())


class SignInForm(LoginForm):
    """E-mail address and password, and nothing that keeps somebody signed in for long."""

    email = StringField(
        "E-mail address",
        [InputRequired("Type your e-mail address.")],
        filters=[_stripped],
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


class SetUpForm(TwoFactorSetupForm):
    """The one second step that there is to set up, so that the page only asks to begin."""

    setup = RadioField(
        choices=[SelectChoice("authenticator", "Phone app")],
        validate_choice=False,  # the library's form checks it
    )


class LostForm(TwoFactorRescueForm):
    """The library's ways of help, of which we offer none: a link leads to a recovery code."""

    help_setup = RadioField(choices=[], validate_choice=False)


class CodeForm(TwoFactorVerifyCodeForm):
    """The six digits that the phone app shows."""

    code = StringField(
        "Code from your app",
        [InputRequired("Type the six digits that your app shows.")],
        description="Six digits, such as 123 456. A new code comes every half minute.",
        filters=[_digits],
        widget=GovTextInput(),
    )


class RecoveryForm(MfRecoveryForm):
    """One of the recovery codes."""

    code = StringField(
        "Recovery code",
        [InputRequired("Type one of your recovery codes.")],
        description="Three groups of four letters and digits. Each code works once.",
        filters=[lambda typed: _digits(typed).lower()],
        widget=GovTextInput(),
    )


class AgainForm(VerifyForm):
    """The password once more."""

    password = PasswordField(
        "Password", [InputRequired("Type your password.")], widget=GovPasswordInput()
    )


class OwnPasswordForm(ChangePasswordForm):
    """The password now, and the one to come, twice."""

    password = PasswordField(
        "Your password now",
        [InputRequired("Type the password that you sign in with now.")],
        widget=GovPasswordInput(),
    )
    new_password = PasswordField(
        "New password",
        [InputRequired("Type a new password.")],
        description=f"At least {SHORTEST} characters. Three words that do not belong together "
        "are easy to remember and hard to guess.",
        widget=GovPasswordInput(),
    )
    new_password_confirm = PasswordField(
        "New password again",
        [
            InputRequired("Type the new password a second time."),
            EqualTo("new_password", "The two new passwords differ. Type the same one twice."),
        ],
        widget=GovPasswordInput(),
    )


MESSAGES = {
    "TWO_FACTOR_INVALID_TOKEN": (
        "That code is not right, or its half minute is over. Type the one that your app shows now."
    ),
    "INVALID_RECOVERY_CODE": "That is not one of your recovery codes, or it was used before.",
    "INVALID_PASSWORD": "The password is wrong. Check it and try again.",
    "PASSWORD_IS_THE_SAME": "Choose a new password that differs from the one you have now.",
    "PASSWORD_INVALID_LENGTH": f"Use at least {SHORTEST} characters.",
    "RETYPE_PASSWORD_MISMATCH": "The two new passwords differ. Type the same one twice.",
    "TWO_FACTOR_METHOD_NOT_AVAILABLE": "Choose the phone app.",
}
