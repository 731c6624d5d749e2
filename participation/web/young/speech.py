"""The language of a page: the one that was chosen, else the phone's own, where it is offered.

A choice stands in the one cookie beside the conversation, which carries it too.
"""

from collections.abc import Sequence

from flask import Flask, g, request, session
from sqlalchemy.orm import Session

from participation.core.catalogues import ENGLISH, first_offered, languages
from participation.core.speech import form_for, said, speak
from participation.services.languages import offered_anywhere
from participation.web.young.door import door

__all__ = ["choose", "learn_tongues", "listen", "said", "speak_one_of", "tongues"]

CHOSEN = "l"
ASKED = "in"


def listen(app: Flask) -> None:
    """Have the app speak the reader's language in each request, and English between them."""
    app.before_request(_speak)
    app.teardown_request(lambda _error: speak(ENGLISH))
    app.jinja_env.globals["tongues"] = tongues
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        said, form_for, newstyle=True
    )


def tongues() -> tuple[str, ...]:
    """Return the languages that any council here offers, English first; asked once a request."""
    if "tongues" not in g:
        with door().database.reading() as reading:
            learn_tongues(reading)
    found: tuple[str, ...] = g.tongues
    return found


def learn_tongues(reading: Session) -> None:
    """Ask for the languages in a transaction that is open anyway."""
    g.tongues = offered_anywhere(reading)


def choose(language: str) -> None:
    """Speak this language from here on in this browser."""
    session[CHOSEN] = language
    speak(language)


def speak_one_of(offered: Sequence[str]) -> None:
    """Speak what was chosen in this browser or asked for in the address, if it is offered here.

    Else the phone's own language if it is offered, else English.
    """
    asked = request.args.get(ASKED, "")
    if asked in offered:
        choose(asked)
    elif session.get(CHOSEN) in offered:
        speak(session[CHOSEN])
    else:
        speak(_of_the_phone(offered))


def _speak() -> None:
    kept = session.get(CHOSEN)
    if kept in languages():
        speak(kept)
        return
    wished = _of_the_phone(languages())
    if wished != ENGLISH:
        # Looked up only for a phone that speaks another language than English.
        wished = _of_the_phone(tongues())
    speak(wished)


def _of_the_phone(offered: Sequence[str]) -> str:
    """Return the first language of the phone's own list that is offered."""
    return first_offered(request.accept_languages.values(), offered)
