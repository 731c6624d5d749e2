"""What a paper keeps from the public: on which ground, and the public twin without it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from participation.core.clock import Nation
from participation.domain.action_plan import ActionPlan
from participation.domain.digest import AskLine, ReleasedDigest, ServiceTotals

CONFIDENTIAL = 0
"""In place of a paragraph, for bodies to which the Local Government Act 1972 does not apply."""

_ENGLAND: Mapping[int, str] = {
    1: "Information relating to any individual",
    2: "Information which is likely to reveal the identity of an individual",
    3: "Information relating to the financial or business affairs of any particular person, "
    "including the authority holding that information",
    4: "Information relating to consultations or negotiations in connection with a labour "
    "relations matter",
    5: "Information in respect of which a claim to legal professional privilege could be "
    "maintained in legal proceedings",
    6: "Information which reveals that the authority proposes to give a notice that imposes "
    "requirements on a person, or to make an order or direction",
    7: "Information relating to action taken or to be taken in connection with the prevention, "
    "investigation or prosecution of crime",
}
"""Schedule 12A, Part 1, as it stands for England since 2006; paragraphs 4 and 6 in short."""

_TO_WALES = 11
_WALES = {paragraph + _TO_WALES: words for paragraph, words in _ENGLAND.items()} | {
    12: "Information relating to a particular individual"
}
"""Schedule 12A, Part 4, as S.I. 2007/969 (W.86) has it for Wales: but for the first the same."""

PARAGRAPHS: Mapping[int, str] = {**_ENGLAND, **_WALES}
"""The paragraphs of both nations; no number stands for two."""

SHORTEST_TELLING = 4
TELLS_NOTHING = frozenset(
    str.split(
        "about after also another answer answers asked asking asks been before being board "
        "care carer carers child children confidential consultation could council decide "
        "decision does each every exempt forum from have help home homes item items know "
        "leaving live make many matter meeting member members more most need needs other over "
        "panel paper people person place places promise report said say says service services "
        "should some something staff such that their them then there these they thing things "
        "this those time want wants were what when where which while will with work would "
        "young your"
    )
)
"""Words that an item shares with every other, so that a neutral title may hold them."""

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def paragraphs_of(nation: Nation) -> tuple[int, ...]:
    """Return the paragraphs under which a council of the nation may keep something back."""
    return tuple(_WALES if nation is Nation.WALES else _ENGLAND)


def ground_words(paragraph: int) -> str:
    """Return on which ground an item is kept from the public, as the paper says it."""
    if paragraph == CONFIDENTIAL:
        return "Confidential to members"
    return (
        f"Exempt under paragraph {paragraph} of Schedule 12A to the Local Government Act 1972: "
        f"{PARAGRAPHS[paragraph][:1].lower()}{PARAGRAPHS[paragraph][1:]}"
    )


def telling_word(neutral: str, contents: Iterable[str]) -> str:
    """Return a word of a neutral title that gives the item's content away, or nothing."""
    held = {word for content in contents for word in _words(content)}
    return next((word for word in _words(neutral) if word in held), "")


def public_twin(digest: ReleasedDigest) -> ReleasedDigest:
    """Return the digest as the public may read it: of exempt items only that they are there.

    Everything that is drawn of it afterwards is drawn from what is left, so neither totals
    nor length can tell of the rest.
    """
    return replace(
        digest,
        is_public=True,
        consultations=tuple(part for part in digest.consultations if part.exempt is None),
        asks=tuple(_public_ask(ask) for ask in digest.asks),
        returning=tuple(answer for answer in digest.returning if answer.exempt is None),
        plan=_public_plan(digest.plan),
        cards=tuple(card for card in digest.cards if card.exempt is None),
        totals=digest.totals if digest.totals.exempt is None else ServiceTotals(),
    )


def _public_plan(plan: ActionPlan | None) -> ActionPlan | None:
    if plan is None:
        return None
    return replace(plan, lines=tuple(line for line in plan.lines if line.exempt is None))


def _public_ask(ask: AskLine) -> AskLine:
    if ask.exempt is None:
        return ask
    return AskLine(ask.number, ask.exempt.title, "", "", "", ask.exempt)


def _words(text: str) -> list[str]:
    return [
        word
        for word in WORD.findall(text.lower())
        if len(word) >= SHORTEST_TELLING and word not in TELLS_NOTHING
    ]
