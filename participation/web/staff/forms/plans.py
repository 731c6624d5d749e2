"""The forms of the action plan."""

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovSelect, GovTextArea, GovTextInput
from wtforms import RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired

from participation.domain.action_plan import PROGRESS_WORDS
from participation.web.staff.forms.ground import NOT_LISTED, DayField, DayNeeded, StaffForm
from surveys.packs import CouncilPack


class ActionForm(StaffForm):
    """A new action."""

    words = TextAreaField(
        "What is to be done?",
        [DataRequired("Write what is to be done.")],
        widget=GovTextArea(),
    )
    promise = SelectField(
        "Which promise does it belong to?",
        invalid_choice_message=NOT_LISTED,
        widget=GovSelect(),
    )
    owner = StringField(
        "Who does it?",
        [DataRequired("Say which office does it.")],
        description="An office, such as the housing manager. Not a person’s name.",
        widget=GovTextInput(),
    )
    partner = StringField(
        "With whom?",
        description="A partner, such as the health service. You can leave this empty.",
        widget=GovTextInput(),
    )
    due = DayField(
        "By when?",
        [DayNeeded("Write the day by which it is done.")],
        description="For example, 12 3 2026.",
    )

    def offer(self, pack: CouncilPack) -> None:
        """Offer the promises of the pledge, and none, in the council's own words."""
        self.promise.label.text = f"Which {pack.words.promise} does it belong to?"
        promises = (SelectChoice(promise.code, promise.short) for promise in pack.pledge.promises)
        self.promise.choices = [SelectChoice("", "None of them"), *promises]


class ProgressForm(StaffForm):
    """How far an action is."""

    progress = RadioField(
        "How far is it?",
        [InputRequired("Choose how far it is.")],
        choices=[SelectChoice(value, words) for value, words in PROGRESS_WORDS.items()],
        invalid_choice_message=NOT_LISTED,
        widget=GovRadioInput(),
    )
    evidence = TextAreaField(
        "What shows it, or why did it stop?",
        description="Needed once it is done or stopped.",
        widget=GovTextArea(),
    )
    due = DayField(
        "By when?",
        [DayNeeded("Write the day by which it is done.")],
        description="A new day stands beside the first one.",
    )


class MilestoneForm(StaffForm):
    """A milestone of an action."""

    step = StringField(
        "The next milestone",
        [DataRequired("Write the milestone in a few words.")],
        widget=GovTextInput(),
    )
    by = DayField("By when?", [DayNeeded("Write the day of the milestone.")])
