"""The forms of the survey workshop that are about a whole survey."""

from collections.abc import Sequence
from dataclasses import replace

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea, GovTextInput
from wtforms import IntegerField, RadioField, SelectChoice, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from participation.web.staff.forms.ground import NOT_LISTED, StaffForm
from surveys.definition import Survey
from surveys.editing import in_english

LONGEST_TITLE = 120
LONGEST_TEXT = 400
MOST_MINUTES = 30
BLANK = "blank"
BANDS = {
    "4-7": "4 to 7",
    "8-11": "8 to 11",
    "8-17": "8 to 17",
    "11-17": "11 to 17",
    "16-25": "16 to 25",
    "8-25": "8 to 25",
}
SHORTER = f"Use at most {LONGEST_TEXT} characters."
HOW_LONG = f"Write a whole number from 1 to {MOST_MINUTES}."


class BeginForm(StaffForm):
    """What a new survey is called, and what it begins with."""

    title = StringField(
        "What is it called?",
        [
            DataRequired("Write a title. Young people read it first."),
            Length(max=LONGEST_TITLE, message="Use at most 120 characters."),
        ],
        description="Short, plain and neutral: somebody may be looking at the phone too.",
        widget=GovTextInput(),
    )
    source = RadioField(
        "What does it begin with?",
        [InputRequired("Choose what it begins with.")],
        description="You can change everything afterwards.",
        invalid_choice_message=NOT_LISTED,
        widget=GovRadioInput(),
    )

    def offer(self, surveys: Sequence[Survey]) -> None:
        """Offer an empty survey and copies of these."""
        self.source.choices = [SelectChoice(BLANK, "Nothing: I add the questions myself")] + [
            SelectChoice(survey.name, survey.title.to("en")) for survey in surveys
        ]


class AgesForm(StaffForm):
    """For which other ages a version is written."""

    ages = RadioField(
        "Who is the new version written for?",
        [InputRequired("Choose an age band.")],
        invalid_choice_message=NOT_LISTED,
        widget=GovRadioInput(),
    )

    def offer(self, written: Sequence[str]) -> None:
        """Offer the age bands for which there is no version yet."""
        self.ages.choices = [
            SelectChoice(ages, words) for ages, words in BANDS.items() if ages not in written
        ]


class AboutForm(StaffForm):
    """What stands before the first question."""

    title = StringField(
        "Title",
        [
            DataRequired("Write a title. Young people read it first."),
            Length(max=LONGEST_TITLE, message="Use at most 120 characters."),
        ],
        widget=GovTextInput(),
    )
    about = TextAreaField(
        "What is it about?",
        [Length(max=LONGEST_TEXT, message=SHORTER)],
        description="One or two short sentences for young people.",
        widget=GovTextArea(),
    )
    minutes = IntegerField(
        "About how many minutes does it take?",
        [InputRequired(HOW_LONG), NumberRange(1, MOST_MINUTES, HOW_LONG)],
        widget=GovTextInput(),
    )
    ages = RadioField(
        "Who is it written for?",
        [InputRequired("Choose an age band.")],
        choices=[SelectChoice(ages, words) for ages, words in BANDS.items()],
        invalid_choice_message=NOT_LISTED,
        widget=GovRadioInput(),
    )

    def fill(self, survey: Survey) -> None:
        """Show what the survey says now."""
        self.title.data, self.about.data = survey.title.to("en"), survey.about.to("en")
        self.minutes.data, self.ages.data = survey.minutes, survey.ages

    def written(self, survey: Survey) -> Survey:
        """Return the survey with what was typed."""
        return replace(
            survey,
            title=in_english(survey.title, self.title.data.strip()),
            about=in_english(survey.about, self.about.data.strip()),
            minutes=self.minutes.data,
            ages=self.ages.data,
        )
