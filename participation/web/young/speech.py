"""Words in the reader's language; the one place that knows how they are found."""

from typing import cast

import flask_babel  # type: ignore[import-untyped]


def said(text: str, **words: object) -> str:
    """Return the text in the language of this request, its gaps filled."""
    return str(flask_babel.gettext(text, **words))


def later(text: str) -> str:
    """Return the text, to be put into the language of whichever request shows it."""
    return cast(str, flask_babel.lazy_gettext(text))
