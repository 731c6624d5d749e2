"""What somebody does from a page of many small forms: kept and said, or shown again."""

from collections.abc import Callable

from flask import redirect, session
from flask.typing import ResponseReturnValue

from participation.core.errors import BadInput
from participation.web.staff.office import Desk, writing


def kept(
    act: Callable[[Desk], None], said: str, address: str, again: Callable[[str], str]
) -> ResponseReturnValue:
    """Do it and go to the address, which says so; or return the page again with what is wrong."""
    try:
        with writing() as desk:
            act(desk)
    except BadInput as error:
        return again(error.message), 400
    session["said"] = said
    return redirect(address, 303)
