"""An attacker who has read everything that was ever told, and the rules, and nothing else.

Written apart from the gate: it takes figures as printed words, makes each sentence a line of an
integer program, and asks the solver how small each hidden count must be.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from tests.attack.program import Program, Sum, base, cells, minus

FEWER = re.compile(r"fewer than (\d+)")
ABOUT = re.compile(r"about (\d+)")
BETWEEN = re.compile(r"between (\d+) and (\d+) young people")

Merged = tuple[str, str, int]
"""The code of a theme that went, the one it went into, and the first page after that."""

Split = tuple[str, tuple[str, ...]]
"""The code of a theme and those of its parts: on any page all in it stand in a part of it."""


@dataclass(frozen=True)
class Printed:
    """One table as printed: for each row its codes and its words."""

    question: str
    rows: tuple[tuple[tuple[str, ...], str], ...]


@dataclass(frozen=True)
class Page:
    """All that was printed at one moment; the base is empty where none was told."""

    base: str
    tables: tuple[Printed, ...]


@dataclass(frozen=True)
class Known:
    """What the survey itself says of a question: may one tick several, must one answer?"""

    codes: tuple[str, ...]
    several: bool = False
    required: bool = False
    themes: bool = False


@dataclass(frozen=True)
class Subject:
    """All pages about one thing; those who answered it are `among` those of another subject.

    `merged` are, by question, two themes of which one was merged into the other; `split` one
    that was split into others.
    """

    name: str
    pages: tuple[Page, ...]
    survey: Mapping[str, Known]
    among: str = ""
    merged: Mapping[str, Merged] = field(default_factory=dict)
    split: Mapping[str, Split] = field(default_factory=dict)


def limits(words: str) -> tuple[int, int]:
    """Return which counts the printed words stand for."""
    if fewer := FEWER.fullmatch(words):
        return 0, int(fewer[1]) - 1
    about = ABOUT.fullmatch(words)
    assert about, words
    nearest = int(about[1])
    return max(8, nearest - 2), nearest + 2


def read(subjects: Sequence[Subject], only_grows: bool = True) -> Program:
    """Return everything that the pages and the surveys say, as one program."""
    program = Program()
    for subject in subjects:
        for number, page in enumerate(subject.pages):
            read_page(program, subject, number, page)
        for later in range(1, len(subject.pages)):
            came = minus(base(subject.name, later), base(subject.name, later - 1))
            program.say(came, 10)
            if only_grows:
                for key, known in subject.survey.items():
                    if key in subject.merged:
                        read_merged(program, key, known, later, came, subject.merged[key])
                    else:
                        read_growth(program, key, known, later, came)
    for part in (subject for subject in subjects if subject.among and subject.pages):
        whole = next(subject for subject in subjects if subject.name == part.among)
        everyone = base(whole.name, len(whole.pages) - 1)
        program.say(minus(everyone, base(part.name, len(part.pages) - 1)), 0)
    return program


def read_page(program: Program, subject: Subject, number: int, page: Page) -> None:
    everyone = base(subject.name, number)
    if page.base:
        between = BETWEEN.fullmatch(page.base)
        assert between, page.base
        program.say(everyone, int(between[1]), int(between[2]))
    else:
        program.say(everyone, 10)
    for key, known in subject.survey.items():
        read_question(program, key, known, number, everyone)
    for key, split in subject.split.items():
        read_split(program, key, number, split)
    for table in page.tables:
        read_table(program, table, subject.survey[table.question], number)


def read_question(program: Program, key: str, known: Known, page: int, everyone: Sum) -> None:
    nowhere = minus(everyone, cells(key, known.codes, page))
    if known.several:
        for code in known.codes:
            program.say(minus(everyone, cells(key, [code], page)), 0)
        if known.required:
            program.say(nowhere, -np.inf, 0)
    else:
        program.say(nowhere, 0, 0 if known.required else np.inf)


def read_split(program: Program, key: str, page: int, split: Split) -> None:
    whole, parts = cells(key, [split[0]], page), split[1]
    program.say(minus(cells(key, parts, page), whole), 0)
    for part in parts:
        program.say(minus(whole, cells(key, [part], page)), 0)


def read_table(program: Program, table: Printed, known: Known, page: int) -> None:
    for codes, words in table.rows:
        program.say(cells(table.question, codes, page), *limits(words))
    if not known.themes:
        program.say(cells(table.question, known.codes, page), 10)


def read_growth(program: Program, key: str, known: Known, page: int, came: Sum) -> None:
    """Nobody leaves; each newcomer adds at most one to a cell, and one at least if required."""
    added = minus(cells(key, known.codes, page), cells(key, known.codes, page - 1))
    for code in known.codes:
        one = minus(cells(key, [code], page), cells(key, [code], page - 1))
        program.say(one, 0)
        if known.several:
            program.say(minus(came, one), 0)
    if not known.several:
        program.say(minus(came, added), 0)
    elif known.required:
        program.say(minus(added, came), 0)


def read_merged(
    program: Program, key: str, known: Known, page: int, came: Sum, merged: Merged
) -> None:
    """Themes alone: whoever was in either is in the one, with newcomers and nobody else."""
    gone, into, first = merged
    for code in known.codes:
        if page >= first and code == gone:
            continue
        now, before = cells(key, [code], page), cells(key, [code], page - 1)
        program.say(minus(now, before), 0)
        if page == first and code == into:
            other = cells(key, [gone], page - 1)
            program.say(minus(now, other), 0)
            before = {**before, **other}
        program.say(minus({**came, **before}, now), 0)


@dataclass
class Loot:
    """What the attacker got, each as a line of words."""

    printed: list[str] = field(default_factory=list)
    narrow: list[str] = field(default_factory=list)
    pinned: list[str] = field(default_factory=list)
    nearly_all: list[str] = field(default_factory=list)
    hidden: int = 0
    growths: int = 0


def attack(subjects: Sequence[Subject], tries: int = 3) -> Loot:
    """Return what can be worked out from all pages of these subjects together."""
    loot = Loot()
    if not any(subject.pages for subject in subjects):
        return loot
    program = read(subjects)
    if not program.solve(np.zeros(len(program.names))):
        program = read(subjects, only_grows=False)
        assert program.solve(np.zeros(len(program.names))), "the pages contradict themselves"
    random = np.random.default_rng(len(program.lines))
    for _ in range(tries):
        weights = random.normal(size=len(program.names))
        program.solve(weights)
        program.solve(-weights)
    for subject in subjects:
        look_at(program, loot, subject)
    return loot


def look_at(program: Program, loot: Loot, subject: Subject) -> None:
    rows: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for number, page in enumerate(subject.pages):
        for table in page.tables:
            for codes, words in table.rows:
                rows.setdefault((table.question, codes), []).append(number)
                cell = cells(table.question, codes, number)
                name = f"{table.question} {codes} on page {number}"
                look_at_cell(program, loot, cell, words, name)
                if subject.survey[table.question].several and ABOUT.fullmatch(words):
                    rest = minus(base(subject.name, number), cell)
                    look_at_rest(program, loot, rest, name)
    for (key, codes), pages in rows.items():
        look_at_growth(program, loot, key, codes, pages)


def look_at_cell(program: Program, loot: Loot, cell: Sum, words: str, name: str) -> None:
    printed = re.findall(r"(?<!fewer than )\b\d+", words)
    loot.printed += [f"{name}: {words}" for number in printed if 1 <= int(number) <= 7]
    if not FEWER.fullmatch(words):
        return
    loot.hidden += 1
    if not {0, 7} <= program.seen(cell):
        low, high = program.extremes(cell)
        if (low, high) != (0, 7):
            loot.narrow.append(f"{name} is {low} to {high}")


def look_at_rest(program: Program, loot: Loot, rest: Sum, name: str) -> None:
    seen = program.seen(rest)
    if max(seen) - min(seen) < 7:
        low, high = program.extremes(rest)
        if low < 8 and high - low < 7:
            loot.nearly_all.append(f"{low} to {high} do not stand in {name}")


def look_at_growth(
    program: Program, loot: Loot, key: str, codes: Sequence[str], pages: Sequence[int]
) -> None:
    for sooner, later in combinations(pages, 2):
        loot.growths += 1
        growth = minus(cells(key, codes, later), cells(key, codes, sooner))
        if len(program.seen(growth)) < 2:
            low, high = program.extremes(growth)
            if low == high < 10:
                loot.pinned.append(f"{key} {codes} grew by {low} from page {sooner} to {later}")
