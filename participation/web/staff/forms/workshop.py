"""The forms of the survey workshop: a survey's title page, and one question."""

from collections.abc import Sequence
from dataclasses import replace

from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxesInput,
    GovCheckboxInput,
    GovRadioInput,
    GovTextArea,
    GovTextInput,
)
from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from participation.web.staff.forms.ground import NOT_LISTED, StaffForm
from surveys.definition import Question, Survey
from surveys.editing import chosen_in, in_english
from surveys.words import Words

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


class QuestionForm(StaffForm):
    """One question: what is asked, what can be picked, and when it is asked."""

    asks = TextAreaField(
        "What do you ask?",
        [
            DataRequired("Write the question."),
            Length(max=LONGEST_TEXT, message=SHORTER),
        ],
        description="One thing at a time, in words that an eleven-year-old uses.",
        widget=GovTextArea(),
    )
    hint = StringField(
        "Hint under it",
        [Length(max=LONGEST_TEXT, message=SHORTER)],
        description="You can leave this empty.",
        widget=GovTextInput(),
    )
    options = TextAreaField(
        "What can be picked?",
        description="One choice a line. "
        "A line that you reword still counts together with its earlier answers.",
        widget=GovTextArea(),
    )
    promise = RadioField(
        "Which promise does it ask about?",
        [Optional()],
        invalid_choice_message=NOT_LISTED,
        widget=GovRadioInput(),
    )
    required = BooleanField(
        "An answer is needed",
        description="Use this rarely: young people may always leave out what they do not want "
        "to say.",
        widget=GovCheckboxInput(),
    )
    asked_after = SelectMultipleField(
        "Ask this only after one of these answers",
        description="Tick none to ask everyone.",
        widget=GovCheckboxesInput(),
    )
    lenses = SelectMultipleField(
        "What does it help the board to see?",
        description="The answers are shown under these headings.",
        widget=GovCheckboxesInput(),
    )

    def offer(
        self, promises: dict[str, str], earlier: Sequence[Question], headings: dict[str, str]
    ) -> None:
        """Offer the council's promises and headings, and the answers to earlier questions."""
        self.promise.choices = [SelectChoice(code, words) for code, words in promises.items()]
        self.asked_after.choices = [
            SelectChoice(
                f"{question.name} {option.code}",
                f"{question.asks.to('en')} {option.words.to('en')}",
            )
            for question in earlier
            for option in question.options
        ]
        self.lenses.choices = [SelectChoice(code, words) for code, words in headings.items()]

    def fill(self, question: Question) -> None:
        """Show what the question says now."""
        self.asks.data, self.hint.data = question.asks.to("en"), question.hint.to("en")
        self.options.data = "\n".join(option.words.to("en") for option in question.own_options)
        self.promise.data, self.required.data = question.promise, question.required
        after = chosen_in(question.show_if) or ()
        self.asked_after.data = [f"{name} {code}" for name, code in after]
        self.lenses.data = list(question.lenses)

    def lines(self) -> list[str]:
        """Return each choice that was typed, without empty lines."""
        typed = (line.strip() for line in (self.options.data or "").splitlines())
        return [line for line in typed if line]

    def after(self) -> list[tuple[str, str]]:
        """Return the answers, each with its question, after which this one is asked."""
        pairs = (value.partition(" ") for value in self.asked_after.data or ())
        return [(question, code) for question, _space, code in pairs]

    def chosen_lenses(self, before: Sequence[str]) -> tuple[str, ...]:
        """Return the headings that were ticked, with those of before that were not offered."""
        offered = {choice.value for choice in self.lenses.choices}
        unseen = (code for code in before if code not in offered)
        return (*unseen, *(self.lenses.data or ()))

    def asking(self, words: Words) -> Words:
        """Return the words with what was typed as the question."""
        return in_english(words, " ".join(self.asks.data.split()))

    def hinting(self, words: Words) -> Words:
        """Return the words with what was typed as the hint."""
        hint = (self.hint.data or "").strip()
        return in_english(words, hint) if hint or words.entries else words
