"""What the council says is never a personal detail is not pointed out before sending."""

from participation.models import AllowedWord, Council
from participation.models.database import Database
from tests.web.young.conftest import Scene, Visitor


def test_a_word_of_the_allow_list_is_not_pointed_out_and_a_name_still_is(
    visitor: Visitor, scene: Scene, database: Database
) -> None:
    with database.writing() as session:
        for council in session.query(Council):
            session.add(AllowedWord(council_id=council.id, word="kahoot"))

    visitor.begin(scene.link).answer_all("we play kahoot with Sharon")

    assert "<mark>Sharon</mark>" in visitor.text
    assert "kahoot" in visitor.text
    assert "<mark>kahoot</mark>" not in visitor.text
