"""The forms that change the codebook."""

from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxesInput,
    GovSelect,
    GovTextArea,
    GovTextInput,
)
from wtforms import SelectChoice, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired

from participation.services.codebook_editing import Wording
from participation.services.codebook_record import ThemeState
from participation.web.staff.forms.ground import NOT_LISTED, StaffForm
from surveys.packs import CouncilPack, lenses_of


class ThemeForm(StaffForm):
    """All that the codebook says of a theme."""

    name = StringField(
        "Name in papers",
        description="Short and plain, as the board reads it.",
        widget=GovTextInput(),
    )
    own_name = StringField(
        "Young people’s own name",
        description="What young people see. Left empty, it is the name in papers.",
        widget=GovTextInput(),
    )
    description = TextAreaField(
        "What it means",
        description="A sentence or two, so that two people would give it to the same answers.",
        widget=GovTextArea(),
    )
    examples = TextAreaField(
        "Example phrases, one a line",
        description="Made up or typical, never somebody’s own words: the machine learns from them.",
        widget=GovTextArea(),
    )
    promise = SelectField(
        "Promise it belongs to", invalid_choice_message=NOT_LISTED, widget=GovSelect()
    )
    lead = StringField(
        "Who leads on it", description="A post or a team, not a person.", widget=GovTextInput()
    )
    lenses = SelectMultipleField("Where it stands in your reports", widget=GovCheckboxesInput())

    def offer(self, pack: CouncilPack) -> None:
        """Offer the council's promises and the headings that it reports by."""
        self.promise.label.text = f"{pack.words.promise.capitalize()} it belongs to"
        self.promise.choices = [
            SelectChoice("", "None"),
            *(SelectChoice(promise.code, promise.short) for promise in pack.pledge.promises),
        ]
        self.lenses.choices = [
            SelectChoice(f"{lens.code}.{heading.code}", f"{heading.words} ({lens.title})")
            for lens in lenses_of(pack)
            for heading in lens.headings
        ]

    def show(self, state: ThemeState) -> None:
        """Fill the form with the theme as it stands."""
        self.name.data, self.own_name.data = state.name, state.own_name
        self.description.data, self.lead.data = state.description, state.lead
        self.examples.data = "\n".join(state.examples)
        self.promise.data, self.lenses.data = state.promise, list(state.lenses)

    def wording(self, had: tuple[str, ...] = ()) -> Wording:
        """Return what was written; headings that are not offered here stay as they were."""
        offered = {str(choice.value) for choice in self.lenses.choices}
        kept = tuple(name for name in had if name not in offered)
        return Wording(
            name=self.name.data or "",
            own_name=self.own_name.data or "",
            description=self.description.data or "",
            promise=self.promise.data or "",
            lenses=(*kept, *(self.lenses.data or ())),
            lead=self.lead.data or "",
            examples=tuple((self.examples.data or "").splitlines()),
        )


class MergeForm(StaffForm):
    """Into which theme another one is merged."""

    into = SelectField(
        "Merge it into",
        [InputRequired("Choose a theme.")],
        invalid_choice_message=NOT_LISTED,
        widget=GovSelect(),
    )

    def offer(self, themes: list[ThemeState]) -> None:
        """Offer these themes."""
        self.into.choices = [
            SelectChoice("", "Choose a theme"),
            *(SelectChoice(theme.code, f"{theme.name} (“{theme.own_name}”)") for theme in themes),
        ]


class ProposalForm(StaffForm):
    """A theme that is missing, or young people's own name for one."""

    own_name = StringField("What would young people call it?", widget=GovTextInput())
    description = TextAreaField("What is it about?", widget=GovTextArea())
