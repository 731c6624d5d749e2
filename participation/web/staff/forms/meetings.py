"""The forms that change a meeting on the forward plan."""

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea
from wtforms import RadioField, SelectChoice, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from participation.models import MeetingState
from participation.web.staff.forms.ground import NOT_LISTED, DayField, DayNeeded, StaffForm

LONGEST_WHY = 200
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
    why = _why()
