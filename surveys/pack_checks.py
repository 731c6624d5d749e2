"""Whether the parts of a council pack fit together; each fault is a BadFile that says the fix."""

from collections.abc import Collection, Sequence

from surveys.codes import refuse_twice, refuse_unknown
from surveys.definition import Survey
from surveys.pack_board import check_boards
from surveys.pack_cards import check_cards
from surveys.pack_council import CouncilPack
from surveys.pack_frames import Codebook, Lens
from surveys.pack_ladder import check_ladder
from surveys.pack_routing import check_routing
from surveys.tables import Place

LEAST_CODE_DAYS = 8


def check_lens(lens: Lens, place: Place) -> None:
    """Raise BadFile if the lens has no headings or one of them twice."""
    if not lens.headings:
        raise place.bad("add at least one [[heading]]")
    refuse_twice((heading.code for heading in lens.headings), "headings", place)


def check_codebook(
    codebook: Codebook, lenses: Collection[str], headings: Collection[str], place: Place
) -> None:
    """Raise BadFile for a theme that stands twice or names an unknown heading of a shared lens.

    A lens that is not shared may be some council's own, so its headings are not looked at.
    """
    if not codebook.themes:
        raise place.bad("add at least one [[theme]]")
    refuse_twice((theme.code for theme in codebook.themes), "themes", place)
    for number, theme in enumerate(codebook.themes, 1):
        here = place.inside(f"theme {number} ({theme.code})")
        for name in theme.lenses:
            if name.partition(".")[0] in lenses and name not in headings:
                raise here.inside("lenses").bad(f'there is no heading "{name}"')


def check_pack(
    pack: CouncilPack,
    codebook: Codebook,
    lenses: Sequence[Lens],
    surveys: Sequence[Survey],
    place: Place,
) -> None:
    """Raise BadFile if a code of the pack stands twice or points nowhere."""
    promises = [promise.code for promise in pack.pledge.promises]
    refuse_twice(promises, "promises", place.inside("pledge"))
    refuse_twice((group.code for group in pack.groups), "groups", place)
    check_boards(pack.boards, place)
    check_ladder(pack.ladder, place.inside("rung"))
    refuse_twice((lens.code for lens in lenses), "lenses", place)
    for lens in pack.own_lenses:
        check_lens(lens, place.inside(f"lens {lens.code}"))
    for what, parts in (("board", pack.boards), ("group", pack.groups), ("promise", promises)):
        if not parts:
            raise place.bad(f"add at least one {what}")
    clock = pack.safeguarding.clock
    if clock.start >= clock.end:
        raise place.inside("safeguarding").inside("clock").bad("from must be before to")
    _check_retention(pack, place.inside("retention"))
    themes = [theme.code for theme in codebook.themes]
    rungs = [rung.code for rung in pack.ladder]
    check_routing(pack.bodies, pack.routes, rungs, themes, place)
    for theme, promise in pack.theme_promises.items():
        here = place.inside("theme_promises")
        refuse_unknown(theme, themes, "theme", here)
        refuse_unknown(promise, promises, "promise", here)
    for survey in surveys:
        _check_survey(survey, promises, lenses, place)
    if pack.cards is not None:
        check_cards(pack.cards, surveys, place.inside("cards"))


def _check_retention(pack: CouncilPack, place: Place) -> None:
    """Raise BadFile where one thing would go before what still needs it."""
    kept = pack.retention
    if kept.code_days < LEAST_CODE_DAYS:
        raise place.inside("code_days").bad(
            f"write {LEAST_CODE_DAYS} or more: who had begun may still send for a week"
        )
    for name in ("safeguarding_days", "audit_days"):
        if getattr(kept, name) < kept.answer_days:
            raise place.inside(name).bad(
                f"write {kept.answer_days} or more: it is kept at least as long as the answers"
            )


def _check_survey(
    survey: Survey, promises: Sequence[str], lenses: Sequence[Lens], place: Place
) -> None:
    headings = {heading for lens in lenses for heading in lens.names()}
    switched_on = {lens.code for lens in lenses}
    for question in survey.questions:
        here = place.inside(f"survey {survey.name}").inside(f"question {question.name}")
        if question.promise is not None:
            refuse_unknown(question.promise, promises, "promise", here)
        for name in question.lenses:
            if name.partition(".")[0] in switched_on and name not in headings:
                raise here.bad(f'there is no heading "{name}"')
