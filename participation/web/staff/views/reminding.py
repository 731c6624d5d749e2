"""Reminders: the same words for a whole group, never for those who have not answered."""

from flask import render_template

from participation.domain.policy import Permission
from participation.services.consultations import consultation_named
from participation.services.councils import pack_of
from participation.services.reminders import reminder_for
from participation.web.staff.access import needs
from participation.web.staff.office import office, reading


@needs(Permission.OPEN_CONSULTATION)
def show_reminder(name: str) -> str:
    """Show the letter, the mail and the slip, to be sent to everybody of each group."""
    with reading() as desk:
        row = consultation_named(desk.session, desk.council, name)
        names = {group.code: group.name for group in pack_of(desk.council).groups}
        return render_template(
            "staff/reminder.html",
            row=row,
            groups=[names.get(code, code) for code in row.groups.split()],
            reminder=reminder_for(desk.council, row, office().settings.young_address),
        )
