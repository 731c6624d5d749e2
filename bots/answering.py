"""A survey answered in chat: begun, answered by taps or typing, and sent."""

from dataclasses import replace

from bots import greeting, render, telling, tongues, words
from bots.adapter import Heard, Replies, Said, units
from bots.buttons import Tap, Verb, bytes_of
from bots.taps import ANSWERING, question_of, replies_to
from bots.visit import Visit
from participation.core.errors import Changed, NotFound, Refused
from participation.core.speech import said as _
from participation.core.speech import speaking
from participation.services import chats
from participation.services.conversations import NOTHING_KEPT, Turn, worrying
from surveys.engine import Ask, Back, Given, Send
from surveys.typed import typed


def offer(visit: Visit, link: str) -> Replies:
    """Return what stands before the first question behind the link."""
    try:
        offered = chats.offered_at(visit.session, visit.scope.councils, link, visit.today)
    except Refused as error:
        told = Said(f"{error.message}\n{visit.scope.address}/c/{link}")
        return Replies((told, *visit.others()))
    turn = visit.turn()
    if turn is not None:
        same = turn.consultation.id == offered.consultation.id
        return Replies((greeting.carry_on(offered, same),))
    return Replies((tongues.welcome(visit, offered),))


def begin(visit: Visit, tap: Tap) -> Replies:
    """Begin after the yes; nothing that is unfinished is forgotten unasked."""
    link, turn = "".join(tap.parts[:1]), visit.turn()
    if tap.verb is Verb.BEGIN and turn is not None:
        return offer(visit, link)
    offered = chats.offered_at(visit.session, visit.scope.councils, link, visit.today)
    if turn is not None and turn.consultation.id != offered.consultation.id:
        # To this one nobody has said yes yet.
        visit.held.forget()
        return Replies((replace(tongues.welcome(visit, offered), edit=True),))
    language = visit.language_among(visit.offered_by(offered.council))
    begun = visit.held.begin(link, language)
    with speaking(language):
        first = visit.step(begun)
        if turn is not None:
            return Replies((replace(first, edit=True),))
        return Replies((replace(tongues.welcome(visit, offered), rows=(), edit=True), first))


def not_now(visit: Visit, tap: Tap) -> Replies:
    """Say that nothing was kept, and where the web page is."""
    link = "".join(tap.parts[:1])
    return Replies((Said(_(words.NOT_NOW, address=f"{visit.scope.address}/c/{link}")),))


def carry_on(visit: Visit, _tap: Tap) -> Replies:
    """Show the step that the conversation has come to, in the place of the button."""
    turn = visit.turn()
    if turn is None:
        return visit.again(_(NOTHING_KEPT))
    return Replies((replace(visit.asked_again(turn), edit=True),))


def back(visit: Visit) -> Replies:
    """Go back one question."""
    if visit.turn() is None:
        return visit.again(_(words.NOTHING_BEGUN))
    return Replies((visit.step(visit.held.reply(Back())),))


def say(visit: Visit, turn: Turn, heard: Heard) -> Replies:
    """Take what was typed as the reply to the question, and ask on."""
    reply = typed(turn.survey, turn.state, heard.text)
    if isinstance(reply, Send):
        lead = visit.scope.channel.where_tapped(_(words.SEND_BY_BUTTON))
        return Replies((visit.step(turn, lead),))
    after = visit.held.reply(reply)
    lead = ""
    if isinstance(reply, Given):
        lead = _lead(after, reply.question, heard.text)
        if reply.question in worrying(after):
            return Replies((_worry(visit, after, reply.question), visit.step(after)))
        if lead and units(heard.text) >= visit.scope.channel.longest_text:
            lead = _(words.FULL_MESSAGE)
    return Replies((visit.step(after, lead),))


def tap(visit: Visit, pressed: Tap) -> Replies:
    """Take a button of the survey: an answer, a tick, or a way through it."""
    turn = visit.turn()
    if turn is None:
        raise NotFound(_(NOTHING_KEPT))
    question = question_of(pressed, turn)
    after = turn
    for reply in replies_to(pressed, turn):
        after = visit.held.reply(reply)
    if pressed.verb not in ANSWERING:
        return Replies((replace(visit.step(after), edit=True),))
    if after.state == turn.state:
        # A second tap on the same button: the question is gone on from already.
        return Replies(note=_(words.HAVE_THAT))
    if isinstance(after.step, Ask) and after.step.question.name == question.name:
        return Replies((replace(visit.step(after), edit=True),))
    if question.way.informs:
        return Replies((render.read(after, question), visit.step(after)))
    answer = after.state.answers[question.name]
    lead = render.thanks_for(answer)
    return Replies((render.answered(after, question, answer), visit.asked_again(after, lead)))


def send(visit: Visit, pressed: Tap) -> Replies:
    """Send what the message with the button showed, and hand over the five words."""
    nonce = bytes_of("".join(pressed.parts))
    try:
        sent = visit.send_shown(nonce)
    except Changed as error:
        turn = visit.turn()
        return Replies((visit.choices() if turn is None else visit.so_far(turn, error.message),))
    sealed = chats.seal_receipt(visit.secret, sent.receipt)
    address, channel = visit.scope.address, visit.scope.channel
    receipt = telling.receipt(sent, sealed, visit.today, address, channel)
    said = [Said(_("Sent."), edit=True), receipt]
    if sent.worry:
        said.append(visit.help(_(words.STILL_UNREAD)))
    return Replies(tuple(said))


def _lead(after: Turn, name: str, typed: str) -> str:
    step, question = after.step, after.survey.by_name[name]
    here = isinstance(step, Ask) and step.question.name == name
    if here or question.way.informs:
        return ""
    answer = after.state.answers[name]
    taken_for = render.understood(after, question, answer, typed)
    return "\n".join(filter(None, (taken_for, render.thanks_for(answer))))


def _worry(visit: Visit, after: Turn, name: str) -> Said:
    if name in after.state.drafts:
        # It could not be used as an answer, so sending would not take it along.
        return visit.help(_(words.UNREAD))
    said = visit.help(" ".join(map(_, words.UNSEEN)))
    nonce = chats.nonce_showing(visit.secret, after.state)
    return replace(said, rows=(*render.send_now(nonce), *said.rows))
