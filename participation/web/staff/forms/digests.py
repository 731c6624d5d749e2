"""The forms with which an officer builds a digest."""

from uuid import UUID

from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxesInput,
    GovCheckboxInput,
    GovSelect,
    GovTextArea,
    GovTextInput,
)
from wtforms import (
    BooleanField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length

from participation.domain.digest import Report
from participation.models import Consultation, Theme
from participation.services.digests import NewAsk
from participation.services.drafts import Draft
from participation.web.staff.forms.ground import NOT_LISTED, DayField, DayNeeded, StaffForm
from surveys.packs import CouncilPack

LONGEST_WORDS = 4000
TOO_LONG = Length(max=LONGEST_WORDS, message="Use at most 4,000 characters.")


class TakeForm(StaffForm):
    """Which consultations are taken to the meeting."""

    consultations = SelectMultipleField(
        "Which consultations do you take to this meeting?",
        description="Their figures pass the gate and are frozen from then on. Choose none, and the "
        "paper says so; it still has its promises, answers due, cards and plan.",
        widget=GovCheckboxesInput(),
    )
    although_unread = BooleanField(
        "Take them although some answers are unread",
        description="What is read later can only come with ten more answers.",
        widget=GovCheckboxInput(),
    )

    def offer(self, consultations: list[Consultation]) -> None:
        """Offer these consultations."""
        self.consultations.choices = [SelectChoice(row.name, row.title) for row in consultations]


class FramingForm(StaffForm):
    """The officer's own opening words."""

    framing = TextAreaField(
        "Why this comes to the board, in your words",
        [TOO_LONG],
        description="It stands first in the paper. Leave an empty line between paragraphs.",
        widget=GovTextArea(),
    )


class StatementForm(StaffForm):
    """What stands in place of figures where fewer than ten young people answered."""

    statement = TextAreaField(
        "What young people said, without a number",
        [TOO_LONG],
        description=(
            "Fewer than ten young people took part, so no figures are shown. Write the themes in "
            "your own words, with no number and no order, or what they agreed to say together."
        ),
        widget=GovTextArea(),
    )


class ClearanceForm(StaffForm):
    """Who has cleared a report for one thing, and when."""

    name = SelectField("Which clearance?", invalid_choice_message=NOT_LISTED, widget=GovSelect())
    by = StringField(
        "Who cleared it?",
        [
            DataRequired("Write who cleared it."),
            Length(max=120, message="Use at most 120 characters."),
        ],
        description="A name and a post, as it will stand in the report.",
        widget=GovTextInput(),
    )
    on = DayField("When?", [DayNeeded("Write the day.")], description="For example, 12 3 2026.")

    def offer(self, report: Report) -> None:
        """Offer the clearances that the board asks for, those still missing first."""
        lines = sorted(report.clearances, key=lambda line: line.on is not None)
        self.name.choices = [SelectChoice(line.name, line.name) for line in lines]


class AskForm(StaffForm):
    """One thing that the board must answer."""

    words = TextAreaField(
        "What is the board asked to do?",
        [DataRequired("Write what the board is asked to do."), TOO_LONG],
        description="One thing, in a sentence, that can be answered with did, will or cannot.",
        widget=GovTextArea(),
    )
    consultation = SelectField(
        "Which consultation does it come from?",
        invalid_choice_message=NOT_LISTED,
        widget=GovSelect(),
    )
    theme = SelectField(
        "Which theme is it about?", invalid_choice_message=NOT_LISTED, widget=GovSelect()
    )
    promise = SelectField(
        "Which promise does it touch?",
        description="Leave it, and the theme's own promise is used.",
        invalid_choice_message=NOT_LISTED,
        widget=GovSelect(),
    )

    def offer(self, draft: Draft, themes: list[Theme], pack: CouncilPack) -> None:
        """Offer what is in the digest, the codebook's themes and the council's promises."""
        self.consultation.choices = [
            SelectChoice(str(taken.consultation.id), taken.consultation.title)
            for taken in draft.taken
        ]
        self.theme.choices = [
            SelectChoice("", "No theme"),
            *(SelectChoice(theme.code, theme.name) for theme in themes),
        ]
        self.promise.label.text = f"Which {pack.words.promise} does it touch?"
        self.promise.description = f"Leave it, and the theme's own {pack.words.promise} is used."
        promises = (SelectChoice(promise.code, promise.short) for promise in pack.pledge.promises)
        self.promise.choices = [SelectChoice("", "As the theme says"), *promises]

    def ask(self) -> NewAsk:
        """Return the ask as it was written."""
        return NewAsk(
            UUID(self.consultation.data), self.theme.data, self.promise.data, self.words.data
        )
