"""Languages on screen: what is missing, who reads and interprets, an answer put into English."""

from participation.domain.policy import Role
from participation.models import Answer
from participation.services.languages import offered

WELSH = "dydy'r wifi ddim yn gweithio"


def prepared(house, officer):
    officer.post("/languages/cy/read", name="Nia Made-Up")
    officer.post("/languages/cy/interpreter", email=house.people[Role.INTERPRETER].email)
    officer.post("/languages/cy/on")


def say_in_welsh(house):
    house.say(WELSH)
    with house.database.writing() as session:
        session.query(Answer).filter(Answer.original.is_not(None)).one().language = "cy"


def test_a_language_cannot_be_turned_on_before_it_is_read_and_has_an_interpreter(house, officer):
    answer = officer.post("/languages/cy/on")

    assert answer.status_code == 400
    assert "read by a named person" in answer.text
    with house.database.reading() as session:
        assert offered(session, house.council) == ("en",)


def test_it_is_offered_once_both_are_named(house, officer):
    prepared(house, officer)

    assert "Offered" in officer.page("/languages/cy")
    with house.database.reading() as session:
        assert offered(session, house.council) == ("en", "cy")


def test_an_answer_waits_for_its_interpreter_who_writes_the_english(house, officer):
    prepared(house, officer)
    say_in_welsh(house)
    interpreter = house.visitor(Role.INTERPRETER)
    answer_id = house.waiting_id()

    waiting = officer.page("/queue")
    shown = interpreter.page("/interpreting")
    empty = interpreter.post(f"/interpreting/{answer_id}", words=" ")
    interpreter.post(f"/interpreting/{answer_id}", words="the wifi does not work")

    assert "Waiting for interpreter" in waiting
    assert 'formaction="/queue/' in waiting
    assert 'data-key="c"' not in waiting
    assert "wifi ddim" in shown
    assert empty.status_code == 400
    queue = officer.page("/queue")
    assert "the wifi does not work" in queue.partition("<textarea")[2]
    assert "As it was sent" in queue


def test_an_officer_who_is_not_named_is_shown_no_answer_to_interpret(house, officer):
    prepared(house, officer)
    say_in_welsh(house)

    assert "You are not named for a language yet." in officer.page("/interpreting")
