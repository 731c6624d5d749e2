"""What young people's own body said together, as the wall of a chat shows it."""

from collections.abc import Iterator, Sequence

from bots.adapter import Capabilities
from participation.core.speech import said as _
from participation.domain.responses import long_date
from participation.domain.together import PLEDGE_WORDS, SaidTogether


def texts(statements: Sequence[SaidTogether], channel: Capabilities) -> tuple[str, ...]:
    """Return each statement; where every text costs money, its words alone."""
    return tuple("\n\n".join(_parts(said, channel)) for said in statements)


def _parts(said: SaidTogether, channel: Capabilities) -> Iterator[str]:
    yield f"{_('Said together by %(body)s', body=said.body)}\n“{said.words}”"
    if said.wanted:
        yield f"{_('What we most want an answer to')}\n{said.wanted}"
    if channel.dear:
        return
    if said.themes:
        listed = (f"{place}. {theme}" for place, theme in enumerate(said.themes, 1))
        yield "\n".join((_("What matters most to us"), *listed))
    if said.verdicts:
        yield "\n".join(f"{one.promise}: {_(PLEDGE_WORDS[one.verdict])}" for one in said.verdicts)
    day = long_date(said.signed_on)
    yield _("%(many)s of them signed this on %(day)s.", many=said.signed, day=day)
