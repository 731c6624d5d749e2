"""What was found in the answers, theme by theme: exact, for whoever reads them."""

from flask import Blueprint, render_template, request

from participation.domain.policy import Permission
from participation.services.consultations import consultation_named, consultations_of
from participation.services.theme_figures import found_in
from participation.web.staff.access import needs
from participation.web.staff.office import reading

pages = Blueprint("theme_counts", __name__, url_prefix="/themes")


@pages.get("/found")
@needs(Permission.READ_ANSWERS)
def show() -> str:
    """Show how many answers have each theme, in all consultations or in one."""
    name = request.args.get("of", "")
    with reading() as desk:
        of = consultation_named(desk.session, desk.council, name) if name else None
        return render_template(
            "staff/theme-counts.html",
            found=found_in(desk.session, desk.council, of),
            of=of,
            rows=consultations_of(desk.session, desk.council),
        )
