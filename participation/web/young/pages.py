"""How a page is put together: its words, its council's help, and dates as people say them."""

from collections.abc import Sequence

from flask import Flask, Response, make_response, render_template
from markupsafe import Markup, escape

from participation.core.catalogues import locale_of, own_name
from participation.core.clock import bank_holidays
from participation.core.speech import (
    date_in_words,
    day_in_words,
    either,
    month_in_words,
    spoken,
    week_in_words,
    weekday_in_words,
)
from participation.core.speech import said as _
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


def sentence_start(text: str) -> str:
    """Return the text with its first letter large and the rest as it is."""
    return text[:1].upper() + text[1:]


def dial(phone: str) -> str:
    """Return the number as a telephone dials it."""
    return "".join(letter for letter in phone if letter.isdigit() or letter == "+")


def direction(language: str) -> str:
    """Return which way the language is written: ltr or rtl."""
    return str(locale_of(language).text_direction)


def in_tongue(language: str = "en") -> str:
    """Return the attributes of an element in this language, none when it is the page's own."""
    if language == spoken():
        return ""
    return Markup(' lang="{}" dir="{}"').format(language, direction(language))


def left_to_right(words: object) -> str:
    """Return numbers and English words so that their order holds in a page from right to left."""
    if direction(spoken()) == "ltr":
        return escape(words)
    return Markup('<bdi dir="ltr">{}</bdi>').format(words)


def apart(words: object) -> str:
    """Return a name or title of the council's own, which may be in another language."""
    return escape(words) if spoken() == "en" else Markup("<bdi>{}</bdi>").format(words)


def any_of(names: Sequence[str]) -> str:
    """Return the names in one breath, each held apart from what stands around it."""
    return escape(either(["{}"] * len(names))).format(*(apart(name) for name in names))


def teach_templates(app: Flask) -> None:
    """Give the templates what all of them need."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    for name, words in {
        "day": day_in_words,
        "date": date_in_words,
        "month": month_in_words,
        "weekday": weekday_in_words,
        "week": week_in_words,
        "either": any_of,
        "sentence_start": sentence_start,
        "dial": dial,
        "ltr": left_to_right,
        "own": apart,
    }.items():
        app.jinja_env.filters[name] = words
    app.jinja_env.globals |= {
        "spoken": spoken,
        "direction": direction,
        "own_name": own_name,
        "in_tongue": in_tongue,
    }


def make_ready(app: Flask) -> Flask:
    """Return the app with every page read, so that whoever comes first waits no longer than others.

    Measured: 270 ms of processor time at the first page after a start, then 36.
    """
    for name in app.jinja_env.list_templates(extensions=("html",)):
        app.jinja_env.get_template(name)
    # Whatever the year: loading the list is what takes a tenth of a second.
    bank_holidays(2026)
    return app
