"""A version of a survey for other ages, which shares its questions until they are changed."""

from dataclasses import replace

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from participation.domain.policy import Permission
from participation.services import workshop
from participation.web.staff.access import needs
from participation.web.staff.drafting import phone_beside
from participation.web.staff.forms.workshop import BANDS, AgesForm
from participation.web.staff.office import now, writing
from participation.web.staff.office import reading as at_desk


@needs(Permission.WRITE_SURVEY)
def for_other_ages(name: str) -> ResponseReturnValue:
    """Begin a version for other ages, or show the form with what was chosen."""
    form = AgesForm()
    with at_desk() as desk:
        draft = workshop.draft_named(desk.session, desk.council, name)
        versions = phone_beside(desk, draft).versions
    form.offer([version.ages for version in versions])
    if form.is_submitted() and form.validate():
        source = replace(draft.survey, ages=form.ages.data)
        with writing() as desk:
            begun = workshop.start_draft(
                desk.session, desk.council, desk.account, source.title.to("en"), source, now()
            )
        return redirect(url_for("workshop.show", name=begun.name))
    page = render_template(
        "staff/survey-ages.html", form=form, draft=draft, versions=versions, bands=BANDS
    )
    return page, 400 if form.errors else 200
