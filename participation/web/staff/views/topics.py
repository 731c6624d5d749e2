"""Topics: what young people ask a meeting to talk about, listed and told what came of it."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import BadInput
from participation.domain.policy import Permission
from participation.services import meetings, topics
from participation.web.staff.access import needs
from participation.web.staff.deeds import kept
from participation.web.staff.office import Desk, now, reading, today

pages = Blueprint("topics", __name__, url_prefix="/topics")


@pages.get("")
@needs(Permission.BUILD_DIGEST)
def show() -> str:
    """Show what waits to be put on a list, and each meeting's topics."""
    return _page()


@pages.post("/<uuid:answer_id>/list")
@needs(Permission.BUILD_DIGEST)
def put_on_list(answer_id: UUID) -> ResponseReturnValue:
    """Put cleared words on a meeting's list."""
    words = request.form.get("words", "")

    def listed(desk: Desk) -> None:
        args = (desk.session, desk.council, desk.account, answer_id, _meeting())
        topics.put_on_list(*args, words, now())

    return _done(listed, answer_id, "It is on the list. Young people can say they want it too.")


@pages.post("/<uuid:topic_id>/agenda")
@needs(Permission.BUILD_DIGEST)
def put_on_agenda(topic_id: UUID) -> ResponseReturnValue:
    """Tell young people that the topic is on an agenda."""

    def told(desk: Desk) -> None:
        args = (desk.session, desk.council, desk.account, topic_id, _meeting())
        topics.put_on_agenda(*args, now())

    return _done(told, topic_id, "Young people can read that it is on the agenda.")


@pages.post("/<uuid:topic_id>/not-now")
@needs(Permission.BUILD_DIGEST)
def leave_off(topic_id: UUID) -> ResponseReturnValue:
    """Tell young people why the topic is not talked about this time."""
    reason = request.form.get("reason", "")

    def told(desk: Desk) -> None:
        topics.leave_off(desk.session, desk.council, desk.account, topic_id, reason, now())

    return _done(told, topic_id, "Young people can read why not.")


@pages.post("/<uuid:topic_id>/take-off")
@needs(Permission.BUILD_DIGEST)
def take_off(topic_id: UUID) -> ResponseReturnValue:
    """Take the topic off its list."""

    def taken(desk: Desk) -> None:
        topics.take_off_list(desk.session, desk.council, desk.account, topic_id, now())

    return _done(taken, topic_id, "It is off the list. Its words wait to be listed anew.")


def _done(act: Callable[[Desk], None], key: UUID, words: str) -> ResponseReturnValue:
    return kept(act, words, url_for("topics.show"), lambda problem: _page(key, problem))


def _meeting() -> UUID:
    try:
        return UUID(request.form.get("meeting", ""))
    except ValueError as error:
        raise BadInput(
            "Choose a meeting from the list. Plan one first if there is none."
        ) from error


def _page(key: UUID | None = None, problem: str = "") -> str:
    with reading() as desk:
        lines = topics.topic_lines(desk.session, desk.council)
        plan = meetings.forward_plan(desk.session, desk.council)
        return render_template(
            "staff/topics.html",
            waiting=topics.to_list(desk.session, desk.council),
            lines=lines,
            open_lists=[
                line.meeting
                for line in plan
                if line.meeting.meets_on >= today()
                and (line.digest is None or line.digest.sent_on is None)
            ],
            all_meetings=[line.meeting for line in reversed(plan)],
            wrong=key,
            problem=problem,
            typed=request.form.get("words", request.form.get("reason", "")),
            longest=topics.LONGEST_TOPIC,
            said=session.pop("said", ""),
        )
