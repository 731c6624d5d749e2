"""The forms that make invites, and take in thank-you codes."""

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextInput
from wtforms import IntegerField, RadioField, SelectChoice, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from participation.services.invites import ROUTE_WORDS
from participation.web.staff.forms.ground import NOT_LISTED, StaffForm

MOST_ON_A_PAGE = 300
HOW_MANY = f"Write a number from 1 to {MOST_ON_A_PAGE}."


class CountField(IntegerField):  # type: ignore[misc]  # WTForms is not typed
    """A whole number, asked for again in plain words when it is none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number."""
        try:
            super().process_formdata([value.strip() for value in valuelist])
        except ValueError as wrong:
            raise ValueError(HOW_MANY) from wrong


class InvitesForm(StaffForm):
    """For which group, who passes the slips on, and how many."""

    group = RadioField(
        "Which group are they for?",
        [InputRequired("Choose a group.")],
        invalid_choice_message=NOT_LISTED,
        widget=GovRadioInput(),
    )
    route = RadioField(
        "Who passes them on?",
        [InputRequired("Choose who passes them on.")],
        choices=[SelectChoice(route.value, words) for route, words in ROUTE_WORDS.items()],
        invalid_choice_message=NOT_LISTED,
        widget=GovRadioInput(),
    )
    count = CountField(
        "How many?",
        [InputRequired(HOW_MANY), NumberRange(1, MOST_ON_A_PAGE, HOW_MANY)],
        description=f"At most {MOST_ON_A_PAGE} at once.",
        widget=GovTextInput(),
    )

    def offer(self, groups: dict[str, str]) -> None:
        """Offer these groups, by code; the only one there is comes chosen."""
        self.group.choices = [SelectChoice(code, name) for code, name in groups.items()]
        if len(groups) == 1 and self.group.data is None:
            self.group.data = next(iter(groups))


class ThanksForm(StaffForm):
    """A thank-you code that somebody brought."""

    code = StringField(
        "The code",
        [DataRequired("Type the code first."), Length(max=60, message="That is too long.")],
        description="Twelve letters and numbers, such as K7WP-3MRD-9QFX.",
        widget=GovTextInput(),
    )
