"""The library's forms of passkeys, with our words, and two checks that it leaves out."""

from typing import Any

from flask import session
from flask_security.webauthn import (
    WebAuthnRegisterForm,
    WebAuthnRegisterResponseForm,
    WebAuthnSigninForm,
    WebAuthnSigninResponseForm,
)
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextInput
from wtforms import BooleanField, RadioField, SelectChoice, StringField
from wtforms.validators import InputRequired

from participation.core.errors import Refused
from participation.web.staff.passkeys import ASKED

NOT_ADDED = "Nothing was added. Go back to your passkeys and begin again."
NOT_SIGNED_IN = (
    "It may have been removed, or it took too long. Sign in again with your e-mail address, "
    "your password and the code from your app."
)
_LETTERS = "Use letters, figures, spaces, - and _ only."
MESSAGES = {
    "WEBAUTHN_NAME_REQUIRED": "Write a name for the passkey.",
    "WEBAUTHN_NAME_INUSE": "You have a passkey of that name. Choose another name.",
    "WEBAUTHN_NAME_DISALLOWED_CHARACTERS": _LETTERS,
    "INVALID_INPUT": _LETTERS,
    "INVALID_INPUT_LENGTH": "Use at most 40 characters.",
}


class PasskeyRefused(Refused):
    """A passkey could not be added, or does not sign in here."""


class Never(BooleanField):  # type: ignore[misc]  # WTForms is not typed
    """A box that nobody can tick: no sign-in outlives its half hour."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take nothing of what was sent."""
        self.data = False


def _stripped(typed: str | None) -> str:
    return " ".join((typed or "").split())


def _was_asked(challenge: str) -> bool:
    # The library would take an answer that was caught on its way in any browser for minutes.
    return bool(session.pop(ASKED, None) == challenge)


class NewPasskeyForm(WebAuthnRegisterForm):
    """What the passkey is called, and what it is to stand for."""

    name = StringField(
        "Name of the passkey",
        [InputRequired(MESSAGES["WEBAUTHN_NAME_REQUIRED"])],
        description="So that you know it again, such as Work phone.",
        filters=[_stripped],
        widget=GovTextInput(),
    )
    usage = RadioField(
        "When do you want to use it?",
        choices=[
            SelectChoice("first", "Instead of my password and code"),
            SelectChoice("secondary", "Instead of the code, after my password"),
        ],
        default="first",
        validate_choice=True,
        widget=GovRadioInput(),
    )


class MadePasskeyForm(WebAuthnRegisterResponseForm):
    """The passkey that a device has made."""

    def validate(self, **kwargs: Any) -> bool:  # noqa: ANN401 (the library's own)
        """Return True, or raise PasskeyRefused when it is not what we asked for."""
        if not _was_asked(self.challenge) or not super().validate(**kwargs):
            raise PasskeyRefused(NOT_ADDED)
        return True


class BeginPasskeyForm(WebAuthnSigninForm):
    """The wish to sign in by passkey; it tells nothing of who it is."""

    remember = Never()


class PasskeySignInForm(WebAuthnSigninResponseForm):
    """What a passkey has signed."""

    remember = Never()

    def validate(self, **kwargs: Any) -> bool:  # noqa: ANN401 (the library's own)
        """Return True, or raise PasskeyRefused.

        The library would let a passkey follow the password of another person's account.
        """
        if not _was_asked(self.challenge) or not super().validate(**kwargs):
            raise PasskeyRefused(NOT_SIGNED_IN)
        known = self.user.fs_uniquifier if self.user and self.user.is_active else ""
        if not known or (self.is_secondary and known != session["tf_user_id"]):
            raise PasskeyRefused(NOT_SIGNED_IN)
        return True
