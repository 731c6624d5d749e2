"""Made-up digests of which each is made twice, alike in all but what its exempt items hold."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from participation.domain.action_plan import ActionLine, ActionPlan, MilestoneLine, Progress
from participation.domain.digest import (
    AskLine,
    CardReply,
    ChallengeCard,
    PartHeading,
    ReleasedDigest,
    Report,
    ServiceTotals,
)
from participation.domain.disclosure.totals import BANDS
from participation.domain.exempt_item import ExemptItem
from participation.domain.exemption import CONFIDENTIAL, PARAGRAPHS, ground_words
from participation.domain.since import Before, PledgeLine
from surveys.packs import council_names, load_council_pack
from tests.papers import factory

CANARY = "Quetzal"
NEUTRAL = ("A matter to settle", "A matter about a contract", "An item")
BOARDS = [board for name in council_names() for board in load_council_pack(name).boards]
PROMISES = ("Safe, well and at home", "Listen, and tell you")
OUTCOMES = ("Good health", "Good schools")
DUE = factory.OCCASION.meeting_on
Line = TypeVar("Line")


class Maker:
    """Makes one digest twice: `chance` decides what both share, `own` what only members read."""

    def __init__(self, number: int, side: int) -> None:
        self.chance = random.Random(number)
        self.own = random.Random(f"{number} {side}")

    def words(self, chance: random.Random, mark: str = "") -> str:
        said = chance.choices(("wifi", "school", "money", "sleep", "key", "garden"), k=30)
        return " ".join([mark, *said[: chance.randint(1, 30)]]).strip()

    def item(self, label: str) -> ExemptItem:
        paragraph = self.chance.choice((CONFIDENTIAL, *PARAGRAPHS))
        reason = self.words(self.chance)
        return ExemptItem(label, self.chance.choice(NEUTRAL), ground_words(paragraph), reason)

    def consultation(self, chance: random.Random, mark: str = "") -> factory.ConsultationSection:
        themes = tuple(
            replace(
                factory.theme(
                    f"{mark} {self.words(chance)}",
                    chance.choice((None, 10, 25, 400)),
                    *(self.words(chance, mark) for _ in range(chance.randint(0, 2))),
                ),
                promise=chance.choice(PROMISES),
                before=Before(None, "1 May 2026"),
            )
            for _ in range(chance.randint(0, 5))
        )
        made = factory.consultation(f"{mark} {self.words(chance)}")
        tables = made.tables[: chance.randint(0, 3)]
        pledge = tuple(PledgeLine(one, factory.FEEL) for one in PROMISES if chance.random() < 0.5)
        return replace(
            made,
            themes=themes,
            tables=tables,
            statement=self.words(chance, mark),
            pledge=pledge,
            is_new=chance.random() < 0.5,
        )

    def ask(self, number: int, chance: random.Random, mark: str = "") -> AskLine:
        about = (self.words(chance, mark) for _ in range(3))
        return AskLine(number, self.words(chance, mark), *about)

    def answer(self, chance: random.Random, mark: str = "") -> factory.ReturningAnswer:
        made = factory.answer(chance.random() < 0.5, chance.choice((0, 0, 9, 90)))
        return replace(made, ask=self.words(chance, mark), answer=self.words(chance, mark))

    def mixed(
        self, make: Callable[..., Line], shared: int, kept: list[ExemptItem]
    ) -> tuple[Line, ...]:
        """Return lines in the order both share, with the exempt ones anywhere among them."""
        lines = [make(self.chance) for _ in range(shared)]
        for item in kept:
            line = replace(make(self.own, CANARY), exempt=item)  # type: ignore[type-var]
            lines.insert(self.own.randint(0, len(lines)), line)
        return tuple(lines)

    def card(self, chance: random.Random, mark: str = "") -> ChallengeCard:
        replies = tuple(
            CardReply(self.words(chance, mark), chance.random() < 0.5, self.words(chance, mark))
            for _ in range(chance.randint(1, 3))
        )
        due, words = DUE + timedelta(days=chance.choice((-30, 30))), self.words(chance, mark)
        ended = self.words(chance, mark) if chance.random() < 0.3 else ""
        return ChallengeCard(words, due, replies, ended)

    def action(self, chance: random.Random, mark: str = "") -> ActionLine:
        steps = tuple(
            MilestoneLine(self.words(chance, mark), DUE, chance.choice((None, DUE)))
            for _ in range(chance.randint(0, 3))
        )
        words, owner, shown_by = (self.words(chance, mark) for _ in range(3))
        due = DUE + timedelta(days=chance.randint(-90, 90))
        return ActionLine(
            words, "", chance.choice(PROMISES), (chance.choice(OUTCOMES),), owner, "", due, DUE,
            chance.choice(list(Progress)), shown_by, steps,
        )  # fmt: skip

    def totals(self, kept: list[ExemptItem]) -> ServiceTotals:
        """Return totals that both share, or else such as only members read, or none."""
        shared = self.chance.random() < 0.5
        if not shared and (not kept or self.own.random() < 0.3):
            return ServiceTotals()
        chance, mark = (self.chance, "") if shared else (self.own, CANARY)
        bands = (chance.choice((None, *BANDS)) for _ in range(3))
        learnt = self.words(chance, mark)
        return ServiceTotals(*bands, learnt, None if shared else self.own.choice(kept))

    def digest(self) -> ReleasedDigest:
        asks = [self.ask(number, self.chance) for number in range(1, self.chance.randint(1, 6))]
        kept_asks = [ask.number for ask in asks if self.chance.random() < 0.4]
        others = [self.item(f"E{place}") for place in range(1, self.chance.randint(2, 6))]
        own = {number: self.item(f"Ask {number}") for number in kept_asks}
        board = self.chance.choice(BOARDS)
        # What each item is, and what hangs on it, is for nobody outside to know. An answer is
        # exempt only with its ask, which an earlier paper kept back: so it stands among E1, E2.
        kinds = [self.own.randrange(4) for _ in others]
        first, second, third, fourth = (
            [item for item, kind in zip(others, kinds, strict=True) if kind == wanted]
            for wanted in range(4)
        )
        hanging = [item for item in (*own.values(), *others) if self.own.random() < 0.3]
        return replace(
            factory.digest(),
            consultations=self.mixed(self.consultation, self.chance.randint(0, 3), first),
            asks=tuple(
                replace(self.ask(ask.number, self.own, CANARY), exempt=own[ask.number])
                if ask.number in own
                else ask
                for ask in asks
            ),
            returning=self.mixed(self.answer, self.chance.randint(0, 2), second),
            cards=self.mixed(self.card, self.chance.randint(0, 3), third),
            cards_title="Challenge cards",
            plan=ActionPlan(
                DUE,
                self.mixed(self.action, self.chance.randint(0, 3), [*fourth, *hanging]),
                PROMISES,
                OUTCOMES,
            ),
            totals=self.totals(others),
            report=Report(
                tuple(PartHeading(part.part, part.heading) for part in board.report),
                promises=PROMISES,
            ),
            last_met=self.chance.choice((None, factory.OCCASION.papers_due)),
            exempt=(*own.values(), *others),
        )
