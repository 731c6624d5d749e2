"""What a young person can do, and what they are shown next."""

from dataclasses import dataclass

from surveys.answers import Answer
from surveys.definition import Question
from surveys.ordering import places_given


@dataclass(frozen=True)
class Given:
    """A reply to the question of this name: codes, a text, or SKIP.

    `words` say what "something else" is.
    """

    question: str
    values: tuple[str, ...]
    words: str = ""


@dataclass(frozen=True)
class NotTaken:
    """A reply to the question of this name that its door could not take, and what to do."""

    question: str
    why: str


@dataclass(frozen=True)
class Back:
    """Show the step before."""


@dataclass(frozen=True)
class GoTo:
    """Change the answer to this question, then return to the check page."""

    question: str


@dataclass(frozen=True)
class ShowWords:
    """The written answers whose words may be shown; all others may not."""

    questions: tuple[str, ...]


@dataclass(frozen=True)
class Send:
    """Send it all; the engine stays where it is, the door does the sending."""


@dataclass(frozen=True)
class Unclear:
    """Something was typed on the check page that means nothing there."""


Reply = Given | NotTaken | Back | GoTo | ShowWords | Send | Unclear


@dataclass(frozen=True)
class Ask:
    """Ask one question, the `number`th `of` those that this young person is asked.

    `given` is the answer from before. When the last reply could not be used, `error` says
    what to do, `raw` is what was typed and `raw_words` what was written beside it.
    """

    question: Question
    language: str
    number: int
    of: int
    given: Answer | None = None
    raw: tuple[str, ...] = ()
    error: str = ""
    raw_words: str = ""

    @property
    def chosen(self) -> tuple[str, ...]:
        """The codes to show as chosen, for a question with options."""
        if self.error:
            return self.raw
        return self.given.values if self.given is not None else ()

    @property
    def text(self) -> str:
        """What to show in the box, for a question that is answered by typing."""
        if self.error:
            return "\n".join(self.raw)
        if self.given is None:
            return ""
        return self.given.text or " ".join(self.given.values)

    @property
    def other(self) -> str:
        """The words to show beside "something else"."""
        if self.error:
            return self.raw_words
        return (self.given.text or "") if self.given is not None else ""

    @property
    def month(self) -> tuple[str, str]:
        """The number of the month and the year to show, for a question about a month."""
        if self.error:
            return (self.raw[0], self.raw[1]) if len(self.raw) == 2 else ("", " ".join(self.raw))
        year, _, month = "".join(self.given.values if self.given is not None else ()).partition("-")
        return (month.lstrip("0"), year)

    @property
    def places(self) -> dict[str, str]:
        """The place to show beside each option, for a question that asks for an order."""
        given = self.given.values if self.given is not None else ()
        return places_given(self.raw if self.error else (), given)

    @property
    def left_out(self) -> bool:
        """Whether the young person chose before not to say."""
        return not self.error and self.given is not None and self.given.left_out


@dataclass(frozen=True)
class Line:
    """One answer on the check page; `may_show` is None when there are no words to show."""

    question: Question
    answer: Answer
    words: str
    may_show: bool | None


@dataclass(frozen=True)
class Check:
    """Show every answer before it is sent."""

    lines: tuple[Line, ...]
    language: str
    error: str = ""


Step = Ask | Check


@dataclass(frozen=True)
class Answered:
    """One answer as it is sent: codes, or a text with whether its words may be shown.

    One that was `drawn` is a picture, which its door keeps; its words are yet to be typed up.
    """

    question: str
    values: tuple[str, ...]
    text: str | None
    may_show: bool
    drawn: bool = False
