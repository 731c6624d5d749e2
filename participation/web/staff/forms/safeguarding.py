"""The forms with which a safeguarding lead decides, and writes back."""

from govuk_frontend_wtf.wtforms_widgets import GovPasswordInput, GovRadioInput, GovTextArea
from wtforms import PasswordField, RadioField, SelectChoice, TextAreaField
from wtforms.validators import DataRequired, InputRequired

from participation.domain.safeguarding import DECISION_WORDS, FlagDecision
from participation.services.flags import Decided
from participation.web.staff.forms.digests import TOO_LONG
from participation.web.staff.forms.ground import NOT_LISTED, StaffForm


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
