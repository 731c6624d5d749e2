"""Flags: for the safeguarding leads alone."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from participation.core.clock import HERE, day_of
from participation.core.errors import BadInput, Changed, Refused
from participation.core.keys import ReadingKeys
from participation.domain.policy import Permission
from participation.domain.responses import long_date
from participation.domain.safeguarding import DECISION_WORDS, OPEN_STATES, STATE_WORDS, FlagState
from participation.models import Account, Council
from participation.services import flag_words, flags, follow_ups, messages, rounds
from participation.services.alerts import late_worries
from participation.services.councils import pack_of
from participation.services.hours import route_when_closed
from participation.web.staff.access import needs
from participation.web.staff.forms.ground import StaffForm
from participation.web.staff.forms.safeguarding import (
    CheckForm,
    DecisionForm,
    MessageForm,
    WordForm,
)
from participation.web.staff.office import Desk, now, office, today, writing
from participation.web.staff.office import reading as at_desk

Item = tuple[Session, Council, Account, ReadingKeys, UUID]
"""A flagged answer, with who has it before them."""

pages = Blueprint("flags", __name__, url_prefix="/flags")


@pages.get("")
@needs(Permission.DECIDE_FLAGS)
def show() -> str:
    """List every flagged answer, the ones nobody has seen first; no word of any is shown."""
    with at_desk() as desk:
        return render_template(
            "staff/flags.html",
            lines=flags.flags(desk.session, desk.council),
            late=late_worries(desk.session, desk.council, now()),
            safeguarding=pack_of(desk.council).safeguarding,
            route=route_when_closed(desk.council, now()),
            said=session.pop("said", ""),
            open_states=OPEN_STATES,
            state_words=STATE_WORDS,
            decision_words=DECISION_WORDS,
            hour=hour_in_words,
            passed=lambda due: due is not None and due <= now(),
            messages=messages.messages_of(desk.session, desk.council, today()),
        )


@pages.post("/<uuid:flag_id>/see")
@needs(Permission.DECIDE_FLAGS)
def see(flag_id: UUID) -> ResponseReturnValue:
    """Take the item on: from now on it counts as seen, by this lead."""
    with writing() as desk:
        flags.see(desk.session, desk.council, desk.account, flag_id, now())
    return redirect(url_for("flags.show_one", flag_id=flag_id))


@pages.post("/late/<uuid:answer_id>")
@needs(Permission.DECIDE_FLAGS)
def take_on(answer_id: UUID) -> ResponseReturnValue:
    """Take on an answer with a worry word that no officer has read in time."""
    with writing() as desk:
        flag_id = rounds.take_on(
            desk.session, desk.council, desk.account, office().keys, answer_id, now()
        )
    return redirect(url_for("flags.show_one", flag_id=flag_id))


@pages.get("/<uuid:flag_id>")
@needs(Permission.DECIDE_FLAGS)
def show_one(flag_id: UUID) -> ResponseReturnValue:
    """Show one item that has been seen, or the list while it is new."""
    with at_desk() as desk:
        if flags.flag_of(desk.session, desk.council, flag_id).state == FlagState.NEW:
            return redirect(url_for("flags.show"))
        return _page(desk, flag_id)


@pages.get("/<uuid:flag_id>/picture.jpg")
@needs(Permission.DECIDE_FLAGS)
def show_picture(flag_id: UUID) -> Response:
    """Send the picture that was flagged, once the item has been seen."""
    with at_desk() as desk:
        jpeg = flags.picture_of_flag(desk.session, desk.council, office().keys, flag_id)
    return Response(jpeg, content_type="image/jpeg")


@pages.post("/<uuid:flag_id>")
@needs(Permission.DECIDE_FLAGS)
def decide(flag_id: UUID) -> ResponseReturnValue:
    """Keep what the lead decided, with the reason."""
    form = DecisionForm()
    return _kept(
        flag_id,
        form,
        "decision",
        lambda item: flags.decide(*item, form.decided(), now()),
        "Decided. The next step stands below.",
    )


@pages.post("/<uuid:flag_id>/word")
@needs(Permission.DECIDE_FLAGS)
def leave_word(flag_id: UUID) -> ResponseReturnValue:
    """Leave the one message at the receipt."""
    form = WordForm()
    return _kept(
        flag_id,
        form,
        "words",
        lambda item: flag_words.leave_word(*item, form.words.data or "", now()),
        "Your message waits at the receipt. You are told when there is an answer.",
    )


@pages.post("/<uuid:flag_id>/check")
@needs(Permission.DECIDE_FLAGS)
def begin_check(flag_id: UUID) -> ResponseReturnValue:
    """Keep who checks on everyone in the group, and until when."""
    form = CheckForm()
    return _kept(
        flag_id,
        form,
        "who",
        lambda item: follow_ups.begin_check(*item, form.check(), now()),
        "The check is under way. Close it here once everyone was seen.",
    )


@pages.post("/<uuid:flag_id>/message")
@needs(Permission.DECIDE_FLAGS)
def put_message(flag_id: UUID) -> ResponseReturnValue:
    """Show the message to everybody of the consultation."""
    form = MessageForm()
    return _kept(
        flag_id,
        form,
        "message",
        lambda item: follow_ups.put_message(*item, form.told(), now()),
        "Everybody who was asked can read your message now.",
    )


@pages.post("/messages/<uuid:message_id>")
@needs(Permission.DECIDE_FLAGS)
def take_down(message_id: UUID) -> ResponseReturnValue:
    """Show a message to all no more."""
    with writing() as desk:
        messages.take_down(desk.session, desk.council, desk.account, message_id, now())
    session["said"] = "Taken down. Nobody sees the message any more."
    return redirect(url_for("flags.show"))


@pages.post("/<uuid:flag_id>/close")
@needs(Permission.DECIDE_FLAGS)
def close(flag_id: UUID) -> ResponseReturnValue:
    """Close a decided item."""
    with writing() as desk:
        flags.close(desk.session, desk.council, desk.account, flag_id, now())
    session["said"] = "Closed. It stays in the list."
    return redirect(url_for("flags.show"))


def _kept(
    flag_id: UUID, form: StaffForm, box: str, keep: Callable[[Item], object], said: str
) -> ResponseReturnValue:
    """Keep what was typed and go back to the item, or show what is wrong in its box."""
    with writing() as desk:
        flags.flag_of(desk.session, desk.council, flag_id)
        if not form.validate():
            return _page(desk, flag_id, form), 400
        try:
            keep((desk.session, desk.council, desk.account, office().keys, flag_id))
        except Changed:
            raise
        except (BadInput, Refused) as error:
            form.refuse(error.field or box, error)
            return _page(desk, flag_id, form), 400
    session["said"] = said
    return redirect(url_for("flags.show_one", flag_id=flag_id))


def _page(desk: Desk, flag_id: UUID, typed: StaffForm | None = None) -> str:
    kinds = (DecisionForm, WordForm, CheckForm, MessageForm)
    forms: dict[type, StaffForm] = {kind: kind(formdata=None) for kind in kinds}
    if typed is not None:
        forms[type(typed)] = typed
    row = flags.flag_of(desk.session, desk.council, flag_id)
    args = (desk.session, desk.council, office().keys, flag_id)
    return render_template(
        "staff/flag.html",
        flag_id=flag_id,
        state=FlagState(row.state),
        decided=flags.last_decision(desk.session, row),
        asked=flags.asked_of(desk.session, desk.council, row),
        words=flags.words_of_flag(*args),
        drawn=row.picture is not None,
        steps=flags.steps_of(*args),
        messages=flag_words.words_on(*args),
        may_write=flag_words.may_leave_word(desk.session, desk.council, flag_id),
        safeguarding=pack_of(desk.council).safeguarding,
        form=typed or forms[DecisionForm],
        decision=forms[DecisionForm],
        word=forms[WordForm],
        check=forms[CheckForm],
        to_all=forms[MessageForm],
        said=session.pop("said", ""),
        open_states=OPEN_STATES,
        state_words=STATE_WORDS,
        decision_words=DECISION_WORDS,
        hour=hour_in_words,
    )


def hour_in_words(moment: datetime) -> str:
    """Return the hour as England's clocks show it: 11 March 2026, 14:00."""
    here = moment.astimezone(HERE)
    return f"{long_date(day_of(moment))}, {here:%H:%M}"
