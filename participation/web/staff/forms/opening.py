"""The forms that open a consultation and plan a meeting."""

import re
import unicodedata

from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxesInput,
    GovRadioInput,
    GovTextArea,
    GovTextInput,
)
from wtforms import RadioField, SelectChoice, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from participation.models import Board, Stage, Theme
from participation.services.consultations import Opening
from participation.web.staff.forms.ground import NOT_LISTED, DayField, DayNeeded, StaffForm
from surveys.definition import Survey
from surveys.packs import CouncilPack

LONGEST_TITLE = 120
LONGEST_REASON = 400


class ConsultationForm(StaffForm):
    """What is asked, under which title, of whom, and between which days."""

    survey = RadioField(
        "Which survey?",
        [InputRequired("Choose a survey.")],
        invalid_choice_message=NOT_LISTED,
        widget=GovRadioInput(),
    )
    title = StringField(
        "What is it called?",
        [
            DataRequired("Write a title. Young people read it first."),
            Length(max=LONGEST_TITLE, message="Use at most 120 characters."),
        ],
        description="Young people and board members see this. Keep it short and plain.",
        widget=GovTextInput(),
    )
    groups = SelectMultipleField(
        "Who is it offered to?",
        [InputRequired("Choose at least one group.")],
        description="This says whom you invite. Nobody's answer shows which group they are in.",
        widget=GovCheckboxesInput(),
    )
    way_in = RadioField(
        "Who can answer?",
        [InputRequired("Choose who can answer.")],
        choices=[
            SelectChoice("link", "Anyone with the link"),
            SelectChoice("codes", "Only those with a one-time code"),
        ],
        description="This cannot be changed once the consultation is open.",
        invalid_choice_message=NOT_LISTED,
        widget=GovRadioInput(),
    )
    thanks = StringField(
        "What does whoever answers get for it?",
        [Length(max=LONGEST_TITLE, message="Use at most 120 characters.")],
        description="Leave it empty if nothing. It goes with one-time codes alone. For example: "
        "a £10 voucher from the youth centre. Whoever hands it over learns who took part, and "
        "nothing of what they said.",
        widget=GovTextInput(),
    )
    stage = RadioField(
        "How far has the decision come?",
        [Optional()],
        default=Stage.DRAFT.value,
        choices=[
            SelectChoice(Stage.DRAFT.value, "Nothing is decided: they help to shape it"),
            SelectChoice(Stage.OPTIONS.value, "There are options: they help to choose"),
            SelectChoice(Stage.DECIDED.value, "It is decided: they say how it should be done"),
        ],
        description="Young people read this before the first question.",
        invalid_choice_message=NOT_LISTED,
        widget=GovRadioInput(),
    )
    themes = SelectMultipleField(
        "Which themes is it about?",
        description="If an earlier ask on one of them has no answer yet, you have to say why you "
        "ask again.",
        widget=GovCheckboxesInput(),
    )
    reason = TextAreaField(
        "Why do you ask again while an earlier ask waits?",
        [Length(max=LONGEST_REASON, message=f"Use at most {LONGEST_REASON} characters.")],
        description="Leave it empty if none waits. Young people read it before the first question.",
        widget=GovTextArea(),
    )
    opens_on = DayField(
        "First day",
        [DayNeeded("Write the first day on which young people can answer.")],
        description="For example, 2 3 2026",
    )
    closes_on = DayField(
        "Last day",
        [DayNeeded("Write the last day on which young people can begin.")],
        description="Whoever has begun by then may finish within seven days.",
    )

    def offer(self, pack: CouncilPack, surveys: list[Survey], themes: list[Theme]) -> None:
        """Offer these surveys, the council's groups and its themes."""
        self.survey.choices = [
            SelectChoice(survey.name, f"{survey.title.to('en')}, ages {survey.ages}")
            for survey in surveys
        ]
        self.groups.choices = [SelectChoice(group.code, group.name) for group in pack.groups]
        self.themes.choices = [SelectChoice(theme.code, theme.name) for theme in themes]

    def opening(self) -> Opening:
        """Return what was decided, under a name made from the title and the first day."""
        opens_on = self.opens_on.day
        return Opening(
            f"{name_from(self.title.data)}-{opens_on:%Y-%m}",
            self.title.data.strip(),
            tuple(self.groups.data),
            opens_on,
            self.closes_on.day,
            by_invite=self.way_in.data == "codes",
            thanks=self.thanks.data or "",
            stage=Stage(self.stage.data or Stage.DRAFT),
            themes=tuple(self.themes.data or ()),
            reason=self.reason.data or "",
        )


class MeetingForm(StaffForm):
    """Which board meets when, and what the meeting is about."""

    board = RadioField(
        "Which board?",
        [InputRequired("Choose a board.")],
        invalid_choice_message=NOT_LISTED,
        widget=GovRadioInput(),
    )
    meets_on = DayField(
        "When does it meet?",
        [DayNeeded("Write the day of the meeting.")],
        description="For example, 12 3 2026. The day when papers are due follows from it.",
    )
    focus = StringField(
        "What is the meeting about?",
        [Length(max=LONGEST_TITLE, message="Use at most 120 characters.")],
        description="For example, moving home. You can leave this empty.",
        widget=GovTextInput(),
    )

    def offer(self, boards: list[Board]) -> None:
        """Offer the council's boards; the only one there is comes chosen."""
        self.board.choices = [SelectChoice(board.code, board.name) for board in boards]
        if len(boards) == 1 and self.board.data is None:
            self.board.data = boards[0].code


def name_from(title: str) -> str:
    """Return the title as a name for addresses and commands: small letters, digits, hyphens."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "consultation"
