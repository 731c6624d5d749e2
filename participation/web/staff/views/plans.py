"""The action plan: what is done, by whom, how far, and how that adds up."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import BadInput, NotFound
from participation.domain.action_plan import PROGRESS_WORDS, Progress
from participation.domain.policy import Permission, Role, may
from participation.services import plans, responses
from participation.services.councils import pack_of
from participation.web.staff.access import needs
from participation.web.staff.forms.plans import ActionForm, MilestoneForm, ProgressForm
from participation.web.staff.office import now, reading, today, writing

pages = Blueprint("plans", __name__, url_prefix="/plan")


@pages.get("")
@needs(Permission.SEE_MEETINGS)
def show() -> str:
    """Show the plan and its sums by promise and outcome."""
    with reading() as desk:
        lines = plans.plan_of(desk.session, desk.council)
        changes = may(Role(desk.account.role), Permission.CHANGE_PLAN)
        reads_all = may(Role(desk.account.role), Permission.READ_EXEMPT)
        shown = [one for one in lines if one.is_open or reads_all]
        promise = pack_of(desk.council).words.promise
        by_promise, by_heading = plans.plan_sums(desk.council, shown, today())
    return render_template(
        "staff/plan.html",
        lines=shown,
        by_promise=by_promise,
        promise=promise,
        by_heading=by_heading,
        words=PROGRESS_WORDS,
        today=today(),
        changes=changes,
    )


@pages.route("/new", methods=["GET", "POST"])
@needs(Permission.CHANGE_PLAN)
def add() -> ResponseReturnValue:
    """Put an action on the plan, or show the form with what was typed."""
    form = ActionForm()
    with reading() as desk:
        form.offer(pack_of(desk.council))
        ask = None
        if "ask" in request.args:
            ask = responses.ask_of(desk.session, desk.council, _key(request.args["ask"]))
            if not form.is_submitted():
                form.promise.data = ask.promise
    if form.is_submitted() and form.validate():
        new = plans.NewAction(
            form.words.data, form.promise.data, form.owner.data, form.partner.data or "",
            form.due.day, None if ask is None else ask.id,
        )  # fmt: skip
        try:
            with writing() as desk:
                plans.add_action(desk.session, desk.council, desk.account, new, now())
            return redirect(url_for("plans.show"), 303)
        except BadInput as error:
            form.refuse(error.field or "words", error)
    page = render_template("staff/plan-new.html", form=form, ask=ask)
    return page, 400 if form.errors else 200


@pages.route("/<uuid:action_id>", methods=["GET", "POST"])
@needs(Permission.CHANGE_PLAN)
def keep(action_id: UUID) -> ResponseReturnValue:
    """Say how far an action is, or show the form with what was typed."""
    with reading() as desk:
        row = plans.action_of(desk.session, desk.council, action_id)
    form = ProgressForm(progress=row.progress, evidence=row.evidence, due=row.due_on)
    if form.is_submitted() and form.validate():
        try:
            with writing() as desk:
                plans.report_progress(
                    desk.session, desk.council, desk.account, action_id,
                    Progress(form.progress.data), form.evidence.data or "", form.due.day, now(),
                )  # fmt: skip
            return redirect(url_for("plans.show"), 303)
        except BadInput as error:
            form.refuse(error.field or "evidence", error)
    return _page(action_id, form, MilestoneForm(formdata=None)), 400 if form.errors else 200


@pages.post("/<uuid:action_id>/milestones")
@needs(Permission.CHANGE_PLAN)
def add_milestone(action_id: UUID) -> ResponseReturnValue:
    """Put a milestone on an action."""
    form = MilestoneForm()
    if form.validate():
        try:
            with writing() as desk:
                plans.add_milestone(
                    desk.session, desk.council, desk.account, action_id,
                    form.step.data, form.by.day, now(),
                )  # fmt: skip
            return redirect(url_for("plans.keep", action_id=action_id), 303)
        except BadInput as error:
            form.refuse("step", error)
    with reading() as desk:
        row = plans.action_of(desk.session, desk.council, action_id)
    kept = ProgressForm(formdata=None, progress=row.progress, evidence=row.evidence, due=row.due_on)
    return _page(action_id, kept, form), 400


@pages.post("/milestones/<uuid:milestone_id>/pass")
@needs(Permission.CHANGE_PLAN)
def pass_milestone(milestone_id: UUID) -> ResponseReturnValue:
    """Mark a milestone as passed."""
    with writing() as desk:
        action_id = plans.pass_milestone(
            desk.session, desk.council, desk.account, milestone_id, now()
        )
    return redirect(url_for("plans.keep", action_id=action_id), 303)


def _page(action_id: UUID, form: ProgressForm, step: MilestoneForm) -> str:
    with reading() as desk:
        found = (one for one in plans.plan_of(desk.session, desk.council))
        action = next(one for one in found if one.action_id == action_id)
        return render_template("staff/plan-action.html", action=action, form=form, step=step)


def _key(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError as error:
        raise NotFound("That ask is not here. Look for it on the list of asks.") from error
