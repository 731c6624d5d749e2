"""Challenge cards of a pack: whom they may ask is what their survey offers."""

from dataclasses import replace

import pytest

from participation.core.errors import BadFile
from surveys.loader import load_survey
from surveys.pack_cards import QUESTION, Addressee, check_cards
from surveys.packs import load_council_pack
from surveys.tables import Place

SURVEY = load_survey("challenge-card", "dorset")
CARDS = load_council_pack("dorset").cards


def test_dorsets_cards_say_whom_they_ask_to_boards_and_to_young_people():
    assert CARDS.title == "Challenge cards"
    assert CARDS.name_of("health") == "Designated nurse for children in care"
    assert CARDS.plain_of("health") == "The nurse for children in care"
    assert CARDS.name_of("gone") == CARDS.plain_of("gone") == "gone"
    assert [load_council_pack(name).cards for name in ("leicester", "hampshire")] == [None, None]


@pytest.mark.parametrize(
    ("cards", "surveys", "fix"),
    [
        (CARDS, (), 'add "challenge-card" to the surveys'),
        (replace(CARDS, to=(*CARDS.to, CARDS.to[0])), (SURVEY,), "lead-member"),
        (replace(CARDS, to=(Addressee("police", "P", "P"),)), (SURVEY,), "just these: police"),
        (
            CARDS,
            (
                replace(
                    SURVEY,
                    questions=tuple(q for q in SURVEY.questions if q.name != QUESTION),
                ),
            ),
            'add a question called "question"',
        ),
    ],
)
def test_a_pack_whose_survey_asks_of_others_is_refused(cards, surveys, fix):
    with pytest.raises(BadFile, match=fix):
        check_cards(cards, surveys, Place("council.toml"))
