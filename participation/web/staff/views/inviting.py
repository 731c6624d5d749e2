"""Invites: one-time codes made, printed once as slips, and their return by group."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import Refused
from participation.domain.policy import Permission
from participation.models import Consultation
from participation.services import consultations, figures, ledger
from participation.services.audit import note
from participation.services.councils import pack_of
from participation.services.invites import Route, make_invites
from participation.services.return_rates import RETURN, rate_tables, release_return
from participation.web.staff.access import needs
from participation.web.staff.forms.inviting import InvitesForm
from participation.web.staff.office import Desk, now, office, reading, writing
from participation.web.staff.slips import sheet_of

BY_LINK = "This consultation is open to anyone with its link, so it needs no invites."


@needs(Permission.OPEN_CONSULTATION)
def show_invites(name: str) -> ResponseReturnValue:
    """Show the form that makes invites, and their return as it was last released."""
    with reading() as desk:
        return _show(desk, _by_invite(desk, name), InvitesForm(None))


@needs(Permission.OPEN_CONSULTATION)
def make_slips(name: str) -> ResponseReturnValue:
    """Make invites and show their slips; they are in this one answer and nowhere else."""
    form = InvitesForm()
    with writing() as desk:
        row = _by_invite(desk, name)
        form.offer(_groups(desk, row))
        if not form.validate():
            return _show(desk, row, form)
        route = Route(form.route.data)
        args = (desk.session, desk.council, office().keys.invites, row)
        batch = make_invites(*args, form.group.data, route, form.count.data)
        words = f"{form.count.data} for {form.group.data} by {route}"
        note(desk.session, desk.account, "made invites", now(), row.id, words)
        sheet = sheet_of(batch, _groups(desk, row)[batch.group], office().settings.young_address)
        slips = render_template("staff/slips.html", sheet=sheet, name=row.name)
    office().database.forget_log()
    return slips


@needs(Permission.OPEN_CONSULTATION)
def count_return(name: str) -> ResponseReturnValue:
    """Release how many came back, through the gate, and show it."""
    with writing() as desk:
        release_return(desk.session, desk.council, _by_invite(desk, name))
    return redirect(url_for("consultations.show_invites", name=name), 303)


def _by_invite(desk: Desk, name: str) -> Consultation:
    row = consultations.consultation_named(desk.session, desk.council, name)
    if not row.by_invite:
        raise Refused(BY_LINK)
    return row


def _groups(desk: Desk, row: Consultation) -> dict[str, str]:
    offered = row.groups.split()
    return {code.code: code.name for code in pack_of(desk.council).groups if code.code in offered}


def _show(desk: Desk, row: Consultation, form: InvitesForm) -> ResponseReturnValue:
    form.offer(_groups(desk, row))
    told = ledger.earlier(desk.session, row, RETURN)
    page = render_template(
        "staff/invites.html",
        row=row,
        form=form,
        told=told[-1] if told else None,
        tables=rate_tables(desk.session, row, told[-1]) if told else (),
        withheld=figures.withheld_words(told[-1]) if told else "",
    )
    return page, 400 if form.errors else 200
