"""Data protection papers, written from what is really set up: never more than is so."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from participation.core.files import templates_dir
from participation.domain.responses import long_date
from participation.domain.retention import Kind, in_words
from participation.papers.blocks import Detail, Paper
from participation.papers.kept import ABOUT_YOUNG_PEOPLE, OTHER, Kept, kept_here, rule_words
from participation.papers.phrases import listed
from participation.papers.plain import plain_paper
from participation.papers.templates import templates
from surveys.pack_council import CouncilPack

PAPERS = ("impact-assessment", "privacy-notice", "retention-schedule")


@dataclass(frozen=True)
class Facts:
    """How the service is set up for one council on one day.

    `mail` is the mail server, `mail_folder` where mail is written instead; `staff` how many
    sign in, by role in words; `tables` all that the database holds.
    """

    pack: CouncilPack
    today: date
    database: str
    young_apart: bool
    young_address: str
    mail: str
    mail_folder: str
    telegram: bool
    backups_sealed: bool
    last_backup: date | None
    staff: Mapping[str, int]
    tables: frozenset[str]


@dataclass(frozen=True)
class Standard:
    """One standard of the Children's Code: what is done, and the tests that show it."""

    name: str
    does: str
    tests: tuple[str, ...]


@cache
def standards() -> tuple[Standard, ...]:
    """Return the fifteen standards, in the Code's own order."""
    read = tomllib.loads(_template("standards.toml"))
    return tuple(
        Standard(one["name"], one["does"], tuple(one["tests"])) for one in read["standard"]
    )


def protection_papers(facts: Facts) -> dict[str, Paper]:
    """Return each paper by the name of its file."""
    return {name: _paper(name, facts) for name in PAPERS}


def _paper(name: str, facts: Facts) -> Paper:
    retention = facts.pack.retention
    text = (
        templates()
        .get_template(f"papers/protection/{name}.md")
        .render(
            pack=facts.pack,
            day=long_date(facts.today),
            readers=_either(facts.pack.reading.readers),
            board=_the(facts.pack.words.board),
            staff=_people(facts.staff),
            setup=_setup(facts),
            mail=facts.mail,
            telegram=facts.telegram,
            young_apart=facts.young_apart,
            backups=_backups(facts),
            standards=standards(),
            kept_of_young_people=kept_here(facts.tables, retention, ABOUT_YOUNG_PEOPLE),
            kept_of_others=kept_here(facts.tables, retention, OTHER),
            withdrawals_go=rule_words(Kind.WITHDRAWALS, retention),
            answers_kept=in_words(retention.answer_days),
            backups_kept=in_words(retention.backup_days),
            table=_table,
        )
    )
    details = (
        Detail("Council", facts.pack.title),
        Detail("Made", long_date(facts.today)),
    )
    return plain_paper(text, facts.pack.title, details)


def _setup(facts: Facts) -> tuple[str, ...]:
    apart = "with a role of its own, which cannot read an answer's words"
    together = "and stands on the same account as the staff's"
    last = "" if facts.last_backup is None else f" The last is of {long_date(facts.last_backup)}."
    return (
        f"The database is {facts.database}. The young people's app reaches it "
        f"{apart if facts.young_apart else together}.",
        f"Young people reach it at {facts.young_address}, "
        f"{'over' if facts.young_address.startswith('https://') else 'without'} HTTPS.",
        _mail(facts),
        "A bot for Telegram is set up." if facts.telegram else "No chat service is set up.",
        f"Backups: {_backups(facts)}.{last}",
        f"An unfinished conversation is kept for {facts.pack.retention.unfinished_days} days.",
        f"Somebody reads {facts.pack.reading.hours}. {facts.pack.reading.nobody_reads}",
        f"Safeguarding contacts: {listed(facts.pack.safeguarding.contacts)}; "
        f"{facts.pack.safeguarding.hours}. {facts.pack.safeguarding.out_of_hours}",
    )


def _mail(facts: Facts) -> str:
    if facts.mail_folder:
        return "Mail is written to a folder, to try things out, and reaches nobody."
    if facts.mail:
        return f"Mail to staff goes through {facts.mail}."
    return "No mail server is set, so nobody is told anything by mail."


def _backups(facts: Facts) -> str:
    if facts.backups_sealed:
        return "sealed to two keys that are kept away from the machine"
    return "none can be made yet, for there are no keys to seal them to"


def _people(staff: Mapping[str, int]) -> str:
    counted = [f"{role.lower()} ({count})" for role, count in staff.items() if count]
    return listed(counted) or "nobody yet"


def _either(names: Sequence[str]) -> str:
    *most, last = names
    said = f"{', '.join(most)} or {last}" if most else last
    return said[:1].upper() + said[1:]


def _the(board: str) -> str:
    return board if board.lower().startswith("the ") else f"the {board}"


def _table(rows: Sequence[Kept], heads: Sequence[str], fields: Sequence[str]) -> str:
    """Return the rows as a table of Markdown."""
    lines = [heads, ["---"] * len(heads)]
    lines += [[_cell(row, name) for name in fields] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(row: Kept, name: str) -> str:
    return ", ".join(sorted(row.tables)) if name == "names" else str(getattr(row, name))


def _template(name: str) -> str:
    return (templates_dir() / "papers" / "protection" / name).read_text("utf-8")
