"""The mail that tells a board member of a paper: figures, asks and a link, never a quote."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from participation.core.ports import Mail
from participation.domain.digest import ConsultationSection, ReleasedDigest
from participation.domain.disclosure.released import ReleasedTable
from participation.domain.exemption import public_twin
from participation.papers.chart import Bar, bars, is_drawable
from participation.papers.minute import in_one_minute
from participation.papers.phrases import about, opened, subject_of, when_answered, when_met
from participation.papers.templates import templates


@dataclass(frozen=True)
class MailPart:
    """One consultation in a mail; any of its parts may be empty."""

    title: str
    base: str
    withheld: str
    question: str
    bars: tuple[Bar, ...]
    themes: tuple[str, ...]


def meeting_mail(
    digest: ReleasedDigest, to: str, answered_at: Mapping[int, str] = MappingProxyType({})
) -> Mail:
    """Return the mail that announces the paper to one member, in plain text and HTML.

    A mail passes many hands: it holds what the public paper holds, and links to the rest.
    `answered_at` is the address at which each ask is answered, by its number.
    """
    digest = public_twin(digest)
    page = {
        "occasion": digest.occasion,
        "meeting_on": when_met(digest.occasion),
        "answered": when_answered(digest.occasion),
        "minute": in_one_minute(digest).blocks[0],
        "parts": [part_of(consultation) for consultation in digest.consultations],
        "asks": [
            (
                ask.number,
                ask.words,
                about(ask, digest.report.promise),
                answered_at.get(ask.number, ""),
            )
            for ask in digest.asks
        ],
        "exempt": digest.exempt,
        "link": digest.link,
    }
    return Mail(
        to=to,
        subject=subject_of(digest),
        plain=templates().get_template("mail/meeting.txt").render(page),
        html=templates().get_template("mail/meeting.html").render(page),
    )


def part_of(consultation: ConsultationSection) -> MailPart:
    """Return what a mail tells of a consultation: its first table as bars, its themes."""
    tables = [
        table
        for table in consultation.tables
        if isinstance(table, ReleasedTable) and is_drawable(table)
    ]
    base = consultation.base
    return MailPart(
        title=consultation.title,
        base=f"{opened(base.words)} answered." if base else "",
        withheld=consultation.withheld,
        question=tables[0].title if tables else "",
        bars=bars(tables[0]) if tables else (),
        themes=tuple(
            f"{theme.theme} ({theme.count.words})" if theme.count else theme.theme
            for theme in consultation.themes
        ),
    )
