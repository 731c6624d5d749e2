"""The forms with which a safeguarding lead decides, and writes back."""

from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxInput,
    GovPasswordInput,
    GovRadioInput,
    GovTextArea,
    GovTextInput,
)
from wtforms import (
    BooleanField,
    PasswordField,
    RadioField,
    SelectChoice,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired

from participation.domain.safeguarding import DECISION_WORDS, FlagDecision
from participation.services.flags import Decided
from participation.services.follow_ups import Check, Message
from participation.web.staff.forms.digests import TOO_LONG
from participation.web.staff.forms.ground import NOT_LISTED, DayField, DayNeeded, StaffForm


class DecisionForm(StaffForm):
    """What a safeguarding lead decides about a flagged answer, and why."""

    decision = RadioField(
        "What did you decide?",
        [InputRequired("Choose what you decided.")],
        choices=[SelectChoice(one.value, words) for one, words in DECISION_WORDS.items()],
        invalid_choice_message=NOT_LISTED,
        widget=GovRadioInput(),
    )
    reason = TextAreaField(
        "Why?",
        [DataRequired("Write what you decided and why."), TOO_LONG],
        description="For example, whom you told and when. It is sealed and kept with this item.",
        widget=GovTextArea(),
    )

    def decided(self) -> Decided:
        """Return the decision of a form that was found valid."""
        return Decided(FlagDecision(self.decision.data), self.reason.data or "")


class CheckForm(StaffForm):
    """Who checks on everyone in the group, and until when."""

    who = StringField(
        "Who checks?",
        [DataRequired("Write who checks."), TOO_LONG],
        description="For example, each social worker of the team, told by their manager.",
        widget=GovTextInput(),
    )
    until = DayField(
        "Until when?",
        [DayNeeded("Write the day by which it is done.")],
        description="For example, 27 3 2026. You are reminded if this is not closed by then.",
    )

    def check(self) -> Check:
        """Return the check of a form that was found valid."""
        return Check(self.who.data or "", self.until.day)


class MessageForm(StaffForm):
    """A message that everybody of a consultation is shown."""

    message = TextAreaField(
        "The message",
        [DataRequired("Write the message first."), TOO_LONG],
        description="Short and kind, with whom to call. Use words of your own: nobody may guess "
        "which answer made you write it.",
        widget=GovTextArea(),
    )
    last_day = DayField(
        "Shown until",
        [DayNeeded("Write the last day on which it is shown.")],
        description="For example, 27 3 2026.",
    )
    cleared = BooleanField(
        "It quotes nobody, and tells nobody apart",
        [InputRequired("Read it once more, then tick this.")],
        widget=GovCheckboxInput(),
    )

    def told(self) -> Message:
        """Return the message of a form that was found valid."""
        return Message(self.message.data or "", self.last_day.day)


class WordForm(StaffForm):
    """The one message that waits at a receipt."""

    words = TextAreaField(
        "Your message",
        [DataRequired("Write the message first."), TOO_LONG],
        description="Short and kind. Write nothing that would tell somebody else what was said.",
        widget=GovTextArea(),
    )


class OpenForm(StaffForm):
    """Why a contact request is opened, and the passphrase that opens it."""

    reason = TextAreaField(
        "Why do you open it now?",
        [DataRequired("Write why you open it now."), TOO_LONG],
        description="A second person reads this by the next working day.",
        widget=GovTextArea(),
    )
    passphrase = PasswordField(
        "Your passphrase for contact requests",
        [InputRequired("Type your passphrase.")],
        widget=GovPasswordInput(),
    )


class SealAnewForm(StaffForm):
    """The passphrase with which earlier requests are sealed anew."""

    passphrase = PasswordField(
        "Your passphrase for contact requests",
        [InputRequired("Type your passphrase.")],
        widget=GovPasswordInput(),
    )


class LetInForm(StaffForm):
    """A passphrase of one's own, by another lead's or by the recovery words."""

    pass_known = PasswordField(
        "Another lead's passphrase, or the twelve recovery words",
        [InputRequired("Have another lead type theirs, or type the recovery words.")],
        description="Have the other lead type it here themselves. Your own old one works too.",
        widget=GovPasswordInput(),
    )
    pass_own = PasswordField(
        "Your own new passphrase",
        [InputRequired("Choose a passphrase.")],
        description="At least 16 letters, such as five words. Nobody can look it up for you.",
        widget=GovPasswordInput(),
    )
