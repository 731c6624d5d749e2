"""Asking to be reached, in a conversation of its own: apart from the survey, sealed when sent."""

from dataclasses import replace

from bots import form, greeting, words
from bots.adapter import Heard, Replies, Said
from bots.buttons import Tap, Verb, button, bytes_of, letters_of
from bots.telling import five_words
from bots.visit import Visit
from participation.core.errors import BadInput, Refused
from participation.core.sealed import NONCE_BYTES, new_nonce
from participation.core.speech import said as _
from participation.domain.receipts import Receipt
from participation.services import contacts
from participation.services.asides import Writing
from participation.services.contacts import Asked
from participation.services.contacts.asking import code_again
from participation.services.councils import council_named, pack_of
from participation.services.submissions import submission_of_receipt
from surveys.pack_council import CouncilPack
from surveys.reading import clean_text

LONGEST = 2000


def begin(visit: Visit, tap: Tap) -> Replies:
    """Say what becomes of it and who can open it, and ask the first thing."""
    name = "".join(tap.parts[:1])
    if not visit.may_ask(name):
        raise Refused(_("This form is closed just now. Please call one of the people below."))
    writing = Writing(name, letters_of(new_nonce()))
    _keep(visit, writing)
    pack = pack_of(council_named(visit.session, name))
    return Replies((Said(_before(visit, pack)), form.asked(writing, visit.scope.channel)))


def _before(visit: Visit, pack: CouncilPack) -> str:
    address = f"{visit.scope.address}/contact/{pack.name}"
    free = _(
        "Here you say who you are, because you want someone to get in touch. You don't have to. "
        "It is kept apart from anything you said in the questions."
    )
    opens = _(
        "Only the people whose job is to keep children safe can open it. They write down why, "
        "and a second person checks."
    )
    at_work = _("They are at work: %(hours)s.", hours=pack.safeguarding.hours)
    tell = _("If someone may be in danger, they may have to tell others, to help.")
    channel = visit.scope.channel
    seen = _(channel.seen, channel=channel.title, address=address)
    taken = channel.where_taken(_(words.TAKES_AWAY))
    return "\n\n".join(
        (
            f"{_('Ask someone to reach you')}\n{free}",
            f"{opens} {at_work} {tell}",
            f"{seen}\n{taken}".strip(),
            greeting.cannot_wait((pack,)),
        )
    )


def say(visit: Visit, writing: Writing, heard: Heard) -> Replies:
    """Take what was typed into the field that was asked, and take it out of the chat."""
    field, text = form.field_of(writing), clean_text(heard.text)
    if field is None:
        return Replies((form.asked(writing, visit.scope.channel, _(words.HAVE_THAT)),))
    after = form.typed_into(writing, field, text)
    error = _wrong(visit, field, text)
    if error:
        return Replies((form.asked(writing, visit.scope.channel, error),), delete=True)
    _keep(visit, after)
    return Replies((form.asked(after, visit.scope.channel),), delete=True)


def _wrong(visit: Visit, field: str, text: str) -> str:
    if not text and field not in form.MAY_BE_EMPTY:
        return _("We need what to call you, and how to reach you.")
    if len(text) > LONGEST:
        return _("That is too long. Shorten it to 2,000 letters.")
    if field == "receipt" and text and not _known(visit, text):
        return _("We can't find those five words. Check them, or leave them out.")
    return ""


def _known(visit: Visit, typed: str) -> bool:
    return submission_of_receipt(visit.session, visit.keys, typed) is not None


def go_on(visit: Visit, tap: Tap) -> Replies:
    """Leave a field empty, go back to the one before, send it all, or leave it be."""
    action, subject, council, *_rest = (*tap.parts, "", "", "")
    writing = visit.aside.writing
    if action == form.SEND:
        return _send(visit, writing, subject, council)
    if writing is None:
        raise BadInput(_(words.OLD_BUTTON))
    if action == form.LEAVE:
        return leave(visit)
    if action == form.BACK:
        return back(visit, writing)
    field = form.field_of(writing)
    if action != form.SKIP or field is None or subject != str(form.FIELDS.index(field)):
        raise BadInput(_(words.OLD_BUTTON))
    after = form.typed_into(writing, field, "")
    _keep(visit, after)
    return Replies((replace(form.asked(after, visit.scope.channel), edit=True),))


def back(visit: Visit, writing: Writing) -> Replies:
    """Ask the field before once more, or leave the request at its first."""
    before = form.one_back(writing)
    if before is None:
        return leave(visit)
    _keep(visit, before)
    return Replies((form.asked(before, visit.scope.channel),))


def leave(visit: Visit) -> Replies:
    """Forget what was typed, and go on with what was asked before."""
    forget(visit)
    return visit.again(_(words.NOT_ASKED))


def forget(visit: Visit) -> bool:
    """Forget a request that is not sent, and return whether there was one."""
    aside = visit.aside
    if aside.writing is None:
        return False
    council = council_named(visit.session, aside.writing.council)
    visit.held.keep_aside(council, replace(aside, writing=None))
    return True


def _send(visit: Visit, writing: Writing | None, letters: str, name: str) -> Replies:
    nonce = bytes_of(letters)
    if name not in visit.scope.councils or len(nonce) != NONCE_BYTES:
        raise BadInput(_(words.OLD_BUTTON))
    council = council_named(visit.session, name)
    if writing is None or writing.nonce != letters or form.field_of(writing) is not None:
        # A second tap: what was sent is not sent again, and its words come back.
        code = code_again(visit.session, visit.keys, nonce)
        if code is None:
            raise BadInput(_(words.OLD_BUTTON))
        return Replies((_sent(code, pack_of(council)),))
    told = Asked(*(getattr(writing, field) for field in form.FIELDS))
    code = contacts.ask(visit.session, visit.keys, council, told, nonce, visit.now)
    forget(visit)
    taken = Said(_("Got it. Thank you for trusting us."), edit=True)
    return Replies((taken, _sent(code, pack_of(council)), *_on(visit)))


def _on(visit: Visit) -> tuple[Said, ...]:
    turn = visit.turn()
    return () if turn is None else (visit.step(turn),)


def _sent(code: Receipt, pack: CouncilPack) -> Said:
    sealed = _(
        "It is sealed. With these five words you can see whether someone has opened it. "
        "They are not the words of your answers."
    )
    then = _("Someone opens it when they are at work, and then gets in touch the way you said.")
    text = "\n\n".join(
        (
            sealed,
            five_words(code),
            f"{_('What happens now')}\n{then} {pack.safeguarding.hours}.",
            greeting.cannot_wait((pack,)),
        )
    )
    return Said(text, ((button(_("I have written them down"), Verb.WRITTEN_DOWN),),))


def _keep(visit: Visit, writing: Writing) -> None:
    council = council_named(visit.session, writing.council)
    visit.held.keep_aside(council, replace(visit.aside, writing=writing))
