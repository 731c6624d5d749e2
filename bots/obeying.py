"""What is done at each command, at any moment and before any answer is read."""

from dataclasses import replace

from bots import answering, looking, reaching, subscribing, taking, tongues, words
from bots.adapter import Replies, Said
from bots.commands import Asked, Command, words_to_type
from bots.visit import Visit
from participation.core.speech import said as _


def obey(visit: Visit, asked: Asked) -> Replies:
    """Return what comes of the command."""
    match asked.command:
        case Command.START:
            return _start(visit, asked.rest)
        case Command.STOP:
            return _stop(visit)
        case Command.HELP:
            return _help(visit)
        case Command.BACK:
            return _back(visit)
        case Command.LANGUAGE:
            return tongues.ask(visit)
        case Command.DELETE:
            return taking.look_up(visit, asked.rest) if asked.rest else taking.ask(visit)
        case Command.JOURNEY:
            return looking.ask_for_words(visit, asked.rest)
        case Command.WALL:
            return looking.show_wall(visit)
        case _:
            known = _(words.AT_ANY_TIME, words=words_to_type())
            return visit.again(f"{_(words.UNKNOWN_COMMAND)} {known}")


def _start(visit: Visit, link: str) -> Replies:
    lead = (Said(_(words.NOT_ASKED)),) if reaching.forget(visit) else ()
    turn = visit.turn()
    link = link or ("" if turn is None else turn.consultation.link)
    offered = answering.offer(visit, link) if link else Replies((visit.choices(),))
    return replace(offered, said=(*lead, *offered.said))


def _stop(visit: Visit) -> Replies:
    subscribing.forget(visit)
    unsent = reaching.forget(visit) or visit.turn() is not None
    visit.held.forget()
    first = _(words.STOPPED) if unsent else _(words.NOTHING_TO_STOP)
    return Replies((visit.help(f"{first} {visit.stays()}"),))


def _help(visit: Visit) -> Replies:
    begun = visit.turn() is not None or visit.aside.writing is not None
    on: tuple[Said, ...] = visit.again().said if begun else ()
    return Replies((visit.all_help(), *on))


def _back(visit: Visit) -> Replies:
    writing = visit.aside.writing
    return answering.back(visit) if writing is None else reaching.back(visit, writing)
