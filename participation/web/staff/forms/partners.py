"""The form with which a partner is asked by a link."""

from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput, GovTextInput
from wtforms import BooleanField, StringField
from wtforms.validators import DataRequired, Length

from participation.services.partner_links import LONGEST_PARTNER
from participation.web.staff.forms.ground import StaffForm


class PartnerForm(StaffForm):
    """Which partner is asked, and that its asker knows what they pass on."""

    partner = StringField(
        "Which partner answers?",
        [
            DataRequired("Say which partner answers."),
            Length(max=LONGEST_PARTNER, message=f"Use at most {LONGEST_PARTNER} characters."),
        ],
        description="As young people know it: the health team, the police, your school, housing.",
        widget=GovTextInput(),
    )
    knowing = BooleanField("", widget=GovCheckboxInput())

    def ask_whether_known(self, title: str) -> None:
        """Have the box name the ask that is kept from the public, or take the box out."""
        if title:
            words = f"I know that “{title}” is kept from the public. They may read its own words."
            self.knowing.label.text = words
        else:
            del self.knowing

    @property
    def says_known(self) -> bool:
        """Return whether the box was ticked."""
        return "knowing" in self and bool(self.knowing.data)
