"""Thank-you codes: is one good, and has it been used?"""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from participation.core.errors import Refused
from participation.domain.policy import Permission
from participation.domain.responses import long_date
from participation.models import Consultation
from participation.services import thanks
from participation.services.consultations import consultation_named
from participation.services.thanks import CODE_WORDS, CodeState
from participation.web.staff.access import needs
from participation.web.staff.forms.inviting import ThanksForm
from participation.web.staff.office import Desk, now, office, reading, today, writing

NONE = "No thank-you is given for answering this consultation."


@needs(Permission.OPEN_CONSULTATION)
def show_thanks(name: str) -> ResponseReturnValue:
    """Show where a code is typed."""
    with reading() as desk:
        return _page(_with_thanks(desk, name), ThanksForm(None))


@needs(Permission.OPEN_CONSULTATION)
def take_in(name: str) -> ResponseReturnValue:
    """Say what the code is worth, after marking it as used if that is asked for."""
    form = ThanksForm()
    with writing() as desk:
        row = _with_thanks(desk, name)
        if not form.validate():
            return _page(row, form), 400
        key, typed = office().keys.invites, form.code.data or ""
        if "use" not in request.form:
            return _page(row, form, thanks.code_state(desk.session, key, row, typed, today()))
        try:
            thanks.cash(desk.session, desk.account, key, row, typed, now())
        except Refused as error:
            form.refuse("code", error)
            return _page(row, form), 400
        page = _page(row, ThanksForm(None), used=True)
    office().database.forget_log()
    return page


def _with_thanks(desk: Desk, name: str) -> Consultation:
    row = consultation_named(desk.session, desk.council, name)
    if not row.thanks:
        raise Refused(NONE)
    return row


def _page(
    row: Consultation, form: ThanksForm, state: CodeState | None = None, used: bool = False
) -> str:
    return render_template(
        "staff/thanks.html",
        row=row,
        form=form,
        state=state,
        words=CODE_WORDS,
        used=used,
        from_day=long_date(thanks.cashed_from(row)),
        is_early=today() < thanks.cashed_from(row),
    )
