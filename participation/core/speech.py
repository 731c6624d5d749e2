"""Words in the language that is being spoken; every door says which it is.

    with speaking("cy"):
        said("Next")

Texts are written in English where they are used, gaps as in %(day)s. A text that stands in a
table, to be said later, is `marked` there, so that it is found for the catalogues.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from babel.dates import format_date, format_skeleton

from participation.core.catalogues import ENGLISH, forms_in, locale_of
from participation.core.types import Week

_spoken: ContextVar[str] = ContextVar("spoken", default=ENGLISH)


def spoken() -> str:
    """Return the code of the language that is being spoken."""
    return _spoken.get()


def speak(language: str) -> None:
    """Speak this language from here on, in this thread."""
    _spoken.set(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak this language inside, and the one before again after."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def said(text: str, **words: object) -> str:
    """Return the text in the language that is being spoken, its gaps filled."""
    found = forms_in(_spoken.get(), text) if text else None
    plain = text if found is None else found[1][0]
    return plain % words if words else plain


def counted(one: str, many: str, num: int, **words: object) -> str:
    """Return the form that fits the number in the language spoken; the number fills %(num)s."""
    return form_for(one, many, num) % {"num": num, **words}


def form_for(one: str, many: str, num: int) -> str:
    """Return the form that fits the number, its gaps as they are."""
    found = forms_in(_spoken.get(), one)
    if found is None:
        return one if num == 1 else many
    catalogue, forms = found
    return forms[catalogue.form_of(num)]


def marked(text: str) -> str:
    """Return the text as it is, found for the catalogues and to be said later."""
    return text


def either(things: Sequence[str]) -> str:
    """Return the things in one breath: Nadia or Tom."""
    if len(things) < 2:
        return "".join(things)
    between = said(", ")
    return said("%(some)s or %(last)s", some=between.join(things[:-1]), last=things[-1])


def in_order(words: str) -> str:
    """Return numbers or English words held in their order where the writing runs the other way."""
    if locale_of(_spoken.get()).text_direction == "ltr":
        return words
    return f"\u2066{words}\u2069"


def held_apart(words: str) -> str:
    """Return a name or title, in whatever language, that turns nothing round beside it."""
    if locale_of(_spoken.get()).text_direction == "ltr":
        return words
    return f"\u2068{words}\u2069"


def line_of_its_own(words: str) -> str:
    """Return a line that runs as the language does, whatever word it begins with."""
    return words if locale_of(_spoken.get()).text_direction == "ltr" else f"\u200f{words}"


def week_in_words(week: Week, today: date) -> str:
    """Return when a week was, as people say it."""
    weeks_ago = (Week.of(today).monday() - week.monday()).days // 7
    if weeks_ago == 0:
        return said("this week")
    if weeks_ago == 1:
        return said("last week")
    return said("in the week of %(day)s", day=date_in_words(week.monday()))


def date_in_words(day: date) -> str:
    """Return the day with its year: 20 March 2026."""
    return str(format_date(day, said("d MMMM y"), locale_of(_spoken.get())))


def month_in_words(day: date) -> str:
    """Return the month of the day with its year: March 2026."""
    return str(format_skeleton("yMMMM", day, locale=locale_of(_spoken.get())))


def day_in_words(day: date) -> str:
    """Return the day with its name: Friday 20 March."""
    return str(format_date(day, said("EEEE d MMMM"), locale_of(_spoken.get())))


def weekday_in_words(day: date) -> str:
    """Return the day of the week in short: Fri."""
    return str(format_date(day, said("EEE"), locale_of(_spoken.get())))
