"""Asks: where each one stands, and the board's answer to it."""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import BadInput, Changed, Refused
from participation.domain.policy import Permission, Role, may
from participation.models import MemberView, PartnerLink
from participation.services import approval, member_views, partner_links, responses
from participation.services.chairs import chairs_of
from participation.services.champions import champion_of
from participation.services.ladder import held_back
from participation.services.ladder_mail import held_words
from participation.services.pauses import paused_until
from participation.services.responses import GivenAnswer
from participation.services.standings import Standing, StandingAsk, standing_asks
from participation.web.staff.access import needs
from participation.web.staff.forms.answers import KINDS, AnswerForm
from participation.web.staff.office import Desk, now, reading, today, writing

pages = Blueprint("asks", __name__, url_prefix="/asks")

STANDING_WORDS = {
    Standing.NO_ANSWER: "No answer yet",
    Standing.TO_PUBLISH: "Answered, not published",
    Standing.LATE: "Late",
    Standing.PROMISED: "Promised",
    Standing.KEPT: "Done",
    Standing.CANNOT: "Cannot",
}


@pages.get("")
@needs(Permission.READ_DIGEST)
def show_all() -> str:
    """Show every ask with where it stands, newest meeting first."""
    with reading() as desk:
        asks = standing_asks(desk.session, desk.council, today())
        role = Role(desk.account.role)
        to_sign = {
            given.id
            for ask in asks
            if (given := ask.put.response) is not None
            and given.signed_by_id is None
            and given.published_on is None
            and approval.may_sign(desk.session, desk.council, desk.account, given.author_id)
        }
        drafts = partner_links.drafts_waiting(desk.session, desk.council)
        views = member_views.views_waiting(desk.session, desk.council)
        paused = paused_until(desk.session, desk.council.id, today())
        held = held_back(desk.session, desk.council, today()) if paused else {}
        closers = chairs_of(desk.session, desk.council)
    return render_template(
        "staff/asks.html",
        asks=asks,
        words=STANDING_WORDS,
        answers=may(role, Permission.ANSWER_ASK),
        publishes=may(role, Permission.PUBLISH_RESPONSE),
        reads_all=may(role, Permission.READ_EXEMPT),
        to_sign=to_sign,
        drafts=drafts if may(role, Permission.ASK_PARTNER) else set(),
        views=views,
        paused_until=paused,
        held={key: held_words(until) for key, until in held.items()},
        closers=closers,
        me=desk.account,
        said=session.pop("said", ""),
    )


@pages.route("/<uuid:ask_id>", methods=["GET", "POST"])
@needs(Permission.ANSWER_ASK)
def answer(ask_id: UUID) -> ResponseReturnValue:
    """Answer an ask, or change what was answered; a partner's draft fills the form on request."""
    with reading() as desk:
        shown = _shown(desk, ask_id)
        form = _form(desk, shown)
    if form.is_submitted() and form.validate():
        try:
            with writing() as desk:
                _record(desk, ask_id, form)
            session["said"] = "Answer kept. The officer puts it in plain words and publishes it."
            return redirect(url_for("asks.show_all"))
        except BadInput as error:
            form.refuse(form.box_of(error.field), error)
        except Changed as error:
            form.refuse("words", error)
            with reading() as desk:
                shown = _shown(desk, ask_id)
            latest = shown.put.put.response
            form.seen.raw_data = None
            form.seen.data = 0 if latest is None else latest.number
    said = session.pop("said", "")
    page = render_template("staff/ask.html", form=form, kinds=KINDS, said=said, **vars(shown))
    return page, 400 if form.errors else 200


@dataclass(frozen=True)
class Shown:
    """An ask with all that was said of it, and what this person may do with it."""

    put: StandingAsk
    history: list[GivenAnswer]
    links: list[PartnerLink]
    views: list[MemberView]
    signs: bool
    approver: str
    asks_partners: bool
    is_member: bool
    champion: str


def _shown(desk: Desk, ask_id: UUID) -> Shown:
    put = _put(desk, ask_id)
    role = Role(desk.account.role)
    asks_partners = may(role, Permission.ASK_PARTNER)
    links = partner_links.links_of(desk.session, put.put.ask) if asks_partners else []
    return Shown(
        put=put,
        history=responses.given_answers(desk.session, ask_id),
        links=links,
        views=member_views.views_of(desk.session, ask_id),
        signs=approval.may_sign(desk.session, desk.council, desk.account, desk.account.id),
        approver=approval.rule_of(desk.council).approver,
        asks_partners=asks_partners,
        is_member=role is Role.MEMBER,
        champion=champion_of(desk.session, desk.council, put.put.ask),
    )


def _form(desk: Desk, shown: Shown) -> AnswerForm:
    latest = shown.put.put.response
    wanted = request.args.get("partner", "")
    link = next((link for link in shown.links if str(link.id) == wanted and link.used_on), None)
    if link is None:
        return AnswerForm.of(latest)
    seen = 0 if latest is None else latest.number
    return AnswerForm.filled(partner_links.reply_of(link), seen, str(link.id))


def _record(desk: Desk, ask_id: UUID, form: AnswerForm) -> None:
    partner = ""
    if form.partner.data and may(Role(desk.account.role), Permission.ASK_PARTNER):
        link = partner_links.taken_up(
            desk.session, desk.council, desk.account, form.partner.data, ask_id, now()
        )
        partner = link.partner
    responses.record_response(
        desk.session, desk.council, desk.account, ask_id, form.reply(), now(),
        form.seen.data, partner,
    )  # fmt: skip


def _put(desk: Desk, ask_id: UUID) -> StandingAsk:
    responses.ask_of(desk.session, desk.council, ask_id)
    found = (ask for ask in standing_asks(desk.session, desk.council, today()))
    standing = next((ask for ask in found if ask.put.ask.id == ask_id), None)
    if standing is None:
        raise Refused("This ask has not been sent to the board yet.")
    return standing
