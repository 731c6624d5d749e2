"""How a page is put together: its words, its council's help, and dates as people say them."""

from datetime import date

from flask import Flask, Response, make_response, render_template
from flask_babel import format_date, get_locale  # type: ignore[import-untyped]

from participation.core.types import Week
from participation.web.young.speech import said as _
from surveys.pack_council import CouncilPack, HelpWay


def page(
    template: str, *, council: CouncilPack | None = None, status: int = 200, **words: object
) -> Response:
    """Return the page, with the help of this council at its foot if one is known."""
    html = render_template(template, council=council, lines=help_lines(council), **words)
    return make_response(html, status)


def help_lines(council: CouncilPack | None) -> tuple[HelpWay, ...]:
    """Return three ways to talk to someone now; the third is the council's own if it has one."""
    own = HelpWay(_("Samaritans"), "", "116 123")
    if council is not None and council.help.council_phone:
        own = HelpWay(council.help.council_name, "", council.help.council_phone)
    elif council is not None:
        own = next((way for way in council.help.ways if way.phone), own)
    childline = HelpWay(_("Childline"), "", "0800 1111")
    return (childline, HelpWay(_("In danger now"), "", "999"), own)


def day_in_words(day: date) -> str:
    """Return the day as people say it: Friday 20 March."""
    return str(format_date(day, "EEEE d MMMM"))


def date_in_words(day: date) -> str:
    """Return the day with its year: 20 March 2026."""
    return str(format_date(day, "d MMMM y"))


def until_in_words(until: date | None) -> str:
    """Return until when words can be taken back; None while no meeting is planned."""
    if until is None:
        return str(_("You can take your words back until they go to a meeting."))
    return str(_("You can take your words back until %(day)s.", day=date_in_words(until)))


def weekday_in_words(day: date) -> str:
    """Return the day of the week in short: Fri."""
    return str(format_date(day, "EEE"))


def week_in_words(week: Week, today: date) -> str:
    """Return when a week was, as people say it."""
    weeks_ago = (Week.of(today).monday() - week.monday()).days // 7
    if weeks_ago == 0:
        return str(_("this week"))
    if weeks_ago == 1:
        return str(_("last week"))
    return str(_("in the week of %(day)s", day=date_in_words(week.monday())))


def either(things: tuple[str, ...]) -> str:
    """Return the things in one breath: Nadia or Tom."""
    if len(things) < 2:
        return "".join(things)
    return str(_("%(some)s or %(last)s", some=", ".join(things[:-1]), last=things[-1]))


def sentence_start(text: str) -> str:
    """Return the text with its first letter large and the rest as it is."""
    return text[:1].upper() + text[1:]


def dial(phone: str) -> str:
    """Return the number as a telephone dials it."""
    return "".join(letter for letter in phone if letter.isdigit() or letter == "+")


def teach_templates(app: Flask) -> None:
    """Give the templates what all of them need."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    for name, words in {
        "day": day_in_words,
        "date": date_in_words,
        "weekday": weekday_in_words,
        "week": week_in_words,
        "either": either,
        "sentence_start": sentence_start,
        "dial": dial,
    }.items():
        app.jinja_env.filters[name] = words
    app.jinja_env.globals["locale"] = get_locale
