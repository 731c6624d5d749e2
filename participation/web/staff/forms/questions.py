"""The form of one question in the survey workshop."""

from collections.abc import Sequence
from dataclasses import replace

from flask import request
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxesInput,
    GovCheckboxInput,
    GovRadioInput,
    GovSelect,
    GovTextArea,
    GovTextInput,
)
from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length, Optional

from participation.core.errors import BadInput
from participation.web.staff.forms.ground import NOT_LISTED, StaffForm
from participation.web.staff.forms.pictures import words_typed
from surveys.definition import Question
from surveys.editing import (
    chosen_in,
    in_english,
    options_from,
    pictured_options,
    with_picture,
)
from surveys.limits import Limits
from surveys.options import Option
from surveys.packs import CouncilPack
from surveys.pictures import LIBRARY
from surveys.translating import cleaned
from surveys.words import NO_WORDS, Words

LEAST_OPTIONS = 2
LONGEST_TEXT = 400
LONGEST_END = 40
SHORTER = f"Use at most {LONGEST_TEXT} characters."
SHORT_END = f"Use at most {LONGEST_END} characters."

PICTURES = [SelectChoice("", "None"), *(SelectChoice(*pair) for pair in LIBRARY.items())]


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
    picture = SelectField(
        "Picture beside it",
        [Optional()],
        choices=PICTURES,
        invalid_choice_message=NOT_LISTED,
        widget=GovSelect(),
    )
    easy_words = TextAreaField(
        "The question in easy words",
        [Length(max=LONGEST_TEXT, message=SHORTER)],
        description="One idea a line. Whoever asks for Easy Read is shown this in its place, "
        "without the hint.",
        widget=GovTextArea(),
    )
    easy_picture = SelectField(
        "Picture beside the easy words",
        [Optional()],
        choices=PICTURES,
        invalid_choice_message=NOT_LISTED,
        widget=GovSelect(),
    )
    options = TextAreaField(
        "What can be picked?",
        description="One choice a line. "
        "A line that you reword still counts together with its earlier answers.",
        widget=GovTextArea(),
    )
    something_else = BooleanField(
        "Add \u201cSomething else\u201d, to say in their own words", widget=GovCheckboxInput()
    )
    mix = BooleanField(
        "Show the choices to each young person in an order of their own", widget=GovCheckboxInput()
    )
    low = StringField(
        "What does 0 mean?", [Length(max=LONGEST_END, message=SHORT_END)], widget=GovTextInput()
    )
    high = StringField(
        "What does 10 mean?", [Length(max=LONGEST_END, message=SHORT_END)], widget=GovTextInput()
    )
    least = IntegerField("Smallest number", [Optional()], widget=GovTextInput())
    most = IntegerField("Largest number", [Optional()], widget=GovTextInput())
    earliest = StringField(
        "Earliest month", [Optional()], description="For example, 2019-09", widget=GovTextInput()
    )
    latest = StringField("Latest month", [Optional()], widget=GovTextInput())
    rates = RadioField(
        "What is rated?",
        [Optional()],
        choices=[
            SelectChoice("review", "A review"),
            SelectChoice("place", "The kind of place where somebody lives"),
        ],
        invalid_choice_message=NOT_LISTED,
        widget=GovRadioInput(),
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
        self, pack: CouncilPack, earlier: Sequence[Question], headings: dict[str, str]
    ) -> None:
        """Offer the council's promises and headings, and the answers to earlier questions."""
        self.promise.label.text = f"Which {pack.words.promise} does it ask about?"
        self.promise.choices = [
            SelectChoice(promise.code, promise.words) for promise in pack.pledge.promises
        ]
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
        self.picture.data = question.picture.to("en")
        self.easy_words.data = question.easy.to("en")
        self.easy_picture.data = question.easy_picture.to("en")
        self.options.data = "\n".join(option.words.to("en") for option in question.own_options)
        self.promise.data, self.required.data = question.promise, question.required
        after = chosen_in(question.show_if) or ()
        self.asked_after.data = [f"{name} {code}" for name, code in after]
        self.lenses.data = list(question.lenses)
        self.something_else.data, self.mix.data = question.something_else, question.mix
        self.low.data, self.high.data = question.low.to("en"), question.high.to("en")
        self.rates.data = question.rates or None
        limits = question.limits
        self.least.data, self.most.data = limits.least, limits.most
        self.earliest.data, self.latest.data = limits.earliest, limits.latest

    def chosen(self, question: Question) -> tuple[Option, ...]:
        """Return what can be picked; raises BadInput for fewer than two choices."""
        if not question.way.own_options:
            return ()
        if question.way.pictured:
            made = pictured_options(words_typed(request.form), question.own_options)
        else:
            typed = (line.strip() for line in (self.options.data or "").splitlines())
            made = options_from([line for line in typed if line], question.own_options)
        if len(made) < LEAST_OPTIONS:
            many = "under at least two pictures" if question.way.pictured else "one a line"
            raise BadInput(f"Write at least two choices, {many}.")
        return made

    def pictured(self, question: Question) -> tuple[Words, Words]:
        """Return the pictures that were chosen beside the question and its easy words."""
        pairs = ((self.picture, question.picture), (self.easy_picture, question.easy_picture))
        files = ((field.data or "", before) for field, before in pairs)
        plain, easy = (
            before if file == before.to("en") else with_picture(before, file)
            for file, before in files
        )
        return plain, easy

    def eased(self, words: Words) -> Words:
        """Return the words with what was typed in Easy Read, one idea a line."""
        typed = cleaned(self.easy_words.data or "")
        return in_english(words, typed) if typed else NO_WORDS

    def after(self) -> list[tuple[str, str]]:
        """Return the answers, each with its question, after which this one is asked."""
        pairs = (value.partition(" ") for value in self.asked_after.data or ())
        return [(question, code) for question, _space, code in pairs]

    def chosen_lenses(self, before: Sequence[str]) -> tuple[str, ...]:
        """Return the headings that were ticked, with those of before that were not offered."""
        offered = {choice.value for choice in self.lenses.choices}
        unseen = (code for code in before if code not in offered)
        return (*unseen, *(self.lenses.data or ()))

    def limits(self, before: Limits) -> Limits:
        """Return how far an answer may go."""
        return replace(
            before,
            least=self.least.data,
            most=self.most.data,
            earliest=(self.earliest.data or "").strip() or None,
            latest=(self.latest.data or "").strip() or None,
        )

    def asking(self, words: Words) -> Words:
        """Return the words with what was typed as the question."""
        return in_english(words, " ".join(self.asks.data.split()))

    def hinting(self, words: Words) -> Words:
        """Return the words with what was typed as the hint."""
        hint = (self.hint.data or "").strip()
        return in_english(words, hint) if hint or words.entries else words

    def ends(self, question: Question) -> tuple[Words, Words]:
        """Return the words for the two ends of a scale."""
        pairs = ((self.low, question.low), (self.high, question.high))
        low, high = (in_english(words, (field.data or "").strip()) for field, words in pairs)
        return low, high
