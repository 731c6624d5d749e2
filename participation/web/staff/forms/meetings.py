"""The forms that change a meeting on the forward plan."""

from datetime import date

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea
from wtforms import RadioField, SelectChoice, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from participation.domain.responses import long_date
from participation.models import Meeting, MeetingState
from participation.web.staff.forms.ground import NOT_LISTED, DayField, DayNeeded, StaffForm

LONGEST_WHY = 200
TO_MEETING, IN_WRITING = "meeting", "writing"
WHY_HINT = "One plain sentence. Young people read it on the wall, beside what they asked for."


def _why() -> TextAreaField:
    return TextAreaField(
        "Why?",
        [
            DataRequired("Say why in a few words."),
            Length(max=LONGEST_WHY, message=f"Use at most {LONGEST_WHY} characters."),
        ],
        description=WHY_HINT,
        widget=GovTextArea(),
    )


class MoveForm(StaffForm):
    """The new day of a meeting, and why."""

    meets_on = DayField(
        "Which day does it move to?",
        [DayNeeded("Write the new day of the meeting.")],
        description="For example, 12 3 2026. The days for papers and clearances move with it.",
    )
    why = _why()


class CallOffForm(StaffForm):
    """That a meeting was not held, how, and why."""

    state = RadioField(
        "What happened?",
        [InputRequired("Choose what happened.")],
        choices=[
            SelectChoice(MeetingState.CANCELLED, "It is cancelled"),
            SelectChoice(MeetingState.INQUORATE, "Too few members came to decide anything"),
        ],
        invalid_choice_message=NOT_LISTED,
        widget=GovRadioInput(),
    )
    asks_go = RadioField(
        "Where do its asks go?",
        [InputRequired("Choose where its asks go.")],
        invalid_choice_message=NOT_LISTED,
        widget=GovRadioInput(),
    )
    why = _why()

    def offer(self, acting: Meeting | None, by: date) -> None:
        """Offer the meeting that takes the asks, if there is one, and answers in writing."""
        self.asks_go.choices = [
            SelectChoice(IN_WRITING, f"To members, who answer in writing by {long_date(by)}")
        ]
        if acting is not None:
            on = f"{acting.board.name} on {long_date(acting.meets_on)}"
            self.asks_go.choices.insert(0, SelectChoice(TO_MEETING, f"To {on}"))
        if not self.is_submitted():
            self.asks_go.data = self.asks_go.choices[0].value
