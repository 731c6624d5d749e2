"""The form that records who received a paper."""

from collections.abc import Sequence

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput
from wtforms import RadioField, SelectChoice
from wtforms.validators import InputRequired

from participation.services.routing import NextReader
from participation.web.staff.forms.ground import NOT_LISTED, DayField, DayNeeded, StaffForm


class PassedForm(StaffForm):
    """Which body received the paper, and on which day."""

    body = RadioField(
        "Who received it?",
        [InputRequired("Choose who received it.")],
        invalid_choice_message=NOT_LISTED,
        widget=GovRadioInput(),
    )
    on = DayField(
        "On which day?",
        [DayNeeded("Write the day on which it was received.")],
        description="For example, 12 3 2026.",
    )

    def offer(self, readers: Sequence[NextReader]) -> None:
        """Offer the bodies that receive this board's papers."""
        self.body.choices = [SelectChoice(reader.body, reader.body) for reader in readers]
