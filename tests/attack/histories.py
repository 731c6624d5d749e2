"""Made-up consultations that grow, lose a few answers, and are told of again and again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from participation.domain.disclosure.counts import Cell, Counts, Kind
from participation.domain.disclosure.gate import release, release_verdicts
from participation.domain.disclosure.ledger import FrozenRelease
from participation.domain.disclosure.released import ReleasedBase, ReleasedTable
from tests.attack.attacker import Known, Page, Printed, Subject

Teller = Callable[[int, Sequence[Counts], Sequence[FrozenRelease]], FrozenRelease]
VERDICTS = ("helped", "a-bit", "not-really", "not-what-we-meant")


@dataclass(frozen=True)
class Question:
    """What anyone can read in the survey, and (weights) how young people will answer."""

    key: str
    kind: Kind
    required: bool
    ordered: bool
    weights: tuple[float, ...]

    @property
    def known(self) -> Known:
        codes = tuple(f"c{code}" for code in range(len(self.weights)))
        return Known(codes, self.kind is not Kind.ONE, self.required, self.kind is Kind.THEMES)


Person = dict[str, frozenset[int]]


def make_questions(random: Random) -> list[Question]:
    questions = []
    for number in range(random.randint(2, 4)):
        kind = random.choice((Kind.ONE, Kind.ONE, Kind.SEVERAL, Kind.THEMES))
        slope = random.choice((1, 2, 4))
        weights = tuple(0.02 + random.random() ** slope for _ in range(random.randint(2, 5)))
        required = kind is not Kind.THEMES and random.random() < 0.5
        questions.append(Question(f"q{number}", kind, required, random.random() < 0.5, weights))
    return questions


def make_person(random: Random, questions: Sequence[Question]) -> Person:
    return {question.key: answer(random, question) for question in questions}


def answer(random: Random, question: Question) -> frozenset[int]:
    codes = range(len(question.weights))
    if not question.required and random.random() < 0.15:
        return frozenset()
    if question.kind is Kind.ONE:
        return frozenset(random.choices(codes, question.weights))
    chosen = frozenset(code for code in codes if random.random() < question.weights[code])
    if chosen or question.kind is Kind.THEMES:
        return chosen
    return frozenset(random.choices(codes, question.weights))


def count(question: Question, people: Sequence[Person]) -> Counts:
    answers = [person[question.key] for person in people]
    cells = tuple(
        Cell(f"c{code}", f"Choice {code}", sum(code in given for given in answers))
        for code in range(len(question.weights))
    )
    answered = len(answers) if question.kind is Kind.THEMES else sum(map(bool, answers))
    return Counts(question.key, "A question", question.kind, cells, answered, question.ordered)


def grow(random: Random, questions: Sequence[Question], people: list[Person]) -> None:
    """Let some come, often up to the edge of a band; now and then some take theirs back."""
    newcomers = random.choice((3, 9, 10, 10, 11, 12, 15, 25, 40))
    if random.random() < 0.3:
        newcomers += (random.choice((9, 0)) - len(people) - newcomers) % 10
    people += [make_person(random, questions) for _ in range(newcomers)]
    if random.random() < 0.3:
        for _ in range(random.randint(1, 2)):
            people.pop(random.randrange(len(people)))


def make_history(random: Random, tell: Teller = release) -> tuple[Subject, list[FrozenRelease]]:
    """Return a consultation as its readers know it, and its ledger."""
    questions = make_questions(random)
    first = random.choice((random.randint(8, 20), random.randint(10, 60), random.randint(80, 160)))
    people = [make_person(random, questions) for _ in range(first)]
    ledger: list[FrozenRelease] = []
    for _ in range(random.choice((1, 2, 3, 4, 4, 6))):
        keep(ledger, tell(len(people), [count(question, people) for question in questions], ledger))
        grow(random, questions, people)
    survey = {question.key: question.known for question in questions}
    return Subject("asked", pages_of(ledger), survey), ledger


def make_verdicts(random: Random, ledger: Sequence[FrozenRelease]) -> Subject:
    """Return the verdicts that those who answered gave on one response, changing some."""
    weights = [0.02 + random.random() ** 2 for _ in VERDICTS]
    people, base = (ledger[-1].people, ledger[-1].base) if ledger else (0, None)
    given = random.choices(VERDICTS, weights, k=random.randint(0, people))
    told: list[FrozenRelease] = []
    for _ in range(random.randint(1, 3)):
        keep(told, release_verdicts(verdicts(given), base, told))
        for at in random.sample(range(len(given)), len(given) // 8):
            given[at] = random.choice(VERDICTS)
        given += random.choices(VERDICTS, weights, k=min(people - len(given), 12))
    known = Known(VERDICTS, required=True)
    return Subject("verdicts", pages_of(told), {"verdicts": known}, among="asked")


def verdicts(given: Sequence[str]) -> Counts:
    cells = tuple(Cell(code, code, given.count(code)) for code in VERDICTS)
    return Counts("verdicts", "Did it help?", Kind.ONE, cells, len(given), ordered=True)


def keep(ledger: list[FrozenRelease], told: FrozenRelease) -> None:
    """Write the release down as the ledger does, unless it is the last one again."""
    if told.tells and (not ledger or told != ledger[-1]):
        ledger.append(FrozenRelease.from_json(told.to_json()))


def pages_of(ledger: Sequence[FrozenRelease]) -> tuple[Page, ...]:
    return tuple(
        Page(
            base_words(frozen.base),
            tuple(printed(table) for table in frozen.tables if isinstance(table, ReleasedTable)),
        )
        for frozen in ledger
        if frozen.base or any(isinstance(table, ReleasedTable) for table in frozen.tables)
    )


def base_words(base: ReleasedBase | None) -> str:
    return base.words if base else ""


def printed(table: ReleasedTable) -> Printed:
    rows = tuple((tuple(row.code.split("+")), row.count.words) for row in table.rows)
    return Printed(table.key, rows)
