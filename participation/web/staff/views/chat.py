"""Chat: how its channels do, and the switch that turns each on or off for the council."""

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import NotFound
from participation.domain.policy import Permission
from participation.services.chat_switches import CHANNELS, health, is_on, turn
from participation.web.staff.access import needs
from participation.web.staff.office import now, reading, writing

pages = Blueprint("chat", __name__, url_prefix="/chat")


@pages.get("")
@needs(Permission.CHANGE_CHAT)
def show() -> str:
    """Show each channel: on or off, when it last heard and sent something, what waits."""
    with reading() as desk:
        channels = []
        for name, words in CHANNELS.items():
            on = is_on(desk.session, desk.council, name)
            channels.append((name, words, on, health(desk.session, name, now())))
    said = session.pop("said", "")
    return render_template("staff/chat.html", channels=channels, said=said)


@pages.post("")
@needs(Permission.CHANGE_CHAT)
def change() -> ResponseReturnValue:
    """Turn the channel on or off."""
    channel, on = request.form.get("channel", ""), request.form.get("turn") == "on"
    if channel not in CHANNELS:
        raise NotFound("That way to chat is not here. Choose one of those on this page.")
    with writing() as desk:
        turn(desk.session, desk.council, desk.account, channel, on, now())
    session["said"] = f"{CHANNELS[channel]}: turned {'on' if on else 'off'}."
    return redirect(url_for("chat.show"))
