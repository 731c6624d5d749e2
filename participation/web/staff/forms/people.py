"""The form that adds somebody who signs in."""

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextInput
from wtforms import RadioField, SelectChoice, StringField
from wtforms.validators import DataRequired, InputRequired, Length, Regexp

from participation.domain.policy import ROLE_WORDS, Role
from participation.services.staff import NewAccount
from participation.web.staff.forms.ground import NOT_LISTED, StaffForm

LONGEST = 120
TOO_LONG = "Use at most 120 characters."
NO_ADDRESS = "Write an address such as sam@council.gov.uk."


class PersonForm(StaffForm):
    """Who they are, where their mail goes, and what they do here."""

    name = StringField(
        "Name",
        [DataRequired("Write the person's name."), Length(max=LONGEST, message=TOO_LONG)],
        description="As other staff read it, such as Sam Okoro.",
        widget=GovTextInput(),
    )
    email = StringField(
        "E-mail address",
        [
            DataRequired("Write the person's e-mail address."),
            Regexp(r"^\s*[^@\s]+@[^@\s]+\s*$", message=NO_ADDRESS),
            Length(max=LONGEST, message=TOO_LONG),
        ],
        description="They sign in with it.",
        widget=GovTextInput(),
    )
    role = RadioField(
        "What do they do here?",
        [InputRequired("Choose a role.")],
        choices=[SelectChoice(role.value, words) for role, words in ROLE_WORDS.items()],
        invalid_choice_message=NOT_LISTED,
        widget=GovRadioInput(),
    )

    def person(self) -> NewAccount:
        """Return the person of a form that was found valid; the service makes the rest."""
        return NewAccount(
            self.email.data.strip(), "", self.name.data.strip(), Role(self.role.data), ""
        )
