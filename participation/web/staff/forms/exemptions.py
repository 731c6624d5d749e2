"""The forms with which an item is kept from the public: proposed, then decided."""

from uuid import UUID

from govuk_frontend_wtf.wtforms_widgets import GovSelect, GovTextArea, GovTextInput
from wtforms import SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from participation.domain.exemption import CONFIDENTIAL, PARAGRAPHS
from participation.services.digest_items import DigestItem
from participation.services.exemptions import LONGEST_REASON, LONGEST_TITLE, Proposal
from participation.web.staff.forms.ground import NOT_LISTED, StaffForm

SHOWN = 90


class ProposalForm(StaffForm):
    """Which item the public may not read, and what it learns of it instead."""

    item = SelectField("Which item?", invalid_choice_message=NOT_LISTED, widget=GovSelect())
    title = StringField(
        "Neutral title",
        [
            DataRequired("Write a neutral title."),
            Length(max=LONGEST_TITLE, message=f"Use at most {LONGEST_TITLE} characters."),
        ],
        description="It stands in the public paper, and may hold no word that tells what the item "
        "is about. For example: A matter about a contract.",
        widget=GovTextInput(),
    )
    paragraph = SelectField("On which ground?", invalid_choice_message=NOT_LISTED,
                            widget=GovSelect())  # fmt: skip
    reason = TextAreaField(
        "Why is it better for everyone that the public does not read it?",
        [
            DataRequired("Write why the public may not read it."),
            Length(max=LONGEST_REASON, message=f"Use at most {LONGEST_REASON} characters."),
        ],
        description="This stands in the public paper too.",
        widget=GovTextArea(),
    )

    def offer(self, items: list[DigestItem], grounds: tuple[int, ...]) -> None:
        """Offer the digest's items and the grounds on which its board may keep one back."""
        self.item.choices = [
            SelectChoice(str(one.subject_id), _short(one.words))
            for one in items
            if not one.open_because
        ]
        self.paragraph.choices = [SelectChoice(str(ground), _named(ground)) for ground in grounds]

    def proposal(self) -> Proposal:
        """Return the proposal as it was written."""
        return Proposal(
            UUID(self.item.data),
            self.title.data or "",
            int(self.paragraph.data),
            self.reason.data or "",
        )


def _short(words: str) -> str:
    return words if len(words) <= SHOWN else f"{words[:SHOWN].rstrip()}…"


def _named(ground: int) -> str:
    return "Confidential to members" if ground == CONFIDENTIAL else (
        f"Paragraph {ground}: {PARAGRAPHS[ground]}"
    )  # fmt: skip
