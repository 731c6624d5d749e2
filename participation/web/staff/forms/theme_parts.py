"""The form that splits a theme."""

from govuk_frontend_wtf.wtforms_widgets import GovTextArea, GovTextInput
from wtforms import StringField, TextAreaField

from participation.services.codebook_editing import Wording
from participation.services.codebook_splitting import MOST_PARTS
from participation.web.staff.forms.ground import StaffForm

NUMBERS = range(1, MOST_PARTS + 1)


class SplitForm(StaffForm):
    """What each part of a theme is called and means; those left empty are no parts."""

    def wordings(self) -> list[Wording]:
        """Return the parts in which anything was written."""
        found = (
            Wording(
                name=self[f"name_{at}"].data or "",
                own_name=self[f"own_name_{at}"].data or "",
                description=self[f"description_{at}"].data or "",
                examples=tuple((self[f"examples_{at}"].data or "").splitlines()),
            )
            for at in NUMBERS
        )
        return [wording for wording in found if wording != Wording("", "", "")]


for _at in NUMBERS:
    setattr(SplitForm, f"name_{_at}", StringField("Name in papers", widget=GovTextInput()))
    setattr(
        SplitForm,
        f"own_name_{_at}",
        StringField(
            "Young people’s own name",
            description="Left empty, it is the name in papers.",
            widget=GovTextInput(),
        ),
    )
    setattr(SplitForm, f"description_{_at}", TextAreaField("What it means", widget=GovTextArea()))
    setattr(
        SplitForm,
        f"examples_{_at}",
        TextAreaField(
            "Example phrases, one a line",
            description="The machine learns from them at once.",
            widget=GovTextArea(),
        ),
    )
