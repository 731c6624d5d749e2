"""The form with which somebody says why a promise is late."""

from govuk_frontend_wtf.wtforms_widgets import GovTextArea
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from participation.services.promises import LONGEST_REASON
from participation.web.staff.forms.ground import StaffForm


class ReasonForm(StaffForm):
    """Why a promise is late."""

    why = TextAreaField(
        "Why is it late?",
        [
            DataRequired("Say in a sentence why it is late."),
            Length(max=LONGEST_REASON, message=f"Use at most {LONGEST_REASON} characters."),
        ],
        description="Young people read it beside how late it is. It stays late until it is done.",
        widget=GovTextArea(),
    )
