"""The meeting kit, made from the live loop."""


def test_the_kit_has_the_plan_the_asks_the_promises_and_what_is_open(house, officer):
    house.say("the wifi never works", many=12)
    house.read_all()
    house.digest(ask="Mend the wifi in every home.", sent=True)

    page = officer.page("/meeting-kit")

    assert "A meeting in 45 minutes" in page
    assert "Mend the wifi in every home." in page
    assert "No answer yet." in page
    assert "We will listen to you" in page
    assert "If you could change one thing about where you live" in page


def test_before_anything_was_said_it_is_still_a_plan(officer):
    page = officer.page("/meeting-kit")

    assert "There are no answers yet." in page
    assert "Nothing is open right now." in page
